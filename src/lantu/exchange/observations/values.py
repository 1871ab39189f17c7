"""The value of a cell: a number exactly as meant, a mark for none, or a refusal that says what is wrong with it.

Numbers in text are read by the grammar of cells (:mod:`lantu.chinese.cells`) after what could be two numbers has been
refused: 1,23 and 1.234.567, 2025.1, 12 5, 1.2E+05. A number that a format shows a thousand times smaller is refused,
because who filled it in and who reads it mean different things. A hedge (约12%) is taken with a note; a bound or a
range is no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from lantu.chinese.cells import CellKind, parse_cell
from lantu.chinese.quantity import Shape
from lantu.chinese.width import LETTERS
from lantu.errors import LantuError
from lantu.exchange.observations.sheets import Content, Fault, Number, shown
from lantu.exchange.observations.wordlist import choice, flat, meaning, words
from lantu.vocabulary.units import split_unit


class CellError(LantuError):
    """A cell, header or title that cannot be taken; said within the place where it stands."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says.

    Attributes:
        number: The number; None where the cell has a mark for no value.
        unit: The unit printed in the cell, or None.
        note: What is printed beside the number and belongs to it: a hedge, the mark of a note.
        state: How final it is, where the cell says so.
        told: What a person should know of how it was read, a code of the catalogue, or empty.
    """

    number: Decimal | None
    unit: str | None = None
    note: str | None = None
    state: str | None = None
    told: str = ""


NOTHING = Value(None)

_WIDE = {**LETTERS, ord("，"): ",", **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))}
_PLAIN = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?")
_GROUPED = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:(?P<mark>[, '’])\d{3})(?:(?P=mark)\d{3})*)(?P<rest>\.\d+.*|[^\d.,].*|)"
)
_SPACES = re.compile(r"[\s\u3000\xa0\u2009\u202f]+")
_SIGN = re.compile(r"^[－–—−‐‑﹣-](?=[\s]?[\d０-９])")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+")
_COMMA_WRONG = re.compile(r"\d[,，]\d")
_GAP = re.compile(r"\d\s+\d")
_LOOKALIKE = re.compile(r"(?=.*\d)[\dOoIl.,]*[OoIl][\dOoIl.,]*%?")
_LEADING_ZERO = re.compile(r"[+-]?0\d")
_ARROW_BEHIND = re.compile(r"^([^↑↓]+)([↑↓])$")
_STATE = re.compile(r"^(?P<rest>.+)\((?P<state>[^()]{2,8})\)$")
_SHOWN = re.compile(r"(?P<before>[^\d.-]*)(?P<number>-?[\d,]*\.?\d+)(?P<after>\D*)")
_CURRENCY = {"¥": "元", "￥": "元", "$": "美元", "US$": "美元"}
_SHOWN_CHARACTERS = 40


def value_of(content: Content, *, change: bool = False) -> Value:
    """Return what a cell says.

    Args:
        content: What the cell holds.
        change: Whether its column holds changes, in which 下降2.3 is −2.3.

    Raises:
        CellError: It is no value (M010 to M028).

    >>> value_of("1,234.5").number, value_of("约12%").note, value_of("—").number, value_of("下降2.3%", change=True).number
    (Decimal('1234.5'), '约12%', None, Decimal('-2.3'))
    """
    if content is None:
        return NOTHING
    if isinstance(content, str):
        return Value(Decimal(content)) if _PLAIN.fullmatch(content) else _text(content, change=change)
    return _number(content) if isinstance(content, Number) else _fault(content)


def _fault(fault: Fault) -> Value:
    if fault.kind == "truth":
        raise CellError("M012", found=fault.text)
    raise CellError("M010" if fault.kind == "error" else "M011", found=fault.text[:_SHOWN_CHARACTERS])


def _number(number: Number) -> Value:
    if number.style == "plain":
        return Value(number.value)
    if number.style == "percent":
        return Value(number.value.scaleb(2), "%")
    if number.style == "date":
        raise CellError("M013", found=number.shown)
    return _styled(number)


def _styled(number: Number) -> Value:
    """Read a number with a format of its own: words beside it are its unit, a shown size that differs is refused."""
    found = _SHOWN.fullmatch(number.shown.strip())
    if found is None:
        raise CellError("M014", found=number.shown, stored=f"{number.value:f}")
    seen = Decimal(found["number"].replace(",", ""))
    decimals = len(found["number"].partition(".")[2])
    if abs(seen - number.value) > Decimal(1).scaleb(-decimals):
        raise CellError("M014", found=number.shown, stored=f"{number.value:f}")
    after = flat(found["after"])
    unit = after or _CURRENCY.get(flat(found["before"]), flat(found["before"]))
    if unit and split_unit(unit)[1] is None:
        raise CellError("M015", found=number.shown, unit=unit)
    return Value(number.value, unit or None)


def _text(text: str, *, change: bool) -> Value:
    said = _SIGN.sub("-", text.translate(_WIDE).strip())
    if not said or said in words("missing") or flat(said) in words("missing"):
        return NOTHING
    _refuse_two_readings(said, text)
    grouped = _GROUPED.fullmatch(_SPACES.sub(" ", said))
    if grouped:
        said = grouped["sign"] + re.sub(r"\D", "", grouped["whole"]) + grouped["rest"]
    elif _COMMA_WRONG.search(said) or _GAP.search(said):
        raise CellError("M016", found=_short(text))
    bare = flat(said)
    if _PLAIN.fullmatch(bare):
        return Value(Decimal(bare))
    if change and bare in words("even"):
        return Value(Decimal(0), note=text.strip())
    sign, bare = _direction(_ARROW_BEHIND.sub(r"\2\1", bare), text, change=change)
    value = _quantity(bare, text)
    return (
        value
        if sign > 0 or value.number is None
        else Value(-value.number, value.unit, value.note, value.state, value.told)
    )


def _refuse_two_readings(said: str, text: str) -> None:
    bare = flat(said)
    if _SCIENTIFIC.fullmatch(bare):
        raise CellError("M017", found=_short(text))
    if _LOOKALIKE.fullmatch(bare):
        raise CellError("M018", found=_short(text))
    if _LEADING_ZERO.match(bare):
        raise CellError("M019", found=_short(text))
    if bare.startswith(("=", "@")):
        raise CellError("M011", found=_short(text))
    if bare.startswith("#") and len(bare) > 1:
        raise CellError("M010", found=_short(text))


def _direction(bare: str, text: str, *, change: bool) -> tuple[int, str]:
    """Return the sign a word before the number gives it, and the text without the word."""
    for table, sign in (("fall", -1), ("rise", 1)):
        for word in sorted(words(table), key=len, reverse=True):
            if bare.startswith(word) and bare[len(word) :].strip(":"):
                if not change:
                    raise CellError("M020", found=_short(text))
                if bare[len(word)] == "-":
                    raise CellError("M021", found=_short(text))
                return sign, bare[len(word) :]
    return 1, bare.removeprefix("+") if re.match(r"\+\d", bare) else bare


def _quantity(bare: str, text: str) -> Value:
    """Read a text by the grammar of cells, with the state of data behind it in brackets."""
    state = None
    bracketed = _STATE.fullmatch(bare)
    if bracketed and meaning("states", bracketed["state"]):
        bare, state = bracketed["rest"], choice("state", bracketed["state"])
    if bare.startswith("(") and bare.endswith(")"):
        raise CellError("M022", found=_short(text))
    cell = parse_cell(bare)
    if cell.kind is CellKind.NONE:
        return Value(None, note=cell.marks or None)
    if cell.kind is not CellKind.NUMBER:
        raise CellError("M023", found=_short(text))
    if len(cell.values) != 1 or cell.quantity is None:
        raise CellError("M024", found=_short(text))
    quantity = cell.quantity
    if cell.values[0].cumulative:
        raise CellError("M022", found=_short(text))
    if quantity.value_high is not None:
        raise CellError("M025", found=_short(text))
    if quantity.comparator not in ("=", "approx"):
        raise CellError("M026", found=_short(text))
    if quantity.number_start and quantity.comparator == "=":
        raise CellError("M023", found=_short(text))
    if quantity.shape not in (Shape.AMOUNT, Shape.FRACTION) or quantity.unit in ("月", "年", "日"):
        raise CellError("M023", found=_short(text))
    hedged = quantity.comparator == "approx" or quantity.hedged
    note = text.strip() if hedged else cell.marks or None
    return Value(quantity.value, quantity.unit, note, state, "M041" if hedged else "")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"


def said_of(content: Content) -> str:
    """Return what a cell shows, shortened for a message."""
    return _short(shown(content))
