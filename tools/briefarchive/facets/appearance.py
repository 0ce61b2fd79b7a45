"""The type of a source, its container, and its date.

BibTeX, biblatex, JabRef and Zotero have over a hundred entry types between them. `kinds.csv` maps each to a CSL type
and gives its name in each format that we write. One more type is our own, the government document: RIS has a type for
it, while CSL and BibTeX count it among reports.

`@online` and `@misc` only say that a source is on the web, or nothing at all. In that case the kind of the publisher
decides, as in Zotero: an article in a newspaper is one “either print or online”, and so are the texts of agencies, news
sites and broadcasters, whose pages Zotero's translators take for newspaper articles, too. A report is what “an
organization, institution, government department, or similar entity” publishes, including press releases.

`Source.issued` is the start of the date. The source's fields keep whatever else biblatex's `date` says in EDTF, such as
a range or a season.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from ..bibtex.dates import edtf_start, is_edtf
from ..bibtex.names import read_names
from ..model import Name, PartialDate, Source


def _read_table(name: str) -> dict[str, dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return {row["kind"]: row for row in csv.DictReader(file)}


_TABLE = _read_table("kinds.csv")
_KINDS = {name: kind for kind, row in _TABLE.items() for name in row["entry types"].split()}
GOVERNMENT_DOCUMENT = "government-document"
REPORTS = ("report", GOVERNMENT_DOCUMENT)
PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")
_GENERIC = ("webpage", "document")
PUBLISHER_KINDS = _read_table("publisher_kinds.csv")
"""The publisher class of each kind of publisher, and the type of its sources."""
# The values of `type` that biblatex prints in words (manual, section 4.9.2.13, “Types”).
_TYPES = {key: row["words"] for key, row in _read_table("types.csv").items()}
# Types whose container is the publisher, unless they name another.
_NAMED_AFTER_PUBLISHER = ("webpage", "post-weblog", "entry-encyclopedia")
_CALLED_PRESS_RELEASE = re.compile(r"press release\b", re.IGNORECASE)
_TITLED_PRESS_RELEASE = re.compile(r"press release(?: no\.? ?[\d/-]+)? ?[:–—]", re.IGNORECASE)
_OPEN = ("", "..")
_SEASON = re.compile(r"\d{4}-2([1-4])")
_INEXACT = re.compile(r"[~?%XxUu]")
_INEXACT_YEAR = re.compile(r"[~?]|\bca?\b|circa", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The container of a source, and its publisher if that is somebody else."""

    container: str = ""
    publisher: str = ""


def csl_kind(source: Source) -> str:
    """Return the CSL type of *source*, or `GOVERNMENT_DOCUMENT`; `document` if none fits."""
    kind = _KINDS.get(source.type, "document")
    if kind == "article-journal" and (subtype := source.fields.get("entrysubtype")) in ("magazine", "newspaper"):
        return f"article-{subtype}"
    if kind not in _GENERIC:
        return kind
    if by_publisher := _kind_by_publisher(source):
        return by_publisher
    return "webpage" if source.url else kind


def name_kind(source: Source, form: str, *, default: str) -> str:
    """Return the type of *source* in a format, `RIS`, `biblatex` or `BibTeX`; *default* if the format has none."""
    return _TABLE.get(csl_kind(source), {}).get(form) or default


def is_kind_from_publisher(source: Source) -> bool:
    """Whether the publisher decides the type of *source*, because its entry type says too little."""
    return _KINDS.get(source.type, "document") in _GENERIC and bool(_kind_by_publisher(source))


def _kind_by_publisher(source: Source) -> str:
    kind = PUBLISHER_KINDS.get(source.publisher_kind, {}).get("kind of a source", "")
    is_release = _CALLED_PRESS_RELEASE.match(source.fields.get("type", "")) or _TITLED_PRESS_RELEASE.match(source.title)
    return "report" if is_release and kind not in REPORTS else kind


def describe_imprint(source: Source) -> Imprint:
    """Return the container and the publisher of *source*.

    The container of an article is its journal. That of a web page is the site, which has the name of its publisher
    (Zotero's “Website Title”), so that `China Daily` appears only once.
    """
    kind = csl_kind(source)
    container, publisher = source.container_title, source.publisher_name
    if kind in PERIODICALS:
        container = source.fields.get("journaltitle") or source.fields.get("journal") or container or publisher
        publisher = source.fields.get("publisher", "")
    elif kind in _NAMED_AFTER_PUBLISHER:
        container = container or publisher
    return Imprint(container=container, publisher=publisher if publisher != container else "")


def describe_type(source: Source) -> str:
    """Return the value of the field `type`, such as “Press release”; in words if it is one of biblatex's keys."""
    text = source.fields.get("type", "")
    return _TYPES.get(text, text)


def list_translators(source: Source) -> tuple[Name, ...]:
    """Return the translators of *source*."""
    names, _ = read_names(source.fields.get("translator", ""))
    return names


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDate:
    """The publication date of a source.

    Attributes:
        start: The date or the start of a range; None if unknown.
        end: The end of a range, if it has one.
        season: 1 for spring to 4 for winter, or 0.
        circa: Whether the date is approximate, uncertain or partly unknown.
        text: The whole date in EDTF or in the source's own words; empty if there is none.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    season: int = 0
    circa: bool = False
    text: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether *start* is the whole date."""
        return self.text == (str(self.start) if self.start else "")


def find_source_date(source: Source) -> SourceDate:
    """Return the publication date of *source*."""
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
        text=text,
    )


def _find_year(source: Source) -> SourceDate:
    words = source.fields.get("date") or source.fields.get("year", "")
    if source.issued is None:
        return SourceDate(text=words.strip())
    circa = _INEXACT_YEAR.search(words) is not None
    return SourceDate(start=source.issued, circa=circa, text=f"{source.issued}{'~' if circa else ''}")
