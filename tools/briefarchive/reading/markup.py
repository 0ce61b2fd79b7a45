"""A scan of a brief's text: what it cites and links to, its headings, and what its markup may not contain."""

import functools
import html
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..diagnostics import Diagnostic, Rule, Span
from ..model import Heading, Link, Markup, Reference
from .dialect import (
    CITATION_ROLES,
    DIRECTIVES,
    LINK_SCHEMES,
    ROLES,
    directive_name,
    make_parser,
    split_options,
)

_DEPTH = 8
# sphinxcontrib-bibtex's syntax: an optional note before and after each key, in braces.
# Nothing is given back, or a text of spaces alone would take the cube of its length.
_TARGET = re.compile(r"\s*+(?:\{(?P<pre>[^{}]*+)\})?+(?P<key>[^{},]*+)(?:\{(?P<post>[^{}]*+)\})?+\s*+(?:,|\Z)")


class UnknownRole(Rule):
    """A role is used that the archive does not have.

    There are roles for citations (`cite:p`, `cite:t`) and for what the archive holds (`brief`, `country`, `topic`,
    `person`, `source`, `publisher`). Anything else is shown as it was typed.
    """

    code = "S101"


class UnknownDirective(Rule):
    """A directive is used that the archive does not have.

    Notes and other admonitions, figures, images, quotes, code, cards, grids, tabs and dropdowns are there. Nothing
    that reads a file or runs a program is, and what stands in such a block is shown as it was typed.
    """

    code = "S102"


class UnknownOption(Rule):
    """A directive has an option that it may not have. Only those that change the meaning are open to briefs."""

    code = "S103"


class RawHtml(Rule):
    r"""HTML stands in the text. It is shown as text.

    Use Markdown instead: `*emphasis*`, `[text](address)`, a table with `|`. A `<` that is meant as such is written
    `\<`.
    """

    code = "S104"


class TopHeading(Rule):
    """A heading of level 1 (`#`) stands in the text. The title in the front matter is the only one.

    Sections begin at `##`.
    """

    code = "S105"


class NestedTooDeep(Rule):
    """Directives are nested more than eight deep. What is inside is not read."""

    code = "S106"


class LinkScheme(Rule):
    """A link's address has a scheme that briefs may not use.

    Links go to `http:`, `https:` and `mailto:` addresses, or to a file beside the brief.
    """

    code = "L101"


class EmptyReference(Rule):
    """A role names nothing, as in an empty pair of backticks or a comma too many."""

    code = "S107"


FAULTS: tuple[type[Rule], ...] = (
    UnknownRole,
    UnknownDirective,
    UnknownOption,
    RawHtml,
    TopHeading,
    NestedTooDeep,
    EmptyReference,
    LinkScheme,
)


def scan(path: str, text: str, first_line: int = 1) -> tuple[Markup, list[Diagnostic]]:
    """Scan the text of a brief.

    Args:
        path: Root-relative path of the file.
        text: The text below the front matter.
        first_line: Line of the file on which *text* begins.
    """
    scanner = _Scan(path=path, lines=text.split("\n"), first_line=first_line)
    scanner.blocks(_parser().parse(text, {}), 0, 0)
    markup = Markup(references=tuple(scanner.references), headings=tuple(scanner.headings), links=tuple(scanner.links))
    return markup, scanner.found


def citation_keys(text: str) -> Iterator[tuple[str, int]]:
    """The keys in a citation role's content, each with its offset: `{see}key{p. 3}, other` has two."""
    position = 0
    while match := _TARGET.match(text, position):
        yield match["key"].strip(), match.start("key") + len(match["key"]) - len(match["key"].lstrip())
        if match.end() >= len(text):
            return
        position = match.end()
    rest = text[position:]
    yield rest.strip(), position + len(rest) - len(rest.lstrip())


# One parser a process: making one costs as much as scanning a brief.
@functools.cache
def _parser() -> MarkdownIt:
    return make_parser()


@dataclass(slots=True)
class _Scan:
    path: str
    lines: list[str]
    first_line: int
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    _searched: dict[int, int] = field(default_factory=dict)

    def blocks(self, tokens: Iterable[Token], offset: int, depth: int) -> None:
        """Read block tokens; *offset* is the line of the text at which they begin."""
        heading = 0
        for token in tokens:
            line = offset + (token.map[0] if token.map else 0)
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "inline":
                    if heading:
                        self._heading(token, line, heading)
                    heading = 0
                    self._inline(token, line)
                case "fence" | "colon_fence":
                    self._fence(token, line, depth)
                case "html_block":
                    self._note(
                        RawHtml,
                        self._span(line, token.content.strip().split("\n")[0]),
                        "HTML is shown as text",
                    )

    def _heading(self, token: Token, line: int, level: int) -> None:
        span = self._span(line, token.content.split("\n")[0])
        words = "".join(child.content for child in token.children or () if child.type in {"text", "code_inline"})
        self.headings.append(Heading(level=level, text=words, span=span))
        if level == 1:
            message = f'the heading "{words}" is of level 1'
            self._note(TopHeading, span, message, 'write "##"; the title stands in the front matter')

    def _inline(self, token: Token, line: int) -> None:
        place = self._places(token.content, line)
        for child in token.children or ():
            if "at" not in child.meta:
                continue
            at = child.meta["at"]
            match child.type:
                case "myst_role":
                    self._role(child, place)
                case "link_open":
                    self._link(str(child.attrs["href"]), place(at, 1), image=False)
                case "image":
                    self._link(str(child.attrs["src"]), place(at, 1), image=True)
                case "html_inline":
                    message = f'"{child.content}" is HTML and is shown as text'
                    self._note(RawHtml, place(at, 1), message, r'write "\<" for the sign itself')

    def _role(self, token: Token, place: Callable[[int, int], Span]) -> None:
        name = token.meta["name"]
        if name not in ROLES:
            span = place(token.meta["at"] + 1, len(name))
            self._note(UnknownRole, span, f'there is no role "{name}"', "the roles are " + ", ".join(sorted(ROLES)))
            return
        start = len(token.content) - len(token.content.lstrip())
        keys = citation_keys(token.content) if name in CITATION_ROLES else [(token.content.strip(), start)]
        for key, at in keys:
            span = place(token.meta["content_at"] + at, max(len(key), 1))
            if key:
                self.references.append(Reference(role=name, target=key, span=span))
            else:
                self._note(
                    EmptyReference,
                    span,
                    f'the role "{name}" names nothing',
                    "write the key or id, or delete it",
                )

    def _link(self, target: str, span: Span, *, image: bool) -> None:
        self.links.append(Link(target=target, span=span, image=image))
        if not allowed_address(target):
            scheme, colon, _ = target.partition(":")
            message = f'a link with "{scheme}:" is not allowed' if colon else f'the address "{target}" has no scheme'
            hint = "link to an http, https or mailto address, or to a file beside the brief"
            self._note(LinkScheme, span, message, hint)

    def _fence(self, token: Token, line: int, depth: int) -> None:
        name, argument = directive_name(html.unescape(token.info).strip())
        if name is None:
            return
        if name not in DIRECTIVES:
            span = self._span(line, name)
            hint = "the directives are " + ", ".join(sorted(DIRECTIVES))
            self._note(UnknownDirective, span, f'there is no directive "{name}"', hint)
            return
        directive = DIRECTIVES[name]
        options, length = split_options(token.content)
        for option, (number, _) in options.items():
            if option not in directive.options:
                allowed = ", ".join(sorted(directive.options)) or "none"
                span = self._span(line + 1 + number, option)
                self._note(UnknownOption, span, f'"{name}" has no option "{option}"', f"its options are: {allowed}")
        if directive.image:
            self._link(argument, self._span(line, argument), image=True)
        elif directive.nests:
            for title in _parser().parseInline(argument, {}):
                self._inline(title, line)
        if directive.nests and depth >= _DEPTH:
            self._note(NestedTooDeep, self._span(line, name), f'"{name}" is nested too deep')
        elif directive.nests:
            body = "\n".join(token.content.split("\n")[length:])
            self.blocks(_parser().parse(body, {}), line + 1 + length, depth + 1)

    def _span(self, line: int, text: str) -> Span:
        """The place of *text* in the text's line *line*, counted from 0."""
        source = self.lines[line] if line < len(self.lines) else ""
        column = max(source.find(text), 0) + 1
        return Span(path=self.path, line=self.first_line + line, column=column, end_column=column + max(len(text), 1))

    def _places(self, content: str, line: int) -> Callable[[int, int], Span]:
        """The place of an offset of a paragraph's *content*, which begins in line *line*, and of so many characters.

        Markdown has taken marks of quotes and lists, and indentation, from the lines of a paragraph.
        """
        rows = content.split("\n")
        starts = list(itertools.accumulate((len(row) + 1 for row in rows), initial=0))
        columns = functools.cache(lambda row: self._column(rows[row], line + row))

        def place(at: int, length: int) -> Span:
            row = bisect_right(starts, at) - 1
            within = at - starts[row]
            column = columns(row)(within) + 1
            return Span(path=self.path, line=self.first_line + line + row, column=column, end_column=column + length)

        return place

    def _column(self, row: str, line: int) -> Callable[[int], int]:
        """Where the characters of *row* stand in the text's line *line*: those after what Markdown has taken."""
        source = self.lines[line] if line < len(self.lines) else ""
        text = row.strip()
        lead = len(row) - len(row.lstrip())
        # The cells of a table are looked for one after the other, since two may say the same.
        searched = self._searched.get(line, 0)
        start = source.find(text, searched)
        pipes: list[int] = []
        if start < 0 and "|" in text:  # within a cell, `\|` has become `|`
            pipes = [number for number, char in enumerate(text) if char == "|"]
            text = text.replace("|", r"\|")
            start = source.find(text, searched)
        start = max(start, 0)
        self._searched[line] = start + len(text)
        return lambda within: start + within - lead + bisect_right(pipes, within - lead)

    def _note(self, rule: type[Rule], span: Span, message: str, hint: str | None = None) -> None:
        self.found.append(rule.at(span, message, hint=hint))


def allowed_address(target: str) -> bool:
    """Whether a link may have this address: http, https, mailto, or relative without a host."""
    address = re.sub(r"[\x00-\x20\x7f]", "", html.unescape(target))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    if scheme:
        return scheme[1].lower() in LINK_SCHEMES
    return not address.startswith(("//", "\\", "/\\"))
