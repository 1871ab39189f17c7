"""What has to hold at once, as numbers: wished values, bounds, linear rules and products.

Everything here is arrays and indices; which indicator and year a place stands for is known one door further on
(:mod:`lantu.cascade.balance.states`). A rule carries a label, so that a conflict can name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lantu.cascade.balance.single import Numbers

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A linear rule: ``low ≤ Σ coefficient·value ≤ high``.

    Attributes:
        places: The places it joins.
        coefficients: One for each place.
        low: The least the sum may be.
        high: The most the sum may be.
        label: What the rule belongs to, for conflicts.
    """

    places: tuple[int, ...]
    coefficients: tuple[float, ...]
    low: float
    high: float
    label: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A rule between a whole and a product: ``low ≤ whole - constant·Π factors ≤ high``.

    Attributes:
        whole: Place of the whole.
        factors: Places of the factors.
        constant: What the product is multiplied by.
        low: The least by which the whole may differ.
        high: The most by which the whole may differ.
        label: What the rule belongs to, for conflicts.
    """

    whole: int
    factors: tuple[int, ...]
    constant: float
    low: float = 0.0
    high: float = 0.0
    label: Any = None

    def gap(self, values: Numbers) -> float:
        """Return the whole less the product."""
        return float(values[self.whole] - self.constant * np.prod(values[list(self.factors)]))

    def row_at(self, values: Numbers) -> Row:
        """Return the linear rule that agrees with this one at some values, in value and slope."""
        factors = values[list(self.factors)]
        slopes = [self.constant * float(np.prod(np.delete(factors, at))) for at in range(len(factors))]
        # whole - Σ slope·factor = gap + (number of factors - 1)·constant·Π factors, at these values exactly
        shift = (len(factors) - 1) * self.constant * float(np.prod(factors))
        return Row(
            places=(self.whole, *self.factors),
            coefficients=(1.0, *(-slope for slope in slopes)),
            low=self.low - shift,
            high=self.high - shift,
            label=self.label,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Wished values and what they must satisfy.

    Attributes:
        wished: What each value should be, shape (n,).
        lower: Lower bounds, ``-inf`` for none.
        upper: Upper bounds, ``inf`` for none.
        weight: How much each resists a change.
        scale: What counts as one unit of change of each: its usual size, so that an income per head in 万元 weighs as
            much as a total in 亿元.
        chains: Places that follow each other year by year; changes along a chain are kept smooth.
        rows: Linear rules.
        products: Rules with products.
    """

    wished: Numbers
    lower: Numbers
    upper: Numbers
    weight: Numbers
    scale: Numbers
    chains: tuple[tuple[int, ...], ...] = ()
    rows: tuple[Row, ...] = ()
    products: tuple[Product, ...] = ()

    @property
    def size(self) -> int:
        """Number of values."""
        return len(self.wished)

    def rows_at(self, values: Numbers) -> tuple[Row, ...]:
        """Return all rules as linear ones: products by the rows that touch them at some values."""
        return (*self.rows, *(product.row_at(values) for product in self.products))

    def worst(self, values: Numbers) -> float:
        """Return by how much the worst of all rules and bounds is missed, in scaled units (0: everything holds)."""
        outside = np.maximum(self.lower - values, values - self.upper) / self.scale
        missed = [float(np.max(outside, initial=0.0)), *_misses(self.rows, values, self.scale)]
        missed += [_outside(each.gap(values), each.low, each.high) / self.scale[each.whole] for each in self.products]
        return max(0.0, *missed)


def _misses(rows: tuple[Row, ...], values: Numbers, scale: Numbers) -> Iterator[float]:
    for row in rows:
        places, coefficients = list(row.places), np.array(row.coefficients)
        size = float(np.max(np.abs(coefficients) * scale[places])) or 1.0
        yield _outside(float(np.sum(coefficients * values[places])), row.low, row.high) / size


def _outside(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)


@dataclass(frozen=True, slots=True)
class Scaled:
    """Linear rules in units in which every value and every row counts alike.

    The unknowns are ``change = (value - wished) / scale``; every row is divided by its largest coefficient.

    Attributes:
        matrix: Coefficients of the rows, shape (rows, n).
        low: The least each row may be.
        high: The most each row may be.
        lower: The least each change may be.
        upper: The most each change may be.
    """

    matrix: csr_matrix
    low: Numbers
    high: Numbers
    lower: Numbers
    upper: Numbers


def scaled(system: System, rows: Sequence[Row]) -> Scaled:
    """Return rules and bounds of a system in scaled changes."""
    return Scaled(
        *scaled_rows(system.wished, system.scale, rows),
        lower=(system.lower - system.wished) / system.scale,
        upper=(system.upper - system.wished) / system.scale,
    )


def scaled_rows(wished: Numbers, scale: Numbers, rows: Sequence[Row]) -> tuple[csr_matrix, Numbers, Numbers]:
    """Return the matrix of rows in scaled changes, and the least and the most each may be."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # half a second, which no command owes that balances nothing

    starts = np.cumsum([0, *(len(row.places) for row in rows)])
    places = np.array([place for row in rows for place in row.places], dtype=np.int64)
    raw = np.array([coefficient for row in rows for coefficient in row.coefficients], dtype=np.float64)
    numbers = np.repeat(np.arange(len(rows)), np.diff(starts))
    entries = raw * scale[places]
    sizes = np.zeros(len(rows))
    np.maximum.at(sizes, numbers, np.abs(entries))
    largest = np.where(sizes > 0, sizes, 1.0)
    at_wished = np.zeros(len(rows))
    np.add.at(at_wished, numbers, raw * wished[places])
    matrix = csr_matrix((entries / largest[numbers], places, starts), shape=(len(rows), len(wished)))
    low = (np.array([row.low for row in rows]) - at_wished) / largest
    high = (np.array([row.high for row in rows]) - at_wished) / largest
    return matrix, low, high
