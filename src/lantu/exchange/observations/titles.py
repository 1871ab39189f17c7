"""Lines above and below a table that hold for all of it: its period, unit, supplier, source, area, indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantu.exchange.observations.headers import is_unit, split_name
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.periods import Span, find_period, period
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import flat, meaning, words

_NUMBERED = re.compile(r"^(?:附?[表件图]\d*[-.\d]*|[一二三四五六七八九十]+、|\d+[、.])[:.]?")
_LINE = re.compile(r"^(?P<label>[^:]{1,8}):(?P<said>.+)$")
_UNITS = re.compile("[、,;/]|和")


def of_sheet(name: str, known: Known) -> Title:
    """Return what the name of a sheet says, where it is a period or an area and nothing else: 2025年6月, 龙潭区."""
    title = Title(span=period(name))
    if name and title.span is None and known.is_subject(name):
        title.subject = known.subject(name)
    return title


@dataclass(slots=True)
class Title:
    """What stands above a table and holds for all of it.

    Attributes:
        given: Supplier, source, state.
        span: Its period.
        units: The units of a line such as 单位：亿元、%.
        subject: The area it is of, or None.
        indicator: The one indicator it is of, or None.
        texts: The lines, for messages.
    """

    given: Given = field(default_factory=Given)
    span: Span | None = None
    units: tuple[str, ...] = ()
    subject: str | None = None
    indicator: str | None = None
    texts: list[str] = field(default_factory=list)

    def below(self, document: Title) -> Title:
        """Return it with the period and origin of the document it stands in, where it does not say them itself."""
        self.span = self.span or document.span
        self.given = self.given.over(document.given)
        self.subject = self.subject if self.subject is not None else document.subject
        return self

    def add(self, text: str, known: Known) -> None:
        """Take in one line above the table; what it does not understand it leaves."""
        self.texts.append(text)
        said = flat(text)
        line = _LINE.match(said)
        if line is not None and self._labelled(line["label"], line["said"]):
            return
        found = find_period(said)
        if found is not None:
            self.span, said = found
        for word in _states_in(text):
            self.given = Given(state=word).over(self.given)
        self._thing(said, known)

    def add_line(self, text: str) -> None:
        """Take in a line below the table, such as 资料来源：市统计局; units stand above it.

        Raises:
            CellError: It says another unit than the title (M037): of which rows?
        """
        before = self.units
        line = _LINE.match(flat(text).strip("()"))
        if line is not None:
            self._labelled(line["label"], line["said"])
        if self.units != before:
            one, other, self.units = "、".join(before) or "—", "、".join(self.units), before
            raise CellError("M037", one=one, other=other)

    def _labelled(self, label: str, said: str) -> bool:
        if label in words("unit_line"):
            units = tuple(each for each in _UNITS.split(said) if is_unit(each))
            whole = (said,) if is_unit(said) else ()
            if units or whole:
                self.units = whole or units
                return True
        if label in words("supplier_line") or label in words("unit_line"):
            self.given = Given(supplier=said).over(self.given)
            return True
        if label in words("source_line"):
            self.given = Given(source=said).over(self.given)
            return True
        return False

    def _thing(self, said: str, known: Known) -> None:
        """Find the one area or indicator a title is of, words such as 各县区 and 情况 put aside."""
        name, unit = split_name(_NUMBERED.sub("", said))
        self.units = (unit,) if unit else self.units
        for word in sorted(words("title_words"), key=len, reverse=True):
            name = flat(name).replace(word, "")
        name = name.strip("()").removesuffix("()")
        if not name:
            return
        if known.is_subject(name):
            self.subject = known.subject(name)
        elif known.is_indicator(name):
            self.indicator = name


def _states_in(text: str) -> list[str]:
    """Return the states a title names in brackets: （快报数）."""
    inside = re.findall(r"[(（]([^()（）]{2,8})[)）]", text)
    return [state for state in (meaning("states", each) for each in inside) if state]
