"""Why an entry of BibTeX cannot be read, in the words of someone who writes one."""

import re

from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from ...diagnostics import Diagnostic
from .faults import MissingKey, TooDeeplyNested, UnclosedEntry, UnreadableEntry
from .grammar import MAX_DEPTH, EntryParser, OpenQuoteError, TooDeepError
from .offsets import Lines

_TYPE = re.compile(r"[A-Za-z!$&*+./:;<>?\[\\\]^`|~_-][\w!$&*+./:;<>?\[\\\]^`|~-]*", re.ASCII)
_SHOWN = 60


def refusal(
    error: PybtexSyntaxError, opening: re.Match[str], parser: EntryParser, lines: Lines, base: int
) -> Diagnostic:
    """Say in plain words why an entry cannot be read."""
    start = lines.span(opening.start(), opening.end())
    name = _name_of(opening["type"], parser)
    here = base + int(parser.pos)
    if isinstance(error, TooDeepError):
        return TooDeeplyNested.at(start, f"{name} has braces more than {MAX_DEPTH} deep")
    if isinstance(error, OpenQuoteError):
        return UnclosedEntry.at(lines.span(here, here + 1), f"{name} has a quotation mark that is not closed")
    if isinstance(error, PrematureEOF):
        last = lines.span(base + len(parser.text.rstrip()), base + len(parser.text)).line
        return UnclosedEntry.at(
            start, f"{name} is not closed", hint=f"add the missing brace or quotation mark by line {last}"
        )
    if not _TYPE.fullmatch(opening["type"]):
        return UnreadableEntry.at(start, f"{name} is no entry type", hint="an entry starts like @online{key,")
    if _lacks_key(opening["type"], parser):
        return MissingKey.at(start, f"{name} has no key", hint="write the key and a comma after the brace")
    found = shown(parser.text[parser.pos : parser.pos + 1])
    return UnreadableEntry.at(
        lines.span(here, here + 1),
        f'{name} cannot be read: {_expected(error)}, but there is "{found}"',
        hint="is a comma missing before this place?" if parser.raw_fields else None,
    )


def _name_of(entry_type: str, parser: EntryParser) -> str:
    name = f"@{shown(entry_type)}"
    if not parser.key_end or _lacks_key(entry_type, parser):
        return name
    return f'{name} entry "{shown(str(parser.current_entry_key))}"'


def shown(text: str) -> str:
    """A piece of the file for a message: short, and without characters that one cannot see."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(char if char.isprintable() else "�" for char in short)


def _lacks_key(entry_type: str, parser: EntryParser) -> bool:
    if parser.current_entry_key is None:
        return entry_type.lower() not in ("string", "preamble")
    return "=" in str(parser.current_entry_key) or (
        not parser.raw_fields and parser.text[parser.pos : parser.pos + 1] == "="
    )


def _expected(error: PybtexSyntaxError) -> str:
    """What pybtex wanted, in our quotation marks; where an entry might end, another field might follow."""
    wanted = str(error.args[0]).replace("'", '"')
    return wanted.replace('"}"', 'a comma or "}"').replace('")"', 'a comma or ")"')
