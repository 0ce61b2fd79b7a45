"""Lines that several texts of a folder have above or below what they say: these belong to their site."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from .legacy import LegacyBrief, Outline
from .text.filing import filed_in
from .text.kinds import Kind, facts_of

# So many texts, and so large a part of those of a folder, must begin alike, and in so many lines at least.
_TEXTS, _SHARE, _LINES = 3, 0.6, 2


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
    for length in range(max(map(len, heads)), _LINES - 1, -1):
        counts = Counter(head[:length] for head in heads if len(head) >= length)
        head, count = counts.most_common(1)[0] if counts else ((), 0)
        if count >= max(_TEXTS, _SHARE * len(heads)):
            yield from head
            return


def shared_lines_around(texts: Iterable[tuple[str, Outline]]) -> tuple[frozenset[str], frozenset[str]]:
    """The lines that most texts of a folder have around them, and those that most have right above their references."""
    folders: dict[str, list[Outline]] = defaultdict(list)
    for folder, one in texts:
        folders[folder].append(one)
    lines: set[str] = set()
    headings: set[str] = set()
    for some in folders.values():
        often = max(_TEXTS, _SHARE * len(some))
        above = {
            line for line, count in Counter(line for one in some for line in one.headings).items() if count >= often
        }
        headings |= {line for line in above if facts_of(line).kind is Kind.TEXT}
        counts = Counter(line for one in some for line in one.lines - above)
        lines |= {line for line, count in counts.items() if count >= often and _belongs_to_site(line)}
    return frozenset(lines), frozenset(headings)


def _belongs_to_site(line: str) -> bool:
    """Whether a line that many texts share is none that says something of each of them."""
    return facts_of(line).kind is Kind.TEXT and not filed_in(line) and not line.endswith((":", "："))
