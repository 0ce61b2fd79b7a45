"""Rules of family V: countries, topics and people that the vocabularies do not know, or know twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from ..diagnostics import Diagnostic, Replacement, Span
from ..model import Archive, Country, Person, Topic, Vocabulary
from ..model.register import Register
from ..model.slugs import slug
from ..reading.vocabularies.term_search import (
    TermSearch,
    UnknownTermError,
    search_countries,
    search_people,
    search_topics,
)
from .rule import ArchiveRule, replace_value


class _Vocabulary(NamedTuple):
    """One of the vocabularies, with the fields and the role that name its terms.

    Attributes:
        search: A search for the terms that have a name.
        otherwise: What to do about a term that is like none of them.
    """

    name: str
    noun: str
    fields: tuple[str, ...]
    role: str
    search: Callable[[Vocabulary], TermSearch[Any]]
    otherwise: Callable[[str], str]

    def terms(self, archive: Archive) -> Mapping[str, Country | Topic | Person]:
        """Those that an archive has, by id."""
        found: Mapping[str, Country | Topic | Person] = getattr(archive.vocabulary, self.name)
        return found


def _hint_of_entry(name: str) -> str:
    """The entry of somebody whom the vocabulary does not have, made of what was written."""
    id_ = slug(name)
    if name == id_ or not id_:
        return f'add them to people.yaml, for example "{id_ or "an-id"}: {{name: {name.replace("-", " ").title()}}}"'
    return f'write "{id_}", and add "{id_}: {{name: {name}}}" to people.yaml'


_COUNTRIES = _Vocabulary(
    "countries", "country code", ("countries",), "country", search_countries,
    lambda _: 'a code has two capital letters, for example "CN" for China',
)  # fmt: skip
_TOPICS = _Vocabulary("topics", "topic", ("topics",), "topic", search_topics, lambda _: "add it to topics.yaml")
_PEOPLE = _Vocabulary(
    "people", "person", ("authors", "compilers", "editors", "translators"), "person", search_people, _hint_of_entry
)  # fmt: skip


class _Use(NamedTuple):
    """A term that a field of the front matter lists, or that a role in a text names."""

    term: str
    span: Span
    is_field: bool

    def replace(self, term: str) -> tuple[Replacement, ...]:
        """What writes another term in its place."""
        if self.is_field:
            return replace_value(self.span, self.term, term)
        return (Replacement(span=self.span, text=term, old=self.term),)


def _find_uses(archive: Archive, vocabulary: _Vocabulary, wanted: Callable[[str], bool]) -> Iterator[_Use]:
    """The uses of those terms that are wanted."""
    for brief in archive.briefs.values():
        for field in vocabulary.fields:
            for number, term in enumerate(getattr(brief, field)):
                if wanted(term):
                    yield _Use(term, brief.place(field, number), is_field=True)
    for text in archive.texts:
        named = (ref for ref in text.references if ref.role == vocabulary.role)
        yield from (_Use(ref.target, ref.span, is_field=False) for ref in named if wanted(ref.target))


class UnknownTerm(ArchiveRule):
    """A field or a role names a term that its vocabulary does not have."""

    vocabulary: ClassVar[_Vocabulary]

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        known, vocabulary = archive.vocabulary, self.vocabulary
        unknown = list(_find_uses(archive, vocabulary, lambda term: not known.may_have(vocabulary.name, term)))
        if not unknown:
            return
        terms, search = vocabulary.terms(archive), vocabulary.search(known)
        for use in unknown:
            hint = search.hint(use.term) or vocabulary.otherwise(use.term)
            try:
                meant = search.find(use.term)
            except UnknownTermError:
                meant = ""
            fix = use.replace(terms[meant].replaced_by or meant) if meant else ()
            yield self.at(use.span, f'unknown {vocabulary.noun} "{use.term}"', hint=hint, fix=fix)


class UnknownCountry(UnknownTerm, code="V201"):
    """A country's code is not in ISO 3166-1 and not in `vocabulary/countries.yaml`."""

    vocabulary = _COUNTRIES


class UnknownTopic(UnknownTerm, code="V202"):
    """A topic is not in `vocabulary/topics.yaml`. Take the nearest there is, or add the topic in the same change."""

    vocabulary = _TOPICS


class UnknownPerson(UnknownTerm, code="V203"):
    """An author, compiler, editor or translator is not in `vocabulary/people.yaml`. Add the person there."""

    vocabulary = _PEOPLE


class SharedLabel(ArchiveRule, code="V206"):
    """Two topics share a label or a synonym, be it in capitals or small letters, so that the word could mean either."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        vocabulary = archive.vocabulary
        yield from self._shared(
            (topic.id, name, topic.span)
            for topic in vocabulary.topics.values()
            if topic.replaced_by is None  # its names may have gone over to the one that replaces it
            for name in (*topic.labels.values(), *topic.synonyms)
        )
        # Names of CLDR go before those of the file, which are the ones that can be mended; a former name may be shared.
        ours = sorted(vocabulary.countries.values(), key=lambda country: country.span is not None)
        if ours and ours[-1].span is not None:
            yield from self._shared(
                (country.code, name, country.span)
                for country in ours
                if country.replaced_by is None
                for name in (*country.labels.values(), *country.synonyms)
            )

    def _shared(self, terms: Iterable[tuple[str, str, Span | None]]) -> Iterator[Diagnostic]:
        names: Register[str] = Register()
        for id_, name, span in terms:
            first = names.claim(name, id_)
            if first != id_ and span:
                message = f'"{name}" of "{id_}" is a name of "{first}" too'
                yield self.at(span, message, hint="keep it in one of the two entries")


class ReplacedTerm(ArchiveRule, code="V208"):
    """A term is used that another one has replaced: its entry in the vocabulary says so with `replaced_by`."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for vocabulary in (_COUNTRIES, _TOPICS, _PEOPLE):
            terms = vocabulary.terms(archive)
            successors = {id_: term.replaced_by for id_, term in terms.items() if term.replaced_by}
            for use in _find_uses(archive, vocabulary, successors.__contains__) if successors else ():
                successor = successors[use.term]
                message = f'"{use.term}" is replaced by "{successor}"'
                yield self.at(use.span, message, hint=f'write "{successor}"', fix=use.replace(successor))
