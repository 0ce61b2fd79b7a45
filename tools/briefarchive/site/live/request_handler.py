"""The request handler of the live preview: pages as the full build would write them now, below their diagnostics."""

import contextlib
import functools
import mimetypes
import traceback
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from markupsafe import Markup

from ...checking.loading import read_archive
from ...checking.report import read_lines
from ...diagnostics import Diagnostic
from ...exporting.formats import FORMATS
from ...facets import addresses
from ...reading import decoding
from ...reading.archive_files import Reading
from ...storage import files
from ...storage.limits import note_work, noted_work
from ..application import ConfigurationError, PageRenderer, page_renderer
from .diagnostics import PageDiagnostics, message_page, panel

_HTML = "text/html"
_MEDIA_TYPES = {form.suffix: form.media_type for form in FORMATS} | {
    ".html": _HTML,
    ".js": "text/javascript",
    ".woff2": "font/woff2",
}
_TYPES = mimetypes.MimeTypes(filenames=())  # independent of the machine's own table
_MAIN = '<main id="_main" tabindex="-1">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A response."""

    status: int = 200
    media_type: str = _HTML
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.media_type == _HTML


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
        self._reading: Reading | None = None
        self._diagnostics: PageDiagnostics | None = None

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
        if self._reading is None or any(not path.startswith("docs/") for path in paths):
            self.read()
        elif self._renderer:
            self._renderer.use(self._reading)

    def read(self) -> None:
        """Read the changed files of the archive."""
        try:
            reading = read_archive(self._root)
            self._diagnostics = PageDiagnostics(reading)
        except files.UnreadableFolderError as error:
            self._unreadable = str(error)
            return
        except MemoryError:
            self._unreadable = _without_memory()
            return
        self._unreadable = ""
        self._reading = reading
        if self._renderer:
            self._renderer.use(self._reading)

    def diagnostics(self, paths: Collection[str]) -> list[Diagnostic]:
        """Return the diagnostics of these files."""
        if self._diagnostics is None:
            return []
        return [diagnostic for path in sorted(paths) for diagnostic in self._diagnostics.list_for_file(path)]

    def handle(self, path: str) -> Reply:
        """Return the response for *path*, the part of a URL after the host."""
        address = f"{path}index.html" if path.endswith("/") or not path else path
        address = address.removeprefix("/")
        parts = address.split("/")
        if any(not part or part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return _message_page(404, "There is nothing at this address")
        note_work(address)
        try:
            return self._render_newest(address)
        except MemoryError:
            return _message_page(500, "This page could not be drawn", _without_memory())
        except Exception as error:  # noqa: BLE001 — the server reports it and continues
            traceback.print_exc()
            return _message_page(500, "This page could not be drawn", f"{type(error).__name__}: {error}")

    def _render_newest(self, address: str) -> Reply:
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
        if (unread := self._unread_page(address)) is not None:
            return unread
        if address.endswith(".html") and (page := renderer.file(address)) is not None:
            return _page(page.decode().replace(_MAIN, f"{_MAIN}{self._panel(address)}", 1))
        if (html := renderer.guide(address)) is not None:
            return _page(html)
        if (static := self._static_file(address)) is not None:
            return static
        if (data := renderer.file(address)) is not None:
            return Reply(media_type=_media_type(address), body=data)
        return _message_page(404, "There is no page at this address")

    def _unread_page(self, address: str) -> Reply | None:
        """Return only the diagnostics of a brief that cannot be read."""
        renderer, diagnostics = cast("PageRenderer", self._renderer), cast("PageDiagnostics", self._diagnostics)
        path = address.removesuffix(".html") + ".md"
        if not diagnostics.is_unread(path) or renderer.find_brief(address) is not None:
            return None
        below = panel("What is wrong with it", diagnostics.list_for_file(path), self._lines)
        return Reply(body=message_page("This brief cannot be read", below=below).encode())

    def _panel(self, address: str) -> Markup:
        renderer, diagnostics = cast("PageRenderer", self._renderer), cast("PageDiagnostics", self._diagnostics)
        if (brief := renderer.find_brief(address)) is not None:
            return panel("What is wrong with this brief", diagnostics.list_for_page(brief.path), self._lines)
        if address == addresses.HOME:
            return panel("What is wrong with files that have no page", diagnostics.without_page, self._lines)
        return Markup()

    @property
    def _lines(self) -> Callable[[str], Sequence[str]]:
        return functools.cache(functools.partial(read_lines, self._root))

    def _static_file(self, address: str) -> Reply | None:
        """Return a file that Sphinx has copied."""
        file = self._outdir / address
        try:
            if not file.resolve().is_relative_to(self._outdir.resolve()) or not file.is_file():
                return None
        except OSError:  # the address is too long for a file name
            return None
        return Reply(media_type=_media_type(address), body=file.read_bytes())

    def _set_up(self) -> None:
        self._renderer, self._trouble = None, ""
        try:
            self._renderer = self._stack.enter_context(page_renderer(self._root, self._outdir, drafts=self._drafts))
        except ConfigurationError as error:
            self._trouble = str(error)


def _without_memory() -> str:
    return (
        f"there is not enough memory, at {noted_work()}; look for a file that is out of all proportion (briefs check)"
    )


def _media_type(address: str) -> str:
    name = address.rpartition("/")[2]
    suffixes = [suffix for suffix in _MEDIA_TYPES if name.endswith(suffix)]
    if suffixes:
        return _MEDIA_TYPES[max(suffixes, key=len)]
    if address.startswith("feeds/"):
        return "application/atom+xml"
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _page(html: str) -> Reply:
    return Reply(body=html.encode())


def _message_page(status: int, title: str, text: str = "") -> Reply:
    return Reply(status=status, body=message_page(title, text).encode())
