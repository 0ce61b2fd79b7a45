"""Rules on references to sources, briefs and terms of vocabularies: unknown, replaced and ambiguous names."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import ClassVar, NamedTuple

from ..diagnostics import Diagnostic, Replacement, Span
from ..model import Archive, Brief, Country, Topic
from ..model.names import Register
from ..model.slugs import slug
from ..reading.nearest import Nearest, TermSearch, UnknownTermError, quote_names
from .rule import ArchiveRule, replace_value

_FIELDS = {
    "country": ("countries",),
    "topic": ("topics",),
    "person": ("authors", "compilers", "editors", "translators"),
    "source": ("sources",),
    "brief": ("replaces", "translation_of"),
    "publisher": ("original.publisher",),
}
"""The front matter fields that name something, by the role that does so in a text."""


class Use(NamedTuple):
    """A name in a front matter field or a role."""

    name: str
    span: Span
    is_field: bool

    def replace(self, name: str) -> tuple[Replacement, ...]:
        """Return the fix that replaces it by another name."""
        if self.is_field:
            return replace_value(self.span, self.name, name)
        return (Replacement(span=self.span, text=name, old=self.name),)


def find_names(archive: Archive, role: str, is_wanted: Callable[[str], bool]) -> Iterator[Use]:
    """Yield the names for a role that *is_wanted* accepts; for `source`, citations are included."""
    for brief in archive.briefs.values():
        for field in _FIELDS[role]:
            yield from (Use(name, span, is_field=True) for name, span in list_values(brief, field, is_wanted))
    for text in archive.texts:
        for ref in text.references:
            if (ref.role == role or (role == "source" and ref.cites)) and is_wanted(ref.target):
                yield Use(ref.target, ref.span, is_field=False)


def list_values(
    brief: Brief, field: str, is_wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[tuple[str, Span]]:
    """Yield the names in a field that *is_wanted* accepts, with their places, which are costly to look up."""
    value = (brief.original and brief.original.publisher) if "." in field else getattr(brief, field)
    if isinstance(value, tuple):
        yield from ((name, brief.place(field, number)) for number, name in enumerate(value) if is_wanted(name))
    elif value and is_wanted(value):
        yield value, brief.place(field)


class UnknownName(ArchiveRule):
    """A name refers to nothing; messages call it a *noun*, and it belongs in a *vocabulary*."""

    role: ClassVar[str]
    vocabulary: ClassVar[str] = ""
    noun: ClassVar[str] = ""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        """Report all unknown names."""
        is_unknown = functools.cache(lambda name: not self.is_known(name, archive))
        unknown = list(find_names(archive, self.role, is_unknown))
        return self.diagnose(unknown, archive) if unknown else iter(())

    def is_known(self, name: str, archive: Archive) -> bool:
        """Return whether a name is known, or may be in a part that could not be read."""
        return archive.vocabulary.may_have(self.vocabulary, name)

    def diagnose(self, unknown: Sequence[Use], archive: Archive) -> Iterator[Diagnostic]:
        """Report the unknown names, of which there is at least one."""
        nearest = Nearest(quote_names(getattr(archive.vocabulary, self.vocabulary)))
        for name, span, _ in unknown:
            yield self.flag(span, f'unknown {self.noun} "{name}"', hint=nearest.hint(name))


class UnknownSource(UnknownName, code="C201"):
    """A brief cites or lists a key that no file in `bib/` defines."""

    role = "source"

    def is_known(self, name: str, archive: Archive) -> bool:
        return bool(archive.unread_bibliographies) or archive.has_source(name)

    def diagnose(self, unknown: Sequence[Use], archive: Archive) -> Iterator[Diagnostic]:
        """Report each key once per file."""
        nearest = Nearest(quote_names(archive.sources))
        places: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for use in unknown:
            places[use.span.path, use.name].append(use.span)
        for (_, key), spans in places.items():
            hint = nearest.hint(key) or "add the source to a file in bib/"
            times = f", cited in {len(spans)} places" if len(spans) > 1 else ""
            yield self.flag(min(spans), f'there is no source "{key}"{times}', hint=hint)


class UnknownBrief(UnknownName, code="R201"):
    """A brief that another one names, in its text, `replaces` or `translation_of`, does not exist."""

    role = "brief"

    def is_known(self, name: str, archive: Archive) -> bool:
        return archive.has_brief(name)

    def diagnose(self, unknown: Sequence[Use], archive: Archive) -> Iterator[Diagnostic]:
        """Report unknown briefs; a renamed one is recognized by the last part of an alias."""
        nearest = Nearest(quote_names(archive.briefs))
        aliases = ((brief.id, alias) for brief in archive.briefs.values() for alias in brief.aliases)
        renamed = {PurePosixPath(alias).name.removesuffix(".html"): brief_id for brief_id, alias in aliases}
        for name, span, _ in unknown:
            message = f'there is no brief "{name}"'
            if new := renamed.get(name):
                yield self.suggest(span, f"{message}: it was renamed", new, name)
            else:
                yield self.flag(span, message, hint=nearest.hint(name))


class UnknownPublisher(UnknownName, code="V205"):
    """A text or the field `original` names a publisher that is in no source and no vocabulary."""

    role, vocabulary, noun = "publisher", "publishers", "publisher"


class UnknownTerm(UnknownName):
    """A field or a role names a term that its vocabulary does not have."""

    def diagnose(self, unknown: Sequence[Use], archive: Archive) -> Iterator[Diagnostic]:
        """Report unknown terms, with the one that was probably meant."""
        terms = getattr(archive.vocabulary, self.vocabulary)
        search = TermSearch(archive.vocabulary, self.vocabulary)
        for use in unknown:
            try:
                suggestion = search.find(use.name)
            except UnknownTermError:
                suggestion = ""
            fix = use.replace(terms[suggestion].replaced_by or suggestion) if suggestion else ()
            hint = search.hint(use.name) or self.entry_hint(use.name)
            yield self.flag(use.span, f'unknown {self.noun} "{use.name}"', hint=hint, fix=fix)

    def entry_hint(self, name: str) -> str:
        """Return a hint for a term unlike any in the vocabulary."""
        return f"take the nearest one in {self.vocabulary}.yaml, or add it there"


class UnknownCountry(UnknownTerm, code="V201"):
    """A country's code is not in ISO 3166-1 and not in `vocabulary/countries.yaml`."""

    role, vocabulary, noun = "country", "countries", "country code"

    def entry_hint(self, name: str) -> str:
        return 'a code has two capital letters, for example "CN" for China'


class UnknownTopic(UnknownTerm, code="V202"):
    """A topic is not in `vocabulary/topics.yaml`. Take the nearest there is, or add the topic in the same change."""

    role, vocabulary, noun = "topic", "topics", "topic"


class UnknownPerson(UnknownTerm, code="V203"):
    """An author, compiler, editor or translator is not in `vocabulary/people.yaml`. Add the person there."""

    role, vocabulary, noun = "person", "people", "person"

    def entry_hint(self, name: str) -> str:
        """Suggest an entry made from the name."""
        id_ = slug(name)
        if name == id_ or not id_:
            return (
                f'add them to people.yaml, for example "{id_ or "an-id"}: {{name: {name.replace("-", " ").title()}}}"'
            )
        return f'write "{id_}", and add "{id_}: {{name: {name}}}" to people.yaml'


class ReplacedTerm(ArchiveRule, code="V208"):
    """A term is used whose entry in the vocabulary has `replaced_by`."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for rule in (UnknownCountry, UnknownTopic, UnknownPerson):
            terms = getattr(archive.vocabulary, rule.vocabulary)
            successors = {id_: term.replaced_by for id_, term in terms.items() if term.replaced_by}
            for use in find_names(archive, rule.role, successors.__contains__) if successors else ():
                successor = successors[use.name]
                message = f'"{use.name}" is replaced by "{successor}"'
                yield self.flag(use.span, message, hint=f'write "{successor}"', fix=use.replace(successor))


class SharedLabel(ArchiveRule, code="V206"):
    """Two terms share a label or synonym, ignoring case, so that the word is ambiguous."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        """Report shared names, except former ones, which a term may have handed to its replacement."""
        topics, countries = archive.vocabulary.topics, archive.vocabulary.countries
        yield from self._find_shared(topics.items())
        # CLDR's names come before those of the file, so that the ones that can be changed are reported.
        ours = sorted(countries.items(), key=lambda item: item[1].span is not None)
        if ours and ours[-1][1].span is not None:
            yield from self._find_shared(ours)

    def _find_shared(self, terms: Iterable[tuple[str, Topic | Country]]) -> Iterator[Diagnostic]:
        names: Register[str] = Register()
        for id_, term in terms:
            for name in (*term.labels.values(), *term.synonyms) if term.replaced_by is None else ():
                first = names.claim(name, id_)
                if first != id_ and term.span:
                    message = f'"{name}" of "{id_}" is also a name of "{first}"'
                    yield self.flag(term.span, message, hint="keep it in one of the two entries")
