"""From a document to its plan: formats, cleaning, structure, statements, tasks."""

from lantu.reading.pipeline import READER, read

__all__ = ["READER", "read"]
