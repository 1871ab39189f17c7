"""Findings of the review, and the life of each."""
