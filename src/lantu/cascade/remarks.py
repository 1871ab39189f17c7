"""What the office should know of a breakdown: what was left out and why, what was assumed, what is against good practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantu.errors import Language, message


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark on one target.

    Attributes:
        target: Id of the statement; empty where it is about the plan as a whole.
        indicator: Printed name of the indicator.
        code: Entry of the message catalogue (K…).
        fields: The facts that fill its text.
    """

    target: str
    indicator: str
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: Language | str = Language.ZH) -> str:
        """Return the remark in a language."""
        return message(self.code, language, indicator=self.indicator, **self.fields)
