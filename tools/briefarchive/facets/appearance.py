"""What kind of thing a source is, in what it appeared, and when.

BibTeX, biblatex, JabRef and Zotero have over a hundred entry types between them. `kinds.csv` says which of CSL's types
each of them is, and what each format that we write calls it. One more type is ours, a government's document: RIS has a
type for it, CSL and BibTeX have it among reports.

`@online` and `@misc` only say that a source is on the web, or nothing at all. There the kind of the publisher decides,
as it does in Zotero: an article of a newspaper is one “either print or online”, and so are the texts of agencies, news
sites and broadcasters, whose pages Zotero's translators take for newspaper articles too. A report is what “an
organization, institution, government department, or similar entity” brings out, press releases among it.

`Source.issued` is where the date begins. What else biblatex's `date` says in EDTF, such as a range or a season, stands
in the source's fields.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from ..bibtex.dates import edtf_start, is_edtf
from ..bibtex.names import read_names
from ..model import Name, PartialDate, Source


def _read_table(name: str) -> dict[str, dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as opened:
        return {row["kind"]: row for row in csv.DictReader(opened)}


_TABLE = _read_table("kinds.csv")
_KINDS = {name: kind for kind, row in _TABLE.items() for name in row["entry types"].split()}
GOVERNMENT_DOCUMENT = "government-document"
REPORTS = ("report", GOVERNMENT_DOCUMENT)
PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")
_GENERIC = ("webpage", "document")
PUBLISHER_KINDS = _read_table("publisher_kinds.csv")
"""What follows from the kind of a publisher: who tells what it brings out, and of what kind that is."""
# What appears in them is called after them: the container of such an item is its publisher, if it names no other.
_NAMED_AFTER_PUBLISHER = ("webpage", "post-weblog", "entry-encyclopedia")
_CALLED_PRESS_RELEASE = re.compile(r"press release\b", re.IGNORECASE)
_TITLED_PRESS_RELEASE = re.compile(r"press release(?: no\.? ?[\d/-]+)? ?[:–—]", re.IGNORECASE)
_OPEN = ("", "..")
_SEASON = re.compile(r"\d{4}-2([1-4])")
_INEXACT = re.compile(r"[~?%XxUu]")
_INEXACT_YEAR = re.compile(r"[~?]|\bca?\b|circa", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """In what a source appeared, and who brought it out where that is somebody else."""

    container: str = ""
    publisher: str = ""


def csl_kind(source: Source) -> str:
    """The type that CSL has for *source*, or `GOVERNMENT_DOCUMENT`; `document` where none fits."""
    kind = _KINDS.get(source.type, "document")
    if kind == "article-journal" and (subtype := source.fields.get("entrysubtype")) in ("magazine", "newspaper"):
        return f"article-{subtype}"
    if kind not in _GENERIC:
        return kind
    if decided := _kind_by_publisher(source):
        return decided
    return "webpage" if source.url else kind


def name_kind(source: Source, form: str, *, default: str) -> str:
    """What a format calls the kind of *source*: `RIS`, `biblatex` or `BibTeX`; *default* where it has no word."""
    return _TABLE.get(csl_kind(source), {}).get(form) or default


def is_kind_from_publisher(source: Source) -> bool:
    """Whether the kind of *source* is decided by its publisher, since its entry type says too little."""
    return _KINDS.get(source.type, "document") in _GENERIC and bool(_kind_by_publisher(source))


def _kind_by_publisher(source: Source) -> str:
    kind = PUBLISHER_KINDS.get(source.publisher_kind, {}).get("kind of a source", "")
    if _is_press_release(source):
        return kind if kind in REPORTS else "report"
    return kind


def _is_press_release(source: Source) -> bool:
    """Whether the entry calls it one, in `type` or in front of the title."""
    called = _CALLED_PRESS_RELEASE.match(source.fields.get("type", ""))
    return bool(called or _TITLED_PRESS_RELEASE.match(source.title))


def describe_imprint(source: Source) -> Imprint:
    """In what *source* appeared and who brought it out.

    The container of an article is its journal, that of a page the site, which is called as its publisher is (Zotero's
    “Website Title”): `China Daily` is named once.
    """
    kind = csl_kind(source)
    container, publisher = source.container_title, source.publisher_name
    if kind in PERIODICALS:
        container = source.fields.get("journaltitle") or source.fields.get("journal") or container or publisher
        publisher = source.fields.get("publisher", "")
    elif kind in _NAMED_AFTER_PUBLISHER:
        container = container or publisher
    return Imprint(container=container, publisher=publisher if publisher != container else "")


def list_translators(source: Source) -> tuple[Name, ...]:
    """Who translated *source*."""
    names, _ = read_names(source.fields.get("translator", ""))
    return names


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDate:
    """When a source appeared.

    Attributes:
        start: The date, or where a range begins; None where that is not known.
        end: Where a range ends, if it does.
        season: 1 for spring to 4 for winter, or 0.
        circa: Whether the date is approximate, uncertain or known in part.
        written: All of it in EDTF, or in the source's own words; empty for no date.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    season: int = 0
    circa: bool = False
    written: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether *start* says it all."""
        return self.written == (str(self.start) if self.start else "")


def find_source_date(source: Source) -> SourceDate:
    """When *source* appeared."""
    text = source.fields.get("date", "").strip()
    if not is_edtf(text):
        return _find_year(source)
    first, _, last = (part.strip() for part in text.partition("/"))
    season = _SEASON.match(first)
    return SourceDate(
        start=None if first in _OPEN else edtf_start(first),
        end=None if last in _OPEN else edtf_start(last),
        season=int(season[1]) if season else 0,
        circa=_INEXACT.search(text) is not None,
        written=text,
    )


def _find_year(source: Source) -> SourceDate:
    words = source.fields.get("date") or source.fields.get("year", "")
    if source.issued is None:
        return SourceDate(written=words.strip())
    circa = _INEXACT_YEAR.search(words) is not None
    return SourceDate(start=source.issued, circa=circa, written=f"{source.issued}{'~' if circa else ''}")
