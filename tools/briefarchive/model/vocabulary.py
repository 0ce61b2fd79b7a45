"""The controlled vocabularies: countries, topics, people and publishers."""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..diagnostics import Span
from .dates import PartialDate
from .names import CountryCode, PersonId, PublisherId, TopicId


def find_label(labels: Mapping[str, str], *languages: str) -> str:
    """The label in the first of some languages that has one, or in its base language (`en` for `en_GB`); else empty."""
    for language in languages:
        tag = language.replace("_", "-")
        if label := labels.get(tag) or labels.get(tag.partition("-")[0]):
            return label
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time with its first and last year, month or day, as far as they are known."""

    since: PartialDate | None = None
    until: PartialDate | None = None

    def has(self, day: datetime.date) -> bool:
        """Whether *day* may lie in it: the whole of its last year, where only that is known."""
        parts = (day.year, day.month, day.day)
        begun = self.since is None or self.since.parts <= parts
        return begun and (self.until is None or parts <= self.until.last_parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, territory or group of countries.

    Attributes:
        labels: Names by language tag; that of the archive is always there.
        language: The language of the archive.
        synonyms: Other names by which it is found.
        members: Codes of a group's members, former ones among them; empty for a country.
        memberships: When each of them was a member, where the vocabulary says so.
        replaced_by: The code to use in its place, for one that nothing new shall name.
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

    def label(self, language: str = "") -> str:
        """Its name in *language*, else in that of the archive."""
        return find_label(self.labels, language, self.language, "en") or self.code

    def list_members(self, day: datetime.date) -> tuple[CountryCode, ...]:
        """The members of a group on one day, as far as the vocabulary tells."""
        periods = self.memberships
        return tuple(one for one in self.members if one not in periods or any(some.has(day) for some in periods[one]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A term of the topic tree. *parent* is the broader term, *replaced_by* the one to use in its place.

    Attributes:
        labels: Names by language tag; that of the archive is always there.
        language: The language of the archive.
        exact_match: Addresses of terms of other vocabularies that mean the same (SKOS).
        close_match: Addresses of terms that mean nearly the same.
        review: What a person should still look at.
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
    parent_span: Span | None = None

    def label(self, language: str = "") -> str:
        """Its name in *language*, else in that of the archive, else its id."""
        return find_label(self.labels, language, self.language, "en") or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who writes, compiles, edits or translates briefs: a person, or an institution.

    Attributes:
        kind: `person` or `organisation`. The name of an organisation is never taken apart.
        cited_as: The name as lists of authors have it, `Wu, Jiao`, or a body's without a comma; empty where the last
            word of *name* is the family name.
        replaced_by: Another entry for the same person, to be used instead.
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
    """What the archive says of somebody because a *source* says it: one with that key, or at that http(s) address."""

    source: str
    span: Span | None = None

    @property
    def is_address(self) -> bool:
        """Whether *source* is an address rather than a key."""
        return "://" in self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who brings sources out.

    Attributes:
        state_media: The claim that it is a medium of a state.
        review: What a person should still look at.
        listed: Whether the vocabulary has it; false for one that is made from a source's own words.
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
    listed: bool = True
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """All four vocabularies, each by id, in the order of its file.

    Attributes:
        language: The language of the archive, in which each country and topic has a label.
        unread: The names of those of which something cannot be read.
    """

    countries: Mapping[CountryCode, Country] = field(default_factory=dict)
    topics: Mapping[TopicId, Topic] = field(default_factory=dict)
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    publishers: Mapping[PublisherId, Publisher] = field(default_factory=dict)
    language: str = "en"
    unread: frozenset[str] = frozenset()

    def country_label(self, code: CountryCode) -> str:
        """The name of a country in the language of the archive; of one that is not known, its code."""
        return self.countries[code].label() if code in self.countries else code

    def topic_label(self, topic: TopicId) -> str:
        """The name of a topic in the language of the archive; of one that is not known, its id."""
        return self.topics[topic].label() if topic in self.topics else topic

    def may_have(self, name: str, term: str) -> bool:
        """Whether *term* is, or may be, in the vocabulary *name*: it is there, or something is unread."""
        return term in getattr(self, name) or name in self.unread

    @functools.cached_property
    def narrower(self) -> Mapping[TopicId | None, tuple[TopicId, ...]]:
        """The topics below each topic, in the order of the file; those without a broader term under None."""
        below: dict[TopicId | None, list[TopicId]] = {}
        for topic in self.topics.values():
            parent = topic.parent if topic.parent in self.topics else None
            below.setdefault(parent, []).append(topic.id)
        return {parent: tuple(ids) for parent, ids in below.items()}

    def broader(self, topic: TopicId) -> Iterator[TopicId]:
        """The topics above *topic*, nearest first; a cycle, which is a fault of the file, ends the walk."""
        seen = {topic}
        parent = self.topics[topic].parent if topic in self.topics else None
        while parent is not None and parent in self.topics and parent not in seen:
            yield parent
            seen.add(parent)
            parent = self.topics[parent].parent
