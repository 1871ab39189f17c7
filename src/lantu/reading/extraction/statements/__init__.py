"""Quantified statements of running text: role of a number first, then predicate, subject, governors, form."""

from lantu.reading.extraction.statements.reader import read_statements

__all__ = ["read_statements"]
