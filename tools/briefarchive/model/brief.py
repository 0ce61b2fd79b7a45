"""A brief: half a page to two pages on one event, with its sources."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ..diagnostics import Diagnostic, Span
from .chart import ChartKind
from .dates import PartialDate
from .lines import Places
from .names import BriefId, CiteKey, CountryCode, LanguageTag, PersonId, PublisherId, TopicId

ENGLISH = LanguageTag("en")


class Status(StrEnum):
    """Where a brief is in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was corrected in a published brief, and when."""

    date: datetime.date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """When a brief was withdrawn, and why. What replaces it says so itself, in `replaces`."""

    date: datetime.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Where and when a text from elsewhere first appeared, and the file beside the brief in which it came, if kept."""

    publisher: PublisherId | None = None
    date: PartialDate | None = None
    url: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCopy:
    """An export of a brief's text: which part of it, its SHA-256 in hex, the text's address and the format's name."""

    origin: str
    sha256: str
    address: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(ImportedCopy):
    """Where an imported brief came from: *copies* are other exports, whose fields count where they say more."""

    version: str = ""
    date: datetime.date | None = None
    copies: tuple[ImportedCopy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A role in a text, such as `cite:p` or `country`, the key, id or code that it names, and the place of that."""

    role: str
    target: str
    span: Span

    @property
    def cites(self) -> bool:
        """Whether it is a citation of a source."""
        return self.role.partition(":")[0] in {"cite", "footcite"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLink:
    """A link, an image or a chart in a brief's text.

    Attributes:
        span: Where it begins.
        image: Whether the file is shown where the link stands, as a picture or as a chart.
        chart: The kind of the chart that is drawn of the file; None for a link or a picture.
        address: The place of the address alone, where it stands as it is and may have to be written anew.
    """

    target: str
    span: Span
    image: bool = False
    chart: ChartKind | None = None
    address: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCitation:
    """What in a brief's text may cite sources in the syntax of another program, or by names and a year.

    Attributes:
        instead: What to write in its place; empty for names and a year.
        sure: Whether it is one even if no such source is known.
        whole: Whether all of it stands in one line.
        names: The names of authors or publishers, and then *year*.
    """

    shown: str
    span: Span
    keys: tuple[CiteKey, ...] = ()
    instead: str = ""
    sure: bool = False
    whole: bool = True
    names: tuple[str, ...] = ()
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of a brief's text: its level (2 to 6), its words, and its id, which links within the text name."""

    level: int
    text: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a scan of a brief's text finds, in the order of the text.

    Attributes:
        script: The script in which it is written, by its code in ISO 15924; empty where that is not clear.
        countries: The countries that it names again and again.
        sketch: What tells whether another text is nearly the same (`reading.sketch`).
        foreign: What may be citations in the syntax of other programs.
        on_request: What rules find that are checked only where the archive's configuration asks for them.
    """

    references: tuple[Reference, ...] = ()
    links: tuple[TextLink, ...] = ()
    headings: tuple[Heading, ...] = ()
    script: str = ""
    countries: tuple[CountryCode, ...] = ()
    sketch: bytes = b""
    foreign: tuple[ForeignCitation, ...] = ()
    on_request: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One brief, as its file says it.

    Attributes:
        path: Its file, relative to the archive's root.
        digest: Digest of the file's bytes, in hex.
        date: The day of the event.
        published: The day on which this archive first published the text; None where neither the file nor the
            repository's history tells it. Until a day to come, the brief is held back.
        authors: Who wrote it. `compilers` brought others' reports together, and count as authors where there are none.
        license: Under which the text may be used, as an SPDX identifier; empty for that of the archive.
        doi: Of the brief itself, without the resolver's address.
        original: Where and when the text first appeared, if that was not here.
        aliases: Old addresses that must redirect here.
        withdrawal: With status `withdrawn`.
        readable: False where the front matter cannot be read, and only the text is known; such a brief has no page.
        places: The place of each value of the front matter, by field (`countries`) or item (`countries.1`).
    """

    id: BriefId
    path: str
    digest: str
    title: str
    date: datetime.date
    published: datetime.date | None = None
    countries: tuple[CountryCode, ...] = ()
    topics: tuple[TopicId, ...] = ()
    authors: tuple[PersonId, ...] = ()
    compilers: tuple[PersonId, ...] = ()
    editors: tuple[PersonId, ...] = ()
    translators: tuple[PersonId, ...] = ()
    summary: str = ""
    language: LanguageTag = ENGLISH
    license: str = ""
    doi: str = ""
    translation_of: BriefId | None = None
    status: Status = Status.PUBLISHED
    sources: tuple[CiteKey, ...] = ()
    corrections: tuple[Correction, ...] = ()
    replaces: tuple[BriefId, ...] = ()
    aliases: tuple[str, ...] = ()
    withdrawal: Withdrawal | None = None
    original: Original | None = None
    imported: Imported | None = None
    markup: Markup = field(default_factory=Markup)
    readable: bool = True
    places: Places = field(default_factory=Places)

    @property
    def issued(self) -> PartialDate | None:
        """The date of publication that a citation gives: of its first appearance elsewhere, else in this archive."""
        if self.original and self.original.date:
            return self.original.date
        return PartialDate.of(self.published) if self.published else None

    @property
    def revised(self) -> datetime.date | None:
        """The day of its last correction."""
        return max((one.date for one in self.corrections), default=None)

    @property
    def revised_or_withdrawn(self) -> datetime.date | None:
        """The day of its last correction or of its withdrawal, whichever came later."""
        withdrawn = self.withdrawal.date if self.withdrawal else None
        return max((day for day in (self.revised, withdrawn) if day), default=None)

    @property
    def changed(self) -> datetime.date | None:
        """The last day on which something about it changed in this archive: publication, correction or withdrawal."""
        arrived = self.published or (self.imported.date if self.imported else None)
        return max((day for day in (arrived, self.revised_or_withdrawn) if day), default=None)

    @property
    def responsible(self) -> tuple[PersonId, ...]:
        """Who counts as its authors in citations and records: its compilers, where it has no authors."""
        return self.authors or self.compilers

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Everybody who had a part in it, each once: authors, compilers, editors and translators."""
        return tuple(dict.fromkeys((*self.authors, *self.compilers, *self.editors, *self.translators)))

    @property
    def is_draft(self) -> bool:
        """Whether it is not meant to be published yet."""
        return self.status is Status.DRAFT

    def on_day(self, day: datetime.date) -> "Brief":
        """The brief as it is known on a day: without corrections and a withdrawal that are dated later."""
        corrections = tuple(one for one in self.corrections if one.date <= day)
        withdrawal = self.withdrawal if self.withdrawal and self.withdrawal.date <= day else None
        if (corrections, withdrawal) == (self.corrections, self.withdrawal):
            return self
        status = self.status
        if self.withdrawal and not withdrawal and status is Status.WITHDRAWN:
            status = Status.CORRECTED
        if not corrections and status is Status.CORRECTED:
            status = Status.PUBLISHED
        return replace(self, corrections=corrections, withdrawal=withdrawal, status=status)

    def days_to_come(self, today: datetime.date) -> Iterator[datetime.date]:
        """The days after *today* on which the public sees something else of it: publication, correction and so on."""
        days = (self.published, self.withdrawal.date if self.withdrawal else None, self.date)
        yield from (day for day in (*days, *(one.date for one in self.corrections)) if day and day > today)

    def is_held_back(self, today: datetime.date) -> bool:
        """Whether its day of publication is still to come, or is written so that it cannot be read."""
        if self.published is None:
            return "published" in self.places
        return self.published > today

    @property
    def cited(self) -> tuple[CiteKey, ...]:
        """Keys of the sources it cites in its text, by first citation."""
        return tuple(dict.fromkeys(CiteKey(ref.target) for ref in self.markup.references if ref.cites))

    @property
    def bibliography(self) -> tuple[CiteKey, ...]:
        """Keys of all its sources in the order of its numbered list: those cited in the text come first."""
        return tuple(dict.fromkeys((*self.cited, *self.sources)))

    @property
    def mentions(self) -> tuple[BriefId, ...]:
        """Other briefs which its text or its front matter names, each once."""
        named = (BriefId(ref.target) for ref in self.markup.references if ref.role == "brief")
        return tuple(dict.fromkeys((*named, *self.replaces)))

    def place(self, field_name: str, index: int | None = None) -> Span:
        """The place of a field of the front matter, or of one item of a list; the file's first line if absent."""
        name = field_name if index is None else f"{field_name}.{index}"
        return self.places.get(name) or self.places.get(field_name) or Span(path=self.path)
