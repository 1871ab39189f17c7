"""Records said as short sentences for people, in Chinese or English."""

from __future__ import annotations

import re

from lantu.errors import Language, message
from lantu.exchange.columns import choice_word
from lantu.model.fields import write_text
from lantu.model.records import Statement

_BOUNDS = {">=": "C043", ">": "C044", "<=": "C045", "<": "C046", "approx": "C047"}
_DATES = (
    ("C049", re.compile(r"(?P<period>[0-9]{4})")),
    ("C128", re.compile(r"(?P<first>[0-9]{4})-(?P<last>[0-9]{4})")),
    ("C121", re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")),
    ("C122", re.compile(r"(?P<year>[0-9]{4})Q(?P<quarter>[1-4])")),
    ("C123", re.compile(r"(?P<year>[0-9]{4})H1")),
    ("C124", re.compile(r"(?P<year>[0-9]{4})H2")),
    ("C125", re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")),
    ("C126", re.compile(r"(?P<count>[0-9]+)y")),
    ("C127", re.compile(r"(?P<count>[0-9]+)m")),
    ("C048", re.compile("annual")),
)
"""What a date of the house may look like, with the message that says it."""


def amount(statement: Statement, language: Language | str) -> str:
    """Return comparator, value and unit as people say them.

    >>> from decimal import Decimal
    >>> from lantu.model.records import Statement
    >>> floor = Statement(id="s4", kind="target", indicator="森林覆盖率", comparator=">=", value=Decimal("48.0"), unit="%",
    ...     measure="level", period="2030", modality="commit", text="…", passage="2", confidence=0.9, start=0, end=9)
    >>> amount(floor, "zh"), amount(floor, "en")
    ('48.0%以上', 'at least 48.0 %')
    """
    if statement.value is None:
        return message("C042", language)
    gap = "" if str(language) == Language.ZH else " "
    figures = write_text(statement.value)
    if statement.value_high is not None:
        figures += "–" + write_text(statement.value_high)
    printed = f"{figures}{gap}{statement.unit}" if statement.unit else figures
    first = statement.measure == "rank" and statement.comparator in ("<=", "<")
    code = "C057" if first else _BOUNDS.get(statement.comparator)
    return message(code, language, value=printed) if code else printed


def period_words(statement: Statement, language: Language | str) -> str:
    """Return the period of a statement, or the plan's own where it has none, as people say it."""
    return date_words(statement.period or statement.period_inferred or "", language)


def date_words(date: str, language: Language | str) -> str:
    """Return a date of the house, see ``docs/reference/records.md``, as people say it.

    >>> [date_words(date, "zh") for date in ("2021-2025", "2026-03", "2026H1", "1y", "annual")]
    ['2021—2025年', '2026年3月', '2026年上半年', '1年内', '每年']
    >>> date_words("2021-2025", "en"), date_words("2026Q3", "en"), date_words("when it rains", "en")
    ('2021–2025', '2026 Q3', 'when it rains')
    """
    for code, form in _DATES:
        if found := form.fullmatch(date):
            parts = {name: part.lstrip("0") or part for name, part in found.groupdict().items()}
            return message(code, language, **parts)
    return date


def sentence(statement: Statement, language: Language | str) -> str:
    """Return a statement as one line: period, indicator, amount, and what kind of statement it is."""
    marks = [choice_word(statement.kind, language)]
    marks += [choice_word(value, language) for value in (statement.attribute, statement.modality) if value]
    marks += [statement.scope] if statement.scope else []
    marks.append(message("C041", language, confidence=f"{statement.confidence:.2f}"))
    when = period_words(statement, language)
    chinese = str(language) == Language.ZH
    head = f"{when}　" if chinese and when else f"{when}, " if when else ""
    colon, opening, closing = ("：", "（", "）") if chinese else (": ", " (", ")")
    joint = "，" if chinese else ", "
    return f"{head}{statement.indicator}{colon}{amount(statement, language)}{opening}{joint.join(marks)}{closing}"
