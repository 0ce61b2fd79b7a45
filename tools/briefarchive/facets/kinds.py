"""What kind of thing a source is, and in what it appeared.

BibTeX, biblatex, JabRef and Zotero have over a hundred entry types between them. Each format that we write has its
own; a table for each from CSL's types is short. One more type is ours, a government's document: RIS has a type for it,
CSL and BibTeX have it among reports.

`@online` and `@misc` only say that a source is on the web, or nothing at all. There the kind of the publisher decides,
as it does in Zotero: an article of a newspaper is one “either print or online”, and so are the texts of agencies, news
sites and broadcasters, whose pages Zotero's translators take for newspaper articles too. A report is what “an
organization, institution, government department, or similar entity” brings out, press releases among it.
"""

import re
from dataclasses import dataclass

from ..bibtex.names import read_names
from ..model import Name, Source

_NAMES = {
    "webpage": "online electronic www webpage website web_page",
    "post-weblog": "blog",
    "article": "preprint",
    "article-journal": "article journal review suppperiodical",
    "article-magazine": "magazine magazine_article",
    "article-newspaper": "newspaper newspaper_article press",
    "periodical": "periodical",
    "report": "report techreport working_paper",
    "book": "book mvbook booklet manual collection mvcollection proceedings mvproceedings reference mvreference "
    "conference_proceedings encyclopedia",
    "chapter": "inbook bookinbook suppbook incollection suppcollection book_section",
    "entry-encyclopedia": "inreference encyclopedia_article",
    "paper-conference": "inproceedings conference",
    "thesis": "thesis phdthesis mastersthesis",
    "dataset": "dataset",
    "software": "software softwaremodule softwareversion codefragment computer_program",
    "motion_picture": "movie film video",
    "broadcast": "broadcast television_broadcast podcast",
    "song": "audio music",
    "speech": "talk presentation speech lecture poster",
    "interview": "interview",
    "hearing": "hearing",
    "legal_case": "jurisdiction case",
    "legislation": "legislation statute legal",
    "bill": "bill",
    "patent": "patent",
    "standard": "standard",
    "map": "map",
    "graphic": "artwork image photo",
    "personal_communication": "letter",
    "manuscript": "unpublished",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
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
