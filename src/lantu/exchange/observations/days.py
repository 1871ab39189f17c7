"""Days of release and moments of recording as people write them, told as ISO 8601; a word for none is none."""

from __future__ import annotations

import re
from datetime import date, datetime

from lantu.exchange.observations.values import CellError, said_of
from lantu.exchange.observations.wordlist import flat, words

_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00)?$")


def day_of_release(text: str) -> str | None:
    """Return a day of release, or None where a word says that there is none yet.

    Raises:
        CellError: It is no day (M078).

    >>> day_of_release("2026年1月20日"), day_of_release("2026/1/20 00:00:00"), day_of_release("未公布")
    ('2026-01-20', '2026-01-20', None)
    """
    said = flat(text)
    if not said or said in words("missing") or not said.strip("-"):
        return None
    found = _DAY.fullmatch(flat(_MIDNIGHT.sub("", text.strip())))
    if found is None:
        raise CellError("M078", found=said_of(text))
    try:
        return date(*(int(each) for each in found.groups() if each is not None)).isoformat()
    except ValueError:
        raise CellError("M078", found=said_of(text)) from None


def moment_of_recording(text: str) -> str | None:
    """Return a moment of recording, ISO 8601, or None where a word says that none is known.

    Raises:
        CellError: It is no moment (M078).

    >>> moment_of_recording("2026-01-21T09:30:00+08:00"), moment_of_recording("2026-1-21")
    ('2026-01-21T09:30:00+08:00', '2026-01-21')
    """
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return day_of_release(text)
    return text.strip()
