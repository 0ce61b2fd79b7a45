"""Footnotes that are sources and say nothing else."""

import re
from dataclasses import dataclass

from .citing import Citing, Strength, read_source
from .kinds import reads_as_source
from .wrapping import Element

_LEAD = re.compile(
    r"(?:see(?: also)?|cf\.?|sources?|from|via|vgl\.?|siehe|voir)\s*[:：]?\s+(?=[A-Z“\"«„‘'h])", re.IGNORECASE
)
# Signs that lead from a note back to the text; the page may show them as words of the note.
_BACK = " ↑↩↲︎️⤴⤶⬆^"
_LONGEST = 400
# What a note that refers to another or explains itself begins with.
_REMARK = re.compile(r"(?:ibid|idem|op\. ?cit|see|note|cf)\b", re.IGNORECASE)
_LEAST_WORDS, _LEAST_SIGNS = 3, 6
# A locator is a few words: “pp. 12–14, table 3”.
_LONGEST_REST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesOfNote:
    """The sources that a footnote is, and its words around them."""

    sources: tuple[Citing, ...]
    aside: tuple[str, ...]


def list_sources(note: Element) -> SourcesOfNote | None:
    """The sources in *note*; None if it says anything besides."""
    text = note.as_source.strip(_BACK)
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
    if citing.strength is not Strength.WEAK:
        return citing.strength >= Strength.ADDRESS
    return bool(source.url) or _is_name_and_title(citing)


def _is_name_and_title(citing: Citing) -> bool:
    """Whether a line without quotation marks and address is a name, a dash and a title, and no short remark."""
    publisher, title = citing.source.publisher, citing.source.title
    if not title or _REMARK.match(publisher) or _REMARK.match(title):
        return False
    # Commas stand in remarks as well, but not with the day of what was published.
    kinds = {"dash", "pipe", "colon", "comma"} if citing.source.issued else {"dash", "pipe", "colon"}
    # One word and a colon begin a remark as often: “Correction: …”.
    firm = citing.separator in {"dash", "pipe"} or " " in publisher or not publisher.isascii()
    if citing.separator not in kinds or not (firm or citing.separator == "comma"):
        return False
    long = len(title.split()) >= _LEAST_WORDS or (not title.isascii() and len(title) >= _LEAST_SIGNS)
    return long and not title[0].islower() and not title.endswith((".", "!", ";", ","))
