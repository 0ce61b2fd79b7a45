"""Text of contributors on one line, for formats in which a line's end or a control character means something."""

import functools
import re

from ...reading.addresses import allowed_address
from ...reading.bibliography import addresses

# All that any program takes for the end of a line, other control characters, and those that turn text around.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
# They cannot be written in UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """*text* on one line, without control characters, its runs of spaces made one."""
    if text.isprintable() and "  " not in text:  # as nearly all text is: no sign to take out, and no space but ` `
        return text.strip()
    kept = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub(" ", text))
    return " ".join(kept.split())


@functools.lru_cache(maxsize=256)  # each format asks for the addresses of a source in its turn
def web_link(address: str) -> str:
    """*address* if it is one of http or https that a link may have, else nothing."""
    if _CONTROL.search(address) or _SURROGATE.search(address):
        return ""
    link = addresses.web_address(address)
    return link if allowed_address(link) else ""
