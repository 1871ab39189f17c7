"""Writing files so that a crash leaves either the old file or the new one, never half of one."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def beside(path: Path) -> Path:
    """Return a hidden name of no file yet in the same folder, for what is being written."""
    return path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file by new bytes in one step.

    Args:
        path: The file; its folder must exist.
        data: All it shall hold.

    Raises:
        OSError: It could not be written; the old file is untouched and nothing else is left.
    """
    new = beside(path)
    try:
        write_new(new, data)
        os.replace(new, path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet, down to the disk."""
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
