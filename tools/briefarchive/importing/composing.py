"""One export to one brief's file, with the proof that no word is lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from ..checking.metadata import PlaceholderTitle
from ..curating.romanizing import short_digest, unique, words_of_id
from ..diagnostics import Diagnostic, Span
from ..model import Archive
from ..reading.bibliography import read_bibliography
from ..reading.matter import front_matter
from .accounting import Account, Words, mended, words
from .countries import suggest_countries
from .escaping import plain_paragraphs, to_myst
from .faults import SourceDecided, WordsLost
from .legacy import LegacyBrief, LegacySource, SetAside
from .phrases import Suggestion
from .placeholders import Openings, placeholder
from .registers import Registers
from .scripts import tag_of
from .shelf import Entry, Shelf
from .topics import suggest_topics

_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A source as one export lists it: what was printed, and the entry that it has become."""

    printed: LegacySource
    entry: Entry
    merged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A brief that is ready to be written; *account* says whether it may be."""

    legacy: LegacyBrief
    id: str
    path: str
    text: str
    title: str
    mentions: tuple[Mention, ...]
    compilers: tuple[str, ...]
    countries: tuple[Suggestion, ...]
    topics: tuple[Suggestion, ...]
    set_aside: tuple[SetAside, ...]
    account: Account
    diagnostics: tuple[Diagnostic, ...] = field(default=())


class Composer:
    """Makes drafts one after the other; knows the ids, names and sources that are taken."""

    def __init__(self, archive: Archive, taken: set[str], briefs: Sequence[LegacyBrief] = ()) -> None:
        self._vocabulary = archive.vocabulary
        self._taken = taken
        self._openings = Openings(briefs, (brief.title for brief in archive.briefs.values()))
        self.registers = Registers(archive.vocabulary)
        self.shelf = Shelf(archive, self.registers.publisher)

    def compose(self, legacy: LegacyBrief) -> Draft:
        """The draft of *legacy*, which has a date and a text."""
        assert legacy.published is not None
        sentence, text_from_there = self._openings.own(legacy.paragraphs)
        title = legacy.title or placeholder(sentence)
        id_ = unique(f"{legacy.published.date}-{_stem(legacy.title or text_from_there[:200])}", self._taken)
        self._taken.add(id_)
        mentions = tuple(self._mention(source, legacy) for source in legacy.sources)
        names = (*legacy.compilers, *legacy.editors)
        compilers = tuple(dict.fromkeys(self.registers.person(name).id for name in names))
        countries = suggest_countries(legacy.title, legacy.paragraphs, self._vocabulary)
        topics = suggest_topics(legacy.title, legacy.paragraphs, self._vocabulary)
        language = tag_of(" ".join(legacy.paragraphs))
        head = front_matter(
            {
                "title": title,
                "date": legacy.published.date,
                "countries": [suggestion.value for suggestion in countries],
                "topics": [suggestion.value for suggestion in topics],
                "compilers": list(compilers),
                "language": "" if language == "en" else language,
                "sources": list(dict.fromkeys(mention.entry.key for mention in mentions)),
                "imported": {"from": legacy.origin, "sha256": legacy.sha256},
            }
        )
        text = head + to_myst(legacy.paragraphs)
        account, further = self._account(legacy, text, mentions)
        return Draft(
            legacy=legacy,
            id=id_,
            path=f"archive/{legacy.published.date.year}/{id_}.md",
            text=text,
            title=title,
            mentions=mentions,
            compilers=compilers,
            countries=countries,
            topics=topics,
            set_aside=(*legacy.set_aside, *further),
            account=account,
            diagnostics=tuple(_findings(legacy, title, account, further)),
        )

    def _mention(self, source: LegacySource, legacy: LegacyBrief) -> Mention:
        entry, merged = self.shelf.place(source, legacy)
        return Mention(printed=source, entry=entry, merged=merged)

    def _account(self, legacy: LegacyBrief, text: str, mentions: Sequence[Mention]) -> tuple[Account, list[SetAside]]:
        """The words of an export and where they are, as read back from what will be written."""
        _, head, body = text.split("---\n", 2)
        further: list[SetAside] = []
        sources: Words = words()
        entries = _read_back(mention.entry for mention in mentions)
        for mention in mentions:
            wanted, kept = _words_of_source(mention, entries[mention.entry.key])
            sources += kept
            if rest := wanted - kept:
                reason = f"printed with a source whose entry {mention.entry.key} says it otherwise"
                further.append(SetAside(line=mention.printed.line, text=" ".join(rest.elements()), reason=reason))
        account = Account(
            read=mended(words(legacy.text), legacy.joined),
            body=words(*plain_paragraphs(body)),
            sources=sources,
            front_matter=self._words_of_head(legacy, yaml.safe_load(head)),
            set_aside=words(*(item.text for item in (*legacy.set_aside, *further))),
        )
        return account, further

    def _words_of_head(self, legacy: LegacyBrief, head: dict[str, object]) -> Words:
        """Printed words that the front matter holds: as they are, or as the day and the people that they mean."""
        kept: Words = words()
        if legacy.title:
            kept += words(legacy.title) & words(str(head["title"]))
        if legacy.published and head["date"] == legacy.published.date:
            kept += words(legacy.published.text)
        people = {person.id: person for person in self.registers.people.values()}
        listed = head.get("compilers") or []
        assert isinstance(listed, list)
        for name in (*legacy.compilers, *legacy.editors):
            person = self.registers.person(name)
            if person.id in listed:
                kept += words(name) & words(people[person.id].name)
        return kept


def _stem(source: str) -> str:
    """The words of an id: from the title, or from the text where there is none."""
    letters = [char for char in source if char.isalpha()]
    if sum(bool(_HAN.match(char)) for char in letters) * 2 > len(letters):
        return f"brief-{short_digest(source)}"
    return words_of_id(source) or f"brief-{short_digest(source)}"


def _read_back(entries: object) -> dict[str, dict[str, str]]:
    """The fields of *entries* as the bibliography's reader finds them in their text."""
    found: dict[str, dict[str, str]] = {}
    texts: dict[str, str] = {}
    for entry in entries:  # type: ignore[attr-defined]
        if entry.known:
            found[entry.key] = entry.fields
        else:
            texts[entry.key] = entry.text()
    sources, _ = read_bibliography("bib/new.bib", "\n".join(texts.values()))
    return {key: {} for key in texts} | found | {source.key: dict(source.fields) for source in sources}


def _words_of_source(mention: Mention, fields: dict[str, str]) -> tuple[Words, Words]:
    """The words printed for a source, and those of them that its entry holds."""
    printed = mention.printed
    wanted = words(printed.publisher, printed.title, printed.url, printed.note)
    dates = words(*printed.printed_dates)
    held = words(*fields.values())
    kept = wanted & held
    days = {day.isoformat() for day in (printed.issued, printed.accessed) if day}
    if days <= {fields.get("date", ""), fields.get("urldate", "")}:
        kept += dates
    return wanted + dates, kept


def _findings(legacy: LegacyBrief, title: str, account: Account, further: Sequence[SetAside]) -> list[Diagnostic]:
    span = Span(path=legacy.origin)
    found: list[Diagnostic] = []
    if not legacy.title:
        found.append(PlaceholderTitle.at(span, f'no title was found; the brief has the placeholder "{title}"'))
    for item in further:
        message = f'"{item.text}" was set aside: {item.reason}'
        found.append(SourceDecided.at(Span(path=legacy.origin, line=item.line), message))
    if not account.balances:
        lost = ", ".join(f'"{word}"' for word in list((account.lost or account.invented).elements())[:8])
        what = "were lost" if account.lost else "are not in the export"
        found.append(WordsLost.at(span, f"these words {what}: {lost}", hint="report this with the file"))
    return found
