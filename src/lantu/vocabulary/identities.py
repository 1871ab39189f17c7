"""Identities: which indicators must agree with each other by what they mean, whatever the plan says.

A sum (the three sectors and the regional product), a product (product per head, population and the product), a bound
(land under permanent protection lies within all farmland). Content stands in ``identities.yaml``; an office adds its
own in ``decisions/allocation.yaml`` (public investment within the money there is). That the growth and the level of
one indicator agree needs no entry: the table of indicators says which growth belongs to which level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Content, Entry, load_shipped
from lantu.vocabulary.indicators import IndicatorTable, shipped_indicators

IdentityKind = Literal["sum", "product"]
Relation = Literal["=", "<=", ">="]
Applies = Literal["always", "when_kept", "declared"]
"""When it is asked of a plan: always, as a matter of definition; only where the figures of the plan keep it already
within rounding and a little more, because prices or scope may differ; or only where the office says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Entry):
    """An identity between indicators of one subject in one year.

    Attributes:
        zh: What it says, in Chinese.
        en: What it says, in English.
        kind: The whole against the sum of the parts, or against their product.
        whole: Id of the indicator that stands alone; in the office's own file also a printed name.
        parts: Ids of the parts or factors.
        relation: How the whole stands to them: equal, not above (``<=``), not below.
        applies: When it is asked of a plan.
        negotiable: Whether the office would rather bend it than break a target.
    """

    zh: str
    en: str
    kind: IdentityKind
    whole: str
    parts: tuple[str, ...]
    relation: Relation = "="
    applies: Applies = "always"
    negotiable: bool = False

    @property
    def indicators(self) -> tuple[str, ...]:
        """All indicators it joins, the whole first."""
        return (self.whole, *self.parts)

    def said(self, language: str) -> str:
        """Return what it says."""
        return self.zh if language == "zh" else self.en


@cache
def shipped_identities() -> tuple[Identity, ...]:
    """Return the identities that come with Lantu, those between a level and its growth included.

    Raises:
        VocabularyError: An identity names an indicator that does not exist (V016).

    >>> [identity.zh for identity in shipped_identities() if identity.whole == "gdp"][0]
    '三次产业增加值相加等于地区生产总值'
    """
    content: Content[Identity] = load_shipped("identities.yaml", Identity)
    table = shipped_indicators()
    for identity in content.entries:
        for name in identity.indicators:
            if name not in table.by_id:
                raise VocabularyError("V016", file=content.file, entry=identity.id, field="parts", value=name)
    return (*content.on(None), *_changes_and_levels(table, content))


def _changes_and_levels(table: IndicatorTable, content: Content[Identity]) -> Iterator[Identity]:
    """Yield for every growth and reduction that it agrees with the level it is of, at one and the same price."""
    for entry in table.by_id.values():
        if entry.base and entry.aspect != "level":
            level = table.by_id[entry.base]
            yield Identity(
                id=f"level-of-{entry.id}",
                zh=f"{level.zh}按{entry.zh}逐年推算",
                en=f"{level.en} follows year by year from: {entry.en}",
                kind="product",
                whole=entry.base,
                parts=(entry.id,),
                applies="when_kept",
                reference=content.header.reference,
                valid_from=content.header.valid_from,
            )
