"""Rules on headings: levels, wording, and lines that are headings by accident or should be."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Replacement, Span
from ...reading.markdown.text import Passage, Text, TextRule
from ..rule import PassageRule
from .meant_blocks import LooseTable, ShownMark

_BOLD = re.compile(r"(?:\*{2,3}(?P<stars>[^*\n]{1,80})\*{2,3}|__(?P<lines>[^_\n]{1,80})__)[ \t]*:?")
_NUMERAL = re.compile("[IVXLCDM]+")
_MAX_HEADING = 100
_MAX_LEVEL = 4
_SENTENCE_ENDS = (".", "!", "?", "…", ",", ";", "。", "！", "？", "；", "，", "”")
# A shorter word may be an abbreviation, and a number may be an ordinal.
_FULL_STOP = re.compile(r".*[^\W\d_A-Z]{4}\.")


class TopHeading(TextRule, code="S105"):
    """A text has a heading of level 1 (`#`), which is reserved for the title in the front matter."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for passage, heading in text.headings:
            if passage.level == 1:
                span, fix = _find_marks(passage, text, "##")
                message = f'the heading "{heading.text}" is of level 1, as the title is'
                yield self.flag(span, message, hint='write "##"', fix=fix)


class SkippedHeading(TextRule, code="S111"):
    """A heading is more than one level below the one before it: `####` after `##`."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        before = 1
        for passage, heading in text.headings:
            if passage.level > before + 1:
                marks = "#" * (before + 1)
                span, fix = _find_marks(passage, text, marks)
                yield self.flag(span, f'the heading "{heading.text}" skips a level', hint=f'write "{marks}"', fix=fix)
            before = passage.level


def _find_marks(passage: Passage, text: Text, new_marks: str) -> tuple[Span, tuple[Replacement, ...]]:
    """Return the place of a heading's marks, or its first line if underlined, and the fix that writes *new_marks*."""
    source = text.lines[passage.line]
    unquoted = source.lstrip(" >")
    marks = unquoted[: len(unquoted) - len(unquoted.lstrip("#"))]
    if not marks:
        return text.find(passage.content.partition("\n")[0], passage.line), ()
    span = text.place(passage.line, len(source) - len(unquoted), len(marks))
    return span, (Replacement(span=span, text=new_marks, old=marks),)


class RepeatedHeading(TextRule, code="S113"):
    """Two headings of a brief have the same words, apart from case and accents."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        lines: dict[str, int] = {}
        for _, heading in text.headings:
            if heading.id in lines:
                message = f'the heading "{heading.text}" has the same address as the one in line {lines[heading.id]}'
                yield self.flag(heading.span, message, hint="reword one of the two")
            lines.setdefault(heading.id, heading.span.line)


class AccidentalHeading(TextRule, code="S126"):
    """A line of hyphens or equals signs directly below a paragraph turns it into a heading."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        # The last line of duplicate front matter would be such a line.
        for passage in () if text.head.is_doubled else text.passages:
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
        is_alone = passage.is_paragraph and passage.next_token is not None and passage.outer is None
        match = _BOLD.fullmatch(passage.content) if is_alone and len(passage.content) < _MAX_HEADING else None
        if match is None or passage.reported_codes & {ShownMark.code, LooseTable.code}:
            return
        words = (match["stars"] or match["lines"]).strip().removesuffix(":").strip()
        if words and not _NUMERAL.fullmatch(words) and not words.endswith(_SENTENCE_ENDS) and "`" not in words:
            replacement = f"{'#' * min(passage.level + 1, _MAX_LEVEL)} {words}"
            span = passage.place(0, len(passage.content))
            message = f'"{words}" looks like a heading but is not one'
            yield self.suggest(span, message, replacement, passage.content)


class HeadingWithStop(PassageRule, code="S134"):
    """A heading ends with a full stop or a colon."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        words = passage.content.rstrip() if passage.heading else ""
        is_stop = words[-1:] in {".", ":", "。", "："} and not words.endswith(("..", "…"))
        if is_stop and (words[-1] != "." or _FULL_STOP.fullmatch(words)):
            span = passage.place(len(words) - 1, 1)
            yield self.suggest(span, f'the heading ends with "{words[-1]}"', "", words[-1], hint="delete it")
