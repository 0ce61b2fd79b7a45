"""Strict YAML: plain mappings, lists and scalars, each with its span.

PyYAML's C parser yields events, from an allowlist of which the tree is built here: anchors, aliases, tags, merge keys,
duplicate keys and second documents are errors. That leaves nothing to expand, nothing to construct, and nothing
ambiguous. Plain scalars follow the core schema of YAML 1.2 (§10.3.2): `NO` is Norway, and only `true`, `false`, `null`
and numbers are not texts.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import yaml

from ...diagnostics import Diagnostic, DiagnosticList, Rule, Span
from ...model.lines import Lines
from ..rules import AnchorOrAlias, CutText, DuplicateField, MergeKey, SecondDocument, Syntax, Tag, TooDeep
from .writer import NOT_TEXT, quote
from .yaml_mistakes import find_mistake, hint_to_write

_MAX_DEPTH = 12
_COMMENT = re.compile(r"[ \t]+(#.*)")
_SPACELESS = re.compile(r"([\w-]+):(?=[\[{])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text; *is_text* is false for a plain scalar that YAML reads as a number, boolean or null.

    Attributes:
        comment: The comment after an unquoted scalar on its line, with its `#`.
        comment_span: The span of the comment.
    """

    value: str
    span: Span
    is_text: bool = True
    comment: str = ""
    comment_span: Span | None = None

    @property
    def is_null(self) -> bool:
        """Whether it is empty or `null`."""
        return not self.is_text and self.value in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list; *in_brackets* distinguishes `[CN, RU]` from one item per line."""

    items: "tuple[Node, ...]"
    span: Span
    in_brackets: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping; of a duplicate key, the first value is kept. *refused_keys* are those whose value is not allowed."""

    entries: "dict[str, tuple[Scalar, Node]]"
    span: Span
    refused_keys: frozenset[str] = frozenset()


Node = Scalar | Sequence | Mapping


def read_yaml(path: str, text: str, *, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """Parse a document that begins on *first_line* of its file; return its tree, or None, and all errors."""
    composer = _Composer(path, text, first_line)
    try:
        root = composer.compose(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        diagnostic = composer.diagnose(error)
        # Report an asterisk at the beginning of a value only once, and not as an alias too.
        earlier = [other for other in composer.diagnostics.to_list() if other.span.line != diagnostic.span.line]
        return None, [*earlier, diagnostic]
    except yaml.reader.ReaderError as error:
        return None, [*composer.diagnostics.to_list(), composer.diagnose_character(error)]
    if isinstance(root, Scalar) and not root.is_null and (mistake := find_mistake(text, path, first_line)):
        return None, [*composer.diagnostics.to_list(), mistake]
    return root, composer.diagnostics.to_list()


def diagnose_cut_text(node: Scalar, name: str, items: str = "") -> Diagnostic:
    """Return the diagnostic of a value cut off by a comment; *items* is the list that was intended, if any."""
    at, start = cast("Span", node.comment_span), node.span
    message = f'" {node.comment}" is taken for a comment, and is not part of "{name}"'
    if items:
        return CutText.suggest(at, message, items, hint=f'write "{name}: {items}"')
    whole = quote(f"{' '.join(node.value.split())} {node.comment}".strip())
    hint = f"put the value in quotation marks: write {name}: {whole}"
    if re.match(r"#+\s", node.comment):
        return CutText.flag(at, message, hint=f"{hint}, or put the comment on a line of its own")
    value = Span(path=at.path, line=start.line, column=start.column, end_line=at.line, end_column=at.end_column)
    return CutText.suggest(at, message, whole if node.value else f" {whole}", hint=hint, at=value)


class _Composer:
    """Builds the tree from parser events and reports what is not allowed."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.diagnostics = DiagnosticList()
        self._path = path
        self._text = text
        self._first_line = first_line
        self._has_comments = "#" in text
        # libyaml also breaks lines at U+2028 and the like, but editors do not.
        self._lines = Lines(text, path, first_line)
        # It does not count a byte order mark.
        self._before = int(text.startswith("\ufeff"))

    def compose(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(SecondDocument, self._span(event), "a second document begins here", "delete it")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 0)
                root = node if documents == 1 else root
        return root

    def diagnose(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        """Return the diagnostic of a syntax error."""
        mark = error.problem_mark or error.context_mark
        at = mark.index + self._before if mark else 0
        if (mistake := find_mistake(self._text, self._path, self._first_line)) is not None:
            return mistake
        hint = "look at this line and the one above for a colon, bracket or quotation mark that is missing or extra"
        place = self._lines.span(at, at)
        span = replace(place, end_column=place.column + 1)
        return Syntax.flag(span, "the fields cannot be read from here on", hint=hint)

    def diagnose_character(self, error: yaml.reader.ReaderError) -> Diagnostic:
        """Return the diagnostic of a character that YAML forbids."""
        at = len(self._text.encode()[: error.position].decode("utf-8", "ignore"))  # libyaml counts bytes
        message = f"the character U+{error.character:04X} is not allowed"
        return Syntax.flag(self._lines.span(at, at + 1), message, hint="delete it")

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node | None:
        span = self._span(event)
        self._refuse_properties(event, span)
        if depth > _MAX_DEPTH:
            self._report(TooDeep, span, f"nested more than {_MAX_DEPTH} levels deep")
            self._skip(event, events)
            return None
        match event:
            case yaml.ScalarEvent():
                is_plain = event.implicit[0]
                is_text = not (is_plain and (not event.value or NOT_TEXT.fullmatch(event.value)))
                comment, place = self._find_comment(span) if is_plain else ("", None)
                return Scalar(value=event.value, span=span, is_text=is_text, comment=comment, comment_span=place)
            case yaml.SequenceStartEvent():
                inside = itertools.takewhile(lambda event: not isinstance(event, yaml.SequenceEndEvent), events)
                items = [self._node(item, events, depth + 1) for item in inside]
                return Sequence(items=tuple(filter(None, items)), span=span, in_brackets=bool(event.flow_style))
            case yaml.MappingStartEvent():
                return self._mapping(events, span, depth)
        return None

    def _find_comment(self, span: Span) -> tuple[str, Span | None]:
        """Return the comment after a value on its last line, and its span."""
        if not self._has_comments:
            return "", None
        begin, start = self._lines.offsets(span)
        if span.line == span.end_line and not self._text[begin:start].strip():
            start = begin  # the value is empty
        match = _COMMENT.match(self._text, start)
        if match is None:
            return "", None
        comment = match[1].rstrip(" \t")
        return comment, self._lines.span(match.start(1), match.start(1) + len(comment))

    def _mapping(self, events: Iterator[yaml.Event], span: Span, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        refused_keys = set()
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._report(Syntax, key.span if key else span, "a key must be a plain word")
            elif match := _SPACELESS.match(key.value):
                refused_keys.add(match[1])
                self._report_missing_space(key)
            elif key.value == "<<":
                self._report(MergeKey, key.span, 'the merge key "<<" is not allowed', "write the values out")
            elif key.value in entries:
                first = entries[key.value][0].span.line
                message = f'the key "{key.value}" appears twice; the first is on line {first}'
                self._report(DuplicateField, key.span, message, "keep one of the two")
            elif value is None:
                refused_keys.add(key.value)
            else:
                entries[key.value] = (key, value)
        return Mapping(entries=entries, span=span, refused_keys=frozenset(refused_keys))

    def _report_missing_space(self, key: Scalar) -> None:
        """Report a key such as `ada-example:{name`, of `ada-example:{name: Ada Example}`."""
        _, end = self._lines.offsets(key.span)
        new, rest = _SPACELESS.sub(r"\1: ", key.value), self._text[end:].partition("\n")[0].rstrip()
        message = "a space is missing after the colon"
        self.diagnostics.append(Syntax.suggest(key.span, message, new, key.value, hint=hint_to_write(new + rest)))

    def _refuse_properties(self, event: yaml.Event, span: Span) -> None:
        hint = "delete it, or quote the value"
        if isinstance(event, yaml.AliasEvent):
            message, hint = f'the alias "*{event.anchor}" is not allowed', "write the value out, or quote it"
            self._report(AnchorOrAlias, span, message, hint)
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            if event.anchor:
                self._report(AnchorOrAlias, span, f'the anchor "&{event.anchor}" is not allowed', hint)
            if event.tag:
                name = event.tag.replace("tag:yaml.org,2002:", "!!")
                self._report(Tag, span, f'the tag "{name}" is not allowed', hint)

    def _report(self, rule: Rule, span: Span, message: str, hint: str | None = None) -> None:
        self.diagnostics.append(rule.flag(span, message, hint=hint))

    def _skip(self, event: yaml.Event, events: Iterator[yaml.Event]) -> None:
        level = int(isinstance(event, yaml.CollectionStartEvent))
        while level:
            event = next(events)
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def _span(self, event: yaml.Event) -> Span:
        # libyaml gives both marks to every event.
        start, end = (cast("yaml.Mark", mark).index + self._before for mark in (event.start_mark, event.end_mark))
        span = self._lines.span(start, end)
        return span if start < end else replace(span, end_column=span.end_column + 1)  # the value is empty
