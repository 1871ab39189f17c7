"""Files of an office's own that are wrong are told before the installation opens."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register

from lantu.errors import VocabularyError
from lantu_web.progress import own


@register
def own_files_can_be_read(app_configs: Any, **options: Any) -> list[Error]:
    """Return an error for each file of sentences, rules or schemes that cannot be taken."""
    found = []
    for name, read in (
        ("LANTU_PHRASES", own.phrases),
        ("LANTU_WARNING_RULES", own.warning_rules),
        ("LANTU_SCHEMES", own.schemes),
    ):
        try:
            read()
        except VocabularyError as problem:
            found.append(Error(f"{name}: {problem}", id=f"lantu.{name.lower()}"))
    return found
