"""Briefs and volumes as jobs for the press: each is made in one thread, and may be compiled in any other."""

import dataclasses
import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import msgspec

from ..checking.print_rules import NotPrinted, TooMuchToPrint
from ..diagnostics import Diagnostic, Span
from ..facets.citing.report import Report
from ..facets.entries import Entries
from ..facets.views import BriefPage
from ..model import Brief, BriefId
from ..reading import decoding
from ..reading.attachments import pictures_of, published
from ..reading.invisible import made_visible
from ..reading.overlong import CELL, MOST_IN_PRINT
from ..reading.picture_work import MOST_POINTS_OF_BRIEF
from ..storage import files
from ..storage.at_work import work_on
from ..storage.code_version import code_version
from . import fonts
from .characters import unprintable, unprintable_in_picture
from .code import array, string
from .metadata import Described, MetadataError, described
from .press import PressError, compiled
from .sheets import place_of_source, sheet
from .writer import Node, NoWriterError, Written, write

ATTACHING = "a-3a"
"""The standard under which a brief carries the files that it was made from."""

_HEAVIEST_SOURCES = 1_000_000
"""The most letters that the list of sources of a brief may have."""

_PICTURES = "pictures/"
_POINTS = 200  # points of a picture that want as much memory as one letter
_NO_DAY = datetime.date(1970, 1, 1)  # the compiler asks for a day; the file does not keep this one
_LANGUAGES = ("", "zh", "zh-Hant", "ja", "ko", "ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one may choose.

    Attributes:
        paper: `a4` or `letter`.
        numerals: `lining` or `old-style`.
        standard: One of `press.STANDARDS`.
        bibliography: In a volume, `each` brief has its references, or they are `merged` into one list.
    """

    paper: str = "a4"
    numerals: str = "lining"
    standard: str = "a-2a"
    bibliography: str = "each"


class Manuscripts(Protocol):
    """Where briefs come from, resolved."""

    entries: Entries
    series: str
    base_url: str
    licence: str
    language: str

    def page(self, brief: Brief) -> BriefPage:
        """What stands around the text of a brief."""

    def report(self, brief: Brief) -> Report:
        """As what a brief is cited."""

    def text(self, brief: Brief) -> Node:
        """Its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A PDF to be made.

    Attributes:
        name: What it is of, for messages.
        path: The file that a fault is told of.
        weight: How much is set; some thousand bytes of memory are wanted for each unit of it.
    """

    name: str
    path: str
    main: str
    texts: dict[str, bytes]
    pictures: dict[str, bytes]
    data: dict[str, Any]
    standard: str
    about: Described
    weight: int

    def make(self) -> bytes | Diagnostic:
        """The PDF, or why there is none."""
        work_on(f"{self.path} (the PDF of “{self.name}”)")
        try:
            day = self.about.issued or _NO_DAY
            pdf = compiled(self.main, self.texts, self.pictures, self.data, standard=self.standard, date=day)
            return described(pdf, self.about)
        except (PressError, MetadataError) as error:
            message = f'"{self.name}" could not be printed: {error}'
            return self._unprintable() or NotPrinted.at(Span(path=self.path), message)

    def _unprintable(self) -> Diagnostic | None:
        """Why a drawing has kept it from being printed: the compiler names neither the file nor all letters."""
        drawings = ((path, data) for path, data in self.pictures.items() if path.endswith(".svg"))
        found = (unprintable_in_picture(path.removeprefix(_PICTURES), data) for path, data in drawings)
        return next(filter(None, found), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A brief that is ready to be printed, alone or in a volume."""

    brief: Brief
    page: BriefPage
    report: Report
    sheet: dict[str, Any]
    written: Written
    points: int

    @property
    def whole_weight(self) -> int:
        """How much memory it wants, its pictures included."""
        return self.weight + self.points // _POINTS

    @property
    def weight(self) -> int:
        """How much there is to set: letters, and cells of tables, of which each is as costly as some fifty letters."""
        return len(self.written.code) + CELL * self.written.cells


class Edition:
    """Makes jobs.

    Args:
        root: The archive's folder.
        manuscripts: Where its briefs come from.
        look: What was chosen.
        bibtex: The sources of a brief in BibTeX, for files that carry them.
    """

    def __init__(self, root: Path, manuscripts: Manuscripts, look: Look, bibtex: Callable[[Brief], str]) -> None:
        self._root = root
        self._manuscripts = manuscripts
        self._bibtex = bibtex
        self.look = look
        self.entries = manuscripts.entries
        self.site = f"{manuscripts.base_url.rstrip('/')}/" if manuscripts.base_url else ""
        self.series = manuscripts.series
        self.licence = manuscripts.licence
        self._made_from: dict[BriefId, str] = {}

    def made_from(self, brief: Brief) -> str:
        """A digest of all that decides how a brief is printed alone; its volumes ask for it as well."""
        known = self._made_from.get(brief.id)
        if known is None:
            known = self._made_from[brief.id] = self._digest_of(brief)
        return known

    def _digest_of(self, brief: Brief) -> str:
        page = self._manuscripts.page(brief)
        attached = [self._bibtex(brief)] if self.look.standard == ATTACHING else []
        return files.digest(
            msgspec.json.encode(
                [*self._common, _printed(page), self._manuscripts.report(brief), brief.digest, *attached]
            )
        )

    @functools.cached_property
    def _common(self) -> list[Any]:
        """What decides how everything is printed."""
        said = (self.series, self.site, self.licence, self._manuscripts.language)
        return [code_version(), fonts.digest(), self.look.paper, self.look.numerals, self.look.standard, said]

    def leaf(self, brief: Brief) -> Leaf | tuple[Diagnostic, ...]:
        """A brief, ready; or the faults that keep it from being printed."""
        work_on(brief.path)
        page = self._manuscripts.page(brief)
        report = self._manuscripts.report(brief)
        made = sheet(page, report, base_url=self.site, series_language=self.language)
        try:
            written = self._written(brief, page, made["lang"])
        except NoWriterError as error:
            message = f'"{brief.id}" has a part for which the print edition has no form: {error}'
            return (NotPrinted.at(Span(path=brief.path), message, hint="please report it"),)
        except RecursionError:
            message = f'"{brief.id}" has something nested more deeply than can be printed, such as notes in notes'
            return (NotPrinted.at(Span(path=brief.path), message, hint="briefs check tells where"),)
        of_sources = _letters_of(made["sources"]) / _HEAVIEST_SOURCES
        if of_sources > 1:
            message = f'the sources of "{brief.id}" have more text than can be printed'
            return (TooMuchToPrint.at(Span(path=brief.path), message, hint="shorten the titles of its sources"),)
        printed = written.code + msgspec.json.encode(made).decode()
        sources = self.entries.catalogue.sources_of(brief)
        if found := unprintable(self._root, brief, sources, printed):
            return found
        known = self.entries.catalogue.archive.points
        points = sum(known.get(address, 0) for address in written.pictures)
        leaf = Leaf(brief=brief, page=page, report=report, sheet=made, written=written, points=points)
        if leaf.weight / MOST_IN_PRINT + of_sources > 1:
            message = f'"{brief.id}" has more text, or more cells of tables, than can be printed with its sources'
            return (TooMuchToPrint.at(Span(path=brief.path), message, hint="put large tables beside it as CSV files"),)
        if points > MOST_POINTS_OF_BRIEF:
            message = f'"{brief.id}" has pictures of {points:,} points; at most {MOST_POINTS_OF_BRIEF:,} can be printed'
            return (TooMuchToPrint.at(Span(path=brief.path), message, hint="save them smaller"),)
        return leaf

    def about_weight_of(self, brief: Brief) -> int:
        """About how much a brief will weigh, its pictures included: a text grows by up to a half for printing.

        Raises:
            ChangedError: Its file is not there.
        """
        try:
            size = (self._root / brief.path).stat().st_size
        except OSError as error:
            raise files.ChangedError(brief.path) from error
        known = self.entries.catalogue.archive.points
        points = sum(known.get(address, 0) for address in pictures_of(brief))
        return size * 3 // 2 + points // _POINTS

    def _written(self, brief: Brief, page: BriefPage, language: str) -> Written:
        return write(self._manuscripts.text(brief), brief=brief.id, page=page.address, language=language)

    def alone(self, leaf: Leaf) -> Job:
        """A brief as a file of its own."""
        brief = leaf.brief
        data = self.data([leaf]) | {"brief": leaf.sheet, "attached": self.attached([leaf])}
        main = '#import "brief.typ": *\n#import "text-0.typ": text-of\n#alone(data.brief, text-of, data.attached)\n'
        return Job(
            name=brief.id,
            path=brief.path,
            main=main,
            texts=texts_of([leaf], {}),
            pictures=self.pictures([leaf]),
            data=data,
            standard=self.look.standard,
            about=self._described(leaf),
            weight=leaf.whole_weight,
        )

    def _described(self, leaf: Leaf) -> Described:
        report = leaf.report
        return Described(
            identifier=report.id,
            url=report.identifier,
            publisher=report.publisher,
            rights=report.license_id or self.licence,
            language=report.language,
            license_id=report.license_id,
            subjects=leaf.sheet["keywords"],
            authors=names_of_authors([leaf]),
            contributors=names_of_contributors([leaf]),
            issued=report.issued,
            revised=leaf.brief.revised_or_withdrawn,
        )

    def pictures(self, leaves: Iterable[Leaf]) -> dict[str, bytes]:
        """The pictures that some briefs show, by path."""
        return {
            f"{_PICTURES}{address}": self._picture(address, digest)
            for leaf in leaves
            for address, digest in leaf.page.attachments
            if address in leaf.written.pictures
        }

    def data(self, leaves: Sequence[Leaf]) -> dict[str, Any]:
        """What the template is told of every job."""
        languages = {*_LANGUAGES, *_languages(leaves), self.language}
        return {
            "language": self.language,
            "series": self.series,
            "licence": self.licence,
            "site": self.site,
            "places": {},
            "look": {
                "paper": self.look.paper,
                "numerals": self.look.numerals,
                "fonts": {
                    kind: {tag: families(tag) for tag in sorted(languages)}
                    for kind, families in (("serif", fonts.serif), ("sans", fonts.sans), ("mono", fonts.mono))
                },
            },
        }

    @property
    def language(self) -> str:
        """Language of the series' own words, by BCP 47."""
        return self._manuscripts.language.replace("_", "-")

    def _picture(self, address: str, digest: str) -> bytes:
        return published(address, decoding.read_unchanged(address, self._root / address, digest))

    def attached(self, leaves: Iterable[Leaf]) -> dict[str, Any]:
        """The files that some briefs were made from, by name, where the standard lets a PDF carry them."""
        return dict(self._attached([leaf.brief for leaf in leaves])) if self.look.standard == ATTACHING else {}

    def _attached(self, briefs: Iterable[Brief]) -> Iterator[tuple[str, dict[str, str]]]:
        for brief in briefs:
            text = decoding.read_unchanged(brief.path, self._root / brief.path, brief.digest).decode("utf-8-sig")
            description = "The brief in MyST Markdown"
            yield f"{brief.id}.md", {"text": text, "type": "text/markdown", "description": description}
            description, sources = "Its sources in BibTeX", self._bibtex(brief)
            yield f"{brief.id}.bib", {"text": sources, "type": "application/x-bibtex", "description": description}


def _letters_of(sources: Iterable[Mapping[str, Any]]) -> int:
    """How many letters a list of sources has."""
    parts = (part for source in sources for run in source["runs"] for part in run["text"])
    return sum(len(part) if isinstance(part, str) else sum(map(len, part)) for part in parts)


def _printed(page: BriefPage) -> BriefPage:
    """What of a page is printed: not what else is in the archive, which changes with every new brief."""
    sources = tuple(
        dataclasses.replace(
            source,
            address="",
            links=(),
            marks=(),
            more=0,
            publisher=dataclasses.replace(source.publisher, address="") if source.publisher else None,
        )
        for source in page.sources
    )
    nothing: dict[str, Any] = {
        **dict.fromkeys(("head_meta", "languages", "named_by", "neighbours"), ()),
        "linked_data": {},
        "named_by_more": 0,
        "pdf": "",
    }
    return dataclasses.replace(page, sources=sources, **nothing)


def names_of_authors(leaves: Iterable[Leaf]) -> list[str]:
    """Who counts as an author of some briefs, each once."""
    return list(dict.fromkeys(name for leaf in leaves for name in leaf.sheet["authors"]))


def names_of_contributors(leaves: Iterable[Leaf]) -> list[str]:
    """Who edited or translated some briefs, each once."""
    people = (person for leaf in leaves for person in leaf.report.contributors)
    return list(dict.fromkeys(made_visible(person.written) for person in people))


def _languages(leaves: Iterable[Leaf]) -> Iterable[str]:
    for leaf in leaves:
        yield leaf.sheet["lang"]
        yield from leaf.written.languages
        yield from (run["lang"] for source in leaf.sheet["sources"] for run in source["runs"])
        yield from (one["lang"] for kind in ("countries", "topics", "people") for one in leaf.sheet[kind])


Numbers = Mapping[str, int]
"""The number of each source, by its key, in a bibliography that several briefs share."""


def texts_of(leaves: Sequence[Leaf], shared: Numbers) -> dict[str, bytes]:
    """The texts of some briefs, in files that are numbered; *shared* is empty where each has its own references."""
    return {f"text-{number}.typ": _module(leaf, shared) for number, leaf in enumerate(leaves)}


def place_in_shared(key: str) -> str:
    """The name of the place of a source in a bibliography that several briefs share."""
    return f"source:{key}"


def _module(leaf: Leaf, shared: Numbers) -> bytes:
    """A text, and to which number and place each of its marks leads."""
    numbers = (
        array((str(shared[one.key]), string(place_in_shared(one.key))))
        if shared
        else array((str(one.number), string(place_of_source(leaf.brief.id, one.number))))
        for one in leaf.page.sources
    )
    lines = ('#import "series.typ": *', f"#let sources = {array(numbers)}", f"#let text-of = {leaf.written.code}")
    return "\n".join(lines).encode()
