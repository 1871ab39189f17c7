"""Cascade: from the targets of a plan to annual targets by area and body that balance."""
