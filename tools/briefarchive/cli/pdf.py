"""`briefs pdf`: briefs and volumes for paper and for files."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..build.parallel_printing import printer
from ..build.pdf_builder import pdf_builder
from ..checking.archive import read_archive
from ..checking.report import print_text
from ..diagnostics import printable
from ..exporting.choice import unknown_terms
from ..facets.entries import Entries
from ..model import Archive, Brief, BriefId, CountryCode, Status, TopicId
from ..model.slugs import slug
from ..storage import files
from ..storage.clock import today
from ..storage.executor import WorkError
from .brief_ids import known_brief
from .extras import require_extra
from .limits import bounded
from .options import limits_option, output, output_folder, root_option, seen_from_here
from .progress import bars
from .search import answered

if TYPE_CHECKING:
    from ..printing.volumes import Volume

_MOST_FOUND = 10_000
_TERM = re.compile(r"(year|country|topic):(.+)", re.DOTALL)


@click.command("pdf", short_help="Make PDFs of briefs and volumes.")
@root_option
@click.argument("wanted", nargs=-1, metavar="[ID]…")
@click.option("--all", "everything", is_flag=True, help="Every brief, each as a file of its own.")
@click.option(
    "--volume",
    "volumes",
    multiple=True,
    metavar="WHICH",
    help="Bind briefs together: year:2014, country:RU, topic:energy, or what a search for WHICH finds.",
)
@click.option("--query", "queries", multiple=True, metavar="WORDS", help="Bind what a search for WORDS finds.")
@click.option("--bind", "title", metavar="TITLE", help="Bind the briefs ID… together, under this title.")
@click.option(
    "-o",
    "--output",
    "outdir",
    type=click.Path(file_okay=False, path_type=Path),
    help="By default build/pdf in the root.",
)
@click.option(
    "--standard",
    type=click.Choice(["a-2a", "a-3a", "ua-1"]),
    default="a-2a",
    show_default=True,
    help="PDF/A-2a; PDF/A-3a, in which each brief carries its text and its sources; or neither. All are PDF/UA-1.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option("--numerals", type=click.Choice(["lining", "old-style"]), default="lining", show_default=True)
@click.option(
    "--bibliography",
    type=click.Choice(["each", "merged"]),
    default="each",
    show_default=True,
    help="In a volume, references behind each brief, or one list for all.",
)
@click.option("--drafts", is_flag=True, help="Print drafts as well.")
@click.option("--quiet", is_flag=True, help="Print only what is wrong.")
@limits_option
def command(
    root: Path,
    wanted: tuple[str, ...],
    *,
    outdir: Path | None,
    drafts: bool,
    quiet: bool,
    no_limits: bool,
    **chosen: Any,
) -> None:
    """Make PDFs: of the briefs ID…, of all, or of volumes. What has not changed since is not made again.

    They are tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-2a). A volume of more than 300 briefs,
    or of more than can be bound, comes in parts. A search needs the site that “briefs build” has made.

    Exit status: 0 if all were made, 1 if one could not be, 2 for a wrong use of the command.
    """
    require_extra("print", "typst")
    from ..printing.builder import PrintOptions
    from ..printing.pdf_files import brief_pdfs, volume_pdfs
    from ..printing.pdf_folder import update_folder

    request = _Request(wanted, **{name: chosen.pop(name) for name in ("everything", "volumes", "queries", "title")})
    request.refuse_nonsense()
    found = {words: _ids_found(root, words) for words in request.searches}  # a program of its own, with other bounds
    target = output_folder(root, outdir, "build", "pdf")
    with bounded(root, unbounded=no_limits), bars(quiet=quiet) as progress:
        reading = read_archive(root)
        builder = pdf_builder(root, reading, PrintOptions(**chosen), drafts=drafts)
        request.refuse_unpublished(reading.archive, drafts=drafts)
        alone, bound = request.briefs(builder.entries, found, drafts=drafts)
        try:
            pdfs = (*brief_pdfs(builder, alone), *volume_pdfs(builder, bound))
            done = update_folder(pdfs, target, whole=False, printer=printer(), progress=progress)
        except WorkError as error:
            raise click.ClickException(str(error)) from error
    console = output(quiet=quiet)
    if done.diagnostics:
        print_text(done.diagnostics, output(), root, lambda path: seen_from_here(root / path))
    for address in done.made if len(done.made) <= 10 else ():
        console.print(printable(seen_from_here(target / address)))
    kept = f"; {done.kept} had not changed" if done.kept else ""
    console.print(printable(f"{len(done.made)} made{kept}, in {seen_from_here(target)}."))
    sys.exit(1 if done.diagnostics else 0)


@dataclass(frozen=True, slots=True)
class _Request:
    """Which files are wanted."""

    ids: tuple[str, ...]
    everything: bool
    volumes: tuple[str, ...]
    queries: tuple[str, ...]
    title: str | None

    def refuse_nonsense(self) -> None:
        """Refuse what asks for nothing."""
        if not (self.ids or self.everything or self.volumes or self.queries):
            raise click.UsageError("say which: ids of briefs, --all, or --volume year:2014")
        if self.title is not None and not self.ids:
            raise click.UsageError("--bind binds briefs whose ids are given")

    def refuse_unpublished(self, archive: Archive, *, drafts: bool) -> None:
        """Refuse briefs that are asked for by their ids and not published yet."""
        for brief in (archive.briefs[known_brief(archive, one)] for one in self.ids):
            if brief.is_draft and not drafts:
                raise click.UsageError(f'"{brief.id}" is a draft; print it with --drafts')
            if brief.is_held_back(today()) and not drafts:
                until = f" until {brief.published}" if brief.published else ""
                raise click.UsageError(f'"{brief.id}" is held back{until}; print it with --drafts')

    @property
    def searches(self) -> tuple[str, ...]:
        """What is searched for."""
        return (*(one for one in self.volumes if not _TERM.fullmatch(one)), *self.queries)

    def briefs(
        self, entries: Entries, found: Mapping[str, frozenset[BriefId]], *, drafts: bool
    ) -> tuple[list[Brief], list["Volume"]]:
        """The briefs that get a file of their own, and the volumes; *found* is what searches have found."""
        archive = entries.catalogue.archive
        named = [archive.briefs[known_brief(archive, one)] for one in self.ids]
        volumes = [_volume(entries, *match.groups()) for one in self.volumes if (match := _TERM.fullmatch(one))]
        volumes += [_found(entries, words, ids) for words, ids in found.items()]
        if self.title is not None:
            volumes.append(_chosen(self.title, named))
        if self.everything:
            return [one for one in archive.briefs.values() if drafts or one.status is not Status.DRAFT], volumes
        return ([] if self.title is not None else named), volumes


def _volume(entries: Entries, kind: str, term: str) -> "Volume":
    """A volume of a year, a country or a topic."""
    from ..printing.pdf_files import volume_of_country, volume_of_topic, volume_of_year

    catalogue = entries.catalogue
    year = int(term) if kind == "year" and re.fullmatch("[0-9]{4}", term) else 0
    code = CountryCode(term.upper())
    for unknown in unknown_terms(catalogue, {kind: ({"year": year, "country": code}.get(kind, term),)}):
        raise click.UsageError(printable(f'there is no {kind} "{term}"; {unknown.hint}'))
    match kind:
        case "year":
            volume = volume_of_year(entries, year)
        case "country":
            volume = volume_of_country(entries, code)
        case _:
            volume = volume_of_topic(entries, TopicId(term))
    return _filled(volume, f"{kind}:{term}")


def _found(entries: Entries, words: str, ids: frozenset[BriefId]) -> "Volume":
    """What a search has found, in the order of the briefs' dates; of a work in several languages, one."""
    from ..printing.volumes import Volume

    once: dict[BriefId, Brief] = {}
    for brief in entries.catalogue.shown:
        if brief.id in ids:
            own = entries.expression(brief)
            once.setdefault(entries.catalogue.original_of(brief.id), own if own.id in ids else brief)
    briefs = tuple(sorted(once.values(), key=lambda brief: (brief.date, brief.id)))
    name = f"search-{slug(words, limit=40) or files.digest(words.encode())[:8]}"
    return _filled(Volume(name=name, title=words, about="Briefs found by a search", briefs=briefs), words)


def _ids_found(root: Path, words: str) -> frozenset[BriefId]:
    request = {"query": words, "filters": {}, "sort": "newest", "limit": _MOST_FOUND}
    return frozenset(BriefId(result["id"]) for result in answered(root / "build" / "html", request)["results"])


def _chosen(title: str, briefs: list[Brief]) -> "Volume":
    """Briefs whose ids were given, in the order of their dates, each once."""
    from ..printing.volumes import Volume

    once = {brief.id: brief for brief in briefs}
    ordered = sorted(once.values(), key=lambda brief: (brief.date, brief.id))
    name = slug(title, limit=60) or files.digest(title.encode())[:8]
    return Volume(name=f"selection-{name}", title=title, about="A selection of briefs", briefs=tuple(ordered))


def _filled(volume: "Volume", which: str) -> "Volume":
    if not volume.briefs:
        raise click.UsageError(printable(f'there is no brief for "{which}"'))
    return volume
