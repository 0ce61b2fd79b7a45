"""A scan of a brief's text: what it cites and links to, and what its markup may not contain."""

import difflib
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span
from ..model import ForeignCitation, Heading, Link, Markup, Reference
from .accidental_blocks import Fence, Fences, find_accidental_heading, find_indented
from .addresses import fault_of_address, has_scheme, meant_address, shown_elsewhere
from .bare_addresses import find_bare_addresses
from .citation_place import find_citations_after_stop
from .citation_targets import citation_targets
from .cited_paragraphs import find_uncited
from .country_names import countries_named_often
from .dialect import CITATION_ROLES, ROLES, is_overloaded, make_parser
from .directives import DIRECTIVES, directive_name, option_is_sound, read_directive
from .foreign_citations import find_foreign_citations
from .handwritten_sources import HandwrittenSources, find_in_list, find_in_note, is_heading_of_sources
from .headings import HeadingIds, heading_text
from .house_style import find_house_style
from .invisible import INVISIBLE, InvisibleCharacter, made_visible
from .loose_emphasis import find_starred_item
from .loose_links import LooseLink
from .loose_syntax import loose_syntax
from .markup_faults import (
    FAULTS,
    EmptyReference,
    HeadlessTable,
    LinkScheme,
    LinkTextDiffers,
    LinkTextSaysNothing,
    LooseFootnote,
    MarkupOfOthers,
    NestedTooDeep,
    NotesTooDeep,
    PictureWithoutText,
    RawHtml,
    RepeatedHeading,
    SkippedHeading,
    TooManyMarks,
    TopHeading,
    UnfitDirective,
    UnknownDirective,
    UnknownOption,
)
from .meant_blocks import find_bold_heading, find_heading_with_stop, find_meant_blocks, find_unbraced
from .overlong import find_too_heavy, weight_of
from .paragraphs import OTHER_THAN_PROSE, find_in_paragraph
from .picture_texts import fault_of_picture_text
from .places import Places
from .prose import Prose
from .role_faults import find_in_citation, find_unknown_role
from .running_text import running_text, without_targets
from .script import script_of
from .sketch import sketch_of
from .tracking import find_detour, tell_bare_addresses, tell_tracking

__all__ = ["FAULTS", "scan"]

_MOST_ON_REQUEST = _MOST_FOREIGN = 200
_MOST_IN_PARAGRAPH = 1_000
_NOTES_DEEP = 8
"""When so many are mended, the others are told."""
# Of a paragraph in which one of these is told, that an address in it is no link is not told as well.
_WITH_ADDRESSES = frozenset({HandwrittenSources.code, LooseLink.code, MarkupOfOthers.code})
_SAYS_NOTHING = frozenset({
    "click", "click here", "click this link", "here", "link", "more", "read more", "this", "this article", "this link",
    "this page", "此处", "点击", "点击这里", "这里", "链接",
})  # fmt: skip
_EMPHASIS = {"b": "**…**", "strong": "**…**", "i": "*…*", "em": "*…*"}


def scan(path: str, text: str, first_line: int = 1, language: str = "en") -> tuple[Markup, list[Diagnostic]]:
    """Scan the text of a brief.

    Args:
        path: Root-relative path of the file.
        text: The text below the front matter.
        first_line: Line of the file on which *text* begins.
        language: The language in which it is said to be.
    """
    if is_overloaded(text):
        return Markup(), [TooManyMarks.at(Span(path=path, line=first_line), "the text has more than 50,000 marks")]
    lines = text.split("\n")
    text = made_visible(text)  # as the build does: to it, these signs are no line ends and no part of a name
    places = Places(path=path, lines=text.split("\n"), first_line=first_line)
    scanner = _Scan(places, Fences(places))
    scanner.blocks(_parser().parse(text, scanner.env), 0, ())
    scanner.footnotes()
    scanner.found += find_too_heavy(path, first_line, scanner.weight)
    scanner.found += scanner.prose.found(path, lines, first_line, language)
    prose = scanner.prose.text
    markup = Markup(
        references=tuple(scanner.references),
        links=tuple(scanner.links),
        headings=tuple(scanner.headings.values()),
        script=script_of(prose),
        countries=countries_named_often(prose),
        sketch=sketch_of(prose),
        foreign=tuple(scanner.foreign[:_MOST_FOREIGN]),
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
    fences: Fences
    references: list[Reference] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: dict[str, Heading] = field(default_factory=dict)
    level: int = 1
    ids: HeadingIds = field(default_factory=HeadingIds)
    foreign: list[ForeignCitation] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    on_request: list[Diagnostic] = field(default_factory=list)
    marks: dict[str, Span] = field(default_factory=dict)
    prose: Prose = field(default_factory=Prose)
    header: int | None = None
    """The line of the header of the table that is read, as long as no word has been found in it."""
    notes: dict[str, Span] = field(default_factory=dict)
    without_colon: dict[str, Span] = field(default_factory=dict)
    """The marks of footnotes with which a paragraph begins."""
    note: str = ""
    """The footnote that is read."""
    weight: int = 0
    """How much there is to print."""
    led: dict[str, dict[str, Span]] = field(default_factory=dict)
    """The marks in each footnote, and under no name those in the text."""
    of_sources: bool = False
    """Whether the last heading says that sources follow."""
    env: dict[str, Any] = field(default_factory=dict)
    """What the parser keeps: definitions of links hold for what stands in directives below them, too."""

    def blocks(self, tokens: Sequence[Token], offset: int, parents: tuple[str, ...]) -> None:
        """Read block tokens; *offset* is the line of the text at which they begin."""
        heading = 0
        starts: dict[int, Span] = {}
        for number, token in enumerate(tokens):
            line = offset + (token.map[0] if token.map else 0)
            self.weight += weight_of(token)
            match token.type:
                case "heading_open":
                    accident = list(find_accidental_heading(token, tokens[number + 1], line, self.places))
                    self.found += accident
                    heading = 0 if accident else int(token.tag[1])
                    token.meta["accident"] = bool(accident)
                case "inline":
                    if heading:
                        self._heading(token, line, heading)
                    heading = 0
                    self.header = None if token.content.strip() else self.header
                    starts[id(token)] = self._inline(token, line, *_around(tokens, number))
                case "bullet_list_open" if token.level == 0 and tokens[number + 3].type == "inline":
                    self.found += find_starred_item(token, tokens[number + 3], line, self.places)
                case _:
                    self._other_block(token, line, parents)
        self.on_request += find_uncited(tokens, lambda token: starts[id(token)])

    def _other_block(self, token: Token, line: int, parents: tuple[str, ...]) -> None:
        """Read what is no text of its own: code, a directive, a part of a table or of a footnote, HTML."""
        match token.type:
            case "fence" | "colon_fence":
                self.found += find_unbraced(token, line, self.places)
                self.found += self.fences.find_unclosed(token, line)
                self._fence(token, line, parents)
            case "code_block":
                self.found += find_indented(token, line, self.places)
                self.prose.add_code(token, line)
            case "thead_open" | "thead_close":
                self._header(token, line)
            case "html_block":
                self._html(token.content.strip().split("\n")[0], line)
            case "footnote_reference_open":
                self.note = str(token.meta["label"])
                self._footnote(self.note, line)
            case "footnote_reference_close":
                self.note = ""

    def _footnote(self, label: str, line: int) -> None:
        span = self.places.of_text(line, label)
        if label in self.notes:
            self._note(LooseFootnote, span, f'the footnote "{label}" is written twice')
        self.notes.setdefault(label, span)

    def _mark(self, label: str, inline: Token, at: int, place: Callable[[int, int], Span]) -> None:
        mark = f"[^{label}]"
        self.led.setdefault(self.note, {}).setdefault(label, place(at, len(mark)))
        if at == 0 and inline.level == 1 and inline.content.startswith(f"{mark} "):
            self.without_colon.setdefault(label, place(0, len(mark)))
        else:
            self.marks.setdefault(label, place(at, 1))

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
        """Note every mark of a footnote that is not written, and every footnote that is not marked."""
        for label, span in self.without_colon.items():
            if label not in self.notes:
                fix = (Replacement(span=span, text=f"[^{label}]:", old=f"[^{label}]"),)
                message = f'a colon is missing behind the mark of the footnote "{label}"'
                self.found.append(LooseFootnote.at(span, message, hint=f'write "[^{label}]:"', fix=fix))
        for label, span in self.marks.items():
            if label not in self.notes and label not in self.without_colon:
                message = f'the footnote "{label}" is not written'
                self._note(LooseFootnote, span, message, f'add a line "[^{label}]: …" below')
        for label, span in self.notes.items():
            if label not in self.marks and label not in self.without_colon:
                message = f'no mark leads to the footnote "{label}": it is not shown'
                hint = f"put [^{label}] where the text needs it, or delete the note"
                # Less than an error: nothing that is shown is wrong.
                self.found.append(replace(LooseFootnote.at(span, message, hint=hint), severity=Severity.WARNING))
        self._notes_in_notes()

    def _notes_in_notes(self) -> None:
        """Follow the marks as print does, which sets each footnote into its first mark."""
        seen: set[str] = set()
        waiting = [(label, span, 1) for label, span in reversed(self.led.get("", {}).items())]
        while waiting:
            label, span, depth = waiting.pop()
            if label in seen:
                continue
            if depth > _NOTES_DEEP:
                message = f"footnotes lead to one another more than {_NOTES_DEEP} deep here"
                self._note(NotesTooDeep, span, message, f"take [^{label}] out, or put it into the text")
                return
            seen.add(label)
            waiting += [(one, place, depth + 1) for one, place in reversed(self.led.get(label, {}).items())]

    def _heading(self, token: Token, line: int, level: int) -> None:
        span = self.places.of_text(line, token.content.split("\n")[0])
        words = heading_text(token)
        heading = Heading(level=max(level, 2), text=words, id=self.ids.next(words), span=span)
        first = self.headings.setdefault(heading.id, heading)
        before, self.level = self.level, level
        self.of_sources = is_heading_of_sources(words)
        marks, fix = self._marks(token, line)
        if first is not heading:
            message = f'the heading "{words}" has the address of the one in line {first.span.line}'
            self._note(RepeatedHeading, span, message, "give one of the two other words")
        if level > before + 1:
            wanted = "#" * (before + 1)
            message = f'the heading "{words}" skips a level'
            self.found.append(SkippedHeading.at(marks, message, hint=f'write "{wanted}"', fix=fix(wanted)))
        if level == 1:
            message = f'the heading "{words}" is of level 1, as the title is'
            self.found.append(TopHeading.at(marks, message, hint='write "##"', fix=fix("##")))

    def _marks(self, inline: Token, line: int) -> tuple[Span, Callable[[str], tuple[Replacement, ...]]]:
        """The place of the signs that make a heading, and what puts others there; of one that a line makes, its own."""
        source = self.places.lines[line]
        bare = source.lstrip(" >")
        marks = bare[: len(bare) - len(bare.lstrip("#"))]
        if not marks:
            return self.places.of_text(line, inline.content.partition("\n")[0]), lambda _: ()
        span = self.places.at(line, len(source) - len(bare), len(marks))
        return span, lambda wanted: (Replacement(span=span, text=wanted, old=marks),)

    def _inline(self, token: Token, line: int, opening: Token | None = None, following: Token | None = None) -> Span:
        """Read a paragraph, a heading or a cell; where its first line stands.

        Args:
            token: Its token.
            line: The line of the text in which it begins.
            opening: The token that opens it.
            following: That of the block that follows.
        """
        place = self.places.within(token.content, line)
        start = place(0, max(len(token.content.partition("\n")[0]), 1))
        if token.meta.get("too_deep"):
            self._note(NestedTooDeep, place(0, 1), "marks are nested too deep here", "take some out")
            return start
        text = running_text(token)
        self.on_request += find_house_style(token.content, text, place)
        self.on_request += find_citations_after_stop(token, place)
        self.found += self.prose.add(token, text, place)
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
                    self._mark(str(child.meta["label"]), token, at, place)
                case "text" if INVISIBLE.search(child.content) and "&" in token.content:
                    message = "an entity stands for an invisible character"
                    self._note(InvisibleCharacter, place(max(token.content.find("&"), 0), 1), message, "delete it")
        foreign = list(find_foreign_citations(text, token.content, place))
        told = [
            *itertools.islice(find_in_paragraph(token, text, place), _MOST_IN_PARAGRAPH),
            *self._block(token, text, place, opening, following),
            *loose_syntax(token, text, place),
        ]
        if _WITH_ADDRESSES.isdisjoint(one.code for one in told):
            told += find_bare_addresses(token, place)
        token.meta["told"] = any(one.code in OTHER_THAN_PROSE for one in told) or any(one.sure for one in foreign)
        self.foreign += foreign
        self.found += told
        self.found += tell_bare_addresses(without_targets(token), place)
        self._tags(token, place)
        self._texts_of_links(token, place)
        return start

    def _block(
        self,
        inline: Token,
        text: str,
        place: Callable[[int, int], Span],
        opening: Token | None,
        following: Token | None,
    ) -> Iterator[Diagnostic]:
        """What is said of a paragraph or a heading that was to be another block."""
        match opening.type if opening else "":
            case "heading_open":
                yield from find_heading_with_stop(inline.content, place)
            case "paragraph_open":
                told = list(find_meant_blocks(text, inline.content, place))
                yield from told
                if following is not None and not told and not self.fences.around:
                    level = min(self.level + 1, 4)
                    yield from find_bold_heading(inline.content, level, place)
                span = place(0, max(len(inline.content.partition("\n")[0]), 1))
                if self.note:
                    yield from find_in_note(inline, self.note, span)
                elif not told:
                    if following is not None and is_heading_of_sources(inline.content):
                        self.of_sources = True
                    yield from find_in_list(inline, span, under_heading=self.of_sources)

    def _tags(self, token: Token, place: Callable[[int, int], Span]) -> None:
        """Note each piece of HTML but the closing tags, and of those that close nothing the first."""
        tags = [child for child in token.children or () if child.type == "html_inline"]
        for tag in [tag for tag in tags if not tag.content.startswith("</")] or tags[:1]:
            message = f'"{tag.content}" is HTML and is shown as text'
            self._note(RawHtml, place(tag.meta["at"], 1), message, _instead(tag.content))

    def _texts_of_links(self, token: Token, place: Callable[[int, int], Span]) -> None:
        opening: Token | None = None
        shown, is_empty = "", True
        for child in token.children or ():
            if child.type == "link_open":
                opening, shown, is_empty = child, "", True
            elif child.type == "link_close" and opening is not None:
                target = str(opening.attrs["href"])
                span = place(opening.meta["at"], 1)
                if shown_elsewhere(shown, target):
                    message = f'the link shows "{shown.strip()}" and leads to "{target}"'
                    hint = "write words for its text, or the address to which it leads"
                    self._note(LinkTextDiffers, span, message, hint)
                # A link to a brief that has no text shows the title.
                elif shown.strip(" .…!»>→").casefold() in _SAYS_NOTHING or (is_empty and has_scheme(target)):
                    message = f'"{shown.strip()}" does not say where the link leads'
                    hint = "say where it leads, for example [the text of the agreement](…)"
                    self._note(LinkTextSaysNothing, span, message, hint)
                opening = None
            else:
                is_empty = False
                shown += child.content if opening and child.type in {"text", "code_inline"} else ""

    def _html(self, text: str, line: int) -> None:
        self._note(RawHtml, self.places.of_text(line, text), "HTML is shown as text", _instead(text))

    def _role(self, token: Token, place: Callable[[int, int], Span]) -> None:
        name = token.meta["name"]
        if name not in ROLES:
            self.found += find_unknown_role(token, place)
        elif name in CITATION_ROLES:
            for key, span, fault in find_in_citation(token, citation_targets(token.content), place):
                self.found += [fault] if fault else []
                self.references += [Reference(role=name, target=key, span=span)] if key else []
        elif key := token.content.strip():
            at = token.meta["content_at"] + len(token.content) - len(token.content.lstrip())
            self.references.append(Reference(role=name, target=key, span=place(at, len(key))))
        else:
            span = place(token.meta["content_at"] + len(token.content), 1)
            self._note(EmptyReference, span, f'the role "{name}" names nothing', "write the key or id, or delete it")

    def _picture_text(self, text: str, span: Span, caption: str = "") -> None:
        if fault := fault_of_picture_text(text, caption):
            self._note(PictureWithoutText, span, *fault)

    def _link(self, target: str, span: Span, *, image: bool, address: Span | None = None) -> None:
        self.links.append(Link(target=target, span=span, image=image, address=address))
        if fault := fault_of_address(target):
            meant = "" if image else meant_address(target)
            hint = (
                f'write "{meant}"'
                if meant
                else "link to an http, https or mailto address, or to a file beside the brief"
            )
            fix = (Replacement(span=address, text=meant, old=target),) if meant and address else ()
            self.found.append(LinkScheme.at(address if fix and address else span, fault, hint=hint, fix=fix))

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
            self._picture_text(read.options.get("alt", (0, ""))[1], self.places.of_text(line, argument), read.body)
        elif DIRECTIVES[name].nests and read.argument:
            # A title has no part in definitions of links: whether those below it count would depend on who reads first.
            for title in _parser().parseInline(read.argument, {}):
                self._inline(title, line)
        if DIRECTIVES[name].nests:
            self.weight -= len(token.content)  # it is read as blocks
            self.fences.around.append(Fence(token, line))
            self.blocks(_parser().parse(read.body, self.env), line + 1 + read.body_line, (*parents, name))
            self.fences.around.pop()

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


def _around(tokens: Sequence[Token], number: int) -> tuple[Token | None, Token | None]:
    """What opens a paragraph, unless a heading by accident, and the block behind one that stands in no other block."""
    opening = tokens[number - 1] if number else None
    following = tokens[number + 2] if number + 2 < len(tokens) else None
    if opening is None or opening.meta.get("accident"):
        return None, None
    is_alone = not opening.level and following is not None and following.nesting >= 0
    return opening, following if is_alone else None


def _address(content: str, at: int, target: str, place: Callable[[int, int], Span]) -> Span | None:
    """The place of a link's address, if it may have to be written anew and stands in the text as it is."""
    is_old = target.startswith("http://") or ".html" in target or ".md" in target
    if not (is_old or not has_scheme(target) or find_detour(target) or fault_of_address(target)):
        return None
    if content.startswith(f"<{target}>", at):
        return place(at + 1, len(target))
    start = content.find(f"]({target}", at)
    if start < 0:
        return None
    span = place(start + 2, len(target))
    return None if content[start + 2 + len(target)] not in ") \n\t" else span


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
