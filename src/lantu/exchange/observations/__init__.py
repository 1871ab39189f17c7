"""Observations come in: from csv and xlsx as people really make them, taken whole or refused with every cell named."""
