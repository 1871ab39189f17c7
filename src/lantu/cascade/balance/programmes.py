"""Linear and integer programmes by HiGHS, and which rows of an impossible one cannot hold together.

Which of several equally good answers is found depends on nothing but the numbers and their order: one thread, one
seed, no time limit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lantu.cascade.balance.single import Numbers

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TOLERANCE = 1e-9
"""By how much a scaled row may be missed and still hold; HiGHS knows 1e-10 at best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A linear programme: the least ``cost·x`` with rows and bounds, some unknowns whole numbers.

    Attributes:
        cost: Cost of each unknown.
        matrix: Coefficients of the rows.
        low: The least each row may be.
        high: The most each row may be.
        lower: The least each unknown may be.
        upper: The most each unknown may be.
        whole: Which unknowns must be whole numbers; none unless given.
    """

    cost: Numbers
    matrix: csr_matrix
    low: Numbers
    high: Numbers
    lower: Numbers
    upper: Numbers
    whole: npt.NDArray[np.bool_] | None = None


def solve(programme: Programme) -> Numbers | None:
    """Return the best values, or None where no values satisfy all rows and bounds."""
    if _crossed(programme):
        return None
    import highspy  # noqa: PLC0415  # loaded where it is needed: the command line must start at once

    solver = _passed(programme)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value, dtype=np.float64)


def impossible_rows(programme: Programme) -> tuple[int, ...]:
    """Return rows of an impossible programme that are, with the bounds of their unknowns, impossible already.

    HiGHS gives a set that is irreducible up to its tolerance; where it gives none, all rows are returned.
    """
    solver = _passed(programme)
    solver.run()
    status, found = solver.getIis()
    rows = tuple(int(row) for row in found.row_index_) if found.valid_ else ()
    del status  # valid_ says all
    return rows or tuple(range(programme.matrix.shape[0]))


def _crossed(programme: Programme) -> bool:
    """Tell whether the two bounds of a row or an unknown already exclude each other."""
    return bool(np.any(programme.low > programme.high) or np.any(programme.lower > programme.upper))


def _passed(programme: Programme) -> Any:
    """Return a silent solver that holds the programme."""
    import highspy  # noqa: PLC0415

    plain: Any = highspy.Highs.__base__  # its Python child writes a banner to the terminal before it can be silenced
    solver = plain()
    for name, value in _OPTIONS:
        solver.setOptionValue(name, value)
    matrix = programme.matrix
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_, model.col_lower_, model.col_upper_ = programme.cost, programme.lower, programme.upper
    model.row_lower_, model.row_upper_ = programme.low, programme.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data
    if programme.whole is not None:
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        model.integrality_ = [kinds[int(each)] for each in programme.whole]
    solver.passModel(model)
    return solver


_OPTIONS: Sequence[tuple[str, object]] = (
    ("output_flag", False),
    ("threads", 1),
    ("random_seed", 0),
    ("primal_feasibility_tolerance", TOLERANCE),
    ("dual_feasibility_tolerance", TOLERANCE),
    ("mip_feasibility_tolerance", TOLERANCE),
    ("mip_rel_gap", 0.0),
)
