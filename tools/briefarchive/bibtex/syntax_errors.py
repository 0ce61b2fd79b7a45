"""Why an entry of BibTeX cannot be read, in the words of someone who writes one."""

import re

from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from ..diagnostics import Diagnostic, Replacement, Rule
from .grammar import MAX_DEPTH, EntryParser, OpenQuoteError, TooDeepError
from .lines import Lines
from .rules import LooseText, MissingKey, TooDeeplyNested, UnclosedEntry, UnreadableEntry, UnusableKey
from .slips import Slip, early_end, find_slip, loses_fields

_TYPE = re.compile(r"[A-Za-z!$&*+./:;<>?\[\\\]^`|~_-][\w!$&*+./:;<>?\[\\\]^`|~-]*", re.ASCII)
_SHOWN = 60
KEY_HINT = 'write a key and a comma after the opening brace, for example "@online{bbc-2014-china-media,"'
"""What to do where an entry has no key."""


def diagnose_error(
    error: PybtexSyntaxError, opening: re.Match[str], parser: EntryParser, lines: Lines, base: int
) -> Diagnostic:
    """Say in plain words why an entry cannot be read."""
    start = lines.span(opening.start(), opening.end())
    name = _name_of(opening["type"], parser)
    here = base + int(parser.pos)
    if isinstance(error, TooDeepError):
        return TooDeeplyNested.at(start, f"{name} has braces more than {MAX_DEPTH} deep")
    if (slip := _slip(error, opening, parser)) is not None:
        return _diagnostic(_rule_for(error, slip), slip, name, lines, base)
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
        return MissingKey.at(start, f"{name} has no key", hint=KEY_HINT)
    found = shown(parser.text[parser.pos : parser.pos + 1])
    return UnreadableEntry.at(
        lines.span(here, here + 1),
        f'{name} cannot be read: {_expected(error)}, but there is "{found}"',
        hint="a field has the form name = {value}, with a comma behind it",
    )


def diagnose_early_end(
    opening: re.Match[str], parser: EntryParser, lines: Lines, base: int
) -> tuple[Diagnostic | None, bool]:
    """The fault of an entry that a brace closes too early, and whether fields of it stand behind that brace."""
    slip = early_end(parser)
    if slip is None or opening["type"].lower() in ("string", "preamble"):
        return None, False
    lost = loses_fields(slip)
    rule = UnreadableEntry if lost else LooseText
    return _diagnostic(rule, slip, _name_of(opening["type"], parser), lines, base), lost


def _slip(error: PybtexSyntaxError, opening: re.Match[str], parser: EntryParser) -> Slip | None:
    if not _TYPE.fullmatch(opening["type"]) or _lacks_key(opening["type"], parser):
        return None
    return find_slip(error, parser)


def _rule_for(error: PybtexSyntaxError, slip: Slip) -> type[Rule]:
    if isinstance(error, PrematureEOF | OpenQuoteError):
        return UnclosedEntry
    return UnusableKey if slip.message.startswith("the key") else UnreadableEntry


def _diagnostic(rule: type[Rule], slip: Slip, name: str, lines: Lines, base: int) -> Diagnostic:
    fix = tuple(Replacement(span=lines.span(base + start, base + end), text=text) for start, end, text in slip.edits)
    message = f"{name}: {shown(slip.message, limit=200)}"
    return rule.at(lines.span(base + slip.start, base + slip.end), message, hint=slip.hint, fix=fix)


def _name_of(entry_type: str, parser: EntryParser) -> str:
    name = f"@{shown(entry_type)}"
    if not parser.key_end or _lacks_key(entry_type, parser):
        return name
    return f'{name} entry "{shown(str(parser.current_entry_key))}"'


def shown(text: str, *, limit: int = _SHOWN) -> str:
    """A piece of the file for a message: short, and without characters that one cannot see."""
    short = text if len(text) <= limit else f"{text[:limit]}…"
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
