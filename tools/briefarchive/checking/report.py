"""Output formats of diagnostics: text, JSON, GNU lines for editors, SARIF, and GitHub annotations and job summaries."""

import dataclasses
import functools
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from .. import __version__
from ..diagnostics import Diagnostic, Rule, Severity, sanitize
from ..reading import decoding
from ..reading.configuration import read_identity

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_ANNOTATIONS = 10
"""Annotations of each severity that GitHub shows; the rest are only in the job summary."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTICE: "bold blue"}
# Names in the GNU coding standards and SARIF.
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_MAX_WIDTH = 100
# Annotated first: what may be deceptive.
_PRIORITY = ("L903", "L108", "R902", "F901")
_MAX_SUMMARY = 500_000


def print_text(
    found: Sequence[Diagnostic], console: Console, root: Path, shown_path: Callable[[str], str] = str
) -> None:
    """Print each diagnostic with its line, carets and hint, and a summary at the end.

    In a terminal that supports it, the code links to the rule's page on the archive's site. *shown_path* converts
    a root-relative path to the one to print.
    """
    address = read_identity(root).address_of_rule if found else str
    lines = functools.lru_cache(maxsize=8)(functools.partial(read_lines, root))
    for one in found:
        console.print(_format_head(one, shown_path(one.span.path), address(one.code)), soft_wrap=True)
        for line in _excerpt(one, lines(one.span.path)):
            console.print(line, soft_wrap=True)
        if one.hint:
            console.print(Text(f"  hint: {sanitize(one.hint)}", style="dim"), soft_wrap=True)
    console.print(Text(summary(found)), soft_wrap=True)


def _format_head(one: Diagnostic, path: str, address: str) -> Text:
    return Text.assemble(
        (f"{_place(one, path)}: ", ""),
        (one.code, Style.parse(_STYLES[one.severity]) + Style(link=address or None)),
        f" {sanitize(one.message)}",
    )


def _excerpt(one: Diagnostic, lines: Sequence[str]) -> Iterator[Text]:
    excerpt = make_excerpt(one, lines)
    if excerpt is not None:
        margin = f"  {excerpt.line} | "
        yield Text(margin + excerpt.text)
        yield Text(" " * (len(margin) - 2) + "| " + excerpt.carets, style=_STYLES[one.severity])


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """An excerpt of a line: the marked characters and their context; *marked* is empty after the line's end."""

    line: int
    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        """The excerpt as one string."""
        return self.before + self.marked + self.after

    @property
    def carets(self) -> str:
        """The line below: spaces, and a caret for each marked column, at least one."""
        return " " * cell_len(self.before) + "^" * max(cell_len(self.marked), 1)


def make_excerpt(one: Diagnostic, lines: Sequence[str]) -> Excerpt | None:
    """Return an excerpt of the line of *one*, given the *lines* of its file; None if there is no such line."""
    span = one.span
    if not 0 < span.line <= len(lines):
        return None
    line = lines[span.line - 1]
    # A very long line is cut around the marked place.
    start = max(span.column - 1 - _MAX_WIDTH // 2, 0) if len(line) > _MAX_WIDTH else 0
    column = span.column - 1 - start
    end = column + max(span.end_column - span.column if span.end_line == span.line else 1, 0)
    shown = sanitize(line[start : start + _MAX_WIDTH])
    return Excerpt(line=span.line, before=shown[:column], marked=shown[column:end], after=shown[end:])


def read_lines(root: Path, path: str) -> list[str]:
    """Return the lines of a file as numbered by its reader; none if it cannot be read."""
    data = decoding.read(path, root / path)
    if isinstance(data, Diagnostic):
        return []
    return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def summary(found: Sequence[Diagnostic]) -> str:
    """Return a count such as “2 errors, 1 warning, 3 notices”."""
    counts: Counter[Severity] = Counter()
    for one in found:
        counts[one.severity] += one.more or 1
    parts = [f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in Severity if counts[level]]
    return ", ".join(parts) or "no findings"


def _place(one: Diagnostic, path: str) -> str:
    # Two colons at the start of a line would be a command to GitHub's runner.
    path = f"./{path}" if path.startswith(":") else path
    return f"{sanitize(path)}:{one.span.line}:{one.span.column}"


def format_json(found: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a JSON list of objects with the documented keys."""
    keys = ("code", "severity", "message", "hint")
    rows = [
        dataclasses.asdict(one.span) | {name: getattr(one, name) for name in keys} | {"fixable": bool(one.fix)}
        for one in found
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def format_gnu(found: Iterable[Diagnostic], shown_path: Callable[[str], str] = str) -> Iterator[str]:
    """Yield a line for each diagnostic in the GNU format for compiler errors, which editors understand."""
    for one in found:
        place = _place(one, shown_path(one.span.path))
        yield f"{place}: {_LEVELS[one.severity]}: {sanitize(_join_hint(one))} [{one.code}]\n"


def _join_hint(one: Diagnostic) -> str:
    return f"{one.message}; {one.hint}" if one.hint else one.message


def format_sarif(
    found: Sequence[Diagnostic], rules: Sequence[Rule], address_of_rule: Callable[[str], str] = lambda code: ""
) -> Iterator[str]:
    """Yield a SARIF 2.1.0 (OASIS) log with one run, for code-scanning services and editors.

    It describes those of the *rules* that found something, with their web addresses if known.
    """
    codes = sorted({one.code for one in found})
    described = {rule.code: rule for rule in rules}
    driver = {
        "name": "briefs check",
        "semanticVersion": __version__,
        "rules": [_sarif_rule(described[code], address_of_rule(code)) for code in codes],
    }
    results = [_sarif_result(one, codes.index(one.code)) for one in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(rule: Rule, address: str) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": " ".join(rule.manual.split("\n\n")[0].split())},
        "fullDescription": {"text": rule.manual},
        "help": {"text": rule.manual},
        **({"helpUri": address} if address else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _sarif_result(one: Diagnostic, rule: int) -> dict[str, Any]:
    span = one.span
    region = {"startLine": span.line, "startColumn": span.column}
    region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity],
        "message": {"text": _join_hint(one)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(span.path)}, "region": region}}],
        # Identifies a finding after lines above it were added or removed.
        "partialFingerprints": {"finding/v1": _fingerprint(one)},
    }


def _fingerprint(one: Diagnostic) -> str:
    identity = f"{one.span.path}\n{one.code}\n{one.message}"
    return hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=16).hexdigest()


def format_annotations(found: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield a workflow command for each of the first diagnostics of each severity.

    Text from files is escaped here and in the job summary, so that it cannot start a command or a link.
    """
    counts: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: _PRIORITY.index(one.code) if one.code in _PRIORITY else len(_PRIORITY)):
        counts[one.severity] += 1
        if counts[one.severity] <= MAX_ANNOTATIONS:
            yield f"{_command(one)}\n"


def job_summary(found: Sequence[Diagnostic], address_of_rule: Callable[[str], str] = lambda code: "") -> Iterator[str]:
    """Yield a Markdown table of all diagnostics, for the file that `GITHUB_STEP_SUMMARY` names."""
    yield f"**briefs check:** {summary(found)}\n\n"
    if found:
        yield "| Place | Rule | What is wrong | What to do |\n| --- | --- | --- | --- |\n"
    size = 0
    for number, one in enumerate(found):
        if size > _MAX_SUMMARY:
            yield f"\nand {len(found) - number:,} more.\n"
            return
        place, *texts = map(escape_cell, (f"{one.span.path}:{one.span.line}", one.message, one.hint or ""))
        address = address_of_rule(one.code)
        rule = f"[{one.code}]({address})" if address else one.code
        row = "| " + " | ".join((place, f"{rule} {one.severity}", *texts)) + " |\n"
        yield row
        size += len(row.encode())


def escape_cell(text: str) -> str:
    """Escape *text* for a cell of a Markdown table, with character references for all special characters."""
    return re.sub(r"[^\w\s]|_", lambda sign: f"&#{ord(sign[0])};", sanitize(" ".join(text.split())), flags=re.ASCII)


def _command(one: Diagnostic) -> str:
    span = one.span
    places = {"file": span.path, "line": span.line, "endLine": span.end_line, "title": one.code}
    if span.end_line == span.line:  # GitHub accepts columns only within one line
        places |= {"col": span.column, "endColumn": span.end_column}
    escaped = {name: _escape_data(str(value)).replace(":", "%3A").replace(",", "%2C") for name, value in places.items()}
    properties = ",".join(f"{name}={value}" for name, value in escaped.items())
    return f"::{one.severity} {properties}::{_escape_data(_join_hint(one))}"


def _escape_data(text: str) -> str:
    return sanitize(text.replace("\n", " ")).replace("%", "%25")
