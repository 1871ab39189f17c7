"""Tables of a PDF page from the lines that are ruled on it.

Lines that cross belong to one table. Where they stand gives its columns and rows; where one is missing between two fields, these are
one cell. Open sides count as closed: tables of Chinese plans often have no line left and right. What has fewer than two rows
and two columns is a frame and no table; a single row of several fields may be what a page break left over of one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lantu.reading.formats.linear import one_line, repeats
from lantu.reading.formats.pdf_characters import unify

NEAR = 2.5  # points: lines nearer than this are one
SHORTEST = 4.0  # points
NARROWEST = 4.0  # points of a row or column; between double lines there is none
MOST_LINES = 6_000  # on one page; a drawing has more
MOST_ROWS = 400
MOST_COLUMNS = 60
FIELDS_OF_A_ROW = 3  # from which a single row may belong to a table


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: its place across (y of a horizontal one, from the top), and where it begins and ends along."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the middle of its box; a space that pdfium put in has the place of the character before it."""

    char: str
    x: float
    y: float


@dataclass(slots=True)
class Ruled:
    """A table.

    Attributes:
        columns: Places of the lines between columns, both sides included.
        lines: Places of the lines between rows, both ends included.
        owner: For each field, by row and column, the row and column of the cell it belongs to.
        rows: Its texts, merged cells filled.
    """

    columns: list[float]
    lines: list[float]
    owner: list[list[tuple[int, int]]]
    rows: list[list[str]] = field(default_factory=list)
    _cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    @property
    def is_strip(self) -> bool:
        """True for a single row, which is a table only as a part of one on another page."""
        return len(self.lines) == 2

    def stands_like(self, other: Ruled) -> bool:
        """Tell whether the columns of two tables stand at the same places."""
        return len(self.columns) == len(other.columns) and all(
            abs(one - another) <= 2 * NEAR for one, another in zip(self.columns, other.columns, strict=True)
        )

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies within the table."""
        return self.columns[0] <= x <= self.columns[-1] and self.lines[0] <= y <= self.lines[-1]

    def put(self, glyph: Glyph) -> None:
        """Put a character into the cell it stands in, or the nearest where it runs over the edge of the table."""
        row = min(max(bisect_right(self.lines, glyph.y) - 1, 0), len(self.owner) - 1)
        column = min(max(bisect_right(self.columns, glyph.x) - 1, 0), len(self.owner[0]) - 1)
        self._cells.setdefault(self.owner[row][column], []).append(glyph.char)

    def close(self) -> None:
        """Make the rows of what was put in."""
        texts = {place: one_line(unify("".join(chars))) for place, chars in self._cells.items()}
        self.rows = [self._row(number, owners, texts) for number, owners in enumerate(self.owner)]

    def _row(self, number: int, owners: list[tuple[int, int]], texts: dict[tuple[int, int], str]) -> list[str]:
        if len(set(owners)) == 1:
            return [texts.get(owners[0], "") if owners[0][0] == number else ""]
        row = []
        for column, place in enumerate(owners):
            text = texts.get(place, "")
            row.append(text if place == (number, column) or repeats(text) else "")
        return row


def fill(tables: Sequence[Ruled], glyphs: Iterable[Glyph]) -> None:
    """Put characters into the tables they stand in; what runs over the edge stays with the table its line begins in.

    Args:
        tables: Of one page.
        glyphs: All characters of the page, a line break after each line.
    """
    home: Ruled | None = None
    begins = True
    for glyph in glyphs:
        table = next((table for table in tables if table.holds(glyph.x, glyph.y)), None)
        if begins:
            home = table
        table = table or home
        if table is not None:
            table.put(glyph)
        begins = glyph.char == "\n"
    for table in tables:
        table.close()


def find_tables(across: Sequence[Rule], down: Sequence[Rule]) -> list[Ruled]:
    """Return the tables that horizontal and vertical lines make, from the top.

    Args:
        across: Horizontal lines.
        down: Vertical lines.

    >>> across = [Rule(y, 0, 100) for y in (0, 20, 40)]
    >>> table = find_tables(across, [Rule(0, 0, 40), Rule(50, 0, 20)])[0]
    >>> table.owner
    [[(0, 0), (0, 1)], [(1, 0), (1, 0)]]
    """
    across, down = _joined(across), _joined(down)
    tables = []
    for horizontal, vertical in _crossing(across, down):
        table = _table(horizontal, vertical)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.lines[0])


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Put lines at one place that touch or overlap together."""
    joined: list[Rule] = []
    for group in _near(rules):
        at = group[0].at
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start <= end + NEAR:
                end = max(end, rule.end)
            else:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        joined.append(Rule(at, start, end))
    return [rule for rule in joined if rule.end - rule.start >= SHORTEST]


def _near(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    """Yield lines that stand at one place, each group ordered by where they begin."""
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if group and rule.at - group[0].at > NEAR:
            yield sorted(group, key=lambda rule: rule.start)
            group = []
        group.append(rule)
    if group:
        yield sorted(group, key=lambda rule: rule.start)


def _crossing(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return groups of lines that cross one another, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    places = [rule.at for rule in across]
    for number, vertical in enumerate(down):
        first = bisect_left(places, vertical.start - NEAR)
        for index in range(first, bisect_right(places, vertical.end + NEAR)):
            if across[index].start - NEAR <= vertical.at <= across[index].end + NEAR:
                parent[root(index)] = root(len(across) + number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        groups.setdefault(root(index), ([], []))[index >= len(across)].append(rule)
    return list(groups.values())


def _table(across: list[Rule], down: list[Rule]) -> Ruled | None:
    """Return the table of one group of lines, or None where it is a frame."""
    if len(across) < 2 or not down:
        return None
    lines = _places(rule.at for rule in across)
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    columns = _places([left, right, *(rule.at for rule in down)])
    fewest = FIELDS_OF_A_ROW + 1 if len(lines) == 2 else 3
    if not 2 <= len(lines) <= MOST_ROWS or not fewest <= len(columns) <= MOST_COLUMNS:
        return None
    height, width = len(lines) - 1, len(columns) - 1
    above = [[False] * width for _ in range(height)]
    beside = [[False] * width for _ in range(height)]
    for rule in across:
        row = _index(lines, rule.at)
        if row < height:
            for column in range(_index(columns, rule.start), _index(columns, rule.end)):
                above[row][column] = True
    for rule in down:
        column = _index(columns, rule.at)
        if column < width:
            for row in range(_index(lines, rule.start), _index(lines, rule.end)):
                beside[row][column] = True
    return Ruled(columns, lines, _owners(above, beside))


def _places(values: Iterable[float]) -> list[float]:
    ordered = sorted(values)
    kept = ordered[:1]
    for value in ordered[1:]:
        if value - kept[-1] > NARROWEST:
            kept.append(value)
    return kept


def _index(places: list[float], value: float) -> int:
    """Return the index of the place nearest to a value."""
    index = bisect_left(places, value)
    if index == len(places) or (index and value - places[index - 1] < places[index] - value):
        return index - 1
    return index


def _owners(above: list[list[bool]], beside: list[list[bool]]) -> list[list[tuple[int, int]]]:
    """Return the first field of the cell each field belongs to: fields without a line between them are one cell."""
    width = len(above[0])
    parent = list(range(len(above) * width))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def unite(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first  # the upper left field stands for the cell

    for row, walls in enumerate(above):
        for column, walled in enumerate(walls):
            index = row * width + column
            if column and not beside[row][column]:
                unite(index - 1, index)
            if row and not walled:
                unite(index - width, index)
    return [[divmod(root(row * width + column), width) for column in range(width)] for row in range(len(above))]
