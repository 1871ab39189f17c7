"""Development zones and other functional areas that have a plan or targets of their own but no code in GB/T 2260.

No data are shipped: which zones a city has, and in which area each lies, only the city knows. A zone file is content
like any other (:mod:`lantu.vocabulary.content`); its entries are found by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lantu.vocabulary.content import Content, Entry, load_content


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Entry):
    """A development zone, new area or park.

    Attributes:
        name: Full name.
        short: Names used in running text.
        kind: What it is, such as 经济技术开发区.
        area: Code of the area it lies in or is administered by.
    """

    name: str
    area: str
    kind: str = ""
    short: tuple[str, ...] = ()


def load_zones(path: Path) -> Content[Zone]:
    """Load a user's zone file.

    Raises:
        VocabularyError: The file cannot be read or an entry is wrong.
    """
    return load_content(path, Zone)


def find_zones(zones: Content[Zone], name: str, as_of: date | None = None) -> tuple[Zone, ...]:
    """Return all zones a name may mean on a day, in the order of the file."""
    return tuple(zone for zone in zones.on(as_of) if name == zone.name or name in zone.short)
