"""Resolves relations between terms: broader topics, members of groups, successors, and matches in other vocabularies.

Unknown and circular references are reported and removed.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ...diagnostics import Diagnostic, Rule, Span
from ...model import Country, Person, Topic, TopicId, Vocabulary
from ..nearest import Nearest, TermSearch, quote_names
from ..rules import SharedMatch, TopicCycle, TopicTooDeep, UnknownParent, UnknownSuccessor

_MAX_DEPTH = 8
_MAX_ANCESTORS = 100  # in a vocabulary with mistakes
_Report = Callable[[Rule, Span | None, str, str | None], None]
K = TypeVar("K", bound=str)
T = TypeVar("T", Country, Topic, Person)


def relate_terms(vocabulary: Vocabulary, diagnostics: list[Diagnostic]) -> Vocabulary:
    """Return the vocabulary with only known parents and successors, and without cycles."""

    def report(rule: Rule, span: Span | None, message: str, hint: str | None) -> None:
        diagnostics.append(rule.flag(span or Span(path="archive/vocabulary"), message, hint=hint))

    _check_members(vocabulary, report)
    _check_matches(vocabulary, report)
    return replace(
        vocabulary,
        countries=_resolve_successors(vocabulary, "countries", vocabulary.countries, report),
        topics=_resolve_successors(vocabulary, "topics", _resolve_parents(vocabulary, report), report),
        people=_resolve_successors(vocabulary, "people", vocabulary.people, report),
    )


def _resolve_parents(vocabulary: Vocabulary, report: _Report) -> Mapping[TopicId, Topic]:
    topics = dict(vocabulary.topics)
    nearest = TermSearch(vocabulary, "topics")
    for topic in vocabulary.topics.values():
        if topic.parent and topic.parent not in topics:
            if not vocabulary.may_have("topics", topic.parent):
                message = f'"{topic.parent}", the parent of "{topic.id}", is not a topic'
                report(UnknownParent, topic.parent_span, message, nearest.hint(topic.parent))
            topics[topic.id] = replace(topic, parent=None)
    for topic in list(topics.values()):
        if topic.id in _list_ancestors(topic, topics):
            hint = 'correct one "parent" in the circle'
            report(TopicCycle, topic.parent_span, f'"{topic.id}" is its own ancestor', hint)
            topics[topic.id] = replace(topic, parent=None)
    # From the top down, since the levels below a topic without its parent are counted from there.
    for topic in sorted(topics.values(), key=lambda topic: len(_list_ancestors(topic, topics))):
        if len(_list_ancestors(topic, topics)) >= _MAX_DEPTH:
            message = f'"{topic.id}" is more than {_MAX_DEPTH} levels deep'
            report(TopicTooDeep, topic.parent_span, message, 'give it a "parent" nearer to the top')
            topics[topic.id] = replace(topic, parent=None)
    return topics


def _list_ancestors(topic: Topic, topics: Mapping[TopicId, Topic]) -> list[TopicId]:
    """Return the parent of a topic, the parent of that, and so on, but at most `_MAX_ANCESTORS`."""
    above: list[TopicId] = []
    while topic.parent and len(above) < _MAX_ANCESTORS:
        above.append(topic.parent)
        topic = topics[topic.parent]
    return above


def _check_members(vocabulary: Vocabulary, report: _Report) -> None:
    nearest = TermSearch(vocabulary, "countries")
    for country in vocabulary.countries.values():
        for code in country.members:
            if not vocabulary.may_have("countries", code):
                message = f'"{code}", a member of "{country.code}", is not a country'
                report(UnknownParent, country.span, message, nearest.hint(code))


def _check_matches(vocabulary: Vocabulary, report: _Report) -> None:
    first: dict[str, TopicId] = {}
    for topic in vocabulary.topics.values():
        # The matches of a replaced topic belong to its successor.
        for address in topic.exact_match if topic.replaced_by is None else ():
            first_id = first.setdefault(address, topic.id)
            if first_id != topic.id or address in topic.close_match:
                conflict = f'an exact match of "{first_id}" too' if first_id != topic.id else "a close match of it too"
                message = f'"{address}", an exact match of "{topic.id}", is {conflict}'
                report(SharedMatch, topic.span, message, "keep it in one of the two")


def _resolve_successors(vocabulary: Vocabulary, name: str, terms: Mapping[K, T], report: _Report) -> dict[K, T]:
    """Return the terms of a vocabulary, with each `replaced_by` resolved to the end of its chain."""
    ends = _find_ends({id_: term.replaced_by for id_, term in terms.items()})
    settled = dict(terms)
    for id_, term in terms.items():
        if term.replaced_by is None:
            continue
        last = ends[id_]
        if last is None and not vocabulary.may_have(name, term.replaced_by):
            message = f'"{term.replaced_by}", which replaces "{id_}", is not in the vocabulary'
            report(UnknownSuccessor, term.span, message, Nearest(quote_names(terms)).hint(term.replaced_by))
        elif last == "":
            report(UnknownSuccessor, term.span, f'"{id_}" is replaced by itself', 'delete its "replaced_by"')
        successor: Any = last or None  # of the same vocabulary
        settled[id_] = replace(term, replaced_by=successor)
    return settled


def _find_ends(following: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the end of each chain of replacements; empty for a cycle, None for an unknown term."""
    ends: dict[str, str | None] = {}
    for start in following:
        way: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in following and at not in ends and at not in way:
            way[at] = None
            at = following[at]
        end = next(reversed(way)) if at is None else "" if at in way else ends.get(at)
        ends |= dict.fromkeys(way, end)
    return ends
