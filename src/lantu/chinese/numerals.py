"""Numerals, Arabic and Chinese, read exactly or not at all.

``1,234.5``, ``一万四千``, ``两``, ``半``, ``三十三``, ``一点五`` and mixtures such as ``1.4万`` and ``2千5百`` become Decimals.
Digits in a row (``二〇二六``) are read by position when they hold a zero or are three and more: ``三五`` means "three to
five" and is no numeral. Words that only look like numerals (``万一``, ``亿万``, ``千百``) are None, never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS: dict[str, int] = dict(zip("零〇一二三四五六七八九", (0, *range(10)), strict=True)) | {"两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
#: Formal digits, and the single characters for twenty and thirty, in plain ones.
PLAIN = str.maketrans(
    dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)) | {"廿": "二十", "卅": "三十"}
)

#: An Arabic number as printed in a plan. Longer ones are not numbers of a plan but noise.
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,5}+(?!\d)|\d{1,18}+)(?:\.\d{1,12}+)?"
LONGEST = 40  # characters of a numeral worth reading

_PART = re.compile(rf"(?P<number>{ARABIC})(?P<multiplier>[十百千万亿]{{0,4}}+)")
_POSITIONAL = re.compile(r"(?=.*[零〇]|.{3})[零〇一二三四五六七八九]{2,}")
_ONE_TO_NINE = "[一二两三四五六七八九]"
#: A section below ten thousand: every multiplier has its digit, except a 十 that opens it (十五).
_SECTION = re.compile(
    rf"""
    (?:(?P<thousands>{_ONE_TO_NINE})千)?
    (?:[零〇]?(?P<hundreds>{_ONE_TO_NINE})百)?
    (?:[零〇]?(?P<tens>{_ONE_TO_NINE})十|(?P<ten>\A十))?
    (?:(?P<zero>[零〇])?(?P<ones>{_ONE_TO_NINE}))?
    """,
    re.VERBOSE,
)
_BARE = re.compile(r"(?P<small>[百千])?(?P<large>万亿|万|亿)?")


def parse_numeral(text: str) -> Decimal | None:
    """Read a numeral.

    Args:
        text: A whole numeral without unit, in normalised (half-width, Simplified) form.

    Returns:
        Its exact value, or None when the text is not a numeral through and through.

    >>> parse_numeral("1,234.5"), parse_numeral("一万四千"), parse_numeral("1.4万"), parse_numeral("半")
    (Decimal('1234.5'), Decimal('14000'), Decimal('14000.0'), Decimal('0.5'))
    >>> parse_numeral("三十三"), parse_numeral("二〇二六"), parse_numeral("两万五"), parse_numeral("九十八点五")
    (Decimal('33'), Decimal('2026'), Decimal('25000'), Decimal('98.5'))
    >>> parse_numeral("一带一路"), parse_numeral("三五"), parse_numeral("万一")
    (None, None, None)
    """
    if not text or len(text) > LONGEST:
        return None
    if text == "半":
        return Decimal("0.5")
    if text[0].isascii():
        return _parse_mixed(text)
    text = text.translate(PLAIN)
    whole, point, decimals = text.partition("点")
    if point:
        return _parse_decimal(whole, decimals)
    if text in DIGITS:
        return Decimal(DIGITS[text])
    if _POSITIONAL.fullmatch(text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    return _parse_chinese(text)


def _parse_mixed(text: str) -> Decimal | None:
    """Read ``2千5百`` or ``1.4万``: Arabic digits with Chinese multipliers, largest first."""
    total = Decimal(0)
    last: int | None = None
    position = 0
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            return None
        multiplier = 1
        for character in part["multiplier"]:
            multiplier *= (SMALL | LARGE)[character]
        if last is not None and (multiplier >= last or (multiplier == 1 and last > 10)):
            return None  # 2千5 is said for 2500, and might be 2005
        total += arabic(part["number"]) * multiplier
        last, position = multiplier, part.end()
    return total


def arabic(text: str) -> Decimal:
    """Return the value of digits that match ARABIC."""
    return Decimal(text.replace(",", ""))


def _parse_decimal(whole: str, decimals: str) -> Decimal | None:
    """Read ``九十八点五``: what follows the point is spoken digit by digit."""
    value = parse_numeral(whole)
    if value is None or value != int(value) or not decimals or not all(character in DIGITS for character in decimals):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[character]) for character in decimals))


def _parse_chinese(text: str) -> Decimal | None:
    """Read a numeral with multipliers: bare ones (千亿), else section by section from 亿 down."""
    bare = _BARE.fullmatch(text)
    if bare:
        return Decimal(SMALL.get(bare["small"], 1) * _large(bare["large"]))
    before, hundred_millions, rest = text.rpartition("亿")
    total = 0
    if hundred_millions:  # 一万四千亿: what stands before 亿 may itself hold a 万
        above = _below_hundred_million(before, unit=None) if before else None
        if above is None:
            return None
        total = above * LARGE["亿"]
    if rest:
        below = _below_hundred_million(rest, unit=LARGE["亿"] if hundred_millions else None)
        if below is None:
            return None
        total += below
    return Decimal(total)


def _below_hundred_million(text: str, unit: int | None) -> int | None:
    """Read up to 九千九百九十九万九千九百九十九; ``unit`` is the multiplier that stands right before the text."""
    before, ten_thousands, rest = text.rpartition("万")
    if not ten_thousands:
        return _section(rest, unit)
    above = _section(before, unit)
    if not above:
        return None
    if not rest:
        return above * LARGE["万"]
    below = _section(rest, LARGE["万"])
    return None if below is None else above * LARGE["万"] + below


def _section(text: str, unit: int | None) -> int | None:
    """Read a section below ten thousand; a last digit without multiplier is of the next lower one (一万四, 两百五)."""
    match = _SECTION.fullmatch(text)
    if match is None or not text:
        return None
    parts: list[tuple[str | None, int]] = [(match["thousands"], 1000), (match["hundreds"], 100), (match["tens"], 10)]
    total = sum(DIGITS[digit] * weight for digit, weight in parts if digit) + (10 if match["ten"] else 0)
    if not match["ones"]:
        return total
    weight = next((weight for digit, weight in reversed(parts) if digit), None)
    if match["ten"]:
        weight = 10
    above = weight or unit
    scale = above // 10 if above and above >= 100 and not match["zero"] else 1
    return total + DIGITS[match["ones"]] * scale


def _large(word: str | None) -> int:
    value = 1
    for character in word or "":
        value *= LARGE[character]
    return value


def render_numeral(value: Decimal) -> str:
    """Write a number as a plan prints it: no exponent, no trailing zeros.

    >>> render_numeral(Decimal("14000")), render_numeral(Decimal("67.50"))
    ('14000', '67.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
