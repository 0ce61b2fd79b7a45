"""What kind of thing a source is, in CSL's terms, and in what it appeared.

BibTeX, biblatex, JabRef and Zotero have over a hundred entry types between them. Each format that we write has its
own; a table for each from CSL's types is short.
"""

from dataclasses import dataclass

from ..model import Source

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
PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")
_ON_THE_WEB = ("webpage", "post-weblog")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """In what a source appeared, and who brought it out where that is somebody else."""

    container: str = ""
    publisher: str = ""


def kind_of(source: Source) -> str:
    """The type that CSL has for *source*; `document` where none fits."""
    kind = _KINDS.get(source.type, "document")
    if kind == "document" and source.url:
        return "webpage"
    if kind == "article-journal" and (subtype := source.fields.get("entrysubtype")) in ("magazine", "newspaper"):
        return f"article-{subtype}"
    return kind


def imprint_of(source: Source) -> Imprint:
    """In what *source* appeared and who brought it out.

    The container of an article is its journal, that of a page the site, which is called as its publisher is (Zotero's
    “Website Title”): `China Daily` is named once.
    """
    kind = kind_of(source)
    container, publisher = source.container_title, source.publisher_name
    if kind in PERIODICALS:
        container = source.fields.get("journaltitle") or source.fields.get("journal") or container or publisher
        publisher = source.fields.get("publisher", "")
    elif kind in _ON_THE_WEB:
        container = container or publisher
    return Imprint(container=container, publisher=publisher if publisher != container else "")
