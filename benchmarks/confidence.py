"""Does confidence mean something: where do the errors lie, and how often is a record of a given confidence right?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.measure import ROOT, SHARED, Row
from benchmarks.quality import load_module

BINS = ((0.0, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))


def rows() -> Iterator[Row]:
    """Say how many of the errors the least sure tenth holds, and how right each band of confidence is."""
    if not (SHARED / "data").is_dir():
        yield Row("confidence", "not measured: the documents are absent", "", "", "", None)
        return
    judged = sorted(_judged())
    errors = [confidence for confidence, right in judged if not right]
    tenth = judged[: len(judged) // 10]
    held = sum(not right for _, right in tenth)
    share = held / max(1, len(errors))
    yield Row(
        f"errors held by the least sure tenth of {len(judged)} records",
        f"{held} of {len(errors)}",
        "",
        f"{share:.0%}",
        "> 50 %",
        share > 0.5,
    )
    for low, high in BINS:
        band = [right for confidence, right in judged if low <= confidence < high]
        if band:
            mean = sum(c for c, _ in judged if low <= c < high) / len(band)
            yield Row(
                f"confidence {low:.2f}–{min(high, 1):.2f}, {len(band)} records",
                f"{sum(band) / len(band):.3f} right",
                f"{mean:.3f} said",
                "",
                "",
                None,
            )


def _judged() -> Iterator[tuple[float, bool]]:
    """Yield confidence and rightness of every scored record of running text."""
    tests = load_module(ROOT / "tests" / "golden" / "test_gold.py")
    tool = tests.scorer(SHARED / "tools" / "score_targets.py")
    files = [(SHARED / "data" / gold, *rest) for gold, *rest in tests.SHARED_GOLD]
    files += [(ROOT / "tests" / "golden" / "labels" / f"{name}.jsonl", *rest) for name, *rest in tests.OWN_LABELS]
    for gold, document, kind, _, _ in files:
        labels, undecided, found = tests.labels_and_rows(gold, SHARED / "data" / document)
        yield from _compare(tool, labels, undecided, found, kind)


def _compare(
    tool: Any, labels: list[dict[str, Any]], undecided: list[list[int]], found: list[dict[str, Any]], kind: str
) -> Iterator[tuple[float, bool]]:
    pairs = {predicted: label for label, predicted in tool.match(labels, found).items()}
    for index, row in enumerate(found):
        label = labels[pairs[index]] if index in pairs else None
        if row["kind"] != kind or (label is None and tool.ignored(row, undecided)) or (label and label.get("optional")):
            continue
        yield row["confidence"], label is not None and _right(tool, label, row, labels)


def _right(tool: Any, label: dict[str, Any], row: dict[str, Any], labels: list[dict[str, Any]]) -> bool:
    if row["kind"] != label["kind"] or tool.name_similarity(row["indicator"], label["names"]) < 0.5:
        return False
    scored = label.get("scored", tool.ATTRIBUTES)
    return all(
        tool.attribute_ok(field, label, row) for field in tool.ATTRIBUTES if field in scored
    ) and not tool.swapped(row["indicator"], label, labels)
