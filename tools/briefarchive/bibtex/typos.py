"""Typing errors in the form of an entry: what stands there, and what was meant.

Each search is bounded by the end of a line, or runs once over the entry that cannot be read.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from ..diagnostics import Rule
from ..model.slugs import slug
from .grammar import CommandParser, OpenQuoteError, ParseError, UnclosedError
from .rules import LooseText, UnclosedEntry, UnreadableEntry, UnusableKey


class Typo(NamedTuple):
    """A typing error between *start* and *end*.

    Attributes:
        edits: What mends it: start, end and new text; empty where that is not certain.
    """

    start: int
    end: int
    message: str
    hint: str
    edits: tuple[tuple[int, int, str], ...] = ()
    rule: type[Rule] = UnreadableEntry


# A field that begins on a line of its own, within the value of the one before it.
_NEXT_FIELD = re.compile(r"\n[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w]")
_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=")
_COMMA = re.compile(r"[ \t]*,")
# At most one line end: what stands below an empty line is another matter.
_AFTER_ENTRY = re.compile(r"[ \t]*,?[ \t]*\n?[ \t]*(?:(?P<field>[A-Za-z][\w-]*)\s*=\s*[{\"]|\})")
_REMARK = re.compile(r"\s*(#+|//+|--+|<!--|;+)")
_LAST_NAME = re.compile(r"([A-Za-z][\w-]*)(:?)[ \t]*\Z")
_FULL_WIDTH = "＝：，；、｝｛"
_PAIRS = ("｛｝", "“”", "„“", "‘’", "「」", "『』", "«»", "()", "[]", "（）", "''")
_LONGEST = 50_000
"""Each mistake is looked for up to the end of its line: in a longer one without an end, it is told without a hint."""


def find_typo(error: ParseError, parser: CommandParser) -> Typo | None:
    """The typing error because of which an entry cannot be parsed, where it is one that we know."""
    if isinstance(error, UnclosedError):
        return _open_value(parser) or (None if isinstance(error, OpenQuoteError) else _open_entry(parser))
    if parser.end - parser.begin > _LONGEST:
        return None
    return next((typo for search in _SEARCHES if (typo := search(parser)) is not None), None)


def find_early_end(parser: CommandParser) -> Typo | None:
    """The brace that closes an entry too early, so that fields or another brace follow."""
    found = _AFTER_ENTRY.match(parser.text, parser.pos, parser.end)
    if found is None:
        return None
    follows = f'"{found["field"]}" follows' if found["field"] else "another brace follows"
    message = f"this brace is one too many: the entry ends here, and {follows}"
    typo = _replace(parser, parser.pos - 1, message, "")
    return typo if found["field"] else typo._replace(rule=LooseText)


def _open_value(parser: CommandParser) -> Typo | None:
    """A value that is not closed, and so has swallowed the field in the next line."""
    text, start = parser.text, parser.open_value
    if start is None and parser.parts:
        start = parser.parts[-1].start  # what was read as its end may be that of a later value or of the entry
    if start is None or text[start - 1] not in '{"':
        return None
    if (typo := _lone_brace(parser, start)) is not None:
        return typo
    end = _end_of_open_value(parser, start)
    if end is None:
        return None
    close = "}" if text[start - 1] == "{" else '"'
    at = len(text[start:end].rstrip()) + start
    name = _name_before(parser, start)
    message = f'the value of "{name}" is not closed' if name else "the value is not closed"
    before, written = at, f"{text[at - 1]}}},"
    if text[at - 1] == ",":
        before, written = at - 2 if text[at - 2] in '"}' and text[at - 2] != close else at - 1, "},"
    hint = f'write "{written}"' if close == "}" else "close the quotation mark at the end of this line"
    return Typo(min(before, at - 1), at, message, hint, ((before, at, f"{close},"),), UnclosedEntry)


def _lone_brace(parser: CommandParser, start: int) -> Typo | None:
    """A closing brace without a partner in quotation marks that are closed in the same line."""
    line = parser.text[start : parser.line_end(start)]
    at = line.find("}")
    if parser.text[start - 1] != '"' or not 0 <= at < line.find('"'):
        return None
    message = "a brace within quotation marks has no partner"
    return Typo(start + at, start + at + 1, message, 'delete the "}"', rule=UnclosedEntry)


def _end_of_open_value(parser: CommandParser, start: int) -> int | None:
    """Where a value that is not closed should have ended."""
    if found := _NEXT_FIELD.search(parser.text, start, parser.end):
        return found.start()
    first_line = parser.line_end(start)
    return first_line if parser.text[first_line : parser.end].strip() == "}" else None


def _name_before(parser: CommandParser, start: int) -> str:
    """The name of the field whose value starts at *start*."""
    line = parser.text[parser.line_start(start) : start - 1]
    return line.partition("=")[0].strip().rpartition(" ")[2]


def _open_entry(parser: CommandParser) -> Typo | None:
    """An entry of which only the last brace is missing."""
    end = parser.last
    last = parser.text[end - 1]
    if parser.open_value is not None or not parser.fields or not (last in '},"' or last.isalnum()):
        return None
    edits = ((end, end, "\n}"),)
    return Typo(end - 1, end, "the entry is not closed", 'add "}" in the line below', edits, UnclosedEntry)


def _spaced_key(parser: CommandParser) -> Typo | None:
    """A key of several words."""
    if parser.fields or parser.key is None:
        return None
    start = parser.key_end - len(parser.key)
    key = _words(parser, start)
    if any(sign in key for sign in '={",') or len(key.split()) < 2:
        return None
    meant = slug(key)
    hint = f'write "{meant}"' if meant else "write small letters, digits and hyphens"
    end = start + len(key)
    return Typo(start, end, f'the key "{key}" has spaces', hint, ((start, end, meant),) if meant else (), UnusableKey)


def _words(parser: CommandParser, start: int) -> str:
    """The rest of a line without the comma at its end."""
    return parser.text[start : parser.line_end(start)].rstrip().rstrip(",").rstrip()


def _remark(parser: CommandParser) -> Typo | None:
    """A remark between fields that begins as in another language."""
    found = _REMARK.match(parser.text, parser.line_start(parser.pos + 1), parser.line_end(parser.pos))
    if found is None or parser.pos > found.end() + 40:
        return None
    message = f'a remark begins with "{found[1]}" here, and in BibTeX with "%"'
    return _replace(parser, found.start(1), message, "%", found.end())


def _no_equals(parser: CommandParser) -> Typo | None:
    """A field whose name is not followed by an equals sign."""
    text, at = parser.text, parser.pos
    found = _LAST_NAME.search(text, max(at - 60, parser.begin), at)
    # After a value, something else is expected: a name has been read, and nothing but it, before this place.
    if found is None or _is_after_value(parser):
        return None
    name, sign = found[1], text[at]
    if found[2] and sign in '{"':
        at, sign = found.start(2), ":"
    elif sign in '{"':
        return Typo(at, at + 1, f'"=" is missing after "{name}"', f'write "= {sign}"', ((at, at, "= "),))
    if sign not in ":：＝":
        return None
    message = f'"{sign}" stands after "{name}" in the place of "="'
    return _replace(parser, at, message, "=" if text[at - 1] == " " else " =")


def _is_after_value(parser: CommandParser) -> bool:
    """Whether nothing stands between the last value and the place at which the parser stopped."""
    return bool(parser.parts) and not parser.text[parser.parts[-1].end : parser.pos].lstrip('}"').strip()


def _unbraced(parser: CommandParser) -> Typo | None:
    """Words as a value, without braces around them."""
    if not _is_after_value(parser):
        return None
    start = parser.parts[-1].start
    if parser.text[start - 1] in '{"' or "\n" in parser.text[start : parser.pos]:
        return None
    return _wrap(parser, start, "the value stands without braces")


def _wrap(parser: CommandParser, start: int, message: str) -> Typo | None:
    """The rest of a line from *start*, to be put in braces."""
    words = _words(parser, start)
    if words.endswith("}") and words.count("}") > words.count("{"):
        words = words[:-1].rstrip()
    inner = words
    if len(words) > 2 and words[0] + words[-1] in (*_PAIRS, '""'):
        inner = words[1:-1]
    if not inner.strip() or any(sign in inner for sign in "{}="):
        return None
    end = start + len(words)
    is_followed = _FIELD.match(parser.text, parser.line_end(end), parser.end)
    comma = "," if is_followed and not _COMMA.match(parser.text, end, parser.end) else ""
    return _replace(parser, start, message, f"{{{inner}}}{comma}", end)


def _inner_quotes(parser: CommandParser) -> Typo | None:
    """A value in quotation marks that has others within."""
    text = parser.text
    if not _is_after_value(parser):
        return None
    start, end, *_ = parser.parts[-1]
    line = text[start : parser.line_end(start)]
    last = start + line.rfind('"')
    if text[start - 1] != '"' or not line.rstrip().rstrip(",}").rstrip().endswith('"') or last <= end:
        return None
    is_balanced = text.count("{", start, last) == text.count("}", start, last)
    edits = ((start - 1, start, "{"), (last, last + 1, "}")) if is_balanced else ()
    hint = "write braces in the place of the first and the last"
    return Typo(start - 1, last + 1, "quotation marks stand within quotation marks", hint, edits)


def _missing_comma(parser: CommandParser) -> Typo | None:
    """A field that begins where a comma should end the one before it."""
    if not _is_after_value(parser) or not _FIELD.match(parser.text, parser.pos, parser.end):
        return None
    end = parser.parts[-1].end
    end += parser.text[end] in '}"'
    return Typo(end - 1, end, "a comma is missing here", f'write "{parser.text[end - 1]},"', ((end, end, ","),))


def _other_sign(parser: CommandParser) -> Typo | None:
    """A sign that looks like the one that belongs there, or another one in its place."""
    text, at = parser.text, parser.pos
    if text[at] in ")｝]" and parser.fields and not text[at + 1 : parser.end].strip():
        return _replace(parser, at, f'"{text[at]}" stands in the place of a brace', "}")
    if _is_after_value(parser) and text[at] in ";.:，；、。" and not text[at + 1 : parser.line_end(at)].strip():
        return _replace(parser, at, f'"{text[at]}" stands in the place of a comma', ",")
    return None


def _other_value(parser: CommandParser) -> Typo | None:
    """A value between other marks than braces, or with none and in other letters than those of ASCII."""
    at = parser.pos
    sign = parser.text[at]
    if not parser.text[parser.begin : at].rstrip().endswith("="):
        return None
    if sign in ",}":
        message = f'"{_name_before(parser, at)}" has no value'
        return Typo(at, at + 1, message, "write the value in braces, or delete the field")
    if sign == "=":
        return _replace(parser, at, '"=" stands twice', "")
    if sign in '{"#\n':
        return None
    if sign in _FULL_WIDTH or any(pair.startswith(sign) for pair in _PAIRS):
        return _wrap(parser, at, f'the value begins with "{sign}" in the place of a brace')
    return None if sign.isascii() and not sign.isalnum() else _wrap(parser, at, "the value stands without braces")


def _replace(parser: CommandParser, start: int, message: str, written: str, end: int = 0) -> Typo:
    """A typing error of one character, or up to *end*, that is mended where it stands, by other text or by none."""
    end = end or start + 1
    hint = f'write "{written}"' if written else f'delete the "{parser.text[start:end]}"'
    return Typo(start, end, message, hint, ((start, end, written),))


_SEARCHES: tuple[Callable[[CommandParser], Typo | None], ...] = (
    _spaced_key,
    _remark,
    _no_equals,
    _inner_quotes,
    _missing_comma,
    _unbraced,
    _other_sign,
    _other_value,
)
