"""Lists: an announced number (6大基地) with its members."""

from lantu.reading.extraction.lists.reader import read_lists

__all__ = ["read_lists"]
