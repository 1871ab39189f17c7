"""What cells and sentences say of a project: its years, its money, the body responsible."""

from __future__ import annotations

import re
from decimal import Decimal

from lantu.chinese.cells import CellKind, parse_cell

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:年|[.．/-])?(?:\d{1,2}月?)?(?:底|末|初)?"
_YEARS = re.compile(
    rf"(?P<first>{_YEAR})(?P<a>{_MONTH}) ?(?:[-—–―~至到]+|起至) ?(?P<last>{_YEAR})(?:年|[.．/]\d{{1,2}})?"
)
_POINT = re.compile(rf"(?<!\d)({_YEAR})年?(?!\d)")
YEARS_CELL = re.compile(
    rf"(?:{_YEAR}[年.．/\d月底末初前]*)(?:(?:[-—–―~至到]+|起至)(?:{_YEAR}[年.．/\d月底末初前]*|\d{{1,2}}月|年底|长期)?)?|(?:长期|每年|[“\"]?十[四五六七八]五[”\"]?(?:期间|时期)?)"
)
"""A cell that says when a project is built."""
MONEY_CELL = re.compile(r"[约近]?\d{1,9}(?:,\d{3})*(?:\.\d+)?[千万亿]*元?(?:左右|以上)?")
"""A cell that says what it costs."""
_MONEY = re.compile(
    r"(?:总投资|投资总额|投资规模|估算投资|投资估算|计划投资|预计投资|项目投资|投资)(?:额|估算|总额)?(?:为|达到?|共)?[约近超:：]*(\d{1,9}(?:\.\d+)?) ?([千万亿]*元)"
)
_BODY = re.compile(r"[（(]?(?:牵头|责任|建设|实施|业主|主管|负责)(?:责任)?(?:单位|部门|主体)[:：]([^。；）)\n]{2,60})")
BODY_END = re.compile(
    r"(?:局|委|办|办公室|政府|集团|公司|管委会|部|院|厅|中心|县|区|市|镇|乡|学院|大学|医院|指挥部|银行|所|站|社)(?:[（(].{1,10}[）)])?等?$"
)
"""How the names of bodies end."""


def period_of(text: str) -> str | None:
    """Return the years of construction.

    >>> period_of("2026—2029年"), period_of("2026年3月-2027年底"), period_of("2028年"), period_of("待定")
    ('2026-2029', '2026-2027', '2028', None)
    """
    span = _YEARS.search(text)
    if span:
        first, last = span["first"], span["last"]
        return first if first == last else f"{first}-{last}"
    point = _POINT.search(text)
    return point[1] if point else None


def joined_period(begin: str | None, finish: str | None) -> str | None:
    """Return the years between a year of beginning and one of completion."""
    if begin and finish and begin < finish:
        return f"{begin[:4]}-{finish[-4:]}"
    return begin or finish


def investment_of(text: str, unit: str | None) -> tuple[Decimal | None, str | None]:
    """Return the money a cell states and its unit.

    Args:
        text: The cell.
        unit: Unit printed in the header or above the table.

    >>> investment_of("24.5", "亿元"), investment_of("约3000万元", None), investment_of("—", "亿元")
    ((Decimal('24.5'), '亿元'), (Decimal('3000'), '万元'), (None, None))
    """
    cell = parse_cell(text)
    if cell.kind is not CellKind.NUMBER or not cell.values:
        match = re.match(r"[约近]?(\d{1,9}(?:\.\d+)?)([千万亿]*元)?(?=[（(])", text)
        return (Decimal(match[1]), match[2] or unit) if match else (None, None)
    quantity = cell.values[0].quantity
    return quantity.value, (quantity.unit or unit) if quantity.value is not None else None


def money_in(text: str) -> tuple[Decimal | None, str | None]:
    """Return the investment that a sentence states.

    >>> money_in("新建泵站2座，总投资约1.2亿元"), money_in("拉动投资")
    ((Decimal('1.2'), '亿元'), (None, None))
    """
    match = _MONEY.search(text)
    return (Decimal(match[1]), match[2]) if match else (None, None)


def body_in(text: str) -> str | None:
    """Return the body that a sentence names as responsible.

    >>> body_in("建设年限2026—2028年（责任单位：市水务局）")
    '市水务局'
    """
    match = _BODY.search(text)
    return match[1].strip() if match else None
