"""Faults on the page itself, and what is shown where there is no page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from ...checking.report import Excerpt, make_excerpt
from ...diagnostics import Diagnostic, Severity, printable

_TEMPLATES = Path(__file__).parents[1] / "templates" / "live"
_MOST = 50
_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)

# Not the environment of the site's pages: what is wrong must be shown even where the site cannot be drawn.
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    place: str
    code: str
    severity: str
    message: str
    hint: str
    excerpt: Excerpt | None

    @property
    def margin(self) -> str:
        """As wide as the line's number and the space behind it."""
        return " " * (len(str(self.excerpt.line)) + 1) if self.excerpt else ""


def panel(title: str, found: Sequence[Diagnostic], lines: Callable[[str], Sequence[str]]) -> Markup:
    """The panel that tells what is wrong; nothing where nothing is.

    Args:
        title: What stands above it.
        found: The faults.
        lines: Gives the lines of a file.
    """
    if not found:
        return Markup()
    shown = [
        _Fault(
            place=printable(str(one.span)),
            code=one.code,
            severity=str(one.severity),
            message=printable(one.message),
            hint=printable(one.hint or ""),
            excerpt=make_excerpt(one, lines(one.span.path)),
        )
        for one in found[:_MOST]
    ]
    worst = min((one.severity for one in found), key=_WEIGHT.index)
    html = _ENVIRONMENT.get_template("faults.html").render(
        title=title, faults=shown, worst=str(worst), more=len(found) - len(shown)
    )
    return Markup(html)  # noqa: S704 — the template escapes


def message(title: str, text: str = "", below: Markup | None = None) -> str:
    """A page that only says something."""
    return _ENVIRONMENT.get_template("message.html").render(
        title=printable(title), lines=[*map(printable, text.splitlines())], panel=below or Markup()
    )
