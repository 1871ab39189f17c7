"""Where table work runs: progress over millions of observations, on Polars here or on Spark on a cluster.

Nothing here is a second opinion. The formulas are those of :mod:`lantu.targets`, which take the columns of a table as
they take one Decimal; what guards them and which states there are is as in :mod:`lantu.monitoring`, and a test holds
that both give the same for ten thousand targets. What is judged to be published (rounding, 左右, annual targets as
issued, bent ways) is done there, for the targets somebody looks at.
"""
