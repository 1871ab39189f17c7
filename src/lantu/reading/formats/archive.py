"""ZIP archives that strangers made: looked over before anything is inflated, and read within bounds.

Limits: number of entries, unpacked size in all, of one part and beside its packed size. Names that lead out of the archive are
refused although nothing is ever unpacked to a disk: no ordinary document has them.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from types import TracebackType

from lantu.errors import DocumentError

MOST_ENTRIES = 10_000
LARGEST_TOTAL = 1024 * 1024 * 1024  # bytes unpacked, pictures and all
LARGEST_PART = 64 * 1024 * 1024  # bytes of one part that is read; that of a long plan has 5 million
HIGHEST_RATIO = 400  # unpacked to packed; the most regular tables reach about 100
FREE = 4 * 1024 * 1024  # bytes below which the ratio does not matter
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|^[/\\]{2}")


class Archive:
    """An archive open for reading.

    Args:
        data: Its bytes.
        name: Name of the document, for messages.
        kind: What it is, for messages.

    Raises:
        DocumentError: D011 it is damaged, D015 it would unpack to too much, D019 an entry points outside.
    """

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as wrong:
            raise self._damaged(wrong) from None
        self._look_over(self._zip.infolist())

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def parts(self) -> list[str]:
        """Return the names of all parts that are files."""
        return [name for name in self._entries if not name.endswith("/")]

    def read(self, part: str, largest: int = LARGEST_PART) -> bytes:
        """Return a part unpacked.

        Args:
            part: Its name.
            largest: Bytes from which on it is refused.

        Raises:
            DocumentError: D011 it is absent or damaged, D012 it has a password, D015 it is larger than it says.
        """
        entry = self._entries.get(part)
        if entry is None:
            raise self._damaged(f"{part}: not found")
        if entry.flag_bits & 1:
            raise DocumentError("D012", name=self.name)
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(largest + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as wrong:
            raise self._damaged(f"{part}: {wrong}") from None
        if len(content) > largest:
            raise self._too_large(f"{part} > {largest >> 20} MB")
        return content

    def _look_over(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MOST_ENTRIES:
            raise self._too_large(f"{len(entries):,} > {MOST_ENTRIES:,} entries")
        total = sum(entry.file_size for entry in entries)
        if total > LARGEST_TOTAL:
            raise self._too_large(f"{total >> 20:,} > {LARGEST_TOTAL >> 20:,} MB")
        for entry in entries:
            if _OUTSIDE.search(entry.filename):
                raise DocumentError("D019", name=self.name, part=entry.filename[:80])
            if entry.file_size > FREE and entry.file_size > HIGHEST_RATIO * entry.compress_size:
                ratio = entry.file_size // max(1, entry.compress_size)
                raise self._too_large(f"{entry.filename[:80]}: {ratio:,} : 1")

    def _damaged(self, problem: object) -> DocumentError:
        return DocumentError("D011", name=self.name, kind=self.kind, problem=problem)

    def _too_large(self, problem: str) -> DocumentError:
        return DocumentError("D015", name=self.name, problem=problem)
