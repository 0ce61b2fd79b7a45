"""Names of new publishers that are probably none: a button of a page, a date, half a line."""

import re

from .text.dates import read_date
from .text.furniture import is_furniture
from .text.nobody import is_nobody

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PAIRS = (("(", ")"), ("[", "]"), ("（", "）"), ("«", "»"), ("“", "”"), ("《", "》"))
_LONGEST = 80


def doubt_of(name: str) -> str:
    """Why *name* is probably no publisher's; empty if nothing speaks against it."""
    if is_furniture(name) or is_nobody(name):
        return "it looks like navigation of a page, or like an account"
    if read_date(name) or _YEAR.search(name):
        return "it has a date in it"
    if any(name.count(opening) != name.count(closing) for opening, closing in _PAIRS) or "://" in name:
        return "it looks like a part of a line"
    if name.endswith((":", "：", ",")) or len(name) > _LONGEST:
        return "it looks like a part of a line"
    return "" if any(map(str.isalpha, name)) else "it has no letters"
