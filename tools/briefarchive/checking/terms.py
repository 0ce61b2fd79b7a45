"""Rules of family V: countries, topics, people and publishers that the vocabularies do not know."""

import functools
from collections import defaultdict
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity, Span
from ..model import Archive, Brief, PublisherId, Topic
from ..model.register import Register
from ..model.slugs import slug
from ..reading.nearest import Nearest, country_names, person_names, plain, topic_names
from .rule import ArchiveRule


def _uses(archive: Archive, field: str, role: str) -> Iterator[tuple[str, Span]]:
    """Every term that a field of the front matter lists, and every one that a role in a text names."""
    for brief in archive.briefs.values():
        for number, term in enumerate(_terms(brief, field)):
            yield term, brief.place(field, number)
    for text in archive.texts:
        yield from ((ref.target, ref.span) for ref in text.references if ref.role == role)


def _unknown(archive: Archive, vocabulary: str, field: str, role: str) -> list[tuple[str, Span]]:
    may_have = functools.partial(archive.vocabulary.may_have, vocabulary)
    return [(term, span) for term, span in _uses(archive, field, role) if not may_have(term)]


def _terms(brief: Brief, field: str) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(brief, field, ())
    return values


class UnknownCountry(ArchiveRule):
    """A country's code is not in ISO 3166-1 and not in `vocabulary/countries.yaml`.

    Codes have two capital letters: `CN`, `RU`, `GB`. A group of countries, such as the European Union, has a code of
    the vocabulary: `EU`.
    """

    code = "V201"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = _unknown(archive, "countries", "countries", "country")
        nearest = Nearest(country_names(archive.vocabulary.countries.values()) if unknown else ())
        for term, span in unknown:
            yield cls.at(span, f'unknown country code "{term}"', hint=nearest.hint(term))


class UnknownTopic(ArchiveRule):
    """A topic is not in `vocabulary/topics.yaml`. Take the nearest there is, or add the topic in the same change."""

    code = "V202"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = _unknown(archive, "topics", "topics", "topic")
        nearest = Nearest(topic_names(archive.vocabulary.topics.values()) if unknown else ())
        for term, span in unknown:
            yield cls.at(span, f'unknown topic "{term}"', hint=nearest.hint(term) or "add it to topics.yaml")


class UnknownPerson(ArchiveRule):
    """A compiler is not in `vocabulary/people.yaml`. Add the person there, with the name that readers shall see."""

    code = "V203"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = _unknown(archive, "people", "compilers", "person")
        nearest = Nearest(person_names(archive.vocabulary.people.values()) if unknown else ())
        for term, span in unknown:
            yield cls.at(span, f'unknown person "{term}"', hint=nearest.hint(term) or "add them to people.yaml")


class UnlistedPublisher(ArchiveRule):
    """A source's publisher is not in `vocabulary/publishers.yaml`.

    It gets a page of its own all the same, made from the name. An entry in the vocabulary gives it a kind, a country
    and other spellings of its name.
    """

    code = "V204"
    severity = Severity.NOTICE

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        publishers = archive.vocabulary.publishers
        listed = [publisher for publisher in publishers.values() if publisher.listed]
        nearest = Nearest(plain(name for one in listed for name in (one.name, *one.aliases)))
        seen = set()
        for source in archive.sources.values():
            publisher = publishers.get(source.publisher) if source.publisher else None
            if publisher is None or publisher.listed or publisher.id in seen:
                continue
            seen.add(publisher.id)
            hint = nearest.hint(publisher.name) or "add it to publishers.yaml"
            message = f'the publisher "{publisher.name}" is not in the vocabulary'
            yield cls.at(source.places.get("publisher", source.span), message, hint=hint)


class UnknownPublisher(ArchiveRule):
    """A text names a publisher that no source and no vocabulary has."""

    code = "V205"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = _unknown(archive, "publishers", "", "publisher")
        nearest = Nearest(plain(archive.vocabulary.publishers) if unknown else ())
        for term, span in unknown:
            yield cls.at(span, f'unknown publisher "{term}"', hint=nearest.hint(term))


class SharedAddress(ArchiveRule):
    """Two publishers that are in no vocabulary have names of which the same address is made.

    The one that is read first has it, and the other a number: `foo-news-2`. Enter both in `publishers.yaml`, or one as
    an alias of the other.
    """

    code = "V207"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        named: dict[str, set[PublisherId]] = defaultdict(set)
        unlisted = {one.id: one for one in archive.vocabulary.publishers.values() if not one.listed}
        for publisher in archive.vocabulary.publishers.values():
            named[slug(publisher.name) if publisher.id in unlisted else publisher.id].add(publisher.id)
        shared = {one for ids in named.values() if len(ids) > 1 for one in ids}
        seen: set[PublisherId] = set()
        for source in archive.sources.values():
            publisher_id = source.publisher
            if publisher_id in shared and publisher_id in unlisted and publisher_id not in seen:
                seen.add(publisher_id)
                message = f'of the publisher "{source.publisher_name}" another one\'s address would be made'
                span = source.places.get("publisher", source.span)
                yield cls.at(span, message, hint="enter both in publishers.yaml")


class SharedLabel(ArchiveRule):
    """Two topics share a label or a synonym, be it in capitals or small letters, so that the word could mean either.

    Keep it with the one that it fits best, and make the other's label plainer.
    """

    code = "V206"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        names: Register[Topic] = Register()
        for topic in archive.vocabulary.topics.values():
            for name in (*topic.labels.values(), *topic.synonyms):
                first = names.claim(name, topic)
                if first is not topic and topic.span:
                    message = f'"{name}" of "{topic.id}" is a name of "{first.id}" too'
                    yield cls.at(topic.span, message, hint="keep it in one of the two entries")


RULES: tuple[type[ArchiveRule], ...] = (
    UnknownCountry,
    UnknownTopic,
    UnknownPerson,
    UnlistedPublisher,
    UnknownPublisher,
    SharedAddress,
    SharedLabel,
)
