"""Finds the text of a page by a library, and the date, byline and sources around it by their words."""

import copy
import itertools
import logging
import re
from collections.abc import Collection
from dataclasses import replace

from lxml import etree
from readability import Document  # type: ignore[import-untyped]
from readability.readability import Unparseable  # type: ignore[import-untyped]

from ..document import WHOLE, Block, BlockKind
from ..text.dates.printed import find_dates
from ..text.kinds import Kind, date_beside, facts_of, is_sentence, stops_as_text
from ..text.lines.broken_sources import goes_on
from ..text.lines.wrapping import Element
from ..text.page_furniture import is_furniture, is_sources_heading
from ..text.people.bylines import is_open, names_body
from ..text.people.unlabelled_names import names_alone
from ..text.row_blocks import references_in
from ..text.sources.citing import is_reference, read_source
from ..text.sources.references import Strength
from ..text.sources.run_in_lists import split_run_in_list
from ..titles import possible_titles
from ..words.wordlist import wordlist
from .blocks import BESIDE, ELSEWHERE
from .page_regions import FOOT
from .parsing import BLOCKS, Tree, fragment_of, html_of, text_of

_MARK = "data-briefs-place"
_TELLING, _RUNNING, _LEAD = 40, 100, 25
# A menu has so many links.
_LEAST_LINKS = 3
# Behind the last sentence of a paragraph.
_NOTE_MARKS = re.compile(r"(?:\s*[\[(（〔]?\d{1,3}[\])）〕])+$")
_DEEPEST = 200
_LARGEST = 5_000_000
COMMENTS = "comments of readers"
OVER_TITLE = "above the title"
"""The reason why a line between the head of a page and its title is no part of the text."""
# So many blocks above a text may hold its title, date and byline; so many below it its sources.
_ABOVE, _BELOW, _BETWEEN = 25, 300, 8
# Its title may also stand inside, above the first long block.
_HEAD, _SHORT, _WORDS_OF_TITLE = 8, 100, 3
# A date may stand above the title.
_OVER_TITLE = 3
# Longer lines above a heading are text.
_LONGEST_OVER = 170
_LONGEST_OF_TITLE = 300
# What stands between a title and a day behind it.
_AROUND_DAY = " \t|·,()[]–—-"
# So many paragraphs that a library leaves out are no chance, unless they stand in one of these.
_LEAST_PARAGRAPHS, _AROUND = 2, frozenset({"aside", "footer", "header", "nav"})
# Elements that can hold a whole text, and not only one paragraph.
_HOLDERS = BLOCKS - {"p", "br", "hr", "img", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "label", "button"}
logging.getLogger("readability").addHandler(logging.NullHandler())
logging.getLogger("readability").propagate = False


def article_of(body: Tree) -> Tree:
    """Return the smallest element with all that the library takes for the text; the whole body if it finds none."""
    marked: list[Tree] = body.findall(".//article")
    if len(marked) == 1 and _length_of_text(marked[0]) * 2 > _length_of_text(body):
        return marked[0]
    kept_places = _kept_places(body)
    elements = [element for element in body.iter() if isinstance(element.tag, str)]
    kept_elements = [elements[place] for place in kept_places if place < len(elements)]
    # A notice about cookies may be all that the library finds.
    worded = [
        element
        for element in kept_elements
        if _own_text(element) and not is_furniture(" ".join(_own_text(element).split()))
    ]
    telling = [element for element in worded if len(_own_text(element)) >= _TELLING] or worded
    if not telling:
        mains = body.findall(".//main")
        return mains[0] if len(mains) == 1 else body
    article = _lowest_common_ancestor(telling)
    # The library leaves out words that stand in no paragraph of their own, which may be the whole text.
    fullest = max((body, *body.iterdescendants(*_HOLDERS)), key=lambda element: len(_own_text(element)))
    if len(_own_text(fullest)) > _length_of_text(article):
        article = _lowest_common_ancestor([article, fullest])
    article = _with_paragraphs(article, body)
    marked_article = next(article.iterancestors("article"), None)
    return _column_of(body if article.tag == "html" else marked_article if marked_article is not None else article)


def _column_of(article: Tree) -> Tree:
    """Return the cell of *article* with all its running text, if another cell of its row is a menu; else itself."""
    telling = [
        element for element in article.iter() if isinstance(element.tag, str) and len(_own_text(element)) >= _RUNNING
    ]
    above = (lowest := _lowest_common_ancestor(telling), *lowest.iterancestors()) if telling else ()
    for cell in above[: above.index(article)] if article in above else ():
        beside = [*cell.itersiblings("td", "th"), *cell.itersiblings("td", "th", preceding=True)]
        if cell.tag == "td" and any(len(neighbour.findall(".//a[@href]")) >= _LEAST_LINKS for neighbour in beside):
            column: Tree = cell
            return column
    return article


def _with_paragraphs(article: Tree, body: Tree) -> Tree:
    """Return *article*, widened to the paragraphs of the page if it has none: then it is a notice or a list.

    A text of more words, which only line breaks divide, has comments as paragraphs below it.
    """
    paragraphs = [element for element in body.iter("p") if _is_paragraph(element)]
    inside = set(article.iter("p"))
    if len(paragraphs) < _LEAST_PARAGRAPHS or not inside.isdisjoint(paragraphs):
        return article
    fullest = max(len(_own_text(element)) for element in article.iter() if isinstance(element.tag, str))
    if fullest > sum(map(_length_of_text, paragraphs)):
        return article
    return _lowest_common_ancestor([article, *paragraphs])


def _is_paragraph(element: Tree) -> bool:
    """Return whether *element* is running text outside the furniture of a page."""
    text = _NOTE_MARKS.sub("", text_of(element))
    if len(text) < _TELLING or not text.endswith((".", "。", "!", "?")) or is_furniture(text):
        return False
    return not any(ancestor.tag in _AROUND for ancestor in element.iterancestors())


def with_surroundings(blocks: list[Block], titles: Collection[str] = ()) -> list[Block]:
    """Return *blocks*, with those around the article that are its title, date, byline or sources moved inside.

    Args:
        blocks: All blocks of a page.
        titles: The names that the page gives itself, such as the title of its window.
    """
    known = {possible.casefold() for title in titles for possible in possible_titles(title)}
    blocks = _with_whole_title(blocks, known)
    inside = [index for index, block in enumerate(blocks) if not block.outside]
    if not inside:
        return blocks
    moved = list(blocks)
    title = _title_place(blocks, inside[0], known)
    if title >= 0:
        moved[title] = replace(blocks[title], outside="", kind=BlockKind.HEADING, level=1)
    for index in _lines_over_title(moved, inside):
        moved[index] = replace(blocks[index], outside=OVER_TITLE)
    signed = _dates_and_bylines_above(blocks, inside[0], title)
    for index in (*signed, *_leads(blocks, title, inside[0]), *_sources_below(blocks, inside[-1])):
        # Some pages have the foot of a text above it, with the names and the day.
        if blocks[index].outside == ELSEWHERE or (index in signed and blocks[index].outside == FOOT):
            moved[index] = replace(blocks[index], outside="")
    return _without_comments(_without_related(moved, known))


def _with_whole_title(blocks: list[Block], known: Collection[str]) -> list[Block]:
    """Return *blocks* with the two parts of what the page calls itself as one, or without the day in its heading."""
    for place, block in enumerate(blocks):
        below = blocks[place + 1] if place + 1 < len(blocks) else block
        if block.outside not in ("", ELSEWHERE) or len(block.text) + len(below.text) > _LONGEST_OF_TITLE:
            continue
        whole = next(
            (text for glue in (" ", "") if (text := f"{block.text}{glue}{below.text}").casefold() in known), ""
        )
        if whole:
            heading = replace(block, text=whole, markup="", links=(*block.links, *below.links))
            return [*blocks[:place], heading, *blocks[place + 2 :]]
        dates = find_dates(block.text) if _is_heading(block) else ()
        title = f"{block.text[: dates[0].start]}{block.text[dates[0].end :]}".strip(_AROUND_DAY) if dates else ""
        if len(dates) == 1 and title.casefold() in known:
            day = block.text[dates[0].start : dates[0].end]
            dated = replace(block, kind=BlockKind.PARAGRAPH, text=day, markup="", links=())
            return [*blocks[:place], replace(block, text=title, markup=""), dated, *blocks[place + 1 :]]
    return blocks


def _without_related(blocks: list[Block], titles: Collection[str]) -> list[Block]:
    """Mark lists of other texts of the site as outside; such a list ends at the next heading or paragraph.

    Some sites list their sources below “Related articles”: then each line cites what somebody else has published.
    """
    marked = list(blocks)
    for heading in (place for place, block in enumerate(blocks) if _heads_related(block)):
        rest = range(heading + 1, len(blocks))
        end = next((place for place in rest if not _is_listed(blocks[place])), len(blocks))
        listed = blocks[heading + 1 : end]
        cites_others = bool(listed) and all(_is_cited(block, titles) for block in listed)
        for place in range(heading, heading + 1 if cites_others else end):
            marked[place] = replace(blocks[place], outside=blocks[place].outside or BESIDE)
    return marked


def _heads_related(block: Block) -> bool:
    return len(block.text) <= _SHORT and block.text in wordlist("related")


def _is_listed(block: Block) -> bool:
    listed = block.kind is BlockKind.ITEM or len(block.text) <= _SHORT
    return listed and block.kind is not BlockKind.HEADING and not _heads_related(block)


def _is_cited(block: Block, titles: Collection[str]) -> bool:
    """Return whether a line cites somebody else: a quoted title, a day, a publisher whom no title of the page names."""
    citing = read_source(block.text)
    source = citing.source
    quoted = citing.separator == "quote" and citing.strength is Strength.STRONG and source.issued is not None
    return quoted and not any(source.publisher.casefold() in title for title in titles)


def _without_comments(blocks: list[Block]) -> list[Block]:
    """Mark readers' comments below a text as outside."""
    texts = [block.text if not block.outside and len(block.text) <= _SHORT else "" for block in blocks]
    start = next((place for place, text in enumerate(texts) if text and text in wordlist("comments")), len(blocks))
    end = next((place for place in range(start, len(blocks)) if is_sources_heading(blocks[place].text)), len(blocks))
    comments = [replace(block, outside=block.outside or COMMENTS) for block in blocks[start:end]]
    return [*blocks[:start], *comments, *blocks[end:]]


def _lines_over_title(blocks: list[Block], inside: list[int]) -> list[int]:
    """Return the short inside lines above the title that are neither date nor byline: a logo, a menu, a notice."""
    headings = (index for index in inside if _is_heading(blocks[index], 1))
    title = next((index for index in headings if facts_of(blocks[index].text).kind is not Kind.HEADING), -1)
    over = [index for index in inside if index < title]
    lines = [blocks[index] for index in over if facts_of(blocks[index].text).kind is Kind.TEXT]
    if len(lines) > _HEAD or any(len(block.text) > _LONGEST_OVER or stops_as_text(block.text) for block in lines):
        return []
    if any(blocks[index].kind in WHOLE for index in over):
        return []
    return [
        index
        for index in over
        if title - index > _OVER_TITLE or facts_of(blocks[index].text).kind not in (Kind.DATE, Kind.BYLINE)
    ]


def _title_place(blocks: list[Block], first: int, known: Collection[str]) -> int:
    """Return the place of the title of the text that begins at *first*; -1 if none is found.

    It is the first-level heading inside; else, from the text upwards and then into it, what the page calls itself; else
    the first-level heading above; else the nearest heading with enough words.
    """
    if any(_is_heading(block, 1) and not block.outside for block in blocks[first:]):
        return -1
    above = range(first - 1, max(-1, first - 1 - _ABOVE), -1)
    head = itertools.takewhile(
        lambda index: len(blocks[index].text) <= _SHORT, range(first, min(first + _HEAD, len(blocks)))
    )
    places = [index for index in (*above, *head) if blocks[index].outside in ("", ELSEWHERE)]
    called = [
        index
        for index in (*places[len(places) - _count_inside(places, first) :], *places)
        if blocks[index].text.casefold() in known
        and _has_words_of_title(blocks[index])
        and (index >= first or _is_heading(blocks[index]) or _stands_over(blocks, index, first))
    ]
    # Of a window’s title, one part is the site’s name.
    called.sort(key=lambda index: names_body(blocks[index].text))
    tops = [index for index in places if _is_heading(blocks[index], 1)]
    headings = [index for index in places if _is_heading(blocks[index]) and _has_words_of_title(blocks[index])]
    return next(iter((*called, *tops, *headings, *(index for index in places if _is_headline(blocks, index)))), -1)


def _is_headline(blocks: list[Block], index: int) -> bool:
    """Return whether a bold line stands right above a date or byline, as headlines do on pages without headings."""
    block = blocks[index]
    is_bold = block.markup == f"**{block.text}**" and block.kind is BlockKind.PARAGRAPH and _has_words_of_title(block)
    below = facts_of(blocks[index + 1].text) if index + 1 < len(blocks) else None
    return is_bold and below is not None and below.kind in {Kind.DATE, Kind.BYLINE}


def _count_inside(places: list[int], first: int) -> int:
    return sum(place >= first for place in places)


def _stands_over(blocks: list[Block], index: int, first: int) -> bool:
    """Return whether a block that is no heading is above a text without its own headline: otherwise it is a logo."""
    own = blocks[first]
    headline = (
        len(own.text) <= _SHORT
        and facts_of(own.text).kind is Kind.TEXT
        and not stops_as_text(_NOTE_MARKS.sub("", own.text))
    )
    # Buttons, categories, the day and the names stand between a title and its text, however many there are.
    between = sum(facts_of(block.text).kind is Kind.TEXT for block in blocks[index + 1 : first])
    return between < _OVER_TITLE and not headline


def _is_heading(block: Block, level: int = 0) -> bool:
    return block.kind is BlockKind.HEADING and level in (0, block.level)


def _has_words_of_title(block: Block) -> bool:
    """Return whether *block* has the words of a title."""
    if facts_of(block.text).kind is not Kind.TEXT or len(block.text) > _SHORT * 2:
        return False
    return len(block.text.split()) >= _WORDS_OF_TITLE or not block.text.isascii()


def _dates_and_bylines_above(blocks: list[Block], first: int, title: int) -> list[int]:
    """Return the dates, names and bylines between the title and the text, or right above the text."""
    last = title if 0 <= title < first else max(-1, first - 1 - _ABOVE)
    kinds = (Kind.DATE, Kind.BYLINE)
    near = range(first - 1, max(-1, last - _OVER_TITLE), -1)
    return [
        index
        for index in near
        if facts_of(blocks[index].text).kind in kinds
        # “4 May 2015 - Trade”
        or (last == title and len(blocks[index].text) <= _SHORT and date_beside(blocks[index].text, None))
        or (last == title < index and names_alone(blocks[index].text, frozenset()))
    ]


def _leads(blocks: list[Block], title: int, first: int) -> list[int]:
    """Return the sentences between a title above the article and its text: they sum it up."""
    places = range(title + 1, first) if title >= 0 else ()
    return [index for index in places if not blocks[index].links and _is_lead(blocks[index])]


def _is_lead(block: Block) -> bool:
    of_text = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTATION}
    text = block.text
    ended = text.endswith((".", "。", "!", "?")) and (not text.isascii() or len(text.split()) > _WORDS_OF_TITLE)
    return of_text and ended and len(text) >= _LEAD and facts_of(text).kind is Kind.TEXT


def _sources_below(blocks: list[Block], last: int) -> list[int]:
    """Return the sources and the byline that follow the article, up to the first block that is neither."""
    places: list[int] = []
    listing = False
    missed = 0
    for index in range(last + 1, min(len(blocks), last + 1 + _BELOW)):
        kind = facts_of(blocks[index].text).kind
        if kind is Kind.HEADING:
            listing = True
        elif (
            is_open(blocks[index].text)
            or (places and is_open(blocks[places[-1]].text))
            or kind in (Kind.DATE, Kind.BYLINE)
            or (listing and _could_be_source(blocks[index]))
            or split_run_in_list(blocks[index].text)[0]
            or (listing and places[-1] == index - 1 and goes_on(blocks[index]))
        ):
            pass
        else:
            missed += 1
            if listing or missed > _BETWEEN:
                break
            continue
        places.append(index)
    return places


def _could_be_source(block: Block) -> bool:
    if block.kind is BlockKind.TABLE:
        return bool(references_in(block.rows, at_end=True))
    text = Element.of(block).as_source
    if is_sentence(text) and not is_reference(text):
        return False
    return read_source(text).strength >= Strength.WEAK or (block.kind is BlockKind.ITEM and bool(block.links))


def _kept_places(body: Tree) -> list[int]:
    """Return the places, in the order of the page, of the elements that the library keeps in the text."""
    if _length_of_text(body) > _LARGEST or _depth(body) > _DEEPEST:
        return []
    marked = copy.deepcopy(body)
    for place, element in enumerate(element for element in marked.iter() if isinstance(element.tag, str)):
        element.set(_MARK, str(place))
    source = html_of(marked)
    try:
        summary = Document(f"<html>{source}</html>").summary(html_partial=True)
        tree = fragment_of(summary)
    except (Unparseable, etree.LxmlError, ValueError):
        return []
    marks = (element.get(_MARK, "") for element in tree.iter() if isinstance(element.tag, str))
    return sorted({int(mark) for mark in marks if mark.isdecimal()})


def _lowest_common_ancestor(elements: list[Tree]) -> Tree:
    """Return the lowest element that contains all *elements*."""
    common = [elements[0], *elements[0].iterancestors()][::-1]
    for element in elements[1:]:
        ancestors = [element, *element.iterancestors()][::-1]
        length = 0
        for common_ancestor, ancestor in zip(common, ancestors, strict=False):
            if common_ancestor is not ancestor:
                break
            length += 1
        common = common[:length]
    inline = next((place for place, ancestor in enumerate(common) if ancestor.tag not in _HOLDERS), len(common))
    holder: Tree = common[max(1, inline) - 1]
    return holder


def _own_text(element: Tree) -> str:
    return " ".join(filter(None, (element.text, *(child.tail for child in element)))).strip()


def _length_of_text(element: Tree | None) -> int:
    return sum(len(text) for text in element.itertext()) if element is not None else 0


def _depth(body: Tree) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
