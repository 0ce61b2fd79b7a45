"""A scan of a brief's text: what it cites and links to, its headings, and what its markup may not contain."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..diagnostics import Diagnostic, Rule, Span
from ..model import Heading, Link, Markup, Reference
from .addresses import allowed_address
from .citation_targets import citation_targets
from .dialect import CITATION_ROLES, DIRECTIVES, ROLES, directive_name, make_parser, split_options
from .markup_faults import (
    FAULTS,
    EmptyReference,
    LinkScheme,
    NestedTooDeep,
    RawHtml,
    TopHeading,
    UnknownDirective,
    UnknownOption,
    UnknownRole,
)
from .places import Places

__all__ = ["FAULTS", "scan"]

_DEPTH = 8


def scan(path: str, text: str, first_line: int = 1) -> tuple[Markup, list[Diagnostic]]:
    """Scan the text of a brief.

    Args:
        path: Root-relative path of the file.
        text: The text below the front matter.
        first_line: Line of the file on which *text* begins.
    """
    scanner = _Scan(Places(path=path, lines=text.split("\n"), first_line=first_line))
    scanner.blocks(_parser().parse(text, {}), 0, 0)
    markup = Markup(references=tuple(scanner.references), headings=tuple(scanner.headings), links=tuple(scanner.links))
    return markup, scanner.found


# One parser a process: making one costs as much as scanning a brief.
@functools.cache
def _parser() -> MarkdownIt:
    return make_parser()


@dataclass(slots=True)
class _Scan:
    places: Places
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

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
                        self.places.of_text(line, token.content.strip().split("\n")[0]),
                        "HTML is shown as text",
                    )

    def _heading(self, token: Token, line: int, level: int) -> None:
        span = self.places.of_text(line, token.content.split("\n")[0])
        words = "".join(child.content for child in token.children or () if child.type in {"text", "code_inline"})
        self.headings.append(Heading(level=level, text=words, span=span))
        if level == 1:
            message = f'the heading "{words}" is of level 1'
            self._note(TopHeading, span, message, 'write "##"; the title stands in the front matter')

    def _inline(self, token: Token, line: int) -> None:
        place = self.places.within(token.content, line)
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
        for key, at in _named(name, token.content):
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
        name, argument = directive_name(token.info)
        if name is None:
            return
        if name not in DIRECTIVES:
            span = self.places.of_text(line, name)
            hint = "the directives are " + ", ".join(sorted(DIRECTIVES))
            self._note(UnknownDirective, span, f'there is no directive "{name}"', hint)
            return
        directive = DIRECTIVES[name]
        options, length = split_options(token.content)
        for option, (number, _) in options.items():
            if option not in directive.options:
                allowed = ", ".join(sorted(directive.options)) or "none"
                span = self.places.of_text(line + 1 + number, option)
                self._note(UnknownOption, span, f'"{name}" has no option "{option}"', f"its options are: {allowed}")
        if directive.image:
            self._link(argument, self.places.of_text(line, argument), image=True)
        elif directive.nests:
            for title in _parser().parseInline(argument, {}):
                self._inline(title, line)
        if directive.nests and depth >= _DEPTH:
            self._note(NestedTooDeep, self.places.of_text(line, name), f'"{name}" is nested too deep')
        elif directive.nests:
            body = "\n".join(token.content.split("\n")[length:])
            self.blocks(_parser().parse(body, {}), line + 1 + length, depth + 1)

    def _note(self, rule: type[Rule], span: Span, message: str, hint: str | None = None) -> None:
        self.found.append(rule.at(span, message, hint=hint))


def _named(role: str, content: str) -> list[tuple[str, int]]:
    """What a role names, each name with its offset in the role's content."""
    if role in CITATION_ROLES:
        return [(target.key, target.offset) for target in citation_targets(content)]
    return [(content.strip(), len(content) - len(content.lstrip()))]
