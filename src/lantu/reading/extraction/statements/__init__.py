"""Quantified statements of running text: role of a number first, then predicate, subject, governors, form."""

from lantu.reading.extraction.statements.reader import StatementsRead, read_statements

__all__ = ["StatementsRead", "read_statements"]
