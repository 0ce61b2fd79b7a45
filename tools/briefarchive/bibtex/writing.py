r"""Sources in BibTeX, in the one form that the archive keeps: `read_bibliography` reads back the same fields.

Text is written in Unicode; only what means something to LaTeX or BibTeX is written as a command. Braces are never
written as `\{`, since BibTeX counts those too.
"""

import re
from collections.abc import Mapping

from ..model.lines import one_line
from .braces import balanced
from .dates import is_edtf
from .schema import DATE_FIELDS, FIRST_FIELDS, NAME_FIELDS, is_verbatim

_RANK = {name: rank for rank, name in enumerate(FIRST_FIELDS)}
_NAME_WIDTH = 15

_NO_KEY = re.compile(r"[^\w.:;/+*?!$&|<>\[\]-]+")
_MEANINGFUL = re.compile(r"[\\{}~^$&%#_]|-(?=-)|`(?=`)|'(?=')|[!?](?=`)")
_COMMANDS = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_COMMANDS |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_COMMANDS |= {sign: f"\\{sign}" for sign in "$&%#_"} | {mark: f"{mark}{{}}" for mark in "-`'!?"}
ESCAPED = re.compile("|".join(map(re.escape, _COMMANDS.values())))
"""What stands in a value for a sign that means something to LaTeX."""

# In an address a backslash stays, except where reading would take it for an escape.
_IN_ADDRESS = re.compile(r"\\(?=[_%&#]|text|url)")
_IN_ADDRESS_WITH_BRACES = re.compile(rf"{_IN_ADDRESS.pattern}|[{{}}]")


def format_entry(key: str, entry_type: str, fields: Mapping[str, str]) -> str:
    """One entry, from its fields as `Source.fields` has them."""
    return format_raw_entry(key, entry_type, {name: f"{{{format_value(name, fields[name])}}}" for name in fields})


def format_raw_entry(key: str, entry_type: str, values: Mapping[str, str], *, name_width: int = _NAME_WIDTH) -> str:
    """One entry, from values as they stand in the file: in their braces, or macros without."""
    lines = (f"  {name:{name_width}} = {values[name]},\n" for name in sorted(values, key=field_rank))
    return f"@{entry_type}{{{key},\n{''.join(lines)}}}\n"


def field_rank(name: str) -> tuple[int, str]:
    """By which the fields of an entry are sorted."""
    return _RANK.get(name.partition("+")[0], len(_RANK)), name


def format_value(field_name: str, text: str) -> str:
    """A value as it stands between the braces of its field."""
    text = one_line(text)
    if field_name in DATE_FIELDS and is_edtf(text):
        return text
    if is_verbatim(field_name):
        return _address(text)
    if field_name in NAME_FIELDS and balanced(text):
        return re.sub(r"[^{}]+", lambda part: escape(part[0]), text)
    return escape(text)


def safe_key(key: str) -> str:
    """A key without what would end it; those that were read from a file are as they are."""
    return _NO_KEY.sub("-", key) or "-"


def escape(text: str) -> str:
    """Plain text in LaTeX."""
    return _MEANINGFUL.sub(lambda found: _COMMANDS[found[0]], text)


def _address(text: str) -> str:
    keeps_braces = balanced(text) and not text.startswith("{")
    pattern = _IN_ADDRESS if keeps_braces else _IN_ADDRESS_WITH_BRACES
    return pattern.sub(lambda found: _COMMANDS[found[0]], text)
