r"""Sources in BibTeX, in the one form that the archive keeps: `read_bibliography` reads back the same fields.

Text is written in Unicode; only what means something to LaTeX or BibTeX is written as a command. Braces are never
written as `\{`, since BibTeX counts those too.
"""

import re
from collections.abc import Iterable, Mapping

from ..reading.bibliography.braces import balanced
from ..reading.bibliography.field_kinds import NAME_FIELDS, is_verbatim

_FIRST_FIELDS = (
    "title subtitle translatedtitle romanizedtitle author editor publisher organization institution school "
    "journaltitle journal booktitle series volume number pages date year month doi url urldate langid archiveurl "
    "archivedate"
)
_RANK = {name: rank for rank, name in enumerate(_FIRST_FIELDS.split())}
_NAME_WIDTH = 15

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_MEANINGFUL = re.compile(r"[\\{}~^$&%#_]|-(?=-)|`(?=`)|'(?=')|[!?](?=`)")
_COMMANDS = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_COMMANDS |= {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_COMMANDS |= {sign: f"\\{sign}" for sign in "$&%#_"} | {mark: f"{mark}{{}}" for mark in "-`'!?"}
# In an address a backslash stays, except where reading would take it for an escape.
_IN_ADDRESS = re.compile(r"\\(?=[_%&#]|text|url)")
_IN_ADDRESS_WITH_BRACES = re.compile(rf"{_IN_ADDRESS.pattern}|[{{}}]")


def format_entry(key: str, entry_type: str, fields: Mapping[str, str]) -> str:
    """One entry, from its fields as `Source.fields` has them."""
    names = sorted(fields, key=lambda name: (_RANK.get(name, len(_RANK)), name))
    lines = (f"  {name:{_NAME_WIDTH}} = {{{format_value(name, fields[name])}}},\n" for name in names)
    return f"@{entry_type}{{{key},\n{''.join(lines)}}}\n"


def format_bibliography(entries: Iterable[tuple[str, str, Mapping[str, str]]]) -> str:
    """A file of entries, each given as key, type and fields, with a blank line between them."""
    return "\n".join(format_entry(key, entry_type, fields) for key, entry_type, fields in entries)


def format_value(field_name: str, text: str) -> str:
    """A value as it stands between the braces of its field."""
    text = " ".join(_CONTROL.sub(" ", text).split())
    if is_verbatim(field_name):
        return _address(text)
    if field_name in NAME_FIELDS and balanced(text):
        return re.sub(r"[^{}]+", lambda part: escape(part[0]), text)
    return escape(text)


def escape(text: str) -> str:
    """Plain text in LaTeX."""
    return _MEANINGFUL.sub(lambda found: _COMMANDS[found[0]], text)


def _address(text: str) -> str:
    keeps_braces = balanced(text) and not text.startswith("{")
    pattern = _IN_ADDRESS if keeps_braces else _IN_ADDRESS_WITH_BRACES
    return pattern.sub(lambda found: _COMMANDS[found[0]], text)
