"""The whole plan in one picture by status, the targets that matter most, and what changed since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lantu.model.progress import Progress
from lantu.monitoring.changes import Aspect, Moved, compare
from lantu.monitoring.changes import said as change_said
from lantu.monitoring.missing import STATES
from lantu.reporting.charts import Part, tree_map
from lantu.vocabulary.schemes import Scheme
from lantu_web.pages.charts import Drawn
from lantu_web.pages.words import language, word
from lantu_web.progress.queries import Stood
from lantu_web.progress.told import Told, told

MATTER, BEHIND = 10, 1
NO_STATUS, NO_SIGN = "grey", "○"
TOLD: tuple[Aspect, ...] = ("latest", "target_value", "baseline", "state", "status")
"""What is told of a target that moved, unless nothing else of it did."""
NOBODY = "-"
"""What the page of targets without chapter or body is addressed by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many targets have a status, or none for one reason."""

    name: str
    sign: str
    colour: str
    count: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Targets of one chapter or body.

    Attributes:
        key: What its page is addressed by: number of the chapter, name of the body, ``-`` for none.
        name: Its name.
        cells: Its targets, the worst first, those without a status last.
        counts: In words, from worse to better.
        query: What narrows the table to it.
    """

    key: str
    name: str
    cells: Sequence[Told]
    counts: str
    query: str

    @property
    def judged(self) -> list[Told]:
        """Its targets that have a status."""
        return [each for each in self.cells if each.status]

    @property
    def silent(self) -> list[Told]:
        """Its targets that have none, for whatever reason."""
        return [each for each in self.cells if not each.status]


def own_rows(stood: Stood, keep: str = "") -> list[Told]:
    """Return the rows of the plan's own area, in the order of the plan."""
    return told_rows(stood, keep, subject="")


def told_rows(stood: Stood, keep: str = "", **narrow: object) -> list[Told]:
    """Return rows in the order of the plan, narrowed by columns."""
    return list(told(stood, stood.rows(**narrow), keep))


def counts_of(rows: Iterable[Told], scheme: Scheme) -> list[Count]:
    """Return how many have each status, from worse to better, then why others have none."""
    return tallied(Counter((each.row.status, each.row.state) for each in rows), scheme)


def tallied(held: Mapping[tuple[str, str], int], scheme: Scheme) -> list[Count]:
    """Return how many have each status, from worse to better, then why others have none.

    Args:
        held: How many there are of each status and state.
        scheme: The scheme of the statuses.
    """
    judged = [
        Count(
            name=each.name(language.get()),
            sign=each.symbol,
            colour=each.colour,
            count=sum(count for (status, _), count in held.items() if status == each.key),
            query=f"sign={each.key}",
        )
        for each in sorted(scheme.statuses, key=lambda each: each.rank)
    ]
    others = [
        Count(
            name=word(f"progress.state_{state}"),
            sign=NO_SIGN,
            colour=NO_STATUS,
            count=sum(count for (status, other), count in held.items() if not status and other == state),
            query=f"state={state}",
        )
        for state in dict.fromkeys(state for status, state in held if not status)
    ]
    return [*judged, *others]


def groups_of(rows: Sequence[Told], scheme: Scheme, by: str) -> list[Group]:
    """Return the targets by chapter or body, in the order of the plan, those that belong to none last.

    Args:
        rows: The targets.
        scheme: Their scheme.
        by: ``chapter`` or ``body``.
    """
    name: Callable[[Told], str] = (lambda each: each.row.body) if by == "body" else (lambda each: each.row.chapter)
    found: dict[str, list[Told]] = {}
    for each in rows:
        found.setdefault(name(each), []).append(each)
    return [_group(key, found[key], scheme, by) for key in sorted(found, key=lambda key: not key)]


def _group(key: str, members: list[Told], scheme: Scheme, by: str) -> Group:
    title = members[0].chapter if by == "chapter" else key
    return Group(
        key=key or NOBODY,
        name=title or word(f"progress.no_{by}"),
        cells=worst_first(members),
        counts=counts_said(members, scheme),
        query=f"{by}={key}",
    )


def worst_first(rows: Iterable[Told]) -> list[Told]:
    """Return rows with the worst status first, those without one last."""
    return sorted(rows, key=lambda each: (each.row.rank is None, each.row.rank or 0, each.row.place))


def counts_said(rows: Sequence[Told], scheme: Scheme) -> str:
    """Return how many have each status, in words."""
    return word("progress.joint").join(f"{each.name} {each.count}" for each in counts_of(rows, scheme) if each.count)


def picture_of(groups: Iterable[Group], scheme: Scheme) -> Drawn:
    """Return the tree map of groups, each cut by status; a status without a colour of its own shares one."""
    statuses = sorted(scheme.statuses, key=lambda each: each.rank)
    words: dict[str, str] = {each.colour: f"{each.symbol} {each.name(language.get())}" for each in statuses}
    words[NO_STATUS] = word("progress.no_status")
    rows = [
        (group, {colour: sum(each.colour == colour for each in group.cells) for colour in words}) for group in groups
    ]
    parts = [Part(name=group.name, sizes=sizes) for group, sizes in rows]
    signs = {each.colour: each.symbol for each in statuses} | {NO_STATUS: NO_SIGN}
    return Drawn(
        name="standing",
        title=word("progress.picture"),
        draw=lambda: tree_map(parts, words, signs=signs),
        heads=[word("progress.group"), *words.values()],
        rows=[(group.name, *sizes.values()) for group, sizes in rows],
    )


def matter(rows: Iterable[Told]) -> list[Told]:
    """Return the targets that matter most: binding first, then the worse, then those farther behind."""
    behind = [each for each in rows if each.row.rank is not None and each.row.rank <= BEHIND]
    order = sorted(behind, key=lambda each: (not each.row.binding, each.row.rank, -(each.row.gap or 0), each.row.place))
    return order[:MATTER]


def changed(before: Iterable[Progress], after: Iterable[Progress], scheme: Scheme) -> list[tuple[Moved, str]]:
    """Return what changed between two standings, each in a sentence."""

    def words(value: object) -> str:
        status = scheme.status(value) if isinstance(value, str) else None
        if status is not None:
            return status.name(language.get())
        if value in ("computed", *STATES):
            return word(f"progress.state_{value}")
        return "—" if value is None else str(value)

    return [(each, change_said(_brief(each), language.get(), words)) for each in compare(before, after)]


def _brief(moved: Moved) -> Moved:
    """Return a move without what follows from the rest of it; what each target lacks and needs stands on its page."""
    told = [each for each in moved.changes if each.aspect in TOLD]
    if any(each.aspect == "status" for each in told):
        told = [each for each in told if each.aspect != "state"]
    return replace(moved, changes=tuple(told)) if told else moved
