"""The files of a site, each with a key: a digest of everything that decides its contents."""

import functools
import itertools
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from sphinx.config import Config

from ..exporting.formats import table_formats
from ..exporting.static_files import StaticFile, static_files
from ..exporting.table import figures_table
from ..facets import addresses
from ..facets.addresses import find_figures_page
from ..facets.entries import Entries
from ..facets.indices.sources import source_places
from ..facets.single_pages import about_page, compare_page, comparison_data, home_page, search_page, social_card
from ..facets.table import is_address_free, page_lists
from ..facets.views import Figure, IndexPage
from ..model import Brief
from ..model.names import alias_address
from ..pictures.social_card import render_card
from ..reading.attached_files.attachments import read_clean_attachment
from ..reading.configuration import Publication
from ..storage import files
from ..storage.cache import code_version, extras_version
from ..storage.limits import note_work
from .brief_page_writer import BriefPageWriter, RenderedBrief
from .colours import OWN_COLOUR
from .pages import PageWriter
from .project import Site
from .settings import extra_files, get_look, publication

_PACKAGE = str(Path(__file__).parents[1])
_VIEWS: Mapping[str, tuple[str, Callable[[Entries, Publication], dict[str, Any]]]] = {
    addresses.HOME: ("home.html", lambda entries, _: home_page(entries)),
    addresses.ABOUT: ("about.html", about_page),
    addresses.COMPARE: ("compare.html", lambda entries, _: compare_page(entries)),
    addresses.READING_LIST: ("reading_list.html", lambda *_: {}),
    addresses.SEARCH: ("search.html", lambda entries, _: search_page(entries)),
    addresses.NOT_FOUND: ("not_found.html", lambda *_: {}),
}
"""The pages about the whole archive: their templates, and what makes their views."""
_LISTS = {
    "briefs": "list.html",
    "sources": "publisher.html",
    "links": "directory.html",
    "tree": "topics.html",
    "table": "all_briefs.html",
    "changes": "changes.html",
}
"""The templates of index pages, by what these show."""
_FURTHER = re.compile(r"--\d+\.html$")
"""The suffix of all pages of a list after the first (`addresses.list_page_address`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file: its address in the site, a digest of everything that decides its contents, and how to make it."""

    address: str
    key: str
    render: Callable[[], bytes]


class SitePages:
    """The pages and other files of a site; *brief_writer* writes the pages of briefs, *pages* all others."""

    def __init__(
        self, site: Site, brief_writer: BriefPageWriter, pages: PageWriter, config: Config, *, root: Path, confdir: Path
    ) -> None:
        self.site, self.root = site, root
        self._brief_writer, self._pages, self._config, self._confdir = brief_writer, pages, config, confdir

    @functools.cached_property
    def shared_key(self) -> str:
        """A digest of everything that decides the contents of any page except the texts of briefs."""
        return self.digest(repr((self.site.archive_key, sorted(self.site.pdfs), sorted(self.own_files))).encode())

    @functools.cached_property
    def own_files(self) -> frozenset[str]:
        """The addresses of the archive's own files, which take precedence over generated ones."""
        return extra_files(self._config, self._confdir)

    @functools.cached_property
    def groups(self) -> Mapping[str, Callable[[], Iterable[SiteFile]]]:
        """Functions that make each page, its further pages and the files that go with it, by the address of the page.

        Briefs come first, then lists, the pages about the whole archive, exports and feeds, and last redirects.
        """
        briefs = {f"{name}.html": functools.partial(self._brief_with_files, name) for name in self.site.briefs}
        entries = self.site.entries
        lists = {address: functools.partial(self._list, pages) for address, pages in page_lists(entries)}
        views = {address: functools.partial(self._view, address) for address in _VIEWS if address not in self.own_files}
        data = itertools.chain(source_places(entries), comparison_data(entries))
        scripts = {address: functools.partial(self._script_data, address, give) for address, give in data}
        redirects = {
            address: functools.partial(self._redirect, address, target) for address, target in self._redirects.items()
        }
        has_card = self.site.base_url and addresses.SOCIAL_CARD not in self.own_files
        pictures = {addresses.SOCIAL_CARD: self._social_card} if has_card else {}
        exports = {
            file.address: functools.partial(self._export, file)
            for file in static_files(self.site.catalogue, publication(self._config))
            if file.address not in self.own_files
        }
        return briefs | lists | views | exports | scripts | pictures | redirects

    def make_group(self, address: str) -> Iterable[SiteFile]:
        """Make one of `groups`; for a brief, the others need not be known."""
        name = address.removesuffix(".html")
        return self._brief_with_files(name) if name in self.site.briefs else self.groups[address]()

    def _brief_with_files(self, name: str) -> Iterator[SiteFile]:
        """Yield the page of a brief and the files beside it that are part of the page."""
        page = self.site.page(name)
        yield SiteFile(
            address=page.address,
            key=self.digest(msgspec.json.encode(page)),
            render=lambda: self.render_brief(name).html.encode(),  # noqa: PLW0108 — when it is asked for
        )
        yield from itertools.starmap(self._attachment_page, page.attachments)

    def text_key(self, name: str) -> str:
        """Return what decides the page of a brief beside `shared_key`: its file, and the last commit of it."""
        brief = self.site.briefs[name]
        changes = self.site.archive.changes.get(brief.path)
        return f"{brief.digest} {changes[0].commit}" if changes else brief.digest

    def render_brief(self, name: str) -> RenderedBrief:
        """Return the page of a brief with the passages of its text for the search."""
        page = self.site.page(name)
        note_work(page.brief.path)
        return self._brief_writer.render(page)

    def _attachment_page(self, address: str, digest: str) -> SiteFile:
        """Return a published file beside a brief; *digest* is its digest from when the archive was read."""
        return SiteFile(
            address=address,
            key=self.digest(digest.encode()),
            render=functools.partial(read_clean_attachment, self.root, address, digest),
        )

    def find(self, address: str) -> SiteFile | None:
        """Return the page or file at an address; None if the archive has none there."""
        site, name = self.site, address.removesuffix(".html")
        if name != address and name in site.briefs:
            return next(self._brief_with_files(name))
        if digest := site.archive.attachments.get(address):
            return self._attachment_page(address, digest)
        first = find_figures_page(address) or _FURTHER.sub(".html", address)
        group = self.groups.get(address) or self.groups.get(first)
        return next((page for page in group() if page.address == address), None) if group else None

    @functools.cached_property
    def _redirects(self) -> dict[str, str]:
        pairs = self.site.catalogue.by_pair
        reversed_pairs = (
            (addresses.pair_address(second, first), addresses.pair_address(first, second)) for first, second in pairs
        )
        return dict((*_old_addresses(self.site.briefs.values()), *reversed_pairs))

    def _view(self, address: str) -> Iterator[SiteFile]:
        """Yield a page about the whole archive, with its data files."""
        template, make = _VIEWS[address]
        view = make(self.site.entries, publication(self._config))
        yield self._page(address, template, view)
        yield from self._figures(view.get("figures", ()))

    def _list(self, pages: Callable[[], Iterator[IndexPage]]) -> Iterator[SiteFile]:
        for page in pages():
            yield self._page(page.address, _LISTS[page.shows], page)
            yield from self._figures(page.figures)

    def _figures(self, figures: Iterable[Figure]) -> Iterator[SiteFile]:
        for figure in figures:
            key = self.digest(msgspec.json.encode(figure.table))
            yield SiteFile(address=figure.address, key=key, render=functools.partial(figures_table, figure.table))

    def _script_data(self, address: str, give: Callable[[], object]) -> Iterator[SiteFile]:
        data = msgspec.json.encode(give())
        yield SiteFile(address=address, key=files.digest(data), render=functools.partial(bytes, data))

    def _redirect(self, address: str, target: str) -> Iterator[SiteFile]:
        yield self._page(address, "redirect.html", target)

    def _social_card(self) -> Iterator[SiteFile]:
        """Yield the picture for links on other sites."""
        config, accent = self._config, get_look(self._config).accent
        card = social_card(
            self.site.entries,
            name=config.project,
            text=config.briefs_motto or config.briefs_description,
            accent=accent.light if accent else OWN_COLOUR,
        )
        language = self.site.entries.language
        render = functools.partial(render_card, card, language)
        key = self.digest(f"{card!r} {language} {extras_version()}".encode())
        yield SiteFile(address=addresses.SOCIAL_CARD, key=key, render=render)

    def _export(self, static_file: StaticFile) -> Iterator[SiteFile]:
        key = self.digest(f"{static_file.fingerprint()} {extras_version()}".encode())
        yield SiteFile(address=static_file.address, key=key, render=static_file.make)

    def _page(self, address: str, template: str, view: object) -> SiteFile:
        key = self.digest(msgspec.json.encode(view))
        return SiteFile(
            address=address, key=key, render=lambda: self._pages.render(address, template, page=view).encode()
        )

    def digest(self, data: bytes) -> str:
        """Return a digest of *data* and everything that all pages show or that decides their look."""
        return files.digest(self._look_digest + data)

    @functools.cached_property
    def _look_digest(self) -> bytes:
        settings = [(value.name, _canonical(value.value)) for value in self._config]
        folders = [self._confdir / folder for folder in self._config.templates_path]
        templates = [path.read_text("utf-8") for folder in folders for path in sorted(folder.rglob("*.html"))]
        table_names = [table_format.name for table_format in table_formats()]
        inputs = (code_version(), settings, self._pages.shared, templates, table_names)
        return files.digest(repr(inputs).encode()).encode()


def _old_addresses(briefs: Collection[Brief]) -> Iterator[tuple[str, str]]:
    """Yield the addresses of redirects and their targets.

    An address that two of the *briefs* claim leads to the first; one below another page is left out. The check reports
    both.
    """
    pages = {addresses.brief_address(brief).casefold() for brief in briefs}
    claimed: dict[str, tuple[str, str]] = {}
    for brief in briefs:
        for address in map(alias_address, brief.aliases):
            if is_address_free(address) and address.casefold() not in pages:
                claimed.setdefault(address.casefold(), (address, addresses.brief_address(brief)))
    for folded, pair in claimed.items():
        if not any(str(folder) in claimed for folder in PurePosixPath(folded).parents):
            yield pair


def _canonical(value: object) -> str:
    """Return a setting as text that is the same in every process: sets have no order, and objects no name."""

    def describe(other: object) -> object:
        return sorted(map(_canonical, other)) if isinstance(other, set | frozenset) else type(other).__name__

    # The folder of the package depends on the machine; its version covers the contents.
    return json.dumps(value, default=describe, skipkeys=True).replace(_PACKAGE, "briefarchive")
