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
from ..diagnostics import Diagnostic, Rule, Severity, count_by, sanitize
from ..model.lines import split_lines
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
    diagnostics: Sequence[Diagnostic], console: Console, root: Path, shown_path: Callable[[str], str] = str
) -> None:
    """Print each diagnostic with its line, carets and hint, and a summary at the end.

    In a terminal that supports it, the code links to the rule's page on the archive's site. *shown_path* converts
    a root-relative path to the one to print.
    """
    address = read_identity(root).address_of_rule if diagnostics else str
    lines = functools.lru_cache(maxsize=8)(functools.partial(read_lines, root))
    for diagnostic in diagnostics:
        path, style = diagnostic.span.path, _STYLES[diagnostic.severity]
        code = diagnostic.code, Style.parse(style) + Style(link=address(diagnostic.code) or None)
        texts = [Text.assemble(f"{_place(diagnostic, shown_path(path))}: ", code, f" {sanitize(diagnostic.message)}")]
        if (excerpt := make_excerpt(diagnostic, lines(path))) is not None:
            margin = f"  {excerpt.line} | "
            texts += [Text(margin + excerpt.text), Text(f"{'|':>{len(margin) - 1}} {excerpt.carets}", style=style)]
        if diagnostic.hint:
            texts.append(Text(f"  hint: {sanitize(diagnostic.hint)}", style="dim"))
        for text in texts:
            console.print(text, soft_wrap=True)
    console.print(Text(summary(diagnostics)), soft_wrap=True)


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


def make_excerpt(diagnostic: Diagnostic, lines: Sequence[str]) -> Excerpt | None:
    """Return an excerpt of the line of *diagnostic*, given the *lines* of its file; None if there is no such line."""
    span = diagnostic.span
    if not 0 < span.line <= len(lines):
        return None
    line = lines[span.line - 1]
    # A very long line is cut around the marked place.
    start = max(span.column - 1 - _MAX_WIDTH // 2, 0) if len(line) > _MAX_WIDTH else 0
    column = span.column - 1 - start
    end = column + max(span.end_column - span.column if span.end_line == span.line else 1, 0)
    window = sanitize(line[start : start + _MAX_WIDTH].replace("\t", " "))
    return Excerpt(line=span.line, before=window[:column], marked=window[column:end], after=window[end:])


def read_lines(root: Path, path: str) -> list[str]:
    """Return the lines of a file as numbered by its reader; none if it cannot be read."""
    data = decoding.read(path, root / path)
    return [] if isinstance(data, Diagnostic) else split_lines(data)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a count such as “2 errors, 1 warning, 3 notices”."""
    counts = count_by(lambda diagnostic: diagnostic.severity, diagnostics)
    parts = [f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in Severity if counts[level]]
    return ", ".join(parts) or "no findings"


def _place(diagnostic: Diagnostic, path: str) -> str:
    # Two colons at the start of a line would be a command to GitHub's runner.
    path = f"./{path}" if path.startswith(":") else path
    return f"{sanitize(path)}:{diagnostic.span.line}:{diagnostic.span.column}"


def format_json(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a JSON list of objects with the documented keys."""
    keys = ("code", "severity", "message", "hint")
    rows = [
        dataclasses.asdict(diagnostic.span)
        | {name: getattr(diagnostic, name) for name in keys}
        | {"fixable": bool(diagnostic.fix)}
        for diagnostic in diagnostics
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def format_gnu(diagnostics: Iterable[Diagnostic], shown_path: Callable[[str], str] = str) -> Iterator[str]:
    """Yield a line for each diagnostic in the GNU format for compiler errors, which editors understand."""
    for diagnostic in diagnostics:
        place = _place(diagnostic, shown_path(diagnostic.span.path))
        yield f"{place}: {_LEVELS[diagnostic.severity]}: {sanitize(_join_hint(diagnostic))} [{diagnostic.code}]\n"


def _join_hint(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message}; {diagnostic.hint}" if diagnostic.hint else diagnostic.message


def format_sarif(
    diagnostics: Sequence[Diagnostic], rules: Sequence[Rule], address_of_rule: Callable[[str], str] = lambda code: ""
) -> Iterator[str]:
    """Yield a SARIF 2.1.0 (OASIS) log with one run, for code-scanning services and editors.

    It describes those of the *rules* that found something, with their web addresses if known.
    """
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    described = {rule.code: rule for rule in rules}
    driver = {
        "name": "briefs check",
        "semanticVersion": __version__,
        "rules": [_sarif_rule(described[code], address_of_rule(code)) for code in codes],
    }
    results = [_sarif_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics]
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


def _sarif_result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    span = diagnostic.span
    region = {"startLine": span.line, "startColumn": span.column}
    region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _join_hint(diagnostic)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(span.path)}, "region": region}}],
        # Identifies a finding after lines above it were added or removed.
        "partialFingerprints": {"finding/v1": _fingerprint(diagnostic)},
    }


def _fingerprint(diagnostic: Diagnostic) -> str:
    identity = f"{diagnostic.span.path}\n{diagnostic.code}\n{diagnostic.message}"
    return hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=16).hexdigest()


def format_annotations(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield a workflow command for each of the first diagnostics of each severity.

    Text from files is escaped here and in the job summary, so that it cannot start a command or a link.
    """
    counts: Counter[str] = Counter()
    ranks = {code: rank for rank, code in enumerate(_PRIORITY)}
    for diagnostic in sorted(diagnostics, key=lambda diagnostic: ranks.get(diagnostic.code, len(ranks))):
        counts[diagnostic.severity] += 1
        if counts[diagnostic.severity] <= MAX_ANNOTATIONS:
            yield f"{_command(diagnostic)}\n"


def job_summary(
    diagnostics: Sequence[Diagnostic], address_of_rule: Callable[[str], str] = lambda code: ""
) -> Iterator[str]:
    """Yield a Markdown table of all diagnostics, for the file that `GITHUB_STEP_SUMMARY` names."""
    yield f"**briefs check:** {summary(diagnostics)}\n\n"
    if diagnostics:
        yield "| Place | Rule | What is wrong | What to do |\n| --- | --- | --- | --- |\n"
    size = 0
    for number, diagnostic in enumerate(diagnostics):
        if size > _MAX_SUMMARY:
            yield f"\nand {len(diagnostics) - number:,} more.\n"
            return
        place, *texts = map(
            escape_cell, (f"{diagnostic.span.path}:{diagnostic.span.line}", diagnostic.message, diagnostic.hint or "")
        )
        address = address_of_rule(diagnostic.code)
        rule = f"[{diagnostic.code}]({address})" if address else diagnostic.code
        row = "| " + " | ".join((place, f"{rule} {diagnostic.severity}", *texts)) + " |\n"
        yield row
        size += len(row.encode())


def escape_cell(text: str) -> str:
    """Escape *text* for a cell of a Markdown table, with character references for all special characters."""
    return re.sub(r"[^\w\s]|_", lambda sign: f"&#{ord(sign[0])};", sanitize(" ".join(text.split())), flags=re.ASCII)


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    places = {"file": span.path, "line": span.line, "endLine": span.end_line, "title": diagnostic.code}
    if span.end_line == span.line:  # GitHub accepts columns only within one line
        places |= {"col": span.column, "endColumn": span.end_column}
    escaped = {name: _escape_data(str(value)).replace(":", "%3A").replace(",", "%2C") for name, value in places.items()}
    properties = ",".join(f"{name}={value}" for name, value in escaped.items())
    return f"::{diagnostic.severity} {properties}::{_escape_data(_join_hint(diagnostic))}"


def _escape_data(text: str) -> str:
    return sanitize(text.replace("\n", " ")).replace("%", "%25")
