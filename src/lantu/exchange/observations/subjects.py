"""Whose values they are: areas of GB/T 2260, those and the bodies of the office, or 全市 for the area of the plan itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import flat, words
from lantu.vocabulary.areas import area, area_named, find_areas
from lantu.vocabulary.references import NATION

T = TypeVar("T")

SHORT = 40
"""Characters of a text that a message repeats."""

_WHOLE_ALONE = re.compile(r"(?P<whole>全国|全省|全自治区|全市|全州|全县|全区)(?:合计|总计)?")
_TYPED = re.compile(r"[a-z][a-z_]*:.+")
_CODE = re.compile(r"\d{6}")
_LIKE_A_PLACE = re.compile(r"..(?<!城)(?<!地)(?<!片)(?:[区县旗]|街道|[乡镇])$|.本级$")
_LONGEST_PLACE = 15
_ENDS_OF_PLACES = frozenset("国省市州盟区县旗乡镇道")
_PROVINCE = 2  # digits of a code that name the province


@dataclass(frozen=True, kw_only=True)
class Subjects:
    """The subjects a table may name.

    Attributes:
        area: Code of GB/T 2260 of the plan's own area; empty where it is not known.
        registered: Typed codes of further subjects by their names: areas and bodies of the office, rivers.
    """

    area: str = ""
    registered: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return {flat(name): code for name, code in self.registered.items()}

    def code(self, printed: str) -> str:
        """Return the typed code of a subject; empty for the plan's own area.

        Raises:
            CellError: No area has the name or code (M031), or several have it (M032).
        """
        return looked_up(self._met, printed, self._code)

    @cached_property
    def _met(self) -> dict[str, str | CellError]:
        return {}

    def _code(self, printed: str) -> str:
        name = printed.strip()
        bare = flat(name)
        if not bare or bare in words("own_area"):
            return ""
        found = self._by_name.get(bare) or self._coded(name)
        whole = _WHOLE_ALONE.fullmatch(bare)
        if found is None and whole is not None:
            return self.whole(whole["whole"], name)
        if found is None:
            inside = area_named(bare, within=self.area) if self.area else None
            place = inside or area_named(bare)
            if place is None:
                several = find_areas(bare)
                if len(several) > 1:
                    raise CellError(
                        "M032", found=name[:SHORT], areas="、".join(f"{a.name} {a.code}" for a in several[:5])
                    )
                raise CellError("M031", found=name[:SHORT])
            found = f"area:{place.code}"
        return "" if self.area and found == f"area:{self.area}" else found

    def names(self, printed: str) -> bool:
        """Return whether a text names a subject."""
        try:
            return bool(flat(printed)) and self.code(printed) is not None
        except CellError:
            return False

    def may_be(self, text: str) -> bool:
        """Return whether a text looks like the name of a place, known or not: 青屏, 市本级, 某某县."""
        name = flat(text)
        short = any(known.startswith(name) for known in self._by_name) if len(name) > 1 else False
        return short or (len(name) <= _LONGEST_PLACE and _LIKE_A_PLACE.search(name) is not None)

    def before(self, text: str) -> str | None:
        """Return the code of the place whose name a text begins with, the longest; None for none: 青屏县工业企业效益."""
        name = flat(text)
        starts = (name[:end] for end in range(min(len(name), _LONGEST_PLACE), 1, -1))
        likely = (start for start in starts if start in self._by_name or start[-1] in _ENDS_OF_PLACES)
        found = next((start for start in likely if self.names(start)), None)
        return None if found is None else self.code(found)

    def _coded(self, name: str) -> str | None:
        if _TYPED.fullmatch(name):
            return name
        if not _CODE.fullmatch(name):
            return None
        known = f"area:{name}" in self.registered.values() or name == self.area
        return f"area:{name}" if known or area(name) is not None else None

    def whole(self, word: str, name: str) -> str:
        """Return the code of what 全国, 全省 or 全市 is for the plan's own area; empty for that area itself.

        Args:
            word: The word.
            name: The name it stands in, for the message.

        Raises:
            CellError: The plan's own area is not known (M033).
        """
        if word == "全国":
            return NATION
        code = self.area
        wanted = {"全省": _PROVINCE, "全自治区": _PROVINCE, "全市": 4, "全州": 4}.get(word, 6)
        if len(code.rstrip("0")) <= wanted and (code or wanted > _PROVINCE):
            return ""  # 全市 in a plan of the city: its own area
        if not code:
            raise CellError("M033", found=name[:SHORT])
        return f"area:{code[:wanted].ljust(6, '0')}"


def looked_up(met: dict[str, T | CellError], text: str, find: Callable[[str], T]) -> T:
    """Return what a text means, looked for once: a name nobody knows may stand in every row of a long table."""
    if text not in met:
        try:
            met[text] = find(text)
        except CellError as wrong:
            met[text] = wrong
    found = met[text]
    if isinstance(found, CellError):
        raise CellError(found.code, **found.fields)
    return found
