"""How a spreadsheet shows its numbers: the text that a person sees in a cell, from the value and its format.

Of the language of formats (ECMA-376 part 1, 18.8.31) what tables of indicators use: decimals, thousands, per cent, words in quotes
(0"年", 0.0"%"), dates. What it does not know it shows as the general format does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 14: "y年m月d日", 15: "y年m月d日", 16: "m月d日", 17: "y年m月", 22: "y年m月d日",
    27: "y年m月", 28: "m月d日", 29: "m月d日", 30: "y年m月d日", 31: "y年m月d日", 36: "y年m月", 50: "y年m月", 51: "m月d日", 52: "y年m月",
    53: "m月d日", 54: "m月d日", 57: "y年m月", 58: "m月d日",
}  # fmt: skip
_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?,*|\.[#0?]+)'
    r"|(?P<date>[yYmMdDhHsS]+|AM/PM)|(?P<percent>%)|(?P<other>.)",
    re.DOTALL,
)
_GENERAL_DIGITS = 15  # a spreadsheet keeps no more
_LONGEST_FORMAT = 255
_FIRST_DAY = {False: date(1899, 12, 30), True: date(1904, 1, 1)}  # 1900 was no leap year, but spreadsheets count so
_LAST_DAY = 2_958_465


def format_code(number: int, own: dict[int, str]) -> str:
    """Return the code of a number format: one of the file's own, or one that every program knows."""
    return own.get(number) or _BUILT_IN.get(number, "General")


def shown(value: str, code: str, *, from_1904: bool = False) -> str:
    """Return a number as a cell shows it.

    Args:
        value: As stored, such as ``0.483`` or ``4.83E-1``.
        code: Code of its format.
        from_1904: True where the file counts its days from 1904.

    >>> shown("0.483", "0.0%"), shown("2030", '0"年"'), shown("1234.5", "#,##0.00_ "), shown("0.30000000000000004", "General")
    ('48.3%', '2030年', '1,234.50', '0.3')
    >>> shown("46143", "yyyy-m-d"), shown("-3", "0;(0)")
    ('2026年5月1日', '-3')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 2 * _GENERAL_DIGITS:
        return value
    layout = _layout(code[:_LONGEST_FORMAT])
    if layout.date:
        return _day(number, layout.date, from_1904=from_1904)
    if not layout.numeric:
        return layout.before + _plain(number) + layout.after
    number = number * Decimal(100) ** layout.percents / Decimal(1000) ** layout.thousandths
    rounded = number.quantize(Decimal(1).scaleb(-layout.decimals), ROUND_HALF_UP)
    digits = f"{rounded:,f}" if layout.grouped else f"{rounded:f}"
    if layout.optional and "." in digits:
        kept = len(digits) - layout.optional
        digits = (digits[:kept] + digits[kept:].rstrip("0")).rstrip(".")
    return layout.before + digits + layout.after


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a format asks for; ``optional`` of its decimals are shown only where they are not zero."""

    numeric: bool
    before: str = ""
    after: str = ""
    decimals: int = 0
    optional: int = 0
    grouped: bool = False
    percents: int = 0
    thousandths: int = 0
    date: str = ""


@lru_cache(maxsize=1024)
def _layout(code: str) -> _Layout:
    section = _SECTIONS.split(code)[0]
    if section.strip().lower() in ("general", "@", "g/通用格式", ""):
        return _Layout(numeric=False)
    words: list[str] = []
    digits, dates, percents, at = "", "", 0, 0
    for token in _TOKENS.finditer(section):
        if token["digits"] and not digits:
            digits, at = token["digits"], len(words)
        elif token["date"]:
            dates += token["date"].lower()
        elif token["percent"]:
            percents += 1
            words.append("%")
        else:
            words.append(token["quoted"] or token["escaped"] or token["other"] or "")
    if dates and not digits:
        return _Layout(numeric=False, date="".join(part for part in "ymd" if part in dates) or "t")
    before, after = "".join(words[:at]), "".join(words[at:]).replace("General", "")
    if not digits:
        return _Layout(numeric=False, before=before.strip(), after=after.strip())
    whole, _, fraction = digits.rstrip(",").partition(".")
    return _Layout(
        numeric=True,
        before=before.strip(),
        after=after.strip(),
        decimals=len(fraction),
        optional=len(fraction) - len(fraction.rstrip("#?")),
        grouped="," in whole,
        percents=percents,
        thousandths=len(digits) - len(digits.rstrip(",")),
    )


def _plain(number: Decimal) -> str:
    digits = f"{number:.{_GENERAL_DIGITS}g}"
    plain = f"{Decimal(digits):f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _day(number: Decimal, parts: str, *, from_1904: bool) -> str:
    """Return a day as the parts of its format say it: with month and year, or the year alone."""
    if parts == "t" or not 0 < number < _LAST_DAY:
        return _plain(number)
    day = _FIRST_DAY[from_1904] + timedelta(days=int(number))
    said = {"y": f"{day.year}年", "m": f"{day.month}月", "d": f"{day.day}日"}
    return "".join(said[part] for part in parts)
