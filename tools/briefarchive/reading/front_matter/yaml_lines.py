"""Mistakes in one line of YAML, each with the line as it should be, made of the author's own words."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ...model.slugs import slug
from ..vocabularies.fields import VOCABULARY_FIELDS
from .schema import FRONT_MATTER, FieldKind
from .writer import quoted

FIXED_SPACES = "\u00a0\u2002-\u200a\u202f\u3000"
SEPARATORS = re.compile(r"\s*(?:[,，、;；|•·▪●◦‣\n]|\band\b|&)\s*")
KNOWN_FIELDS = frozenset(FRONT_MATTER).union(*VOCABULARY_FIELDS.values())
_LISTS = frozenset(name for name, one in FRONT_MATTER.items() if one.kind is FieldKind.LIST and not one.item.members)  # type: ignore[union-attr]
_NAMED = {"people": "name", "publishers": "name", "topics": "label", "countries": "label"}
_PLAIN = re.compile(r"[^,:#{}&*!|>%@`'\"\[\]]+|https?://[^\s,{}\[\]\"'#]+")
_SHOWN = 160


class LineEdit(NamedTuple):
    """What stands in the line *row*, from column *start* up to *end*, becomes *text*; all are counted from 0."""

    row: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong at *length* characters from *column* of the line *row*, both counted from 0.

    Attributes:
        edits: What mends it, where that is certain.
    """

    row: int
    column: int
    length: int = 1
    message: str
    hint: str
    edits: tuple[LineEdit, ...] = ()


def split_items(text: str) -> list[str]:
    """The items of a list that was written as a text: `CN, KZ`, `(CN; KZ)`, `CN and KZ`."""
    inner = text.strip().strip("()[]{}（）［］【】｛｝〔〕").strip()
    return [item for part in SEPARATORS.split(inner) if re.search(r"\w", item := part.strip(" \t'\"“”‘’"))]


def bracketed(items: list[str]) -> str:
    """A list on one line: `[CN, KZ]`."""
    return f"[{', '.join(map(_in_flow, items))}]"


def _in_flow(text: str) -> str:
    """A text as it stands within brackets."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def find_entry(path: str, words: str) -> str:
    """The entry of a vocabulary that *words* are the name of; empty if the file at *path* is none."""
    field = _NAMED.get(path.rpartition("/")[2].removesuffix(".yaml"), "")
    if not field or not (name := words.strip(" '\"-")):
        return ""
    value = _in_flow(name)
    id_ = name.upper() if path.endswith("countries.yaml") else slug(name)
    return f"{id_}: {{{field}: {value if field == 'name' else f'{{en: {value}}}'}}}"


def short(text: str) -> str:
    """*text*, cut if it is very long."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def at(row: int, column: int, length: int, message: str, hint: str, *edits: LineEdit) -> Mistake:
    """A mistake; a short form for a value that is made in so many places."""
    return Mistake(row=row, column=column, length=length, message=message, hint=hint, edits=edits)


def value_to_quote(row: int, line: str, key: str, start: int, mark: tuple[int, int, str]) -> Mistake:
    """A plain value from column *start* on that has to be in quotation marks; *mark* is what is wrong in it."""
    column, length, message = mark
    value = re.sub(r"\s+#\s.*$", "", line[start:]).rstrip()
    shown = quoted(plain_words(value) if key.rstrip(":") in {"title", "summary"} else value)
    edit = LineEdit(row, start, start + len(value), shown)
    return at(row, column, length, message, f"put the value in quotation marks: write {key} {short(shown)}", edit)


def plain_words(text: str) -> str:
    """*text* without the signs of emphasis around its words."""
    return re.sub(r"(?<!\w)(\*+|_{1,2})(?=\S)([^*_]*\S)\1(?!\w)", r"\2", text)


def requoted(row: int, line: str, key: str, start: int, after: int) -> Mistake:
    """A value that begins with a quotation mark which closes before the value ends."""
    value = line[start:].rstrip()
    sign = value[0]
    message = "text stands after the closing quotation mark"
    inner = _within(value)
    shown = quoted(inner) if sign != '"' or '"' not in inner else quoted(_curled(inner))
    hint = f"put the whole value in quotation marks: write {key} {short(shown)}"
    return at(row, after, len(line.rstrip()) - after, message, hint, LineEdit(row, start, start + len(value), shown))


def _within(value: str) -> str:
    """What was meant to be the value: without the marks at both ends, if they were meant to enclose it."""
    sign, second = value[0], value.find(value[0], 1)
    if sign == "'" and value.endswith("'"):
        return value[1:-1]
    opens_again = value[second - 1 : second].isspace() and not value[second + 1 : second + 2].isspace()
    return value[1:-1] if value.endswith(sign) and opens_again and second < len(value) - 1 else value


def _curled(text: str) -> str:
    """*text* with “ and ” in the place of straight quotation marks."""
    return re.sub(r'(?<![^\s(\[])"', "“", text).replace('"', "”")


def behind_bracket(row: int, line: str, key: str, start: int, after: int) -> Mistake:
    """A value that begins with a bracket which closes before the value ends."""
    value, name = line[start:].rstrip(), key.rstrip(":")
    message = f'text stands after the closing bracket "{line[:after].rstrip()[-1:]}"'
    items = split_items(re.sub(r"[\[\](){}]", ",", value))
    shown = bracketed(items) if name in _LISTS else quoted(value)
    edit = LineEdit(row, start, start + len(value), shown)
    return at(row, after, len(line.rstrip()) - after, message, f"write {key} {short(shown)}", edit)


def first_item(row: int, lines: list[str], key: str, start: int) -> Mistake:
    """An item of a list on the line of its field, or a text that begins with a hyphen; *lines* are it and the next."""
    line = lines[0]
    if lines[-1].lstrip().startswith("- "):
        hint = f'write "{line[start:].strip()}" on a line below "{key}"'
        return at(row, start, 1, "a list begins on the line of its field", hint)
    value, name = line[start:].rstrip(), key.rstrip(":")
    words = value.lstrip("- ")
    shown = bracketed(split_items(words)) if name in _LISTS else quoted(words)
    edit = LineEdit(row, start, start + len(value), shown)
    return at(row, start, 1, "a list begins on the line of its field", f"write {key} {short(shown)}", edit)


def without_colon(row: int, indent: int, line: str) -> Mistake | None:
    """A line that begins with the name of a field, and has no colon, or another one, behind it."""
    text = line[indent:].rstrip()
    if tight := re.match(r"[A-Za-z_][\w-]*:(?=[^\s/])", text):
        return _rewritten(
            row, indent, line, text[: tight.end()], text[tight.end() :], "a space is missing after the colon"
        )
    if wide := re.match(r"([A-Za-z_][\w-]*)\s*[：︰﹕]\s*", text):
        rest = text[wide.end() :]
        value = bracketed(split_items(rest)) if wide[1] in _LISTS else rest
        return _rewritten(row, indent, line, f"{wide[1]}:", value, 'the colon "：" is a full-width one')
    if spaced := re.match(rf"([A-Za-z_][\w-]*):[{FIXED_SPACES}]+", text):
        message = "the space behind the colon is a non-breaking one"
        return _rewritten(row, indent, line, f"{spaced[1]}:", text[spaced.end() :], message)
    first, _, rest = text.partition(" ")
    if not re.fullmatch(r"[\w-]+", first) or not (first in KNOWN_FIELDS or rest[:1] in {"[", "{"}):
        return None
    rest = rest.lstrip("=–— ").rstrip()
    hint = f'write "{short(first)}: {short(rest.strip())}"' if rest else f'write "{short(first)}:" and its value'
    edit = (LineEdit(row, indent, indent + len(text), f"{first}: {rest.strip()}"),) if rest else ()
    return at(row, indent, len(text), "the line has no colon after its first word", hint, *edit)


def _rewritten(row: int, indent: int, line: str, key: str, value: str, message: str) -> Mistake:
    """A line of which only the sign between field and value is wrong."""
    colon = indent + len(key) - 1
    end = len(line.rstrip())
    hint = f'write "{key} {short(value)}"'
    return at(row, colon, min(1, end - colon), message, hint, LineEdit(row, indent, end, f"{key} {value}"))


def find_unindented(rows: list[tuple[int, str]], field: str, column: int) -> Mistake:
    """Lines of a field's text that begin where fields begin, which is in that *column*."""
    row, line = rows[0]
    margin = " " * (column + 2)
    edits = (LineEdit(one, 0, len(text) - len(text.lstrip(f" \t{_SPACES}")), margin) for one, text in rows)
    message = f'the line is a part of "{field}", and begins where a field begins'
    hint = f'set it in by {"two" if not column else column + 2} spaces: write "{margin}{short(line.strip())}"'
    return at(row, 0, max(len(line.rstrip()), 1), message, hint, *edits)


_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"


def bullet(rows: list[tuple[int, str]], sign: str) -> Mistake:
    """Items of a list that begin with another sign than a hyphen."""
    found = [(row, len(line) - len(line.lstrip()), line) for row, line in rows]
    edits = (LineEdit(row, start, len(line) - len(_behind(line)), "- ") for row, start, line in found)
    row, start, line = found[0]
    return at(row, start, 1, f'the line begins with "{sign}"', f'write "- {short(_behind(line).rstrip())}"', *edits)


def hyphen(rows: list[tuple[int, str]]) -> Mistake:
    """Items of a list with no space behind their hyphens."""
    edits = (LineEdit(row, at_ := line.index("-"), at_ + 1, "- ") for row, line in rows)
    row, line = rows[0]
    start = line.index("-")
    return at(row, start, 1, "a space is missing behind the hyphen", f'write "- {line[start + 1 :].strip()}"', *edits)


def mixed_marks(row: int, line: str, key: str, start: int) -> Mistake:
    """A value that begins with a straight quotation mark, of which the other one is curly."""
    value = line[start:].rstrip()
    shown = quoted(f"“{value[1:]}")
    edit = LineEdit(row, start, start + len(value), shown)
    message = "a straight quotation mark is closed by a curly one"
    return at(row, start, 1, message, f"put the whole value in quotation marks: write {key} {short(shown)}", edit)


def _behind(line: str) -> str:
    return line.lstrip()[1:].lstrip()
