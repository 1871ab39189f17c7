"""Formats of documents: from bytes to the linear text that all offsets refer to."""
