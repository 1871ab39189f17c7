"""What the elements of an item are called after on a page."""

from __future__ import annotations

import hashlib
import re

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def anchor(item: str) -> str:
    """Return the id of an item, or a stand-in where it cannot stand in a selector: an imported id may be any text.

    >>> anchor("s812-2"), len(anchor("规划 1"))
    ('s812-2', 17)
    """
    return item if _PLAIN_ID.fullmatch(item) else "x" + hashlib.sha256(item.encode()).hexdigest()[:16]
