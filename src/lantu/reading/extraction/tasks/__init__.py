"""Tasks: everything a plan says will be done."""

from lantu.reading.extraction.tasks.reader import read_tasks

__all__ = ["read_tasks"]
