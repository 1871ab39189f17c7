"""Makes the files of ``files.yaml``: text in any encoding, workbooks with merged, hidden, computed and broken cells."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter


def made(file: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file as a case describes it."""
    if "text" in file:
        return ("\ufeff" if file.get("mark") else "").encode(file.get("encoding", "utf-8")) + file["text"].encode(
            file.get("encoding", "utf-8")
        )
    return workbook(file["sheets"])


def workbook(sheets: Sequence[Mapping[str, Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    stored: dict[int, dict[str, str]] = {}
    for number, said in enumerate(sheets, 1):
        sheet = book.create_sheet(said["name"])
        for row, cells in enumerate(said["rows"], 1):
            for column, cell in enumerate(cells, 1):
                result = put(sheet.cell(row, column), cell)
                if result is not None:
                    stored.setdefault(number, {})[f"{get_column_letter(column)}{row}"] = result
        for merged in said.get("merged", ()):
            sheet.merge_cells(merged)
        for row in said.get("hidden_rows", ()):
            sheet.row_dimensions[row].hidden = True
        for column in said.get("hidden_columns", ()):
            sheet.column_dimensions[column].hidden = True
        sheet.sheet_state = "hidden" if said.get("hidden") else "visible"
    written = io.BytesIO()
    book.save(written)
    return with_results(written.getvalue(), stored)


def put(place: Any, cell: Any) -> str | None:
    """Fill a cell; return the result to be stored with its formula, or None."""
    if not isinstance(cell, Mapping):
        place.value = cell
        return None
    if "formula" in cell:
        place.value = cell["formula"]
        return str(cell["result"]) if "result" in cell else None
    if "error" in cell:
        place.value, place.data_type = cell["error"], "e"
        return None
    place.value = date.fromisoformat(cell["date"]) if "date" in cell else cell["number"]
    place.number_format = cell.get("format", "General")
    return None


def with_results(data: bytes, stored: Mapping[int, Mapping[str, str]]) -> bytes:
    """Store the results of formulas, which openpyxl leaves to the spreadsheet program."""
    if not stored:
        return data
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            for address, result in stored.get(int(number[1]) if number else 0, {}).items():
                pattern = rf'(<c r="{address}"[^>]*>)(<f>[^<]*</f>)<v\s*/?>(?:</v>)?'
                content = re.sub(pattern, rf"\1\2<v>{result}</v>", content.decode()).encode()
            new.writestr(entry, content)
    return written.getvalue()


def saved_again(files: Mapping[str, bytes], form: str, folder: Path, program: str) -> dict[str, bytes]:
    """Return workbooks as LibreOffice saves them, which computes formulas and writes cells in its own way.

    Args:
        files: Workbooks by name.
        form: Suffix of the form they are saved in.
        folder: An empty folder.
        program: The command of LibreOffice.
    """
    (folder / "in").mkdir()
    for name, data in files.items():
        (folder / "in" / f"{name}.xlsx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", form]
    paths = [str(folder / "in" / f"{name}.xlsx") for name in files]
    subprocess.run([*command, "--outdir", str(folder / "out"), *paths], check=True, capture_output=True, timeout=180)
    return {name: (folder / "out" / f"{name}.{form}").read_bytes() for name in files}
