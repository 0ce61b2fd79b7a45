"""The controlled vocabularies: countries, topics, people and publishers."""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..diagnostics import Span
from .dates import PartialDate
from .names import CountryCode, PersonId, PublisherId, TopicId


def find_label(labels: Mapping[str, str], *languages: str) -> str:
    """Return the label in the first language, or its base language (`en` for `en_GB`), that has one; else empty."""
    for language in languages:
        tag = language.replace("_", "-")
        if label := labels.get(tag) or labels.get(tag.partition("-")[0]):
            return label
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period from a first to a last year, month or day, as far as they are known."""

    since: PartialDate | None = None
    until: PartialDate | None = None

    def has(self, day: datetime.date) -> bool:
        """Return whether *day* may be in it: any day of its last year, if only that is known."""
        parts = (day.year, day.month, day.day)
        begun = self.since is None or self.since.parts <= parts
        return begun and (self.until is None or parts <= self.until.last_parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, territory or group of countries.

    Attributes:
        labels: Names by language tag; that of the archive is always there.
        language: The language of the archive.
        synonyms: Other names for the search.
        members: Codes of a group's members, former ones included; empty for a country.
        memberships: Periods of membership, if the vocabulary gives them.
        replaced_by: For a deprecated code, the one to use instead.
        places: The place of each value in the file, by its dotted path (`members.0`).
    """

    code: CountryCode
    labels: Mapping[str, str]
    language: str = "en"
    synonyms: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    members: tuple[CountryCode, ...] = ()
    memberships: Mapping[CountryCode, tuple[Period, ...]] = field(default_factory=dict)
    replaced_by: CountryCode | None = None
    note: str = ""
    span: Span | None = None
    places: Mapping[str, Span] = field(default_factory=dict)

    def label(self, language: str = "") -> str:
        """Return its name in *language*, else in that of the archive."""
        return find_label(self.labels, language, self.language, "en") or self.code

    def list_members(self, day: datetime.date) -> tuple[CountryCode, ...]:
        """Return the members of a group on a day, as far as the vocabulary says."""
        periods = self.memberships
        return tuple(
            code for code in self.members if code not in periods or any(period.has(day) for period in periods[code])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A term of the topic tree. *parent* is the broader term, *replaced_by* the one to use instead.

    Attributes:
        labels: Names by language tag; that of the archive is always there.
        language: The language of the archive.
        exact_match: URIs of terms in other vocabularies that mean the same (SKOS).
        close_match: URIs of terms that mean nearly the same.
        review: What a person should still check.
    """

    id: TopicId
    labels: Mapping[str, str]
    language: str = "en"
    parent: TopicId | None = None
    synonyms: tuple[str, ...] = ()
    exact_match: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    replaced_by: TopicId | None = None
    review: tuple[str, ...] = ()
    note: str = ""
    span: Span | None = None
    places: Mapping[str, Span] = field(default_factory=dict)

    def label(self, language: str = "") -> str:
        """Return its name in *language*, else in that of the archive, else its id."""
        return find_label(self.labels, language, self.language, "en") or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person or institution that writes, compiles, edits or translates briefs.

    Attributes:
        kind: `person` or `organisation`. The name of an organisation is never split.
        cited_as: The name as in lists of authors: `Wu, Jiao`, or an organisation's without a comma; empty if the last
            word of *name* is the family name.
        replaced_by: Another entry for the same person, to use instead.
    """

    id: PersonId
    name: str
    kind: str = "person"
    cited_as: str = ""
    orcid: str = ""
    url: str = ""
    replaced_by: PersonId | None = None
    note: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim about somebody, with the key or http(s) address of the *source* that makes it."""

    source: str
    span: Span | None = None

    @property
    def is_address(self) -> bool:
        """Whether *source* is an address rather than a key."""
        return "://" in self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher of sources.

    Attributes:
        state_media: The claim that it is state media.
        review: What a person should still check.
        is_listed: Whether the vocabulary has it; false for one made from a source's own words.
    """

    id: PublisherId
    name: str
    kind: str = ""
    country: CountryCode | None = None
    language: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""
    state_media: Claim | None = None
    review: tuple[str, ...] = ()
    note: str = ""
    is_listed: bool = True
    span: Span | None = None
    places: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """All four vocabularies, each by id, in file order.

    Attributes:
        language: The language of the archive, in which each country and topic has a label.
        unread: Names of vocabularies that could not be read completely.
    """

    countries: Mapping[CountryCode, Country] = field(default_factory=dict)
    topics: Mapping[TopicId, Topic] = field(default_factory=dict)
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    publishers: Mapping[PublisherId, Publisher] = field(default_factory=dict)
    language: str = "en"
    unread: frozenset[str] = frozenset()

    def country_label(self, code: CountryCode) -> str:
        """Return the name of a country in the language of the archive; for an unknown one, its code."""
        return self.countries[code].label() if code in self.countries else code

    def topic_label(self, topic: TopicId) -> str:
        """Return the name of a topic in the language of the archive; for an unknown one, its id."""
        return self.topics[topic].label() if topic in self.topics else topic

    def may_have(self, name: str, term: str) -> bool:
        """Return whether *term* is in the vocabulary *name*, or may be in a part that could not be read."""
        return term in getattr(self, name) or name in self.unread

    @functools.cached_property
    def narrower(self) -> Mapping[TopicId | None, tuple[TopicId, ...]]:
        """The topics below each topic, in file order; top-level ones under None."""
        below: dict[TopicId | None, list[TopicId]] = {}
        for topic in self.topics.values():
            parent = topic.parent if topic.parent in self.topics else None
            below.setdefault(parent, []).append(topic.id)
        return {parent: tuple(ids) for parent, ids in below.items()}

    def broader(self, topic: TopicId) -> Iterator[TopicId]:
        """Yield the topics above *topic*, nearest first, stopping at a cycle (a mistake in the file)."""
        visited = {topic}
        parent = self.topics[topic].parent if topic in self.topics else None
        while parent is not None and parent in self.topics and parent not in visited:
            yield parent
            visited.add(parent)
            parent = self.topics[parent].parent
