"""Makes PDFs for “briefs pdf” and “briefs build --pdf”: briefs, and volumes of a year, country, topic or choice."""

import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import CommandError
from ..exporting.choice import unknown_terms
from ..exporting.latex import BIBTEX
from ..facets.entries import Entries
from ..model import Brief, BriefId, Status
from ..model.slugs import slug
from ..printing.builder import PdfBuilder, PrintLook, PrintOptions
from ..printing.pdf_files import list_brief_pdfs, list_volume_pdfs, make_volume
from ..printing.update import PdfUpdate, Progress, update_pdfs
from ..printing.volumes import Volume
from ..reading.archive_files import Reading
from ..site.application import set_up_sphinx
from ..site.look import read_words
from ..site.project import Site
from ..site.settings import get_look, publication, rights_statement
from ..storage import files
from ..storage.clock import today

_TERM = re.compile(r"(year|country|topic):(.+)", re.DOTALL)


class NothingToPrintError(CommandError):
    """A wanted brief or volume does not exist, or is not published yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfRequest:
    """The PDFs that are wanted.

    Attributes:
        ids: Briefs, each as a file of its own or, with a *title*, bound together.
        everything: Whether every brief is wanted as a file of its own.
        terms: Volumes such as `year:2014`.
        search_results: The briefs that searches have found, by the words of the search.
    """

    ids: Sequence[BriefId]
    title: str | None
    everything: bool
    terms: Sequence[str]
    search_results: Mapping[str, frozenset[BriefId]]
    drafts: bool


def is_term(text: str) -> bool:
    """Return whether *text* names a volume of a year, a country or a topic; otherwise it is a search."""
    return _TERM.fullmatch(text) is not None


def print_pdfs(
    root: Path,
    reading: Reading,
    request: PdfRequest,
    options: PrintOptions,
    target: Path,
    progress: Progress = lambda *_: None,
) -> PdfUpdate:
    """Make the wanted PDFs in the folder *target*.

    Raises:
        NothingToPrintError: A brief or a volume cannot be had.
        ChangedError: A file has changed since the archive was read.
        WorkError: A process ended in the middle of its work.
    """
    builder = pdf_builder(root, reading, options, drafts=request.drafts)
    entries = builder.entries
    briefs = [_require_public(reading.archive.briefs[brief_id], drafts=request.drafts) for brief_id in request.ids]
    volumes = [_volume(entries, term) for term in request.terms]
    volumes += [_search_results(entries, words, ids) for words, ids in request.search_results.items()]
    if request.title is not None:
        about, once = entries.gettext("A selection of briefs"), {brief.id: brief for brief in briefs}
        volumes.append(_bind("selection", request.title, about, once, limit=60))
        briefs = []
    if request.everything:
        all_briefs = reading.archive.briefs.values()
        briefs = [brief for brief in all_briefs if request.drafts or brief.status is not Status.DRAFT]
    pdfs = (*list_brief_pdfs(builder, briefs), *list_volume_pdfs(builder, volumes))
    return update_pdfs(pdfs, lambda address, data: files.write_bytes(target / address, data), progress=progress)


def _require_public(brief: Brief, *, drafts: bool) -> Brief:
    """Return the brief if it is published or drafts are wanted; otherwise raise an error."""
    if brief.is_draft and not drafts:
        raise NothingToPrintError(f'"{brief.id}" is a draft; print it with --drafts')
    if brief.is_held_back(today()) and not drafts:
        until = f" until {brief.published}" if brief.published else ""
        raise NothingToPrintError(f'"{brief.id}" is held back{until}; print it with --drafts')
    return brief


def _volume(entries: Entries, name: str) -> Volume:
    """Return the volume of a year, a country or a topic."""
    kind, _, term = name.partition(":")
    year = int(term) if re.fullmatch("[0-9]{4}", term) else term
    value = {"year": year, "country": term.upper()}.get(kind, term)
    for unknown in unknown_terms(entries.catalogue, {kind: (value,)}):
        raise NothingToPrintError(unknown)
    return _require_briefs(make_volume(entries, kind, value), name)


def _search_results(entries: Entries, words: str, ids: frozenset[BriefId]) -> Volume:
    """Return the volume of what a search has found; a work in several languages appears in one."""
    once: dict[BriefId, Brief] = {}
    for brief in entries.catalogue.shown_briefs:
        if brief.id in ids:
            expression = entries.expression(brief)
            once.setdefault(entries.catalogue.find_original(brief.id), expression if expression.id in ids else brief)
    volume = _bind("search", words, entries.gettext("Briefs found by a search"), once, limit=40)
    return _require_briefs(volume, words)


def _bind(kind: str, title: str, about: str, briefs: Mapping[BriefId, Brief], *, limit: int) -> Volume:
    """Return the volume of some briefs, whose name has at most *limit* letters of the title."""
    name = slug(title, limit=limit) or files.digest(title.encode())[:8]
    in_order = sorted(briefs.values(), key=lambda brief: (brief.date, brief.id))
    return Volume(name=f"{kind}-{name}", title=title, about=about, briefs=tuple(in_order))


def _require_briefs(volume: Volume, request: str) -> Volume:
    if not volume.briefs:
        raise NothingToPrintError(f'there is no brief for "{request}"')
    return volume


def pdf_builder(root: Path, reading: Reading, options: PrintOptions, *, drafts: bool, base_url: str = "") -> PdfBuilder:
    """Return the builder of PDFs for the archive at *root*; *base_url* overrides the configured address.

    Raises:
        ConfigurationError: The configuration cannot be used.
    """
    with (
        tempfile.TemporaryDirectory() as scratch,
        set_up_sphinx(root, Path(scratch), drafts=drafts, base_url=base_url, warning=sys.stderr) as app,
    ):
        site = Site(app.config, lambda: reading, drafts=drafts)
        published, rights = publication(app.config), rights_statement(app.config)
        look = get_look(app.config)
        print_look = PrintLook(
            accent=look.accent.light if look.accent else "",
            logo=(look.logo.name, look.logo.read_bytes()) if look.logo else None,
            words=read_words(app.config.briefs_words),
        )

    def list_sources(brief: Brief) -> str:
        references = (BIBTEX.reference(source).encode() for source in site.catalogue.list_sources(brief))
        return BIBTEX.file(references).decode()

    return PdfBuilder(
        root, site.entries, site.view, published, rights=rights, options=options, bibtex=list_sources, look=print_look
    )
