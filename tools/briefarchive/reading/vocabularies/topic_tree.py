"""The tree of topics, and the groups of countries, with everything in them known and no term of others taken twice."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...diagnostics import Diagnostic, Span
from ...model import Topic, TopicId, Vocabulary
from ..nearest import Nearest, country_names, topic_names
from .rules import SharedMatch, TopicCycle, TopicTooDeep, UnknownParent

_DEPTH = 8
_NOWHERE = Span(path="archive/vocabulary")


def without_faults(vocabulary: Vocabulary, found: list[Diagnostic]) -> Vocabulary:
    """The vocabulary with every parent known and no topic above itself."""
    topics = dict(vocabulary.topics)
    nearest = functools.cache(lambda: Nearest(topic_names(vocabulary.topics.values())))
    for topic in vocabulary.topics.values():
        if topic.parent and topic.parent not in topics:
            if not vocabulary.may_have("topics", topic.parent):
                message = f'"{topic.parent}", the parent of "{topic.id}", is not a topic'
                hint = nearest().hint(topic.parent)
                found.append(UnknownParent.at(topic.parent_span or _NOWHERE, message, hint=hint))
            topics[topic.id] = replace(topic, parent=None)
    for topic in [topics[first] for first in _circles(topics)]:
        span = topic.parent_span or _NOWHERE
        found.append(TopicCycle.at(span, f'"{topic.id}" is above itself', hint='mend one "parent" of the circle'))
        topics[topic.id] = replace(topic, parent=None)
    for topic in [topics[deep] for deep in _too_deep(topics)]:
        message = f'"{topic.id}" stands more than {_DEPTH} levels deep'
        found.append(
            TopicTooDeep.at(topic.parent_span or _NOWHERE, message, hint='give it a "parent" nearer to the top')
        )
        topics[topic.id] = replace(topic, parent=None)
    _check_members(vocabulary, found)
    _check_matches(vocabulary, found)
    return replace(vocabulary, topics=topics)


def _check_members(vocabulary: Vocabulary, found: list[Diagnostic]) -> None:
    nearest = functools.cache(lambda: Nearest(country_names(vocabulary.countries.values())))
    for country in vocabulary.countries.values():
        for code in country.members:
            if not vocabulary.may_have("countries", code):
                message = f'"{code}", a member of "{country.code}", is not a country'
                found.append(UnknownParent.at(country.span or _NOWHERE, message, hint=nearest().hint(code)))


def _check_matches(vocabulary: Vocabulary, found: list[Diagnostic]) -> None:
    first: dict[str, TopicId] = {}
    for topic in vocabulary.topics.values():
        if topic.replaced_by is not None:  # what it meant has gone over to the one that replaces it
            continue
        for address in topic.exact_match:
            other = first.setdefault(address, topic.id)
            if other != topic.id or address in topic.close_match:
                what = f'an exact match of "{other}" too' if other != topic.id else "a close match of it too"
                message = f'"{address}", an exact match of "{topic.id}", is {what}'
                found.append(SharedMatch.at(topic.span or _NOWHERE, message, hint="keep it in one of the two"))


def _circles(topics: Mapping[TopicId, Topic]) -> Iterator[TopicId]:
    """Of each circle of topics, the one that stands first in the file; each topic is looked at once."""
    order = {topic: number for number, topic in enumerate(topics)}
    seen: set[TopicId] = set()
    for start in topics:
        walk: list[TopicId] = []
        at: TopicId | None = start
        while at is not None and at not in seen:
            seen.add(at)
            walk.append(at)
            at = topics[at].parent
        if at in walk:
            yield min(walk[walk.index(at) :], key=order.__getitem__)


def _too_deep(topics: Mapping[TopicId, Topic]) -> Iterator[TopicId]:
    """The topics on the first level that is too deep; what is below each of them is counted from there anew."""
    levels: dict[TopicId, int] = {}
    for start in topics:
        walk: list[Topic] = []
        at: TopicId | None = start
        while at is not None and at not in levels:
            walk.append(topics[at])
            at = topics[at].parent
        for topic in reversed(walk):
            level = levels[topic.parent] + 1 if topic.parent else 1
            if level > _DEPTH:
                yield topic.id
            levels[topic.id] = level if level <= _DEPTH else 1
