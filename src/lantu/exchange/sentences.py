"""Records said as short sentences for people, in Chinese or English."""

from __future__ import annotations

import re

from lantu.errors import Language, message
from lantu.exchange.columns import choice_word
from lantu.model.fields import write_text
from lantu.model.records import Statement

_BOUNDS = {">=": "C043", ">": "C044", "<=": "C045", "<": "C046", "approx": "C047"}
_YEARS = re.compile(r"[0-9]{4}(?:-[0-9]{4})?")


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
    period = statement.period or statement.period_inferred or ""
    if period == "annual":
        return message("C048", language)
    if _YEARS.fullmatch(period):
        return message("C049", language, period=period.replace("-", "–"))
    return period


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
