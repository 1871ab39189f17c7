"""What the office should know of a breakdown: what was left out and why, what was assumed, what is against good practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantu.errors import Language, LantuError, message


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark on one target.

    Attributes:
        target: Id of the statement; empty where it is about the plan as a whole.
        indicator: Printed name of the indicator.
        code: Entry of the message catalogue (K…).
        fields: The facts that fill its text; a fact may be an error, said within.
    """

    target: str
    indicator: str
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: Language | str = Language.ZH) -> str:
        """Return the remark in a language."""
        facts = {
            name: fact.said(language) if isinstance(fact, LantuError) else fact for name, fact in self.fields.items()
        }
        return message(self.code, language, indicator=self.indicator, **facts)
