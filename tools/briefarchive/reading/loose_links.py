"""Links that are none, since their parts stand in another order, or a blank is in them."""

import itertools
import re
from collections.abc import Callable, Iterator

from ..diagnostics import Diagnostic, Replacement, Rule, Span
from .addresses import fault_of_address

_ADDRESS = r"(?:https?://|www\.)[^\s()\[\]<>]{1,2000}"
_REVERSED = re.compile(rf"\((?P<words>[^()\[\]\n]{{1,200}})\)\[(?P<address>{_ADDRESS})\]")
_PARTED = re.compile(
    rf"\[(?P<words>[^\[\]\n]{{1,200}})\](?: +\((?P<address>{_ADDRESS})\)|\{{(?P<braced>{_ADDRESS})\}})"
)
_WITH_BLANKS = re.compile(r"\[(?P<words>[^\[\]\n]{1,200})\]\((?P<address>https?://[^()<>\n\"]{1,2000})\)")
_OPEN = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,200})\]\((?P<address>https?://[^\s()<>]{1,2000})(?=\s|$)(?![^()\n]{0,200}\))"
)
# What stands in brackets for itself, before an address in brackets.
_REMARKS = frozenset({"sic", "…", "...", "!", "?"})
_MOST = 50
"""So many of a paragraph are looked at."""
_END_OF_SENTENCE = ".,;:!?"


class LooseLink(Rule):
    """A link is shown as it was typed: its parts are in another order, or a blank is between them or in its address.

    Write `[words](https://example.org/page)`, with nothing between the brackets and `%20` for a blank in the address.
    """

    code = "L121"
    fixable = True
    rewrites = True


FAULTS: tuple[type[Rule], ...] = (LooseLink,)


def find_loose_links(content: str, shown: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is found in a paragraph.

    Args:
        content: Its content with all signs but those of code.
        shown: What of it is shown as text.
        place: The place in the file of an offset in it, and of so many characters.
    """
    if "//" not in shown and "www." not in shown:
        return
    for pattern in (_REVERSED, _PARTED, _WITH_BLANKS, _OPEN):
        for found in itertools.islice(pattern.finditer(content), _MOST):
            parts = found.groupdict()
            if parts["words"] in _REMARKS:
                continue
            written = parts["address"] or parts.get("braced") or ""
            address = re.sub("^www\\.", "https://www.", written.strip()).replace(" ", "%20")
            end = ""
            if pattern is _OPEN:
                end = address[len(address.rstrip(_END_OF_SENTENCE)) :]
                address = address.removesuffix(end)
            if (
                (pattern is _WITH_BLANKS and " " not in written)
                or written[-20:] not in shown
                or fault_of_address(address)
            ):
                continue
            instead = f"[{parts['words']}]({address}){end}"
            span = place(found.start(), len(found[0]))
            fix = (Replacement(span=span, text=instead, old=found[0]),)
            yield LooseLink.at(span, f'"{found[0]}" is no link', hint=f'write "{instead}"', fix=fix)
