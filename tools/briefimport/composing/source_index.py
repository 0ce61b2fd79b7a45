"""Gives each source of a run one entry, whether or not the archive already has it."""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from briefarchive.bibtex.writing import format_entry
from briefarchive.facets.similarity.canonical_address import canonical_address, identifies_text
from briefarchive.facets.similarity.titles import fold_title, title_similarity
from briefarchive.model import Archive, PartialDate, Publisher, Source
from briefarchive.model.slugs import significant_words, slug

from ..copies.comparing import normalize_title
from ..ids import make_unique
from ..legacy import LegacyBrief, LegacySource
from ..text.dates.address_dates import address_date
from ..text.sources.authors import names_of_authors

# At most this many entries with one title are examined, the latest first: a daily column has thousands.
_MAX_EXAMINED = 100
# The similarity from which `briefs sources duplicates` considers two titles of one page or one day the same.
_MIN_TITLE_SIMILARITY = 88
UNDATED = "bib/undated.bib"
# What a new entry keeps of a further mention of its source that has another value there.
_NOTES = {
    "url": "{}",
    "archiveurl": "{}",
    "title": "also printed as “{}”",
    "translatedtitle": "also translated as “{}”",
}
# Sources with the same title are compared repeatedly.
_canonical = functools.lru_cache(10_000)(canonical_address)


@dataclass(slots=True, kw_only=True)
class Entry:
    """An entry that the run adds, or one of the archive, which *is_known* and stays as it is."""

    key: str
    fields: dict[str, str]
    path: str = UNDATED
    is_known: bool = False
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the entry in BibTeX."""
        note = {"note": "; ".join(self.notes)} if self.notes else {}
        kind = "online" if "url" in self.fields else "misc"
        return format_entry(self.key, kind, self.fields | note)


class SourceIndex:
    """Finds the entry of a source, or creates one."""

    def __init__(
        self,
        archive: Archive,
        find_or_add_publisher: Callable[[str], Publisher],
        find_publisher_at: Callable[[str], Publisher | None],
    ) -> None:
        self._find_or_add_publisher = find_or_add_publisher
        self._find_publisher_at = find_publisher_at
        self._keys: set[str] = set()
        self._by_title: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._by_url: dict[str, list[Entry]] = defaultdict(list)
        self._by_day: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for source in archive.sources.values():
            self._index(
                Entry(key=source.key, fields=dict(source.fields), is_known=True), source.publisher or "", source
            )

    def find_or_add(self, source: LegacySource, brief: LegacyBrief) -> tuple[Entry, bool]:
        """Return the entry for *source*, and whether it existed before."""
        publisher = self._find_or_add_publisher(source.publisher) if source.publisher else None
        publisher = publisher or self._find_publisher_at(source.url)
        identity = (publisher.id if publisher else "", normalize_title(source.title))
        issued = _find_date(source, brief)
        entry = next(self._find_similar(source, identity, issued), None)
        if entry is not None:
            _complete(entry, source, publisher)
        merged = entry is not None
        entry = entry or self._make_entry(source, publisher, issued)
        self._enter(entry, [identity])
        return entry, merged

    def _find_similar(
        self, source: LegacySource, identity: tuple[str, str], issued: PartialDate | None
    ) -> Iterator[Entry]:
        """Yield entries that are probably *source*: by publisher and title, by address, by date and similar title."""
        url = source.url or source.archive_url
        if identity[1]:
            yield from (
                entry for entry in self._by_title[identity][-_MAX_EXAMINED:] if _may_be_same(entry, url, issued)
            )
        address = _canonical(url)
        for entry in self._by_url[address][-_MAX_EXAMINED:] if address else ():
            if _may_be_same(entry, url, issued) and (identifies_text(address) or _titles_agree(entry, source.title)):
                yield entry
        if identity[0] and identity[1] and issued and issued.day:
            same_day = (
                self._by_day[identity[0], str(issued)][-_MAX_EXAMINED:] if fold_title(source.title).is_specific else ()
            )
            yield from (
                entry for entry in same_day if _may_be_same(entry, url, issued) and _titles_agree(entry, source.title)
            )

    def _make_entry(self, source: LegacySource, publisher: Publisher | None, issued: PartialDate | None) -> Entry:
        fields = _list_fields(source, publisher, issued)
        entry = Entry(key=self._make_key(source, publisher, issued), fields=fields, path=_choose_file(issued))
        _complete_notes(entry, source)
        return entry

    def _make_key(self, source: LegacySource, publisher: Publisher | None, issued: PartialDate | None) -> str:
        host = re.sub(r"^https?://(?:www\.)?|[/:?#].*$", "", source.url or source.archive_url)
        owner = publisher.id if publisher else slug(host, limit=40) or "source"
        words = significant_words(source.title, count=5, limit=40) if source.title != source.url else ""
        base = "-".join(filter(None, (owner, str(issued.year) if issued else "nd", words)))
        key = make_unique(base, self._keys)
        self._keys.add(key)
        return key

    def _index(self, entry: Entry, publisher: str, source: Source) -> None:
        self._keys.add(entry.key)
        titles = (source.title, source.fields.get("title", ""))
        self._enter(entry, [(publisher, normalize_title(title)) for title in titles if title])

    def _enter(self, entry: Entry, identities: Collection[tuple[str, str]]) -> None:
        """Make *entry* known by its publishers and titles, its address and its date."""
        places = [self._by_title[identity] for identity in identities if identity[1]]
        if address := _canonical(_find_url(entry)):
            places.append(self._by_url[address])
        day = PartialDate.parse(entry.fields.get("date", ""))
        if day and day.day:
            places += [self._by_day[publisher, str(day)] for publisher, _ in identities if publisher]
        for entries in places:
            if all(earlier is not entry for earlier in entries[-_MAX_EXAMINED:]):
                entries.append(entry)


def format_entries(entries: Iterable[Entry]) -> str:
    """Return *entries* in BibTeX, sorted by key and separated by blank lines."""
    return "\n".join(entry.text() for entry in sorted(entries, key=lambda entry: entry.key))


def _list_fields(source: LegacySource, publisher: Publisher | None, issued: PartialDate | None) -> dict[str, str]:
    """Return the fields that an entry for *source* has."""
    fields = {
        "title": source.title or source.url or source.archive_url,
        "translatedtitle": source.translation,
        "publisher": publisher.name if publisher else "",
        "date": str(issued) if issued else "",
        "url": source.url,
        "urldate": source.accessed.isoformat() if source.accessed else "",
        "langid": source.script,
        "archiveurl": source.archive_url,
        "archivedate": str(source.archive_date or "") if source.archive_url else "",
    }
    return {name: value for name, value in fields.items() if value}


def _choose_file(issued: PartialDate | None) -> str:
    return f"bib/{issued.year}.bib" if issued else UNDATED


def _complete(entry: Entry, source: LegacySource, publisher: Publisher | None) -> None:
    """Complete a new entry from a further mention; entries of the archive stay as they are."""
    if entry.is_known:
        return
    further = _list_fields(source, publisher, source.issued)
    if not source.title:
        del further["title"]
    elif entry.fields["title"] == entry.fields.get("url"):
        entry.fields["title"] = source.title
    if "archiveurl" in entry.fields:
        further.pop("archivedate", None)
    if "date" not in entry.fields:
        # The key keeps its "nd"; only the field and the file of the entry matter.
        entry.path = _choose_file(source.issued)
    for name, value in further.items():
        kept = entry.fields.setdefault(name, value)
        if name in _NOTES and kept != value and normalize_title(kept) != normalize_title(value):
            _add_note(entry, _NOTES[name].format(value))
    _complete_notes(entry, source)


def _complete_notes(entry: Entry, source: LegacySource) -> None:
    if source.publisher and source.publisher != entry.fields["publisher"]:
        _add_note(entry, f"printed as “{source.publisher}”")
    authors = names_of_authors(source.author) if source.author else ""
    if authors and "author" not in entry.fields:
        entry.fields = {"author": authors} | entry.fields
    gives_pages = source.pages and entry.fields.setdefault("pages", source.pages) == source.pages
    for note in filter(None, ("" if authors else source.author, "" if gives_pages else source.note)):
        _add_note(entry, note)


def _add_note(entry: Entry, text: str) -> None:
    if text not in entry.notes:
        entry.notes.append(text)


def _may_be_same(entry: Entry, url: str, issued: PartialDate | None) -> bool:
    """Return whether an entry with a similar title or address can be this source: a column keeps both for years."""
    entry_address, address = _canonical(_find_url(entry)), _canonical(url)
    if entry_address and address and entry_address != address:
        return False
    dates = sorted((entry.fields.get("date", ""), str(issued or "")), key=len)
    # “2014” and “2014-10-17” may be one day.
    return dates[1].startswith(dates[0])


def _titles_agree(entry: Entry, title: str) -> bool:
    """Return whether the title of an entry is similar to *title*, or one of the two is only an address."""
    entry_title = entry.fields["title"]
    has_no_title = not title or "://" in title or entry_title == entry.fields.get("url")
    return has_no_title or title_similarity(fold_title(entry_title), fold_title(title)) >= _MIN_TITLE_SIMILARITY


def _find_date(source: LegacySource, brief: LegacyBrief) -> PartialDate | None:
    """Return the date printed with a source, or else that in its address unless it is later than the brief."""
    if source.issued:
        return source.issued
    day = brief.published.date if brief.published else None
    return address_date(source.url, latest=PartialDate(year=day.year, month=day.month, day=day.day) if day else None)


def _find_url(entry: Entry) -> str:
    return entry.fields.get("url", "") or entry.fields.get("archiveurl", "")
