"""Strict YAML: plain mappings, lists and scalars, each with its place.

PyYAML's C parser gives events, and the tree is built here from an allowlist of them: anchors, aliases, tags,
merge keys, duplicate keys and second documents are faults. That leaves nothing to expand, nothing to construct
and nothing that two readers could understand in two ways. Plain scalars follow the core schema of YAML 1.2
(§10.3.2), in which `NO` is Norway and only `true`, `false`, `null` and numbers are no text.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ..diagnostics import Diagnostic, Rule, Span
from .yaml_mistakes import likely_mistake

_DEPTH = 12
NOT_TEXT = re.compile(
    r"(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|"
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|"
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|"
    r"[-+]?(?:\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN)"
)
"""Plain scalars that YAML 1.2 takes for null, truth values and numbers."""


class Syntax(Rule):
    """The YAML cannot be read.

    The commonest reasons are a value with a colon and a space in it, which needs quotation marks
    (`title: "China: a survey"`), a quotation mark or bracket that is not closed, and tabs for indentation.
    """

    code = "F201"


class DuplicateKey(Rule):
    """A key stands twice in one mapping, and readers differ in which of the two they take.

    Keep one of the two lines.
    """

    code = "F202"


class AnchorOrAlias(Rule):
    """An anchor (`&name`) or alias (`*name`) is used.

    Values are written out where they stand. A text that begins with `&` or `*` needs quotation marks.
    """

    code = "F203"


class Tag(Rule):
    """A tag (`!name`) is used.

    Tags ask a reader to build something special; there is nothing special here. A text that begins with `!` needs
    quotation marks.
    """

    code = "F204"


class MergeKey(Rule):
    """A merge key (`<<`) is used. Write the values out."""

    code = "F205"


class SecondDocument(Rule):
    """The YAML holds a second document, after a line `---` or `...`. Only one is read."""

    code = "F206"


class TooDeep(Rule):
    """Lists and mappings are nested deeper than anything here needs."""

    code = "F207"


FAULTS: tuple[type[Rule], ...] = (Syntax, DuplicateKey, AnchorOrAlias, Tag, MergeKey, SecondDocument, TooDeep)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text. *is_text* is false for a plain scalar that YAML reads as a number, a truth value or null."""

    value: str
    span: Span
    is_text: bool = True

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, or `null`."""
        return not self.is_text and self.value in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    items: "tuple[Node, ...]"
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping; a key that stands twice keeps its first value. *refused* are keys whose value is not allowed."""

    entries: "dict[str, tuple[Scalar, Node]]"
    span: Span
    refused: frozenset[str] = frozenset()


Node = Scalar | Sequence | Mapping


def read_yaml(path: str, text: str, *, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """Read one document.

    Args:
        path: Root-relative path, for places.
        text: The YAML.
        first_line: Line of the file on which *text* begins.

    Returns:
        The tree, None where there is none or none can be read, and all that is wrong with it.
    """
    composer = _Composer(path, text, first_line)
    try:
        root = composer.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        composer.found.append(composer.syntax(error))
        return None, composer.found
    except (yaml.YAMLError, RecursionError) as error:
        # Characters that YAML forbids are reported by libyaml without a place in the text.
        composer.found.append(_forbidden(path, first_line, text, error))
        return None, composer.found
    return root, composer.found


def _forbidden(path: str, first_line: int, text: str, error: Exception) -> Diagnostic:
    for number, line in enumerate(text.split("\n"), first_line):
        match = re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]", line)
        if match:
            span = Span(path=path, line=number, column=match.start() + 1)
            return Syntax.at(span, f"the character U+{ord(match[0]):04X} is not allowed", hint="delete it")
    return Syntax.at(Span(path=path, line=first_line), f"this YAML cannot be read: {error}")


class _Composer:
    """Builds the tree from parser events and notes what is not allowed."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.found: list[Diagnostic] = []
        self._path = path
        self._text = text
        self._first_line = first_line
        # libyaml's own lines end at U+2028 and its like too, which are no line ends to an editor.
        self._starts = list(itertools.accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        # It leaves a byte order mark out of its count.
        self._before = int(text.startswith("\ufeff"))

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    message = "a second document begins here"
                    self.found.append(SecondDocument.at(self._span(event), message, hint="delete it"))
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 0)
                root = node if documents == 1 else root
        return root

    def syntax(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        """The fault that keeps the parser from going on."""
        mark = error.problem_mark or error.context_mark
        line, column = self._place(mark) if mark else (self._first_line, 1)
        mistake = likely_mistake(self._text, line - self._first_line)
        if mistake is None:
            hint = "look at this line and the one above: a colon, a bracket or a quotation mark is missing or too many"
            message = "the fields cannot be read from here on"
            return Syntax.at(Span(path=self._path, line=line, column=column), message, hint=hint)
        line, column = self._first_line + mistake.row, mistake.column + 1
        span = Span(path=self._path, line=line, column=column, end_column=column + mistake.length)
        return Syntax.at(span, mistake.message, hint=mistake.hint)

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node | None:
        span = self._span(event)
        self._refuse_properties(event, span)
        if depth > _DEPTH:
            self.found.append(TooDeep.at(span, f"nested more than {_DEPTH} levels deep"))
            self._skip(event, events)
            return None
        match event:
            case yaml.ScalarEvent():
                plain = event.implicit[0]
                is_text = not (plain and (not event.value or NOT_TEXT.fullmatch(event.value)))
                return Scalar(value=event.value, span=span, is_text=is_text)
            case yaml.SequenceStartEvent():
                return self._sequence(events, span, depth)
            case yaml.MappingStartEvent():
                return self._mapping(events, span, depth)
        return None

    def _sequence(self, events: Iterator[yaml.Event], span: Span, depth: int) -> Sequence:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self._node(event, events, depth + 1)
            if item is not None:
                items.append(item)
        return Sequence(items=tuple(items), span=span)

    def _mapping(self, events: Iterator[yaml.Event], span: Span, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        refused = set()
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.found.append(Syntax.at(key.span if key else span, "a key must be a plain word"))
            elif key.value == "<<":
                self.found.append(
                    MergeKey.at(key.span, 'the merge key "<<" is not allowed', hint="write the values out")
                )
            elif key.value in entries:
                first = entries[key.value][0].span.line
                message = f'the key "{key.value}" stands twice; the first is on line {first}'
                self.found.append(DuplicateKey.at(key.span, message, hint="keep one of the two"))
            elif value is None:
                refused.add(key.value)
            else:
                entries[key.value] = (key, value)
        return Mapping(entries=entries, span=span, refused=frozenset(refused))

    def _refuse_properties(self, event: yaml.Event, span: Span) -> None:
        if isinstance(event, yaml.AliasEvent):
            message, hint = f'the alias "*{event.anchor}" is not allowed', "write the value out, or quote it"
            self.found.append(AnchorOrAlias.at(span, message, hint=hint))
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            message, hint = f'the anchor "&{event.anchor}" is not allowed', "delete it, or quote the value"
            self.found.append(AnchorOrAlias.at(span, message, hint=hint))
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            message, hint = f'the tag "{name}" is not allowed', "delete it, or quote the value"
            self.found.append(Tag.at(span, message, hint=hint))

    def _skip(self, event: yaml.Event, events: Iterator[yaml.Event]) -> None:
        level = int(isinstance(event, yaml.CollectionStartEvent))
        while level:
            event = next(events)
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None  # libyaml gives both marks to every event
        assert end is not None
        (line, column), (end_line, end_column) = self._place(start), self._place(end)
        if (end_line, end_column) == (line, column):  # nothing was written
            end_column += 1
        return Span(path=self._path, line=line, column=column, end_line=end_line, end_column=end_column)

    def _place(self, mark: "yaml.Mark | yaml._yaml.Mark") -> tuple[int, int]:
        offset = mark.index + self._before
        row = bisect_right(self._starts, offset) - 1
        return self._first_line + row, offset - self._starts[row] + 1
