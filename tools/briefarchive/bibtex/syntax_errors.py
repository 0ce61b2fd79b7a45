"""Why an entry of BibTeX cannot be read, in the words of someone who writes one."""

from ..diagnostics import Diagnostic, Replacement
from .grammar import (
    MAX_DEPTH,
    CommandParser,
    OpenQuoteError,
    ParseError,
    TooDeepError,
    UnclosedError,
)
from .lines import Lines
from .rules import MissingKey, TooDeeplyNested, UnclosedEntry, UnreadableEntry
from .typos import Typo, find_early_end, find_typo

KEY_HINT = 'write a key and a comma after the opening brace, for example "@online{bbc-2014-china-media,"'
"""What to do where an entry has no key."""


def diagnose_error(error: ParseError, parser: CommandParser, lines: Lines) -> Diagnostic:
    """Say in plain words why an entry cannot be read."""
    start, here = lines.span(*parser.opening.span()), lines.span(parser.pos, parser.pos + 1)
    name = _name(parser)
    if isinstance(error, TooDeepError):
        return TooDeeplyNested.at(start, f"{name} has braces more than {MAX_DEPTH} deep")
    has_head = parser.has_type and not _lacks_key(parser)
    if has_head and (typo := find_typo(error, parser)) is not None:
        return _diagnose(typo, name, lines)
    if isinstance(error, OpenQuoteError):
        return UnclosedEntry.at(here, f"{name} has a quotation mark that is not closed")
    if isinstance(error, UnclosedError):
        last = lines.span(parser.last, parser.end).line
        hint = f"add the missing brace or quotation mark by line {last}"
        return UnclosedEntry.at(start, f"{name} is not closed", hint=hint)
    if not parser.has_type:
        return UnreadableEntry.at(start, f"{name} is no entry type", hint="an entry starts like @online{key,")
    if not has_head:
        return MissingKey.at(start, f"{name} has no key", hint=KEY_HINT)
    message = f'{name} cannot be read: {error} expected, but there is "{excerpt(parser.text[parser.pos])}"'
    return UnreadableEntry.at(here, message, hint="a field has the form name = {value}, with a comma behind it")


def diagnose_early_end(parser: CommandParser, lines: Lines) -> Diagnostic | None:
    """What is wrong with an entry that a brace closes too early; it is an error if fields stand behind that brace."""
    typo = find_early_end(parser) if parser.is_entry else None
    return _diagnose(typo, _name(parser), lines) if typo else None


def excerpt(text: str, *, limit: int = 60) -> str:
    """A piece of the file for a message: short, and without characters that one cannot see."""
    short = text if len(text) <= limit else f"{text[:limit]}…"
    return "".join(char if char.isprintable() else "�" for char in short)


def _diagnose(typo: Typo, name: str, lines: Lines) -> Diagnostic:
    fix = tuple(Replacement(span=lines.span(start, end), text=text) for start, end, text in typo.edits)
    message = f"{name}: {excerpt(typo.message, limit=200)}"
    return typo.rule.at(lines.span(typo.start, typo.end), message, hint=typo.hint, fix=fix)


def _name(parser: CommandParser) -> str:
    name = f"@{excerpt(parser.opening['type'])}"
    return f'{name} entry "{excerpt(parser.key)}"' if parser.key and not _lacks_key(parser) else name


def _lacks_key(parser: CommandParser) -> bool:
    if parser.key is None:
        return parser.is_entry
    return "=" in parser.key or (not parser.fields and parser.text.startswith("=", parser.pos, parser.end))
