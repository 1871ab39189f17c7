"""Nearly the same words in two places, and the small difference turns the meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from typing_extensions import override

from lantu.chinese.numerals import parse_numeral
from lantu.model.findings import Finding, Held, PlanSpan
from lantu.model.records import NamedList
from lantu.review.formulas import differing, formulas_of
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.sharing_lists import one_apart
from lantu.review.wording import Words
from lantu.vocabulary.wording import meaning_of, pattern_of

_SHORTEST = 9  # characters of a phrase that two places hardly share by chance
_SHORTEST_NOUN = 4  # 三大工程 and 十大工程 are two sets; 六大产业集群 and 五大产业集群 hardly
_SLOGAN = re.compile(r"“(?P<words>[\u4e00-\u9fff]{5,14})”")
_NUMERAL = re.compile(r"[一二两三四五六七八九十百]")
_SAME_ACT = frozenset("进动促推做建")
_NUMBER = r"(?P<number>[二两三四五六七八九]|十[一二三四五六七八九]?|\d{1,2})"
_SET = re.compile(rf"(?<![\d.第]){_NUMBER}大")
_COUNTED = re.compile(r"[\u4e00-\u9fff]*数")
_BEFORE_SET = re.compile(r"(?:等|其他|另外|其余|其中|前|后|新增|第)$")


class _Place(NamedTuple):
    """A phrase with one word taken out."""

    word: str
    clause: Words


class PossibleSlip(Rule):
    """Nearly the same words in two places, and the small difference turns the meaning.

    Four kinds: a phrase of some length comes back with one character changed, or one word turned into another that excludes it (提高, 降低; 省级, 县级);
    a named set comes back with another number (六大产业集群, 五大产业集群); a list comes back with other members; the directions in which
    the city grows (北通、南优、中提) are told otherwise. All are notes: two things may be meant.
    """

    name = "possible-slip"
    title = "F211"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        yield from self._turned(reviewed)
        yield from self._slogans(reviewed)
        yield from self._counted(reviewed)
        yield from self._listed(reviewed)
        yield from self._directions(reviewed)
        for first, other, lacking, added in one_apart(reviewed.wording):
            spans = [_span(reviewed, each.sentence) for each in (first, other)]
            yield self.finding("note", "F156", spans, first=lacking, second=added)

    def _turned(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the phrases that come back with one character or one word turned."""
        clauses = [c for c in reviewed.wording.clauses if c.passage.kind != "table" and len(c.text) >= _SHORTEST]
        told = set()
        for first, other in (*_one_word_apart(clauses), *_one_character_apart(clauses)):
            pair = first.clause.start, other.clause.start
            if pair not in told and not _alike(first.word, other.word) and _apart(reviewed, first.clause, other.clause):
                told.add(pair)
                spans = [_span(reviewed, place.clause) for place in (first, other)]
                yield self.finding("note", "F145", spans, first=first.word, second=other.word)

    def _slogans(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the slogans in quotation marks that come back with another number (“一核两翼三带”, “一核两翼四带”)."""
        said: dict[str, tuple[str, Words]] = {}
        for sentence in reviewed.wording.sentences:
            for match in _SLOGAN.finditer(sentence.text):
                first = said.setdefault(_NUMERAL.sub("＃", match["words"]), (match["words"], sentence))
                if first[0] != match["words"]:
                    spans = [_span(reviewed, each) for each in (first[1], sentence)]
                    yield self.finding("note", "F145", spans, first=first[0], second=match["words"])

    def _counted(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the named sets that come back with another number."""
        nouns = {each.noun for each in reviewed.plan.lists if not each.open and len(each.noun) >= _SHORTEST_NOUN}
        for noun, said in sorted(_numbers_of(reviewed, nouns).items()):
            if len(said) > 1:
                (first, one), (second, other) = list(said.items())[:2]
                spans = [_span(reviewed, each) for each in (*one, *other)]
                yield self.finding("note", "F146", spans, noun=noun, first=first, second=second)

    def _listed(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the lists of one noun and number that name other members elsewhere."""
        lists: defaultdict[tuple[str, int], list[NamedList]] = defaultdict(list)
        for each in reviewed.plan.lists:
            if not each.open and len(each.members) == each.announced > 2:
                lists[each.noun, each.announced].append(each)
        for sharing in lists.values():
            for other in sharing[1:]:
                first, second = _members(sharing[0]), _members(other)
                missing, added = sorted(first - second), sorted(second - first)
                if missing and len(missing) * 2 <= len(first):
                    spans = [reviewed.span(each) for each in (sharing[0], other)]
                    facts = {"first": "、".join(missing), "second": "、".join(added)}
                    yield self.finding("note", "F147", spans, noun=other.noun, **facts)

    def _directions(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the formulas of directions that differ from the first."""
        told = list(formulas_of(reviewed.wording))
        for other in told[1:]:
            places = differing(told[0], other)
            if places and told[0].sentence is not other.sentence:
                spans = [_span(reviewed, each.sentence) for each in (told[0], other)]
                facts = {"first": told[0].printed, "second": other.printed, "places": "、".join(places)}
                yield self.finding("note", "F149", spans, **facts)


def _numbers_of(reviewed: Reviewed, nouns: Iterable[str]) -> dict[str, dict[int, list[Words]]]:
    """Return for each noun the numbers it comes with (六大产业集群), each with its sentences; the text is walked once, whatever the number of nouns."""
    text = reviewed.wording.text
    found: defaultdict[str, defaultdict[int, list[Words]]] = defaultdict(lambda: defaultdict(list))
    for match in _SET.finditer(text):
        number, sentence = parse_numeral(match["number"]), reviewed.wording.sentence_at(match.start())
        if number is None or sentence is None or _BEFORE_SET.search(text[max(0, match.start() - 3) : match.start()]):
            continue
        for noun in nouns:
            if text.startswith(noun, match.end()) and not _COUNTED.match(text, match.end() + len(noun)):
                found[noun][int(number)].append(sentence)
    return {noun: dict(said) for noun, said in found.items()}


def _one_word_apart(clauses: Sequence[Words]) -> Iterator[tuple[_Place, _Place]]:
    """Yield the phrases that are the same but for one of two words of which one excludes the other."""
    phrases: dict[tuple[str, str, str], _Place] = {}
    for clause in clauses:
        for match in _alternatives().finditer(clause.text):
            group = meaning_of("alternative", match[0]) or ""
            place = _Place(match[0], clause)
            first = phrases.setdefault((group, clause.text[: match.start()], clause.text[match.end() :]), place)
            if first.word != place.word:
                yield first, place


def _one_character_apart(clauses: Sequence[Words]) -> Iterator[tuple[_Place, _Place]]:
    """Yield the long phrases that are the same but for one character: one of their halves is the same."""
    halves: defaultdict[tuple[int, str, str], list[Words]] = defaultdict(list)
    for clause in clauses:
        length, half = len(clause.text), len(clause.text) // 2
        if length <= _SHORTEST:
            continue
        for key in ((length, clause.text[:half], ""), (length, "", clause.text[half:])):
            for other in halves[key]:
                differing = [i for i in range(length) if clause.text[i] != other.text[i]]
                if len(differing) == 1:
                    yield _Place(other.text[differing[0]], other), _Place(clause.text[differing[0]], clause)
            if not any(clause.text == other.text for other in halves[key]):
                halves[key].append(clause)


def _alike(first: str, second: str) -> bool:
    """Tell whether a difference says nothing: digits are the affair of other rules, 推进 and 促进 mean one thing."""
    return (first in _SAME_ACT and second in _SAME_ACT) or first.isdigit() or second.isdigit()


@cache
def _alternatives() -> re.Pattern[str]:
    return re.compile(pattern_of("alternative"))


def _members(each: NamedList) -> set[str]:
    """Return the members of a list without the noun they share."""
    return {re.sub(r"[“”]", "", member.removesuffix(each.noun)) for member in each.members}


def _apart(reviewed: Reviewed, first: Words, other: Words) -> bool:
    """Tell whether two phrases stand in different sentences: side by side they are meant to differ."""
    one, two = (reviewed.wording.sentence_at(each.start) for each in (first, other))
    return one is not two


def _span(reviewed: Reviewed, words: Words) -> PlanSpan:
    return reviewed.span(reviewed.wording.span(words.start, words.start + len(words.text)))
