"""A brief: a text of half a page to two pages on one event, with its sources."""

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
    """Editorial status of a brief."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction to a published brief."""

    date: datetime.date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """When and why a brief was withdrawn. The brief that replaces it says so in its own `replaces`."""

    date: datetime.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Where and when a text first appeared elsewhere; *file* is the original beside the brief, if kept."""

    publisher: PublisherId | None = None
    date: PartialDate | None = None
    url: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCopy:
    """An old export of a brief's text; *origin* is its file or the part of it, and *reader* names its format."""

    origin: str
    sha256: str
    address: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(ImportedCopy):
    """Where an imported brief came from; *copies* are other exports of it, which fill in missing fields."""

    version: str = ""
    date: datetime.date | None = None
    copies: tuple[ImportedCopy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A role in a text, such as `cite:p` or `country`, with the key, id or code that it names."""

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
        span: Where it starts.
        image: Whether the file is shown in place, as a picture or a chart.
        chart: The kind of chart drawn from the file; None for a link or a picture.
        address: The place of the address itself, if it is written out and can be replaced.
    """

    target: str
    span: Span
    image: bool = False
    chart: ChartKind | None = None
    address: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCitation:
    """A possible citation in another program's syntax, or by names and a year.

    Attributes:
        replacement: The citation to write instead; empty for names and a year.
        is_certain: Whether it is a citation even if no such source is known.
        is_whole: Whether it is all on one line.
        names: Authors or publishers named before the *year*.
    """

    text: str
    span: Span
    keys: tuple[CiteKey, ...] = ()
    replacement: str = ""
    is_certain: bool = False
    is_whole: bool = True
    names: tuple[str, ...] = ()
    year: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading in a brief's text: its level (2 to 6), its words, and its id, the target of links within the text.

    A heading that lacks its words has no id.
    """

    level: int
    text: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMarkup:
    """What a scan of a brief's text finds, in text order.

    Attributes:
        script: ISO 15924 code of its script; empty if unclear.
        countries: Countries that it names repeatedly.
        sketch: Similarity sketch, by which near-duplicate texts are found (`reading.sketch`).
        foreign_citations: Possible citations in other programs' syntax.
        on_request: Diagnostics of optional rules, reported only if the archive's configuration asks for them.
    """

    references: tuple[Reference, ...] = ()
    links: tuple[TextLink, ...] = ()
    headings: tuple[Heading, ...] = ()
    script: str = ""
    countries: tuple[CountryCode, ...] = ()
    sketch: bytes = b""
    foreign_citations: tuple[ForeignCitation, ...] = ()
    on_request: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One brief, as in its file.

    Attributes:
        path: Its file, relative to the archive's root.
        digest: Digest of the file's bytes, in hex.
        date: The day of the event, or that of its first appearance where an import found no other (`event_date`).
        published: The day on which this archive first published the text; None if neither the file nor the
            repository's history says. A brief with a future day is held back until then.
        authors: Who wrote it. Where there are none, `compilers`, who collected others' reports, count as authors.
        license: SPDX identifier of the text's licence; empty for that of the archive.
        doi: DOI of the brief itself, without the resolver's address.
        original: Where and when the text first appeared, if not here.
        aliases: Old addresses that redirect to the brief.
        withdrawal: Given if its status is `withdrawn`.
        readable: False if the front matter cannot be read and only the text is known; such a brief has no page.
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
    markup: TextMarkup = field(default_factory=TextMarkup)
    readable: bool = True
    places: Places = field(default_factory=Places)

    @property
    def event_date(self) -> datetime.date | None:
        """The day of the event; unknown for an imported text that is only dated by its first appearance."""
        is_of_text = self.imported and self.original and str(self.original.date) == self.date.isoformat()
        return None if is_of_text else self.date

    @property
    def issued(self) -> PartialDate | None:
        """Publication date for citations: of its first appearance elsewhere, else in this archive."""
        if self.original and self.original.date:
            return self.original.date
        return PartialDate.from_day(self.published) if self.published else None

    @property
    def revised(self) -> datetime.date | None:
        """The day of its last correction."""
        return max((correction.date for correction in self.corrections), default=None)

    @property
    def revised_or_withdrawn(self) -> datetime.date | None:
        """The day of its last correction or its withdrawal, whichever is later."""
        withdrawn = self.withdrawal.date if self.withdrawal else None
        return max((day for day in (self.revised, withdrawn) if day), default=None)

    @property
    def changed(self) -> datetime.date | None:
        """The day of its last change that its file states: publication or import here, correction or withdrawal."""
        arrived = self.published or (self.imported.date if self.imported else None)
        return max((day for day in (arrived, self.revised_or_withdrawn) if day), default=None)

    @property
    def responsible(self) -> tuple[PersonId, ...]:
        """Its authors in citations and records: its compilers if it has none."""
        return self.authors or self.compilers

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Its authors, compilers, editors and translators, each once."""
        return tuple(dict.fromkeys((*self.authors, *self.compilers, *self.editors, *self.translators)))

    @property
    def is_draft(self) -> bool:
        """Whether its status is `draft`."""
        return self.status is Status.DRAFT

    def version_on(self, day: datetime.date) -> "Brief":
        """Return the brief as of a day, without corrections and a withdrawal dated later."""
        corrections = tuple(correction for correction in self.corrections if correction.date <= day)
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
        """Yield the days after *today* on which its public page changes, such as that of its publication."""
        days = (self.published, self.withdrawal.date if self.withdrawal else None, self.date)
        yield from (
            day for day in (*days, *(correction.date for correction in self.corrections)) if day and day > today
        )

    def is_held_back(self, today: datetime.date) -> bool:
        """Return whether its publication day is in the future or cannot be read."""
        if self.published is None:
            return "published" in self.places
        return self.published > today

    @property
    def bibliography(self) -> tuple[CiteKey, ...]:
        """Keys of all its sources in the order of its numbered list: those cited in the text first."""
        cited = (CiteKey(ref.target) for ref in self.markup.references if ref.cites)
        return tuple(dict.fromkeys((*cited, *self.sources)))

    @property
    def named_sources(self) -> frozenset[CiteKey]:
        """Keys of its sources, and of others that its text only links to."""
        links = (CiteKey(ref.target) for ref in self.markup.references if ref.role == "source")
        return frozenset((*self.bibliography, *links))

    @property
    def mentions(self) -> tuple[BriefId, ...]:
        """Other briefs named in its text or front matter, each once."""
        brief_ids = (BriefId(ref.target) for ref in self.markup.references if ref.role == "brief")
        return tuple(dict.fromkeys((*brief_ids, *self.replaces)))

    def place(self, field_name: str, index: int | None = None) -> Span:
        """Return the place of a front matter field or list item; if absent, the file's first line."""
        name = field_name if index is None else f"{field_name}.{index}"
        return self.places.get(name) or self.places.get(field_name) or Span(path=self.path)
