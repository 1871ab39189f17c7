"""Where the parts of a tree map lie: squarified, so that areas can be compared by eye.

Source: M. Bruls, K. Huizing, J. van Wijk, Squarified Treemaps (2000): rows are filled along the shorter side as long as
that makes the worst proportion of their boxes better.
"""

from __future__ import annotations

from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def squares(sizes: Sequence[float], width: float, height: float) -> list[Box]:
    """Return a box for each size, together filling a rectangle, areas in proportion to sizes.

    Args:
        sizes: Positive, in falling order.
        width: Of the rectangle.
        height: Of the rectangle.

    >>> squares([2, 1, 1], 4, 2)
    [(0.0, 0.0, 2.0, 2.0), (2.0, 0.0, 2.0, 1.0), (2.0, 1.0, 2.0, 1.0)]
    """
    whole = sum(sizes)
    areas = [size * width * height / whole for size in sizes] if whole else []
    left, top, boxes = 0.0, 0.0, list[Box]()
    while areas:
        along = min(width, height)
        row = _row(areas, along)
        areas = areas[len(row) :]
        deep = sum(row) / along
        place = 0.0
        for area in row:
            long = area / deep
            boxes.append((left, top + place, deep, long) if height <= width else (left + place, top, long, deep))
            place += long
        if height <= width:
            left, width = left + deep, max(width - deep, 0.0)
        else:
            top, height = top + deep, max(height - deep, 0.0)
        if min(width, height) <= 0 and areas:  # nothing is left but rounding
            boxes += [(left, top, 0.0, 0.0)] * len(areas)
            break
    return boxes


def _row(areas: Sequence[float], along: float) -> list[float]:
    row: list[float] = []
    for area in areas:
        if row and _worst([*row, area], along) > _worst(row, along):
            break
        row.append(area)
    return row


def _worst(row: Sequence[float], along: float) -> float:
    """Return the worst proportion of the boxes of a row, 1 for squares."""
    total = sum(row)
    return max(max(along**2 * area / total**2, total**2 / (along**2 * area)) for area in row)
