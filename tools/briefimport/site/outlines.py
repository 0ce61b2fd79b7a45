"""The outline of a text: what it may have in common with others of its run."""

import functools
import hashlib
import itertools
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from briefarchive.reading.languages import HAN
from briefarchive.reading.sketch import make_sketch

from ..copies.comparing import read_words
from ..html.page_regions import MARKED
from ..legacy import LegacyBrief, Outline
from ..text.kinds import stops_as_text
from ..text.page_furniture import is_furniture, is_sources_heading
from ..text.people.unlabelled_lines import is_long
from ..text.sources.citing import looks_like_reference

_BLANK = re.compile(r"\n\s*\n")
# No line around a text is longer; what is longer than the next is a paragraph, in however many lines it stands, and no
# title has more signs than the third.
_LONGEST, _PARAGRAPH, _LONGEST_TITLE, _HEADING = 150, 100, 170, 60
# A notice of the site below the sources is not longer, nor is a line of it.
_LONGEST_NOTICE, _LONGEST_BELOW = 600, 300
# So many lines around a text are looked at.
_MOST = 80


def make_outline(brief: LegacyBrief) -> Outline:
    """The outline of *brief*, worked out if that was not done before."""
    if brief.outline:
        return brief.outline
    words = read_words(brief)
    window = next((hint.value for hint in brief.hints.titles if hint.where == "HTML title"), "")
    marked_lines = Counter(" ".join(item.text.split()) for item in brief.set_aside if item.reason in MARKED)
    above, below, headings = find_edge_lines(brief.text, marked_lines + Counter([" ".join(window.split())]))
    return Outline(
        above=above,
        below=below,
        headings=headings,
        sketch=make_sketch(words.running),
        digest=hashlib.sha256(" ".join(words.words).encode()).digest() if words.words else b"",
    )


def find_edge_lines(
    text: str, marked_lines: Mapping[str, int] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """The short lines of *text* above its first and below its last paragraph, and those right above its sources.

    Sources are none of them, nor are *marked_lines*, which are something else, as often as it says.
    """
    remaining = Counter(marked_lines)
    lines: list[str] = []
    is_text_at: list[Callable[[], bool]] = []
    for line, is_text in itertools.chain.from_iterable(map(_split_run, _BLANK.split(text))):
        remaining[line] -= 1
        if remaining[line] < 0:
            lines.append(line)
            is_text_at.append(is_text)
    first = next((place for place, is_text in enumerate(is_text_at) if is_text()), None)
    if first is None:
        return (), (), frozenset()
    after = lines[_place_of_last_paragraph(lines, is_text_at) :]
    headings = frozenset(
        line
        for line, next_line in itertools.pairwise(after)
        if len(line) <= _HEADING and looks_like_reference(next_line) and not looks_like_reference(line)
    )
    above = [line for line in lines[:first] if len(line) <= _LONGEST]
    below = [line for line in after[1:] if len(line) <= _LONGEST_BELOW and line not in headings]
    # Sources are of the text, and would take most of what is held.
    below = [line for line in below[:_MOST] if not looks_like_reference(line)]
    # Most lines are those of the site, and held once.
    return tuple(map(sys.intern, above[-_MOST:])), tuple(map(sys.intern, below)), headings


def _place_of_last_paragraph(lines: Sequence[str], is_text_at: Sequence[Callable[[], bool]]) -> int:
    """Return the last paragraph above the heading of sources with only a short notice below them, else the last one."""
    end = next((place for place in range(len(lines), 0, -1) if looks_like_reference(lines[place - 1])), 0)
    heading = next((place for place in range(end - 1, 0, -1) if is_sources_heading(lines[place])), 0)
    is_list_last = sum(map(len, lines[end:])) <= _LONGEST_NOTICE
    starts = (heading, len(lines)) if is_list_last else (len(lines),)
    return next(place for start in starts for place in range(start - 1, -1, -1) if is_text_at[place]())


def _split_run(run: str) -> Iterator[tuple[str, Callable[[], bool]]]:
    """The lines that no blank one parts, and how to tell of each whether it is running text; few are asked."""
    lines = [" ".join(line.split()) for line in run.splitlines() if line.strip()]
    are_text = functools.cache(lambda: _are_text(lines))
    yield from ((line, lambda place=place: are_text()[place]) for place, line in enumerate(lines))


def _are_text(lines: Sequence[str]) -> list[bool]:
    """Whether each line of a run is running text, by itself or with the others."""
    long = [_is_paragraph(line) for line in lines]
    size = sum(len(line) + len(HAN.findall(line)) for line in lines)
    is_wrapped = not any(long) and len(lines) > 1 and size > _PARAGRAPH and _ends_text(lines[-1])
    return [True] * len(lines) if is_wrapped and not looks_like_reference(lines[0]) else long


def _is_paragraph(line: str) -> bool:
    return (
        is_long(line)
        and (stops_as_text(line) or _ends_text(line) or len(line) > _LONGEST_TITLE)
        and not looks_like_reference(line)
        and not is_furniture(line)
    )


def _ends_text(line: str) -> bool:
    return line.endswith((".", "。", "!", "?", "”", "»", "…"))
