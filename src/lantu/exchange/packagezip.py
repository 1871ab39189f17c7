"""A plan package in one file: a zip of its folder, for sending and for the web."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from lantu.errors import PackageError
from lantu.reading.formats.archive import Archive

_PARTS = ("source", "reading", "decisions", "results")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same package is the same file, whenever it is made


def zip_package(folder: Path | str) -> bytes:
    """Return a package as one zip file, its files in the order of their names."""
    folder = Path(folder)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return made.getvalue()


def unzip_package(data: bytes, name: str, folder: Path | str) -> Path:
    """Unpack a package that came as one file.

    Only the files a package has are written; a folder around them in the archive is passed over.

    Args:
        data: Bytes of the zip.
        name: Name of the file, for messages.
        folder: An empty folder to unpack into.

    Returns:
        The folder that holds ``plan.yaml``.

    Raises:
        DocumentError: The archive is damaged, too large or points outside (D011, D012, D015, D019).
        PackageError: There is no package in it (P001).
    """
    folder = Path(folder)
    with Archive(data, name, "zip") as archive:
        parts = archive.parts()
        heads = sorted((part for part in parts if part.split("/")[-1] == "plan.yaml"), key=len)
        if not heads:
            raise PackageError("P001", folder=name)
        around = heads[0].removesuffix("plan.yaml")
        for part in parts:
            inner = part.removeprefix(around)
            if part.startswith(around) and _belongs(inner):
                place = folder / inner
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(part))
    return folder


def _belongs(path: str) -> bool:
    steps = path.split("/")
    return path in {"plan.yaml", "datapackage.json"} or (len(steps) == 2 and steps[0] in _PARTS and bool(steps[1]))
