"""Lines that several texts of a folder have above or below what they say: these belong to their site."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import PurePosixPath

from briefarchive.reading.languages import HAN

from .legacy import LegacyBrief
from .text.arrangement import looks_like_reference
from .text.filing import filed_in
from .text.kinds import Kind, facts_of

# So many texts, and so large a part of those of a folder, must begin alike, and in so many lines at least.
_TEXTS, _SHARE, _LINES = 3, 0.6, 2
_HEAD, _LONGEST = 8, 40
_BLANK = re.compile(r"\n\s*\n")
# No line around a text is longer, and what is longer than that is a paragraph, in however many lines it stands.
_LONGEST_AROUND, _PARAGRAPH, _HEADING = 150, 100, 60


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


@dataclass(frozen=True, slots=True)
class LinesAround:
    """The lines around one text: those of its page, and those right above its references."""

    lines: frozenset[str]
    headings: frozenset[str]


@functools.lru_cache(maxsize=4_096)
def lines_around(text: str) -> LinesAround:
    """The short lines of *text* above its first and below its last paragraph; none right above a paragraph."""
    runs = [[" ".join(line.split()) for line in run.splitlines() if line.strip()] for run in _BLANK.split(text)]
    runs = [run for run in runs if run]
    long = [place for place, run in enumerate(runs) if _is_paragraph(run)]
    if not long:
        return LinesAround(frozenset(), frozenset())
    lines = [line for run in (*runs[: max(long[0] - 1, 0)], *runs[long[-1] + 1 :]) for line in run]
    after = [line for run in runs[long[-1] :] for line in run]
    headings = {
        one
        for one, other in pairwise(after)
        if len(one) <= _HEADING and looks_like_reference(other) and not looks_like_reference(one)
    }
    return LinesAround(
        lines=frozenset(line for line in lines if len(line) <= _LONGEST_AROUND and line not in headings),
        headings=frozenset(headings),
    )


def _is_paragraph(run: list[str]) -> bool:
    """Whether lines that no blank one parts are running text; Chinese says more with fewer signs."""
    size = sum(len(line) + len(HAN.findall(line)) for line in run)
    return (
        size > _PARAGRAPH
        and run[-1].endswith((".", "。", "!", "?", "”", "»", "…"))
        and not looks_like_reference(run[0])
    )


def shared_lines_around(texts: Iterable[tuple[str, LinesAround]]) -> tuple[frozenset[str], frozenset[str]]:
    """The lines that most texts of a folder have around them, and those that most have right above their references."""
    folders: dict[str, list[LinesAround]] = defaultdict(list)
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
    announces = line.endswith((":", "：")) or looks_like_reference(line)
    return facts_of(line).kind is Kind.TEXT and not filed_in(line) and not announces
