"""View values for templates. They hold finished texts and addresses, which a template only puts in place.

A page has thousands of them, and the keys of pages are made from them: msgspec creates and encodes them fast.
"""

import datetime
import re
from typing import Any, Literal

from msgspec import Struct

from ..model import Brief, ChartData, FileChange, Status
from ..pictures.drawing import Picture
from ..pictures.squares import Run
from .report import Report


class Link(Struct, frozen=True, kw_only=True):
    """A text with or without a link to a page of the site.

    Attributes:
        address: Relative to the site's root, perhaps with a fragment; empty for a text without a link.
        lang: The language of the text if it differs from that of the page; *hreflang* is that of the target, if it
            matters.
        detail: More parts of the line in a list, each with its kind and its text.
    """

    text: str
    address: str = ""
    lang: str = ""
    hreflang: str = ""
    count: int | None = None
    detail: tuple[tuple[str, str], ...] = ()


Credit = tuple[str, tuple[tuple[Link, str], ...]]
"""A label such as “Compiled by”, and the people with that role, each with the URL of their ORCID record, if known."""


class LegendRow(Struct, frozen=True, kw_only=True):
    """The meaning of a mark in a picture: the CSS classes of the mark, a text, and how many there are."""

    mark: str
    text: str
    count: int | None = None


Legends = tuple[tuple[str, tuple[LegendRow, ...]], ...]
"""The legends of a picture, each with its title, such as “Who published it”."""


class Evidence(Struct, frozen=True, kw_only=True):
    """The sources of a brief: in drawing order, with a label such as “22 sources: 10 from …”, and in sentences."""

    total: int
    runs: tuple[Run, ...]
    label: str
    sentence: str


class ListEntry(Struct, frozen=True, kw_only=True):
    """A work in a list, represented by one of its briefs.

    Attributes:
        terms: Its countries and topics, except a country that all briefs share.
        summary: Empty if the brief is not in the language of the page.
        also_in: The same work in other languages, by the names of the languages.
        role: The role of a person in it, on the page of that person.
    """

    link: Link
    date: datetime.date
    terms: tuple[Link, ...]
    summary: str
    status: Status
    role: str = ""
    language: str = ""
    also_in: tuple[Link, ...] = ()
    published: datetime.date | None = None
    more_terms: int = 0
    evidence: Evidence | None = None


class ChangeView(Struct, frozen=True, kw_only=True):
    """A change of a brief in a list; *address* is the address that the brief had before it was renamed."""

    kind: str
    brief: Link
    day: datetime.date
    texts: tuple[str, ...]
    original: Link | None
    replacements: tuple[Link, ...]
    address: str
    since_withdrawn: bool


class SourceView(Struct, frozen=True, kw_only=True):
    """A source in the list of a brief or on its publisher's page.

    Attributes:
        marks: The ids of the places that cite it, in the order of the text.
        former_anchors: The anchors of entries that were merged into it; only on its publisher's page.
        short: The name that a sentence uses to cite the source.
        edited: The suffix of the authors' names if they are editors.
        title: The title in its original script, or the key if it has none.
        quoted: Whether the title is in quotation marks; a description in brackets is not.
        date: The publication date as far as it is known, `2014-10`; only on a publisher's page.
        links: The works that cite it: all of them on a publisher's page, the latest few others in a brief.
        more: The number of other works that cite it.
        address: Its place on its publisher's page.
        teller, seen: CSS classes for the class of its publisher and for how it was seen.
    """

    number: int = 0
    key: str
    anchor: str
    former_anchors: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    short: str = ""
    authors: str = ""
    edited: str = ""
    details: tuple[str, ...] = ()
    title: str
    title_lang: str = ""
    quoted: bool = True
    translated: str = ""
    romanized: str = ""
    romanized_lang: str = ""
    language: str = ""
    publisher: Link | None = None
    container: str = ""
    written_date: str = ""
    url: str = ""
    accessed: str = ""
    archive_url: str = ""
    archive_date: str = ""
    doi: str = ""
    remarks: tuple[str, ...] = ()
    note: str = ""
    date: str = ""
    links: tuple[Link, ...] = ()
    more_count: int = 0
    address: str = ""
    teller: str = ""
    teller_name: str = ""
    seen: str = ""
    seen_name: str = ""
    is_known: bool = True

    @property
    def basket_address(self) -> str:
        """The address in a reader's basket: on the first page of its publisher, it stays valid as the list grows."""
        return re.sub(r"--\d+(?=\.html)", "", self.address)


class Group(Struct, frozen=True, kw_only=True):
    """A group of a list under its own heading, such as a year, a month or a letter."""

    title: str
    briefs: tuple[ListEntry, ...] = ()
    sources: tuple[SourceView, ...] = ()
    links: tuple[Link, ...] = ()
    changes: tuple[ChangeView, ...] = ()


class TreeItem(Struct, frozen=True, kw_only=True):
    """A topic in the tree with its narrower topics."""

    link: Link
    note: str = ""
    below: "tuple[TreeItem, ...]" = ()


class MatrixCell(Struct, frozen=True, kw_only=True):
    """The number of briefs with the terms of a row and a column; *shade* is from 0 to 5."""

    count: int
    shade: int = 0
    address: str = ""
    label: str = ""


class TableRow(Struct, frozen=True, kw_only=True):
    """A row of a picture's table. Its *key* appears only in the data file; only a matrix has *cells*."""

    key: str
    texts: tuple[Link, ...]
    counts: tuple[int, ...]
    cells: tuple[MatrixCell, ...] = ()


class FigureTable(Struct, frozen=True, kw_only=True):
    """The data of a picture: the headings of keys, texts and numbers, and the rows."""

    key: str
    texts: tuple[str, ...]
    counts: tuple[Link, ...]
    rows: tuple[TableRow, ...]


class Figure(Struct, frozen=True, kw_only=True):
    """A picture, or a shaded table instead of one, with title, legends and data; *address* is that of the data file."""

    anchor: str
    title: str
    sentence: str
    picture: Picture | None = None
    table: FigureTable
    address: str
    legends: Legends = ()


class IndexPage(Struct, frozen=True, kw_only=True):
    """A page of an index.

    Attributes:
        kind: `country`, `cell` and the like; for a page that lists all of a kind, `countries`, `briefs` or `changes`.
        shows: The contents of its list, which decide the template.
        about, claims: Facts about its subject by label; claims with the source that states each.
        elsewhere: URLs of the same subject on other sites, by label.
        shelf, tellers, timeline: Its pictures; on the first page of a list.
        total: The number of briefs (or sources) in the whole list; *count_text* says it in words.
        exported: The page whose references are offered as files: the first page of the list, or the whole archive.
        number, pages: The number of this page of a long list, and links to all of its pages.
        places: The file that says which page of a long list has each source; on the first page only.
    """

    address: str
    kind: str
    shows: Literal["briefs", "sources", "links", "tree", "table", "changes"] = "briefs"
    title: str
    title_lang: str = ""
    lede: str = ""
    trail: tuple[Link, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    claims: tuple[tuple[str, Link], ...] = ()
    website: str = ""
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()
    related: tuple[Group, ...] = ()
    groups: tuple[Group, ...] = ()
    tree: tuple[TreeItem, ...] = ()
    shelf: Figure | None = None
    tellers: Figure | None = None
    timeline: Figure | None = None
    total: int = 0
    count_text: str = ""
    exported: str = ""
    feed: str = ""
    places: str = ""
    linked_data: dict[str, Any] = {}
    number: int = 1
    pages: tuple[Link, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The pictures of the page."""
        return tuple(figure for figure in (self.shelf, self.tellers, self.timeline) if figure)


class BriefPage(Struct, frozen=True, kw_only=True):
    """Everything that the page of a brief shows.

    Attributes:
        frame_language: The language of the page around the text.
        elsewhere: When and by whom the text was published before it came to the archive; empty if it was not.
        days: When the archive published and last revised it, each with its label.
        terms: Its countries and topics, except a country that all briefs share.
        references, charts: The link for each role, link, picture and chart in its text, and the data of charts, by kind
            and target.
        attachments: The addresses and digests of the files that it shows or links to.
        report: The data that citations need; citation styles are applied only when the page is written.
        citations: The number of each cited key; a missing key is unknown.
        also_in: The same text in other languages except *translation_of*, by the names of the languages.
        languages: Language and address of each version, including itself; empty if there is only one.
        related: Suggestions for further reading, each with what the two briefs have in common.
        linked_data, head_meta: Its metadata as JSON-LD, and as Highwire and Dublin Core tags.
    """

    address: str
    frame_language: str
    report: Report
    elsewhere: str = ""
    original_file: str = ""
    days: tuple[tuple[str, datetime.date], ...] = ()
    pdf: str = ""
    terms: tuple[Link, ...] = ()
    countries: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
    sources: tuple[SourceView, ...] = ()
    evidence: Evidence | None = None
    legends: Legends = ()
    replacements: tuple[Link, ...] = ()
    replaces: tuple[Link, ...] = ()
    translation_of: Link | None = None
    original_withdrawn: bool = False
    also_in: tuple[Link, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    named_by: tuple[ListEntry, ...] = ()
    named_by_more: int = 0
    related: tuple[tuple[ListEntry, str], ...] = ()
    previous: Link | None = None
    next: Link | None = None
    references: dict[str, Link] = {}
    charts: dict[str, ChartData] = {}
    attachments: tuple[tuple[str, str], ...] = ()
    citations: dict[str, int] = {}
    linked_data: dict[str, Any] = {}
    head_meta: tuple[tuple[str, str], ...] = ()
    commits: tuple[FileChange, ...] = ()
    commit_count: int = 0

    @property
    def brief(self) -> Brief:
        """The brief itself."""
        return self.report.brief

    @property
    def people(self) -> tuple[Link, ...]:
        """All people with a role in it, each once."""
        return tuple(dict.fromkeys(person for _, people in self.credits for person, _ in people))
