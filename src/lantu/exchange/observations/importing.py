"""A file of observations, read whole or refused whole.

CSV in any encoding and workbooks (old ones by way of LibreOffice), as people make them: our own template, tables of indicators by years or months, of
indicators by areas, of areas by years, several in one sheet. What is certain from headers is read so; what is not needs
a mapping (:mod:`lantu.exchange.observations.mapping`). Nothing is taken before every cell is understood.
"""

from __future__ import annotations

from dataclasses import replace

from lantu.errors import DocumentError
from lantu.exchange.observations.collecting import Collected
from lantu.exchange.observations.finding import find_tables
from lantu.exchange.observations.known import Known
from lantu.exchange.observations.mapping import Mapping
from lantu.exchange.observations.placing import mapped_tables
from lantu.exchange.observations.report import ObservationError, PlacedError, Taken
from lantu.exchange.observations.sheets import Sheet
from lantu.exchange.observations.tables import Table
from lantu.exchange.observations.taking import take
from lantu.exchange.observations.textfile import read_text_file
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.workbook import Workbook, read_workbook
from lantu.reading.formats.sniffing import Kind, sniff

_NO_MAPPING = Mapping()


def read_observations(data: bytes, name: str, mapping: Mapping | None = None, known: Known | None = None) -> Taken:
    """Read a file of observations.

    Args:
        data: Its bytes.
        name: Its file name; it becomes the source where none is said.
        mapping: Where things stand and what they mean, where headers do not say it; None for headers alone.
        known: What the plan and its office know, and what the person says of the whole file.

    Returns:
        All observations with their places, what is missing, and what a person should know.

    Raises:
        ObservationError: Something is not understood; every cell is named, nothing is taken.
        DocumentError: The file cannot be opened at all.
    """
    mapping, known = mapping or _NO_MAPPING, known or Known()
    book = _book(data, name)
    known = replace(
        known,
        indicators=dict(known.indicators),
        subjects={**known.subjects, **mapping.subjects},
        renamed={**known.renamed, **mapping.names},
        unknown=mapping.unknown if mapping.unknown != "refuse" else known.unknown,
    )
    collected = Collected(known, mapping.given, mapping.hidden)
    for table in _tables(book, mapping, collected):
        take(collected, table)
    for sheet in book.hidden:
        collected.told.append(CellError("M006", sheet=sheet))
    if not collected.tables and not collected.reasons:
        raise ObservationError(
            name, [CellError("M007", sheets="、".join(sheet.name or name for sheet in book.sheets) or "—")]
        )
    observations, places = collected.results()
    if collected.reasons:
        order = {sheet.name: at for at, sheet in enumerate(book.sheets)}
        reasons = sorted(collected.reasons, key=lambda each: (order.get(each.sheet, 0), each.row, each.column))
        raise ObservationError(name, reasons)
    return Taken(
        file=name,
        observations=tuple(observations),
        places=tuple(places),
        missing=tuple(collected.missing),
        told=(*collected.told, *collected.counted()),
        tables=tuple(collected.tables),
    )


def _book(data: bytes, name: str) -> Workbook:
    kind = sniff(data, name)
    if kind is Kind.XLSX:
        return read_workbook(data, name)
    if kind is Kind.TEXT:
        return Workbook((read_text_file(data, name),), ())
    if kind in (Kind.XLS, Kind.ODS):
        from lantu.reading.formats.office import converted  # noqa: PLC0415  # loads what opens documents of words

        return read_workbook(converted(data, name, kind), name)
    if kind is Kind.ENCRYPTED:
        raise DocumentError("D012", name=name)
    raise ObservationError(name, [CellError("M008", kind=kind)])


def _tables(book: Workbook, mapping: Mapping, collected: Collected) -> list[Table]:
    if mapping.tables:
        return mapped_tables(book, mapping, collected)
    tables: list[Table] = []
    empty: list[tuple[Sheet, list[int]]] = []
    for sheet in book.sheets:
        found, stray = find_tables(sheet, collected.known)
        tables += found
        if found:
            for row in stray:
                collected.complain(sheet, row, 0, CellError("M049"))
        elif sheet.rows:
            empty.append((sheet, stray))
    for sheet, stray in empty:
        if tables:
            collected.told.append(CellError("M009", sheet=sheet.name, count=len(stray)))
        else:
            first = min(sheet.rows)
            collected.reasons.append(PlacedError(sheet.place(first, 0), CellError("M005"), sheet=sheet.name, row=first))
    return tables
