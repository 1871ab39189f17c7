"""The kinds of number a formula takes, and the operations that they do not share: logarithm, power and size.

Addition, multiplication and division are written the same for a Decimal, a numpy array and a Narwhals expression.
Logarithms and sizes are not, and a Decimal refuses a power that is a float; that is settled here and nowhere else.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

Number: TypeAlias = Any
"""A Decimal, a float, a numpy array or a Narwhals expression. All numbers of one call are of one kind, except that
whole numbers go with each of them. (No narrower type describes all four; tests hold that they agree.)"""


def log(number: Number) -> Number:
    """Return the natural logarithm.

    >>> log(Decimal("0.855"))
    Decimal('-0.1566538100453768346536971251')
    """
    if isinstance(number, Decimal):
        return number.ln()
    if hasattr(number, "log"):
        return number.log()
    import numpy as np  # noqa: PLC0415 - the command line starts without it

    return np.log(number)


def power(base: Number, exponent: Number) -> Number:
    """Return a power whose exponent need not be whole.

    >>> power(Decimal(4), Decimal("0.5")), power(4.0, 0.5)
    (Decimal('2.000000000000000000000000000'), 2.0)
    """
    return base ** (Decimal(exponent) if isinstance(base, Decimal) else exponent)


def root(number: Number, degree: Number) -> Number:
    """Return the root of a degree, such as the yearly factor of a factor over ``degree`` years.

    >>> round(root(Decimal("1.37"), 5), 4)
    Decimal('1.0650')
    """
    return power(number, 1 / Decimal(degree) if isinstance(number, Decimal) else 1 / degree)


def size(number: Number) -> Number:
    """Return the absolute value.

    >>> size(Decimal("-2.5"))
    Decimal('2.5')
    """
    return number.abs() if hasattr(number, "abs") else abs(number)
