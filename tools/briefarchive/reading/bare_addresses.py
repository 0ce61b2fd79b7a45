"""Web addresses that stand in a text as they were pasted: Markdown makes no links of them."""

import html
import itertools
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Rule, Severity, Span
from .addresses import fault_of_address
from .running_text import without_targets

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_@/.-])(?:https?://|www\.)(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?![A-Za-z0-9_])"
    r"(?:[:/?#][^\s<>\[\]\ue000。，；、（）「」《》“”‘’|\"]{0,2000})?",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS_WITHIN = frozenset({"em_open", "em_close", "strong_open", "strong_close"})
_END_OF_SENTENCE = ".,;:!?_'’”\\"
_OPENED = {")": "(", "*": "*"}
"""Marks that belong to an address in which they were opened."""
_MOST = 100
"""So many of a paragraph are told."""


class BareAddress(Rule):
    """A web address stands in the text as it was pasted. It is no link: readers cannot follow it.

    An address on which a statement rests is a source: add it to a file in `bib/`, and cite it by `` {cite:p}`key` ``.
    Any other one is a link if it stands between angle brackets, `<https://example.org/page>`, or behind words,
    `[the report](https://example.org/page)`. An address that readers should only see is code, between backticks.
    """

    code = "S148"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (BareAddress,)


def find_bare_addresses(inline: Token, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is found in a paragraph.

    Args:
        inline: Its token.
        place: The place in the file of an offset in its content, and of so many characters.
    """
    if "://" not in inline.content and "www." not in inline.content.lower():
        return
    shown: defaultdict[str, deque[bool]] = defaultdict(deque)
    for address, in_link in _in_tokens(inline):
        shown[address].append(in_link)
    for found in itertools.islice(_ADDRESS.finditer(without_targets(inline)), _MOST):
        places = shown[_as_shown(found[0])]
        if not places or places.popleft():
            continue
        written = _without_end(found[0])
        address = _ESCAPED.sub(r"\1", written)
        address = address if "://" in written else f"https://{written}"
        link = "" if fault_of_address(address) else f'; for a link, write "<{address}>"'
        hint = f"if it is a source, cite it with {{cite:p}}`key`{link}"
        yield BareAddress.at(place(found.start(), len(written)), f'"{written}" is no link', hint=hint)


def _as_shown(written: str) -> str:
    """An address without its backslashes, and with the signs that its entities stand for."""
    return html.unescape(_ESCAPED.sub(r"\1", written))


def _in_tokens(inline: Token) -> Iterator[tuple[str, bool]]:
    """The addresses that a reader sees, in their order, and whether each stands in the words of a link.

    Asterisks and strokes that were taken for emphasis are signs of an address.
    """
    text, depth = "", 0
    for child in inline.children or ():
        if child.type == "text" or child.type in _MARKS_WITHIN:
            text += child.content or child.markup
            continue
        yield from ((found[0], depth > 0) for found in _ADDRESS.finditer(text))
        text = ""
        depth += child.nesting if child.type.startswith("link_") else 0
    yield from ((found[0], depth > 0) for found in _ADDRESS.finditer(text))


def _without_end(address: str) -> str:
    """An address without the marks that end a sentence, or a bracket or emphasis that was opened before it."""
    while _ends_behind(address):
        address = address[:-1]
    return address


def _ends_behind(address: str) -> bool:
    last = address[-1]
    if last in _OPENED:
        return _OPENED[last] not in address.rstrip(last)
    return last in _END_OF_SENTENCE
