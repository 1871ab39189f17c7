"""Arithmetic of targets: levels, growth, reduction, shares, paths; plain functions of numbers."""
