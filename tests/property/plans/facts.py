"""The facts of an invented plan: what it promises, before anybody writes a sentence; all of them agree with each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st
from tests.property.plans.draft import Section, Sentence, Written, write
from tests.property.plans.words import PLANS, Measure


class Pen:
    """Draws what a plan says; one short word for each kind of choice."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def one(self, choices):
        """One of several."""
        return self.draw(st.sampled_from(choices))

    def some(self, choices, least: int, most: int):
        """Several different ones, in the order drawn."""
        chosen = self.draw(st.lists(st.sampled_from(range(len(choices))), min_size=least, max_size=most, unique=True))
        return [choices[i] for i in chosen]

    def whole(self, low: int, high: int) -> int:
        """A whole number."""
        return self.draw(st.integers(low, high))

    def maybe(self) -> bool:
        """Yes or no."""
        return self.draw(st.booleans())

    def between(self, low: Decimal, high: Decimal, places: int) -> Decimal:
        """A number with so many decimals."""
        unit = Decimal(1).scaleb(-places)
        return self.whole(int(low / unit), int(high / unit)) * unit


@dataclass
class Goal:
    """An indicator with its baseline and target, and every sentence that states one of them."""

    measure: Measure
    base: Decimal
    value: Decimal
    said_base: Sentence
    said: Sentence
    printed: str
    strives: bool = False
    row: Sentence | None = None
    again: Sentence | None = None


@dataclass
class Whole:
    """A total that its parts make up; ``closed`` when the text says that there are no others."""

    noun: str
    unit: str
    total: int
    parts: list[tuple[str, int]]
    said: Sentence
    said_parts: list[Sentence]
    closed: bool
    firm: bool = True

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence concerned, each once."""
        return list(dict.fromkeys([self.said, *self.said_parts]))


@dataclass
class Counted:
    """A list with the number that announces it."""

    announced: str
    noun: str
    members: list[str]
    sentences: list[Sentence]
    joined: str


@dataclass
class Work:
    """A named work and the sentence that says what becomes of it."""

    name: str
    said: Sentence
    year: int


@dataclass
class Duty:
    """A task and the body that answers for it."""

    what: str
    body: str
    said: Sentence


@dataclass
class Shares:
    """A structure whose shares make up the whole."""

    name: str
    shares: list[tuple[str, int]]
    sentences: list[Sentence]


@dataclass
class Growth:
    """A level that grows at a rate to another level."""

    indicator: str
    base: Decimal
    value: Decimal
    rate: Decimal
    sentences: list[Sentence]


@dataclass
class Identity:
    """Statements that an identity binds, with the one that may be spoilt."""

    sentences: list[Sentence]
    spoilt: Sentence
    printed: str
    other: str


@dataclass
class Scoped:
    """The amount of the whole city and of one county in it."""

    said: Sentence
    part: Sentence
    whole: int
    county: str


@dataclass
class Facts:
    """A whole plan: its sections, and handles on what stands in them."""

    city: str
    start: int
    style: str
    opening: list[str]
    review: Section
    goals: Section
    industry: Section
    works: Section
    people: Section
    guarantee: Section
    annexes: list[Section] = field(default_factory=list)
    targets: list[Goal] = field(default_factory=list)
    wholes: list[Whole] = field(default_factory=list)
    lists: list[Counted] = field(default_factory=list)
    built: list[Work] = field(default_factory=list)
    building: list[Work] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    shares: list[Shares] = field(default_factory=list)
    growths: list[Growth] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)
    scopes: list[Scoped] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The last year of the plan."""
        return self.start + 4

    @property
    def base(self) -> int:
        """The year before the plan."""
        return self.start - 1

    @property
    def period(self) -> str:
        """The plan's short name, as 十五五."""
        return PLANS[self.start][0]

    def write(self) -> Written:
        """Return the text of the plan as it stands now."""
        body = [self.review, self.goals, self.industry, self.works, self.people, self.guarantee, *self.annexes]
        return write(self.opening, body, self.style)
