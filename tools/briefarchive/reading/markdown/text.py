"""What the scan of a brief's text meets, for the rules that judge how the text is written (`checking.text`)."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import ClassVar, NamedTuple

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Rule, Span
from ...model import ForeignCitation, Heading, Markup
from ...model.slugs import slug
from ..front_matter.reader import FrontMatter
from ..places import TextPlaces

COVER = "\ue000"
"""What stands for each sign of a role, of code, of HTML, or of an address."""
_TARGETS = re.compile(r"\]\((?:<[^<>\n]*>|[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)|<[A-Za-z][\w+.-]*:[^<>\s]*>")
_BARE = re.compile(r"https?://[^\s<>]+")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_COVERED = {"code_inline", "myst_role", "html_inline"}

Place = Callable[[int, int], Span]
"""The place in the file of an offset in a passage, and of so many characters."""


class Part(Enum):
    """A part of a brief's file that rules look at by itself."""

    HEAD = auto()
    """The lines of the front matter."""
    FIELD = auto()
    """The title or the summary: a text of one passage, without markup."""
    BODY = auto()
    """The text below the front matter."""


def heading_id(words: str, number: int) -> str:
    """The id of the heading of these words, which is the *number*-th of a text: what a link such as `#the-price` names.

    Words without a letter that ASCII has (Chinese ones, for example) are named by their place: `part-3`.
    """
    return slug(words) or f"part-{number}"


def heading_text(inline: Token) -> str:
    """The words of a heading, from the inline token that it holds."""
    return "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})


class TextBlock(NamedTuple):
    """A block token, the line of the text in which it begins, counted from 0, and the directive around it.

    That of a directive which holds markup has it as it was read in its `meta`, and the tokens of its title.
    """

    token: Token
    line: int
    outer: "TextBlock | None" = None

    @property
    def end(self) -> int:
        """The line behind it."""
        first, end = self.token.map or (0, 0)
        return self.line + end - first


class ShownPicture(NamedTuple):
    """A picture in a text: the words in its place, its caption, and where it stands."""

    alt: str
    caption: str
    span: Span


@dataclass(kw_only=True)
class Passage:
    """A paragraph, a heading, a cell, the title of a directive, or a field of the front matter.

    Attributes:
        text: Its running text, as long as its content: what is none is covered.
        line: The line of the text in which it begins, counted from 0.
        opening: The token that opens it; None for one that a line below it makes a heading by accident.
        following: The token behind it, if it is a paragraph in no other block and a block follows.
        outer: The directive in which it stands.
        ruled: The token of the heading that a line below it makes by accident.
        level: The level of the last heading.
        note: The label of the footnote in which it stands.
        foreign: What may cite in the syntax of other programs.
        told: The codes of the rules that have found something in it.
    """

    inline: Token
    text: str
    place: Place
    start: Span
    line: int = 0
    opening: Token | None = None
    following: Token | None = None
    outer: TextBlock | None = None
    heading: Heading | None = None
    ruled: Token | None = None
    level: int = 1
    note: str = ""
    foreign: tuple[ForeignCitation, ...] = ()
    told: set[str] = field(default_factory=set)

    @property
    def content(self) -> str:
        """All of its signs."""
        return self.inline.content

    @property
    def children(self) -> Sequence[Token]:
        """The tokens of which it is made."""
        return self.inline.children or ()

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph, or the text of an item."""
        return self.opening is not None and self.opening.type == "paragraph_open"

    def match_span(self, found: re.Match[str]) -> Span:
        """The place of a match in it."""
        return self.place(found.start(), len(found[0]))

    @cached_property
    def words(self) -> str:
        """What of it is plain text, with a blank for anything else."""
        return "".join(child.content if child.type == "text" else " " for child in self.children)

    @cached_property
    def shown(self) -> str:
        """What of it is plain text, with a line end for anything else."""
        return "".join(child.content if child.type == "text" else "\n" for child in self.children)

    @cached_property
    def without_code(self) -> str:
        """Its content with roles, code and HTML covered."""
        return without_code(self.inline)

    @cached_property
    def without_targets(self) -> str:
        """The same with the addresses of links covered as well."""
        return without_targets(self.inline)


@dataclass(kw_only=True)
class Text:
    """A part of a brief's file, for the rules that judge it.

    Attributes:
        lines: Its lines as they are typed; for a field those of the whole file.
        first_line: The number of the first of them in the file.
        head: The front matter of the brief.
        places: Finds places in a text with markup.
        blocks: All of its block tokens, in their order.
        stretches: The tokens of each text by itself: those of a directive's body before those around it.
        code: Which of its lines are code, or are shown as typed; counted from 0.
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
    markup: Markup = field(default_factory=Markup)
    found: list[Diagnostic] = field(default_factory=list)
    name: str = ""
    span: Span = field(default_factory=lambda: Span(path=""))

    def span_in_line(self, number: int, start: int, end: int) -> Span:
        """The place of a part of a line; the number of it and the columns are counted from 0."""
        return Span(path=self.path, line=self.first_line + number, column=start + 1, end_column=end + 1)

    @property
    def language(self) -> str:
        """The language in which it is said to be."""
        return str(self.head.values.get("language", "en"))

    @property
    def headings(self) -> Iterator[tuple[Passage, Heading]]:
        """The passages that are headings."""
        return ((one, one.heading) for one in self.passages if one.heading)


class TextRule(Rule, ABC):
    """A rule that is checked against the text of one brief while the brief is read; `parts` says which parts of it."""

    parts: ClassVar[frozenset[Part]] = frozenset({Part.BODY})

    @abstractmethod
    def check(self, text: Text) -> Iterator[Diagnostic]:
        """Every breach of the rule."""


def running_text(inline: Token) -> str:
    """The content of *inline* with a cover over each sign of a role, of code, of HTML, of an address, or escaped."""
    text = without_targets(inline)
    if "://" in text:
        text = _BARE.sub(_cover, text)
    return _ESCAPED.sub(_cover, text) if "\\" in text else text


def without_targets(inline: Token) -> str:
    """The content of *inline* with a cover over each sign of a role, of code, of HTML, or of where a link leads."""
    text = without_code(inline)
    return _TARGETS.sub(_cover, text) if "](" in text or "<" in text else text


def without_code(inline: Token) -> str:
    """The content of *inline* with a cover over each sign of a role, of code or of HTML."""
    pieces: list[str] = []
    done = 0
    for child in inline.children or ():
        if child.type in _COVERED and "at" in child.meta and child.meta["at"] >= done:
            start = child.meta["at"]
            end = min(_end(inline.content, child, start), len(inline.content))
            pieces += [inline.content[done:start], _covered(inline.content[start:end])]
            done = end
    return "".join([*pieces, inline.content[done:]]) if pieces else inline.content


def _end(content: str, child: Token, start: int) -> int:
    if child.type == "html_inline":
        return start + len(child.content)
    opening = child.meta.get("content_at", start + len(child.markup))
    ticks = len(child.markup) or content[start:opening].count("`")
    # A blank on either side of code is no part of it.
    end = content.find("`" * ticks, opening + len(child.content.rstrip("`")))
    return end + ticks if end >= 0 else opening + len(child.content) + ticks


def _cover(found: re.Match[str]) -> str:
    return _covered(found[0])


def _covered(text: str) -> str:
    return re.sub(r"[^\n]", COVER, text)
