"""What is known beside the targets of a plan: earlier values, published changes, other areas; and which values are a target's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from lantu.cascade.keys import key_of
from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.comparing import told_as
from lantu.monitoring.series import OF_CHANGE, changing, observed_key
from lantu.monitoring.vintages import is_unreleased
from lantu.vocabulary.indicators import indicator
from lantu.vocabulary.matching import known_indicator

_BROUGHT = ("level", "annual_value", "year_to_date")
"""Components that are a published value, where the latest value is one that was computed from several."""


@dataclass(frozen=True, slots=True)
class Own:
    """The value on which a progress rests.

    Attributes:
        recorded: As it was recorded.
        told: As the target tells it: of what grows the growth, of energy intensity its reduction.
        keys: Keys under which values of the indicator are recorded.
    """

    recorded: Observation
    told: Observation
    keys: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is known beside the targets of a plan.

    Attributes:
        observations: Values in force of all subjects.
        day: The day the page speaks of; what was not published by then is marked.
        above: Subjects above, from the nearest, with their names.
        peers: Subjects of the same level, with their names.
        language: Language of the sentences.
    """

    observations: Sequence[Observation]
    day: date
    above: Sequence[tuple[str, str]] = ()
    peers: Sequence[tuple[str, str]] = ()
    language: Language | str = Language.ZH

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], Sequence[Observation]]:
        """The values by indicator and subject: sorted once, asked several times a figure."""
        found: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
        for each in self.observations:
            found[observed_key(each), each.subject].append(each)
        return found

    @cached_property
    def _changes(self) -> Mapping[tuple[str, str, str], Observation]:
        """The published changes on the year by what changed, whose it is, and the period."""
        found: dict[tuple[str, str, str], Observation] = {}
        for (key, subject), group in self._found.items():
            known = indicator(key)
            changes = [each for each in group if each.basis == "change_on_year"]
            for each in changes:
                found.setdefault((key, subject, each.period), each)
            if known is not None and known.base:
                falls = known.aspect == "reduction"
                for each in changes:
                    change = replace(each, value=-each.value) if falls else each
                    found.setdefault((known.base, subject, each.period), change)
        return found

    def own(self, row: Progress) -> Own | None:
        """Return the value on which a progress rests, or None where it is not among those known."""
        keys = _keys_of(row)
        same = [
            Own(each, told, keys)
            for each in self._recorded(keys, row.subject)
            if each.period == row.observed_on and (each.recorded_at or None) == row.recorded_at
            for told in told_as(row.indicator, keys, [each])
        ]
        published = {row.latest, *(row.components.get(name) for name in _BROUGHT)}
        multiplied = "cumulative" in row.components or "average" in row.components
        same.sort(key=lambda each: (each.told.value not in published, (each.told.basis in OF_CHANGE) != multiplied))
        return same[0] if same else None

    def alike(self, own: Own, subjects: Collection[str]) -> list[Observation]:
        """Return the values of subjects of the same indicator, told as the own one is."""
        found = [each for subject in subjects for each in self._recorded(own.keys, subject)]
        return list(told_as(own.told.indicator, own.keys, found))

    def change_of(self, own: Own) -> Observation | None:
        """Return the published change on the year before that belongs to an amount; a fall is below nought."""
        each = own.recorded
        return self._changes.get((observed_key(each), each.subject, each.period))

    def _recorded(self, keys: Collection[str], subject: str) -> Iterator[Observation]:
        """Yield the values of an indicator, and of what it is the change of."""
        for key in sorted({*keys, *(base for each in keys for base, _ in changing(each))}):
            yield from self._found.get((key, subject), ())

    @property
    def joint(self) -> str:
        """What stands between the parts of a cell."""
        return "，" if str(self.language) == Language.ZH else ", "

    def say(self, code: str, **facts: object) -> str:
        """Return a message in the language of the page."""
        return message(code, self.language, **facts)

    def mark_of(self, row: Progress) -> str:
        """Return the mark of a progress that rests on a value which was not released; empty where all were."""
        return unreleased_mark(self.language) if row.components.get("unreleased") is True else ""

    def mark(self, *rests_on: Observation | None) -> str:
        """Return the mark of what rests on values that were not published on the day; empty where all were."""
        hidden = any(each is not None and is_unreleased(each, self.day) for each in rests_on)
        return unreleased_mark(self.language) if hidden else ""


def _keys_of(row: Progress) -> frozenset[str]:
    """Return the keys under which the values of a progress are recorded: of a rise those of the level too."""
    named = known_indicator(row.indicator) if "level" in row.components else None
    levels = (named.indicator_id,) if named else ()
    return frozenset((key_of(row.indicator, row.unit), key_of(row.indicator), *levels))


def unreleased_mark(language: Language | str) -> str:
    """Return the mark behind what was not released."""
    return message("C148", language)
