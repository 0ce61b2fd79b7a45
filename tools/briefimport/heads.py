"""Lines with which several texts of a folder begin: what stands above all of them belongs to their site."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import PurePosixPath

from .legacy import LegacyBrief

# So many texts, and so large a part of those of a folder, must begin alike, and in so many lines at least.
_TEXTS, _SHARE, _LINES = 3, 0.6, 2
_HEAD, _LONGEST = 8, 40


def head_of(brief: LegacyBrief) -> tuple[str, ...]:
    """The short lines with which *brief* begins, that which was read as its title among them."""
    lines = filter(None, (brief.title, *brief.paragraphs[:_HEAD]))
    return tuple(takewhile(lambda line: len(line) <= _LONGEST, lines))[:_HEAD]


def folder_of(brief: LegacyBrief) -> str:
    """Where the file of *brief* stands, or the container of which it is a part."""
    container, part, _ = brief.origin.partition("#")
    return container if part else str(PurePosixPath(brief.origin).parent)


def shared_lines(heads: Iterable[tuple[str, tuple[str, ...]]]) -> frozenset[str]:
    """The lines with which most texts of a folder begin, from *heads*: a folder and the head of a text in it each."""
    folders: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for folder, head in heads:
        folders[folder].append(head)
    return frozenset(line for texts in folders.values() for line in _shared(texts))


def _shared(heads: list[tuple[str, ...]]) -> Iterator[str]:
    for length in range(_HEAD, _LINES - 1, -1):
        counts = Counter(head[:length] for head in heads if len(head) >= length)
        head, count = counts.most_common(1)[0] if counts else ((), 0)
        if count >= max(_TEXTS, _SHARE * len(heads)):
            yield from head
            return
