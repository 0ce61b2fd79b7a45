"""Rules of family V: countries, topics, people and publishers that the vocabularies do not know."""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from ..diagnostics import Diagnostic, Replacement, Severity, Span
from ..model import Archive, Brief, Publisher, PublisherId
from ..model.register import Register
from ..model.slugs import slug
from ..reading.front_matter.writer import scalar
from ..reading.nearest import Nearest, country_names, person_names, plain, topic_names
from ..reading.vocabularies.publishers import folded as folded_publisher
from ..reading.vocabularies.relations import Term
from ..reading.vocabularies.term_search import (
    TermSearch,
    UnknownTermError,
    search_countries,
    search_people,
    search_topics,
)
from .rule import ArchiveRule
from .spelling import Slips

K = TypeVar("K", bound=str)
T = TypeVar("T", bound=Term)


class _Vocabulary(NamedTuple):
    """One of the vocabularies: its name, and the fields and the role that name its terms."""

    name: str
    fields: tuple[str, ...]
    role: str


_COUNTRIES = _Vocabulary("countries", ("countries",), "country")
_TOPICS = _Vocabulary("topics", ("topics",), "topic")
_PEOPLE = _Vocabulary("people", ("authors", "compilers", "editors", "translators"), "person")
_PUBLISHERS = _Vocabulary("publishers", (), "publisher")


class _Use(NamedTuple):
    """A term that a field of the front matter lists, or that a role in a text names."""

    term: str
    span: Span
    is_field: bool

    def written(self, term: str) -> tuple[Replacement, ...]:
        """What writes another term, if this one stands here plainly, or between quotation marks of a front matter."""
        marks = self.span.end_column - self.span.column - len(self.term)
        if self.span.line != self.span.end_line or marks not in ((0, 2) if self.is_field else (0,)):
            return ()
        # `NO` is Norway, and YAML takes it for a “no”.
        old = "" if marks else self.term
        return (Replacement(span=self.span, text=scalar(term) if self.is_field else term, old=old),)


def _uses(archive: Archive, vocabulary: _Vocabulary, wanted: Callable[[str], bool]) -> Iterator[_Use]:
    """The uses of those terms that are wanted."""
    for brief in archive.briefs.values():
        for field in vocabulary.fields:
            for number, term in enumerate(_terms(brief, field)):
                if wanted(term):
                    yield _Use(term, brief.place(field, number), is_field=True)
    for text in archive.texts:
        named = (ref for ref in text.references if ref.role == vocabulary.role)
        yield from (_Use(ref.target, ref.span, is_field=False) for ref in named if wanted(ref.target))


def _unknown(archive: Archive, vocabulary: _Vocabulary) -> list[_Use]:
    known = archive.vocabulary
    return list(_uses(archive, vocabulary, lambda term: not known.may_have(vocabulary.name, term)))


def _meant(use: _Use, search: TermSearch[K], terms: Mapping[K, T]) -> tuple[Replacement, ...]:
    """What puts the id of a term into the place of another name of it, where only one term has that name."""
    try:
        meant = search.find(use.term)
    except UnknownTermError:
        return ()
    return use.written(terms[meant].replaced_by or meant)


def _terms(brief: Brief, field: str) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(brief, field, ())
    return values


_A_CODE = 'a code has two capital letters, for example "CN" for China'


class UnknownCountry(ArchiveRule):
    """A country's code is not in ISO 3166-1 and not in `vocabulary/countries.yaml`.

    Codes have two capital letters: `CN`, `RU`, `GB`. A group of countries, such as the European Union, has a code of
    the vocabulary: `EU`. Where a name stands that only one country has, in whatever language, such as `Russia`, `UK` or
    `俄罗斯`, `briefs check --fix` puts the code in its place.
    """

    code = "V201"
    fixable = True
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = _unknown(archive, _COUNTRIES)
        search = functools.cache(lambda: search_countries(archive.vocabulary))
        nearest = Nearest(country_names(archive.vocabulary.countries.values()) if unknown else ())
        for use in unknown:
            hint = nearest.hint(use.term) or _A_CODE
            fix = _meant(use, search(), archive.vocabulary.countries)
            yield cls.at(use.span, f'unknown country code "{use.term}"', hint=hint, fix=fix)


class UnknownTopic(ArchiveRule):
    """A topic is not in `vocabulary/topics.yaml`. Take the nearest there is, or add the topic in the same change.

    Where a label or synonym stands that only one topic has, `briefs check --fix` puts its id in its place.
    """

    code = "V202"
    fixable = True
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = _unknown(archive, _TOPICS)
        search = functools.cache(lambda: search_topics(archive.vocabulary))
        nearest = Nearest(topic_names(archive.vocabulary.topics.values()) if unknown else ())
        for use in unknown:
            hint = nearest.hint(use.term) or "add it to topics.yaml"
            fix = _meant(use, search(), archive.vocabulary.topics)
            yield cls.at(use.span, f'unknown topic "{use.term}"', hint=hint, fix=fix)


class UnknownPerson(ArchiveRule):
    """An author, compiler, editor or translator is not in `vocabulary/people.yaml`. Add the person there.

    Where the name of somebody stands who is there, `briefs check --fix` puts the id in its place.
    """

    code = "V203"
    fixable = True
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = _unknown(archive, _PEOPLE)
        search = functools.cache(lambda: search_people(archive.vocabulary))
        nearest = Nearest(person_names(archive.vocabulary.people.values()) if unknown else ())
        for use in unknown:
            hint = nearest.hint(use.term) or _new_person(use.term)
            fix = _meant(use, search(), archive.vocabulary.people)
            yield cls.at(use.span, f'unknown person "{use.term}"', hint=hint, fix=fix)


def _new_person(name: str) -> str:
    """The entry of somebody whom the vocabulary does not have, made of what was written."""
    id_ = slug(name)
    if name == id_ or not id_:
        return f'add them to people.yaml, for example "{id_ or "an-id"}: {{name: {name.replace("-", " ").title()}}}"'
    return f'write "{id_}", and add "{id_}: {{name: {name}}}" to people.yaml'


class UnlistedPublisher(ArchiveRule):
    """A source's publisher is not in `vocabulary/publishers.yaml`.

    It gets a page of its own all the same, made from the name. An entry in the vocabulary gives it a kind, a country
    and other spellings of its name: the hint has the shortest one, to be copied. A name that is nearly one of the
    vocabulary is reported by C207, and not here.
    """

    code = "V204"
    severity = Severity.NOTICE
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        if archive.vocabulary.has_unread("publishers"):
            return  # it may be one of those that cannot be read
        publishers = archive.vocabulary.publishers
        names = [name for one in publishers.values() if one.listed for name in (one.name, *one.aliases)]
        slips = Slips(names)
        by_initials = _by_initials(one.name for one in publishers.values() if one.listed)
        by_name = {folded_publisher(name): name for name in names}
        seen = set()
        for source in archive.sources.values():
            publisher = publishers.get(source.publisher) if source.publisher else None
            if publisher is None or publisher.listed or publisher.id in seen:
                continue
            seen.add(publisher.id)
            if slips.find_correction(publisher.name):
                continue
            meant = by_initials.get(publisher.name.replace(".", ""), ()) or _without_addition(publisher.name, by_name)
            hint = f'did you mean "{meant[0]}"?' if len(meant) == 1 else _entry_for(publisher)
            message = f'the publisher "{publisher.name}" is not in the vocabulary'
            yield cls.at(source.places.get("publisher", source.span), message, hint=hint)


def _by_initials(names: Iterable[str]) -> Mapping[str, list[str]]:
    """The names of three words and more by their initials: “WSJ” is “The Wall Street Journal”."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = [word for word in re.findall(r"\w+", name) if word[0].isupper() and word != "The"]
        if len(words) > 2:
            found["".join(word[0] for word in words)].append(name)
    return found


_ADDITION = re.compile(
    r"(?<!\s)\s*+(?:\([^()]*\)|,\s.*|\.com|\.cn|\.org|(?<=\s)(?:online|website|newspaper|\.com))$", re.IGNORECASE
)


def _without_addition(name: str, by_name: Mapping[str, str]) -> list[str]:
    """The known name that is left of one without its town, abbreviation or “.com”, if there is one."""
    shorter = _ADDITION.sub("", name)
    known = by_name.get(folded_publisher(shorter)) if shorter != name else None
    return [known] if known else []


def _entry_for(publisher: Publisher) -> str:
    """What to write into the vocabulary for a publisher that is not there."""
    if "://" in publisher.name or publisher.name.startswith("www."):
        return "write the name of the site, and not its address"
    return f'add "{publisher.id}: {{name: {scalar(publisher.name)}}}" to publishers.yaml'


class UnknownPublisher(ArchiveRule):
    """A text, or the field `original`, names a publisher that no source and no vocabulary has."""

    code = "V205"
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        unknown = [*_unknown(archive, _PUBLISHERS), *_original_publishers(archive)]
        nearest = Nearest(plain(archive.vocabulary.publishers) if unknown else ())
        for use in unknown:
            yield cls.at(use.span, f'unknown publisher "{use.term}"', hint=nearest.hint(use.term))


def _original_publishers(archive: Archive) -> Iterator[_Use]:
    """The publishers that are not known and are said to have brought texts out first."""
    for brief in archive.briefs.values():
        named = brief.original.publisher if brief.original else None
        if named and not archive.vocabulary.may_have("publishers", named):
            yield _Use(named, brief.place("original.publisher"), is_field=True)


class SharedPublisherAddress(ArchiveRule):
    """Two publishers that are in no vocabulary have names of which the same address is made.

    The one that is read first has it, and the other a number: `foo-news-2`. Enter both in `publishers.yaml`, or one as
    an alias of the other.
    """

    code = "V207"
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        if archive.vocabulary.has_unread("publishers"):
            return
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

    Keep it with the one that it fits best, and make the other's label plainer. So it is with countries, where an entry
    of `countries.yaml` has a name of another country.
    """

    code = "V206"
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        vocabulary = archive.vocabulary
        yield from cls._shared(
            (topic.id, name, topic.span)
            for topic in vocabulary.topics.values()
            if topic.replaced_by is None  # its names may have gone over to the one that replaces it
            for name in (*topic.labels.values(), *topic.synonyms)
        )
        # Names of CLDR go before those of the file, which are the ones that can be mended; a former name may be shared.
        ours = sorted(vocabulary.countries.values(), key=lambda country: country.span is not None)
        if ours and ours[-1].span is not None:
            yield from cls._shared(
                (country.code, name, country.span)
                for country in ours
                if country.replaced_by is None
                for name in (*country.labels.values(), *country.synonyms)
            )

    @classmethod
    def _shared(cls, terms: Iterable[tuple[str, str, Span | None]]) -> Iterator[Diagnostic]:
        names: Register[str] = Register()
        for id_, name, span in terms:
            first = names.claim(name, id_)
            if first != id_ and span:
                message = f'"{name}" of "{id_}" is a name of "{first}" too'
                yield cls.at(span, message, hint="keep it in one of the two entries")


class ReplacedTerm(ArchiveRule):
    """A term is used that another one has replaced: its entry in the vocabulary says so with `replaced_by`.

    `briefs check --fix` writes the other one.
    """

    code = "V208"
    severity = Severity.WARNING
    fixable = True
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        known = archive.vocabulary
        parts: tuple[tuple[_Vocabulary, Iterable[tuple[str, Term]]], ...] = (
            (_COUNTRIES, known.countries.items()),
            (_TOPICS, known.topics.items()),
            (_PEOPLE, known.people.items()),
        )
        for vocabulary, terms in parts:
            successors = {id_: term.replaced_by for id_, term in terms if term.replaced_by}
            for use in _uses(archive, vocabulary, successors.__contains__) if successors else ():
                successor = successors[use.term]
                message = f'"{use.term}" is replaced by "{successor}"'
                yield cls.at(use.span, message, hint=f'write "{successor}"', fix=use.written(successor))


class UnknownSourceOfClaim(ArchiveRule):
    """The `state_media` of a publisher names as its source a key that no file in `bib/` defines.

    Check the spelling, or add the source to the file of the year in which it appeared.
    """

    code = "V209"
    one_at_a_time = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        claims = [one.state_media for one in archive.vocabulary.publishers.values() if one.state_media]
        unknown = [one for one in claims if not (one.is_address or archive.has_source(one.source))]
        nearest = Nearest(plain(archive.sources) if unknown else ())
        for claim in unknown:
            if claim.span:
                hint = nearest.hint(claim.source) or "add the source to a file in bib/"
                yield cls.at(claim.span, f'there is no source "{claim.source}"', hint=hint)


RULES: tuple[type[ArchiveRule], ...] = (
    UnknownCountry,
    UnknownTopic,
    UnknownPerson,
    UnlistedPublisher,
    UnknownPublisher,
    SharedPublisherAddress,
    SharedLabel,
    ReplacedTerm,
    UnknownSourceOfClaim,
)
