"""Headers of tables: what each says of the values below it, or of the cells of its own column.

地区生产总值（亿元）, 2025年1-6月累计, 同比±%, 绝对量 are taken apart into indicator, period, basis and unit. A header that is
not understood from end to end says nothing, and a column with values below such a header is refused: a value whose
meaning is guessed is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lantu.exchange.observations.known import Known
from lantu.exchange.observations.periods import Span, find_period, period
from lantu.exchange.observations.wordlist import flat, is_compared, left_out, meaning, role, without_marks, words
from lantu.vocabulary.units import split_unit

KEYS = frozenset(("indicator", "subject", "key"))
"""Roles by which a row is named."""

TIMES = frozenset(("period", "year", "part"))
"""Roles of columns that say of which time a row is."""

_CHANGES = frozenset(("%", "百分点", "个百分点"))  # units in which a comparison is a change and no amount
_UNIT_LAST = re.compile(r"^(?P<rest>.*?)[,/、]?\((?:单位:?)?(?P<inside>[^()]{1,20})\)$")
_UNIT_AFTER = re.compile(r"^(?P<rest>.{2,}?)[,:/](?P<inside>[^,:()]{1,12})$")
_PER_CENT = re.compile(r"^(?P<rest>.*?)\(?(?:[±+-]{1,3}|\+/-|[+]?-)?[%％]\)?$")
_POINTS = re.compile(r"^(?P<rest>.*?)个?百分点$")
_SIGNS = re.compile(r"^\(?(?:±|\+-|\+/-|[+-])[%％]?\)?$")
_SIGNED = re.compile(r"(?:±|\+-|\+/-|[+-])[%％]?\)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a header says.

    Attributes:
        role: What the cells of its column say of their rows; empty where its column holds values.
        indicator: The printed name of the indicator of the values.
        subject: The typed code of their subject; None where none is said.
        span: What is said of their time.
        basis: How they relate to it.
        of_month: The change is that of the month alone (当月同比).
        unit: Their unit.
        state: How final they are.
        left: Why the column is no column of observations, a key of ``words.yaml``, or empty.
        figure: It only says that figures stand below (绝对量).
    """

    role: str = ""
    indicator: str | None = None
    subject: str | None = None
    span: Span | None = None
    basis: str | None = None
    of_month: bool = False
    unit: str | None = None
    state: str | None = None
    left: str = ""
    figure: bool = False

    def below(self, upper: Head) -> Head | None:
        """Return what two headers in one column say together; None where they contradict each other."""
        spans = [each.span for each in (upper, self) if each.span is not None]
        span = spans[0].joined(spans[1]) if len(spans) == 2 else (spans[0] if spans else None)
        pairs = ((self.indicator, upper.indicator), (self.subject, upper.subject), (self.basis, upper.basis))
        if (spans and span is None) or any(one and other and one != other for one, other in pairs):
            return None
        return Head(
            role=self.role or upper.role,
            indicator=self.indicator or upper.indicator,
            subject=self.subject if self.subject is not None else upper.subject,
            span=span,
            basis=self.basis or upper.basis,
            of_month=self.of_month or upper.of_month,
            unit=self.unit or upper.unit,
            state=self.state or upper.state,
            left=self.left or upper.left,
            figure=self.figure or upper.figure,
        )


def read_head(text: str, known: Known) -> Head | None:
    """Return what a header says, or None where it is not understood.

    >>> head = read_head("2025年1—6月累计（亿元）", Known())
    >>> head.span.code, head.span.from_january, head.unit
    ('2025-06', True, '亿元')
    >>> read_head("同比±%", Known()).basis, read_head("指标名称", Known()).role, read_head("目标值", Known()).left
    ('change_on_year', 'indicator', 'target')
    """
    said = without_marks(flat(text))
    if not said:
        return None
    if role(said):
        return Head(role=role(said) or "")
    return _whole(said, text, known)


def _whole(said: str, text: str, known: Known) -> Head | None:
    last = _UNIT_LAST.match(said)
    if last is not None and _aside(last["inside"]) is not None:
        return _with_unit(said, known)
    return _plainly(said, text, known) or _with_unit(said, known)


def _with_unit(said: str, known: Known) -> Head | None:
    """Read a header that ends in its unit: (亿元), ,亿元, ±%."""
    if is_unit(said):
        return Head(unit=said)
    for pattern in (_UNIT_LAST, _UNIT_AFTER):
        found = pattern.match(said)
        if found is None:
            continue
        if _SIGNS.fullmatch(found["inside"]) and "%" in found["inside"]:
            head = _plainly(found["rest"], found["rest"], known) or Head()
            return (
                None
                if found["rest"] and head == Head()
                else replace(head, basis=head.basis or "change_on_year", unit="%")
            )
        if found["inside"] in _CHANGES and is_compared(found["rest"]):
            return Head(basis="change_on_year", unit=found["inside"])
        aside = _aside(found["inside"])
        inner = _whole(found["rest"], found["rest"], known) if found["rest"] else Head()
        if aside is not None and inner is not None:
            return aside.below(inner)
    points = _POINTS.match(said)
    if points is not None and is_compared(points["rest"]):
        return Head(basis="change_on_year", unit="百分点")
    percent = _PER_CENT.match(said)
    if percent is None:
        return None
    if _SIGNED.search(said) or is_compared(percent["rest"]):
        return _changing(percent["rest"], known)
    inner = _plainly(percent["rest"], percent["rest"], known)
    return replace(inner, unit="%") if inner is not None and inner.unit is None else None


def _changing(rest: str, known: Known) -> Head | None:
    """Read a header with a plus and a minus: whatever it names, its values are changes."""
    inner = _plainly(rest, rest, known) if rest and not is_compared(rest) else Head()
    if inner is None or inner.left or inner.role:
        return None
    return replace(inner, basis="change_on_year", of_month=inner.of_month or inner.basis == "period", unit="%")


def _aside(inside: str) -> Head | None:
    """Read what stands in brackets behind a header: a unit, a state, a period, a basis."""
    if is_unit(inside):
        return Head(unit=inside)
    if meaning("states", inside):
        return Head(state=meaning("states", inside))
    return Head(span=period(inside)) if period(inside) else _basis(inside)


def _plainly(said: str, text: str, known: Known) -> Head | None:
    """Read a header without unit."""
    if role(said):
        return Head(role=role(said) or "")
    left = left_out(said)
    if left is not None:
        return Head(left=left)
    span = period(said)
    if span is not None:
        return Head(span=span)
    found = _basis(said)
    if found is not None:
        return found
    if said in words("figures"):
        return Head(figure=True)
    if meaning("states", said):
        return Head(state=meaning("states", said))
    if known.places.names(text.strip()):
        return Head(subject=known.places.code(text.strip()))
    if known.is_indicator(text.strip()) and find_period(said) is None:
        return Head(indicator=text.strip())
    return _in_parts(said, known)


def _basis(said: str) -> Head | None:
    basis = meaning("bases", said)
    if basis is None:
        return None
    month = basis == "change_of_month"
    return Head(basis="change_on_year" if month else basis, of_month=month)


def _in_parts(said: str, known: Known) -> Head | None:
    """Read a period with what follows it, or a name with the basis it ends in."""
    found = find_period(said)
    if found is not None:
        rest = _with_unit(found[1], known) if not _plain_rest(found[1], known) else _plain_rest(found[1], known)
        if rest is not None:
            return rest.below(Head(span=found[0]))
        return Head(indicator=said) if known.is_indicator(said) else None
    for cut in range(len(said) - 1, 1, -1):
        basis = _basis(said[:cut])
        if basis is not None and said[cut:] in words("figures"):
            return replace(basis, figure=True)
        basis = _basis(said[cut:])
        if basis is not None and known.is_indicator(said[:cut]):
            return replace(basis, indicator=said[:cut])
        if said[cut:] in words("figures") and known.is_indicator(said[:cut]):
            return Head(indicator=said[:cut], figure=True)
    return None


def _plain_rest(rest: str, known: Known) -> Head | None:
    rest = rest.strip("()")
    if rest in ("值", "数"):
        return Head(figure=True)
    return _plainly(rest, rest, known) if rest else Head()


def is_unit(text: str) -> bool:
    """Return whether a text is a unit that is known.

    >>> is_unit("亿元"), is_unit("%"), is_unit("百分点"), is_unit("地区")
    (True, True, True, False)
    """
    return bool(text) and split_unit(text)[1] is not None


def split_state(name: str) -> tuple[str, str | None]:
    """Return a name and the state of data in brackets behind it.

    >>> split_state("地区生产总值（预计数）"), split_state("地区生产总值（GDP）")
    (('地区生产总值', 'expected'), ('地区生产总值（GDP）', None))
    """
    found = _UNIT_LAST.match(flat(name))
    state = meaning("states", found["inside"]) if found and found["rest"] else None
    return (found["rest"], state) if found and state else (name, None)


def split_name(text: str) -> tuple[str, str | None]:
    """Return a name and the unit in brackets behind it: 社会消费品零售总额（亿元）.

    >>> split_name("社会消费品零售总额（亿元）"), split_name("地区生产总值（GDP）")
    (('社会消费品零售总额', '亿元'), ('地区生产总值（GDP）', None))
    """
    said = flat(text)
    found = _UNIT_LAST.match(said)
    if found is None or not found["rest"]:
        return text.strip(), None
    inside = found["inside"]
    return (found["rest"], inside) if is_unit(inside) or inside == "%" else (text.strip(), None)
