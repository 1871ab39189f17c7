"""How likely some Chinese is: in this document, and in plans in general.

Only used to choose between readings of damaged characters. Two judges are asked. One knows which character comes
after which: the document itself speaks first (its own words recur), then the table of how plans are worded
(``plan_language.yaml``). The other cuts the text into words and knows how frequent each is; it sees that no word is
left over, which the first cannot.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from lantu.chinese.gbk import is_frequent

GENERAL = 0.25  # weight of one occurrence in plans in general, beside one in the document itself
COMMON, RARE = 0.3, 0.01  # occurrences granted to an unseen character: of GB 2312 level 1, and any other
DICTIONARY = 0.1  # weight of a word that is in the pinyin dictionary only, multiplied by how common its characters are
STANDING_ALONE = 300  # occurrences of a character as a word of its own (和 的 在 等); rarer ones are mostly left over
LEFT_OVER = 0.05  # what remains of their weight
NO_WORD = -1000.0  # logarithm of the likelihood of what is not a word
TWO_MARKS = 1e-3  # how much less likely a mark is right after another
LONGEST = 4  # characters of a word


@dataclass(frozen=True)
class _General:
    """Occurrences in plans in general: of single characters, pairs and words; how many characters there were."""

    singles: dict[str, float]
    pairs: dict[str, float]
    words: dict[str, float]
    after: Counter[str]
    size: int
    word_size: float


@cache
def _general() -> _General:
    table = yaml.safe_load(files("lantu.chinese").joinpath("plan_language.yaml").read_text("utf-8"))
    pairs = _groups(table["pairs"], 2)
    words: dict[str, float] = {}
    for length, levels in table["words"].items():
        words.update(_groups(levels, length))
    singles: dict[str, float] = {}
    for pair, weight in pairs.items():
        singles[pair[0]] = singles.get(pair[0], 0.0) + weight
    words.update((char, weight) for char, weight in singles.items() if not "一" <= char <= "鿿")  # punctuation
    return _General(singles, pairs, words, _different_after(pairs), table["characters"], sum(words.values()))


def _groups(levels: dict[int, Any], length: int) -> dict[str, float]:
    """Return the occurrences of groups of characters listed by the logarithm of their number."""
    weights: dict[str, float] = {}
    for level, block in levels.items():
        text = block.replace(" ", "")
        groups = (text[index : index + length] for index in range(0, len(text), length))
        weights.update(dict.fromkeys(groups, 2.0**level))
    return weights


def _different_after(pairs: Iterable[str]) -> Counter[str]:
    """Return how many different characters are met after each character."""
    return Counter([pair[0] for pair in pairs])


def _floor(char: str) -> float:
    """Return the occurrences granted to any character; marks and letters are as common as frequent characters."""
    return COMMON if is_frequent(char) or char < "㐀" or char > "鿿" else RARE


MARKS = frozenset(",.;:!?、。")


@dataclass(frozen=True)
class Likelihood:
    """The language of one document in Simplified characters.

    Attributes:
        text: The document without annotations, simplified, punctuation in half width.
    """

    text: str
    singles: Counter[str] = field(init=False)
    pairs: Counter[str] = field(init=False)
    after: Counter[str] = field(init=False)
    known: dict[tuple[str, str], float] = field(init=False, default_factory=dict)
    words: dict[str, float] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        text = self.text
        object.__setattr__(self, "singles", Counter(text))
        object.__setattr__(self, "pairs", Counter(map(str.__add__, text, text[1:])))
        object.__setattr__(self, "after", _different_after(self.pairs))

    def log(self, before: str, char: str) -> float:
        """Return the logarithm of the likelihood of a character after another (or after none, an empty text)."""
        found = self.known.get((before, char))
        if found is None:
            found = self.known[before, char] = self._log(before, char)
        return found

    def _log(self, before: str, char: str) -> float:
        general = _general()
        single = self.singles[char] + GENERAL * general.singles.get(char, 0.0) + _floor(char)
        likely = single / (len(self.text) + GENERAL * general.size)
        seen = self.pairs[before + char] + GENERAL * general.pairs.get(before + char, 0.0)
        out_of = self.singles[before] + GENERAL * general.singles.get(before, 0.0)
        likely = _blend(seen, out_of, self.after[before] + general.after[before], likely)
        if before in MARKS and char in MARKS:
            likely *= TWO_MARKS
        return math.log(likely)

    def habit(self, text: str) -> tuple[float, int]:
        """Return how usual some characters are together, roughly and at once: their rarest pair, their rarest one."""
        general, own, singles = _general().pairs, self.pairs, self.singles
        pairs = [text[index : index + 2] for index in range(len(text) - 1)]
        rarest = min([own[pair] + GENERAL * general.get(pair, 0.0) for pair in pairs])
        return rarest, min([singles[char] for char in text])

    def log_words(self, text: str) -> float:
        """Return the logarithm of the likelihood of a text cut into words in the likeliest way."""
        known, word = self.words, self._word
        best = [0.0]
        for end in range(1, len(text) + 1):
            likeliest = NO_WORD * end
            for start in range(max(0, end - LONGEST), end):
                cut = text[start:end]
                likely = best[start] + (known[cut] if cut in known else word(cut))
                likeliest = max(likeliest, likely)
            best.append(likeliest)
        return best[-1]

    def _word(self, word: str) -> float:
        """Return the logarithm of the likelihood of a word; how often the document has it counts as well."""
        seen = GENERAL * _general_word(word)
        if seen and len(word) > 1:
            seen += self.pairs[word] if len(word) == 2 else self.text.count(word)
        found = math.log(seen / (GENERAL * _general().word_size + len(self.text) / 2)) if seen else NO_WORD
        self.words[word] = found
        return found


def _blend(seen: float, out_of: float, different: int, otherwise: float) -> float:
    """Return a likelihood counted in a longer context, helped out by the shorter one (after Witten and Bell).

    Args:
        seen: Occurrences of the character in the context.
        out_of: Occurrences of the context.
        different: How many different characters are met in it: the more, the likelier is yet another one.
        otherwise: The likelihood in the shorter context.
    """
    spread = different + 0.5
    return (seen + spread * otherwise) / (max(out_of, seen) + spread)


@cache
def _general_word(word: str) -> float:
    """Return the occurrences of a word in plans in general; 0 for what is no word."""
    general = _general()
    seen = general.words.get(word, 0.0)
    if len(word) == 1:
        alone = seen >= STANDING_ALONE or not "一" <= word <= "鿿"
        return max(seen, _floor(word)) if alone else LEFT_OVER * max(seen, _floor(word))
    if not seen and _in_dictionary(word):
        return DICTIONARY * math.prod(general.singles.get(char, 1.0) for char in word) ** (0.5 / len(word))
    return seen


def _in_dictionary(word: str) -> bool:
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - loaded only for documents with damaged places

    return word in PHRASES_DICT
