"""The whole plan, from bytes to records, beside segmentation alone; and the memory of it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import Row, peak_megabytes, sample_document, seconds
from lantu.reading import read


def rows() -> Iterator[Row]:
    """Measure the reading of a whole plan."""
    import jieba  # noqa: PLC0415  # a peer, only here when benchmarks run

    document = sample_document()
    data = document.read_bytes()
    text = data.decode("utf-8-sig")
    ours = seconds(lambda: read(data, document.name))
    peer = seconds(lambda: list(jieba.cut(text)))
    yield Row(
        f"whole plan, {len(text):,} characters → all items",
        f"{ours:.3f} s",
        f"jieba.cut {peer:.3f} s",
        f"{ours / peer:.2f} ×",
        "≤ 2 ×",
        ours <= 2 * peer,
    )
    code = f"from lantu.reading import read\nfrom pathlib import Path\np = Path({str(document)!r})\nread(p.read_bytes(), p.name)"
    memory = peak_megabytes(code)
    yield Row("memory of the whole reading", f"{memory:.0f} MB", "", f"{memory:.0f} MB", "≤ 300 MB", memory <= 300)
