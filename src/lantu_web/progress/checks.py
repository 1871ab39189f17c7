"""What an office has set of its own and cannot be taken is told before the installation opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.checks import Error, register

from lantu.errors import VocabularyError
from lantu_web.progress import own


@register
def own_files_can_be_read(app_configs: Any, **options: Any) -> list[Error]:
    """Return an error for each setting whose sentences, rules or schemes cannot be taken."""
    read: dict[str, Callable[[], object]] = {
        "LANTU_PHRASES": own.phrases,
        "LANTU_WARNING_RULES": own.warning_rules,
        "LANTU_SCHEMES": own.schemes,
        "LANTU_SCHEME": own.scheme,
    }
    found = {name: problem for name, each in read.items() if (problem := _wrong(each)) is not None}
    if "LANTU_SCHEMES" in found:  # which of them the office judges by can only be told when they are mended
        found.pop("LANTU_SCHEME", None)
    return [Error(f"{name}: {problem}", id=f"lantu.{name.lower()}") for name, problem in found.items()]


def _wrong(read: Callable[[], object]) -> VocabularyError | None:
    try:
        read()
    except VocabularyError as problem:
        return problem
    return None
