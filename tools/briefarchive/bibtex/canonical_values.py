r"""A value of a BibTeX field in its canonical form: real letters instead of LaTeX, on one line.

What LaTeX says beyond letters is kept as it is written: braces that keep capitals (`{NASA}`), `\emph{…}`, formulas,
`\url{…}`, and commands that nobody knows. Where the reader would understand the new form otherwise than the old one,
the old one stays.
"""

import re
from collections.abc import Sequence

from .braces import split_outside
from .dates import is_edtf
from .grammar import ValuePart
from .latex import decode, decode_verbatim
from .latex_commands import ACCENTS, LOOK, SCRIPTS
from .names import AND, COMMA, format_names, read_names
from .schema import DATE_FIELDS, NAME_FIELDS, is_verbatim
from .writing import ESCAPED, format_value

_SPACES = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_ARGUMENT = r"(?:\{\s*(?:\\?[A-Za-z]|[^\W\d_])\s*\}|\\[ij](?![A-Za-z])|[^\W\d_])"
_LETTER = re.compile(
    rf"\{{\s*\\(?:(?P<word>[A-Za-z]+)|[`'^~=.\"])\s*(?:{_ARGUMENT})?\s*\}}"
    rf"|\\(?:[`'^~=.\"]\s*|(?P<accent>[A-Za-z]+)(?:\s+|(?=[\\{{]))){_ARGUMENT}"
    r"|\\(?P<symbol>[A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))"
    r"|---?|``|''"
)
_SPECIAL = re.compile(r"[\\{}~^$&%#_]")
_NO_LETTERS = LOOK | SCRIPTS | {"frac", "par", "newline"}
_TAKES_ADDRESS = re.compile(r"\\(?:url|href|path|nolinkurl|verb)(?![A-Za-z])")
_STRUCTURE = re.compile(r"[{}]|\\[A-Za-z]")
_NAMED_PART = re.compile(r"(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=")


def format_parts(name: str, raw: str, parts: Sequence[ValuePart], *, write_out: bool) -> str:
    """A value with its delimiters; abbreviations stay by name unless they are to be written out.

    Args:
        name: The field.
        raw: The value with its abbreviations put in, still in LaTeX.
        parts: Its parts as written.
        write_out: Whether to put the text of abbreviations in their place.
    """
    if write_out or not any(part.is_macro for part in parts):
        return f"{{{canonical(name, raw)}}}"
    return " # ".join(part.text if part.is_macro else f"{{{_SPACES.sub(' ', part.text)}}}" for part in parts)


def canonical(name: str, raw: str) -> str:
    """The text between the braces of a field, for the value *raw*."""
    if is_verbatim(name):
        return format_value(name, decode_verbatim(raw))
    if name in NAME_FIELDS:
        return _names(name, raw)
    if name in DATE_FIELDS and is_edtf(raw.strip()):
        return raw.strip()
    decoded = decode(raw)
    kept = _with_letters(raw)
    bare = ESCAPED.sub("", kept)
    if _STRUCTURE.search(bare) or kept.count("$") != decoded.count("$"):
        return kept
    plain = format_value(name, decoded)
    return plain if decode(plain) == decoded else kept


def _names(name: str, raw: str) -> str:
    """Names as `Family, Given`; those with a `Jr.` or in biblatex's long form, which would lose it, as written."""
    names, unreadable = read_names(raw)
    has_more = any(len(list(split_outside(part, COMMA))) > 2 for part in split_outside(raw, AND))
    written = format_value(name, format_names(names))
    if unreadable or has_more or _NAMED_PART.search(raw) or read_names(written) != (names, ()):
        kept = _with_letters(raw)
        return kept if read_names(kept) == (names, unreadable) else _on_one_line(raw)
    return written


def _with_letters(raw: str) -> str:
    """*raw* on one line, with letters for the commands that stand for one."""
    line = _on_one_line(_PARAGRAPH.sub(r" \\par ", raw.strip()))
    decoded = decode(raw)
    if decode(line) != decoded:
        line = _on_one_line(raw)
    if _TAKES_ADDRESS.search(line) or line.count("$") != decoded.count("$"):
        return line
    before, after = "", line
    while after != before:
        before, after = after, _LETTER.sub(_letter, after)
    return after if decode(after) == decoded else line


def _letter(found: re.Match[str]) -> str:
    """The letter that a command stands for; the command where it stands for another thing."""
    command = found["word"] or found["accent"] or found["symbol"]
    if command in _NO_LETTERS or (found["accent"] and command not in ACCENTS):
        return found[0]
    letter = decode(found[0])
    return found[0] if not letter or letter.isascii() or len(letter) > 3 or _SPECIAL.search(letter) else letter


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
