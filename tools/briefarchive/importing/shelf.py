"""The sources of a run: each one entry, whether the archive has it already or not."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..curating.romanizing import telling_words, unique
from ..facets.citing.bibtex import format_entry
from ..model import Archive, PartialDate, Publisher, Source
from ..model.slugs import slug
from .legacy import LegacyBrief, LegacySource

_QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟«»‹›「」『』《》〈〉*_]")
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$)")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/")
# How many entries with one title are looked at, counted from the latest: a daily column has thousands.
_ALIKE = 100
UNDATED = "bib/undated.bib"


@dataclass(slots=True, kw_only=True)
class Entry:
    """An entry that the run adds, or one that the archive has (*known*), which is left as it is."""

    key: str
    fields: dict[str, str]
    path: str = UNDATED
    known: bool = False
    used: bool = False
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The entry in BibTeX."""
        note = {"note": "; ".join(self.notes)} if self.notes else {}
        kind = "online" if "url" in self.fields else "misc"
        return format_entry(self.key, kind, self.fields | note)


class Shelf:
    """Finds the entry of a source, or makes one."""

    def __init__(self, archive: Archive, publisher: Callable[[str, str], Publisher]) -> None:
        self._publisher = publisher
        self._keys: set[str] = set()
        self._by_title: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._by_url: dict[str, list[Entry]] = defaultdict(list)
        for source in archive.sources.values():
            self._index(Entry(key=source.key, fields=dict(source.fields), known=True), source.publisher or "", source)

    def place(self, source: LegacySource, brief: LegacyBrief) -> tuple[Entry, bool]:
        """The entry for *source*, and whether it was there before this line."""
        publisher = self._publisher(source.publisher, source.script) if source.publisher else None
        identity = (publisher.id if publisher else "", folded_title(source.title))
        issued = _issued(source, brief)
        alike = [*(self._by_title[identity][-_ALIKE:] if identity[1] else ()), *self._at(source.url)]
        entry = next((entry for entry in alike if _agree(entry, source.url, issued)), None)
        if entry is not None:
            self._complete(entry, source, publisher, identity)
        merged = entry is not None
        entry = entry or self._make(source, publisher, issued)
        self._enter(entry, [identity])
        return entry, merged

    def _at(self, url: str) -> list[Entry]:
        return self._by_url[_address(url)][-_ALIKE:] if _is_page(url) else []

    def _make(self, source: LegacySource, publisher: Publisher | None, issued: PartialDate | None) -> Entry:
        fields = {
            "title": source.title or source.url,
            "publisher": publisher.name if publisher else "",
            "date": str(issued) if issued else "",
            "url": source.url,
            "urldate": source.accessed.isoformat() if source.accessed else "",
            "langid": source.script,
        }
        entry = Entry(
            key=self._key(source, publisher, issued),
            fields={name: value for name, value in fields.items() if value},
            path=f"bib/{issued.year}.bib" if issued else UNDATED,
        )
        if publisher and source.publisher != publisher.name:
            entry.notes.append(f"printed as “{source.publisher}”")
        if source.note:
            entry.notes.append(source.note)
        return entry

    def _complete(
        self, entry: Entry, source: LegacySource, publisher: Publisher | None, identity: tuple[str, str]
    ) -> None:
        """Keep in an entry of this run what a further mention adds; one of the archive stays as it is."""
        if entry.known:
            return
        if source.url and "url" not in entry.fields:
            entry.fields["url"] = source.url
        elif source.url and entry.fields["url"] != source.url:
            _note(entry, source.url)
        if identity[1] and folded_title(entry.fields["title"]) != identity[1]:
            _note(entry, f"also printed as “{source.title}”")
        if publisher and source.publisher != entry.fields.get("publisher"):
            _note(entry, f"printed as “{source.publisher}”")
        if source.issued and "date" not in entry.fields:
            # The key says "nd" from now on; what counts is the field, and the file in which the entry stands.
            entry.fields["date"] = source.issued.isoformat()
            entry.path = f"bib/{source.issued.year}.bib"
        if source.accessed and "urldate" not in entry.fields:
            entry.fields["urldate"] = source.accessed.isoformat()
        if source.note:
            _note(entry, source.note)

    def _key(self, source: LegacySource, publisher: Publisher | None, issued: PartialDate | None) -> str:
        host = re.sub(r"^https?://(?:www\.)?|[/:?#].*$", "", source.url)
        owner = publisher.id if publisher else slug(host, limit=40) or "source"
        words = telling_words(source.title, count=5, limit=40) if source.title != source.url else ""
        base = "-".join(filter(None, (owner, str(issued.year) if issued else "nd", words)))
        key = unique(base, self._keys)
        self._keys.add(key)
        return key

    def _index(self, entry: Entry, publisher: str, source: Source) -> None:
        self._keys.add(entry.key)
        titles = (source.title, source.fields.get("title", ""))
        self._enter(entry, [(publisher, folded_title(title)) for title in titles if title])

    def _enter(self, entry: Entry, identities: Iterable[tuple[str, str]]) -> None:
        """Let *entry* be found by its publisher and title, and by its address."""
        places = [self._by_title[identity] for identity in identities if identity[1]]
        url = entry.fields.get("url", "")
        if _is_page(url):
            places.append(self._by_url[_address(url)])
        for alike in places:
            if all(other is not entry for other in alike[-_ALIKE:]):
                alike.append(entry)


def folded_title(title: str) -> str:
    """The form in which two prints of one title are the same: no quotation marks, case or double spaces."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(_QUOTES.sub("", text).split()).rstrip(".,;: ")


def as_text(entries: Iterable[Entry]) -> str:
    """*entries* in BibTeX, by key, with blank lines between them."""
    return "\n".join(entry.text() for entry in sorted(entries, key=lambda entry: entry.key))


def _note(entry: Entry, text: str) -> None:
    if text not in entry.notes:
        entry.notes.append(text)


def _agree(entry: Entry, url: str, issued: PartialDate | None) -> bool:
    """Whether an entry with a like title or address can be the same: a column's name and address stay each week."""
    known_url, known_date = entry.fields.get("url", ""), entry.fields.get("date", "")
    if _is_page(known_url) and _is_page(url) and _address(known_url) != _address(url):
        return False
    dates = sorted((known_date, str(issued or "")), key=len)
    # “2014” and “2014-10-17” may be one day.
    return dates[1].startswith(dates[0])


def _issued(source: LegacySource, brief: LegacyBrief) -> PartialDate | None:
    """The date printed with a source, else the one in its address, unless that is later than the brief."""
    if source.issued:
        return PartialDate(year=source.issued.year, month=source.issued.month, day=source.issued.day)
    match = _DAY_IN_ADDRESS.search(_ARCHIVED.sub("", source.url))
    if match is None:
        return None
    parts = [match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]
    issued = PartialDate.parse("-".join(parts))
    published = brief.published.date.isoformat() if brief.published else "9999"
    return issued if issued and str(issued) <= published else None


def _address(url: str) -> str:
    """The form in which two addresses of one page are the same."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").casefold()


def _is_page(url: str) -> bool:
    """Whether *url* leads to one page; a host's address alone is printed for many."""
    return "/" in _address(url)
