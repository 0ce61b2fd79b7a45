"""The PDFs of briefs and volumes, with their addresses."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..checking.rule import AddressTaken, NotPrinted, TooMuchToPrint
from ..diagnostics import Diagnostic, Span
from ..facets import addresses
from ..facets.entries import Entries
from ..facets.table import FACETS
from ..i18n import gettext_noop
from ..model import Brief, Status
from . import fonts
from .builder import PdfBuilder
from .jobs import PdfFile, PdfJob
from .volumes import HEAVIEST_VOLUME, Volume, volume_job, volume_key

_ABOUT = {
    "year": gettext_noop("Briefs of the year"),
    "country": gettext_noop("Briefs on the country"),
    "topic": gettext_noop("Briefs on the topic"),
}
"""The line below the title of a volume, by the facet of its term."""


def list_site_pdfs(builder: PdfBuilder, *, drafts: bool) -> Iterator[PdfFile]:
    """Yield the PDFs of a site: all briefs that have a page, and a volume for each year."""
    catalogue = builder.entries.catalogue
    briefs = catalogue.archive.briefs.values()
    yield from list_brief_pdfs(builder, (brief for brief in briefs if drafts or brief.status is not Status.DRAFT))
    years = (replace(make_volume(builder.entries, "year", year), can_omit=True) for year in catalogue.by_year)
    yield from list_volume_pdfs(builder, years)


def list_brief_pdfs(builder: PdfBuilder, briefs: Iterable[Brief]) -> Iterator[PdfFile]:
    """Yield a PDF for each brief."""
    for brief in briefs:
        address = addresses.brief_pdf_address(brief)
        yield PdfFile(
            address=address,
            find_key=functools.partial(builder.key, brief),
            prepare=functools.partial(_prepare_brief, builder, brief, address),
            estimate=functools.partial(builder.estimate, brief),
        )


def list_volume_pdfs(builder: PdfBuilder, volumes: Iterable[Volume]) -> Iterator[PdfFile]:
    """Yield a PDF for each volume or part of a volume."""
    for part in (part for volume in volumes for part in volume.split(builder.estimate)):
        yield PdfFile(
            address=addresses.volume_address(part.name),
            find_key=functools.partial(volume_key, builder, part),
            prepare=functools.partial(_prepare_volume, builder, part),
            estimate=lambda: HEAVIEST_VOLUME,  # the compiler itself uses several processors for a volume
        )


def make_volume(entries: Entries, kind: str, term: Any) -> Volume:
    """Return the works on a term of the facet *kind*, each in the language of the archive if possible."""
    facet = next(candidate for candidate in FACETS if candidate.name == kind)
    link, briefs = facet.link(entries, term), facet.works(entries.catalogue).get(term, ())
    return Volume(
        name=f"{kind}-{term}",
        title=link.text,
        title_lang=link.lang,
        about=entries.gettext(_ABOUT[kind]),
        address=link.address,
        briefs=tuple(sorted(map(entries.expression, briefs), key=lambda brief: (brief.date, brief.id))),
    )


def _prepare_brief(builder: PdfBuilder, brief: Brief, address: str) -> PdfJob | tuple[Diagnostic, ...]:
    if address in builder.entries.catalogue.archive.attachments:
        message = f'"{address}" is a file beside the brief, and has the address of its PDF'
        return (AddressTaken.flag(Span(path=address), message, hint="give the file another name"),)
    printable = builder.prepare(brief)
    return printable if isinstance(printable, tuple) else builder.brief_job(printable)


def _prepare_volume(builder: PdfBuilder, volume: Volume) -> PdfJob | tuple[Diagnostic, ...]:
    """Return the job for a volume, or the reason why there is none, such as a brief that cannot be printed."""
    if absent := fonts.find_missing(volume.title):
        name = f"no font for printing has {' '.join(absent)}"
        return (_report_volume(volume, f"{name}, which is in its title"),)
    printables, omitted = [], []
    for brief in volume.briefs:
        printable = builder.prepare(brief)
        if not isinstance(printable, tuple):
            printables.append(printable)
        elif volume.can_omit:
            omitted.append(brief)
        else:  # the problem is reported in full for the PDF of the brief
            return (_report_volume(volume, f'"{brief.id}" cannot be printed: {printable[0].message}'),)
    while sum(printable.total_weight for printable in printables) > HEAVIEST_VOLUME:
        heaviest = max(printables, key=lambda printable: printable.total_weight)
        if not volume.can_omit:
            what = "more text, cells of tables or points of pictures"
            message = f'"{volume.name}" has {what} than can be bound; most is in "{heaviest.brief.id}"'
            return (TooMuchToPrint.flag(_place(volume), message, hint="ask for fewer briefs"),)
        printables.remove(heaviest)
        omitted.append(heaviest.brief)
    if not printables:
        return (_report_volume(volume, "none of its briefs can be printed"),)
    return volume_job(builder, volume, printables, omitted)


def _report_volume(volume: Volume, reason: str) -> Diagnostic:
    return NotPrinted.flag(_place(volume), f'"{volume.name}" was not bound: {reason}')


def _place(volume: Volume) -> Span:
    """Return the folder of a volume's briefs as the place of its diagnostics, because a volume is no file."""
    return Span(path=volume.briefs[0].path.rpartition("/")[0])
