"""Writes the reference pages that are made from code and data, so that nothing is declared twice.

``make docs`` writes them; ``tests/meta/test_papers.py`` holds that the committed pages are what this module gives.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from lantu.errors import Message, catalogue
from lantu.model import findings, records
from lantu.model.annual_targets import AnnualTarget
from lantu.model.document import Block
from lantu.model.plan import Event, PlanHead
from lantu.review import all_rules
from lantu.vocabulary.criteria import Condition, shipped_criteria
from lantu.vocabulary.schemes import Scheme, shipped_schemes
from lantu.vocabulary.warning_rules import Pending, WarningRule, shipped_rules

FINDINGS = (findings.Finding, findings.Held, findings.PlanSpan, findings.Figure)
NOT_TABLES = (PlanHead, Event, *FINDINGS)  # stand in plan.yaml and findings.json
REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- Made by make docs; change {source} and run it again. -->\n\n"
RECORDS_INTRODUCTION = """\
One flat record per fact. The fields are the JSON keys, the CSV columns and, later, the API schema and the import template.
Numbers are exact decimals inside and JSON numbers outside. Chinese names of fields and values: [GLOSSARY](../../GLOSSARY.md).

Offsets are Python string indices into the document's text as decoded, end exclusive. Dates are `YYYY`, `YYYY-MM`, `YYYYQn`,
`YYYYHn`, `YYYY-MM-DD`, `YYYY-YYYY`, `annual`, `Ny`, `Nm` or empty.
"""
RULES_INTRODUCTION = """\
`lantu review` and the web run all of them. A finding is **hard** where the arithmetic is certain and all numbers are promised without reserve,
**probable** where it is likely, a **note** where a person should know of it and nothing may be wrong. Every finding touches each clause concerned, shows
its numbers and says how it could be reconciled; what was checked and holds is reported too. How often they are right:
[how well it reviews](../explanation/how-well-it-reviews.md). To add one: [write a rule](../tutorial/write-a-rule.md).
"""
SCHEMES_INTRODUCTION = """\
What decides a word for progress, and what warns. Rules are asked from top to bottom; the first whose conditions all hold decides. Shares are fractions. Why it is so, and how to bring your own:
[how status is decided](../explanation/how-status-is-decided.md).
"""
SIGNS = {"above": ">", "at_least": "≥", "below": "<", "at_most": "≤"}
AREAS = {
    "C": "Words of the command line",
    "D": "Documents",
    "E": "Tables of many targets",
    "F": "What review finds and what holds",
    "K": "The cascade: paths, areas, balance, conflicts",
    "M": "Monitoring: observations, progress, status, outlook, warnings",
    "P": "Packages",
    "R": "What reading met: notes and unread places",
    "U": "Use of commands",
    "V": "Vocabulary",
    "W": "The web: people, jobs, the audit log, the installation",
}


def pages() -> dict[Path, str]:
    """Return every generated page by its path."""
    made = {"records": records_page(), "messages": messages_page(), "rules": rules_page(), "schemes": schemes_page()}
    return {REFERENCE / f"{name}.md": text for name, text in made.items()}


def records_page() -> str:
    """Describe every record: its fields, their types, defaults and meanings."""
    parts = [
        "# Records\n\n",
        MADE.format(source="src/lantu/model"),
        RECORDS_INTRODUCTION,
    ]
    parts += [_record(kind) for kind in record_kinds()]
    return "".join(parts)


def record_kinds() -> list[type]:
    """Return all that leaves the house in files: the records in the order of the source, then what a package adds."""
    declared = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
    return [*declared, AnnualTarget, PlanHead, Event, Block, *FINDINGS]


def choices(hint: Any) -> tuple[str, ...]:
    """Return the values a field may take when they are a closed set, else none."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(value for part in get_args(hint) for value in choices(part))


def messages_page() -> str:
    """List every message with its code, in both languages."""
    parts = [
        "# Messages\n\n",
        MADE.format(source="src/lantu/messages.yaml"),
        "Every message has a code, says what happened and where, and the next step. Words in braces are filled in.\n",
    ]
    area = ""
    for code in sorted(catalogue()):
        if code[0] != area:
            area = code[0]
            parts.append(f"\n## {area} · {AREAS.get(area, 'Others')}\n\n| code | 中文 | English |\n|---|---|---|\n")
        parts.append(_message_row(code))
    return "".join(parts)


def rules_page() -> str:
    """Explain every rule of the review: what it finds, how sure it is, what it says."""
    parts = ["# Rules of the review\n\n", MADE.format(source="src/lantu/review/rules"), RULES_INTRODUCTION]
    for rule in all_rules():
        text = inspect.getsource(sys.modules[rule.__module__])
        codes = sorted(set(re.findall(r'"(F\d{3})"', text)) - {rule.title})
        title = catalogue()[rule.title].what
        parts.append(f"\n## {rule.name}\n\n{title['zh']} · {title['en']}\n\n{inspect.cleandoc(rule.__doc__ or '')}\n\n")
        cases = f"[cases](../../tests/cases/review/{rule.name}.yaml)"
        parts.append(
            f"| code | 中文 | English |\n|---|---|---|\n{''.join(map(_message_row, codes))}\nTexts that show it: {cases}.\n"
        )
    return "".join(parts)


def schemes_page() -> str:
    """Show every criterion, scheme and warning rule as its content file has it."""
    parts = [
        "# Status schemes and warning rules\n\n",
        MADE.format(source="src/lantu/vocabulary/schemes"),
        SCHEMES_INTRODUCTION,
    ]
    parts.append(
        "\n## Criteria\n\n| criterion | 中文 | English | kind | better is | asked by |\n|---|---|---|---|---|---|\n"
    )
    for each in shipped_criteria().values():
        asked = "warnings" if each.of_history else "schemes, warnings"
        parts.append(f"| `{each.id}` | {each.zh} | {each.en} | {each.kind} | {each.better} | {asked} |\n")
    parts += [_scheme(each) for each in shipped_schemes().values()]
    parts.append("\n## Warnings\n\n| level | 中文 | English |\n|---|---|---|\n")
    parts += [f"| {each.symbol} `{each.id}` | {each.zh} | {each.en} |\n" for each in shipped_rules().levels.values()]
    parts.append(
        "\n| rule | 中文 | English | level | goes to | when | holds for | ends after |\n|---|---|---|---|---|---|---|---|\n"
    )
    parts += [_warning(each) for each in shipped_rules().rules]
    return "".join(parts)


def _scheme(scheme: Scheme) -> str:
    forms = f" For: {' '.join(f'`{form}`' for form in scheme.forms)}." if scheme.forms else ""
    head = f"\n## {scheme.id}\n\n{scheme.label('zh')} · {scheme.label('en')}\n\nSource: {scheme.reference}.{forms}\n\n"
    statuses = [
        f"| {each.symbol} `{each.key}` | {each.zh} | {each.en} | {each.wording_zh} | {each.at_end_zh} |\n"
        for each in scheme.statuses
    ]
    rules = [
        f"| `{each.id}` | `{each.status}` | {each.zh} | {each.en} | {_conditions(each.when)} | {_conditions(each.unless)} |\n"
        for each in scheme.rules
    ]
    words = "| status | 中文 | English | in a report | when the period is over |\n|---|---|---|---|---|\n"
    asked = "\n| rule | gives | 中文 | English | when | unless |\n|---|---|---|---|---|---|\n"
    return head + words + "".join(statuses) + asked + "".join(rules)


def _warning(rule: WarningRule) -> str:
    cells = (
        f"`{rule.id}`",
        rule.zh,
        rule.en,
        f"`{rule.level}`",
        rule.owner,
        _conditions(rule.when),
        _pending(rule.hold),
        _pending(rule.clears_after),
    )
    return f"| {' | '.join(cells)} |\n"


def _pending(pending: Pending) -> str:
    return f"{pending.count} {pending.of if pending.count > 1 else pending.of[:-1]}"


def _conditions(conditions: Iterable[Condition]) -> str:
    return ", ".join(f"`{_condition(each)}`" for each in conditions)


def _condition(each: Condition) -> str:
    if each.known is not None:
        return f"{each.criterion} {'known' if each.known else 'not known'}"
    if each.holds is not None:
        return each.criterion if each.holds else f"not {each.criterion}"
    if each.one_of:
        return f"{each.criterion}: {' '.join(each.one_of)}"
    return each.criterion + "".join(f" {SIGNS[name]} {bound}" for name, bound in each.bounds.items())


def _message_row(code: str) -> str:
    entry = catalogue()[code]
    return f"| {code} | {_cell(entry, 'zh')} | {_cell(entry, 'en')} |\n"


def _record(kind: type) -> str:
    summary, meanings = _described(kind)
    hints = get_type_hints(kind)
    rows = [
        f"| `{field.name}` | {_type(hints[field.name])} | {_default(field)} | {meanings[field.name]} |\n"
        for field in fields(kind)
    ]
    header = "| field | type | default | meaning |\n|---|---|---|---|\n"
    return f"\n## {kind.__name__}\n\n{summary}\n\n{header}{''.join(rows)}"


def _described(kind: type) -> tuple[str, dict[str, str]]:
    head, _, attributes = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=    \w+:)", attributes):
        name, _, meaning = entry.strip().partition(":")
        found[name] = " ".join(meaning.split()).replace("``", "`").replace("|", "\\|")
    return " ".join(head.split()), found


def _type(hint: Any) -> str:
    values = choices(hint)
    empty = " or empty" if type(None) in get_args(hint) else ""
    if values:
        return " ".join(f"`{value}`" for value in values) + empty
    return " or ".join(_names(hint)) + empty


def _names(hint: Any) -> Iterator[str]:
    if get_origin(hint) is tuple:
        yield "list of " + (
            "texts"
            if get_args(hint)[0] is str
            else f"[{get_args(hint)[0].__name__}](#{get_args(hint)[0].__name__.lower()})"
        )
    elif get_args(hint):
        for part in get_args(hint):
            if part is not type(None):
                yield from _names(part)
    else:
        yield {"str": "text", "Decimal": "number", "bool": "yes/no", "int": "integer", "float": "number"}[hint.__name__]


def _default(field: Field[Any]) -> str:
    if field.default is MISSING:
        return "required"
    if isinstance(field.default, bool):
        return "yes" if field.default else "no"
    return f"`{field.default}`" if field.default else "empty"


def _cell(entry: Message, language: str) -> str:
    gap = "" if language == "zh" else " "
    text = gap.join(filter(None, (entry.what[language], entry.next[language])))
    return re.sub(r"([<>|*])", r"\\\1", text.replace("{{", "{").replace("}}", "}")).replace("\n", " ")


def main() -> None:
    """Write the pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
