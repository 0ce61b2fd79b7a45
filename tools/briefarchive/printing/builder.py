"""Preparation of briefs for printing, alone or in a volume."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from ..checking.rule import NotPrinted, TooMuchToPrint
from ..diagnostics import Diagnostic, Span
from ..facets.entries import Entries
from ..facets.views import BriefPage
from ..i18n import OwnWords
from ..model import Brief, BriefId
from ..pictures.squares import TELLERS
from ..reading import decoding
from ..reading.attached_files import attachments
from ..reading.attached_files.attachments import list_pictures, read_clean_attachment
from ..reading.attached_files.pictures import MAX_PIXELS_OF_BRIEF
from ..reading.characters import replace_invisible
from ..reading.configuration import Publication
from ..reading.markdown.scanner import CELL_WEIGHT, MAX_PRINT_WEIGHT
from ..storage import files
from ..storage.cache import code_version, extras_version
from ..storage.limits import note_work
from ..text.tree import BriefReader
from . import fonts
from .fonts import report_unprintable
from .jobs import PICTURES, PdfJob
from .metadata import DocumentMetadata
from .template_data import brief_data, source_label, template_words
from .typst_code import array, string
from .writer import NoWriterError, TypstText, write

ATTACHING = "a-3a"
"""The standard that allows a PDF to contain the files that it was made from."""

_HEAVIEST_SOURCES = 1_000_000
"""The most letters in the list of sources of a brief."""

_LOGO = "look/logo"
_POINTS = 200  # pixels of a picture that need as much memory as one letter
_LANGUAGES = ("", "zh", "zh-Hant", "ja", "ko", "ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOptions:
    """The options of `briefs pdf`: `a4` or `letter`, `lining` or `old-style`, a standard, `each` or `merged`."""

    paper: str = "a4"
    numerals: str = "lining"
    standard: str = "a-2a"
    bibliography: str = "each"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLook:
    """An organisation's look on paper: a colour such as `#1f4e79`, and the name and bytes of a logo."""

    accent: str = ""
    logo: tuple[str, bytes] | None = None
    words: Mapping[str, OwnWords] = field(default_factory=dict)

    @property
    def logo_files(self) -> dict[str, bytes]:
        """The path of the logo for the compiler; empty without one, or if its format cannot be printed."""
        name, data = self.logo or ("", b"")
        suffix = Path(name).suffix.lower()
        return {f"{_LOGO}{suffix}": data} if suffix in attachments.PICTURES else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintableBrief:
    """A brief that is ready for printing."""

    brief: Brief
    page: BriefPage
    data: dict[str, Any]
    text: TypstText
    points: int

    @property
    def total_weight(self) -> int:
        """The memory that it needs with its pictures, in letters."""
        return self.weight + self.points // _POINTS

    @property
    def weight(self) -> int:
        """The amount of text: letters, and table cells, each of which costs about fifty letters."""
        return len(self.text.code) + CELL_WEIGHT * self.text.cells


class PdfBuilder:
    """A builder of jobs for the compiler, for one thread because of docutils.

    *page* returns the view of a brief in the language of its page, *bibtex* its sources for files that contain them.
    """

    def __init__(
        self,
        root: Path,
        entries: Entries,
        page: Callable[[Brief], BriefPage],
        publication: Publication,
        *,
        rights: str,
        options: PrintOptions,
        bibtex: Callable[[Brief], str],
        look: PrintLook | None = None,
    ) -> None:
        self._root, self._bibtex, self._look = root, bibtex, look or PrintLook()
        base_url = publication.base_url
        self.entries, self.page, self.options, self.rights = entries, page, options, rights
        self.base_url = f"{base_url.rstrip('/')}/" if base_url else ""
        self.series = publication.series
        self.reader = BriefReader()
        self._keys: dict[BriefId, str] = {}

    def key(self, brief: Brief) -> str:
        """Return a digest of everything that decides how a brief is printed on a site, alone or in a volume."""
        if brief.id not in self._keys:
            inputs = [*self._common, _strip_unprinted(self.page(brief))]
            self._keys[brief.id] = files.digest(msgspec.json.encode(inputs))
        return self._keys[brief.id]

    @functools.cached_property
    def _common(self) -> list[Any]:
        publication_data = (self.series, self.base_url, self.rights, self.entries.language)
        return [code_version(), extras_version(), publication_data, self._look]

    def prepare(self, brief: Brief) -> PrintableBrief | tuple[Diagnostic, ...]:
        """Return a brief that is ready for the compiler, or the reasons why it cannot be printed."""
        note_work(brief.path)
        page = self.page(brief)
        data = brief_data(page, base_url=self.base_url)
        try:
            text = self.reader.read(self._root, page)
            written = write(text, brief=brief.id, page=page.address, language=data["lang"])
        except NoWriterError as error:
            message = f'"{brief.id}" has a part that the print edition cannot show: {error}'
            return (NotPrinted.flag(Span(path=brief.path), message, hint="please report it"),)
        except RecursionError:
            message = f'"{brief.id}" has something nested more deeply than can be printed, such as notes in notes'
            return (NotPrinted.flag(Span(path=brief.path), message, hint="nest it less deeply"),)
        letters = sum(len(run["text"]) for source in data["sources"] for run in source["runs"])
        sources_share = letters / _HEAVIEST_SOURCES
        if sources_share > 1:
            message = f'the sources of "{brief.id}" have more text than can be printed'
            return (TooMuchToPrint.flag(Span(path=brief.path), message, hint="shorten the titles of its sources"),)
        printed_text = written.code + msgspec.json.encode(data).decode()
        sources = self.entries.catalogue.list_sources(brief)
        if diagnostics := report_unprintable(self._root, brief, sources, printed_text):
            return diagnostics
        points_by_path = self.entries.catalogue.archive.points
        points = sum(points_by_path.get(address, 0) for address in written.pictures)
        printable = PrintableBrief(brief=brief, page=page, data=data, text=written, points=points)
        if printable.weight / MAX_PRINT_WEIGHT + sources_share > 1:
            message = f'"{brief.id}" has more text, or more cells of tables, than can be printed with its sources'
            return (
                TooMuchToPrint.flag(Span(path=brief.path), message, hint="put large tables beside it as CSV files"),
            )
        if points > MAX_PIXELS_OF_BRIEF:
            message = f'"{brief.id}" has pictures of {points:,} points; at most {MAX_PIXELS_OF_BRIEF:,} can be printed'
            return (TooMuchToPrint.flag(Span(path=brief.path), message, hint="save them smaller"),)
        return printable

    def estimate(self, brief: Brief) -> int:
        """Estimate the weight of a brief with its pictures; printing adds up to a half to a text."""
        file = self._root / brief.path
        size = file.stat().st_size if file.is_file() else 0
        points_by_path = self.entries.catalogue.archive.points
        points = sum(points_by_path.get(address, 0) for address in list_pictures(brief))
        return size * 3 // 2 + points // _POINTS

    def brief_job(self, printable: PrintableBrief) -> PdfJob:
        """Return the job for a brief as a file of its own."""
        brief = printable.brief
        data = self.shared_data([printable]) | {"brief": printable.data, "attached": self.attached_files([printable])}
        main = '#import "brief.typ": *\n#import "text-0.typ": text-of\n#alone(data.brief, text-of, data.attached)\n'
        return PdfJob(
            name=brief.id,
            path=brief.path,
            main=main,
            texts=text_files([printable], {}),
            pictures=self.pictures([printable]),
            data=data,
            standard=self.options.standard,
            metadata=self._metadata(printable),
        )

    def _metadata(self, printable: PrintableBrief) -> DocumentMetadata:
        report = printable.page.report
        return DocumentMetadata(
            identifier=report.brief.id,
            url=report.identifier,
            publisher=report.publisher,
            rights=report.license_id or self.rights,
            language=report.brief.language,
            license_id=report.license_id,
            subjects=printable.data["keywords"],
            authors=author_names([printable]),
            contributors=contributor_names([printable]),
            issued=report.brief.issued,
            revised=printable.brief.revised_or_withdrawn,
        )

    def pictures(self, briefs: Sequence[PrintableBrief]) -> dict[str, bytes]:
        """Return the pictures and charts in some briefs, and the logo, by path."""
        charts = (chart for printable in briefs for chart in printable.text.charts.items())
        data_by_path = self._look.logo_files | {f"{PICTURES}{name}": svg.encode() for name, svg in charts}
        for printable in briefs:
            for address, digest in printable.page.attachments:
                if address in printable.text.pictures:
                    data_by_path[f"{PICTURES}{address}"] = read_clean_attachment(self._root, address, digest)
        return data_by_path

    def shared_data(self, briefs: Sequence[PrintableBrief]) -> dict[str, Any]:
        """Return the data that the template gets in every job."""
        frame_languages = {self.language, *(printable.page.frame_language for printable in briefs)}
        languages = {*_LANGUAGES, *_languages(briefs), *frame_languages}
        return {
            "language": self.language,
            "series": self.series,
            "licence": self.rights,
            "site": self.base_url,
            "words": {tag: template_words(tag) for tag in sorted(frame_languages)},
            "places": {},
            "look": {
                "paper": self.options.paper,
                "numerals": self.options.numerals,
                "accent": self._look.accent,
                "tellers": TELLERS,
                "logo": "".join(f"/{path}" for path in self._look.logo_files),
                "fonts": {
                    kind: {tag: fonts.list_families(kind, tag) for tag in sorted(languages)} for kind in fonts.KINDS
                },
            },
        }

    @property
    def language(self) -> str:
        """The language of the series' own words (BCP 47)."""
        return self.entries.language.replace("_", "-")

    def attached_files(self, briefs: Iterable[PrintableBrief]) -> dict[str, Any]:
        """Return the files that some briefs were made from, by name, if the standard allows a PDF to contain them."""
        attached = {}
        for brief in (printable.brief for printable in briefs if self.options.standard == ATTACHING):
            text = decoding.read_unchanged(brief.path, self._root / brief.path, brief.digest).decode("utf-8-sig")
            description = "The brief in MyST Markdown"
            attached[f"{brief.id}.md"] = {"text": text, "type": "text/markdown", "description": description}
            text, description = self._bibtex(brief), "Its sources in BibTeX"
            attached[f"{brief.id}.bib"] = {"text": text, "type": "application/x-bibtex", "description": description}
        return attached


def _strip_unprinted(page: BriefPage) -> BriefPage:
    """Return a page without what is not printed, because the rest changes with every new brief."""
    sources = tuple(
        replace(
            source,
            address="",
            links=(),
            marks=(),
            more_count=0,
            publisher=replace(source.publisher, address="") if source.publisher else None,
        )
        for source in page.sources
    )
    nothing: dict[str, Any] = {
        **dict.fromkeys(("previous", "next"), None),
        **dict.fromkeys(("head_meta", "languages", "named_by", "related", "terms"), ()),
        "linked_data": {},
        "named_by_more": 0,
        "pdf": "",
    }
    return replace(page, sources=sources, **nothing)


def author_names(briefs: Iterable[PrintableBrief]) -> list[str]:
    """Return the distinct authors of some briefs."""
    return list(dict.fromkeys(name for printable in briefs for name in printable.data["authors"]))


def contributor_names(briefs: Iterable[PrintableBrief]) -> list[str]:
    """Return the distinct editors and translators of some briefs."""
    people = (person for printable in briefs for person in printable.page.report.contributors)
    return list(dict.fromkeys(replace_invisible(person.display_name) for person in people))


def _languages(briefs: Iterable[PrintableBrief]) -> Iterable[str]:
    for printable in briefs:
        yield printable.data["lang"]
        yield from printable.text.languages
        yield from (run["lang"] for source in printable.data["sources"] for run in source["runs"])
        yield from (item["lang"] for kind in ("countries", "topics", "people") for item in printable.data[kind])


Numbers = Mapping[str, int]
"""The numbers of sources in a shared bibliography, by key."""


def text_files(briefs: Sequence[PrintableBrief], shared: Numbers) -> dict[str, bytes]:
    """Return the texts of some briefs in numbered files; *shared* is empty if each brief has its own references."""
    return {f"text-{number}.typ": _module(printable, shared) for number, printable in enumerate(briefs)}


def shared_source_label(key: str) -> str:
    """Return the label of a source in a shared bibliography."""
    return f"source:{key}"


def _module(printable: PrintableBrief, shared: Numbers) -> bytes:
    """Return the code of a text with the number and label of each cited source."""
    numbers = (
        array((str(shared[source.key]), string(shared_source_label(source.key))))
        if shared
        else array((str(source.number), string(source_label(printable.brief.id, source.number))))
        for source in printable.page.sources
    )
    lines = (
        '#import "series.typ": *',
        f"#let (to-page, picture-figure) = speaking({string(printable.page.frame_language)})",
        f"#let sources = {array(numbers)}",
        f"#let text-of = {printable.text.code}",
    )
    return "\n".join(lines).encode()
