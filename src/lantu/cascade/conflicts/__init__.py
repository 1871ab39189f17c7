"""Conflicts: which demands cannot hold together, in words, and what would make them possible."""
