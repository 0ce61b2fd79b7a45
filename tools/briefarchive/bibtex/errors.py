"""Rules about BibTeX syntax, and explanations of why an entry cannot be read.

Messages use the words of people who write entries and say what was probably meant. Each search stops at the end of a
line, or runs once over the unreadable entry.
"""

import re

from ..diagnostics import Diagnostic, Rule, make_rule
from ..model.slugs import slug
from .grammar import (
    EQUALS_SIGN,
    MAX_DEPTH,
    VALUE,
    CommandParser,
    OpenQuoteError,
    ParseError,
    TooDeepError,
    UnclosedError,
)

UnclosedEntry = make_rule("C101")
UnreadableEntry = make_rule("C102")
MissingKey = make_rule("C103")
UnusableKey = make_rule("C104")
DuplicateField = make_rule("C106")
UndefinedMacro = make_rule("C107")
TooLong = make_rule("C112")
CircularInheritance = make_rule("C116")
UnknownParentEntry = make_rule("C117")
TooDeeplyNested = make_rule("C119")
LooseText = make_rule("C120")

KEY_HINT = 'write a key and a comma after the opening brace, for example "@online{bbc-2014-china-media,"'
"""Hint for an entry without a key."""

# A field on a line of its own, inside the value of the previous one.
_NEXT_FIELD = re.compile(r"\n[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w]")
_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=")
# At most one line end: text below an empty line is unrelated.
_AFTER_ENTRY = re.compile(r"[ \t]*,?[ \t]*\n?[ \t]*(?:(?P<field>[A-Za-z][\w-]*)\s*=\s*[{\"]|\})")
_WRONG_EQUALS = re.compile(r"[ \t]*[:：＝]?[ \t]*(?P<mark>[{\"])")
_WRONG_DELIMITERS = ("｛｝", "“”", "„“", "‘’", "「」", "『』", "«»", "()", "[]", "（）", "''", '""')
_WRONG_COMMAS = ";.:，；、。"
_FIELD_HINT = 'a field has the form name = {value}, followed by a comma; a remark begins with "%"'
_MAX_SECTION = 50_000
"""Longer sections are not searched for typing errors: each search runs to the end of a line, which may be missing."""


def diagnose_error(error: ParseError, parser: CommandParser) -> Diagnostic:
    """Explain why an entry cannot be read."""
    start, place = parser.lines.span(*parser.opening.span()), parser.lines.span(parser.pos, parser.pos + 1)
    name = _entry_name(parser)
    if isinstance(error, TooDeepError):
        return TooDeeplyNested.flag(start, f"{name} has braces more than {MAX_DEPTH} deep")
    has_head = parser.has_type and not _lacks_key(parser)
    if has_head and (typo := _find_typo(error, parser)) is not None:
        return typo
    if isinstance(error, OpenQuoteError):
        message = f"{name} has a quotation mark that is not closed, or a brace too many after it"
        return UnclosedEntry.flag(place, message)
    if isinstance(error, UnclosedError):
        last = parser.lines.span(parser.last, parser.end).line
        hint = f"add the missing brace or quotation mark by line {last}"
        return UnclosedEntry.flag(start, f"{name} is not closed", hint=hint)
    if not parser.has_type:
        return UnreadableEntry.flag(start, f"{name} is not an entry type", hint="an entry starts like @online{key,")
    if not has_head:
        return MissingKey.flag(start, f"{name} has no key", hint=KEY_HINT)
    message = f'{name} cannot be read: {error} expected, but there is "{excerpt(parser.text[parser.pos])}"'
    return UnreadableEntry.flag(place, message, hint=_FIELD_HINT)


def diagnose_early_end(parser: CommandParser) -> Diagnostic | None:
    """Report an entry that is closed too early; an error if fields follow the brace."""
    match = _AFTER_ENTRY.match(parser.text, parser.pos, parser.end) if parser.is_entry else None
    if match is None:
        return None
    follows = f'"{match["field"]}" follows' if match["field"] else "another brace follows"
    message = f"this brace is one too many: the entry ends here, and {follows}"
    hint, rule = f'delete the "{parser.text[parser.pos - 1]}"', UnreadableEntry if match["field"] else LooseText
    return _report(parser, parser.pos - 1, parser.pos, message, "", hint=hint, rule=rule)


def diagnose_missing_comma(parser: CommandParser) -> Diagnostic | None:
    """Report a key without a comma; one that ends with another sign instead is reported as a key."""
    start, end = parser.key_start, parser.key_end
    if not parser.key or not parser.fields or parser.key[-1] in _WRONG_COMMAS:
        return None
    if "," in parser.text[end : parser.fields[0][1].name_start]:
        return None
    message, hint = "a comma is missing after the key", f'write "{excerpt(parser.key)},"'
    return _report(parser, start, end, message, ",", hint=hint, at=end)


def excerpt(text: str, *, limit: int = 60) -> str:
    """Shorten text from a file for a message, and replace invisible characters."""
    short = text if len(text) <= limit else f"{text[:limit]}…"
    return "".join(char if char.isprintable() else "�" for char in short)


def _report(
    parser: CommandParser,
    start: int,
    end: int,
    message: str,
    new: str | None,
    *,
    hint: str = "",
    at: int | None = None,
    rule: Rule = UnreadableEntry,
) -> Diagnostic:
    """Report a typing error from *start* to *end*; *new*, if certain, replaces it, or only its end from *at* on."""
    span, place = parser.lines.span(start, end), parser.lines.span(start if at is None else at, end)
    message = f"{_entry_name(parser)}: {excerpt(message, limit=200)}"
    return rule.suggest(span, message, new or "", hint=hint, sure=new is not None, at=place)


def _entry_name(parser: CommandParser) -> str:
    name = f"@{excerpt(parser.opening['type'])}"
    return f'{name} entry "{excerpt(parser.key)}"' if parser.key and not _lacks_key(parser) else name


def _lacks_key(parser: CommandParser) -> bool:
    if parser.key is None:
        return parser.is_entry
    return "=" in parser.key or (not parser.fields and parser.text.startswith("=", parser.pos, parser.end))


def _find_typo(error: ParseError, parser: CommandParser) -> Diagnostic | None:
    if isinstance(error, UnclosedError):
        return _find_open_value(parser) or (None if isinstance(error, OpenQuoteError) else _find_open_entry(parser))
    if parser.end - parser.begin > _MAX_SECTION:
        return None
    if not parser.fields and (typo := _find_spaced_key(parser)) is not None:
        return typo
    if str(error) == EQUALS_SIGN:
        return _find_missing_equals(parser)
    if str(error) == VALUE:
        return _find_missing_braces(parser, parser.pos)
    return _find_missing_comma(parser) or _find_wrong_sign(parser)


def _find_open_value(parser: CommandParser) -> Diagnostic | None:
    """Find an unclosed value that swallowed the field on the next line."""
    text, start = parser.text, parser.open_value
    if start is None and parser.parts:
        start = parser.parts[-1].start  # what was read as its end may be that of a later value or of the entry
    if start is None or text[start - 1] not in '{"':
        return None
    close = "}" if text[start - 1] == "{" else '"'
    end = _find_value_end(parser, start)
    if end is None or (close == '"' and -1 < text.find("}", start, end) < text.find('"', start, end)):
        return None
    raw = text[start:end].rstrip()
    stripped = raw.removesuffix(",")
    if stripped != raw and stripped[-1:] in ("}", '"') and stripped[-1:] != close:
        stripped = stripped[:-1]
    at, end = start + len(stripped), start + len(raw)
    name = text[parser.line_start(start) : start - 1].partition("=")[0].strip().rpartition(" ")[2]
    message = f'the value of "{name}" is not closed' if name else "the value is not closed"
    hint = f"close it with {close} and a comma at the end of this line"
    return _report(parser, min(at, end - 1), end, message, f"{close},", hint=hint, at=at, rule=UnclosedEntry)


def _find_value_end(parser: CommandParser, start: int) -> int | None:
    if match := _NEXT_FIELD.search(parser.text, start, parser.end):
        return match.start()
    first_line = parser.line_end(start)
    return first_line if parser.text[first_line : parser.end].strip() == "}" else None


def _find_open_entry(parser: CommandParser) -> Diagnostic | None:
    """Find an entry that lacks only its last brace."""
    end = parser.last
    last = parser.text[end - 1]
    if parser.open_value is not None or not parser.fields or not (last in '},"' or last.isalnum()):
        return None
    hint = 'add "}" in the line below'
    return _report(parser, end - 1, end, "the entry is not closed", "\n}", hint=hint, at=end, rule=UnclosedEntry)


def _find_spaced_key(parser: CommandParser) -> Diagnostic | None:
    if parser.key is None:
        return None
    start = parser.key_start
    key, _, fields = _rest_of_line(parser, start).partition(",")
    key = key.rstrip()
    if (fields and "=" not in fields) or any(sign in key for sign in '={"') or len(key.split()) < 2:
        return None
    new_key, message = slug(key) or None, f'the key "{key}" has spaces'
    hint = "" if new_key else "write small letters, digits and hyphens"
    return _report(parser, start, start + len(key), message, new_key, hint=hint, rule=UnusableKey)


def _rest_of_line(parser: CommandParser, start: int) -> str:
    """Return the rest of a line without the comma at its end."""
    return parser.text[start : parser.line_end(start)].rstrip().rstrip(",").rstrip()


def _find_missing_equals(parser: CommandParser) -> Diagnostic | None:
    before = parser.text[parser.line_start(parser.pos) : parser.pos].rstrip(" \t:")
    start = parser.line_start(parser.pos) + len(before)
    match = _WRONG_EQUALS.match(parser.text, start, parser.end)
    if match is None or not before:
        return None
    name = re.split(r"[\s,{(]", before)[-1]
    return _report(parser, start, match.end(), f'"=" is missing after "{name}"', f" = {match['mark']}")


def _find_missing_braces(parser: CommandParser, start: int) -> Diagnostic | None:
    """Find a value that runs to the end of the line without braces, or in other marks."""
    words = _rest_of_line(parser, start)
    if words.endswith("}") and words.count("}") > words.count("{"):
        words = words[:-1].rstrip()
    value = words.rstrip(_WRONG_COMMAS + " ")  # these stand in the place of a comma if they follow the last mark
    is_marked = len(value) > 2 and value[0] + value[-1] in _WRONG_DELIMITERS
    inner, comma = (value[1:-1], "," if value != words else "") if is_marked else (words, "")
    if not inner.strip() or words[0] == "#" or any(sign in inner for sign in "{}="):
        return None
    return _report(parser, start, start + len(words), "the value has no braces", f"{{{inner}}}{comma}")


def _find_missing_comma(parser: CommandParser) -> Diagnostic | None:
    """Find a missing comma after a value, or more words of a value without braces."""
    text = parser.text
    if not parser.parts or text[parser.parts[-1].end : parser.pos].lstrip('}"').strip():
        return None
    start, end = parser.parts[-1].start, parser.parts[-1].end
    if _FIELD.match(text, parser.pos, parser.end):
        end += text[end] in '}"'
        hint = f'write "{text[end - 1]},"'
        return _report(parser, end - 1, end, "a comma is missing here", ",", hint=hint, at=end)
    # A quotation mark within a value ends it.
    start -= text[start - 1] == '"' and '\\"' not in _rest_of_line(parser, start)
    is_bare = text[start - 1] not in '{"' and "\n" not in text[start : parser.pos]
    return _find_missing_braces(parser, start) if is_bare else None


def _find_wrong_sign(parser: CommandParser) -> Diagnostic | None:
    """Find a sign at the end of a line that was meant as a comma, or as the other closing bracket."""
    text, at = parser.text, parser.pos
    is_last = not text[at + 1 : parser.line_end(at)].strip()
    if is_last and text[at] in "})":  # the entry begins with the other kind of bracket
        start = at if text[at] == ")" else parser.opening.end() - 1
        message = f'the entry begins with "{parser.opening[0][-1]}" and ends with "{text[at]}"'
        return _report(parser, start, start + 1, message, "}" if text[at] == ")" else "{")
    if is_last and text[at] in _WRONG_COMMAS:
        return _report(parser, at, at + 1, f'"{text[at]}" is in the place of a comma', ",")
    return None
