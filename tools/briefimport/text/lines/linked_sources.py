"""Takes apart a line that is nothing but links, each to a source of its own: “Sources: Coast Radio, The Gazette”."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from briefarchive.reading.addresses import find_host

from ...document import Block, Link
from ...inline.captures import parse_capture
from ...words import make_pattern
from ..kinds import Facts, Kind
from ..page_furniture import is_furniture, leading_label
from ..sources.publisher_names import is_name
from .wrapping import Element

# What parts links in a line: signs, “and”, or nothing.
_BETWEEN = re.compile(rf"[\s,;.:|/·•&、，；。–—-]*(?:{make_pattern('bylines', 'and')})?\s*", re.IGNORECASE)


def split_linked_sources(elements: list[Element], facts: list[Facts], start: int) -> Iterator[Element]:
    """Make an element of each link in such lines from the place *start* on; yield what else stands in these lines."""
    for place in range(len(elements) - 1, start - 1, -1):
        element, block = elements[place], elements[place].block
        label = leading_label(element.text)
        if block is None or facts[place].kind is not Kind.TEXT or not is_all_links(block, label):
            continue
        words_between = block.text
        for link in block.links:
            words_between = words_between.replace(link.text, "…", 1)
        yield replace(element, text=words_between)
        elements[place : place + 1] = [
            Element.of(replace(block, text=link.text, markup="", links=(link,))) for link in block.links
        ]
        facts[place : place + 1] = [Facts(kind=Kind.TEXT)] * len(block.links)


def is_all_links(block: Block | None, label: str) -> bool:
    """Return whether *block* is a label, perhaps, and links to different sources with only signs between them."""
    if block is None or len(block.links) < 2 or not _are_different(block.links):
        return False
    position = len(label)
    for link in block.links:
        start = block.text.find(link.text, position)
        if (
            start < 0
            or link.text[0].islower()
            or is_furniture(link.text)
            or not _BETWEEN.fullmatch(block.text, position, start)
        ):
            return False
        position = start + len(link.text)
    return bool(_BETWEEN.fullmatch(block.text, position))


def _are_different(links: tuple[Link, ...]) -> bool:
    """Return whether *links* lead to different sites, or all are names: none names the publisher of another."""
    if len({parse_capture(link.address) is None for link in links}) > 1:
        # A page and its copy in an archive of the web are one source.
        return False
    hosts = [find_host(link.address) for link in links]
    return all(one != next_one for one, next_one in pairwise(hosts)) or all(is_name(link.text) for link in links)
