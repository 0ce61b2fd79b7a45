"""All that a paragraph, a heading or a cell can have wrong in it, whatever its markup."""

from collections.abc import Callable, Iterator

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Span
from . import bare_addresses, foreign_citations, handwritten_sources, loose_links, loose_roles, meant_blocks
from .foreign_citations import find_numbered
from .foreign_punctuation import find_foreign_punctuation
from .left_over import find_left_over
from .loose_emphasis import find_loose_emphasis
from .loose_links import find_loose_links
from .odd_characters import find_odd_characters
from .personal import find_personal
from .running_text import without_code, without_targets
from .stray_marks import find_stray_marks
from .tracking import tell_bare_addresses

OTHER_THAN_PROSE = frozenset(
    rule.code
    for module in (bare_addresses, foreign_citations, handwritten_sources, meant_blocks, loose_links, loose_roles)
    for rule in module.FAULTS
)
"""Of a paragraph in which one of these is told, that it has no citation is not told as well."""


def find_in_paragraph(inline: Token, text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
    """What is found.

    Args:
        inline: Its token.
        text: Its running text.
        place: The place in the file of an offset in its content, and of so many characters.
    """
    content = inline.content
    shown = "".join(child.content if child.type == "text" else "\n" for child in inline.children or ())
    yield from find_numbered(text, shown, place)
    yield from find_left_over(text, place)
    yield from find_loose_emphasis(text, content, shown, place)
    yield from find_odd_characters(text, place)
    yield from find_foreign_punctuation(text, place)
    yield from find_personal(text, place)
    yield from find_stray_marks(inline, text, place)
    if "www." in content or "://" in content:
        yield from find_loose_links(without_code(inline), shown, place)
        yield from tell_bare_addresses(without_targets(inline), place)
