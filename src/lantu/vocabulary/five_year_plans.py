"""The calendar of the national five-year plans: 十四五 is 2021-2025.

From the third plan on each begins the year after the one before ends: plan N runs from 1966 + 5 (N - 3) for five years.
The first two stand alone: 一五 1953-1957, 二五 1958-1962; 1963-1965 were years of adjustment outside any plan.
Since the eleventh (2006) the 计划 is called 规划. Local plans follow the same calendar.
"""

from __future__ import annotations

import re

from lantu.errors import VocabularyError

_EARLY = {1: (1953, 1957), 2: (1958, 1962)}
_THIRD_BEGINS = 1966
_LAST = 99
_DIGITS = "零一二三四五六七八九"
_NAME = re.compile("第?([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?:五|个五年(?:规划|计划)?)")


def five_year_plan(number: int) -> tuple[int, int]:
    """Return the first and the last year of a five-year plan.

    Args:
        number: 14 for 十四五; 1 to 99.

    Raises:
        VocabularyError: There is no plan of that number (V030).

    >>> five_year_plan(14), five_year_plan(1)
    ((2021, 2025), (1953, 1957))
    """
    if not 1 <= number <= _LAST:
        raise VocabularyError("V030", number=number)
    if number in _EARLY:
        return _EARLY[number]
    start = _THIRD_BEGINS + 5 * (number - 3)
    return start, start + 4


def plan_of_year(year: int) -> int | None:
    """Return the number of the plan a year belongs to; None before 1953 and in 1963-1965.

    >>> plan_of_year(2026), plan_of_year(1964)
    (15, None)
    """
    for number, (start, end) in _EARLY.items():
        if start <= year <= end:
            return number
    number = (year - _THIRD_BEGINS) // 5 + 3
    return number if year >= _THIRD_BEGINS and number <= _LAST else None


def plan_name(number: int) -> str:
    """Return the short Chinese name of a plan, without quotation marks.

    >>> plan_name(14), plan_name(20), plan_name(21)
    ('十四五', '二十五', '二十一五')
    """
    five_year_plan(number)
    return _numeral(number) + "五"


def plan_number(name: str) -> int | None:
    """Return the number of a plan from its name: 十四五, 第十四个五年规划; None for anything else.

    Quotation marks round the numeral are the caller's; note that 七五 and 八五 also name five-year plans for
    spreading knowledge of the law, which only the words around them tell.

    >>> plan_number("十五五"), plan_number("第十四个五年规划"), plan_number("五五"), plan_number("四五六")
    (15, 14, 5, None)
    """
    match = _NAME.fullmatch(name)
    return _value(match[1]) if match else None


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def _value(numeral: str) -> int:
    head, ten, tail = numeral.rpartition("十")
    tens = (_DIGITS.index(head) if head else 1) if ten else 0
    return 10 * tens + (_DIGITS.index(tail) if tail else 0)
