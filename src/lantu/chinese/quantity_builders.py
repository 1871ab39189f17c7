"""From a match of the grammar to a quantity: its value, its unit and the bounds beside it."""

from __future__ import annotations

import re
from decimal import Decimal

from lantu.chinese.numerals import arabic, parse_numeral
from lantu.chinese.quantity import Quantity, Shape
from lantu.chinese.quantity_grammar import (
    AFTER,
    BEFORE,
    HEDGES,
    NOT_IN_WORDS,
    NTH,
    NUMERALS,
    STRONG,
    TOP,
    bound_before,
)
from lantu.model.records import Comparator
from lantu.vocabulary import split_unit

_HALF = Decimal("0.5")
_ONE = Decimal(1)


def _quantity(
    match: re.Match[str],
    low: Decimal,
    unit: str | None,
    *,
    high: Decimal | None = None,
    over: bool = False,
    shape: Shape = Shape.AMOUNT,
    number_start: int | None = None,
) -> Quantity:
    """Build a quantity with the bounds that stand beside it."""
    first = match.start() if number_start is None else number_start
    before = bound_before(match.string, first)
    after = match["after"]
    comparator: Comparator = "range" if high is not None else "="
    if comparator == "=" and shape is Shape.SIZE:
        comparator = "approx"
    if comparator == "=" and after:
        comparator = AFTER[after]
    elif comparator == "=" and over:
        comparator = ">"
    elif comparator == "=" and before:
        comparator = BEFORE[before[1]]
    return Quantity(
        start=before.start() if before else first,
        end=match.end(),
        number_start=first,
        value=low,
        value_high=high,
        unit=unit,
        comparator=comparator,
        hedged=after in HEDGES or bool(before and before[1] in HEDGES),
        shape=shape,
        words=not match.string[match.start()].isascii(),
    )


def _shape(unit: str | None, grade: str | None) -> Shape:
    if grade:
        return Shape.SIZE
    return Shape.MULTIPLE if unit == "倍" else Shape.AMOUNT


# --- numbers in digits

_NOT_A_SIGN = re.compile(r"(?![长为到至达在于的是从由])[\w%‰）)]")


def amount(match: re.Match[str]) -> Quantity | None:
    """A number in digits: 1.4万户, 3000余家, 2—3个, -3.5%, 1个半小时."""
    number, low_tail, high_text, over, multiplier, over_late, and_half, unit, half, grade = match.group(
        "number", "low_tail", "high", "over", "multiplier", "over_late", "and_half", "unit", "half", "grade"
    )
    if unit is None and multiplier is None and (grade or match.string[match.end() : match.end() + 1] in ("+", "＋")):
        return None  # 5级, 4+X
    low = arabic(number)
    high = arabic(high_text) if high_text else None
    if high is not None and high < low:
        if unit is None:
            return None  # 19—1: pages, dates, scores
        low, high = high, low
    if half or and_half:
        low += _HALF
    start = match.start()
    if _has_sign(match.string, start):
        low, start = -low, start - 1
    printed = (multiplier or "") + ("个" if and_half and unit == "月" else "") + (unit or "") or low_tail or None
    return _quantity(
        match,
        low,
        printed + "级" if grade and printed else printed,
        high=high,
        over=bool(over or over_late),
        shape=_shape(unit, grade),
        number_start=start,
    )


def _has_sign(text: str, start: int) -> bool:
    """Tell the minus of 增长-3.5% from the dash of 2-3个 and 2025-2030年."""
    return start > 0 and text[start - 1] in "-−－" and not (start > 1 and _NOT_A_SIGN.match(text[start - 2]))


# --- numbers in characters

_TAIL = re.compile("(?P<head>.+?)(?P<tail>万亿|万|亿)")
_ALONE = re.compile("[百千]?[万]|万?亿|[百千]")
_SPREAD = re.compile("(?P<low>[一二两三四五六七八九])(?P<high>[二三四五六七八九])(?P<scale>[十百千]?[万亿]{0,2})")


def words(match: re.Match[str]) -> Quantity | None:
    """A number in characters: 十五位, 半小时, 千亿元, 百万辆, 一万四千亿元, 两三个, 百亿级."""
    number, high_text, over, unit = match.group("number", "high", "over", "unit")
    grade = match["grade"] or match["bare_grade"]
    if _is_idiom(match) or number in ("零", "〇") or (number == "一" and not match["half"] and not match["and_half"]):
        return None
    if "点" in number and (unit is None or unit in NOT_IN_WORDS or not _is_measured(unit)):
        return None  # things are not counted in tenths
    spread = _spread(number, high_text)
    if spread:
        low, high, scale = spread
    else:
        in_unit = None if high_text else _in_unit(number)
        if in_unit is None:
            return None
        (low, scale), high = in_unit, None
    if match["half"] or match["and_half"]:
        low += _HALF
    printed = scale + (match["multiplier"] or "") + ("个" if match["and_half"] and unit == "月" else "") + (unit or "")
    return _quantity(
        match,
        low,
        printed + "级" if grade else printed or None,
        high=high,
        over=bool(over),
        shape=_shape(unit, grade),
    )


def _in_unit(number: str) -> tuple[Decimal, str] | None:
    """Read a numeral as a number and the multiplier that goes with the unit.

    一万四千亿 is 14000 亿, as it would be in digits; 百万 and 千 alone are one of their kind; 千亿 is 1000 亿.
    """
    if _ALONE.fullmatch(number):
        return _ONE, number
    tail = _TAIL.fullmatch(number)
    if tail:
        head = parse_numeral(tail["head"])
        return None if head is None else (head, tail["tail"])
    value = parse_numeral(number)
    return None if value is None else (value, "")


def _spread(number: str, high_text: str | None) -> tuple[Decimal, Decimal, str] | None:
    """Read 两三(个), 七八百(人), 三五(年), 三至五(年) as a range; neighbouring digits only, and 三五."""
    if high_text:
        low, high = parse_numeral(number), parse_numeral(high_text)
        return (low, high, "") if low is not None and high is not None and low < high else None
    match = _SPREAD.fullmatch(number)
    if not match:
        return None
    low, high = parse_numeral(match["low"]), parse_numeral(match["high"])
    if low is None or high is None or (high - low != 1 and number[:2] != "三五"):
        return None
    small = match["scale"].rstrip("万亿")
    factor = parse_numeral(small) or _ONE if small else _ONE
    return low * factor, high * factor, match["scale"][len(small) :]


def _is_idiom(match: re.Match[str]) -> bool:
    """千方百计, 千家万户, 四面八方: two single characters of number, each with one of thing; and 四季, 十分, 三点."""
    text, start, end, number, unit = match.string, match.start(), match.end(), match["number"], match["unit"]
    if unit is None or len(unit) != 1 or len(number) != 1 or end - start != 2:
        return False
    if unit in NOT_IN_WORDS and number not in "百千万亿":
        return True
    following, thing, then = text[end : end + 1], text[end + 1 : end + 2], text[end + 2 : end + 3]
    if following and following in NUMERALS:
        return bool(thing) and thing not in NUMERALS and thing != "个" and then != "个" and not _is_measured(thing)
    return (
        start >= 2
        and text[start - 2] in NUMERALS
        and text[start - 1] not in NUMERALS
        and text[start - 1] != "个"
        and not _is_measured(unit)
        and not (start >= 3 and text[start - 3] in NUMERALS)
    )


def _is_measured(unit: str) -> bool:
    """Tell 亩, 元, 吨 from measure words and nouns."""
    known = split_unit(unit)[1]
    return known is not None and known.kind in ("unit", "rate")


# --- places, parts, multiples, and numbers without a numeral


def rank(match: re.Match[str]) -> Quantity | None:
    """前五位 and 百强 are at most that place, 第五位 and 首位 exactly that."""
    groups = match.groupdict()
    number = groups.get("n") or groups.get("bare") or "一"
    value = parse_numeral(number)
    if value is None:
        return None
    at_most = match.re is TOP or match.re is STRONG
    return Quantity(
        start=match.start(),
        end=match.end(),
        number_start=match.start() + (match.re is TOP or match.re is NTH),
        value=value,
        value_high=None,
        unit="名" if groups.get("unit") == "名" or match.re is STRONG else "位",
        comparator="<=" if at_most else "=",
        hedged=False,
        shape=Shape.RANK,
        words=not number.isascii(),
    )


def fraction(match: re.Match[str]) -> Quantity | None:
    """三分之二 is 2 in 3 (/3) and no decimal of so many places; 百分之九十八 is 98 %."""
    top, bottom = parse_numeral(match["top"]), parse_numeral(match["bottom"])
    printed = {"百": "%", "千": "‰", "万": "/万"}.get(match["bottom"])
    if top is None or (printed is None and not _is_part(top, bottom)):
        return None
    return _quantity(match, top, printed or f"/{bottom}", shape=Shape.FRACTION)


def stroke(match: re.Match[str]) -> Quantity | None:
    """1/3, 5/1000 and 18/10万 are 1, 5 and 18 in so many."""
    top, bottom, scale = Decimal(match["top"]), match["bottom"], match["scale"]
    if (
        not scale
        and not re.fullmatch("1000?0?0?", bottom)
        and ("." in match["top"] or not _is_part(top, Decimal(bottom)))
    ):
        return None
    return _quantity(match, top, f"/{bottom}{scale or ''}", shape=Shape.FRACTION)


def tenths(match: re.Match[str]) -> Quantity | None:
    """七成, 6.5成."""
    value = parse_numeral(match["top"])
    return None if value is None else _quantity(match, value, "成", shape=Shape.FRACTION)


def _is_part(top: Decimal, bottom: Decimal | None) -> bool:
    """Tell whether two numbers make a part of one whole; 3/2 is rather a date or a number of a document."""
    return bool(bottom) and bottom is not None and 0 < top <= bottom


def multiple(match: re.Match[str]) -> Quantity:
    """翻两番 is 2 番; 翻番 and 翻倍 are one."""
    fold = parse_numeral(match["fold"] or "一") or _ONE
    return _unbounded(match, fold, "番", "=", Shape.MULTIPLE)


def implied(match: re.Match[str]) -> Quantity:
    """全覆盖 is 100 %, 清零 and 零… are 0, 零的突破 is at least one."""
    word = match[0]
    if word.startswith("全"):
        return _unbounded(match, Decimal(100), "%", "=", Shape.IMPLIED)
    if word.endswith("突破"):
        return _unbounded(match, _ONE, "个", ">=", Shape.IMPLIED)
    return _unbounded(match, Decimal(0), "个", "=", Shape.IMPLIED)


def _unbounded(match: re.Match[str], value: Decimal, unit: str, comparator: Comparator, shape: Shape) -> Quantity:
    return Quantity(match.start(), match.end(), match.start(), value, None, unit, comparator, False, shape, True)
