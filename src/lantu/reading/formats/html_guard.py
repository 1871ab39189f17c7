"""Pages that would keep a parser busy for hours, told by their tags before they are parsed.

HTML repairs whatever it is given, and some repairs cost the square of what they mend: attributes of one element are compared with each
other, every tag looks through all that are open, and open formatting (<b>) is opened anew in every paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

from lantu.errors import DocumentError

MOST_ATTRIBUTES = 256  # of one element
MOST_TAGS = 2_000_000
DEEPEST_OPEN = 3_000  # elements of one name left open
MOST_REOPENED = 3_000_000  # formatting elements times paragraphs
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
_TAG = re.compile(
    rf"<!--|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+(?P<more>[\s/]*+[^\s/>])?"
)
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp", "iframe")
}
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_SELF_CLOSING = frozenset(
    "p li td th tr dt dd option tbody thead tfoot br img hr input meta link col area wbr base".split()
)


def require_parsable(text: str, name: str) -> None:
    """Refuse a page whose parsing would take beyond measure.

    Args:
        text: The page.
        name: File name, for messages.

    Raises:
        DocumentError: D017 elements are left open thousands deep, D018 there are too many tags or attributes.
    """
    opened: Counter[str] = Counter()
    formatting = reopened = tags = at = 0
    while (found := _TAG.search(text, at)) is not None:
        at = found.end()
        if found["name"] is None:
            end = text.find("-->", found.start() + 2)  # <!--> is a whole comment
            at = end + 3 if end >= 0 else len(text)
            continue
        tags += 1
        tag = found["name"].lower()
        if found["more"] or tags > MOST_TAGS:
            what = f"> {MOST_ATTRIBUTES} attributes" if found["more"] else f"> {MOST_TAGS:,} tags"
            raise DocumentError("D018", name=name, problem=what)
        if found["close"]:
            if opened[tag]:
                opened[tag] -= 1
                formatting -= tag in _FORMATTING
            continue
        if tag in _RAW:
            end_tag = _RAW[tag].search(text, at)
            at = end_tag.start() if end_tag else len(text)
        if tag in _SELF_CLOSING:
            reopened += formatting
            if reopened > MOST_REOPENED:
                raise DocumentError("D018", name=name, problem=f"> {MOST_REOPENED:,} elements")
            continue
        opened[tag] += 1
        formatting += tag in _FORMATTING
        if opened[tag] > DEEPEST_OPEN:
            raise DocumentError("D017", name=name, limit=DEEPEST_OPEN)
