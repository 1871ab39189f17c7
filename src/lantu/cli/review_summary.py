"""A review on the terminal: what to mend first, with the sentences concerned; then what was checked and holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from lantu.cli.page import Page
from lantu.errors import Language, message
from lantu.model.findings import Finding
from lantu.model.plan import Reading
from lantu.review import Review, rule_named

_STYLES = {"hard": "bold red", "probable": "yellow", "note": "cyan"}
_WORDS = {"hard": "C066", "probable": "C067", "note": "C068"}
_NOTES = 20  # notes shown; the JSON form holds all
_LONGEST = 90  # characters of a sentence shown


def show_review(plan: Reading, found: Review, language: Language) -> None:
    """Print a review.

    Args:
        plan: The plan, for its text.
        found: The review.
        language: Language of all words but the plan's own.
    """
    page = Page()
    for part in _parts(plan, found, language):
        page.print(part)


def _parts(plan: Reading, found: Review, language: Language) -> Iterator[RenderableType]:
    counts = Counter(finding.severity for finding in found.findings)
    yield Text(plan.head.title or plan.document.name, style="bold")
    yield Text(message("C069", language, hard=counts["hard"], probable=counts["probable"], note=counts["note"]))
    graver = [finding for finding in found.findings if finding.severity != "note"]
    notes = [finding for finding in found.findings if finding.severity == "note"]
    for finding in (*graver, *notes[:_NOTES]):
        yield from _finding(plan, finding, language)
    if len(notes) > _NOTES:
        yield Text(f"\n{message('C070', language, count=len(notes) - _NOTES)}", style="dim")
    if found.checked:
        yield _checked(found, language)


def _finding(plan: Reading, finding: Finding, language: Language) -> Iterator[RenderableType]:
    """Yield what a finding says, the places it touches, and what to do."""
    chinese = language == Language.ZH
    said, fix = (finding.message_zh, finding.fix) if chinese else (finding.message_en, finding.fix_en)
    style = _STYLES[finding.severity]
    yield Text(f"\n{message(_WORDS[finding.severity], language)} · {_title(finding.rule, language)}", style=style)
    yield Text(said)
    for span in finding.spans:
        yield Text(f"  {_place(plan, span.start)} {_one_line(plan.document.text[span.start : span.end])}", style="dim")
    yield Text(f"  → {fix}")


def _title(name: str, language: Language) -> str:
    """Return what a rule is called, with its public name."""
    rule = rule_named(name)
    return f"{message(rule.title, language)} ({name})" if rule else name


def _place(plan: Reading, offset: int) -> str:
    """Return the printed number of the passage an offset lies in."""
    inside = [passage.number for passage in plan.passages if passage.start <= offset < passage.end]
    return f"[{inside[-1]}]" if inside and inside[-1] else "·"


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _checked(found: Review, language: Language) -> Table:
    table = Table(title=message("C071", language), title_justify="left", title_style="bold", box=None)
    for code in ("C072", "C073", "C074"):
        table.add_column(message(code, language), justify="left" if code == "C072" else "right")
    for rule, (checked, held) in found.checked.items():
        if held:
            table.add_row(_title(rule, language), str(checked), str(held))
    return table
