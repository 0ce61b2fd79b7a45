"""What an old export says, once it has been read: values without a place in the archive yet."""

import datetime
import pickle
import re
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefarchive.diagnostics import Diagnostic
from briefarchive.model import PartialDate

from .document import Attachment, Block, Hints, SetAside
from .rules import DateMissing
from .text.dates.printed import Order
from .text.people.bylines import People
from .text.people.names import folded_name
from .words import make_pattern

_PAGES = re.compile(
    rf"(?:(?:{make_pattern('citing', 'pages')})\.?\s?|第\s?)?"
    r"(?P<pages>\d{1,4}(?:\s?[–—-]\s?\d{1,4})?)\s?[版页頁]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacySource:
    """A source as an export prints it.

    Attributes:
        publisher: Who brought it out, as printed; empty where the line names nobody.
        title: Its title without the quotation marks around it.
        author: The persons who wrote it, as printed.
        translation: What the line prints as the title in another language, in brackets.
        url: The first address printed with it, or empty; of an archived copy, that of the page that was copied.
        archive_url: Address of an archived copy of it, or empty.
        archive_date: When that copy was made.
        printed_url: The address as it was printed, where that is another one, or stands beside that of a copy.
        issued: The date printed with it.
        accessed: The date on which its address was seen, where the line says so.
        printed_dates: The words of these dates.
        note: Whatever else the line says.
        line: Where it starts.
        footnote: Label of the footnote that it was, whose marks are citations of it now; empty for one of a list.
        script: Name of the title's language as `langid` writes it, where its script tells; else empty.
    """

    publisher: str = ""
    title: str = ""
    author: str = ""
    translation: str = ""
    url: str = ""
    archive_url: str = ""
    archive_date: PartialDate | None = None
    printed_url: str = ""
    issued: PartialDate | None = None
    accessed: datetime.date | None = None
    printed_dates: tuple[str, ...] = ()
    note: str = ""
    line: int = 0
    footnote: str = ""
    script: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What the line says besides addresses and dates, as printed."""
        return self.publisher, self.title, self.author, self.translation, self.note

    @property
    def pages(self) -> str:
        """The pages, if the note says nothing else: “3–4” of “pp. 3-4”, “7” of “第7版”."""
        match = _PAGES.fullmatch(self.note)
        return re.sub(r"\s?[–—-]\s?", "–", match["pages"]) if match else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """The date of the brief: the words that say its day as they were printed, where, and the day they mean.

    There are no words where they stay in the text, and no line either where only the file said it. Where the words say
    a month alone, the day is its first.
    """

    date: datetime.date
    text: str = ""
    line: int = 0
    is_month: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What tells whether a text has something in common with others of its run: little, and held for each of them.

    Attributes:
        above: The short lines of its page above its first paragraph.
        below: Those below its last one, without sources.
        headings: Those right above a reference.
        sketch: As `reading.sketch` makes it, of the running text; empty where that is short.
        digest: Of all its words; empty where it has none.
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
    headings: frozenset[str]
    sketch: bytes
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyBrief(People):
    """One export, read.

    Attributes:
        origin: Name of the file, or of the part of it.
        sha256: Digest of its bytes, in hex.
        reader: Name of the format it was read from.
        text: Its decoded text, with spaces and line ends made plain, and the addresses behind the links of its sources.
        published: The date of publication; None where none was found.
        title: Its title line; empty where it has none.
        body: The blocks of its text, in order.
        joined: Words that a line end had cut in two, as (first part, second part).
        today: The date which the page prints as its own.
        evidence: Order of day and month that an unambiguous numeric date of the file shows.
        hints: What its file says about it.
        attachments: Pictures that its text shows, and PDFs to which it links.
        original: Where the file is that is kept beside the brief; None if none is.
        doubtful: Whether its date could be read in either order.
        diagnostics: What the reader had to decide or could not read.
        copies: Other exports of the same text that were united with it, the richest first.
        outline: What tells whether it has something in common with others, once that has been worked out.
        packed: What `pack` has made of its text, its body and what was joined in it, which are empty then.
    """

    origin: str
    sha256: str
    text: str
    reader: str = "text"
    published: PrintedDate | None = None
    title: str = ""
    body: tuple[Block, ...] = ()
    sources: tuple[LegacySource, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    today: datetime.date | None = None
    evidence: Order | None = None
    doubtful: bool = False
    hints: Hints = field(default_factory=Hints)
    attachments: tuple[Attachment, ...] = ()
    original: Path | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    copies: tuple["LegacyBrief", ...] = ()
    outline: Outline | None = None
    packed: bytes = b""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The plain words of each block of the text."""
        return tuple(block.text for block in self.body)

    def with_notes(self, *notes: Diagnostic) -> "LegacyBrief":
        """Return the same text with *notes* among its diagnostics."""
        return replace(self, diagnostics=(*self.diagnostics, *notes))

    def with_date(self, published: PrintedDate, *notes: Diagnostic) -> "LegacyBrief":
        """Return the same text with a date and *notes* on it, and no longer the error that it has none."""
        others = (diagnostic for diagnostic in self.diagnostics if diagnostic.code != DateMissing.code)
        return replace(self, published=published, diagnostics=(*others, *notes))

    def without_printed_date(self, decider: str) -> "LegacyBrief":
        """Return the same text with the printed words of its date set aside, since *decider* has another date."""
        printed = self.published
        if printed is None or not printed.text:
            return self
        words = SetAside(line=printed.line, text=printed.text, reason=f"{decider} has another date")
        return replace(self, set_aside=(*self.set_aside, words))

    def with_people(self, people: People, decider: str) -> "LegacyBrief":
        """Return the same text by *people*; the names that *decider* does not have are set aside."""
        kept_names = set(map(folded_name, people.people))
        dropped_names = (name for name in self.people if folded_name(name) not in kept_names)
        reason = f"{decider} does not name this person"
        return replace(
            self,
            compilers=people.compilers,
            editors=people.editors,
            translators=people.translators,
            set_aside=(*self.set_aside, *(SetAside(line=0, text=name, reason=reason) for name in dropped_names)),
        )


def pack(brief: LegacyBrief) -> LegacyBrief:
    """*brief* with its words compressed, so that a run can hold all of its texts until its report is written."""
    if brief.packed:
        return brief
    packed = zlib.compress(pickle.dumps((brief.text, brief.body, brief.joined)), level=1)
    return replace(brief, text="", body=(), joined=(), packed=packed, copies=tuple(map(pack, brief.copies)))


def unpack(brief: LegacyBrief) -> LegacyBrief:
    """*brief* with its words, as it was before it was packed."""
    if not brief.packed:
        return brief
    text, body, joined = pickle.loads(zlib.decompress(brief.packed))  # noqa: S301 — our own process has packed it
    return replace(brief, text=text, body=body, joined=joined, packed=b"")
