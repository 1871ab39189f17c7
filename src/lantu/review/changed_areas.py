"""Counties that are to become districts, and targets that go on counting them among the counties (双溪县撤县设区; 县域经济排名中，双溪进入前15位)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.review.wording import Wording, Words
from lantu.review.works import stem_of

_CHANGE = re.compile(r"(?P<before>[\u4e00-\u9fff]{0,6})(?P<change>撤(?P<old>[县市])(?:[设改并]|并设|改设)[区市])")
_NAME_LENGTHS = (2, 3, 4)
_AMONG = {"县": re.compile(r"县域|[全百]?强县|全[省国区]\S{0,2}县"), "市": re.compile(r"县级市|县域|百强县")}
_PROMISES = re.compile(r"排名|位次|进位|晋位|前[一二三四五六七八九十百\d]|百强|强县")


@dataclass(frozen=True, slots=True)
class ChangedArea:
    """An area that is to become one of another kind, and still has targets among the old.

    Attributes:
        name: The area by its present name.
        change: What is to happen to it, as printed (撤县设区).
        old: What it is counted among.
        changing: The sentences that say so.
        promising: The sentences that promise it a place among the old kind.
    """

    name: str
    change: str
    old: str
    changing: tuple[Words, ...]
    promising: tuple[Words, ...]


def changed_areas(wording: Wording) -> Iterator[ChangedArea]:
    """Yield the areas that are to change and have targets of their old kind.

    Args:
        wording: The words of the plan.
    """
    by_id = {passage.id: passage for passage in wording.plan.passages}
    changing: dict[tuple[str, str], list[tuple[str, Words]]] = {}
    for sentence in wording.sentences:
        if sentence.passage.role == "review":
            continue
        for match in _CHANGE.finditer(sentence.text):
            above = by_id.get(sentence.passage.parent or "")
            stem = _stem(match, sentence.passage.heading or (above.heading if above else None) or "")
            if stem:
                changing.setdefault((stem, match["old"]), []).append((match["change"], sentence))
    for (stem, old), said in changing.items():
        own = {id(sentence) for _, sentence in said}
        promising = tuple(each for each in _promises(wording, stem, old) if id(each) not in own)
        if promising:
            sentences = tuple(sentence for _, sentence in said)
            yield ChangedArea(stem + old, said[0][0], f"{old}域" if old == "县" else "县级市", sentences, promising)


def _stem(match: re.Match[str], heading: str) -> str | None:
    """Return the name of the area without its kind: before the words of the change, else that of the section."""
    old = match["old"]
    before = stem_of(match["before"]).removesuffix(old)
    if len(before) in _NAME_LENGTHS:
        return before
    bare = stem_of(heading.removesuffix(old))
    return bare if heading.endswith(old) and len(bare) in _NAME_LENGTHS else None


def _promises(wording: Wording, stem: str, old: str) -> Iterator[Words]:
    return (
        sentence
        for sentence in wording.sentences
        if stem in sentence.text
        and sentence.passage.role != "review"
        and _AMONG[old].search(sentence.text)
        and _PROMISES.search(sentence.text)
    )
