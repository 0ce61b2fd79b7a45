"""The values that templates get. They hold finished words and addresses; a template only places them.

Pages have thousands of them, and keys are made of what they hold: msgspec makes and writes them quickly.
"""

import datetime
import re
from typing import Any, Literal

from msgspec import Struct

from ..model import ChartData, FileChange, PartialDate, Status
from ..pictures.drawing import Picture
from ..pictures.squares import Run
from .report import Report


class Link(Struct, frozen=True, kw_only=True):
    """A text that leads somewhere on the site.

    Attributes:
        address: Relative to the site's root, perhaps with a fragment; empty for a text that leads nowhere.
        lang: Language of the text where it is not that of the page.
        hreflang: Language of what it leads to, where that is the point of the link.
        detail: What else a list of such things tells, as parts of a line: what each is, and its text.
    """

    text: str
    address: str = ""
    lang: str = ""
    hreflang: str = ""
    count: int | None = None
    detail: tuple[tuple[str, str], ...] = ()


Credit = tuple[str, tuple[tuple[Link, str], ...]]
"""“Compiled by”, and those who had this part in a brief, each with the address of their ORCID record, if known."""


class LegendRow(Struct, frozen=True, kw_only=True):
    """What a mark in a picture means: the classes of the mark, and how many there are of it."""

    mark: str
    text: str
    count: int | None = None


Legends = tuple[tuple[str, tuple[LegendRow, ...]], ...]
"""Legends of a picture, each with what it tells of: “Who published it”."""


class Evidence(Struct, frozen=True, kw_only=True):
    """What a brief rests on: sources in drawing order, a label such as “22 sources: 10 from …”, and whole sentences."""

    total: int
    runs: tuple[Run, ...]
    label: str
    sentence: str


class Listed(Struct, frozen=True, kw_only=True):
    """A work in a list, by one of its briefs.

    Attributes:
        terms: Its countries and topics, but for a country that all briefs have.
        summary: Empty where the brief is not in the language of the page.
        also_in: The same work in other languages, by the names of these.
        role: The part that somebody had in it, on the page of that person.
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
    """A change of a brief, as lists show it; *address* is where it was before it was renamed."""

    kind: str
    brief: Link
    day: datetime.date
    texts: tuple[str, ...]
    original: Link | None
    replacements: tuple[Link, ...]
    address: str
    since_withdrawn: bool


class SourceView(Struct, frozen=True, kw_only=True):
    """A source as it is shown in a brief's list or on its publisher's page.

    Attributes:
        marks: Ids of the places that cite it, in the order of the text.
        short: Who a sentence names when it cites the source.
        edited: What follows those names where they are editors.
        details: What else the line tells: volume, pages, edition, kind and number of a report.
        title: The title in its own script, or the key where there is none.
        title_lang: Language of the title where it is not that of the page.
        quoted: Whether the title is in quotation marks; a description in brackets does not.
        remarks: How the compiler saw it, where not at its own place, and which agencies wrote it.
        date: The day on which it appeared as far as it is known, `2014-10`; on a publisher's page only.
        links: Works that cite it: all of them on a publisher's page, the latest few others in a brief.
        more: How many others cite it beyond those.
        address: Its place on its publisher's page.
        teller: Who tells it, as a class of the style sheet; empty for an unknown source.
        seen: How the compiler saw it, as a class of the style sheet.
    """

    number: int = 0
    key: str
    anchor: str
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
    more: int = 0
    address: str = ""
    teller: str = ""
    teller_name: str = ""
    seen: str = ""
    seen_name: str = ""
    known: bool = True

    @property
    def kept_as(self) -> str:
        """Its address on the first page of its publisher, which stays as the list grows: by it, readers keep it."""
        return re.sub(r"--\d+(?=\.html)", "", self.address)


class Group(Struct, frozen=True, kw_only=True):
    """A part of a list under its own heading: a year, a month, a letter."""

    title: str
    briefs: tuple[Listed, ...] = ()
    sources: tuple[SourceView, ...] = ()
    links: tuple[Link, ...] = ()
    changes: tuple[ChangeView, ...] = ()


class TreeItem(Struct, frozen=True, kw_only=True):
    """A topic in the tree, with what is below it."""

    link: Link
    note: str = ""
    below: "tuple[TreeItem, ...]" = ()


class Pager(Struct, frozen=True, kw_only=True):
    """Where a page stands in a list of several: its number, and all pages."""

    number: int
    pages: tuple[Link, ...]


class MatrixCell(Struct, frozen=True, kw_only=True):
    """How many briefs have the terms of a row and of a column; *shade* is from 0 to 5."""

    count: int
    shade: int = 0
    address: str = ""
    label: str = ""


class TableRow(Struct, frozen=True, kw_only=True):
    """A row of a picture's table: *key* is for machines, and in the file of figures alone; *cells* are a matrix's."""

    key: str
    texts: tuple[Link, ...]
    counts: tuple[int, ...]
    cells: tuple[MatrixCell, ...] = ()


class FigureTable(Struct, frozen=True, kw_only=True):
    """The figures of a picture: the headings of keys, of first cells and of numbers, and the rows."""

    key: str
    texts: tuple[str, ...]
    counts: tuple[Link, ...]
    rows: tuple[TableRow, ...]


class Figure(Struct, frozen=True, kw_only=True):
    """A picture, or a shaded table in its place, with all that belongs to it; its figures are a file at *address*."""

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
        kind: `country`, `cell` and the like or, for a page that lists all of a kind, `countries`, `briefs`, `changes`.
        shows: What its list is made of, and so which template draws it: `briefs`, `sources`, `links`, `tree`, `table`
            or `changes`.
        about: What there is to say of its subject, as label and text.
        claims: What is said of it because a source says it, each with that source.
        elsewhere: Addresses outside the archive for the same subject, by what they are.
        doors: Links to related pages, under a heading each.
        shelf, told, timeline: Its pictures; on the first page of a list.
        total: How many briefs (or sources) the whole list has.
        counted: The same in words: “12 briefs”, “1 source”.
        exported: The page of whose references there are files: the first of a list's pages, or the whole archive.
        places: The file that says on which page of a long list each source stands; on the first page only.
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
    pager: Pager | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its pictures."""
        return tuple(one for one in (self.shelf, self.tellers, self.timeline) if one)


class Related(Struct, frozen=True, kw_only=True):
    """A brief that is worth reading next; *why* says what the two have in common."""

    brief: Listed
    why: str


class BriefPage(Struct, frozen=True, kw_only=True):
    """Everything that a brief's page shows beside its text.

    Attributes:
        frame_language: The language in which its page speaks to the reader.
        elsewhere: When and by whom the text was published before it came to the archive; empty if it was not.
        days: When the archive published and last revised it, as labels and days, each also written out.
        terms: Its countries and topics, but for a country that all briefs have.
        credits: Who had which part in it.
        references: What each role, link, picture and chart in its text shows, by kind and target.
        charts: The figures of its charts, by kind and target.
        attachments: Addresses and digests of the files that it shows or links to.
        report: As what it is cited; the styles are applied when the page is written, and only then.
        citations: The number of each cited key; a key that is not here is unknown.
        translation_of: Its original, if it is a translation.
        also_in: The same text in other languages but for that original, by the names of these languages.
        languages: Language and address of each of its versions, itself among them; empty if there is no other.
        linked_data: What it is, in schema.org's words.
        head_meta: What it is, in the words of Highwire and Dublin Core: name and content of each tag.
        open_graph: What it is, in the words of the Open Graph protocol: property and content of each tag.
    """

    address: str
    path: str
    title: str
    language: str
    direction: str
    frame_language: str
    date: datetime.date
    status: Status
    report: Report
    issued: PartialDate | None = None
    elsewhere: str = ""
    elsewhere_url: str = ""
    original_file: str = ""
    days: tuple[tuple[str, datetime.date, str], ...] = ()
    pdf: str = ""
    terms: tuple[Link, ...] = ()
    countries: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
    summary: str = ""
    sources: tuple[SourceView, ...] = ()
    evidence: Evidence | None = None
    legends: Legends = ()
    corrections: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[str, str] | None = None
    replacements: tuple[Link, ...] = ()
    replaces: tuple[Link, ...] = ()
    translation_of: Link | None = None
    also_in: tuple[Link, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    named_by: tuple[Listed, ...] = ()
    named_by_more: int = 0
    related: tuple[Related, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    references: dict[str, Link] = {}
    charts: dict[str, ChartData] = {}
    attachments: tuple[tuple[str, str], ...] = ()
    citations: dict[str, int] = {}
    linked_data: dict[str, Any] = {}
    head_meta: tuple[tuple[str, str], ...] = ()
    open_graph: tuple[tuple[str, str], ...] = ()
    versions: tuple[FileChange, ...] = ()
    version_count: int = 0

    @property
    def people(self) -> tuple[Link, ...]:
        """Everybody who had a part in it, each once."""
        return tuple(dict.fromkeys(person for _, people in self.credits for person, _ in people))
