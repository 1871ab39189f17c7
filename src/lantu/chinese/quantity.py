"""What a quantity is: a number with its unit, its bound and its spread, and where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lantu.chinese.numerals import render_numeral
from lantu.model.records import Comparator


class Shape(StrEnum):
    """How the number is printed, which narrows what it can be for."""

    AMOUNT = "amount"  # 600户, 98%, 1.4万户
    RANK = "rank"  # 第5位, 前三, 百强, 首位
    FRACTION = "fraction"  # 三分之一, 18/10万, 七成
    MULTIPLE = "multiple"  # 翻一番, 1.5倍
    SIZE = "size"  # 百亿级, 万吨级
    IMPLIED = "implied"  # 全覆盖, 清零: no numeral printed


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text.

    Attributes:
        start: Index of its first character, bounds included.
        end: Index after its last character, bounds included.
        number_start: Index of the first character of the numeral.
        value: The number, or the low end of a range, in the printed unit.
        value_high: The high end of a range, else None.
        unit: As printed with 万 and 亿, None where none is printed.
        comparator: How the number is bounded by the words beside it.
        hedged: True for 左右, 约, 近 and the like.
        shape: How it is printed.
        words: True when the numeral is written in Chinese characters.
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    comparator: Comparator
    hedged: bool
    shape: Shape = Shape.AMOUNT
    words: bool = False


_FOLDS = {Decimal(1): "一", Decimal(2): "两", Decimal(3): "三", Decimal(4): "四"}
_AROUND: dict[Comparator, tuple[str, str]] = {
    "=": ("", ""),
    ">=": ("", "以上"),
    ">": ("超过", ""),
    "<=": ("", "以内"),
    "<": ("低于", ""),
    "approx": ("", "左右"),
    "range": ("", ""),
}


def render_quantity(quantity: Quantity) -> str:
    """Write a quantity as a plan prints it; reading it again gives the same value, unit and comparator.

    >>> from lantu.chinese.quantities import parse_quantity
    >>> render_quantity(parse_quantity("不少于1.4万户")), render_quantity(parse_quantity("前五位"))
    ('1.4万户以上', '前5位')
    """
    number = render_numeral(quantity.value)
    if quantity.shape is Shape.RANK:
        return f"{'前' if quantity.comparator == '<=' else '第'}{number}{quantity.unit or '位'}"
    if quantity.shape is Shape.MULTIPLE and quantity.value in _FOLDS and quantity.unit == "番":
        return f"翻{_FOLDS[quantity.value]}番"
    if quantity.value_high is not None:
        number += "—" + render_numeral(quantity.value_high)
    if quantity.shape is Shape.SIZE:
        return number + (quantity.unit or "")
    before, after = _AROUND[quantity.comparator]
    return before + number + (quantity.unit or "") + after
