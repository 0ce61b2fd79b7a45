"""Diagnostics for people and for machines."""

import functools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text

from ..diagnostics import Diagnostic, Severity, printable
from ..reading.configuration import read_identity
from .excerpts import make_excerpt, read_lines

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTICE: "bold blue"}


def as_json(found: Iterable[Diagnostic]) -> Iterator[str]:
    """A JSON list of objects with the keys that the command line promises, piece by piece."""
    between = "[\n"
    for one in found:
        row = {
            "path": one.span.path,
            "line": one.span.line,
            "column": one.span.column,
            "end_line": one.span.end_line,
            "end_column": one.span.end_column,
            "code": one.code,
            "severity": str(one.severity),
            "message": one.message,
            "hint": one.hint,
            "fixable": bool(one.fix),
        }
        yield between + "  " + json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def as_gnu(found: Iterable[Diagnostic], shown_path: Callable[[str], str] = str) -> Iterator[str]:
    """A line for each, in the form of the GNU coding standards, which editors know from compilers: a notice is a note.

    Args:
        found: What to tell.
        shown_path: Turns a root-relative path into the one to show.
    """
    for one in found:
        severity = "note" if one.severity is Severity.NOTICE else one.severity
        told = f"{one.message}; {one.hint}" if one.hint else one.message
        yield f"{_place(one, shown_path(one.span.path))}: {severity}: {printable(told)} [{one.code}]\n"


def print_text(
    found: Sequence[Diagnostic], console: Console, root: Path, shown_path: Callable[[str], str] = str
) -> None:
    """Print each diagnostic with the line it is about, a caret and a hint, and a count at the end.

    In a terminal that can, the code is a link to the rule's page, where the archive's site has one.

    Args:
        found: What to print.
        console: Where.
        root: The archive's root, from which the lines are read.
        shown_path: Turns a root-relative path into the one to print.
    """
    address = read_identity(root).address_of_rule if found else str
    lines = functools.lru_cache(maxsize=8)(functools.partial(read_lines, root))
    for one in found:
        console.print(_head(one, shown_path(one.span.path), address(one.code)), soft_wrap=True)
        for line in _excerpt(one, lines(one.span.path)):
            console.print(line, soft_wrap=True)
        if one.hint:
            console.print(Text(f"  hint: {printable(one.hint)}", style="dim"), soft_wrap=True)
    console.print(Text(summary(found)), soft_wrap=True)


def summary(found: Sequence[Diagnostic]) -> str:
    """“2 errors, 1 warning, 3 notices”."""
    counts: Counter[Severity] = Counter()
    for one in found:
        counts[one.severity] += one.more or 1
    parts = [f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in Severity if counts[level]]
    return ", ".join(parts) or "no findings"


def _place(one: Diagnostic, path: str) -> str:
    # At the beginning of a line, two colons would be a command to GitHub's runner.
    path = f"./{path}" if path.startswith(":") else path
    return f"{printable(path)}:{one.span.line}:{one.span.column}"


def _head(one: Diagnostic, path: str, address: str) -> Text:
    return Text.assemble(
        (f"{_place(one, path)}: ", ""),
        (one.code, Style.parse(_STYLES[one.severity]) + Style(link=address or None)),
        f" {printable(one.message)}",
    )


def _excerpt(one: Diagnostic, lines: Sequence[str]) -> Iterator[Text]:
    excerpt = make_excerpt(one, lines)
    if excerpt is not None:
        margin = f"  {excerpt.line} | "
        yield Text(margin + excerpt.text)
        yield Text(" " * (len(margin) - 2) + "| " + excerpt.carets, style=_STYLES[one.severity])
