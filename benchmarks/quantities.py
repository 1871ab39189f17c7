"""Quantities with unit and bound beside recognizers-text and JioNLP, on the same clean text."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator

from benchmarks.measure import Row, sample_document, seconds
from lantu.chinese.cleaning import clean
from lantu.chinese.quantities import find_quantities
from lantu.chinese.time import find_times

PEER_CHARACTERS = 6000  # recognizers-text takes seconds for a page; its share of the text is scaled up


def rows() -> Iterator[Row]:
    """Measure the scanning of quantities, and of quantities and times together."""
    text = clean(sample_document().read_bytes().decode("utf-8-sig")).mapped.text
    lines = [line for line in text.split("\n") if line]
    ours = seconds(lambda: [find_quantities(line) for line in lines])
    both = seconds(lambda: [(find_quantities(line), find_times(line)) for line in lines])
    part = text[:PEER_CHARACTERS]
    peer = seconds(lambda: _recognizers(part), runs=1) * len(text) / len(part)
    ratio = peer / ours
    yield Row(
        "quantities with unit and bound",
        f"{len(text) / ours:,.0f} ch/s",
        f"recognizers-text, 4 models {len(text) / peer:,.0f} ch/s",
        f"{ratio:.0f} ×",
        "≥ 30 ×",
        ratio >= 30,
    )
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp  # noqa: PLC0415  # a peer that prints banners when imported

    peer = seconds(lambda: [(jionlp.ner.extract_money(line), jionlp.ner.extract_time(line)) for line in lines], runs=2)
    ratio = peer / both
    yield Row(
        "quantities and times",
        f"{len(text) / both:,.0f} ch/s",
        f"JioNLP money + time {len(text) / peer:,.0f} ch/s",
        f"{ratio:.1f} ×",
        "≥ 1 ×",
        ratio >= 1,
    )


def _recognizers(text: str) -> None:
    from recognizers_number import recognize_number  # noqa: PLC0415  # a peer
    from recognizers_number.number.number_recognizer import recognize_percentage  # noqa: PLC0415
    from recognizers_number_with_unit import (  # noqa: PLC0415
        recognize_currency,
        recognize_dimension,
    )
    from recognizers_text import Culture  # noqa: PLC0415

    for recognize in (recognize_dimension, recognize_currency, recognize_percentage, recognize_number):
        recognize(text, Culture.Chinese)
