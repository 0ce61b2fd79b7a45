"""What the reader of a format hands over: one text of an old site, and what its file says about it.

Every format comes to this form, and from here on nobody asks which one it was: the same interpretation finds the date,
the byline and the sources in all of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path

from briefarchive.diagnostics import Diagnostic

from .text.lines.splitting import Line

MARKED_TOPICS = "class of the page"
"""Where the topics are from that an element holds whose class says so."""
LINKS_OF_TERMS = {"category": "link of a category", "tag": "link of a tag"}
"""Where the categories and tags are from to which a page links without a word before the link."""
CATALOGUE = "the catalogue"
OF_CATALOGUE = f" of {CATALOGUE}"
"""What stands behind the column where a hint is from the row of a catalogue, which a person has written for a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Words of an export that belong to its page and not to the brief: kept in the report with their line.

    *origin* is the copy of a brief that has them, where they are of another than the one whose text was taken.
    """

    line: int
    text: str
    reason: str
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Something that a file says about its text, and where, as in “HTML title” or “WXR slug”."""

    value: str
    where: str

    @property
    def is_of_table(self) -> bool:
        """Whether a person has written it for this very text into a table of texts or a catalogue."""
        return self.where.startswith("column ")

    @property
    def is_of_catalogue(self) -> bool:
        """Whether the row of a catalogue says it."""
        return OF_CATALOGUE in self.where


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a file says about its text besides the text, the most trustworthy first.

    Hints fill in what the text does not say. Where both speak and differ, the text is right and a person is told; but
    the row of a catalogue is right before both.

    Attributes:
        dates: Days of publication, as `2014-10-17`, or months, as `2014-10`.
        modified: Days of the last change, as `2014-10-17`.
        countries: Names in a column for countries, which become no topics.
        addresses: Where the text stood on the web, as absolute addresses.
        statuses: `draft` or `published`.
        languages: BCP 47 tags.
        summaries: What is said of the text in a sentence or two, as plain text.
        kinds: `page` for one of the pages of a site that is no post.
        dois: Of the text itself, as its file writes them: `10.5555/…`, or as an address.
    """

    titles: tuple[Hint, ...] = ()
    dates: tuple[Hint, ...] = ()
    modified: tuple[Hint, ...] = ()
    authors: tuple[Hint, ...] = ()
    editors: tuple[Hint, ...] = ()
    addresses: tuple[Hint, ...] = ()
    countries: tuple[Hint, ...] = ()
    categories: tuple[Hint, ...] = ()
    tags: tuple[Hint, ...] = ()
    statuses: tuple[Hint, ...] = ()
    languages: tuple[Hint, ...] = ()
    summaries: tuple[Hint, ...] = ()
    kinds: tuple[Hint, ...] = ()
    dois: tuple[Hint, ...] = ()

    @property
    def people(self) -> tuple[Hint, ...]:
        """The names of people, whatever they did."""
        return self.authors + self.editors

    @property
    def linked_terms(self) -> list[Hint]:
        """The categories and tags to which the page only links, without a word before the link."""
        places = LINKS_OF_TERMS.values()
        return [hint for hint in (*self.categories, *self.tags) if hint.where in places]

    @classmethod
    def of(cls, triples: Iterable[tuple[str, str, str]]) -> "Hints":
        """The hints of which *triples* give the field, the value and the place; empty and repeated values are none."""
        places: dict[str, dict[str, str]] = defaultdict(dict)
        for name, value, where in triples:
            if value:
                places[name].setdefault(value, where)
        return cls(
            **{
                name: tuple(Hint(value=value, where=where) for value, where in values.items())
                for name, values in places.items()
            }
        )

    def and_then(self, others: "Hints") -> "Hints":
        """These hints, and behind them those of *others* that say something else."""
        merged = {}
        for kind in fields(self):
            mine: tuple[Hint, ...] = getattr(self, kind.name)
            values = {hint.value for hint in mine}
            merged[kind.name] = mine + tuple(hint for hint in getattr(others, kind.name) if hint.value not in values)
        return Hints(**merged)


class BlockKind(StrEnum):
    """What a block is, where its format says so."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTATION = "quotation"
    TABLE = "table"
    FIGURE = "figure"
    CODE = "code"
    NOTE = "note"


WHOLE = frozenset({BlockKind.TABLE, BlockKind.FIGURE, BlockKind.CODE, BlockKind.NOTE})
"""What stands in these is shown as it is, and is no date, byline or source."""


BROKEN = "\\\n"
"""What stands before a line that goes on in the paragraph of the line above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere, and the absolute address to which they lead."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table: its words, and the address to which they lead, if they do."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, item of a list, table, figure or footnote, in the order in which it is read.

    Attributes:
        text: Its words, plain, with single spaces.
        markup: The same in MyST; empty where it is no more than *text* escaped.
        line: Where it begins in the original, from 1.
        place: Its number in the document, by which neighbours know each other.
        glue: What stands between its markup and that of the block before it, if both stay neighbours.
        level: Of a heading, 1 for that of the page; of an item, how deep it stands.
        links: Its links, in order.
        rows: Of a table, its cells row by row.
        outside: Why it belongs to the page and not to the article; empty if it belongs to it.
    """

    text: str
    markup: str = ""
    line: int = 0
    place: int = 0
    kind: BlockKind = BlockKind.PARAGRAPH
    glue: str = "\n\n"
    level: int = 0
    links: tuple[Link, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture that stands in a text, or a PDF to which it links: its name, and where its bytes are until then.

    The name has a digest of the bytes in it, so that two files of one folder never share one. *file* is the path of the
    original from the folder of the text, if it is a file of the export.
    """

    name: str
    path: Path
    line: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyDocument:
    """One text of an export, as its format shows it.

    Attributes:
        origin: The file's name, and behind `#` or `/` the part of it: `export.xml#post-123`, `site.zip/2014/a.html`.
        sha256: Digest of the bytes that it was read from, in hex.
        reader: Name of the format.
        text: Every word of the document, taken from the original by another way than *blocks*: the measure of what
            must come back.
        lines: Plain text's lines, whose paragraphs must still be found. Then there are no blocks.
        blocks: The parts of a document whose format shows where they begin and end.
        hints: What the file says about the text.
        attachments: Pictures and PDFs that the markup names.
        original: Where the file is that is kept beside the brief; None if none is.
        set_aside: Words of *text* that stand in no block, such as the title of a page's window.
        diagnostics: What the reader had to decide.
    """

    origin: str
    sha256: str
    reader: str
    text: str
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    hints: Hints = field(default_factory=Hints)
    attachments: tuple[Attachment, ...] = ()
    original: Path | None = None
    set_aside: tuple[SetAside, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
