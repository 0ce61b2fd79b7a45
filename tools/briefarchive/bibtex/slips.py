"""Slips of the pen in the form of an entry: what stands there, and what was meant.

Each search is bounded by the end of a line, or runs once over the entry that cannot be read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from ..model.slugs import slug
from .grammar import EntryParser, OpenQuoteError


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip at a place of the text that is being parsed.

    Attributes:
        edits: What mends it: start, end and new text; empty where that is not certain.
    """

    start: int
    end: int
    message: str
    hint: str
    edits: tuple[tuple[int, int, str], ...] = ()


# A field that begins on a line of its own, within the value of the one before it.
_NEXT_FIELD = re.compile(r"\n[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w]")
_FIELD = re.compile(r"[A-Za-z][\w-]*\s*=")
# At most one line end: what stands below an empty line is another matter.
_AFTER_ENTRY = re.compile(r"[ \t]*,?[ \t]*\n?[ \t]*(?:(?P<field>[A-Za-z][\w-]*)\s*=\s*[{\"]|(?P<brace>\}))")
_FULL_WIDTH = {"＝": "=", "：": "=", "，": ",", "；": ",", "、": ",", "｝": "}", "｛": "{"}
_PAIRS = {
    "｛": "｝",
    "“": "”",
    "„": "“",
    "‘": "’",
    "「": "」",
    "『": "』",
    "«": "»",
    "(": ")",
    "[": "]",
    "（": "）",
    "'": "'",
}


_LONGEST = 50_000
"""Each mistake is looked for up to the end of its line: in a longer one without an end, it is told without a hint."""


def find_slip(error: PybtexSyntaxError, parser: EntryParser) -> Slip | None:
    """The slip because of which an entry cannot be parsed, where it is one that we know."""
    if isinstance(error, PrematureEOF | OpenQuoteError):
        return _open_value(parser) or (_open_entry(parser) if isinstance(error, PrematureEOF) else None)
    if len(parser.text) > _LONGEST:
        return None
    for look in _LOOKS:
        if (slip := look(parser)) is not None:
            return slip
    return None


def early_end(parser: EntryParser) -> Slip | None:
    """The brace that closes an entry too early, so that fields or another brace follow."""
    found = _AFTER_ENTRY.match(parser.text, parser.pos)
    if found is None:
        return None
    at = parser.pos - 1
    message = "this brace is one too many: the entry ends here, and " + (
        f'"{found["field"]}" follows' if found["field"] else "another brace follows"
    )
    return _replace(parser.text, at, at + 1, message, "")


def loses_fields(slip: Slip) -> bool:
    """Whether fields stand behind the early end of an entry."""
    return slip.message.endswith('" follows')


def _open_value(parser: EntryParser) -> Slip | None:
    """A value that is not closed, and so has swallowed the field in the next line."""
    text = parser.text
    start = parser.open_value
    if start is None:
        # The value before this place may end where a later one or the entry does; pybtex has not yet kept it.
        started = [parts[0].start for *_, parts in parser.raw_fields[-1:]] + [part.start for part in parser.parts[-1:]]
        if not started:
            return None
        start = max(started)
    if text[start - 1 : start] not in {"{", '"'}:
        return None
    if (slip := _lone_brace(text, start)) is not None:
        return slip
    end = _end_of_open_value(parser, start)
    if end is None:
        return None
    close, hint = ("}", "") if text[start - 1] == "{" else ('"', "close the quotation mark at the end of this line")
    at = len(text[start:end].rstrip()) + start
    last = text[at - 1]
    name = _name_before(text, start)
    message = f'the value of "{name}" is not closed' if name else "the value is not closed"
    if last != ",":
        return Slip(
            start=at - 1, end=at, message=message, hint=hint or f'write "{last}}},"', edits=((at, at, f"{close},"),)
        )
    before = at - 2 if text[at - 2] in {'"', "}"} and text[at - 2] != close else at - 1
    edits = ((before, at, f"{close},"),)
    return Slip(start=before, end=at, message=message, hint=hint or 'write "},"', edits=edits)


def _lone_brace(text: str, start: int) -> Slip | None:
    """A closing brace without a partner in quotation marks that are closed in the same line."""
    line = text[start : _line_end(text, start)]
    if text[start - 1] != '"' or '"' not in line or line.index('"') < line.find("}") or line.find("}") < 0:
        return None
    at = start + line.index("}")
    message = "a brace within quotation marks has no partner"
    return Slip(start=at, end=at + 1, message=message, hint='delete the "}"')


def _end_of_open_value(parser: EntryParser, start: int) -> int | None:
    """Where a value that is not closed should have ended."""
    text = parser.text
    if found := _NEXT_FIELD.search(text, start):
        return found.start()
    first_line = text.find("\n", start)
    if first_line < 0 or text[first_line:].strip() != "}":
        return None
    return first_line


def _name_before(text: str, start: int) -> str:
    """The name of the field whose value starts at *start*."""
    line = text[text.rfind("\n", 0, start) + 1 : start - 1]
    return line.partition("=")[0].strip().rpartition(" ")[2]


def _open_entry(parser: EntryParser) -> Slip | None:
    """An entry of which only the last brace is missing."""
    if parser.open_value is not None or not parser.raw_fields:
        return None
    end = len(parser.text.rstrip())
    if parser.text[end - 1] not in '},"' and not parser.text[end - 1].isalnum():
        return None
    hint, edits = 'add "}" in the line below', ((end, end, "\n}"),)
    return Slip(start=end - 1, end=end, message="the entry is not closed", hint=hint, edits=edits)


def _spaced_key(parser: EntryParser) -> Slip | None:
    """A key of several words."""
    if parser.raw_fields or not parser.key_end:
        return None
    start = parser.key_end - len(str(parser.current_entry_key))
    end = _line_end(parser.text, start)
    key = parser.text[start:end].rstrip().rstrip(",").rstrip()
    if "=" in key or "{" in key or '"' in key or len(key.split()) < 2 or "," in key:
        return None
    meant = slug(key)
    hint = f'write "{meant}"' if meant else "write small letters, digits and hyphens"
    edits = ((start, start + len(key), meant),) if meant else ()
    return Slip(start=start, end=start + len(key), message=f'the key "{key}" has spaces', hint=hint, edits=edits)


def _remark(parser: EntryParser) -> Slip | None:
    """A remark between fields that begins as in another language."""
    text, at = parser.text, parser.pos
    start = text.rfind("\n", 0, at + 1) + 1
    line = text[start : _line_end(text, start)]
    found = re.match(r"\s*(#+|//+|--+|<!--|;+)", line)
    if found is None or at > start + found.end() + 40:
        return None
    place = start + found.start(1)
    message = f'a remark begins with "{found[1]}" here, and in BibTeX with "%"'
    return _replace(text, place, start + found.end(), message, "%")


def _no_equals(parser: EntryParser) -> Slip | None:
    """A field whose name is not followed by an equals sign."""
    text, at = parser.text, parser.pos
    found = re.search(r"([A-Za-z][\w-]*):?[ \t]*\Z", text[max(at - 60, 0) : at])
    # After a value, something else is expected: pybtex has read a name, and nothing but it, before this place.
    if found is None or _is_after_value(parser):
        return None
    name, sign = found[1], text[at : at + 1]
    colon = found[0].find(":")
    if colon >= 0 and sign in {"{", '"'}:
        place = at - len(found[0]) + colon
        message = f'":" stands after "{name}" in the place of "="'
        meant = "=" if text[place - 1] == " " else " ="
        return _replace(text, place, place + 1, message, meant)
    if sign in {"{", '"'}:
        message = f'"=" is missing after "{name}"'
        return Slip(start=at, end=at + 1, message=message, hint=f'write "= {sign}"', edits=((at, at, "= "),))
    if sign in {":", "：", "＝"}:
        message = f'"{sign}" stands after "{name}" in the place of "="'
        meant = "=" if text[at - 1] == " " else " ="
        return _replace(text, at, at + 1, message, meant)
    return None


def _is_after_value(parser: EntryParser) -> bool:
    return bool(parser.parts) and not _between(parser).strip()


def _between(parser: EntryParser) -> str:
    """What stands between the last value and the place at which the parser stopped."""
    end = parser.parts[-1].end
    return parser.text[end : parser.pos].lstrip('}"')


def _unbraced(parser: EntryParser) -> Slip | None:
    """Words as a value, without braces around them."""
    text = parser.text
    if not _is_after_value(parser):
        return None
    start = parser.parts[-1].start
    if text[start - 1] in '{"' or "\n" in text[start : parser.pos]:
        return None
    return _wrapped(text, start, "the value stands without braces")


def _wrapped(text: str, start: int, message: str) -> Slip | None:
    """The rest of a line from *start*, to be put in braces."""
    words = text[start : _line_end(text, start)].rstrip().rstrip(",").rstrip()
    if words.endswith("}") and words.count("}") > words.count("{"):
        words = words[:-1].rstrip()
    inner = words
    for opening, closing in (*_PAIRS.items(), ('"', '"')):
        if len(words) > 2 and words[0] == opening and words[-1] == closing:
            inner = words[1:-1]
    if not inner.strip() or "{" in inner or "}" in inner or "=" in inner:
        return None
    end = start + len(words)
    wants_comma = _FIELD.match(text[_line_end(text, end) :].lstrip()) and not text[end:].lstrip(" \t").startswith(",")
    written = f"{{{inner}}}{',' if wants_comma else ''}"
    return _replace(text, start, end, message, written)


def _inner_quotes(parser: EntryParser) -> Slip | None:
    """A value in quotation marks that has others within."""
    text = parser.text
    if not _is_after_value(parser):
        return None
    start, end, *_ = parser.parts[-1]
    line = text[start : _line_end(text, start)]
    if text[start - 1] != '"' or not line.rstrip().rstrip(",}").rstrip().endswith('"') or "\n" in text[start:end]:
        return None
    last = start + line.rindex('"')
    if last <= end:
        return None
    inner = text[start:last]
    return Slip(
        start=start - 1,
        end=last + 1,
        message="quotation marks stand within quotation marks",
        hint="write braces in the place of the first and the last",
        edits=((start - 1, start, "{"), (last, last + 1, "}")) if inner.count("{") == inner.count("}") else (),
    )


def _missing_comma(parser: EntryParser) -> Slip | None:
    """A field that begins where a comma should end the one before it."""
    text, at = parser.text, parser.pos
    if not _is_after_value(parser) or not _FIELD.match(text, at):
        return None
    end = parser.parts[-1].end
    end += text[end : end + 1] in {"}", '"'}
    hint = f'write "{text[end - 1]},"'
    return Slip(start=end - 1, end=end, message="a comma is missing here", hint=hint, edits=((end, end, ","),))


def _other_sign(parser: EntryParser) -> Slip | None:
    """A sign that looks like the one that belongs there, or another one in its place."""
    text, at = parser.text, parser.pos
    sign = text[at : at + 1]
    if sign and sign in ")｝]" and parser.raw_fields and not text[at + 1 :].strip():
        message = f'"{sign}" stands in the place of a brace'
        return _replace(text, at, at + 1, message, "}")
    if not sign or not _is_after_value(parser):
        return None
    if sign in ";.:，；、。" and not text[at + 1 : _line_end(text, at)].strip():
        message = f'"{sign}" stands in the place of a comma'
        return _replace(text, at, at + 1, message, ",")
    return None


def _other_value(parser: EntryParser) -> Slip | None:
    """A value between other marks than braces, or with none and in other letters than those of ASCII."""
    text, at = parser.text, parser.pos
    sign = text[at : at + 1]
    if sign in {",", "}"} and text[:at].rstrip().endswith("="):
        message = f'"{_name_before(text, at)}" has no value'
        return Slip(start=at, end=at + 1, message=message, hint="write the value in braces, or delete the field")
    if sign == "=" and text[:at].rstrip().endswith("="):
        return _replace(text, at, at + 1, '"=" stands twice', "")
    if not sign or sign in '{}"=,#\n' or not text[:at].rstrip().endswith("="):
        return None
    if sign in _FULL_WIDTH or sign in _PAIRS:
        return _wrapped(text, at, f'the value begins with "{sign}" in the place of a brace')
    return None if sign.isascii() and not sign.isalnum() else _wrapped(text, at, "the value stands without braces")


def _replace(text: str, start: int, end: int, message: str, written: str) -> Slip:
    """A slip that is mended where it stands, by other text or by none."""
    hint = f'write "{written}"' if written else f'delete the "{text[start:end]}"'
    return Slip(start=start, end=end, message=message, hint=hint, edits=((start, end, written),))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


_LOOKS: tuple[Callable[[EntryParser], Slip | None], ...] = (
    _spaced_key,
    _remark,
    _no_equals,
    _inner_quotes,
    _missing_comma,
    _unbraced,
    _other_sign,
    _other_value,
)
