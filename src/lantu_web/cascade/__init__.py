"""Cascade: a plan broken down to years and areas, negotiated in two rounds, issued by decision."""
