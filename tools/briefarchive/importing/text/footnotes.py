"""Footnotes that are sources and say nothing else."""

import re
from dataclasses import dataclass

from .citing import Citing, Strength, read_source
from .kinds import reads_as_source
from .wrapping import Element

_LEAD = re.compile(
    r"(?:see(?: also)?|cf\.?|sources?|from|via|vgl\.?|siehe|voir)\s*[:：]?\s+(?=[A-Z“\"«„‘'h])", re.IGNORECASE
)
_LONGEST = 400
# A locator is a few words: “pp. 12–14, table 3”.
_LONGEST_REST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesOfNote:
    """The sources that a footnote is, and its words around them."""

    sources: tuple[Citing, ...]
    aside: tuple[str, ...]


def sources_of(note: Element) -> SourcesOfNote | None:
    """The sources in *note*; None if it says anything besides."""
    text = note.as_source
    if len(text) > _LONGEST:
        return None
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    whole = read_source(text, note.line)
    parts = [whole] if _is_source(whole, text) else [read_source(part, note.line) for part in text.split("; ")]
    if not all(_is_source(citing, text) for citing in parts):
        return None
    aside = (*((lead[0].strip(),) if lead else ()), *(words for citing in parts for words in citing.aside))
    return SourcesOfNote(sources=tuple(parts), aside=aside)


def _is_source(citing: Citing, text: str) -> bool:
    source = citing.source
    if len(source.note.split()) > _LONGEST_REST or not reads_as_source(citing, text):
        return False
    # “A note with a source”: one small word behind a link is no title.
    if source.publisher and source.title.isalpha() and source.title.islower():
        return False
    return citing.strength >= Strength.ADDRESS or (citing.strength is Strength.WEAK and bool(source.url))
