"""Rules on paragraphs meant as something else: a heading, a list, a table, a note or a citation."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...diagnostics import Diagnostic
from ...reading.markdown.directives import DIRECTIVES, split_info
from ...reading.markdown.text import Passage, Text, TextBlock, TextRule
from ..patterns import find_expression, find_words
from ..rule import PassageRule

_HEADING = re.compile(r"(?m)^(?P<marks>[#＃]{2,6}(?=[^\s#＃!/])|＃(?:＃{1,5} ?| ))(?P<words>.*)$")
# One sign may also begin a hashtag, such as #MeToo.
_LONE_HEADING = re.compile(r"(?P<marks>#)(?P<words>[^\W\d_a-z][^\W\d_A-Z]*(?: [^\n#.!?\ue000]{1,80})?)")
_BULLET = re.compile(r"(?m)^(?:[•·●▪◦‣⁃■□◆➢➤\uf0b7\uf0a7\uf0d8][ \t\u00a0]*|o\t+)(?P<words>\S.*)$")
_DASH = re.compile(r"(?m)^(?:–[ \t\u00a0]+(?=\S)|-(?=[^\s\d>-]))(?P<words>.*)$")
_NUMBER = re.compile(r"(?m)^(?P<number>\d{1,2}[.)])(?P<words>[^\W\d_].*)$")
_COLONS = find_expression("directive-with-other-marks")
_ALERT = re.compile(r"(?i)\[!(?P<name>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]")
_PIPES = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"[\s|:=+-]*-[\s|:=+-]*")
_HEADINGS_OF_SOURCES = find_words("headings-of-sources")
_NUMBERED_SOURCE = re.compile(r"\[\d{1,3}\] ?\S|[¹²³⁰⁴-⁹]{1,3} ?[A-Z“\"]")
_SOURCE = re.compile(r"https?://|(?:19|20)\d\d")
_LINK = re.compile(r"https?://|\bdoi:|\bwww\.")
_CITATION = "{cite"


class ShownMark(PassageRule, code="S131"):
    """The marker of a heading, list or note is mistyped and appears as plain text."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            if block.token.type == "colon_fence":
                yield from _check_braces(block, text)
        yield from super().check(text)

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        text = passage.text if passage.is_paragraph else ""
        yield from (_diagnose_heading(match, passage) for match in _HEADING.finditer(text))
        if lone := _LONE_HEADING.fullmatch(text):
            diagnostic = _diagnose_heading(lone, passage)
            yield replace(diagnostic, hint=f"for a heading, {diagnostic.hint}", fix=())
        lines = text.split("\n")
        # Only if every line starts so: a single dash may be part of a sentence.
        items = (pattern for pattern in (_DASH, _NUMBER) if len(lines) > 1 and all(map(pattern.fullmatch, lines)))
        for match in (match for pattern in (_BULLET, *items) for match in pattern.finditer(text)):
            # Inside a paragraph, a dot at the start of a line may separate or multiply.
            if match[0][0] != "·" or text.startswith("·"):
                yield _diagnose_item(match, passage)
        for match in _COLONS.finditer(text):
            if (match["name"] or match["rest"]) in DIRECTIVES:
                yield _diagnose_block(match, passage)
        if alert := _ALERT.match(text):
            opening = f":::{{{alert['name'].lower()}}}"
            hint = f'begin it with "{opening}" in place of the quotation, and end it with ":::"'
            yield self.flag(passage.match_span(alert), f'"{alert[0]}" is shown as typed', hint=hint)


def _check_braces(block: TextBlock, text: Text) -> Iterator[Diagnostic]:
    token = block.token
    word, _, arguments = token.info.strip().partition(" ")
    if split_info(token.info)[0] is None and word.lower() in DIRECTIVES:
        span = text.find(f"{token.markup}{token.info}".rstrip(), block.line)
        replacement = f"{token.markup}{{{word.lower()}}}{f' {arguments}' if arguments else ''}"
        old = text.lines[span.line - text.first_line][span.column - 1 : span.end_column - 1]
        yield ShownMark.suggest(span, f'"{old}" has no braces, and is shown as code', replacement, old)


def _diagnose_heading(match: re.Match[str], passage: Passage) -> Diagnostic:
    marks = match["marks"].strip()
    message = f'"{marks}" makes no heading' + ("" if "＃" in marks else " without a space after it")
    return _diagnose_start(max("#" * len(marks), "##"), message, match, passage)


def _diagnose_item(match: re.Match[str], passage: Passage) -> Diagnostic:
    mark = match[0].removesuffix(match["words"]).strip()
    message = f'"{mark}" makes no list' + (" without a space after it" if mark[-1] in "-.)" else "")
    diagnostic = _diagnose_start(match.groupdict().get("number") or "-", message, match, passage)
    # A dash can also introduce speech.
    return replace(diagnostic, hint=f"for a list, {diagnostic.hint}", fix=()) if mark == "–" else diagnostic


def _diagnose_start(mark: str, message: str, match: re.Match[str], passage: Passage) -> Diagnostic:
    """Report a line that should start with another mark and a space."""
    line, words = (passage.content[slice(*match.span(group))] for group in (0, "words"))
    return ShownMark.suggest(passage.match_span(match), message, f"{mark} {words.lstrip()}", line)


def _diagnose_block(match: re.Match[str], passage: Passage) -> Diagnostic:
    """Report an opening with other colons, as those of reStructuredText."""
    hint = f'begin it with ":::{{{match["name"] or match["rest"]}}}" in a line of its own, and end it with a line ":::"'
    return ShownMark.flag(passage.match_span(match), f'"{match["marks"] or ".."}" makes no block', hint=hint)


class LooseTable(PassageRule, code="S133"):
    """Lines with tabs or `|` look like a table but lack the line of hyphens below the first."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        table_rows = {block.line for block in text.blocks if block.token.type == "tr_open"}
        for passage in text.passages if table_rows else ():
            margin, bar, _ = text.lines[passage.line].partition("|")
            if not (passage.is_paragraph and bar) or margin.strip(" \t>"):
                continue
            rows, above = passage.text.split("\n"), passage.line - 1
            while above > 0 and text.lines[above].strip() == margin.strip():
                above -= 1
            is_below = above in table_rows and above < passage.line - 1
            row = text.lines[above].removeprefix(margin)
            is_row = row.startswith("|") and _columns(rows[0]) == _columns(row)
            if is_below and is_row and not any(map(_RULER.fullmatch, rows)):
                gap = text.place(above + 1, 0, 1)
                whole = replace(gap, end_line=text.first_line + passage.line, end_column=1)
                passage.reported_codes.add(self.code)
                yield self.suggest(gap, "an empty line divides the table in two", "", hint="delete it", at=whole)
        yield from super().check(text)

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        is_divided = self.code in passage.reported_codes or not passage.is_paragraph
        rows = [] if is_divided or "\n" not in passage.text else passage.text.split("\n")
        if rows and all("|" in row for row in rows):
            yield from self._check_bars(rows, passage)
        elif rows and ShownMark.code not in passage.reported_codes and all("\t" in row.strip() for row in rows):
            raw = passage.content.split("\n")
            line = f"| {' | '.join(cell.strip() for cell in raw[0].split(chr(9)))} |"
            ruler = f"|{' --- |' * (rows[0].count(chr(9)) + 1)}"
            hint = f'for a table, write such lines as "{line}", and a line "{ruler}" below the first'
            yield self.flag(passage.place(0, len(rows[0])), "cells separated by tabs do not make a table", hint=hint)

    def _check_bars(self, rows: list[str], passage: Passage) -> Iterator[Diagnostic]:
        columns = _columns(rows[0])
        if columns < 2 or any("\ufffd" in row for row in rows[:2]):
            return
        ruler = f"|{' --- |' * columns}"
        if _RULER.fullmatch(rows[1]):
            second = passage.place(len(rows[0]) + 1, len(rows[1]))
            message = "the line of hyphens does not have as many columns as the first line of the table"
            yield self.suggest(second, message, ruler, passage.content.split("\n")[1])
            return
        # Bars may also separate words in prose.
        is_certain = all(row.lstrip().startswith("|") for row in rows)
        below = passage.place(len(rows[0]), 0)
        hint = f'{"" if is_certain else "for a table, "}add a line "{ruler}" below it'
        message = "the table has no line of hyphens below its first"
        yield self.suggest(passage.place(0, len(rows[0])), message, f"\n{ruler}", hint=hint, sure=is_certain, at=below)


def _columns(row: str) -> int:
    inner = row.strip()
    pipes = len(_PIPES.findall(inner))
    return pipes + 1 - inner.startswith("|") - (inner.endswith("|") and not inner.endswith("\\|"))


class HeadlessTable(TextRule, code="S116"):
    """A table has an empty header."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        header: int | None = None
        """The line of a header that is empty so far."""
        for block in text.blocks:
            match block.token.type:
                case "thead_open":
                    header = block.line
                case "inline" if block.token.content.strip():
                    header = None
                case "thead_close" if header is not None:
                    hint = "name each column in its first line"
                    yield self.flag(text.find("", header), "the table has no header", hint=hint)
                    header = None


class UnevenRow(TextRule, code="S151"):
    """A row of a table has more or fewer cells than its header."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        columns = 0
        uneven_lines: set[int] = set()
        for block in text.blocks:
            match block.token.type:
                case "table_open":
                    columns = 0
                case "th_open":
                    columns += 1
                case "tr_open" if columns:
                    row = text.lines[block.line].strip(" \t>")
                    if (count := _columns(row)) != columns:
                        message = f"this row has {count} cell{'s' * (count != 1)}, and the first line has {columns}"
                        hint = "leave the cells empty that say nothing, and a line empty below the table"
                        if count > columns:
                            hint = r'name each column in the first line, and write "\|" for a "|" within a cell'
                        yield self.flag(text.find(row, block.line), message, hint=hint)
                        uneven_lines.add(block.line)
        for passage in text.passages if uneven_lines else ():
            if passage.line in uneven_lines:
                passage.reported_codes.add(self.code)


class HandwrittenSources(TextRule, code="S141"):
    """Sources are listed by hand or in footnotes instead of being cited by key."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        under_heading = False
        for passage in text.passages:
            if passage.heading:
                under_heading = _says_sources(passage.heading.text)
            elif passage.is_paragraph and passage.note:
                yield from self._check_note(passage)
            elif passage.is_paragraph and passage.reported_codes.isdisjoint({ShownMark.code, LooseTable.code}):
                stands_for_heading = passage.next_token is not None and _says_sources(passage.content)
                under_heading = under_heading or stands_for_heading
                yield from self._check_list(passage, under_heading=under_heading)

    def _check_note(self, passage: Passage) -> Iterator[Diagnostic]:
        if _CITATION not in passage.content and _LINK.search(passage.content):
            in_place = f"cite it with {{cite:p}}`key` in place of [^{passage.note}]"
            hint = f"add the source to a file in bib/, {in_place}, and delete the note"
            passage.reported_codes.add(self.code)
            yield self.flag(passage.start, f'the footnote "{passage.note}" is a source', hint=hint)

    def _check_list(self, passage: Passage, *, under_heading: bool) -> Iterator[Diagnostic]:
        content = passage.content
        is_listed = under_heading or _NUMBERED_SOURCE.match(content)
        if _CITATION not in content and is_listed and _SOURCE.search(content):
            hint = "add the source to a file in bib/, cite it in the text by its key, and delete it here"
            passage.reported_codes.add(self.code)
            yield self.flag(passage.start, "a source is listed by hand", hint=hint)


def _says_sources(words: str) -> bool:
    """Return whether a heading, or a line used as one, announces sources."""
    return words.strip(" *_#:：").casefold() in _HEADINGS_OF_SOURCES
