"""Rules on blocks: unclosed ones, text that indentation turns into code, and long or repeated paragraphs."""

import re
from collections.abc import Iterator, Sequence

from ...diagnostics import Diagnostic, Replacement, Span
from ...reading.languages import HAN
from ...reading.markdown.directives import split_info
from ...reading.markdown.text import Passage, Text, TextBlock, TextRule
from ..rule import PassageRule

_CONTAINER = r"[\s>]*"
_ROLE = re.compile(r"\{[\w:+-]{1,40}\}`[^`\n]*`")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE_SIGN = re.compile(r"[{}<>=|\\$#@^_]|[\])];|\(\)|  ")
_MIN_WORDS = 4
_FEW_SIGNS = 10
_MAX_PARAGRAPH = 3_000
_MIN_REPEATED = 120
"""Shorter paragraphs, such as table cells or set phrases, may be repeated on purpose."""
_FENCES = frozenset({"fence", "colon_fence"})


class UnclosedBlock(TextRule, code="S124"):
    """A directive or code block is not closed and swallows the text after it."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            if block.token.type not in _FENCES or _is_closed(block, text):
                continue
            marks = block.token.markup
            if block.outer and block.outer.token.markup == marks:  # its end was taken for that of this one
                yield self._diagnose_unclosed(block.outer, block.line - 1, text)
            elif marks[0] == ":" and not block.token.info.strip():
                yield self._diagnose_stray(block, text)
            else:
                yield self._diagnose_unclosed(block, block.end - 1, text)

    def _diagnose_stray(self, block: TextBlock, text: Text) -> Diagnostic:
        marks = block.token.markup
        span = _first_line(block, text)
        is_doubled = block.line > 0 and text.lines[block.line - 1].strip() == marks
        message = f'"{marks}" opens a block here that has no name and is not closed'
        hint = "delete the line" if is_doubled else "delete the line, or name the block"
        return self.suggest(span, message, "", marks, hint=hint, sure=is_doubled)

    def _diagnose_unclosed(self, block: TextBlock, last: int, text: Text) -> Diagnostic:
        stop, is_certain = _end_of_block(block.line, last, text.lines)
        at = text.place(stop, len(text.lines[stop]), 0)
        marks = block.token.markup
        quoted = re.match(r"(?:\s*>)+ ?", text.lines[block.line])
        closing_line = f"{quoted[0].lstrip()}{marks}" if quoted else marks
        fix = (Replacement(span=at, text=f"\n{marks}"),) if is_certain and not block.token.level else ()
        ending = "" if is_certain else ", or where it is to end"
        hint = f'add a line "{closing_line}" below line {at.line}{ending}'
        message = f"{_describe(block)} is not closed: it contains everything that follows"
        return self.flag(_first_line(block, text), message, hint=hint, fix=fix)


def _is_closed(block: TextBlock, text: Text) -> bool:
    last, marks = block.end - 1, block.token.markup
    end = rf"{_CONTAINER}{re.escape(marks[0])}{{{len(marks)},}}\s*"
    return last > block.line and re.fullmatch(end, text.lines[last]) is not None


def _first_line(block: TextBlock, text: Text) -> Span:
    return text.find(text.lines[block.line].strip(" \t>"), block.line)


def _describe(block: TextBlock) -> str:
    name = split_info(block.token.info)[0]
    return f'"{name}"' if name else "the block of code"


def _end_of_block(line: int, last: int, lines: Sequence[str]) -> tuple[int, bool]:
    """Return the last line of a block's first paragraph, and whether the block certainly ends there."""
    stop = line
    while stop < last and lines[stop + 1].strip(" \t>"):
        stop += 1
    following = stop
    while following < last and not lines[following + 1].strip(" \t>"):
        following += 1
    return stop, stop > line and (following == last or lines[following + 1].startswith("## "))


class IndentedText(TextRule, code="S125"):
    """Lines are indented by a tab or four spaces, so that they become code without roles or citations."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            if block.token.type != "code_block":
                continue
            if rows := [row for row in range(block.line, block.end) if text.lines[row].strip()]:
                yield self._diagnose(block, rows, text)

    def _diagnose(self, block: TextBlock, rows: list[int], text: Text) -> Diagnostic:
        indents = {row: len(text.lines[row]) - len(text.lines[row].lstrip(" \t")) for row in rows}
        first, start = rows[0], indents[rows[0]]
        span = text.place(first, start, len(text.lines[first]) - start)
        is_prose = _reads_as_prose([text.lines[row].strip() for row in rows])
        fix = tuple(Replacement(span=text.place(row, 0, length), text="") for row, length in indents.items() if length)
        indent = "a tab stands" if "\t" in text.lines[first][:start] else "four blanks stand"
        message = f"{indent} before this line, which is shown as code"
        hint = "begin it at the margin" if is_prose else "begin it at the margin, or put code between two lines ```"
        return self.flag(span, message, hint=hint, fix=fix if is_prose and not block.token.level else ())


def _reads_as_prose(lines: list[str]) -> bool:
    text = "\n".join(lines)
    prose = _ROLE.sub(" ", text)
    signs = len(_CODE_SIGN.findall(prose))
    words = len(_WORD.findall(prose))
    return (words >= _MIN_WORDS and signs * _FEW_SIGNS <= words) or (
        len(HAN.findall(prose)) >= _FEW_SIGNS and signs * _FEW_SIGNS <= len(prose)
    )


class LongParagraph(PassageRule, code="S119"):
    """A paragraph has more than 3,000 characters (about a page)."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        if len(passage.rendered) > _MAX_PARAGRAPH:
            message = f"the paragraph has {len(passage.rendered):,} characters"
            yield self.flag(passage.place(0, 1), message, hint="divide it where a new thought begins")


class RepeatedParagraph(TextRule, code="S143"):
    """A brief contains the same paragraph twice."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        lines: dict[str, int] = {}
        for passage in text.passages:
            if len(passage.rendered) < _MIN_REPEATED:
                continue
            span = passage.place(0, 1)
            first = lines.setdefault(" ".join(passage.rendered.split()), span.line)
            if first != span.line:
                message = f"the paragraph has the words of the one in line {first}"
                yield self.flag(span, message, hint="delete one of the two")
