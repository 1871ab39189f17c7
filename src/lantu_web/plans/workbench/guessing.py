"""What a selected clause probably says: the reader is asked again, for this clause alone."""

from __future__ import annotations

from lantu import reading as reader
from lantu.chinese.cleaning import clean
from lantu.chinese.quantities import find_quantities
from lantu.errors import LantuError
from lantu.model.fields import write_text
from lantu.model.plan import COLLECTIONS, RECORD_TYPES
from lantu_web.plans.models import Plan
from lantu_web.plans.workbench.fields import values_of

_NAMED = {"statement": "indicator", "task": "title", "project": "name", "list": "noun"}
"""The field of each type that says what it is about."""


def guessed(type: str, printed: str, plan: Plan) -> dict[str, str]:
    """Return what can be put into the fields of a new item before its author looks at them.

    Args:
        type: Type of the item.
        printed: The clause as printed.
        plan: Whose years a clause without a time is of.
    """
    try:
        found = reader.read(printed.encode(), "clause.txt", start=plan.start, end=plan.end)
    except LantuError:
        return _plain(type, printed)
    records = getattr(found, COLLECTIONS[RECORD_TYPES[type]])
    return values_of(records[0], type) if records else _plain(type, printed)


def _plain(type: str, printed: str) -> dict[str, str]:
    """Return the clause as a name, and the first number in it."""
    text = "".join(clean(printed).mapped.text.split())
    values = {_NAMED[type]: text}
    quantity = next(iter(find_quantities(text)), None)
    if quantity is not None and type == "statement":
        values |= {"value": write_text(quantity.value), "value_high": write_text(quantity.value_high)}
        values |= {"unit": quantity.unit or "", "comparator": quantity.comparator}
        values |= {"hedged": write_text(quantity.hedged), "indicator": text[: quantity.start] or text}
    elif quantity is not None and type == "list":
        values |= {"announced": write_text(quantity.value), "noun": text[quantity.end :] or text}
    return values
