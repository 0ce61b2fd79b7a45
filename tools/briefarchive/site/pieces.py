"""The files of a site, each with a digest of what it is made from, so that nothing is drawn that is there already."""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import msgspec
from sphinx.config import Config

from ..facets import addresses
from ..facets.companions import companions_of, installed
from ..facets.home import home_page
from ..facets.indices import index_pages
from ..facets.indices.publishers import source_places
from ..facets.search_examples import search_examples
from ..facets.told import told_by
from ..facets.views import BriefPage
from ..jobs.at_work import work_on
from ..model import Brief
from ..reading import files
from ..reading.attachments import published
from ..reading.code_version import code_version
from .drawing import Drawing, template_of
from .pages import PageWriter
from .project import Site
from .redirects import redirects
from .settings import extra_files, publication
from .share import ALL, Share

_PACKAGE = str(Path(__file__).parents[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file.

    Attributes:
        address: Relative to the site's root.
        made_from: Digest of all that decides what is in it.
        draw: Gives its bytes.
    """

    address: str
    made_from: str
    draw: Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Pieces that are drawn in one go: the pages of some briefs, or a share of the indices or exports.

    Attributes:
        kind: `briefs`, `indices` or `exports`.
        names: Those of the briefs.
        share: Of the others.
    """

    kind: str
    names: tuple[str, ...] = ()
    share: Share = ALL

    def __str__(self) -> str:
        return ", ".join(self.names) or f"{self.kind}, share {self.share}"


class Pieces:
    """The pieces of a site.

    Args:
        site: The archive.
        drawing: Draws pages of briefs.
        pages: Draws the others.
        config: What they look like.
        root: The archive's folder.
        confdir: That of its configuration.
    """

    def __init__(
        self, site: Site, drawing: Drawing, pages: PageWriter, config: Config, *, root: Path, confdir: Path
    ) -> None:
        self.site, self.root = site, root
        self._drawing, self._pages, self._config, self._confdir = drawing, pages, config, confdir

    @functools.cached_property
    def told(self) -> str:
        """A digest of all that pages tell of the archive, but for the texts of briefs."""
        return told_by(self.site.archive, self.site.reading.bibliographies)

    @functools.cached_property
    def state(self) -> str:
        """A digest of all that decides what is in any piece, but for the texts of briefs."""
        return self.digest(repr((self.told, sorted(self.site.pdfs), sorted(self.own_files))).encode())

    @functools.cached_property
    def own_files(self) -> frozenset[str]:
        """Addresses at which the archive puts files of its own, which stand before what would be made there."""
        return extra_files(self._config, self._confdir)

    def of(self, unit: Unit) -> Iterator[Piece]:
        """The pieces of a unit."""
        if unit.kind == "briefs":
            return self._briefs(unit.names)
        return self._indices(unit.share) if unit.kind == "indices" else self._exports(unit.share)

    def redirects(self) -> Iterator[Piece]:
        """Those at old addresses; they stand in no unit."""
        for address, target in redirects(self.site.briefs.values()):
            yield self._page(address, "redirect.html", target)

    def _briefs(self, names: Iterable[str]) -> Iterator[Piece]:
        for name in names:
            brief = self.site.briefs[name]
            work_on(brief.path)
            page = cast("BriefPage", self.site.page(name))
            made_from = self.digest(msgspec.json.encode(page) + brief.digest.encode())
            yield Piece(
                address=page.address, made_from=made_from, draw=functools.partial(self._brief, name, brief, page)
            )
            for address, digest in page.attachments:
                attached = functools.partial(self.attachment, address, digest)
                yield Piece(address=address, made_from=self.digest(digest.encode()), draw=attached)

    def _indices(self, share: Share) -> Iterator[Piece]:
        entries = self.site.entries
        if share.has(addresses.HOME):
            yield self._page(addresses.HOME, "home.html", home_page(entries))
        if share.has(addresses.SEARCH):
            yield self._page(addresses.SEARCH, "search.html", search_examples(entries))
        if share.has(addresses.NOT_FOUND) and addresses.NOT_FOUND not in self.own_files:
            yield self._page(addresses.NOT_FOUND, "not_found.html", None)
        for page in index_pages(entries):
            if share.has(page.address):
                yield self._page(page.address, template_of(page), page)
        for address, pages in source_places(entries):
            if share.has(address):
                data = msgspec.json.encode(pages)
                yield Piece(address=address, made_from=files.digest(data), draw=functools.partial(bytes, data))

    def _exports(self, share: Share) -> Iterator[Piece]:
        for one in companions_of(self.site.catalogue, publication(self._config)):
            if share.has(one.address) and one.address not in self.own_files:
                yield Piece(address=one.address, made_from=self.digest(one.made_from.encode()), draw=one.make)

    def _brief(self, name: str, brief: Brief, page: BriefPage) -> bytes:
        return self._drawing.brief(name, brief, page).encode()

    def _page(self, address: str, template: str, view: object) -> Piece:
        def draw() -> bytes:
            return self._pages.render(address, template, page=view).encode()

        return Piece(address=address, made_from=self.digest(msgspec.json.encode(view)), draw=draw)

    def attachment(self, address: str, digest: str) -> bytes:
        """A file that stands with the briefs, as it is published; *digest* is what it had when the archive was read."""
        return published(address, files.read_unchanged(address, self.root / address, digest))

    def digest(self, data: bytes) -> str:
        """A digest of *data* and of everything that every page shows or that decides how it looks."""
        return files.digest(self._look + data)

    @functools.cached_property
    def _look(self) -> bytes:
        # It is asked for before any page of the guide is written: the theme changes its settings then.
        settings = [(value.name, _canonical(value.value)) for value in self._config]
        own = [path.read_text("utf-8") for folder in self._config.templates_path for path in self._templates(folder)]
        shown = (code_version(), settings, self._pages.shared, own, installed())
        return files.digest(repr(shown).encode()).encode()

    def _templates(self, folder: str) -> list[Path]:
        return sorted((self._confdir / folder).rglob("*.html"))


def _canonical(value: object) -> str:
    """A setting in words that are the same in every process: sets have no order, and objects no name of their own."""
    match value:
        case str():
            # Where the package lies differs from machine to machine; what is in it, its version tells.
            return repr(value.replace(_PACKAGE, "briefarchive"))
        case int() | float() | None:
            return repr(value)
        case list() | tuple():
            return f"[{','.join(map(_canonical, value))}]"
        case dict():
            return f"{{{','.join(sorted(f'{_canonical(key)}:{_canonical(one)}' for key, one in value.items()))}}}"
        case set() | frozenset():
            return f"{{{','.join(sorted(map(_canonical, value)))}}}"
    return type(value).__name__
