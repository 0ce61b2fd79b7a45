"""A scan of a brief's text: what it cites and links to, and what its markup may not contain."""

import difflib
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..diagnostics import Diagnostic, Rule, Span
from ..model import Heading, Link, Markup, Reference
from .accidental_blocks import Fence, find_accidental_heading, find_indented, find_unclosed
from .addresses import fault_of_address, shown_elsewhere
from .citation_targets import citation_targets
from .cited_paragraphs import find_uncited
from .country_names import countries_named_often
from .dialect import CITATION_ROLES, ROLES, is_overloaded, make_parser
from .directives import DIRECTIVES, directive_name, option_is_sound, read_directive
from .headings import HeadingIds, heading_text
from .house_style import find_house_style
from .invisible import INVISIBLE, InvisibleCharacter, made_visible
from .loose_syntax import loose_syntax
from .markup_faults import (
    FAULTS,
    EmptyReference,
    HeadlessTable,
    LinkScheme,
    LinkTextDiffers,
    LooseFootnote,
    NestedTooDeep,
    PictureWithoutText,
    RawHtml,
    RepeatedHeading,
    SkippedHeading,
    TooManyMarks,
    TopHeading,
    UnfitDirective,
    UnknownDirective,
    UnknownOption,
    UnknownRole,
)
from .places import Places
from .prose import Prose
from .running_text import without_targets
from .script import script_of
from .sketch import sketch_of
from .tracking import find_detour, tell_bare_addresses, tell_tracking

__all__ = ["FAULTS", "scan"]

_MOST_ON_REQUEST = 200
"""When so many are mended, the others are told."""
_NO_KEY = re.compile(r"[\s{}]")
_EMPHASIS = {"b": "**…**", "strong": "**…**", "i": "*…*", "em": "*…*"}


def scan(path: str, text: str, first_line: int = 1) -> tuple[Markup, list[Diagnostic]]:
    """Scan the text of a brief.

    Args:
        path: Root-relative path of the file.
        text: The text below the front matter.
        first_line: Line of the file on which *text* begins.
    """
    if is_overloaded(text):
        return Markup(), [TooManyMarks.at(Span(path=path, line=first_line), "the text has more than 50,000 marks")]
    lines = text.split("\n")
    text = made_visible(text)  # as the build does: to it, these signs are no line ends and no part of a name
    scanner = _Scan(Places(path=path, lines=text.split("\n"), first_line=first_line))
    scanner.blocks(_parser().parse(text, scanner.env), 0, ())
    scanner.footnotes()
    scanner.found += scanner.prose.found(path, lines, first_line)
    prose = scanner.prose.text
    markup = Markup(
        references=tuple(scanner.references),
        links=tuple(scanner.links),
        headings=tuple(scanner.headings.values()),
        script=script_of(prose),
        countries=countries_named_often(prose),
        sketch=sketch_of(prose),
        on_request=tuple(scanner.on_request[:_MOST_ON_REQUEST]),
    )
    return markup, scanner.found


# One parser a process: making one costs as much as scanning a brief.
@functools.cache
def _parser() -> MarkdownIt:
    return make_parser()


@dataclass(slots=True)
class _Scan:
    places: Places
    references: list[Reference] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: dict[str, Heading] = field(default_factory=dict)
    level: int = 1
    ids: HeadingIds = field(default_factory=HeadingIds)
    found: list[Diagnostic] = field(default_factory=list)
    on_request: list[Diagnostic] = field(default_factory=list)
    marks: dict[str, Span] = field(default_factory=dict)
    prose: Prose = field(default_factory=Prose)
    header: int | None = None
    """The line of the header of the table that is read, as long as no word has been found in it."""
    notes: Counter[str] = field(default_factory=Counter)
    fences: list[Fence] = field(default_factory=list)
    """The directives in which the blocks stand that are read, from the outside."""
    env: dict[str, Any] = field(default_factory=dict)
    """What the parser keeps: definitions of links hold for what stands in directives below them, too."""

    def blocks(self, tokens: Sequence[Token], offset: int, parents: tuple[str, ...]) -> None:
        """Read block tokens; *offset* is the line of the text at which they begin."""
        heading = 0
        starts: dict[int, Span] = {}
        for number, token in enumerate(tokens):
            line = offset + (token.map[0] if token.map else 0)
            match token.type:
                case "heading_open":
                    accident = list(find_accidental_heading(token, tokens[number + 1], line, self.places))
                    self.found += accident
                    heading = 0 if accident else int(token.tag[1])
                case "inline":
                    if heading:
                        self._heading(token, line, heading)
                    heading = 0
                    self.header = None if token.content.strip() else self.header
                    starts[id(token)] = self._inline(token, line)
                case "fence" | "colon_fence":
                    self.found += find_unclosed(token, line, self.places, self.fences[-1] if self.fences else None)
                    self._fence(token, line, parents)
                case "code_block":
                    self.found += find_indented(token, line, self.places)
                    self.prose.add_code(token, line)
                case "thead_open" | "thead_close":
                    self._header(token, line)
                case "html_block":
                    self._html(token.content.strip().split("\n")[0], line)
                case "footnote_reference_open":
                    self._footnote(str(token.meta["label"]), line)
        self.on_request += find_uncited(tokens, lambda token: starts[id(token)])

    def _footnote(self, label: str, line: int) -> None:
        self.notes[label] += 1
        if self.notes[label] == 2:
            self._note(LooseFootnote, self.places.of_text(line, label), f'the footnote "{label}" is written twice')

    def _header(self, token: Token, line: int) -> None:
        if token.nesting > 0:
            self.header = line
        elif self.header is not None:
            span = self.places.of_text(self.header, "")
            self._note(
                HeadlessTable, span, "the table has no header", "say in its first line what stands in each column"
            )
            self.header = None

    def footnotes(self) -> None:
        """Note every mark of a footnote that is not written."""
        for label, span in self.marks.items():
            if label not in self.notes:
                message = f'the footnote "{label}" is not written'
                self._note(LooseFootnote, span, message, f'add a line "[^{label}]: …" below')

    def _heading(self, token: Token, line: int, level: int) -> None:
        span = self.places.of_text(line, token.content.split("\n")[0])
        words = heading_text(token)
        heading = Heading(level=max(level, 2), text=words, id=self.ids.next(words), span=span)
        first = self.headings.setdefault(heading.id, heading)
        before, self.level = self.level, level
        if first is not heading:
            message = f'the heading "{words}" has the address of the one in line {first.span.line}'
            self._note(RepeatedHeading, span, message, "give one of the two other words")
        if level > before + 1:
            wanted = "#" * (before + 1)
            self._note(SkippedHeading, span, f'the heading "{words}" skips a level', f'write "{wanted}"')
        if level == 1:
            message = f'the heading "{words}" is of level 1'
            self._note(TopHeading, span, message, 'write "##"; the title stands in the front matter')

    def _inline(self, token: Token, line: int) -> Span:
        """Read a paragraph, a heading or a cell; where its first line stands."""
        place = self.places.within(token.content, line)
        start = place(0, max(len(token.content.partition("\n")[0]), 1))
        if token.meta.get("too_deep"):
            self._note(NestedTooDeep, place(0, 1), "marks are nested too deep here", "take some out")
            return start
        self.on_request += find_house_style(token.content, place)
        self.found += self.prose.add(token, place)
        for child in token.children or ():
            at = child.meta.get("at", 0)
            match child.type:
                case "myst_role":
                    self._role(child, place)
                case "link_open":
                    target = str(child.attrs["href"])
                    address = _address(token.content, at, target, place)
                    self._link(target, place(at, 1), image=False, address=address)
                    self.found += tell_tracking(target, place(at, 1), address)
                case "image":
                    self._link(str(child.attrs["src"]), place(at, 1), image=True)
                    self._picture_text(child.content, place(at, 1))
                case "footnote_ref":
                    self.marks.setdefault(str(child.meta["label"]), place(at, 1))
                case "text" if INVISIBLE.search(child.content) and "&" in token.content:
                    message = "an entity stands for an invisible character"
                    self._note(InvisibleCharacter, place(max(token.content.find("&"), 0), 1), message, "delete it")
        self.found += tell_bare_addresses(without_targets(token), place)
        self._tags(token, place)
        self._texts_of_links(token, place)
        self.found.extend(loose_syntax(token, place))
        return start

    def _tags(self, token: Token, place: Callable[[int, int], Span]) -> None:
        """Note each piece of HTML but the closing tags, and of those that close nothing the first."""
        tags = [child for child in token.children or () if child.type == "html_inline"]
        for tag in [tag for tag in tags if not tag.content.startswith("</")] or tags[:1]:
            message = f'"{tag.content}" is HTML and is shown as text'
            self._note(RawHtml, place(tag.meta["at"], 1), message, _instead(tag.content))

    def _texts_of_links(self, token: Token, place: Callable[[int, int], Span]) -> None:
        opening: Token | None = None
        shown = ""
        for child in token.children or ():
            if child.type == "link_open":
                opening, shown = child, ""
            elif child.type in {"text", "code_inline"}:
                shown += child.content if opening else ""
            elif child.type == "link_close" and opening is not None:
                target = str(opening.attrs["href"])
                if shown_elsewhere(shown, target):
                    message = f'the link shows "{shown.strip()}" and leads to "{target}"'
                    hint = "write words for its text, or the address to which it leads"
                    self._note(LinkTextDiffers, place(opening.meta["at"], 1), message, hint)
                opening = None

    def _html(self, text: str, line: int) -> None:
        self._note(RawHtml, self.places.of_text(line, text), "HTML is shown as text", _instead(text))

    def _role(self, token: Token, place: Callable[[int, int], Span]) -> None:
        name = token.meta["name"]
        if name not in ROLES:
            span = place(token.meta["at"] + 1, len(name))
            self._note(UnknownRole, span, f'there is no role "{name}"', _nearest("role", name, ROLES))
            return
        for key, at in _named(name, token.content):
            span = place(token.meta["content_at"] + at, max(len(key), 1))
            if not key:
                message = f'the role "{name}" names nothing'
                self._note(EmptyReference, span, message, "write the key or id, or delete it")
            elif name in CITATION_ROLES and _NO_KEY.search(key):
                message = f'"{key}" cannot be the key of a source'
                self._note(EmptyReference, span, message, "part several keys by commas; notes stand in braces")
            else:
                self.references.append(Reference(role=name, target=key, span=span))

    def _picture_text(self, text: str, span: Span) -> None:
        if not text.strip():
            message = "the picture has no text in its place"
            self._note(PictureWithoutText, span, message, 'say what it shows: "![…](…)", or ":alt: …" in a directive')

    def _link(self, target: str, span: Span, *, image: bool, address: Span | None = None) -> None:
        self.links.append(Link(target=target, span=span, image=image, address=address))
        if fault := fault_of_address(target):
            hint = "link to an http, https or mailto address, or to a file beside the brief"
            self._note(LinkScheme, span, fault, hint)

    def _fence(self, token: Token, line: int, parents: tuple[str, ...]) -> None:
        name, argument = directive_name(token.info)
        if name not in DIRECTIVES:
            self.prose.add_code(token, line)
            self._unknown(name, line)
            return
        read = read_directive(name, argument, token.content, parents)
        if read.fault or not DIRECTIVES[name].nests:
            self.prose.add_code(token, line)
        if read.fault:
            self._note(UnfitDirective, self.places.of_text(line, name), f'"{name}" is shown as text: {read.fault}')
            return
        for option, (number, value) in read.options.items():
            if not option_is_sound(name, option, value):
                self._option(name, option, value, line + 1 + number)
        if DIRECTIVES[name].image:
            self._link(argument, self.places.of_text(line, argument), image=True)
            self._picture_text(read.options.get("alt", (0, ""))[1], self.places.of_text(line, argument))
        elif DIRECTIVES[name].nests and read.argument:
            # A title has no part in definitions of links: whether those below it count would depend on who reads first.
            for title in _parser().parseInline(read.argument, {}):
                self._inline(title, line)
        if DIRECTIVES[name].nests:
            self.fences.append(Fence(token, line))
            self.blocks(_parser().parse(read.body, self.env), line + 1 + read.body_line, (*parents, name))
            self.fences.pop()

    def _unknown(self, name: str | None, line: int) -> None:
        if name is not None:  # else it is a plain block of code
            hint = _nearest("directive", name, DIRECTIVES)
            self._note(UnknownDirective, self.places.of_text(line, name), f'there is no directive "{name}"', hint)

    def _option(self, name: str, option: str, value: str, line: int) -> None:
        allowed = DIRECTIVES[name].options
        message = f'the option "{option}" of "{name}" cannot be "{value}"'
        if option not in allowed:
            message = f'"{name}" has no option "{option}"'
        hint = "its options are: " + (", ".join(sorted(allowed)) or "none")
        self._note(UnknownOption, self.places.of_text(line, option), message, hint)

    def _note(self, rule: type[Rule], span: Span, message: str, hint: str | None = None) -> None:
        self.found.append(rule.at(span, message, hint=hint))


def _address(content: str, at: int, target: str, place: Callable[[int, int], Span]) -> Span | None:
    """The place of a link's address, if it may have to be written anew and stands in the text as it is."""
    if not (target.startswith("http://") or ".html" in target or find_detour(target)):
        return None
    if content.startswith(f"<{target}>", at):
        return place(at + 1, len(target))
    start = content.find(f"]({target}", at)
    if start < 0:
        return None
    span = place(start + 2, len(target))
    return None if content[start + 2 + len(target)] not in ") \n\t" else span


def _named(role: str, content: str) -> list[tuple[str, int]]:
    """What a role names, each name with its offset in the role's content."""
    if role in CITATION_ROLES:
        return [(target.key, target.offset) for target in citation_targets(content)]
    return [(content.strip(), len(content) - len(content.lstrip()))]


def _nearest(kind: str, name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.7) or [
        one for one in names if one.startswith(f"{name}:")
    ]
    return f'did you mean "{near[0]}"?' if near else f"the {kind}s are " + ", ".join(names)


def _instead(html: str) -> str:
    """What to write instead of a piece of HTML."""
    match = re.match(r"<\s*([A-Za-z]+)\s*>", html)
    if match and match[1].lower() in _EMPHASIS:
        return f"write {_EMPHASIS[match[1].lower()]} instead"
    return "delete it" if html.startswith("<!--") else r'write it in Markdown, or "\<" for the sign itself'
