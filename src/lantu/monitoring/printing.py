"""Numbers as they are printed: rounded half up to the unit in which they are published, with its digits."""

from __future__ import annotations

from decimal import Decimal

from lantu.cascade.rounding import in_digits, rounded_to
from lantu.errors import Language, message
from lantu.model.fields import write_text
from lantu.model.progress import Progress

_TENTH = Decimal("0.1")
_NOUGHT = Decimal(0)
_NEEDED = {"average_growth": "M665", "cumulative_sum": "M666", "cumulative_increment": "M664"}
"""How a form tells what each year left has to bring; a level goes up or down."""

_MOST_PLACES, _FINEST = 4, Decimal("0.0001")  # of numbers of whose published digits nothing is known


def figure(value: Decimal, precision: Decimal) -> str:
    """Return a value rounded to its published unit, as printed; nought has no sign.

    >>> figure(Decimal("74.2496"), Decimal("0.1")), figure(Decimal("1250.4"), Decimal(1)), figure(Decimal("-0.04"), Decimal("0.1"))
    ('74.2', '1250', '0.0')
    """
    return write_text(in_digits(rounded_to(value, precision), precision) + _NOUGHT)


def percent(fraction: Decimal, precision: Decimal = _TENTH) -> str:
    """Return a fraction in percent, without the sign of percent.

    >>> percent(Decimal("0.26849"))
    '26.8'
    """
    return figure(fraction * 100, precision)


def precision_of(progress: Progress) -> Decimal | None:
    """Return the published unit in which the values of a progress were compared, or None where none was."""
    found = progress.components.get("precision")
    return found if isinstance(found, Decimal) else None


def in_published_digits(number: Decimal | None, progress: Progress) -> str:
    """Return a value of a progress in the digits in which it is published, else in its own, few of them; empty for none."""
    if number is None:
        return ""
    precision = precision_of(progress)
    return written(number) if precision is None else figure(number, precision)


def written(number: Decimal) -> str:
    """Return a number by its own digits; one that was computed has too many, and is told in four decimals.

    >>> written(Decimal("4.50")), written(Decimal(2) / 3)
    ('4.50', '0.6667')
    """
    places = -int(number.as_tuple().exponent)
    return figure(number, _FINEST) if places > _MOST_PLACES else write_text(number)


def of_a_year(unit: Decimal) -> Decimal:
    """Return the unit in which the change of a year is told: a digit finer than values, where they are told in tenths or more.

    >>> of_a_year(Decimal(1)), of_a_year(Decimal("0.1")), of_a_year(Decimal("0.01"))
    (Decimal('0.1'), Decimal('0.01'), Decimal('0.01'))
    """
    return unit if unit < _TENTH else unit * _TENTH


def needed_figure(progress: Progress) -> str:
    """Return what each year left has to bring, without its unit; empty for none."""
    if progress.needed_rate is None:
        return ""
    return figure(progress.needed_rate, of_a_year(precision_of(progress) or _TENTH))


def needed_said(progress: Progress, language: Language | str) -> str:
    """Return what each year left has to bring, in words: which way and by how much; empty for none.

    >>> falling = Progress(target="s1", indicator="细颗粒物", form="level_down", unit="微克", state="computed",
    ...                    needed_rate=Decimal("-1.44"), needed_unit="微克", components={"precision": Decimal(1)})
    >>> needed_said(falling, "zh"), needed_said(falling, "en")
    ('降低1.4微克', 'down 1.4 微克')
    """
    if progress.needed_rate is None:
        return ""
    falls = progress.needed_rate < 0 or progress.form == "cumulative_reduction"
    code = "M663" if falls else _NEEDED.get(progress.form or "", "M662")
    value = needed_figure(progress).removeprefix("-")
    return message(code, language, value=value, unit=progress.needed_unit or "")
