"""Composes the file of a brief from an export, and proves that no word is lost."""

import datetime
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import cast

import yaml

from briefarchive.checking.metadata import PlaceholderTitle
from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.facets.table import is_address_free
from briefarchive.model import Archive
from briefarchive.model.slugs import id_words
from briefarchive.reading.addresses import split_address
from briefarchive.reading.bibliography import read_fields
from briefarchive.reading.fields import FRONT_MATTER, WEB_ADDRESS
from briefarchive.reading.front_matter.writer import write_front_matter
from briefarchive.reading.languages import HAN

from ..decisions import PLAN, UNDECIDED, Decisions, choose_suggestions
from ..document import Attachment, Hint, SetAside
from ..ids import make_unique, short_digest
from ..inline.citations import complete_citations
from ..interpreting import parse_day_hint
from ..languages import strip_region
from ..legacy import LegacyBrief, LegacySource, PrintedDate
from ..rules import HintDiffers, HintTaken, SourceDecided, WordsLost
from ..suggesting.phrases import Suggestion
from ..text.people.bylines import Task
from ..word_coverage import WordCoverage, Words, add_places, count_words
from .placeholders import make_placeholder
from .preparing import PreparedBrief, Preparer
from .registers import Registers
from .source_index import Entry, SourceIndex

_MAX_TITLE = FRONT_MATTER["title"].limit
# The front matter of a brief has at most 16,000 characters.
_MAX_COPIES = 25
_OF_SITES = ("WXR ", "WARC ")
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_MAX_ADDRESS = FRONT_MATTER["imported"].members["address"].limit


@dataclass(frozen=True, slots=True)
class Mention:
    """A source in one export: as printed, and its entry."""

    source: LegacySource
    entry: Entry
    is_merged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A brief that is ready to be written, if its *coverage* is complete.

    Attributes:
        people: The ids of the people who made it, by front matter field.
        title_from: The title and its origin, which is "" for the text; None if the title is a placeholder.
        language: The guessed language of the text; empty if unknown.
        paragraphs: The number of blocks of the text.
        attachments: Files that are written beside it.
        packed: The text of its file, compressed, since a run keeps all drafts until they are written.
    """

    legacy: LegacyBrief
    id: str
    path: str
    title: str
    title_from: Hint | None
    language: str
    paragraphs: int
    attachments: tuple[Attachment, ...]
    mentions: tuple[Mention, ...]
    people: Mapping[str, tuple[str, ...]]
    countries: tuple[Suggestion, ...]
    topics: tuple[Suggestion, ...]
    set_aside: tuple[SetAside, ...]
    coverage: WordCoverage
    packed: bytes
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def text(self) -> str:
        """The text of its file."""
        return zlib.decompress(self.packed).decode()


def pack_text(text: str) -> bytes:
    """Compress *text* as a draft holds it."""
    return zlib.compress(text.encode(), level=1)


class Composer:
    """Composes drafts one after the other, and keeps track of the ids, names and sources in use."""

    def __init__(
        self,
        archive: Archive,
        taken: set[str],
        *,
        today: datetime.date | None = None,
        language: str = "en",
    ) -> None:
        self._taken_ids = taken
        self._language = language
        self._preparer = Preparer(vocabulary=archive.vocabulary, language=language)
        self._aliases = {alias for brief in archive.briefs.values() for alias in brief.aliases}
        self._version = version("briefarchive")
        self._today = today or datetime.datetime.now(tz=datetime.UTC).date()
        self.registers = Registers(archive.vocabulary)
        self.sources = SourceIndex(archive, self.registers.find_or_add_publisher, self.registers.find_publisher_at)

    def compose(
        self, legacy: LegacyBrief, prepared: PreparedBrief | None = None, decisions: Decisions = UNDECIDED
    ) -> Draft:
        """Compose the draft of *legacy*, which must have a date and a text.

        Args:
            legacy: The text.
            prepared: The part of the work that does not depend on other briefs, if already done.
            decisions: The decisions about the text.
        """
        date = cast("PrintedDate", legacy.published).date
        ready = prepared or self._preparer.prepare(legacy)
        sentence, beginning = ready.opening
        title_hint = ready.title
        title = title_hint.value[:_MAX_TITLE] if title_hint else make_placeholder(sentence)
        if decisions.title not in {None, title}:
            title = str(decisions.title)
            title_hint = Hint(value=title, where=PLAN)
        id_ = make_unique(f"{date}-{_make_stem(title if title_hint else beginning[:200])}", self._taken_ids)
        self._taken_ids.add(id_)
        mentions = tuple(Mention(source, *self.sources.find_or_add(source, legacy)) for source in legacy.sources)
        file = Attachment(name=f"{id_}-original.pdf", path=legacy.original) if legacy.original else None
        people = self._list_people(legacy)
        countries = choose_suggestions(ready.countries, decisions.countries)
        topics = choose_suggestions(ready.topics, decisions.topics)
        language = self._choose_tag(decisions.language or ready.language)
        head = write_front_matter(
            {
                "title": title,
                "date": date,
                "countries": [suggestion.value for suggestion in countries],
                "topics": [suggestion.value for suggestion in topics],
                **{role: list(ids) for role, ids in people.items()},
                "summary": ready.summary,
                "language": "" if language == self._language else language,
                "status": "draft" if (is_draft(legacy) if decisions.draft is None else decisions.draft) else "",
                "sources": _find_uncited(mentions),
                "aliases": [alias for alias in dict.fromkeys(_list_aliases(legacy)) if alias not in self._aliases],
                "doi": _find_doi(legacy),
                "original": _describe_original(legacy, file.name if file else ""),
                "imported": self._describe_origin(legacy),
            }
        )
        self._aliases.update(_list_aliases(legacy))
        text = head + complete_citations(ready.markup, _group_by_footnote(mentions))
        coverage, further = self._measure_coverage(legacy, ready, head, mentions)
        return Draft(
            legacy=legacy,
            id=id_,
            path=f"archive/{date.year}/{id_}.md",
            packed=pack_text(text),
            title=title,
            title_from=title_hint,
            language=ready.language,
            paragraphs=ready.paragraphs,
            attachments=(
                *(
                    attachment
                    for attachment in legacy.attachments
                    if f"{{figure}} {attachment.name}\n" in text or f"]({attachment.name})" in text
                ),
                *filter(None, [file]),
            ),
            mentions=mentions,
            people=people,
            countries=countries,
            topics=topics,
            set_aside=(*legacy.set_aside, *further),
            coverage=coverage,
            diagnostics=tuple(_diagnose(legacy, title, title_hint, coverage, further)),
        )

    def _choose_tag(self, language: str) -> str:
        """Return the language tag of a text: that of the archive, with its region, if the language is the same."""
        return self._language if language in {"", strip_region(self._language)} else language

    def _describe_origin(self, legacy: LegacyBrief) -> dict[str, object]:
        """Return the origin of the brief for its front matter."""
        copies = [_describe_export(copy) for copy in legacy.copies[:_MAX_COPIES]]
        facts = _describe_export(legacy) | {"version": self._version, "date": self._today}
        return facts | {"copies": copies} if copies else facts

    def _measure_coverage(
        self, legacy: LegacyBrief, ready: PreparedBrief, head: str, mentions: Sequence[Mention]
    ) -> tuple[WordCoverage, list[SetAside]]:
        """Account for the words of an export by reading back what will be written."""
        fields = yaml.load(head.removeprefix("---\n").removesuffix("---\n"), yaml.CSafeLoader)
        further: list[SetAside] = []
        if legacy.title and (rest := count_words(legacy.title) - count_words(str(fields["title"]))):
            further.append(SetAside(line=0, text=" ".join(rest.elements()), reason="the brief has another title"))
        sources: Words = count_words()
        entries = _read_back(mention.entry for mention in mentions)
        for mention in mentions:
            printed_words, kept_words = _count_source_words(mention, entries[mention.entry.key])
            sources += kept_words
            if rest := printed_words - kept_words:
                reason = f"printed with a source whose entry {mention.entry.key} has something else"
                further.append(SetAside(line=mention.source.line, text=" ".join(rest.elements()), reason=reason))
        coverage = add_places(
            ready.coverage,
            sources=sources,
            front_matter=self._count_head_words(legacy, fields),
            set_aside=count_words(*(item.text for item in (*legacy.set_aside, *further))),
        )
        return coverage, further

    def _list_people(self, legacy: LegacyBrief) -> dict[str, tuple[str, ...]]:
        """Return the ids of people by task, each once."""
        people: dict[str, tuple[str, ...]] = {}
        for task in Task:
            ids = dict.fromkeys(self.registers.find_or_add_person(name).id for name in legacy.of(task))
            people[task.value] = tuple(
                person_id for person_id in ids if all(person_id not in other_ids for other_ids in people.values())
            )
        return people

    def _count_head_words(self, legacy: LegacyBrief, head: dict[str, object]) -> Words:
        """Return the printed words that the front matter has: literally, or as the date and people they stand for."""
        kept_words: Words = count_words()
        if legacy.title:
            kept_words += count_words(legacy.title) & count_words(str(head["title"]))
        if legacy.published and head["date"] == legacy.published.date:
            kept_words += count_words(legacy.published.text)
        listed_ids = {person_id for task in Task for person_id in cast("list[str]", head.get(task.value) or [])}
        for name in legacy.people:
            person = self.registers.find_or_add_person(name)
            if person.id in listed_ids:
                kept_words += count_words(name) & count_words(person.name)
        return kept_words


def _group_by_footnote(mentions: Sequence[Mention]) -> dict[str, list[str]]:
    """Return the keys of sources that were footnotes, by the label of the footnote."""
    keys: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.source.footnote:
            keys[mention.source.footnote].append(mention.entry.key)
    return keys


def _find_uncited(mentions: Sequence[Mention]) -> list[str]:
    """Return the keys of sources that the text does not cite."""
    cited_keys = {mention.entry.key for mention in mentions if mention.source.footnote}
    return [key for key in dict.fromkeys(mention.entry.key for mention in mentions) if key not in cited_keys]


def _make_stem(source: str) -> str:
    """Return the words of an id, taken from the title, or from the text if there is no title."""
    letters = [char for char in source if char.isalpha()]
    if sum(bool(HAN.match(char)) for char in letters) * 2 > len(letters):
        return f"brief-{short_digest(source)}"
    return id_words(source) or f"brief-{short_digest(source)}"


def _read_back(entries: object) -> dict[str, dict[str, str]]:
    """Return the fields of *entries* as the bibliography reader finds them."""
    fields_by_key: dict[str, dict[str, str]] = {}
    texts: dict[str, str] = {}
    for entry in entries:  # type: ignore[attr-defined]
        if entry.is_known:
            fields_by_key[entry.key] = entry.fields
        else:
            texts[entry.key] = entry.text()
    return {key: {} for key in texts} | fields_by_key | read_fields("\n".join(texts.values()))


def _count_source_words(mention: Mention, fields: dict[str, str]) -> tuple[Words, Words]:
    """Return the words printed for a source, and those of them that its entry contains."""
    source = mention.source
    printed_words = count_words(*source.words, source.printed_url or source.url)
    dates = count_words(*source.printed_dates)
    held_words = count_words(*fields.values())
    kept_words = printed_words & held_words
    if source.pages and source.pages == fields.get("pages"):
        kept_words |= count_words(source.note)
    days = {str(day) for day in (source.issued, source.accessed) if day}
    if days <= {fields.get("date", ""), fields.get("urldate", "")}:
        kept_words += dates
    return printed_words + dates, kept_words


def _find_doi(legacy: LegacyBrief) -> str:
    """Return the DOI of the text as its file gives it, without the address of a resolver."""
    dois = (_RESOLVER.sub("", hint.value.strip()) for hint in legacy.hints.dois)
    field = FRONT_MATTER["doi"]
    return next((doi for doi in dois if len(doi) <= field.limit and re.fullmatch(field.pattern or "", doi)), "")


def _describe_original(legacy: LegacyBrief, file: str) -> dict[str, object]:
    """Return when and where the text first appeared, and the *file* that contained it, for the front matter.

    The date is the one that the text prints, or its month alone; else the one in its file; else the one in the plan.
    The date of publication in this archive is not written, since the history of the repository has it.
    """
    published = cast("PrintedDate", legacy.published)
    stated = next(filter(None, map(parse_day_hint, legacy.hints.dates)), None)
    day: datetime.date | str = published.date if published.line or published.is_month else stated or published.date
    if published.is_month and day == published.date:
        day = f"{published.date:%Y-%m}"
    address = next((hint.value for hint in legacy.hints.addresses), "")
    usable = len(address) <= _MAX_ADDRESS and re.fullmatch(WEB_ADDRESS, address)
    return {"date": day, **({"url": address} if usable else {}), **({"file": file} if file else {})}


def is_draft(legacy: LegacyBrief) -> bool:
    """Return whether the text was a draft on the old site."""
    return any(hint.value == "draft" for hint in legacy.hints.statuses)


def _describe_export(legacy: LegacyBrief) -> dict[str, object]:
    """Return the origin of an export for the front matter: that of a brief, or of a copy merged into it."""
    address = next((hint.value for hint in legacy.hints.addresses), "")[:_MAX_ADDRESS]
    facts = {"from": legacy.origin, "address": address, "sha256": legacy.sha256, "reader": legacy.reader}
    return {name: value for name, value in facts.items() if value}


def list_own_addresses(legacy: LegacyBrief) -> Iterator[Hint]:
    """Yield the address of a text, and others from exports of whole sites; pages also name addresses of other texts."""
    yield from legacy.hints.addresses[:1]
    yield from (hint for hint in legacy.hints.addresses[1:] if hint.where.startswith(_OF_SITES))


def _list_aliases(legacy: LegacyBrief) -> Iterator[str]:
    """Yield the old addresses of the text and its copies, as paths that can redirect to the new page."""
    addresses = {hint.value for copy in (legacy, *legacy.copies) for hint in list_own_addresses(copy)}
    for address in (hint.value for hint in legacy.hints.addresses if hint.value in addresses):
        parts = split_address(address)
        path = parts.path.lstrip("/") if parts and not parts.query else ""
        item = FRONT_MATTER["aliases"].item
        if item and re.fullmatch(item.pattern or "", path) and len(path) <= item.limit and is_address_free(path):
            yield path


def _diagnose(
    legacy: LegacyBrief, title: str, title_hint: Hint | None, coverage: WordCoverage, further: Sequence[SetAside]
) -> list[Diagnostic]:
    span = Span(path=legacy.origin)
    diagnostics: list[Diagnostic] = []
    if title_hint and title_hint.where:
        diagnostics.append(_note_title(legacy, title_hint))
    if title_hint is None:
        diagnostics.append(PlaceholderTitle.flag(span, f'no title was found; the brief has the placeholder "{title}"'))
    for item in further:
        message = f'"{item.text}" was set aside: {item.reason}'
        diagnostics.append(SourceDecided.flag(Span(path=legacy.origin, line=item.line), message))
    if not coverage.is_complete:
        quoted_words = ", ".join(f'"{word}"' for word in list((coverage.lost or coverage.invented).elements())[:8])
        verb = "were lost" if coverage.lost else "are not in the export"
        diagnostics.append(
            WordsLost.flag(span, f"these words {verb}: {quoted_words}", hint="report this with the file")
        )
    return diagnostics


def _note_title(legacy: LegacyBrief, title: Hint) -> Diagnostic:
    """Return the notice about a title that is not from the text."""
    span = Span(path=legacy.origin)
    if legacy.title:
        message = f'the text has the title "{legacy.title}", and the {title.where} "{title.value}", which was taken'
        return HintDiffers.flag(span, message)
    return HintTaken.flag(span, f'the text has no title; "{title.value}" is from the {title.where}')
