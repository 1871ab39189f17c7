"""What governs a number from further away: its period and its modality.

A time phrase at the head of a clause governs to the full stop or to the next time phrase; a heading or a lead sentence governs
its section. 力争 before the subject governs what follows, up to the full stop or a new time phrase; after the subject it governs
its own predicate only (reference/labelling.md).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from lantu.chinese.time import TimeKind, TimeMention
from lantu.model.records import Modality

_MODAL = re.compile(
    r"(?P<strive>力争|争取|努力|力促|力求|奋力)|(?P<plan>预计|计划(?!单列|生育|经济|项目|纲要|》|”)|拟|规划(?=建设|到))"
)
_FROM_TO = re.compile(r"\d[^，。；]*[到至]$")
_JOINED = 2  # length of 力争
_GOVERNING = (TimeKind.POINT, TimeKind.SPAN)
_HEAD_FILLER = re.compile(
    r"^(?:(?:到|至|在|并|且|同时|，|通过|经过|\s)|(?:20\d\d年底?|“?十[一二三四五六]五”?(?:期间|时期|末)?))*$"
)


@dataclass(slots=True)
class Governors:
    """The time phrases and modal words of a sentence, asked by position.

    Attributes:
        times: Time phrases of the sentence in order.
        inherited: Period said by a lead sentence or heading, or None.
        sentence: The sentence.
        before: What governed the part before the semicolon, or None.
    """

    sentence: str
    times: list[TimeMention]
    clauses: list[tuple[int, int]]
    inherited: str | None = None
    before: Governors | None = None
    _modal: list[tuple[int, Modality, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the modal words and whether each stands at the head of its clause."""
        for match in _MODAL.finditer(self.sentence):
            self._modal.append((match.start(), "strive" if match["strive"] else "plan", self._is_head(match.start())))

    def time_for(self, item_start: int, number_start: int, *, compared: bool = False) -> TimeMention | None:
        """Return the time phrase that governs a number, or None.

        Args:
            item_start: Where the item of the number starts.
            number_start: Where the number starts.
            compared: True when a year beside the number is only compared with (是2020年的1.4倍).
        """
        governing = self.before.time_at_end() if self.before else None
        for mention in self.times:
            if mention.start >= number_start:
                break
            if mention.kind in (TimeKind.AGAINST, TimeKind.SINCE):
                continue
            inside = mention.start >= item_start
            if self.is_own(mention) and (compared or not inside or self._passed(mention, number_start)):
                continue
            if not inside and mention.kind is TimeKind.EVERY:
                continue
            governing = mention
        return governing

    def time_at_end(self) -> TimeMention | None:
        """Return the time phrase that governs on after a semicolon.

        It opens the whole part or is a clause by itself (…，到2027年，…；…); 到2027年某率达到95% holds for its own number.
        """
        heads = [t for t in self.times if t.kind in _GOVERNING and not self.is_own(t) and self._reaches_on(t)]
        return heads[-1] if heads else self.before.time_at_end() if self.before else None

    def is_own(self, mention: TimeMention) -> bool:
        """Tell a year that belongs to its own number only: 从2020年的…, 2020年的…."""
        return self.sentence[mention.end : mention.end + 1] == "的" or self.sentence[: mention.start].endswith(
            ("从", "由")
        )

    def _passed(self, mention: TimeMention, number_start: int) -> bool:
        """Tell whether the number that a year belongs to stands before this one: 由2025年的45%提高到48%."""
        return _FROM_TO.search(self.sentence[mention.end : number_start]) is not None

    def modality_for(self, item_start: int, number_start: int) -> Modality | None:
        """Return the modality a modal word gives to a number, or None where none governs it."""
        governing = self._modality_before(number_start)
        for position, modality, head in self._modal:
            if position >= number_start:
                break
            reset = head and any(position < t.start < number_start and t.start > position + 12 for t in self.times)
            if position >= item_start or (head and not reset):
                governing = modality
        return governing

    def _modality_before(self, number_start: int) -> Modality | None:
        """Return the modality that governs on from before the semicolon, unless a time phrase ends it."""
        if self.before is None or any(t.start < number_start and t.kind in _GOVERNING for t in self.times):
            return None
        return self.before.modality_at_end()

    def modality_at_end(self) -> Modality | None:
        """Return the modality that governs on after a semicolon.

        So far reaches only a word that opens the whole part, or one joined to a time phrase (力争到2027年，…；…).
        """
        first_clause = self.clauses[0][1] if self.clauses else 0
        for position, modality, head in reversed(self._modal):
            timed = any(0 <= t.start - position <= _JOINED for t in self.times)
            if head and (position < first_clause or timed):
                return modality
        return self._modality_before(len(self.sentence))

    def _reaches_on(self, mention: TimeMention) -> bool:
        opens = not self.clauses or mention.start < self.clauses[0][1]
        alone = self.sentence[mention.end : mention.end + 1] in ("，", "")
        return (opens or alone) and self._is_head(mention.start)

    def _is_head(self, position: int) -> bool:
        """Tell whether what stands at a position opens its clause."""
        starts = [start for start, _ in self.clauses]
        clause = self.clauses[max(0, bisect_right(starts, position) - 1)] if self.clauses else (0, 0)
        return bool(_HEAD_FILLER.match(self.sentence[clause[0] : position]))
