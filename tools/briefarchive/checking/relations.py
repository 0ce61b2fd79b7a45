"""Rules on relations between briefs: replacements, translations, references and similar texts."""

import datetime
import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

from ..diagnostics import MAX_REPORTED, Diagnostic, Span
from ..model import Archive, Brief, BriefId, Status
from ..reading.attached_files.attachments import resolve_path
from ..reading.sketch import compare_sketches, read_numbers
from ..reading.vocabularies.countries import MIN_MENTIONS
from .names import find_names
from .rule import ArchiveRule, BriefRule, CalendarRule


class ReplacesCircle(ArchiveRule, code="R202"):
    """`replaces` forms a loop: a brief replaces itself, directly or through others."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        replaced = {brief.id: brief.replaces for brief in archive.briefs.values() if brief.replaces}
        for _ in range(MAX_REPORTED):
            try:
                TopologicalSorter(replaced).prepare()
            except CycleError as error:
                for brief_id in set(error.args[1]):
                    del replaced[brief_id]
                    span = archive.briefs[brief_id].place("replaces")
                    hint = "the newer brief replaces the older one"
                    yield self.flag(span, f'"{brief_id}" replaces itself', hint=hint)
            else:
                return


class ReferenceToDraft(ArchiveRule, code="R205"):
    """A published brief refers to a draft, which has no page."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        drafts = frozenset(brief.id for brief in archive.briefs.values() if brief.is_draft)
        for brief_id, span in find_uses(archive, drafts):
            yield self.flag(span, f'"{brief_id}" is a draft, and has no page', hint="publish it too, or name it later")


class ReferenceToWithdrawn(CalendarRule, code="R206"):
    """A brief refers to one that has been withdrawn."""

    def check(self, archive: Archive, today: datetime.date) -> Iterator[Diagnostic]:
        with_pages = [brief for brief in archive.briefs.values() if not (brief.is_draft or brief.is_held_back(today))]
        successors = {old: brief.id for brief in with_pages for old in brief.replaces}
        replacing = {(brief.path, old) for brief in archive.briefs.values() for old in brief.replaces}
        withdrawn = frozenset(brief.id for brief in archive.briefs.values() if brief.status is Status.WITHDRAWN)
        for brief_id, span in find_uses(archive, withdrawn):
            successor = successors.get(brief_id)
            if (span.path, brief_id) in replacing:
                continue  # the replacement may mention what it replaces
            hint = f'name "{successor}", which replaces it' if successor else "see whether what rests on it still holds"
            yield self.flag(span, f'"{brief_id}" has been withdrawn', hint=hint)


def find_uses(archive: Archive, targets: Set[BriefId]) -> Iterator[tuple[BriefId, Span]]:
    """Yield the references and links in published briefs to the briefs *targets*."""
    published = {brief.path: brief for brief in archive.listed_briefs()} if targets else {}
    uses = find_names(archive, "brief", targets.__contains__) if targets else ()
    yield from ((BriefId(use.name), use.span) for use in uses if use.span.path in published)
    for brief in published.values():
        for link in brief.markup.links:
            path = None if link.image else resolve_path(brief.path, link.target)
            brief_id = BriefId(PurePosixPath(path).stem) if path and path.endswith(".md") else None
            if brief_id in targets and brief_id is not None:
                yield brief_id, link.span


class TranslationOfItself(BriefRule, code="R208"):
    """A brief claims to be a translation of itself."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        if brief.translation_of == brief.id:
            message = f'"{brief.id}" is called a translation of itself'
            hint = "name the original, or delete “translation_of”"
            yield self.flag(brief.place("translation_of"), message, hint=hint)


class TranslationOfTranslation(ArchiveRule, code="R209"):
    """A brief names a translation as its original."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for brief, original in _translations(archive.briefs.values(), archive):
            first = original.translation_of
            if first not in (None, original.id):
                hint = f'write "{first}", if that is the original'
                if first == brief.id:
                    hint = "delete “translation_of” in the one that was written first"
                yield self.flag(brief.place("translation_of"), f'"{original.id}" is a translation itself', hint=hint)


class TranslationIntoSameLanguage(ArchiveRule, code="R210"):
    """A translation has the same language as its original or another translation of it."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        first: dict[tuple[BriefId, str], BriefId] = {}
        for brief, original in _translations(archive.listed_briefs(drafts=True), archive):
            first.setdefault((original.id, original.language.casefold()), original.id)
            first_id = first.setdefault((original.id, brief.language.casefold()), brief.id)
            if first_id != brief.id:
                owner = "of its original" if first_id == original.id else f'of "{first_id}"'
                message = f'the translation has the language {owner}, "{brief.language}"'
                hint = "correct “language”, or name the brief that it replaces in “replaces”"
                yield self.flag(_find_place(brief, "language"), message, hint=hint)


class TranslationDiffers(ArchiveRule, code="R211"):
    """A translation differs from its original in date, countries, topics or sources."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for brief, original in _translations(archive.listed_briefs(drafts=True), archive):
            for name, difference in _DIFFERENCES.items():
                if _differs(archive, original, brief, name):
                    original_value, value = (_format_value(getattr(version, name)) for version in (original, brief))
                    hint = f'write "{name}: {original_value}"' if original_value else f'remove "{name}: {value}"'
                    if name == "date":
                        hint = f"take over the day {original_value}, and give the file a name with it"
                    message = f"the translation has {difference} than its original"
                    yield self.flag(_find_place(brief, name), message, hint=hint)


def _translations(briefs: Iterable[Brief], archive: Archive) -> Iterator[tuple[Brief, Brief]]:
    """Yield the translations among *briefs*, each with its original."""
    for brief in briefs:
        original = archive.briefs.get(brief.translation_of) if brief.translation_of else None
        if original and original is not brief:
            yield brief, original


def _find_place(brief: Brief, name: str) -> Span:
    """Return the place of a field, or of `translation_of` if it is missing."""
    return brief.place(name if name in brief.places else "translation_of")


_DIFFERENCES = {
    "date": "another day",
    "countries": "other countries",
    "topics": "other topics",
    "sources": "other sources",
}


def _format_value(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) and value else str(value or "")


def _differs(archive: Archive, original: Brief, brief: Brief, name: str) -> bool:
    """Return whether a field of a translation differs; sources differ only if those cited in the texts do too."""
    if name == "date":
        return original.date != brief.date and "date" in brief.places and "date" in original.places
    is_known = archive.has_source if name == "sources" else functools.partial(archive.vocabulary.may_have, name)
    values, original_values = (set(getattr(version, name)) for version in (brief, original))
    if values == original_values or not all(map(is_known, original_values)):
        return False  # an unknown value has to be corrected in the original first
    keys, original_keys = ({archive.resolve_key(key) for key in version.bibliography} for version in (brief, original))
    return name != "sources" or keys != original_keys


class CountryNotListed(BriefRule, code="R203"):
    """A text names a country at least five times that is not in the brief's `countries`."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        countries = archive.vocabulary.countries
        if not countries.keys() >= set(brief.countries):
            return  # an unknown code may stand for that country
        members = (member for code in brief.countries for member in countries[code].list_members(brief.date))
        listed_codes = {*brief.countries, *members}
        for code in brief.markup.countries:
            if code in countries and code not in listed_codes:
                message = f'the text names "{countries[code].label()}" at least {MIN_MENTIONS} times'
                hint = f'add "{code}" to "countries" if the brief is about it'
                yield self.flag(brief.place("countries"), message, hint=hint)


class SimilarBrief(ArchiveRule, code="R204"):
    """The text of a brief is nearly the same as that of another."""

    ALIKE = 0.7
    BLOCK = 8
    CROWD = 20
    """Sequences shared by more briefs are stock phrases."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        sketches = {
            brief.id: brief.markup.sketch
            for brief in archive.briefs.values()
            if brief.markup.sketch and brief.status is not Status.WITHDRAWN
        }
        numbers = functools.cache(lambda brief_id: frozenset(read_numbers(sketches[brief_id])))
        nearest: dict[BriefId, tuple[float, BriefId]] = {}
        for older, newer in _find_candidates(sketches):
            likeness = compare_sketches(numbers(older), numbers(newer))
            if likeness < self.ALIKE:
                continue
            if older not in archive.briefs[newer].replaces and newer not in archive.briefs[older].replaces:
                nearest[newer] = max(nearest.get(newer, (0.0, older)), (likeness, older))
        for newer, (likeness, older) in nearest.items():
            brief = archive.briefs[newer]
            message = f'{likeness:.0%} of the text is that of "{older}"'
            yield self.flag(brief.place("title"), message, hint="keep one of the two, or say what is new")


def _find_candidates(sketches: dict[BriefId, bytes]) -> set[tuple[BriefId, BriefId]]:
    """Return pairs of briefs, the older first, that share two of their first sketch numbers, at least one of them rare.

    Of texts made of stock phrases, few numbers are rare.
    """
    first = {brief_id: frozenset(read_numbers(sketch, SimilarBrief.BLOCK)) for brief_id, sketch in sketches.items()}
    times = Counter(itertools.chain.from_iterable(first.values()))
    rare = {number for number, count in times.items() if 1 < count <= SimilarBrief.CROWD}
    holders: dict[int, list[BriefId]] = defaultdict(list)
    for brief_id, numbers in first.items():
        for number in rare & numbers:
            holders[number].append(brief_id)
    pairs = {(older, newer) for ids in holders.values() for at, newer in enumerate(ids) for older in ids[:at]}
    return {(older, newer) for older, newer in pairs if len(first[older] & first[newer]) > 1}
