"""Cells of tables that spreadsheets open.

A spreadsheet computes a cell that begins like a formula, and a formula can fetch or run things. Such a cell gets an
apostrophe in front, by which spreadsheets know text (OWASP, “CSV Injection”); numbers stay numbers. Where a text
already begins with apostrophes before such a sign it gets one more, so that taking one away always gives the text.
"""

import re
from collections.abc import Sequence

from ..model.lines import one_line

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
# Excel in Chinese and Japanese takes the full-width signs as well.
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*'*[\\s\u200b-\u200f\u2060\ufeff]*[=+@＝＋－＠−-]")


def cell(value: str | Sequence[str]) -> str:
    """A value as text on one line that no spreadsheet computes."""
    text = one_line(value if isinstance(value, str) else "; ".join(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
