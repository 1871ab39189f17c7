"""Tables, boxes, annexes and figures that a document announces and does not hold."""

from lantu.reading.extraction.announced.reader import read_announced

__all__ = ["read_announced"]
