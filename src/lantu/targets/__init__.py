"""Arithmetic of targets: one module a form of target, and the identities; plain functions of numbers.

Every formula stands here once. A function takes a :data:`~lantu.targets.kinds.Number`: Decimals where a value will be
published, numpy arrays where many are solved at once, Narwhals expressions where the work runs in a table engine.
Nothing here rounds, and nothing here guards: whoever computes first makes sure that the formula has a meaning (a base
that is not zero, a period that has begun). Rates, shares and reductions are fractions: 14.5 % is 0.145.

================  ============================================================
levels            a level raised or lowered from a baseline
growth            average growth a year
reductions        a reduction over the period, years multiplied
sums              an amount summed over the years
increments        a rise added over the period
limits            caps, floors and ranges, judged year by year
relatives         against another value: above it, in step with it
paths             the way from the baseline to the target: even, early, late
gaps              how far behind what is due
shares            parts of a whole, weighted means, structural effect
identities        how indicators follow from each other
================  ============================================================

Source of the formulas: planning practice as laid down in the house's reference, section 2.4; each module says more.
"""
