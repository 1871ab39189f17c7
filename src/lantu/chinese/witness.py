"""What a document says about its own damaged places.

All characters that fit the known bytes of a :class:`~lantu.chinese.damage.Damage` are tried together, from left to
right, and weighed by how likely they are in this document (:mod:`lantu.chinese.likelihood`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from lantu.chinese import gbk
from lantu.chinese.damage import Damage, Slot
from lantu.chinese.likelihood import Likelihood
from lantu.chinese.pinyin import ANNOTATION, is_reading
from lantu.chinese.script import simplify

BEAM = 8  # readings kept while going from left to right
FINALISTS = 16  # readings whose words are weighed
OPTIONS = 20  # ways to fill one slot that are tried, the likeliest by themselves
CERTAIN = 2.5  # how far (natural logarithm) the best reading must be ahead of the next
UNANNOTATED = -5.0  # for a character that this document annotates wherever it stands, and not here
VANISHED = -0.3  # for each shown pair that must have vanished
UNSEEN = -2.0  # for a character that the document has nowhere else
WORDS = 4  # characters looked at on each side for whole words
CHAR_WEIGHT = 0.75  # of the judgement by characters beside the one by words
WORD_WEIGHT = 1.0
CONTEXT = 40  # characters looked at on each side, annotations included

FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms of ASCII


WIDEN = {ord(half): ord(half) + 0xFEE0 for half in ",;:?!()"}


class Part(NamedTuple):
    """A reading from the start of a damaged place up to some slot, and the simplified character it ends with."""

    score: float
    text: str
    tail: str


class Option(NamedTuple):
    """A way to fill a slot, in the document's characters and simplified, and what speaks against it beforehand."""

    text: str
    simple: str
    prior: float


@cache
def _simple_char(char: str) -> str:
    return simplify(char).translate(FOLD)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of a damaged place, how likely it is, and how far ahead of the next (natural logarithms)."""

    text: str
    score: float
    ahead: float

    @property
    def certain(self) -> bool:
        """Whether the reading may stand in the text."""
        return self.ahead >= CERTAIN


class Witness:
    """A document, asked for the readings of its damaged places; everything is counted at the first question."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._simple: dict[str, str] = {}
        self._read: dict[tuple[str, int], Reading | None] = {}

    @cached_property
    def _parts(self) -> list[str]:
        """The document cut at its annotations: text, annotated character, letters, text, and so on."""
        return ANNOTATION.split(self.text)

    @cached_property
    def plain(self) -> str:
        """The document without annotations, punctuation in full width as it was in GBK before a tool made it ASCII."""
        parts = self._parts.copy()
        del parts[2::3]
        return "".join(parts).translate(WIDEN)

    @cached_property
    def annotated(self) -> Counter[str]:
        """How often each character is annotated."""
        return Counter(self._parts[1::3])

    @cached_property
    def characters(self) -> Counter[str]:
        """How often each character occurs."""
        return Counter(self.plain)

    @cached_property
    def likelihood(self) -> Likelihood:
        """The language of the document."""
        table = {ord(char): self.simple(char) for char in self.characters}
        return Likelihood(self.plain.translate(table))

    @cached_property
    def by_lead(self) -> dict[int, list[str]]:
        """The characters of the document by their first byte."""
        return self._by_byte(0)

    @cached_property
    def by_trail(self) -> dict[int, list[str]]:
        """The characters of the document by their second byte."""
        return self._by_byte(1)

    @cached_property
    def trails(self) -> dict[str, int]:
        """The second byte of each character of the document."""
        return {char: both[1] for char in self.characters if (both := gbk.pair(char))}

    @cached_property
    def leads(self) -> dict[str, int]:
        """The first byte of each character of the document."""
        return {char: both[0] for char in self.characters if (both := gbk.pair(char))}

    def _by_byte(self, which: int) -> dict[int, list[str]]:
        rows: dict[int, list[str]] = defaultdict(list)
        for char in self.characters:
            if both := gbk.pair(char):
                rows[both[which]].append(char)
        return rows

    @cached_property
    def hidden_after(self) -> dict[str, list[str]]:
        """Neighbours in this document whose inner bytes show nothing when read one byte off."""
        after: dict[str, list[str]] = defaultdict(list)
        trails, leads, hidden = self.trails, self.leads, gbk.vanishing_pairs()
        for two in set(map(str.__add__, self.plain, self.plain[1:])):
            first, second = two[0], two[1]
            if (trails.get(first), leads.get(second)) in hidden:
                after[first].append(second)
        return after

    def simple(self, text: str) -> str:
        """Return what the likelihoods are asked for: Simplified, full-width forms of ASCII as ASCII."""
        known = self._simple
        if not known:
            chars = sorted(self.characters.keys() - {"\n"})
            known.update(zip(chars, simplify("\n".join(chars)).translate(FOLD).split("\n"), strict=True))
        try:
            return "".join([known[char] for char in text])
        except KeyError:
            known.update((char, _simple_char(char)) for char in text if char not in known)
        return "".join([known[char] for char in text])

    @cached_property
    def always_annotated(self) -> frozenset[str]:
        """The characters that the document annotates wherever they stand."""
        times = self.characters
        return frozenset(char for char, notes in self.annotated.items() if notes >= 3 and notes >= 0.9 * times[char])

    def read(self, damage: Damage) -> Reading | None:
        """Return the likeliest reading of a damaged place, or None where nothing fits."""
        if not damage.slots:
            return None
        place = self.text[max(0, damage.start - WORDS) : damage.end + WORDS], damage.end - damage.start
        if place not in self._read:  # the same damage in the same words is read once
            self._read[place] = self._weigh(damage)
        return self._read[place]

    def _weigh(self, damage: Damage) -> Reading | None:
        before = ANNOTATION.sub(r"\1", self.text[max(0, damage.start - CONTEXT) : damage.start])
        beam = [Part(0.0, "", self.simple(before[-1:]))]
        final = len(damage.slots) - 1
        for index, slot in enumerate(damage.slots):
            leads = self._lost_leads(before[-1:], damage.straddled) if damage.straddled and not index else [slot.lead]
            reading = damage.reading if index == final else None
            split = not index or (index == 1 and damage.straddled is None)  # the damage went between its bytes
            options = (text for lead in leads for text in self._options(Slot(lead, slot.trail, slot.whole), reading))
            beam = self._extend(beam[:BEAM], self._likeliest(options, split, reading))
        return self._best(before, beam[:FINALISTS], self._after(damage))

    def _lost_leads(self, before: str, letters: str) -> list[int]:
        """Return what the lost byte can be: the second byte of a false character with this reading.

        Its first byte is the second byte of the character before. The tool annotates some characters only, so those
        which it annotates elsewhere go first.
        """
        both = gbk.pair(before)
        read = [char for char in gbk.row(both[1]) if is_reading(char, letters)] if both else []
        chosen = [char for char in read if self.annotated[char]] or read
        return sorted({pair[1] for char in chosen if (pair := gbk.pair(char))})

    def _options(self, slot: Slot, reading: str | None) -> Iterator[str]:
        """Yield one, two or three characters that fit a slot; the last one has the reading, if there is any."""
        for char in self._single(slot, reading):
            if reading is None or is_reading(char, reading):
                yield char
        if slot.whole or slot.lead is None:
            return
        hidden = gbk.vanishing_pairs()
        ends = self._ends_of(slot, reading)
        hidden_after = self.hidden_after
        for first in self.by_lead.get(slot.lead, ()):
            trail = self.trails[first]
            yield from [first + last for lead, last in ends if (trail, lead) in hidden]
            for second in hidden_after.get(first, ()):
                if not ends and self._ends(second, slot, reading):
                    yield first + second
                for third in hidden_after.get(second, ()) if ends else ():
                    if (slot.trail is None or self.trails[third] == slot.trail) and self._ends(third, slot, reading):
                        yield first + second + third

    def _ends_of(self, slot: Slot, reading: str | None) -> list[tuple[int, str]]:
        """Return the characters of the document that can be the last of a slot, with their first bytes.

        None where nothing is known of the last one: then only two neighbours met elsewhere are tried.
        """
        if slot.trail is None and reading is None:
            return []
        chars = self.characters if slot.trail is None else self.by_trail.get(slot.trail, ())
        return [(both[0], char) for char in chars if self._ends(char, slot, reading) and (both := gbk.pair(char))]

    def _single(self, slot: Slot, reading: str | None) -> Iterable[str]:
        if slot.lead is None:
            return [char for char in gbk.column(slot.trail or 0) if self._is_usual(char)]
        if slot.trail is None:
            row = (char for char in gbk.row(slot.lead) if reading or self._is_usual(char))
            return [char for char in row if self._ends(char, slot, reading)]
        char = gbk.character(slot.lead, slot.trail)
        return (char,) if char else ()

    def _is_usual(self, char: str) -> bool:
        return char in self.characters or gbk.is_frequent(char)

    def _ends(self, char: str, slot: Slot, reading: str | None) -> bool:
        """Tell whether a character can be the last of a slot; a lost byte is not one that would have shown."""
        both = gbk.pair(char)
        fits = both is not None and (both[1] == slot.trail if slot.trail is not None else both[1] >= 0x80)
        return fits and (reading is None or is_reading(char, reading))

    def _prior(self, text: str, split: bool, reading: str | None) -> float:
        """Return what speaks against some characters before their neighbours are asked."""
        score = VANISHED * (len(text) - 1)
        for index, char in enumerate(text):
            explained = (split and not index) or (reading is not None and index == len(text) - 1)
            if not explained and char in self.always_annotated:
                score += UNANNOTATED
            if not self.characters[char]:
                score += UNSEEN
        return score

    def _likeliest(self, options: Iterable[str], split: bool, reading: str | None) -> list[Option]:
        """Return the ways to fill a slot: all single characters, and the most usual of the longer ones."""
        habit = self.likelihood.habit
        single, longer = [], []
        for text in set(options):
            simple = self.simple(text)
            if len(text) == 1:
                single.append((text, simple))
            else:
                longer.append((habit(simple), text, simple))
        longer.sort(reverse=True)
        chosen = single + [(text, simple) for _, text, simple in longer[:OPTIONS]]
        return [Option(text, simple, self._prior(text, split, reading)) for text, simple in chosen]

    def _extend(self, beam: list[Part], options: list[Option]) -> list[Part]:
        """Return the likeliest readings that go on with one of the options."""
        chain = self._chain
        inner = [(option, chain(option.simple[0], option.simple[1:]) + option.prior) for option in options]
        longer = [
            Part(part.score + chain(part.tail, option.simple[0]) + more, part.text + option.text, option.simple[-1])
            for part in beam
            for option, more in inner
        ]
        longer.sort(reverse=True)
        return longer

    def _chain(self, tail: str, simple: str) -> float:
        """Return how likely characters are one after another."""
        log = self.likelihood.log
        score = 0.0
        for char in simple:
            score += log(tail, char)
            tail = char
        return score

    def _after(self, damage: Damage) -> str:
        """Return the characters after a damaged place, without annotations."""
        after = self.text[damage.end : damage.end + CONTEXT]
        # the last repaired character may be annotated: put any character before it so that the pattern finds it
        return ANNOTATION.sub(r"\1", "一" + after)[1 : 1 + WORDS]

    def _best(self, before: str, beam: list[Part], after: str) -> Reading | None:
        """Return the likeliest of some readings, the words around them considered."""
        left, right = self.simple(before[-WORDS:]), self.simple(after)
        scored = []
        for score, text, tail in beam:
            words = self.likelihood.log_words(left + self.simple(text) + right)
            scored.append((CHAR_WEIGHT * (score + self._chain(tail, right[:1])) + WORD_WEIGHT * words, text))
        scored.sort(reverse=True)
        if not scored:
            return None
        best, text = scored[0]
        return Reading(self._as_printed(text), best, best - scored[1][0] if len(scored) > 1 else 99.0)

    def _as_printed(self, text: str) -> str:
        """Return full-width forms of ASCII as the document prints them elsewhere."""
        half = self.text.count(",") > self.text.count("，")
        return text.translate(FOLD) if half else text
