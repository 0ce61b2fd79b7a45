"""A sample archive as a value, made from a seed: briefs of about 500 words with ten citations each."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .citations import SampleSource, in_words, make_citations
from .frames import Frame, make_frames
from .prose import Prose, split_words

CITATION = re.compile(r"\{cite:[pt]\}`([^`]+)`")
SHORTEST, USUAL, LONGEST = 300, 510, 600
"""Words of a brief's sentences; with headings and citations it is as long as this repository's briefs are."""
BLOCK = 4
"""Sentences in a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleBrief:
    """A brief; its text has roles in it and no heading of level 1."""

    frame: Frame
    cited: Sequence[SampleSource]
    text: str


def make_sample(size: int, *, seed: int) -> Sequence[SampleBrief]:
    """*size* briefs in the order of date; the same seed gives the same ones."""
    random_ = random.Random(seed)
    frames = list(make_frames(size, random_))
    cited = make_citations(frames, random_)
    briefs = []
    for number, frame in enumerate(frames):
        # A third of the briefs refer to two others, or to one where the draw gives the brief itself.
        drawn = random_.sample(frames, min(2, size)) if number % 3 == 0 else []
        marks = [_citation(source, random_) for source in cited[frame.id]]
        marks += [f"{{brief}}`{other.id}`" for other in drawn if other is not frame]
        briefs.append(SampleBrief(frame=frame, cited=cited[frame.id], text=_text(frame, marks, random_)))
    return briefs


def without_citations(briefs: Sequence[SampleBrief]) -> Sequence[SampleBrief]:
    """The same briefs with words in place of each citation, and no sources: what citations cost is the difference."""
    return [_without_citations(brief) for brief in briefs]


def _without_citations(brief: SampleBrief) -> SampleBrief:
    words = {source.key: in_words(source) for source in brief.cited}
    return replace(brief, cited=(), text=CITATION.sub(lambda role: words[role[1]], brief.text))


def _citation(source: SampleSource, random_: random.Random) -> str:
    """A citation's role: one in ten is textual."""
    return f"{{cite:{'t' if random_.random() < 0.1 else 'p'}}}`{source.key}`"


def _text(frame: Frame, marks: Sequence[str], random_: random.Random) -> str:
    """Words in the usual number, with each of *marks* at the end of a sentence of its own."""
    prose = Prose(random_, language=frame.language, countries=frame.countries)
    length = random_.triangular(SHORTEST, LONGEST, USUAL)
    sentences: list[str] = []
    words = 0
    while words < length - 8 or len(sentences) < len(marks):
        sentences.append(prose.sentence())
        words += split_words(sentences[-1])
    places = sorted(random_.sample(range(len(sentences)), len(marks)))
    for place, mark in zip(places, marks, strict=True):
        sentences[place] = f"{sentences[place][:-1]} {mark}{sentences[place][-1]}"
    return _laid_out(sentences, prose, gap="" if frame.language == "zh" else " ")


def _laid_out(sentences: Sequence[str], prose: Prose, *, gap: str) -> str:
    """Sentences in paragraphs, the third of which is a list, with headings before the second and the fourth."""
    blocks = [sentences[start : start + BLOCK] for start in range(0, len(sentences), BLOCK)]
    parts = []
    for number, block in enumerate(blocks):
        if number in {1, 3}:
            parts.append(f"## {prose.source_title()}")
        parts.append("\n".join(f"- {line}" for line in block) if number == 2 else gap.join(block))
    return "\n\n".join(parts) + "\n"
