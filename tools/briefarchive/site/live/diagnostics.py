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
from ...reading.archive_files import Reading

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
        return [
            *select_cited_entries(self._diagnostics, self._reading.archive, _brief_id(path)),
            *self.list_for_file(path),
        ]

    def is_unread(self, path: str) -> bool:
        """Whether *path* is the file of a brief that cannot be read."""
        return _brief_id(path) in self._reading.archive.unread_briefs and bool(self.list_for_file(path))

    @functools.cached_property
    def without_page(self) -> Sequence[Diagnostic]:
        """The diagnostics of files that have no page, such as bibliographies."""
        files = (diagnostics for path, diagnostics in self._by_path.items() if not path.endswith(".md"))
        return [diagnostic for diagnostics in files for diagnostic in diagnostics]

    @functools.cached_property
    def _diagnostics(self) -> Sequence[Diagnostic]:
        return check(self._reading)

    @functools.cached_property
    def _by_path(self) -> Mapping[str, Sequence[Diagnostic]]:
        by_path: dict[str, list[Diagnostic]] = {}
        for diagnostic in self._diagnostics:
            by_path.setdefault(diagnostic.span.path, []).append(diagnostic)
        return by_path


def _brief_id(path: str) -> BriefId:
    return BriefId(PurePosixPath(path).stem if path.endswith(".md") else "")


def panel(title: str, diagnostics: Sequence[Diagnostic], lines: Callable[[str], Sequence[str]]) -> Markup:
    """Return a panel with a title and diagnostics, or nothing without any; *lines* returns the lines of a file."""
    if not diagnostics:
        return Markup()
    excerpts = [
        (diagnostic, make_excerpt(diagnostic, lines(diagnostic.span.path))) for diagnostic in diagnostics[:_MOST]
    ]
    worst = min((diagnostic.severity for diagnostic in diagnostics), key=_WEIGHT.index)
    html = _ENVIRONMENT.get_template("faults.html").render(
        title=title, faults=excerpts, worst=str(worst), more=len(diagnostics) - len(excerpts)
    )
    return Markup(html)  # noqa: S704 — the template escapes


def message_page(title: str, text: str = "", below: Markup | None = None) -> str:
    """Return a page with a message."""
    return _ENVIRONMENT.get_template("message.html").render(
        title=title, lines=text.splitlines(), panel=below or Markup()
    )
