"""What an office has of its own: sentences, warning rules and status schemes from the files its settings name.

Each file is read once in the life of a process. A file that is wrong stops the installation from opening
(:mod:`lantu_web.progress.checks`); nothing of it is left out in silence.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

from lantu.errors import VocabularyError
from lantu.vocabulary.phrases import Phrases, own_phrases, shipped_phrases
from lantu.vocabulary.schemes import DEFAULT, Scheme, own_schemes, shipped_schemes
from lantu.vocabulary.warning_rules import WarningRules, own_rules, shipped_rules


@cache
def phrases() -> Phrases:
    """Return the sentences of briefs and bulletins.

    Raises:
        VocabularyError: The file of ``LANTU_PHRASES`` cannot be read, or an entry is wrong.
    """
    named = settings.LANTU_PHRASES
    return own_phrases(Path(named)) if named else shipped_phrases()


@cache
def warning_rules() -> WarningRules:
    """Return the rules of warnings.

    Raises:
        VocabularyError: The file of ``LANTU_WARNING_RULES`` cannot be read, or a rule is wrong.
    """
    named = settings.LANTU_WARNING_RULES
    return own_rules(Path(named)) if named else shipped_rules()


@cache
def schemes() -> dict[str, Scheme]:
    """Return the status schemes: those that come with Lantu, then the office's own; of one id the own one holds.

    Raises:
        VocabularyError: A file of ``LANTU_SCHEMES`` cannot be read, or a scheme is wrong.
    """
    named = Path(settings.LANTU_SCHEMES) if settings.LANTU_SCHEMES else None
    found = dict(shipped_schemes())
    if named is not None:
        for path in sorted(named.glob("*.yaml")) if named.is_dir() else [named]:
            found |= own_schemes(path)
    return found


def scheme(identifier: str = "") -> Scheme:
    """Return a status scheme; without an id the one by which the office judges (``LANTU_SCHEME``), else the first of ours.

    Raises:
        VocabularyError: There is none of this id (V047).
    """
    wanted = identifier or settings.LANTU_SCHEME or DEFAULT
    found = schemes().get(wanted)
    if found is None:
        raise VocabularyError("V047", name=wanted, known=", ".join(schemes()))
    return found


@cache
def scheme_digest(identifier: str) -> str:
    """Return what tells the content of a scheme: what was judged by an older file of the office does not hold any more."""
    return _digest(scheme(identifier))


@cache
def rules_digest() -> str:
    """Return what tells the content of the rules of warnings."""
    return _digest(warning_rules())


def _digest(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()
