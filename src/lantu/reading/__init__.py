"""From a document to its plan: formats, cleaning, structure, statements, tasks."""

from lantu.reading.pipeline import read

__all__ = ["read"]
