"""What two promised changes imply for a third; the entries stand in ``derivations.yaml``.

Deaths in accidents that fall by 18 %, and deaths per unit of product that fall by 33 %, say that the product grows by 22 %.
Identities between levels stand in ``identities.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Content, Entry, load_shipped
from lantu.vocabulary.indicator_names import shipped_grammar
from lantu.vocabulary.indicators import shipped_indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation(Entry):
    """An amount and the amount per output, whose changes fix how the output grows.

    Attributes:
        zh: What they are, in Chinese.
        en: What they are, in English.
        amount: Words that all stand in the name of the amount.
        intensity: Words that all stand in the name of the amount per output.
        output: Id of the growth they imply; None where no indicator is that growth.
        output_zh: What changes by what they imply, in Chinese.
        output_en: The same, in English.
    """

    zh: str
    en: str
    amount: tuple[str, ...]
    intensity: tuple[str, ...]
    output: str | None = None
    output_zh: str = "产出"
    output_en: str = "output"

    def is_intensity(self, name: str) -> bool:
        """Tell whether a name is that of the amount per output."""
        return _holds(name, self.intensity)

    def is_amount(self, name: str) -> bool:
        """Tell whether a name is that of the amount itself.

        >>> deaths = shipped_derivations()[0]
        >>> deaths.is_amount("生产安全事故死亡人数下降"), deaths.is_amount("单位地区生产总值生产安全事故死亡率下降")
        (True, False)
        """
        return _holds(name, self.amount) and not self.is_intensity(name)


def _holds(name: str, words: tuple[str, ...]) -> bool:
    alike = shipped_grammar().alike(name)
    return all(word in alike for word in words)


@cache
def shipped_derivations() -> tuple[Derivation, ...]:
    """Return the derivations that come with Lantu.

    Raises:
        VocabularyError: One names a growth that does not exist (V016).
    """
    content: Content[Derivation] = load_shipped("derivations.yaml", Derivation)
    for entry in content.entries:
        if entry.output is not None and entry.output not in shipped_indicators().by_id:
            raise VocabularyError("V016", file=content.file, entry=entry.id, field="output", value=entry.output)
    return content.on(None)
