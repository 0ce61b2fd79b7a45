"""Paragraphs that were meant to be something else: a heading, a list, a table or a note."""

import re
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span
from .directives import DIRECTIVES, directive_name
from .places import Places
from .running_text import COVER

Place = Callable[[int, int], Span]

_HEADING = re.compile(r"(?P<marks>[#＃]{2,6})(?P<words>[^\s#＃!/].*)|(?P<wide>＃(?:＃{1,5} ?| ))(?P<other>.*)")
_BULLET = re.compile(
    r"(?P<mark>[•·●▪◦‣⁃■□◆➢➤\uf0b7\uf0a7\uf0d8])[ \t\u00a0]*(?P<words>\S.*)|(?P<letter>o)\t+(?P<rest>\S.*)"
)
_DASH = re.compile(r"(?P<mark>–)[ \t\u00a0]+(?P<words>\S.*)|(?P<hyphen>-)(?P<rest>[^\s\d>-].*)")
_NUMBER = re.compile(r"(?P<number>\d{1,2}[.)])(?P<words>[^\W\d_].*)")
_COLONS = re.compile(r"(?P<marks>::?|：{2,4})\{(?P<name>[a-z-]{3,20})\}.*|\.\. (?P<rest>[a-z-]{3,20})::(?: .*)?")
_ALERT = re.compile(r"\[!(?P<name>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE)
_BOLD = re.compile(r"(?:\*{2,3}(?P<stars>[^*\n]{1,80})\*{2,3}|__(?P<lines>[^_\n]{1,80})__)[ \t]*:?")
_NUMERAL = re.compile("[IVXLCDM]+")
_LONGEST = 100
_ENDS = (".", "!", "?", "…", ",", ";", "。", "！", "？", "；", "，", "”", COVER)
_PIPES = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"[\s|:=+-]*-[\s|:=+-]*")
# A shorter word may be an abbreviation, and a number an ordinal.
_FULL_STOP = re.compile(r".*[^\W\d_A-Z]{4}\.")


class ShownMark(Rule):
    """A mark that makes a heading, a list or a note is shown as it was typed, since a sign is missing or another.

    Write `## Context` with a space, `- item` with a hyphen and a space, and `:::{note}` with three colons and braces.
    Bullets from a word processor make no list. `briefs check --fix` mends them.
    """

    code = "S131"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


class BoldHeading(Rule):
    """A line in bold letters stands alone, where a heading is meant.

    A heading has an address, is in the table of contents, and is found by those who have the page read to them. Write
    `## Context`.
    """

    code = "S132"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


class LooseTable(Rule):
    """Lines that are parted by tabs or by `|` make no table: the line of hyphens below the first is missing.

    Write `| Year | Ships |`, below it `| --- | --- |`, and then a line for each row.
    """

    code = "S133"
    severity = Severity.WARNING
    fixable = True
    rewrites = True


class HeadingWithStop(Rule):
    """A heading ends with a full stop or a colon. Headings have none."""

    code = "S134"
    severity = Severity.NOTICE
    fixable = True
    rewrites = True


FAULTS: tuple[type[Rule], ...] = (ShownMark, BoldHeading, LooseTable, HeadingWithStop)


def find_meant_blocks(text: str, content: str, place: Place) -> Iterator[Diagnostic]:
    """What in a paragraph is meant to be a block of its own.

    Args:
        text: Its running text.
        content: The same with all signs.
        place: The place in the file of an offset in it, and of so many characters.
    """
    rows, raw = text.split("\n"), content.split("\n")
    yield from _table(rows, raw, place)
    # What every line begins with makes a list: a dash alone can stand in a sentence.
    items = next((one for one in (_DASH, _NUMBER) if all(map(one.fullmatch, rows))), None)
    start = 0
    for number, row in enumerate(rows):
        if row and (not row[0].isalnum() or row[0].isdigit() or row.startswith("o\t")):
            yield from _mark(row, raw[number], number, rows, items, _from(start, place))
        start += len(row) + 1


def _from(start: int, place: Place) -> Place:
    """Places counted from another one."""
    return lambda at, length: place(start + at, length)


def _mark(
    row: str, raw: str, number: int, rows: list[str], items: re.Pattern[str] | None, place: Place
) -> Iterator[Diagnostic]:
    """What is said of one line."""
    instead, what = "", ""
    if found := _HEADING.fullmatch(row):
        marks, words = (
            found["marks"] or found["wide"].strip(),
            found["words"] if found["words"] is not None else found["other"],
        )
        instead = f"{max('#' * len(marks), '##')} {raw[len(raw) - len(words) :].strip()}"
        what = (
            f'"{marks}" makes no heading without a blank behind it'
            if "＃" not in marks
            else f'"{marks}" makes no heading'
        )
    elif found := _bullet(row, rows, items):
        size = len(found["words"] if found["words"] is not None else found["rest"])
        mark = row[: len(row) - size].strip()
        number_of_item = found.groupdict().get("number")
        instead = f"{number_of_item or '-'} {raw[len(raw) - size :]}"
        what = f'"{mark}" makes no list' + (" without a blank behind it" if mark[-1] in "-.)" else "")
    if instead:
        span = place(0, len(raw))
        fix = (Replacement(span=span, text=instead, old=raw),)
        if row[0] == "–":  # speech is written so, too
            yield ShownMark.at(span, what, hint=f'for a list, write "{instead}"')
        else:
            yield ShownMark.at(span, what, hint=f'write "{instead}"', fix=fix)
    elif found := _COLONS.fullmatch(row):
        name = found["name"] or found["rest"]
        if name in DIRECTIVES:
            hint = f'begin it with ":::{{{name}}}" in a line of its own, and end it with a line ":::"'
            message = f'"{row[: found.end("marks")] if found["marks"] else ".."}" makes no block'
            yield ShownMark.at(place(0, len(raw)), message, hint=hint, fix=_colons(found, rows, number, place))
    elif number == 0 and (found := _ALERT.match(row)):
        hint = f'begin it with ":::{{{found["name"].lower()}}}" in place of the quotation, and end it with a line ":::"'
        yield ShownMark.at(place(0, len(found[0])), f'"{found[0]}" is shown as it is typed', hint=hint)


def _bullet(row: str, rows: list[str], items: re.Pattern[str] | None) -> re.Match[str] | None:
    if found := _BULLET.fullmatch(row):
        # Between two words a line may begin with a point that multiplies or parts them.
        return None if found["mark"] == "·" and row is not rows[0] and not rows[0].startswith("·") else found
    found = items.fullmatch(row) if items else None
    return found if len(rows) > 1 else None


def _colons(found: re.Match[str], rows: list[str], number: int, place: Place) -> tuple[Replacement, ...]:
    """The opening with three colons, and the end, if it has as many as the opening had."""
    if not found["marks"] or number:
        return ()
    opening = Replacement(span=place(0, len(found["marks"])), text=":::", old=found["marks"])
    if rows[-1].strip() != found["marks"]:
        return (opening,)
    last = sum(len(row) + 1 for row in rows[:-1])
    return opening, Replacement(span=place(last, len(found["marks"])), text=":::", old=found["marks"])


def find_unbraced(fence: Token, line: int, places: Places) -> Iterator[Diagnostic]:
    """What is said of `:::note`, which has no braces; *line* is that in which it begins."""
    word, _, rest = fence.info.strip().partition(" ")
    if fence.markup[0] == ":" and directive_name(fence.info)[0] is None and word.lower() in DIRECTIVES:
        span = places.of_text(line, f"{fence.markup}{fence.info}".rstrip())
        instead = f"{fence.markup}{{{word.lower()}}}{f' {rest}' if rest else ''}"
        old = places.lines[span.line - places.first_line][span.column - 1 : span.end_column - 1]
        yield ShownMark.at(
            span,
            f'"{old}" has no braces, and is shown as code',
            hint=f'write "{instead}"',
            fix=(Replacement(span=span, text=instead, old=old),),
        )


def find_bold_heading(content: str, level: int, place: Place) -> Iterator[Diagnostic]:
    """What is said of a paragraph that stands before another block; *level* is that of the heading to be written."""
    found = _BOLD.fullmatch(content) if len(content) < _LONGEST else None
    words = (found["stars"] or found["lines"]).strip() if found else ""
    words = words.removesuffix(":").strip()
    if words and not _NUMERAL.fullmatch(words) and not words.endswith(_ENDS) and "`" not in words:
        instead = f"{'#' * level} {words}"
        span = place(0, len(content))
        fix = (Replacement(span=span, text=instead, old=content),)
        yield BoldHeading.at(span, f'"{words}" looks like a heading, and is none', hint=f'write "{instead}"', fix=fix)


def find_heading_with_stop(content: str, place: Place) -> Iterator[Diagnostic]:
    """What is said of a heading's last sign."""
    words = content.rstrip()
    is_stop = words[-1:] in {".", ":", "。", "："} and not words.endswith(("..", "…"))
    if is_stop and (words[-1] != "." or _FULL_STOP.fullmatch(words)):
        span = place(len(words) - 1, 1)
        message = f'the heading ends with "{words[-1]}"'
        fix = (Replacement(span=span, text="", old=words[-1]),)
        yield HeadingWithStop.at(span, message, hint="delete it", fix=fix)


def _table(rows: list[str], raw: list[str], place: Place) -> Iterator[Diagnostic]:
    """What is said of lines that were to be a table."""
    if len(rows) < 2:
        return
    if all("|" in row for row in rows):
        columns = _columns(rows[0])
        ruler = f"|{' --- |' * columns}"
        if columns < 2 or any("\ufffd" in row for row in rows[:2]):
            return
        is_ruled = _RULER.fullmatch(rows[1]) is not None
        end = place(len(rows[0]), 0)
        second = place(len(rows[0]) + 1, len(rows[1]))
        fix = (
            (Replacement(span=second, text=ruler, old=raw[1]),)
            if is_ruled
            else (Replacement(span=end, text=f"\n{ruler}"),)
        )
        if is_ruled:
            message = "the line of hyphens has not as many columns as the first line of the table"
            yield LooseTable.at(second, message, hint=f'write "{ruler}"', fix=fix)
        else:
            message = "the table has no line of hyphens below its first"
            # Lines of words may have bars between them, too.
            is_certain = all(row.lstrip().startswith("|") for row in rows)
            hint = f'{"" if is_certain else "for a table, "}add a line "{ruler}" below it'
            yield LooseTable.at(place(0, len(rows[0])), message, hint=hint, fix=fix if is_certain else ())
        return
    counts = {row.count("\t") for row in rows}
    if min(counts) and all("\t" in row.strip() for row in rows):
        lines = [f"| {' | '.join(cell.strip() for cell in row.split(chr(9)))} |" for row in raw]
        ruler = f"|{' --- |' * (rows[0].count(chr(9)) + 1)}"
        message = "cells that are parted by tabs make no table"
        hint = f'for a table, write such lines as "{lines[0]}", and a line "{ruler}" below the first'
        yield LooseTable.at(place(0, len(rows[0])), message, hint=hint)


def _columns(row: str) -> int:
    inner = row.strip()
    pipes = len(_PIPES.findall(inner))
    return pipes + 1 - inner.startswith("|") - (inner.endswith("|") and not inner.endswith("\\|"))
