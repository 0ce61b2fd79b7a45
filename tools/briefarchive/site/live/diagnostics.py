"""The diagnostics of an archive on the pages of the live preview."""

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import jinja2
from markupsafe import Markup

from ...checking import check
from ...checking.report import make_excerpt
from ...checking.scope import select_cited_entries
from ...diagnostics import Diagnostic, Severity, sanitize
from ...model import BriefId
from ...reading.archive import Reading

_TEMPLATES = Path(__file__).parents[1] / "templates" / "live"
_MOST = 50
_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)

# Not the environment of the site's pages, because diagnostics must be shown even if the site cannot be drawn.
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["printable"] = sanitize


class PageDiagnostics:
    """The diagnostics of one reading of an archive, found on demand."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def list_for_file(self, path: str) -> Sequence[Diagnostic]:
        """Return the diagnostics of the file *path*."""
        return self._by_path.get(path, ())

    def list_for_page(self, path: str) -> Sequence[Diagnostic]:
        """Return the diagnostics of the brief in the file *path*, including those of entries that it cites."""
        return [*select_cited_entries(self._found, self._reading.archive, _id_in(path)), *self.list_for_file(path)]

    def is_unread(self, path: str) -> bool:
        """Whether *path* is the file of a brief that cannot be read."""
        return _id_in(path) in self._reading.archive.unread_briefs and bool(self.list_for_file(path))

    @functools.cached_property
    def without_page(self) -> Sequence[Diagnostic]:
        """The diagnostics of files that have no page, such as bibliographies."""
        return [one for path, found in self._by_path.items() if not path.endswith(".md") for one in found]

    @functools.cached_property
    def _found(self) -> Sequence[Diagnostic]:
        return check(self._reading)

    @functools.cached_property
    def _by_path(self) -> Mapping[str, Sequence[Diagnostic]]:
        found: dict[str, list[Diagnostic]] = {}
        for one in self._found:
            found.setdefault(one.span.path, []).append(one)
        return found


def _id_in(path: str) -> BriefId:
    return BriefId(PurePosixPath(path).stem if path.endswith(".md") else "")


def panel(title: str, found: Sequence[Diagnostic], lines: Callable[[str], Sequence[str]]) -> Markup:
    """Return a panel with a title and diagnostics, or nothing without any; *lines* returns the lines of a file."""
    if not found:
        return Markup()
    shown = [(one, make_excerpt(one, lines(one.span.path))) for one in found[:_MOST]]
    worst = min((one.severity for one in found), key=_WEIGHT.index)
    html = _ENVIRONMENT.get_template("faults.html").render(
        title=title, faults=shown, worst=str(worst), more=len(found) - len(shown)
    )
    return Markup(html)  # noqa: S704 — the template escapes


def message_page(title: str, text: str = "", below: Markup | None = None) -> str:
    """Return a page with a message."""
    return _ENVIRONMENT.get_template("message.html").render(
        title=title, lines=text.splitlines(), panel=below or Markup()
    )
