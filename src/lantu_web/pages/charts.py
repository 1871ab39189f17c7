"""Charts on pages: a definition in the page, drawn by one script of ours, and the same numbers as a table below.

The drawing library comes out of the Python package that holds it, once an installation, and is kept beside the
database: nothing comes from another host, and nothing of others stands in the source.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import altair
import vl_convert
from altair.utils.schemapi import debug_mode
from django.conf import settings

NAME = f"vega-{version('vl-convert-python')}.js"
"""Name of the drawing library; another version has another name, so browsers may keep it for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart on a page, with its numbers for who does not see pictures.

    Attributes:
        name: Its id on the page.
        title: What it shows.
        draw: Makes it.
        heads: Heads of its table.
        rows: Rows of its table; a chart without any is not shown.
        note: What must be said of it.
    """

    name: str
    title: str
    draw: Callable[[], Any]
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""

    @property
    def definition(self) -> dict[str, Any]:
        """The chart in Vega-Lite; held against its schema by tests, not for every reader."""
        with debug_mode(False):
            found: dict[str, Any] = self.draw().to_dict(validate=False)
        return found


def library() -> Path:
    """Return the file of the drawing library, made now if this installation has none yet."""
    place = Path(settings.LANTU_MADE) / NAME
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as file:
            file.write(_bundle())
        os.replace(file.name, place)  # whole or not at all, whoever else makes it
    return place


@cache
def _bundle() -> str:
    schema = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    found: str = vl_convert.javascript_bundle(vl_version=schema)  # type: ignore[call-arg]  # its stubs ask for more
    return found
