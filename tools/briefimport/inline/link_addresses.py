"""Keeps the addresses of links: every address behind words of a text is in the brief, in a source, or skipped."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from briefarchive.reading.tracking import remove_tracking

from ..document import Block, LegacyDocument, SetAside
from ..legacy import LegacyBrief, LegacySource
from ..text.page_furniture import is_furniture
from ..text.sources.addresses import with_address
from .captures import parse_capture

# Targets of links in the markup that `inline` writes.
TARGET = re.compile(r"\]\((?:<(?P<pointed>[^<>\n]*)>|(?P<plain>[^()<>\s]*))\)")
PAGE = "./"
"""What the target of a link to another file of the export begins with, until it is known what becomes of that file."""
_REASON = "the address of a link, for which its line has no other place"


def keep_addresses(brief: LegacyBrief, document: LegacyDocument) -> LegacyBrief:
    """Add the addresses of links in *document* that *brief* does not contain yet.

    If a line has one link and one source without an address, the source gets that address; all other addresses are
    skipped.
    """
    own_addresses = {hint.value for hint in document.hints.addresses}
    held_addresses = _collect_addresses(brief)
    sources = list(brief.sources)
    places: dict[int, list[int]] = defaultdict(list)
    for place, source in enumerate(sources):
        places[source.line].append(place)
    blocks = Counter(block.line for block in document.blocks if not block.outside)
    skipped_texts: list[SetAside] = []
    new_addresses: list[str] = []
    for block in document.blocks:
        missing = [
            address
            for address in _addresses(block)
            if address not in own_addresses and not _contains(address, held_addresses)
        ]
        is_alone = blocks[block.line] == 1 and len(missing) == 1 and len(places[block.line]) == 1
        is_bare = is_alone and not sources[places[block.line][0]].url
        for address in missing:
            held_addresses.add(address)
            new_addresses.append(address)
            if is_bare:
                place = places[block.line][0]
                sources[place], rest = with_address(replace(sources[place], url=address))
                reason = "parameters of an address that only track readers"
                skipped_texts += [SetAside(line=block.line, text=rest, reason=reason)] if rest else []
            else:
                skipped_texts.append(SetAside(line=block.line, text=address, reason=_REASON))
    if not new_addresses:
        return brief
    return replace(
        brief,
        text="\n".join((brief.text, *new_addresses)),
        sources=tuple(sources),
        set_aside=tuple(sorted((*brief.set_aside, *skipped_texts), key=lambda item: item.line)),
    )


def find_target(link: re.Match[str]) -> str:
    """Return the address to which a link matched by `TARGET` leads."""
    return link["pointed"] or link["plain"] or ""


def _addresses(block: Block) -> Iterator[str]:
    """Yield the addresses of the links in *block*, unless it is a button or lies outside the article."""
    if not block.outside and not is_furniture(block.text):
        yield from dict.fromkeys(link.address for link in block.links)


def _collect_addresses(brief: LegacyBrief) -> set[str]:
    """Return all addresses in the text, the sources and the skipped lines of *brief*."""
    linked = {find_target(link) for block in brief.body for link in TARGET.finditer(block.markup)}
    cited_words = {word for source in brief.sources for word in _list_words(source)}
    return linked | cited_words | {word for item in brief.set_aside for word in item.text.split()}


def _list_words(source: LegacySource) -> Iterator[str]:
    yield from (
        source.url,
        source.archive_url,
        source.printed_url,
        source.title,
        *source.note.replace(";", " ").split(),
    )


def _contains(address: str, held_addresses: set[str]) -> bool:
    """Return whether *held_addresses* contains *address*, also in the form in which sources have it."""
    capture = parse_capture(address)
    forms = (address, remove_tracking(address), *((capture.archive_url,) if capture else ()))
    return any(form in held_addresses for form in forms if form)
