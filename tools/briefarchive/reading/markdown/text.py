"""The scanned text of a brief, as the rules of `checking.text` check it."""

import functools
import itertools
import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Flag, auto
from typing import Any, ClassVar, NamedTuple

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Rule, Span
from ...model import ForeignCitation, Heading, TextMarkup
from ...model.slugs import slug
from ..front_matter.reader import FrontMatter

COVER = "\ue000"
"""Placeholder for each character of a role, code, HTML or an address."""
_LINK_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)|<[A-Za-z][\w+.-]*:[^<>\s]*>")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>]+")
_ESCAPED_CHARACTER = re.compile(r"\\[!-/:-@\[-`{-~]")
_MARKS = re.compile(r"[\s>*+\-\d.)]*")
_COVERED_TYPES = {"code_inline", "myst_role", "html_inline"}

Place = Callable[[int, int], Span]
"""Maps an offset and a length within a passage to a span of the file."""


class Part(Flag):
    """A part of a brief's file that is checked on its own, or several."""

    HEAD = auto()
    """The lines of the front matter."""
    FIELD = auto()
    """The title or the summary, a single passage without markup."""
    BODY = auto()
    """The body, below the front matter."""


def heading_id(words: str, number: int) -> str:
    """Return the id of a heading, given its words and its number in the text, for links such as `#the-price`.

    Headings without any ASCII letter, such as Chinese ones, are numbered: `part-3`.
    """
    return slug(words) or f"part-{number}"


def heading_text(inline: Token) -> str:
    """Return the plain text of a heading, given its inline token."""
    return "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})


class TextBlock(NamedTuple):
    """A block token, the line of the text on which it begins, counted from 0, and the directive that contains it.

    The `meta` of a directive that contains markup has the parsed directive and the tokens of its title.
    """

    token: Token
    line: int
    outer: "TextBlock | None" = None

    @property
    def end(self) -> int:
        """The line after it."""
        first, end = self.token.map or (0, 0)
        return self.line + end - first


class ShownPicture(NamedTuple):
    """The alternative text, caption and span of a picture."""

    alt: str
    caption: str
    span: Span


@dataclass(kw_only=True)
class Passage:
    """A paragraph, heading, table cell, directive title, or a field of the front matter.

    Attributes:
        field_text: The running text of a field, which has no tokens.
        line: The line of the text on which it begins, counted from 0.
        opening: The token that opens it; None for an accidental heading.
        next_token: The token after it, if it is a top-level paragraph and a block follows.
        outer: The directive that contains it.
        ruled: The heading token, if the line below it makes it a heading by accident.
        level: The level of the last heading.
        note: The label of the footnote that contains it.
        foreign_citations: Possible citations in the syntax of other programs.
        reported_codes: The codes of the rules that have reported something in it.
    """

    inline: Token
    field_text: str = ""
    place: Place
    start: Span
    line: int = 0
    opening: Token | None = None
    next_token: Token | None = None
    outer: TextBlock | None = None
    heading: Heading | None = None
    ruled: Token | None = None
    level: int = 1
    note: str = ""
    foreign_citations: tuple[ForeignCitation, ...] = ()
    reported_codes: set[str] = field(default_factory=set)

    @property
    def content(self) -> str:
        """Its source."""
        return self.inline.content

    @property
    def children(self) -> Sequence[Token]:
        """Its inline tokens."""
        return self.inline.children or ()

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph or the text of a list item."""
        return self.opening is not None and self.opening.type == "paragraph_open"

    def match_span(self, match: re.Match[str]) -> Span:
        """Return the span of a match in it."""
        return self.place(match.start(), len(match[0]))

    @functools.cached_property
    def rendered(self) -> str:
        """Its plain text, with a line break for anything else."""
        return "".join(child.content if child.type == "text" else "\n" for child in self.children)

    @functools.cached_property
    def without_code(self) -> str:
        """Its content with roles, code and HTML covered."""
        pieces: list[str] = []
        position = 0
        for child in self.children:
            if child.type in _COVERED_TYPES and "at" in child.meta and child.meta["at"] >= position:
                start, end = child.meta["at"], child.meta["end"]
                pieces += [self.content[position:start], _cover(self.content[start:end])]
                position = end
        return "".join([*pieces, self.content[position:]]) if pieces else self.content

    @functools.cached_property
    def without_targets(self) -> str:
        """Its content with roles, code, HTML and link targets covered."""
        text = self.without_code
        return _LINK_TARGET.sub(_cover_match, text) if "](" in text or "<" in text else text

    @functools.cached_property
    def text(self) -> str:
        """Its running text: its content with roles, code, HTML, addresses and escaped characters covered."""
        if self.field_text:
            return self.field_text
        text = self.without_targets
        if "://" in text:
            text = _BARE_ADDRESS.sub(_cover_match, text)
        return _ESCAPED_CHARACTER.sub(_cover_match, text) if "\\" in text else text


@dataclass(kw_only=True)
class Text:
    """A part of a brief's file, as rules check it.

    Attributes:
        lines: Its lines, in a text with markup as they are parsed; for a field those of the whole file.
        source_lines: The lines of a text with markup as they were written, with invisible characters.
        first_line: The line number of the first of them in the file.
        head: The front matter of the brief.
        blocks: All of its block tokens in order.
        stretches: The block tokens of each separately parsed text: a directive's body before the text that contains it.
        code: The lines, counted from 0, that are code or shown as plain text.
    """

    path: str
    part: Part
    lines: Sequence[str]
    source_lines: Sequence[str] = ()
    first_line: int = 1
    head: FrontMatter = field(default_factory=FrontMatter)
    passages: list[Passage] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    stretches: list[Sequence[Token]] = field(default_factory=list)
    pictures: list[ShownPicture] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    markup: TextMarkup = field(default_factory=TextMarkup)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    name: str = ""
    span: Span = field(default_factory=lambda: Span(path=""))
    _searched: dict[int, int] = field(default_factory=dict)

    def place(self, line: int, column: int, length: int) -> Span:
        """Return the span of *length* characters; *line* and *column* are counted from 0."""
        return Span.in_line(self.path, self.first_line + line, column, length)

    def find(self, words: str, line: int) -> Span:
        """Return the span of *words* on a *line*, counted from 0."""
        source = self.lines[line] if line < len(self.lines) else ""
        return self.place(line, max(source.find(words), 0), max(len(words), 1))

    def map_passage(self, content: str, line: int) -> Place:
        """Return a function that maps an offset and a length within *content*, which begins on *line*, to a span."""
        rows = content.split("\n")
        # The parser strips what Python calls white space, including a line of nothing but non-breaking spaces.
        lines = self.lines
        while line + 1 < len(lines) and rows[0].strip() not in lines[line] and _MARKS.fullmatch(lines[line]):
            line += 1
        starts = list(itertools.accumulate((len(row) + 1 for row in rows), initial=0))
        columns = functools.cache(lambda row: self._column(rows[row], line + row))

        def place(at: int, length: int) -> Span:
            row = bisect_right(starts, at) - 1
            return self.place(line + row, columns(row)(at - starts[row]), length)

        return place

    def _column(self, row: str, line: int) -> Callable[[int], int]:
        """Return a function from an offset in *row* to its column, past indentation and marks that Markdown strips."""
        source = self.lines[line] if line < len(self.lines) else ""
        text = row.strip()
        lead = len(row) - len(row.lstrip())
        # Search the cells of a table row from left to right, since two may have the same text.
        searched = self._searched.get(line, 0)
        start = source.find(text, searched)
        pipes: list[int] = []
        if start < 0 and "|" in text:  # the parser unescapes `\|` in a cell
            pipes = [number for number, char in enumerate(text) if char == "|"]
            text = text.replace("|", r"\|")
            start = source.find(text, searched)
        start = max(start, 0)
        self._searched[line] = start + len(text)
        return lambda offset: start + offset - lead + bisect_right(pipes, offset - lead)

    @property
    def language(self) -> str:
        """The language that the front matter states."""
        return str(self.head.values.get("language", "en"))

    @property
    def headings(self) -> Iterator[tuple[Passage, Heading]]:
        """Yield the passages that are headings."""
        return ((passage, passage.heading) for passage in self.passages if passage.heading)


class TextRule(Rule, ABC):
    """A rule that is checked on the text of one brief while it is read; *parts* are the parts to check."""

    parts: ClassVar[Part] = Part.BODY

    def __init_subclass__(cls, parts: Part | None = None, **options: Any) -> None:
        """Note the parts."""
        super().__init_subclass__(**options)
        cls.parts = parts or cls.parts

    @abstractmethod
    def check(self, text: Text) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each violation."""


def _cover_match(match: re.Match[str]) -> str:
    return _cover(match[0])


def _cover(text: str) -> str:
    return re.sub(r"[^\n]", COVER, text)
