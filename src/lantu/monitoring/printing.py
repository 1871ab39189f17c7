"""Numbers as they are printed: rounded half up to the unit in which they are published, with its digits."""

from __future__ import annotations

from decimal import Decimal

from lantu.cascade.aims import POINTS
from lantu.cascade.precision import decimals, is_whole
from lantu.cascade.rounding import in_digits, rounded_to
from lantu.errors import Language, message
from lantu.model.fields import write_text
from lantu.model.progress import Progress

PERCENT, POINT = "%", POINTS[1]
_TENTH = Decimal("0.1")
_NOUGHT = Decimal(0)
_DIGITS = 2  # decimals up to which a value is told as it is, whatever the precision of its target
_NEEDED = {"cumulative_sum": "M666", "cumulative_increment": "M664"}
"""How a form tells what each year left has to bring; a level goes up or down, a rate is growth."""

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


def with_unit(number: str, unit: str | None, language: Language | str) -> str:
    """Return a number with its unit as a language prints it; empty for no number.

    >>> with_unit("38.3", "微克/立方米", "zh"), with_unit("38.3", "微克/立方米", "en"), with_unit("62.4", "%", "en")
    ('38.3微克/立方米', '38.3 微克/立方米', '62.4%')
    >>> with_unit("1.19", "个百分点", "en")
    '1.19 points'
    """
    if not number or not unit:
        return number
    if unit in POINTS:
        return message("M659", language, number=number)
    gap = "" if str(language) == Language.ZH or unit == PERCENT else " "
    return f"{number}{gap}{unit}"


def told_unit(progress: Progress) -> str:
    """Return the unit of the latest value, what is due and the target; that of levels is :attr:`Progress.unit`.

    The rise of a share is told in points.

    >>> rise = Progress(target="s1", indicator="城镇化率提高", form="cumulative_increment", unit="%", state="computed",
    ...                 components={"level": Decimal("61.5")})
    >>> told_unit(rise)
    '个百分点'
    """
    unit = progress.unit or ""
    return POINT if unit == PERCENT and _is_rise(progress) else unit


def _is_rise(progress: Progress) -> bool:
    """Tell whether the latest value is a rise by points or units, not growth in percent."""
    facts = progress.components
    return "level" in facts or (progress.form == "cumulative_increment" and "cumulative" not in facts)


def told_value(progress: Progress, value: Decimal | None, language: Language | str) -> str:
    """Return a latest value or a target with its unit; empty where there is none.

    >>> row = Progress(target="s1", indicator="单位GDP能耗降低", form="cumulative_reduction", unit="%", state="computed",
    ...                components={"precision": Decimal("0.1")})
    >>> [told_value(row, value, "zh") for value in (Decimal("4.8681"), Decimal("2.57"), Decimal(3), None)]
    ['4.9%', '2.57%', '3.0%', '']
    """
    return with_unit(value_number(progress, value), told_unit(progress), language)


def value_number(progress: Progress, value: Decimal | None) -> str:
    """Return a latest value or a target without its unit; a total or average of years was computed, and has no digits of its own."""
    return in_published_digits(value, progress) if "since" in progress.components else told_number(progress, value)


def told_due(progress: Progress, language: Language | str) -> str:
    """Return what is due with its unit, in the digits in which values are compared; empty where nothing is."""
    return with_unit(in_published_digits(progress.due_value, progress), told_unit(progress), language)


def told_level(progress: Progress, value: Decimal | None, language: Language | str) -> str:
    """Return the value of a year or of the base year with its unit: of a rise the level; empty where there is none."""
    return with_unit(told_number(progress, value), progress.unit, language)


def asked_number(progress: Progress) -> str:
    """Return what was asked of the year: as it was issued, or what the path asks in the target's digits; empty for nothing."""
    asked = progress.components.get("annual_target")
    if not isinstance(asked, Decimal):
        return ""
    issued = progress.components.get("line") == "issued"
    return told_number(progress, asked) if issued else in_published_digits(asked, progress)


def told_asked(progress: Progress, language: Language | str) -> str:
    """Return what was asked of the year with its unit; empty where nothing was."""
    return with_unit(asked_number(progress), progress.unit, language)


def told_number(progress: Progress, value: Decimal | None) -> str:
    """Return a value as it is published where it has few decimals, also finer than the target; else in the target's digits."""
    if value is None:
        return ""
    published, own = precision_of(progress), decimals(value.normalize())
    places = min(own, _DIGITS) if published is None else decimals(published.normalize())
    if is_whole(progress.indicator, progress.unit or "") and published is not None:
        own = 0
    return figure(value, Decimal(1).scaleb(-max(places, own) if own <= _DIGITS else -places))


def of_a_year(unit: Decimal, *, whole: bool = False) -> Decimal:
    """Return the unit in which the change of a year is told: a digit finer than values, where they are told in tenths or more.

    Args:
        unit: The unit in which values are told.
        whole: Whether whole things are counted, of which no year brings a tenth.

    >>> of_a_year(Decimal(1)), of_a_year(Decimal("0.1")), of_a_year(Decimal("0.01")), of_a_year(Decimal(1), whole=True)
    (Decimal('0.1'), Decimal('0.01'), Decimal('0.01'), Decimal('1'))
    """
    return unit if unit < _TENTH or whole else unit * _TENTH


def needed_figure(progress: Progress) -> str:
    """Return what each year left has to bring, without its unit; empty for none."""
    if progress.needed_rate is None:
        return ""
    whole = is_whole(progress.indicator, progress.needed_unit or "")
    return figure(progress.needed_rate, of_a_year(precision_of(progress) or _TENTH, whole=whole))


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
    unit = POINT if progress.needed_unit == PERCENT and _is_rise(progress) else progress.needed_unit
    grows = "M665" if unit == PERCENT else _NEEDED.get(progress.form or "", "M662")
    number = needed_figure(progress).removeprefix("-")
    number = message("M674", language) if number == "0" else number
    return message("M663" if falls else grows, language, step=with_unit(number, unit, language))
