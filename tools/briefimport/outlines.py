"""The outline of a text: what it may have in common with others of its run."""

import hashlib
import re
from itertools import pairwise, takewhile

from briefarchive.reading.languages import HAN
from briefarchive.reading.sketch import make_sketch

from .copies.comparing import read_words
from .legacy import LegacyBrief, Outline
from .text.citing import looks_like_reference

_HEAD, _LONGEST = 8, 40
_BLANK = re.compile(r"\n\s*\n")
# No line around a text is longer, and what is longer than that is a paragraph, in however many lines it stands.
_LONGEST_AROUND, _PARAGRAPH, _HEADING = 150, 100, 60


def outline_of(brief: LegacyBrief) -> Outline:
    """The outline of *brief*, worked out if that was not done before."""
    if brief.outline:
        return brief.outline
    words = read_words(brief)
    lines, headings = lines_around(brief.text)
    return Outline(
        head=_head_of(brief),
        lines=lines,
        headings=headings,
        sketch=make_sketch(words.running),
        digest=hashlib.sha256(" ".join(words.words).encode()).digest() if words.words else b"",
    )


def _head_of(brief: LegacyBrief) -> tuple[str, ...]:
    lines = filter(None, (brief.title, *brief.paragraphs[:_HEAD]))
    return tuple(takewhile(lambda line: len(line) <= _LONGEST, lines))[:_HEAD]


def lines_around(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The short lines of *text* above its first and below its last paragraph, and those right above its sources.

    Sources and lines right above a paragraph are none of them.
    """
    runs = [[" ".join(line.split()) for line in run.splitlines() if line.strip()] for run in _BLANK.split(text)]
    runs = [run for run in runs if run]
    long = [place for place, run in enumerate(runs) if _is_paragraph(run)]
    if not long:
        return frozenset(), frozenset()
    lines = [line for run in (*runs[: max(long[0] - 1, 0)], *runs[long[-1] + 1 :]) for line in run]
    after = [line for run in runs[long[-1] :] for line in run]
    headings = frozenset(
        one
        for one, other in pairwise(after)
        if len(one) <= _HEADING and looks_like_reference(other) and not looks_like_reference(one)
    )
    short = frozenset(line for line in lines if len(line) <= _LONGEST_AROUND and line not in headings)
    # Sources are of the text, and would take most of what is held.
    return frozenset(line for line in short if not looks_like_reference(line)), headings


def _is_paragraph(run: list[str]) -> bool:
    """Whether lines that no blank one parts are running text; Chinese says more with fewer signs."""
    size = sum(len(line) + len(HAN.findall(line)) for line in run)
    return (
        size > _PARAGRAPH
        and run[-1].endswith((".", "。", "!", "?", "”", "»", "…"))
        and not looks_like_reference(run[0])
    )
