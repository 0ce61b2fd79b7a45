"""The HTML builder: Sphinx's, with pages that are rebuilt by digest and indices that come from the archive."""

import contextlib
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from pathlib import Path

from pydata_sphinx_theme.pygments import overwrite_pygments_css  # type: ignore[import-untyped]
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.display import progress_message

from ..diagnostics import printable
from ..facets.search_examples import search_examples
from ..reading import files
from . import scripts
from .crew import Crew, OneProcess
from .drawing import Drawing
from .guide_files import GuideFiles, from_elsewhere
from .ledger import Ledger
from .pages import PageWriter
from .pieces import Pieces, Unit
from .project import Site, log_faults, site_of
from .settings import SEARCH_SCRIPTS, address_of, notice_of
from .share import ALL, Share
from .staging import Staging

_AT_ONCE = 50
"""Briefs that are drawn in one go; what a build has drawn is kept after each, in their order."""

_LOGGER = logging.getLogger(__name__)


class ArchiveHTMLBuilder(StandaloneHTMLBuilder):
    """Writes `html`.

    Sphinx's own search index is off: it knows no Chinese word, grows to megabytes, and its stemmer would be a third
    of the build.
    """

    search = False
    copysource = False
    progress: Callable[[str, int, int], None] = staticmethod(lambda what, done, total: None)
    notice: Callable[[str], None] = staticmethod(_LOGGER.info)
    crew: Crew = OneProcess()
    share: Share = ALL

    def init(self) -> None:
        """Start a build: all is written beside the site, and put in its place at the end."""
        super().init()
        self._place = Path(self.outdir)
        self._write_to(Staging(self._place).sphinx)
        # The theme would write it once more when all is in its place; `copy_assets` has done so.
        for listener in self.events.listeners["build-finished"][:]:
            if listener.handler is overwrite_pygments_css:
                self.events.disconnect(listener.id)
        self.events.connect("env-before-read-docs", self._skip_unchanged, priority=800)
        self.events.connect("write-started", self._tell_faults, priority=0)

    def write_in_place(self) -> None:
        """Have Sphinx write where the site is, for whoever wants single pages."""
        self._write_to(self._place)

    def _write_to(self, folder: Path) -> None:
        # Sphinx has made up its mind about these when it was set up.
        self.outdir = self._app.outdir = type(self.outdir)(folder)
        self._static_dir, self._sources_dir = folder / "_static", folder / "_sources"
        self._downloads_dir, self._images_dir = folder / "_downloads", folder / "_images"

    @functools.cached_property
    def _ledger(self) -> Ledger:
        """What the last build left, by digest."""
        ledger = Ledger(self._place, self.share)
        self.outdir.mkdir(parents=True, exist_ok=True)
        return ledger

    @property
    def site(self) -> Site:
        """The archive behind this build."""
        return site_of(self.env)

    @functools.cached_property
    def pages(self) -> PageWriter:
        """The writer of pages."""
        return PageWriter(self)

    @functools.cached_property
    def drawing(self) -> Drawing:
        """Draws the archive's pages."""
        return Drawing(self, self.pages)

    @functools.cached_property
    def pieces(self) -> Pieces:
        """All files of the site but those that Sphinx writes."""
        return self.pieces_of(self.site)

    def pieces_of(self, site: Site) -> Pieces:
        """All files of another site that this one draws."""
        root, confdir = Path(self.srcdir), Path(self.confdir)
        return Pieces(site, self.drawing, self.pages, self.config, root=root, confdir=confdir)

    def get_outdated_docs(self) -> Iterator[str]:
        """Pages of the guide that are not what would be written now: all, or none."""
        # Sphinx asks before it has looked for the pages as well: nothing can be said then.
        if not self.env.found_docs or self._has_guide:
            return iter(())
        return iter(sorted(self.env.found_docs))

    @functools.cached_property
    def _guide(self) -> GuideFiles:
        pages = map(Path, map(self.env.doc2path, self.env.found_docs))
        return GuideFiles(Path(self.srcdir), pages, self._ledger.elsewhere)

    @functools.cached_property
    def _has_guide(self) -> bool:
        return self._ledger.has_guide(self._guide_pages, self._guide_digest(self._guide.state))

    def _guide_digest(self, state: str) -> str:
        """A digest of all that its pages are made from: their files, and what they show of the archive."""
        return self.pieces.digest(f"{state} {search_examples(self.site.entries)!r}".encode())

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages of the guide."""
        outdated = docnames & set(self.get_outdated_docs())
        if outdated:
            super().write_documents(outdated)
            self._ledger.elsewhere = from_elsewhere(
                itertools.chain.from_iterable(self.env.dependencies.values()), Path(self.srcdir)
            )
        state = self._guide.state_with(self._ledger.elsewhere)
        # A guide with faults is read anew in each build, so that they are told again.
        sound = self._app._warncount == self._faults  # noqa: SLF001 — Sphinx counts its warnings under no other name
        made_from = self._guide_digest(state) if sound and state else "faulty"
        self._ledger.take_guide(self._guide_pages, made_from, there=not outdated)

    def _tell_faults(self, *_: object) -> None:
        """Tell those of the archive; all others so far, and those of writing the guide, are the guide's."""
        before = self._app._warncount  # noqa: SLF001
        log_faults(self.site)
        self._faults = self._app._warncount - before  # noqa: SLF001

    @property
    def _guide_pages(self) -> list[str]:
        return [self.get_target_uri(docname) for docname in self.env.found_docs]

    def copy_assets(self) -> None:
        """Copy static files."""
        super().copy_assets()
        # The theme does this when all is built; but pages name the file together with a digest of what is in it.
        overwrite_pygments_css(self._app, None)
        for name in scripts.ENTRIES:
            files.write_text(Path(self.outdir) / "_static" / "search" / name, scripts.bundled(SEARCH_SCRIPTS / name))

    def gen_pages_from_extensions(self) -> None:
        """Write briefs, the home page, the indices, exports, redirects, and other extensions' pages."""
        super().gen_pages_from_extensions()
        with progress_message("writing briefs, indices and exports"):
            if self._ledger.is_whole(self.pieces.state):
                self._ledger.take_former()
                self._draw(_units_of_briefs(self._ledger.with_other_texts(self._texts)))
            else:
                self._draw([*self._units_of("exports"), *self._units_of("indices"), *_units_of_briefs(self._texts)])
            self._write_last()

    def dump_inventory(self) -> None:
        """Sphinx's list of labels is not made: it would change with what of the guide was read in this build."""

    def handle_finish(self) -> None:
        """Bring what pages need, put all in its place, and tell what else lies there."""
        super().handle_finish()
        self._ledger.finish(self.pieces.state, self._texts)
        # A share knows nothing of the others, with which it may lie together.
        for address in self._ledger.strays() if self.share == ALL else ():
            message = '"%s" lies in the folder of the site, and is no part of it; delete it'
            _LOGGER.warning(message, printable(address), type="briefs", subtype="stray")
        if told := notice_of(address_of(self.config)):
            self.notice(told)
        self.write_in_place()

    def _draw(self, units: Sequence[Unit]) -> None:
        """Draw what is not there yet: what is soon done in this process, and else by the crew."""
        crew = self.crew if len(units) > 1 else OneProcess()
        done, total = 0, sum(len(unit.names) for unit in units)
        with contextlib.closing(crew.draw(units, self.pieces, self._ledger)) as given:
            for unit, drawn in zip(units, given, strict=True):
                self._ledger.take(drawn.record)
                self._ledger.staging.keep({one: made for one, made in drawn.record.items() if made[1]}, _name_of(unit))
                if drawn.warnings:
                    self._app._warning.write(drawn.told)  # noqa: SLF001 — what was said in another process is said here
                    self._app._warncount += drawn.warnings  # noqa: SLF001 — Sphinx counts under no other name
                done += len(unit.names)
                self.progress("briefs", done, total)

    def _units_of(self, kind: str) -> list[Unit]:
        # Each share thinks of the whole first: two processes are better off with the indices of all and the exports of
        # all than with half of both.
        return [Unit(kind=kind, share=share) for share in self.share.divided(max(self.crew.size // 2, 1))]

    def _write_last(self) -> None:
        for piece in self.pieces.redirects():
            if not self._ledger.has(piece.address, piece.made_from):
                self._ledger.write(piece.address, piece.made_from, piece.draw())

    @functools.cached_property
    def _texts(self) -> dict[str, str]:
        """The digest of each brief's file, by the name of its page."""
        return {name: brief.digest for name, brief in self.site.briefs.items() if self.share.has(name)}

    def _skip_unchanged(self, app: object, env: BuildEnvironment, docnames: list[str]) -> None:
        """Read no page of the guide that will not be written, but for the first, which Sphinx cannot be without."""
        wanted = {*self.get_outdated_docs(), str(self.config.root_doc)}
        docnames[:] = [docname for docname in docnames if docname in wanted]


def _units_of_briefs(names: Iterable[str]) -> list[Unit]:
    rest = iter(names)
    parts = iter(lambda: tuple(itertools.islice(rest, _AT_ONCE)), ())
    return [Unit(kind="briefs", names=part) for part in parts]


def _name_of(unit: Unit) -> str:
    """A name for the report of a unit."""
    return f"{unit.kind}-{files.digest(str(unit).encode())}"
