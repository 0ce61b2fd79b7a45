"""Diagnostics for GitHub: annotations beside the lines of a pull request, and a table on the page of the job.

GitHub shows ten annotations of each severity for a step; the rest stand in the table. What a file says is escaped for
both: a message could else begin a command of its own (GitHub's workflow commands), or a link in the table.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..diagnostics import Diagnostic, printable
from .report import summary

SHOWN = 10
_FIRST = ("L903", "L108", "R902", "F901")
_BYTES = 500_000


def annotations(found: Sequence[Diagnostic]) -> Iterator[str]:
    """One workflow command a line for the first findings of each severity."""
    counts: Counter[str] = Counter()
    # What imitates or hides comes before what is merely new.
    for one in sorted(found, key=lambda one: _FIRST.index(one.code) if one.code in _FIRST else len(_FIRST)):
        counts[one.severity] += 1
        if counts[one.severity] <= SHOWN:
            yield f"{_command(one)}\n"


def job_summary(found: Sequence[Diagnostic], address_of_rule: Callable[[str], str] = lambda code: "") -> Iterator[str]:
    """The lines of a table of all findings in Markdown, for the file that `GITHUB_STEP_SUMMARY` names.

    Args:
        found: What to tell.
        address_of_rule: Gives the web address of a rule's page, or nothing.
    """
    yield f"**briefs check:** {summary(found)}\n\n"
    if found:
        yield "| Place | Rule | What is wrong | What to do |\n| --- | --- | --- | --- |\n"
    size = 0
    for number, one in enumerate(found):
        if size > _BYTES:
            yield f"\nand {len(found) - number:,} more.\n"
            return
        place, *said = map(cell, (f"{one.span.path}:{one.span.line}", one.message, one.hint or ""))
        address = address_of_rule(one.code)
        rule = f"[{one.code}]({address})" if address else one.code
        row = "| " + " | ".join((place, f"{rule} {one.severity}", *said)) + " |\n"
        yield row
        size += len(row.encode())


def cell(text: str) -> str:
    """*text* in a cell of a Markdown table: every sign that could mean something there is written by its number."""
    return re.sub(r"[^\w\s]", lambda sign: f"&#{ord(sign[0])};", printable(" ".join(text.split())), flags=re.ASCII)


def _command(one: Diagnostic) -> str:
    span = one.span
    places = {"file": span.path, "line": span.line, "endLine": span.end_line, "title": one.code}
    if span.end_line == span.line:  # GitHub takes columns within one line only
        places |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    message = f"{one.message}; {one.hint}" if one.hint else one.message
    return f"::{one.severity} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return printable(text.replace("\n", " ")).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
