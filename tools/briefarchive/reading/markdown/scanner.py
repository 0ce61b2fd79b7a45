"""Scans a brief's text for citations, links, headings and invalid markup, and prepares it for the text rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from markdown_it.token import Token

from ...diagnostics import Rule, Span
from ...model import ChartKind, ForeignCitation, Heading, Reference, TextLink, TextMarkup
from .. import rules
from ..characters import INVISIBLE, replace_invisible
from ..front_matter.reader import FrontMatter
from ..languages import detect_script
from ..nearest import find_closest
from ..sketch import make_sketch
from ..vocabularies.countries import find_frequent_countries
from .dialect import CITATION_ROLES, ROLES, is_overloaded, shared_parser
from .directives import DIRECTIVES, OTHER_NAMES, is_valid_option, read_directive, split_info
from .foreign_citations import find_foreign_citations
from .roles import diagnose_empty, diagnose_role, read_citation
from .text import Part, Passage, Place, ShownPicture, Text, TextBlock, heading_id, heading_text

MAX_PRINT_WEIGHT = 400_000
"""Maximum weight of a brief in print, in characters."""
CELL_WEIGHT = 44
"""Weight of a table cell in addition to its text."""

_WEIGHTS = {
    "td_open": CELL_WEIGHT + 30, "th_open": CELL_WEIGHT + 30, "heading_open": 60, "code_inline": 18, "em_open": 10,
    "strong_open": 10, "myst_role": 60, "footnote_ref": 60, "image": 60, "link_open": 40,
    "blockquote_open": 20, "colon_fence": 40, "fence": 40, "hardbreak": 20,
}  # fmt: skip
_OTHER_WEIGHT = 2
_ENDS_SENTENCE = re.compile("[.!?…:;,。！？：；，][”’\"')\\]]*$")
_MAX_HEADING_LENGTH = 100
_MAX_FOREIGN_CITATIONS = 200
"""Further ones are reported once these are fixed."""


def scan(path: str, text: str, first_line: int = 1, head: FrontMatter | None = None) -> Text:
    """Scan the body of the brief at *path*, which begins on line *first_line* of the file."""
    result = Text(path=path, part=Part.BODY, lines=[], first_line=first_line, head=head or FrontMatter())
    if is_overloaded(text):
        start = Span(path=path, line=first_line)
        result.diagnostics.append(rules.TooManyMarks.flag(start, "the text has more than 50,000 marks"))
        return result
    result.source_lines = text.split("\n")
    # As the build does, so that these characters are neither line ends nor part of a name.
    text = replace_invisible(text)
    result.lines = text.split("\n")
    scanner = _Scan(result)
    scanner.blocks(shared_parser().parse(text, scanner.env), 0, None, ())
    if scanner.weight > MAX_PRINT_WEIGHT:
        message = "the text has more letters, marks or cells of tables than can be printed"
        hint = "put a large table beside it as a CSV file, or a long text as a PDF"
        result.diagnostics.append(rules.TooMuchText.flag(Span(path=path, line=first_line), message, hint=hint))
    prose = "\n".join(passage.rendered.replace("\n", " ") for passage in result.passages)
    result.markup = TextMarkup(
        references=tuple(scanner.references),
        links=tuple(scanner.links),
        headings=tuple(scanner.headings.values()),
        script=detect_script(prose),
        countries=find_frequent_countries(prose),
        sketch=make_sketch(prose),
        foreign_citations=tuple(scanner.foreign_citations[:_MAX_FOREIGN_CITATIONS]),
    )
    return result


@dataclass(slots=True)
class _Scan:
    text: Text
    references: list[Reference] = field(default_factory=list)
    links: list[TextLink] = field(default_factory=list)
    headings: dict[str, Heading] = field(default_factory=dict)
    level: int = 1
    count: int = 0
    """Number of headings so far."""
    foreign_citations: list[ForeignCitation] = field(default_factory=list)
    note: str = ""
    """Label of the current footnote."""
    weight: int = 0
    """Printed size so far, in characters."""
    env: dict[str, Any] = field(default_factory=dict)
    """State of the parser, shared so that link definitions also apply within directives below them."""

    def blocks(self, tokens: Sequence[Token], offset: int, outer: TextBlock | None, parents: tuple[str, ...]) -> None:
        """Read block tokens; *offset* is the line of the text at which they begin."""
        for number, token in enumerate(tokens):
            block = TextBlock(token, offset + (token.map[0] if token.map else 0), outer)
            self.text.blocks.append(block)
            self.weight += _weight(token)
            match token.type:
                case "inline":
                    self._inline(block, *_neighbours(tokens, number))
                case "fence" | "colon_fence":
                    self._fence(block, parents)
                case "code_block":
                    self._code(block)
                case "footnote_reference_open":
                    self.note = str(token.meta["label"])
                case "footnote_reference_close":
                    self.note = ""
        self.text.stretches.append(tokens)

    def _heading(self, block: TextBlock, level: int) -> Heading:
        span = self.text.find(block.token.content.split("\n")[0], block.line)
        words = heading_text(block.token)
        self.count += 1
        id_ = heading_id(words, self.count) if block.token.content.strip() else ""
        heading = Heading(level=max(level, 2), text=words, id=id_, span=span)
        self.headings.setdefault(heading.id, heading)
        self.level = level
        return heading

    def _inline(self, block: TextBlock, opening: Token | None = None, following: Token | None = None) -> None:
        """Read a paragraph, heading or cell, given the token that opens it and the block after it."""
        token = block.token
        place = self.text.map_passage(token.content, block.line)
        passage = Passage(
            inline=token,
            place=place,
            start=place(0, max(len(token.content.partition("\n")[0]), 1)),
            line=block.line,
            outer=block.outer,
            note=self.note,
        )
        token.meta["passage"] = passage
        if opening is not None and opening.type == "heading_open" and _is_accidental_heading(opening, token):
            passage.ruled = opening
        else:
            passage.opening, passage.next_token = opening, following
            if opening is not None and opening.type == "heading_open":
                passage.heading = self._heading(block, int(opening.tag[1]))
        passage.level = self.level
        if token.meta.get("too_deep"):
            self._note(rules.NestedTooDeep, place(0, 1), "marks are nested too deep here", "take some out")
            return
        self.text.passages.append(passage)
        for child in passage.children:
            self._child(child, passage, place)
        passage.foreign_citations = tuple(find_foreign_citations(passage.text, token.content, place))
        self.foreign_citations += passage.foreign_citations

    def _child(self, child: Token, passage: Passage, place: Place) -> None:
        at = child.meta.get("at", 0)
        match child.type:
            case "myst_role":
                self._role(child, place)
            case "link_open":
                target = str(child.attrs["href"])
                address = _find_address(passage.content, at, target, place)
                self.links.append(TextLink(target=target, span=place(at, 1), address=address))
            case "image":
                self._image(str(child.attrs["src"]), ShownPicture(child.content, "", place(at, 1)))
            case "text" if INVISIBLE.search(child.content) and "&" in passage.content:
                message = "there is an entity for an invisible character"
                self._note(rules.InvisibleCharacter, place(max(passage.content.find("&"), 0), 1), message, "delete it")

    def _role(self, token: Token, place: Place) -> None:
        name = token.meta["name"]
        if name not in ROLES:
            self.text.diagnostics.append(diagnose_role(token, place))
        elif name in CITATION_ROLES:
            for found in read_citation(token, place):
                if isinstance(found, Reference):
                    self.references.append(found)
                else:
                    self.text.diagnostics.append(found)
        elif key := token.meta["target"]:
            at = token.meta["content_at"] + token.meta["target_at"]
            self.references.append(Reference(role=name, target=key, span=place(at, len(key))))
        else:
            span = place(token.meta["content_at"] + len(token.content), 1)
            self.text.diagnostics.append(diagnose_empty(name, span))

    def _image(self, target: str, picture: ShownPicture) -> None:
        self.links.append(TextLink(target=target, span=picture.span, image=True))
        self.text.pictures.append(picture)

    def _code(self, block: TextBlock) -> None:
        """Record that a block is code, or is shown as plain text."""
        self.text.code.update(range(block.line, block.end))

    def _fence(self, block: TextBlock, parents: tuple[str, ...]) -> None:
        token, line = block.token, block.line
        name, argument = split_info(token.info)
        if name not in DIRECTIVES:
            self._code(block)
            self._unknown(name, line)
            return
        read = read_directive(name, argument, token.content, parents)
        directive = DIRECTIVES[name]
        if read.fault or not directive.nests:
            self._code(block)
        if read.fault:
            message = f'"{name}" is shown as text: {read.fault}'
            self._note(rules.UnfitDirective, self.text.find(name, line), message)
            return
        for option, (number, value) in read.options.items():
            if not is_valid_option(name, option, value):
                self._option(name, option, value, line + 1 + number)
        if directive.chart:
            span = self.text.find(argument, line)
            kind = cast("ChartKind", read.options["kind"][1])
            self.links.append(TextLink(target=argument, span=span, image=True, chart=kind))
        if directive.image:
            alt = read.options.get("alt", (0, ""))[1]
            self._image(argument, ShownPicture(alt, read.body, self.text.find(argument, line)))
        if directive.nests:
            titles = shared_parser().parseInline(read.argument)
            token.meta |= {"directive": read, "titles": titles}
            for title in titles if read.argument and not (directive.image or directive.chart) else ():
                self._inline(TextBlock(title, line, block.outer))
            self.weight -= len(token.content)  # counted again with its blocks
            self.blocks(shared_parser().parse(read.body, self.env), line + 1 + read.body_line, block, (*parents, name))

    def _unknown(self, name: str | None, line: int) -> None:
        if name is not None:  # otherwise a plain code block
            closest = OTHER_NAMES.get(name) or find_closest(name, DIRECTIVES)
            hint = f'did you mean "{closest}"?' if closest else "the directives are " + ", ".join(sorted(DIRECTIVES))
            span = self.text.find(name, line)
            self._note(rules.UnknownDirective, span, f'there is no directive "{name}"', hint)

    def _option(self, name: str, option: str, value: str, line: int) -> None:
        allowed = DIRECTIVES[name].options
        message = f'the option "{option}" of "{name}" cannot be "{value}"'
        if option not in allowed:
            message = f'"{name}" has no option "{option}"'
        hint = "its options are: " + (", ".join(sorted(allowed)) or "none")
        self._note(rules.UnknownOption, self.text.find(option, line), message, hint)

    def _note(self, rule: Rule, span: Span, message: str, hint: str | None = None) -> None:
        self.text.diagnostics.append(rule.flag(span, message, hint=hint))


def _weight(token: Token) -> int:
    """Estimate the size of a token in print, in characters, rounding up."""
    children = token.children or ()
    own_size = len(token.content) if not children else sum(map(_weight, children))
    return own_size + _WEIGHTS.get(token.type, _OTHER_WEIGHT) + 2 * len(str(token.attrs.get("href", "")))


def _is_accidental_heading(heading: Token, inline: Token) -> bool:
    """Return whether a line of hyphens or equals signs turned a paragraph into a heading by accident."""
    content = inline.content
    has_citation = "{cite" in content or "{footcite" in content
    is_long = "\n" in content or len(content) > _MAX_HEADING_LENGTH
    return heading.markup in {"-", "="} and (is_long or has_citation or bool(_ENDS_SENTENCE.search(content)))


def _neighbours(tokens: Sequence[Token], number: int) -> tuple[Token | None, Token | None]:
    """Return the token that opens a passage, and the block after it if it is not nested."""
    opening = tokens[number - 1] if number else None
    following = tokens[number + 2] if number + 2 < len(tokens) else None
    is_alone = opening is not None and not opening.level and following is not None and following.nesting >= 0
    return opening, following if is_alone else None


def _find_address(content: str, at: int, target: str, place: Place) -> Span | None:
    """Return the span of a link's address, if it is unescaped in the text."""
    if content.startswith(f"<{target}>", at):
        return place(at + 1, len(target))
    start = content.find(f"]({target}", at)
    if start < 0:
        return None
    span = place(start + 2, len(target))
    return None if content[start + 2 + len(target)] not in ") \n\t" else span
