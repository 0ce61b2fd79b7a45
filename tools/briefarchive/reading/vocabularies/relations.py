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
_MAX_CHAIN = 100  # in a vocabulary with mistakes
_Report = Callable[..., None]
K = TypeVar("K", bound=str)
T = TypeVar("T", Country, Topic, Person)


def relate_terms(vocabulary: Vocabulary, diagnostics: list[Diagnostic]) -> Vocabulary:
    """Return the vocabulary with only known parents and successors, and without cycles."""

    def report(rule: Rule, span: Span | None, message: str, hint: str | None, new: str = "") -> None:
        place = span or Span(path="archive/vocabulary")
        diagnostics.append(rule.suggest(place, message, new, hint=hint, sure=bool(new)))

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
                hint, new = nearest.hint(topic.parent), nearest.exact(topic.parent)
                report(UnknownParent, topic.places.get("parent", topic.span), message, hint, new)
            topics[topic.id] = replace(topic, parent=None)
    for topic in list(topics.values()):
        if topic.id in _list_ancestors(topic.id, topics):
            hint = 'correct one "parent" in the circle'
            report(TopicCycle, topic.places.get("parent", topic.span), f'"{topic.id}" is its own ancestor', hint)
            topics[topic.id] = replace(topic, parent=None)
    # From the top down, since the levels below a topic without its parent are counted from there.
    for topic in sorted(topics.values(), key=lambda topic: len(_list_ancestors(topic.id, topics))):
        if len(_list_ancestors(topic.id, topics)) >= _MAX_DEPTH:
            message = f'"{topic.id}" is more than {_MAX_DEPTH} levels deep'
            hint = 'give it a "parent" nearer to the top'
            report(TopicTooDeep, topic.places.get("parent", topic.span), message, hint)
            topics[topic.id] = replace(topic, parent=None)
    return topics


def _list_ancestors(topic: TopicId, topics: Mapping[TopicId, Topic]) -> list[TopicId]:
    return _follow(topic, lambda id_: topics[id_].parent)


def _follow(start: K, find_next: Callable[[K], K | None]) -> list[K]:
    """Return the term to which *start* leads, the one to which that leads, and so on, but at most `_MAX_CHAIN`."""
    chain: list[K] = []
    following = find_next(start)
    while following is not None and len(chain) < _MAX_CHAIN:
        chain.append(following)
        following = find_next(following)
    return chain


def _check_members(vocabulary: Vocabulary, report: _Report) -> None:
    nearest = TermSearch(vocabulary, "countries")
    for country in vocabulary.countries.values():
        for number, code in enumerate(country.members):
            if not vocabulary.may_have("countries", code):
                message = f'"{code}", a member of "{country.code}", is not a country'
                report(UnknownParent, country.places.get(f"members.{number}"), message, nearest.hint(code))


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
    following: dict[K, Any] = {id_: term.replaced_by for id_, term in terms.items()}
    settled = dict(terms)
    for id_, term in terms.items():
        if term.replaced_by is None:
            continue
        last = _follow(id_, following.get)[-1]
        is_circular = following.get(last) is not None
        if is_circular:
            report(UnknownSuccessor, term.span, f'"{id_}" is replaced by itself', 'delete its "replaced_by"')
        elif last not in terms and not vocabulary.may_have(name, term.replaced_by):
            message = f'"{term.replaced_by}", which replaces "{id_}", is not in the vocabulary'
            report(UnknownSuccessor, term.span, message, Nearest(quote_names(terms)).hint(term.replaced_by))
        successor: Any = None if is_circular or last not in terms else last  # of the same vocabulary
        settled[id_] = replace(term, replaced_by=successor)
    return settled
