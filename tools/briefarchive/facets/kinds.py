"""What kind of thing a source is, and in what it appeared.

BibTeX, biblatex, JabRef and Zotero have over a hundred entry types between them. `kinds.csv` says which of CSL's types
each of them is, and what each format that we write calls it. One more type is ours, a government's document: RIS has a
type for it, CSL and BibTeX have it among reports.

`@online` and `@misc` only say that a source is on the web, or nothing at all. There the kind of the publisher decides,
as it does in Zotero: an article of a newspaper is one “either print or online”, and so are the texts of agencies, news
sites and broadcasters, whose pages Zotero's translators take for newspaper articles too. A report is what “an
organization, institution, government department, or similar entity” brings out, press releases among it.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from ..bibtex.names import read_names
from ..model import Name, Source

with Path(__file__).with_name("kinds.csv").open(encoding="utf-8", newline="") as _opened:
    _TABLE = {row["kind"]: row for row in csv.DictReader(_opened)}
_KINDS = {name: kind for kind, row in _TABLE.items() for name in row["entry types"].split()}
GOVERNMENT_DOCUMENT = "government-document"
REPORTS = ("report", GOVERNMENT_DOCUMENT)
PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")
_GENERIC = ("webpage", "document")
_BY_PUBLISHER = {
    **dict.fromkeys(("newspaper", "news-agency", "news-site", "broadcaster"), "article-newspaper"),
    **dict.fromkeys(("magazine", "trade-press"), "article-magazine"),
    "journal": "article-journal",
    "government": GOVERNMENT_DOCUMENT,
    "international-organisation": "report",
    "reference-work": "entry-encyclopedia",
    "blog": "post-weblog",
}
# What appears in them is called after them: the container of such an item is its publisher, if it names no other.
_NAMED_AFTER_PUBLISHER = ("webpage", "post-weblog", "entry-encyclopedia")
_CALLED_PRESS_RELEASE = re.compile(r"press release\b", re.IGNORECASE)
_TITLED_PRESS_RELEASE = re.compile(r"press release(?: no\.? ?[\d/-]+)? ?[:–—]", re.IGNORECASE)


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


def written_kind(source: Source, form: str, *, default: str) -> str:
    """What a format calls the kind of *source*: `RIS`, `biblatex` or `BibTeX`; *default* where it has no word."""
    return _TABLE.get(csl_kind(source), {}).get(form) or default


def follows_publisher(source: Source) -> bool:
    """Whether the kind of *source* is decided by its publisher, since its entry type says too little."""
    return _KINDS.get(source.type, "document") in _GENERIC and bool(_kind_by_publisher(source))


def _kind_by_publisher(source: Source) -> str:
    kind = _BY_PUBLISHER.get(source.publisher_kind, "")
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
