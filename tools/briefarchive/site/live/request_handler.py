"""The request handler of the live preview: pages as the full build would write them now, below their diagnostics."""

import contextlib
import functools
import mimetypes
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from ...checking import check
from ...checking.loading import read_archive
from ...checking.report import make_excerpt, read_lines
from ...checking.scope import select_brief, select_cited_entries
from ...diagnostics import Diagnostic, Severity, sanitize
from ...exporting.formats import FORMATS
from ...facets import addresses
from ...model import Archive
from ...reading import decoding
from ...reading.archive_files import Reading
from ...storage import files
from ...storage.limits import limit_error, note_work
from ..application import ConfigurationError, PageRenderer, page_renderer

HTML = "text/html"
_MEDIA_TYPES = {form.suffix: form.media_type for form in FORMATS} | {
    ".html": HTML,
    ".js": "text/javascript",
    ".woff2": "font/woff2",
}
_TYPES = mimetypes.MimeTypes(filenames=())  # independent of the machine's own table
_MAIN = '<main id="_main" tabindex="-1">'
_MOST = 50
_NO_MEMORY = "there is not enough memory"
_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)

# Not the environment of the site's pages, because diagnostics must be shown even if the site cannot be drawn.
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parents[1] / "templates" / "live"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["printable"] = sanitize


class Reply(NamedTuple):
    """A response."""

    body: bytes
    media_type: str = HTML
    status: int = 200


class RequestHandler:
    """A renderer of pages on request, for one thread because of docutils."""

    def __init__(self, root: Path, outdir: Path, *, drafts: bool = True) -> None:
        self._root = root
        self._outdir = outdir
        self._drafts = drafts
        self._stack = contextlib.ExitStack()
        self._renderer: PageRenderer | None = None
        self._trouble = ""
        self._unreadable = ""
        self._use(Reading(archive=Archive(), diagnostics=()))

    def open(self) -> None:
        """Set Sphinx up and read the archive."""
        self._set_up()
        self.read()

    def close(self) -> None:
        """Release Sphinx."""
        self._stack.close()

    def apply_changes(self, paths: Collection[str]) -> None:
        """React to changes of files; *paths* are relative to the root."""
        # Everything of the guide except the text of pages is read when Sphinx is set up.
        if any(path.startswith("docs/") and not path.endswith(".md") for path in paths):
            self._stack.close()
            self._set_up()
        if self._unreadable or any(not path.startswith("docs/") for path in paths):
            self.read()
        else:
            self._use(self._reading)

    def read(self) -> None:
        """Read the changed files of the archive."""
        self._unreadable = ""
        try:
            self._use(read_archive(self._root))
        except files.UnreadableFolderError as error:
            self._unreadable = str(error)
        except MemoryError:
            self._unreadable = str(limit_error(_NO_MEMORY))

    def _use(self, reading: Reading) -> None:
        """Answer from this reading from now on; its diagnostics are found when they are needed."""
        self._reading, self._check = reading, functools.cache(functools.partial(check, reading))
        if self._renderer:
            self._renderer.use(reading)

    def diagnostics(self, paths: Collection[str]) -> list[Diagnostic]:
        """Return the diagnostics of these files."""
        found = (diagnostic for diagnostic in self._check() if diagnostic.span.path in paths)
        return sorted(found, key=lambda diagnostic: diagnostic.span.path)

    def handle(self, path: str) -> Reply:
        """Return the response for *path*, the part of a URL after the host."""
        address = f"{path}index.html" if path.endswith("/") or not path else path
        address = address.removeprefix("/")
        parts = address.split("/")
        if any(not part or part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return _message_page(404, "There is nothing at this address")
        note_work(address)
        try:
            return self._render_as_saved(address)
        except MemoryError:
            reason = str(limit_error(_NO_MEMORY))
        except Exception as error:  # noqa: BLE001 — the server reports it and continues
            traceback.print_exc()
            reason = f"{type(error).__name__}: {error}"
        return _message_page(500, "This page could not be drawn", reason)

    def _render_as_saved(self, address: str) -> Reply:
        try:
            return self._render(address)
        except decoding.ChangedError:
            self.read()  # the file was saved a moment ago
            return self._render(address)

    def _render(self, address: str) -> Reply:
        renderer = self._renderer
        if renderer is None or self._unreadable:
            return self._static_file(address) or _message_page(
                500, "The site cannot be drawn", self._trouble or self._unreadable
            )
        archive, brief = self._reading.archive, renderer.find_brief(address)
        path = f"{address.removesuffix('.html')}.md"
        is_unread = brief is None and PurePosixPath(path).stem in archive.unread_briefs
        if is_unread and (faults := self.diagnostics([path])):
            return _message_page(200, "This brief cannot be read", below=self._panel("What is wrong with it", faults))
        if address.endswith(".html") and (page := renderer.file(address)) is not None:
            panel = Markup()
            if brief is not None:
                faults = [
                    *select_cited_entries(self._check(), archive, brief.id),
                    *select_brief(self._check(), brief.id),
                ]
                panel = self._panel("What is wrong with this brief", faults)
            elif address == addresses.HOME:
                faults = [diagnostic for diagnostic in self._check() if not diagnostic.span.path.endswith(".md")]
                panel = self._panel("What is wrong with files that have no page", faults)
            return Reply(page.replace(_MAIN.encode(), f"{_MAIN}{panel}".encode(), 1))
        if (html := renderer.guide(address)) is not None:
            return Reply(html.encode())
        if (static := self._static_file(address)) is not None:
            return static
        if (data := renderer.file(address)) is not None:
            return Reply(data, _media_type(address))
        return _message_page(404, "There is no page at this address")

    def _panel(self, title: str, diagnostics: Sequence[Diagnostic]) -> Markup:
        """Return a panel with a title and diagnostics, or nothing without any."""
        if not diagnostics:
            return Markup()
        read = functools.cache(functools.partial(read_lines, self._root))
        excerpts = [
            (diagnostic, make_excerpt(diagnostic, read(diagnostic.span.path))) for diagnostic in diagnostics[:_MOST]
        ]
        worst = min((diagnostic.severity for diagnostic in diagnostics), key=_WEIGHT.index)
        html = _ENVIRONMENT.get_template("faults.html").render(
            title=title, faults=excerpts, worst=str(worst), more=len(diagnostics) - len(excerpts)
        )
        return Markup(html)  # noqa: S704 — the template escapes

    def _static_file(self, address: str) -> Reply | None:
        """Return a file that Sphinx has copied."""
        file = self._outdir / address
        try:
            if not file.resolve().is_relative_to(self._outdir.resolve()) or not file.is_file():
                return None
        except OSError:  # the address is too long for a file name
            return None
        return Reply(file.read_bytes(), _media_type(address))

    def _set_up(self) -> None:
        self._renderer, self._trouble = None, ""
        try:
            self._renderer = self._stack.enter_context(page_renderer(self._root, self._outdir, drafts=self._drafts))
        except ConfigurationError as error:
            self._trouble = str(error)


def _media_type(address: str) -> str:
    name = address.rpartition("/")[2]
    suffixes = [suffix for suffix in _MEDIA_TYPES if name.endswith(suffix)]
    if suffixes:
        return _MEDIA_TYPES[max(suffixes, key=len)]
    if address.startswith("feeds/"):
        return "application/atom+xml"
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _message_page(status: int, title: str, text: str = "", below: Markup | None = None) -> Reply:
    html = _ENVIRONMENT.get_template("message.html").render(
        title=title, lines=text.splitlines(), panel=below or Markup()
    )
    return Reply(html.encode(), status=status)
