"""Which part of a page is the text: found by a library, and its date, byline and sources around it by their words."""

import copy
import logging
from dataclasses import replace

from lxml import etree
from readability import Document  # type: ignore[import-untyped]
from readability.readability import Unparseable  # type: ignore[import-untyped]

from ..document import Block, BlockKind
from ..text.citing import Strength, read_source
from ..text.kinds import Kind, facts_of, is_sentence
from ..text.wrapping import Element
from .blocks import ELSEWHERE
from .parsing import BLOCKS, Tree, fragment_of, html_of

_MARK = "data-briefs-place"
_TELLING = 40
_DEEPEST = 200
_LARGEST = 5_000_000
# So many blocks above a text may hold its title, date and byline; so many below it its sources.
_ABOVE, _BELOW, _BETWEEN = 25, 300, 8
# Elements that can hold a whole text, and not only one paragraph.
_HOLDERS = BLOCKS - {"p", "br", "hr", "img", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "label", "button"}

logging.getLogger("readability").addHandler(logging.NullHandler())
logging.getLogger("readability").propagate = False


def article_of(body: Tree) -> Tree:
    """The smallest element that holds what the library takes for the text; the whole body if it finds none."""
    marked: list[Tree] = body.findall(".//article")
    if len(marked) == 1 and _weight(marked[0]) * 2 > _weight(body):
        return marked[0]
    kept = _kept_places(body)
    elements = [one for one in body.iter() if isinstance(one.tag, str)]
    found = [elements[place] for place in kept if place < len(elements)]
    telling = [one for one in found if len(_own_text(one)) >= _TELLING] or [one for one in found if _own_text(one)]
    if not telling:
        return body
    article = _common(telling)
    whole = next((one for one in article.iterancestors("article")), None)
    return body if article.tag == "html" else whole if whole is not None else article


def with_surroundings(blocks: list[Block]) -> list[Block]:
    """*blocks*, those around the article inside that say its title, date, byline or sources."""
    inside = [index for index, block in enumerate(blocks) if not block.outside]
    if not inside:
        return blocks
    found = list(blocks)
    for index in (*_above(blocks, inside[0]), *_below(blocks, inside[-1])):
        if blocks[index].outside == ELSEWHERE:
            found[index] = replace(blocks[index], outside="")
    return found


def _above(blocks: list[Block], first: int) -> list[int]:
    taken = []
    titled = any(one.kind is BlockKind.HEADING and one.level == 1 and not one.outside for one in blocks[first:])
    for index in range(first - 1, max(-1, first - 1 - _ABOVE), -1):
        block = blocks[index]
        if block.kind is BlockKind.HEADING and block.level == 1:
            if not titled:
                taken.append(index)
            break
        if facts_of(block.text, None, frozenset()).kind in (Kind.DATE, Kind.BYLINE):
            taken.append(index)
    return taken


def _below(blocks: list[Block], last: int) -> list[int]:
    """The sources and the byline that follow the article, up to the first block that is neither."""
    taken: list[int] = []
    listing = False
    missed = 0
    for index in range(last + 1, min(len(blocks), last + 1 + _BELOW)):
        kind = facts_of(blocks[index].text, None, frozenset()).kind
        if kind is Kind.HEADING:
            listing = True
        elif kind in (Kind.DATE, Kind.BYLINE) or (listing and _could_be_source(blocks[index])):
            pass
        else:
            missed += 1
            if listing or missed > _BETWEEN:
                break
            continue
        taken.append(index)
    return taken


def _could_be_source(block: Block) -> bool:
    text = Element.of(block).as_source
    if is_sentence(text):
        return False
    return read_source(text).strength >= Strength.WEAK or (block.kind is BlockKind.ITEM and bool(block.links))


def _kept_places(body: Tree) -> list[int]:
    """Places, in the order of the page, of the elements that the library leaves in what it takes for the text."""
    if _weight(body) > _LARGEST or _depth(body) > _DEEPEST:
        return []
    marked = copy.deepcopy(body)
    for place, element in enumerate(one for one in marked.iter() if isinstance(one.tag, str)):
        element.set(_MARK, str(place))
    source = html_of(marked)
    try:
        summary = Document(f"<html>{source}</html>").summary(html_partial=True)
        tree = fragment_of(summary)
    except (Unparseable, etree.LxmlError, ValueError):
        return []
    marks = (one.get(_MARK, "") for one in tree.iter() if isinstance(one.tag, str))
    return sorted({int(mark) for mark in marks if mark.isdecimal()})


def _common(elements: list[Tree]) -> Tree:
    """The lowest element that holds all *elements*."""
    common = [elements[0], *elements[0].iterancestors()][::-1]
    for element in elements[1:]:
        line = [element, *element.iterancestors()][::-1]
        length = 0
        for one, other in zip(common, line, strict=False):
            if one is not other:
                break
            length += 1
        common = common[:length]
    inline = next((place for place, one in enumerate(common) if one.tag not in _HOLDERS), len(common))
    holder: Tree = common[max(1, inline) - 1]
    return holder


def _own_text(element: Tree) -> str:
    return " ".join(filter(None, (element.text, *(child.tail for child in element)))).strip()


def _weight(element: Tree | None) -> int:
    return sum(len(text) for text in element.itertext()) if element is not None else 0


def _depth(body: Tree) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
