"""How well the reader reads: F1 and exact on every file of labels, by the shared scorer."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import ROOT, SHARED, Row


def rows() -> Iterator[Row]:
    """Score the reader on the shared labels and on our own."""
    if not (SHARED / "data").is_dir():
        yield Row("labels", "not measured: the documents are absent", "", "", "", None)
        return
    tests = load_module(ROOT / "tests" / "golden" / "test_gold.py")
    tool = tests.scorer(SHARED / "tools" / "score_targets.py")
    files = [(SHARED / "data" / gold, *rest) for gold, *rest in tests.SHARED_GOLD]
    files += [(ROOT / "tests" / "golden" / "labels" / f"{name}.jsonl", *rest) for name, *rest in tests.OWN_LABELS]
    for gold, document, kind, f1_bar, exact_bar in files:
        report = tests.score(tool, gold, SHARED / "data" / document, kind)
        yield Row(
            f"{gold.stem} ({kind}, {report['gold']})",
            f"F1 {report['f1']:.3f}",
            f"exact {report['exact']:.3f}",
            f"{report['f1']:.3f} / {report['exact']:.3f}",
            f"≥ {f1_bar} / {exact_bar}",
            report["f1"] >= f1_bar and report["exact"] >= exact_bar,
        )


def load_module(path: Path) -> Any:
    """Load a module that is no part of a package, such as a test file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
