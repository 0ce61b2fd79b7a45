"""What is answered to each address: the page as the full build would write it now, with what is wrong on top."""

import contextlib
import functools
import mimetypes
import traceback
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from markupsafe import Markup

from ...checking.archive import read_archive
from ...checking.excerpts import lines_of
from ...diagnostics import Diagnostic
from ...exporting.formats import FORMATS
from ...facets import addresses
from ...reading.archive import Reading
from ...storage import files
from ...storage.at_work import work_on, worked_on
from ..press import NoPressError, Press, press_for
from .faults import Faults
from .panel import message, panel

_HTML = "text/html"
_MEDIA_TYPES = {form.suffix: form.media_type for form in FORMATS} | {
    ".html": _HTML,
    ".js": "text/javascript",
    ".woff2": "font/woff2",
}
_TYPES = mimetypes.MimeTypes(filenames=())  # the same on every machine
_MAIN = '<main id="_main">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is sent."""

    status: int = 200
    media_type: str = _HTML
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.media_type == _HTML


class Desk:
    """Draws what is asked for. All of it happens in one thread, as docutils wants.

    Args:
        root: The archive's folder.
        outdir: An empty folder, for the static files.
        drafts: Whether drafts have pages.
    """

    def __init__(self, root: Path, outdir: Path, *, drafts: bool = True) -> None:
        self._root = root
        self._outdir = outdir
        self._drafts = drafts
        self._stack = contextlib.ExitStack()
        self._press: Press | None = None
        self._trouble = ""
        self._unreadable = ""
        self._reading: Reading | None = None
        self._faults: Faults | None = None

    def open(self) -> None:
        """Set Sphinx up, and read the archive."""
        self._set_up()
        self.read()

    def close(self) -> None:
        """Give back what Sphinx has taken."""
        self._stack.close()

    def changed(self, paths: Collection[str]) -> None:
        """Take up changes of files; *paths* are relative to the root."""
        if any(_concerns_set_up(path) for path in paths):
            self._stack.close()
            self._set_up()
        if self._reading is None or any(not path.startswith("docs/") for path in paths):
            self.read()
        elif self._press:
            self._press.use(self._reading)

    def read(self) -> None:
        """Read the archive: of its files, those that have changed."""
        try:
            reading = read_archive(self._root)
            self._faults = Faults(reading)
        except files.UnreadableFolderError as error:
            self._unreadable = str(error)
            return
        except MemoryError:
            self._unreadable = _without_memory()
            return
        self._unreadable = ""
        self._reading = reading
        if self._press:
            self._press.use(self._reading)

    def faults(self, paths: Collection[str]) -> list[Diagnostic]:
        """What is wrong with these files."""
        return [one for path in sorted(paths) for one in self._faults.of(path)] if self._faults else []

    def answer(self, path: str) -> Answer:
        """What is at *path*, the part of an address behind the host."""
        address = f"{path}index.html" if path.endswith("/") or not path else path
        address = address.removeprefix("/")
        parts = address.split("/")
        if any(not part or part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return _told(404, "There is nothing at this address")
        work_on(address)
        try:
            return self._newest(address)
        except MemoryError:
            return _told(500, "This page could not be drawn", _without_memory())
        except Exception as error:  # noqa: BLE001 — whatever it is, the server goes on and says so
            traceback.print_exc()
            return _told(500, "This page could not be drawn", f"{type(error).__name__}: {error}")

    def _newest(self, address: str) -> Answer:
        try:
            return self._answer(address)
        except files.ChangedError:
            self.read()  # somebody saved it a moment ago
            return self._answer(address)

    def _answer(self, address: str) -> Answer:
        press = self._press
        if press is None or self._unreadable:
            return self._static(address) or _told(500, "The site cannot be drawn", self._trouble or self._unreadable)
        if (unread := self._unread(address)) is not None:
            return unread
        html = press.page(address) if address.endswith(".html") else None
        if html is not None:
            return _page(html.replace(_MAIN, f"{_MAIN}{self._panel(address)}", 1))
        if (html := press.guide(address)) is not None:
            return _page(html)
        if (static := self._static(address)) is not None:
            return static
        if (data := press.file(address)) is not None:
            return Answer(media_type=_media_type(address), body=data)
        return _told(404, "There is no page at this address")

    def _unread(self, address: str) -> Answer | None:
        """For a brief that cannot be read, what is wrong with it, and only that."""
        press, faults = cast("Press", self._press), cast("Faults", self._faults)
        path = address.removesuffix(".html") + ".md"
        if not faults.is_unread(path) or press.brief_at(address) is not None:
            return None
        below = panel("What is wrong with it", faults.of(path), self._lines)
        return Answer(body=message("This brief cannot be read", below=below).encode())

    def _panel(self, address: str) -> Markup:
        press, faults = cast("Press", self._press), cast("Faults", self._faults)
        if (brief := press.brief_at(address)) is not None:
            return panel("What is wrong with this brief", faults.on_page(brief.path), self._lines)
        if address == addresses.HOME:
            return panel("What is wrong with files that have no page", faults.without_page, self._lines)
        return Markup()

    @property
    def _lines(self) -> Callable[[str], Sequence[str]]:
        return functools.cache(functools.partial(lines_of, self._root))

    def _static(self, address: str) -> Answer | None:
        """A file that Sphinx has copied."""
        file = self._outdir / address
        try:
            if not file.resolve().is_relative_to(self._outdir.resolve()) or not file.is_file():
                return None
        except OSError:  # an address may be longer than the name of a file
            return None
        return Answer(media_type=_media_type(address), body=file.read_bytes())

    def _set_up(self) -> None:
        self._press, self._trouble = None, ""
        try:
            self._press = self._stack.enter_context(press_for(self._root, self._outdir, drafts=self._drafts))
        except NoPressError as error:
            self._trouble = str(error)


def _without_memory() -> str:
    return f"there is not enough memory, at {worked_on()}; look for a file that is out of all proportion (briefs check)"


def _concerns_set_up(path: str) -> bool:
    """Whether Sphinx must be set up anew: for everything of the guide but the text of a page."""
    return path.startswith("docs/") and not path.endswith(".md")


def _media_type(address: str) -> str:
    name = address.rpartition("/")[2]
    known = [suffix for suffix in _MEDIA_TYPES if name.endswith(suffix)]
    if known:
        return _MEDIA_TYPES[max(known, key=len)]
    if address.startswith("feeds/"):
        return "application/atom+xml"
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _page(html: str) -> Answer:
    return Answer(body=html.encode())


def _told(status: int, title: str, text: str = "") -> Answer:
    return Answer(status=status, body=message(title, text).encode())
