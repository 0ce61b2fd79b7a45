r"""Typst code, of which what contributors wrote is never a part but in quotation marks.

A document is a tree of calls of the template's functions. Their names are ours; every text is a string literal, in
which nothing of Typst's markup or code has a meaning (Typst reference, “String”: only `\` and `"` do).
"""

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_QUOTED = str.maketrans({"\\": r"\\", '"': r"\""})
NOTHING = "none"


def string(text: str) -> str:
    """*text* as a literal: `"…"`."""
    return '"' + _SPECIAL.sub(lambda match: rf"\u{{{ord(match[0]):x}}}", text.translate(_QUOTED)) + '"'


def call(function: str, *arguments: str, **named: str) -> str:
    """A call of a function of the template; the arguments are code."""
    given = [*arguments, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value)]
    return f"{function}({', '.join(given)})"


def array(items: Iterable[str]) -> str:
    """An array, also of one item or of none."""
    return f"({''.join(f'{item}, ' for item in items)})"


def joined(parts: Iterable[str]) -> str:
    """Pieces of content one after the other."""
    found = [part for part in parts if part]
    if not found:
        return NOTHING
    return found[0] if len(found) == 1 else "{" + "; ".join(found) + "}"
