"""Rules on headings: levels, wording, and lines that are headings by accident or should be."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...diagnostics import Diagnostic, Replacement, Span
from ...reading.markdown.text import Passage, Text, TextRule
from ...reading.nearest import fold
from ...reading.rules import SecondFrontMatter
from ..rule import PassageRule
from .meant_blocks import LooseTable, ShownMark

_BOLD = re.compile(r"(?:\*{2,3}(?P<stars>[^*\n]{1,80})\*{2,3}|__(?P<lines>[^_\n]{1,80})__)[ \t]*:?")
_NUMERAL = re.compile("[IVXLCDM]+")
_MAX_LEVEL = 4
_SENTENCE_ENDS = (".", "!", "?", "…", ",", ";", "。", "！", "？", "；", "，", "”")
# A shorter word may be an abbreviation, and a number may be an ordinal.
_FULL_STOP = re.compile(r".*[^\W\d_A-Z]{4}\.")


class TopHeading(TextRule, code="S105"):
    """A text has a heading of level 1 (`#`), which is reserved for the title in the front matter."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        title = str(text.head.values.get("title", ""))
        for passage, heading in text.headings:
            if passage.level != 1:
                continue
            span, marks = _find_marks(passage, text)
            message = f'the heading "{heading.text}" is of level 1, as the title is'
            last = passage.line if marks else passage.line + 1  # the line of “=”
            whole = replace(span, end_line=text.first_line + last, end_column=len(text.lines[last]) + 1)
            if fold(heading.text) == fold(title):
                is_sure, hint = passage.content == title, "delete it; the page shows the title already"
                yield self.suggest(span, message, "", hint=hint, sure=is_sure, at=whole)
            elif marks:
                yield self.suggest(span, message, "##", marks)
            else:
                new = f"## {passage.content}"
                hint = f'write "{new}", and delete the line of "=" below it'
                yield self.suggest(span, message, new, hint=hint, at=whole)


class SkippedHeading(TextRule, code="S111"):
    """A heading is more than one level below the one before it: `####` after `##`."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        before = 1
        for passage, heading in text.headings:
            if passage.level > before + 1:
                span, marks = _find_marks(passage, text)
                yield self.suggest(span, f'the heading "{heading.text}" skips a level', "#" * (before + 1), marks)
            before = passage.level


def _find_marks(passage: Passage, text: Text) -> tuple[Span, str]:
    """Return the place of a heading's marks, and the marks; of an underlined one its first line, and nothing."""
    source = text.lines[passage.line]
    unquoted = re.sub(r"^(?:[\t >*+-]|\d+[.)](?=[ \t])|\[\^[^\]]*\]:)+", "", source)
    marks = "".join(re.findall(r"^#+(?=\s|$)", unquoted))
    if not marks:
        return text.find(passage.content.partition("\n")[0], passage.line), ""
    return text.place(passage.line, len(source) - len(unquoted), len(marks)), marks


class RepeatedHeading(TextRule, code="S113"):
    """Two headings of a brief have the same words, apart from case and accents."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        lines: dict[str, int] = {}
        for _, heading in text.headings:
            if heading.id and heading.id in lines:
                message = f'the heading "{heading.text}" has the same address as the one in line {lines[heading.id]}'
                yield self.flag(heading.span, message, hint="reword one of the two")
            lines.setdefault(heading.id, heading.span.line)


class EmptyHeading(TextRule, code="S152"):
    """A heading has no words."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for passage, heading in text.headings:
            if not heading.id:
                span, marks = _find_marks(passage, text)
                hint = "write its words behind the marks, or delete the line"
                yield self.flag(span, f'"{marks}" is a heading without words', hint=hint)


class AccidentalHeading(TextRule, code="S126"):
    """A line of hyphens or equals signs directly below a paragraph turns it into a heading."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        # The last line of duplicate front matter would be such a line.
        is_doubled = any(diagnostic.code == SecondFrontMatter.code for diagnostic in text.head.diagnostics)
        for passage in () if is_doubled else text.passages:
            if passage.ruled is None:
                continue
            first, end = passage.ruled.map or (0, 0)
            row = passage.line + end - first - 1
            source = text.lines[row]
            ruler = source.strip(" \t>")
            span = text.find(ruler, row)
            message = f'the line "{ruler[:20]}" makes a heading of the paragraph above it'
            if passage.ruled.markup == "-" and len(ruler) > 2:  # by itself, it is a thematic break
                fix = (Replacement(span=text.place(row, 0, 0), text="\n"),) if source == ruler else ()
                yield self.flag(span, message, hint="add an empty line above it", fix=fix)
            else:
                yield self.suggest(span, message, "", ruler, hint="delete the line", sure=passage.ruled.markup == "=")


class BoldHeading(PassageRule, code="S132"):
    """A bold line by itself is used as a heading."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        line, _, below = passage.content.partition("\n")
        is_first = bool(below) and passage.inline.level == 1 and not below[0].islower()
        is_alone = not below and passage.next_token is not None
        match = _BOLD.fullmatch(line) if passage.is_paragraph and passage.outer is None else None
        if match is None or not (is_first or is_alone) or passage.reported_codes & {ShownMark.code, LooseTable.code}:
            return
        words = (match["stars"] or match["lines"]).strip().removesuffix(":").strip()
        if words and not _NUMERAL.fullmatch(words) and not words.endswith(_SENTENCE_ENDS) and "`" not in words:
            same, lower = (
                f"{'#' * min(max(level, 2), _MAX_LEVEL)} {words}" for level in (passage.level, passage.level + 1)
            )
            message = f'"{words}" looks like a heading but is not one'
            is_certain = is_alone and same == lower
            hint = f'write "{same}"' + ("" if same == lower else f', or "{lower}" for a part of what is above it')
            # Above more words, it may be emphasis.
            hint = f"for a heading, {hint}, and leave a line empty below it" if below else hint
            yield self.suggest(passage.place(0, len(line)), message, same, line, hint=hint, sure=is_certain)


class HeadingWithStop(PassageRule, code="S134"):
    """A heading ends with a full stop or a colon."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        words = passage.content.rstrip() if passage.heading else ""
        is_stop = words[-1:] in {".", ":", "。", "："} and not words.endswith(("..", "…"))
        if is_stop and (words[-1] != "." or _FULL_STOP.fullmatch(words)):
            span = passage.place(len(words) - 1, 1)
            yield self.suggest(span, f'the heading ends with "{words[-1]}"', "", words[-1], hint="delete it")
