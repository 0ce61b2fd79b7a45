"""The scanned text of a brief, as the rules of `checking.text` check it."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import ClassVar, NamedTuple

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Rule, Span
from ...model import ForeignCitation, Heading, TextMarkup
from ...model.slugs import slug
from ..front_matter.reader import FrontMatter
from ..places import TextPlaces

COVER = "\ue000"
"""Placeholder for each character of a role, code, HTML or an address."""
_LINK_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)|<[A-Za-z][\w+.-]*:[^<>\s]*>")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>]+")
_ESCAPED_CHARACTER = re.compile(r"\\[!-/:-@\[-`{-~]")
_COVERED_TYPES = {"code_inline", "myst_role", "html_inline"}

Place = Callable[[int, int], Span]
"""Maps an offset and a length within a passage to a span of the file."""


class Part(Enum):
    """A part of a brief's file that is checked on its own."""

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
        text: Its running text, of the same length as its content, with everything else covered.
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
    text: str
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

    @cached_property
    def rendered(self) -> str:
        """Its plain text, with a line break for anything else."""
        return "".join(child.content if child.type == "text" else "\n" for child in self.children)

    @cached_property
    def without_code(self) -> str:
        """Its content with roles, code and HTML covered."""
        return cover_code(self.inline)

    @cached_property
    def without_targets(self) -> str:
        """Its content with roles, code, HTML and link targets covered."""
        return cover_targets(self.inline)


@dataclass(kw_only=True)
class Text:
    """A part of a brief's file, as rules check it.

    Attributes:
        lines: Its source lines; for a field those of the whole file.
        first_line: The line number of the first of them in the file.
        head: The front matter of the brief.
        places: Finds spans in a text with markup.
        blocks: All of its block tokens in order.
        stretches: The block tokens of each separately parsed text: a directive's body before the text that contains it.
        code: The lines, counted from 0, that are code or shown as plain text.
    """

    path: str
    part: Part
    lines: Sequence[str]
    first_line: int = 1
    head: FrontMatter = field(default_factory=FrontMatter)
    places: TextPlaces = field(default_factory=lambda: TextPlaces(path="", lines=[], first_line=1))
    passages: list[Passage] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    stretches: list[Sequence[Token]] = field(default_factory=list)
    pictures: list[ShownPicture] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    markup: TextMarkup = field(default_factory=TextMarkup)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    name: str = ""
    span: Span = field(default_factory=lambda: Span(path=""))

    def span_in_line(self, number: int, start: int, end: int) -> Span:
        """Return the span of a part of a line; line number and columns are counted from 0."""
        return Span(path=self.path, line=self.first_line + number, column=start + 1, end_column=end + 1)

    @property
    def language(self) -> str:
        """The language that the front matter states."""
        return str(self.head.values.get("language", "en"))

    @property
    def headings(self) -> Iterator[tuple[Passage, Heading]]:
        """Yield the passages that are headings."""
        return ((passage, passage.heading) for passage in self.passages if passage.heading)


class TextRule(Rule, ABC):
    """A rule that is checked on the text of one brief while it is read; `parts` selects the parts to check."""

    parts: ClassVar[frozenset[Part]] = frozenset({Part.BODY})

    @abstractmethod
    def check(self, text: Text) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each violation."""


def running_text(inline: Token) -> str:
    """Return the content of *inline* with roles, code, HTML, addresses and escaped characters covered."""
    text = cover_targets(inline)
    if "://" in text:
        text = _BARE_ADDRESS.sub(_cover_match, text)
    return _ESCAPED_CHARACTER.sub(_cover_match, text) if "\\" in text else text


def cover_targets(inline: Token) -> str:
    """Return the content of *inline* with roles, code, HTML and link targets covered."""
    text = cover_code(inline)
    return _LINK_TARGET.sub(_cover_match, text) if "](" in text or "<" in text else text


def cover_code(inline: Token) -> str:
    """Return the content of *inline* with roles, code and HTML covered."""
    pieces: list[str] = []
    position = 0
    for child in inline.children or ():
        if child.type in _COVERED_TYPES and "at" in child.meta and child.meta["at"] >= position:
            start, end = child.meta["at"], child.meta["end"]
            pieces += [inline.content[position:start], _cover_text(inline.content[start:end])]
            position = end
    return "".join([*pieces, inline.content[position:]]) if pieces else inline.content


def _cover_match(match: re.Match[str]) -> str:
    return _cover_text(match[0])


def _cover_text(text: str) -> str:
    return re.sub(r"[^\n]", COVER, text)
