"""Finds where a text ends and its sources begin."""

from collections import Counter
from collections.abc import Sequence

from ..document import BlockKind
from .dates.printed import find_dates
from .kinds import Facts, Kind, is_sentence, place_of_sources_heading, reads_as_source
from .lines.linked_sources import is_all_links
from .lines.wrapping import Element
from .page_furniture import leading_label
from .sources.access_notes import is_access_note
from .sources.citing import is_heading_of_part, is_reference, may_be_reference, read_source
from .sources.publisher_names import is_domain
from .sources.references import Strength, find_marker
from .sources.run_in_lists import is_run_in_list, split_run_in_list

# So many lines may stand below a list of sources, and an item without a sign is no longer.
_MOST_BELOW, _LONGEST = 3, 300


def end_of_text(elements: Sequence[Element], facts: Sequence[Facts], start: int) -> int:
    """Return the place of the heading of the sources; without one, of the first source in the last run of them."""
    heading = place_of_sources_heading([element.as_source for element in elements[start:]], facts[start:])
    if heading >= 0:
        return start + heading
    texts = [index for index in range(start, len(elements)) if facts[index].kind is Kind.TEXT]
    labelled = next((index for index in texts if _is_labelled(elements[index])), -1)
    if labelled >= 0:
        return labelled
    several = (index for index in texts[1:][-_MOST_BELOW - 1 :] if is_run_in_list(elements[index].as_source))
    if (first := next(several, -1)) >= 0:
        return first
    sources = _trailing_sources(elements, facts, start)
    items = _trailing_list(elements, facts, start)
    return min(sources, items) if items >= 0 else sources


def is_listed(element: Element) -> bool:
    """Return whether an element is an item of a list, by its format or by the sign before it."""
    of_list = element.block is not None and element.block.kind is BlockKind.ITEM
    return of_list or bool(find_marker(element.as_source))


def announces_list(text: str, *, heading: bool) -> bool:
    """Return whether a line above a list of sources is its heading, in any words; “Oslo, 4 May 2015” is none."""
    words = len(text.split())
    ended = text.endswith((".", "。", "!", "?", "？", ",", ";", "；"))
    if words > 8 or len(text) > 60 or ended or find_dates(text):
        return False
    return heading or text.endswith((":", "：")) or words <= 4


def _is_labelled(element: Element) -> bool:
    text = element.as_source
    label = leading_label(text)
    return bool(label) and (
        bool(split_run_in_list(text)[1])
        or is_all_links(element.block, label)
        or read_source(text[len(label) :]).strength >= Strength.WEAK
    )


def _trailing_sources(elements: Sequence[Element], facts: Sequence[Facts], start: int) -> int:
    end = len(elements)
    while end > start and facts[end - 1].kind is not Kind.TEXT:
        end -= 1
    run = SourceRun(elements, facts)
    first = end
    while first > start and (run.is_certain(first - 1) or run.is_likely(first - 1)):
        first -= 1
    forms = Counter(read_source(element.as_source).separator for element in elements[first:end])
    while first < end and not run.begins(first, end, forms):
        forms -= Counter([read_source(elements[first].as_source).separator])
        first += 1
    if first - 1 <= start:
        return first
    above = elements[first - 1]
    of_part = end - first >= 2 and is_heading_of_part(above.text)
    of_list = first < end and _is_heading(above) and announces_list(above.text, heading=True)
    return first - 1 if of_part or of_list else first


def _trailing_list(elements: Sequence[Element], facts: Sequence[Facts], start: int) -> int:
    """Return the place of the last list of references, or of the line that announces it; -1 if there is none.

    Most of its items end as references do. Below it may stand a line or two, such as a name or a button; if no signs
    show which are its items, a heading does.
    """
    texts = [index for index in range(start, len(elements)) if facts[index].kind is Kind.TEXT]
    end = len(texts)
    while end > 0 and len(texts) - end < _MOST_BELOW and not _is_reference(elements[texts[end - 1]]):
        end -= 1
    if end == 0 or not _is_reference(elements[texts[end - 1]]):
        return -1
    listed = is_listed(elements[texts[end - 1]])
    first = end
    while first > 0 and _is_item(elements[texts[first - 1]], listed=listed):
        first -= 1
    items = texts[first:end]
    likely = sum(_is_reference(elements[index]) for index in items)
    if len(items) < 2 or likely * 3 < len(items) * 2:
        return -1
    above = texts[first - 1] if first else -1
    if above > start and announces_list(elements[above].text, heading=_is_heading(elements[above])):
        return above
    item_texts = [elements[index].as_source for index in items]
    alike = all(find_dates(text) and not is_sentence(text) and may_be_reference(text) for text in item_texts)
    return items[0] if (listed or alike) and items[0] > start else -1


def _is_heading(element: Element) -> bool:
    return element.block is not None and element.block.kind is BlockKind.HEADING


def _is_reference(element: Element) -> bool:
    """Return whether an element is a reference; a picture or a table is none, whatever its address."""
    shown = element.block is not None and element.block.kind in {BlockKind.FIGURE, BlockKind.TABLE, BlockKind.CODE}
    text = element.as_source
    return not shown and (is_reference(text) or (may_be_reference(text) and not is_sentence(text)))


def _is_item(element: Element, *, listed: bool) -> bool:
    text = element.as_source
    return is_listed(element) if listed else not is_listed(element) and _is_reference(element) and len(text) <= _LONGEST


class SourceRun:
    """Elements that could be sources without any heading above them."""

    def __init__(self, elements: Sequence[Element], facts: Sequence[Facts]) -> None:
        self.elements = elements
        self.facts = facts

    def is_certain(self, index: int) -> bool:
        """Return whether the element alone is a source: a name and a quoted title, a host and a title, an address."""
        if self.facts[index].kind is not Kind.TEXT:
            return self.facts[index].kind is Kind.DIVIDER
        text = self.elements[index].as_source
        citing = read_source(text)
        if citing.strength is Strength.NONE and is_access_note(text):
            return True
        if citing.strength is Strength.WEAK:
            following = self.elements[index + 1].as_source if index + 1 < len(self.elements) else ""
            addressed = read_source(following).strength is Strength.ADDRESS
            return len(text) <= 220 and (addressed or is_domain(citing.source.publisher))
        return citing.strength >= Strength.ADDRESS and reads_as_source(citing, text)

    def is_likely(self, index: int) -> bool:
        """Return whether the element could be a source beside others that look alike."""
        text = self.elements[index].as_source
        short = len(text) <= 220 and not text.endswith((".", "!", ":", ";", ","))
        return self.facts[index].kind is Kind.TEXT and short and read_source(text).strength >= Strength.WEAK

    def begins(self, first: int, end: int, forms: Counter[str]) -> bool:
        """Return whether sources begin at *first*: by that element alone, or since all to *end* are of one form."""
        if self.is_certain(first):
            return self.facts[first].kind is Kind.TEXT
        return end - first >= 2 and len(forms) == 1 and not forms.keys() & {"comma", "loose", "stop", "quote", ""}
