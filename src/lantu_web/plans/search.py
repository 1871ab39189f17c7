"""Search in Chinese over everything the viewer may see: what was found, and the words in which it was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, QuerySet, When
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from lantu_web.pages.moment import Moment
from lantu_web.pages.navigation import address_of
from lantu_web.pages.words import word
from lantu_web.plans.desk import as_of, item_of, searchable
from lantu_web.plans.models import Record, Version
from lantu_web.plans.queries import concerning, versions_seen
from lantu_web.plans.registering import as_registered
from lantu_web.plans.tables import kind_of, kind_word, title_of

SHOWN, AROUND = 30, 36
_ITEMS_FIRST = Case(When(type="passage", then=1), default=0)
TYPES = ("statement", "task", "project", "list", "passage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found.

    Attributes:
        record: Its row, with version and plan.
        kind: Kind by which it is coloured.
        address: Its page; of a passage the place in the text.
        title: How it is called.
        words: The stretch of the text in which the words stand, these marked.
    """

    record: Record
    kind: str
    address: str
    title: str
    words: SafeString

    @property
    def kind_word(self) -> str:
        """What its kind is called."""
        return kind_word(self.record)

    @property
    def level_word(self) -> str:
        """Who may see it, in words."""
        return word(f"pages.level_{self.record.version.level}")


def searched(viewer: Any, wanted: str, moment: datetime | None, type_: str = "") -> QuerySet[Record]:
    """Return the items of all versions a viewer may see that contain some words, newest versions first.

    Words parted by white space must all be there.
    """
    terms = [term for term in map(searchable, wanted.split()) if term]
    if not terms:
        return Record.objects.none()
    rows = as_of(Record.objects.filter(_seen(viewer)), moment)
    for term in terms:
        rows = rows.filter(search__contains=term)
    rows = rows.filter(type=type_) if type_ in TYPES else rows.filter(type__in=TYPES)
    return (
        rows.select_related("version__plan")
        .defer("version__text", "version__blocks")
        .order_by("-version_id", _ITEMS_FIRST, "start", "id")
    )


def _seen(viewer: Any) -> Q:
    versions = list(versions_seen(viewer).defer("text", "blocks"))
    whole = [each.pk for each in versions if viewer.has_perm("plans.see_whole_version", each)]
    partly = [each.pk for each in versions if each.pk not in set(whole)]
    return Q(version__in=whole) | (Q(version__in=partly) & concerning(viewer))


def page_of(rows: QuerySet[Record], number: str | None, wanted: str, moment: Moment) -> tuple[Page, list[Hit]]:
    """Return a page of what was found at a moment, each with the words in which it was found."""
    page = Paginator(rows, SHOWN).get_page(number)
    terms = [term for term in map(searchable, wanted.split()) if term]
    texts = _texts(page.object_list)
    as_registered([row.version.plan for row in page.object_list], moment.at)
    return page, [_hit(row, texts[row.version_id], terms, moment.query) for row in page.object_list]


def _texts(rows: Any) -> dict[int, str]:
    return dict(Version.objects.filter(pk__in={row.version_id for row in rows}).values_list("pk", "text"))


def _hit(record: Record, text: str, terms: list[str], keep: str) -> Hit:
    printed = text[record.start or 0 : record.end or 0]
    page = "plans:place" if record.type == "passage" else "plans:item"
    title = title_of(item_of(record))
    return Hit(
        record=record,
        kind=kind_of(record),
        address=address_of(page, record.version_id, record.item) + keep,
        title=title if title != record.item else record.passage or word("plans.type_passage"),
        words=snippet(printed, terms),
    )


def snippet(printed: str, terms: list[str]) -> SafeString:
    """Return the stretch of a text around the first of some words, every one of them marked.

    The text is compared as search compares it; what is shown is what is printed.
    """
    letters = [(letter, place) for place, printed_one in enumerate(printed) for letter in searchable(printed_one)]
    plain = "".join(letter for letter, _ in letters)
    spans = sorted(_spans(plain, terms, [place for _, place in letters]))
    first = spans[0][0] if spans else 0
    start = max(0, first - AROUND)
    end = min(len(printed), max(first + 2 * AROUND, start + 3 * AROUND))
    pieces, upto = [escape("…" if start else "")], start
    for left, right in spans:
        if left < upto or right > end:
            continue
        pieces.append(format_html("{}<mark>{}</mark>", printed[upto:left], printed[left:right]))
        upto = right
    pieces.append(escape(printed[upto:end] + ("…" if end < len(printed) else "")))
    return SafeString("".join(pieces))


def _spans(plain: str, terms: list[str], places: list[int]) -> list[tuple[int, int]]:
    found = []
    for term in terms:
        at = plain.find(term)
        while at >= 0:
            found.append((places[at], places[at + len(term) - 1] + 1))
            at = plain.find(term, at + len(term))
    return found
