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
from ..reading.front_matter.writer import suggest_entry, write_flow_scalar
from ..reading.nearest import Nearest, TermSearch, quote_names
from ..reading.vocabularies.entry import readable_name
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
        """Return the fix that replaces it by another name; none if that is empty."""
        role = (Replacement(span=self.span, text=name, old=self.name),)
        return () if not name else replace_value(self.span, self.name, name) if self.is_field else role


def find_names(archive: Archive, role: str, is_wanted: Callable[[str], bool]) -> Iterator[Use]:
    """Yield the names for a role that *is_wanted* accepts; for `source`, citations are included."""
    for brief in archive.briefs.values():
        for field in _FIELDS[role]:
            yield from (Use(name, span, is_field=True) for name, span in list_values(brief, field, is_wanted))
    for text in archive.texts:
        for ref in text.references:
            if (ref.role == role or (role == "source" and ref.cites)) and is_wanted(ref.target):
                yield Use(ref.target, ref.span, is_field=False)


def list_values(brief: Brief, field: str, wants: Callable[[str], bool] = lambda _: True) -> Iterator[tuple[str, Span]]:
    """Yield the names in a field that *wants* accepts, with their places, which are costly to look up."""
    value = (brief.original and brief.original.publisher) if "." in field else getattr(brief, field)
    if isinstance(value, tuple):
        yield from ((name, brief.place(field, number)) for number, name in enumerate(value) if wants(name))
    elif value and wants(value):
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
        """Report the unknown names, of which there is at least one, with the one that was probably meant."""
        nearest = Nearest(quote_names(getattr(archive.vocabulary, self.vocabulary)))
        for use in unknown:
            hint, fix = nearest.hint(use.name), use.replace(nearest.exact(use.name))
            yield self.flag(use.span, f'unknown {self.noun} "{use.name}"', hint=hint, fix=fix)


class UnknownSource(UnknownName, code="C201"):
    """A brief cites or lists a key that no file in `bib/` defines."""

    role = "source"

    def is_known(self, name: str, archive: Archive) -> bool:
        return bool(archive.unread_bibliographies) or archive.has_source(name)

    def diagnose(self, unknown: Sequence[Use], archive: Archive) -> Iterator[Diagnostic]:
        """Report each key once per file."""
        nearest = Nearest(quote_names(archive.sources))
        uses_by_file: dict[tuple[str, str], list[Use]] = defaultdict(list)
        for use in unknown:
            uses_by_file[use.span.path, use.name].append(use)
        for (_, key), uses in uses_by_file.items():
            hint = nearest.hint(key) or "add the source to a file in bib/"
            times = f", cited in {len(uses)} places" if len(uses) > 1 else ""
            fix = tuple(part for use in uses for part in use.replace(nearest.exact(key)))
            yield self.flag(min(use.span for use in uses), f'there is no source "{key}"{times}', hint=hint, fix=fix)


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
        for use in unknown:
            stem = PurePosixPath(use.name).name.removesuffix(".md").removesuffix(".html")
            message = f'there is no brief "{use.name}"' + (": it was renamed" if stem in renamed else "")
            new = renamed.get(stem) or nearest.exact(stem)
            hint = f'write "{new}"' if new else nearest.hint(use.name)
            yield self.flag(use.span, message, hint=hint, fix=use.replace(new))


class UnknownPublisher(UnknownName, code="V205"):
    """A text or the field `original` names a publisher that is in no source and no vocabulary."""

    role, vocabulary, noun = "publisher", "publishers", "publisher"


class UnknownTerm(UnknownName):
    """A field or a role names a term that its vocabulary does not have."""

    def diagnose(self, unknown: Sequence[Use], archive: Archive) -> Iterator[Diagnostic]:
        """Report the unknown names; one in a field may be several with “and” between them."""
        search = TermSearch(archive.vocabulary, self.vocabulary)
        for use in unknown:
            names = search.split(use.name) if use.is_field else [use.name]
            ids = [*map(search.exact, names)]
            texts = (write_flow_scalar(id_ or name) for id_, name in zip(ids, names, strict=True))
            items = ", ".join(dict.fromkeys(texts)).replace('"', "'")
            is_sure = all(ids) and "," not in use.name  # “Georgia, USA” and “Ireland, Northern” are one place
            name = names[0] if len(names) == 1 else use.name
            hint = search.hint(name) or self.entry_hint(name)
            if len(names) > 1 and (any(ids) or all(" " in name for name in names)):
                hint = f'write "{items}"' + ("" if is_sure else f", if these are several; if not, {hint}")
            fix = use.replace(", ".join(dict.fromkeys(ids)) if is_sure else "")
            yield self.flag(use.span, f'unknown {self.noun} "{use.name}"', hint=hint, fix=fix)

    def entry_hint(self, name: str) -> str:
        """Return a hint for a name unlike any other."""
        return f"take the nearest one in {self.vocabulary}.yaml, or add it there"


class UnknownCountry(UnknownTerm, code="V201"):
    """A country's code is not in ISO 3166-1 and not in `vocabulary/countries.yaml`."""

    role, vocabulary, noun = "country", "countries", "country code"

    def entry_hint(self, name: str) -> str:
        return 'write a code of ISO 3166-1, for example "CN" for China; a group needs an entry in countries.yaml'


class UnknownTopic(UnknownTerm, code="V202"):
    """A topic is not in `vocabulary/topics.yaml`. Take the nearest there is, or add the topic in the same change."""

    role, vocabulary, noun = "topic", "topics", "topic"


class UnknownPerson(UnknownTerm, code="V203"):
    """An author, compiler, editor or translator is not in `vocabulary/people.yaml`. Add the person there."""

    role, vocabulary, noun = "person", "people", "person"

    def entry_hint(self, name: str) -> str:
        """Suggest an entry made from the name; a single word may be a part of a name that has a comma."""
        id_ = slug(name) or "an-id"
        if id_ in {name, "an-id"}:
            return f'add them to people.yaml, for example "{id_}: {{name: {readable_name(name)}}}"'
        hint = f'write "{id_}", and add "{suggest_entry("people.yaml", name)}" to people.yaml'
        return hint if " " in name else f"if it is a part of a name, write the whole without a comma; if not, {hint}"


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
