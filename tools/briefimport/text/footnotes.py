"""Reads footnotes that are only sources, and turns them into citations in the place of their marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..document import BlockKind
from ..inline.citations import cite_footnotes, count_marks, read_label
from ..words import make_pattern
from .brief_draft import BriefDraft
from .dates.days_first import note_with_days_first
from .kinds import reads_as_source
from .lines.wrapping import Element
from .sources.arrangement import read_list
from .sources.citing import read_source
from .sources.likeness import likeness_to_name, likeness_to_title
from .sources.references import Citing, Strength, numbers_alone

# The name or the title behind it has no small letter.
_LEAD = re.compile(
    rf"(?i:{make_pattern('citing', 'see')})(?:\s*[:：]\s*|\s+|(?<=[\u3400-\u9fff]))(?=[^\W_a-zà-ÿа-яё]|[^\w\s]|https?:)"
)
# Signs that lead from a note back to the text; the page may show them as words of the note.
_BACK = " ↑↩↲︎️⤴⤶⬆^"
_LONGEST = 400
# What a note that refers to another or explains itself begins with.
_REMARK = re.compile(
    r"(?:ibid|idem|op\. ?cit|see|note|cf|correction|corrigendum|erratum|update|author|editor|translation|translator)\b",
    re.IGNORECASE,
)
# So many notes that are sources show what the others are.
_LEAST_SOURCES = 2
_LEAST_WORDS, _LEAST_SIGNS = 3, 6
# A locator is a few words: “pp. 12–14, table 3”.
_LONGEST_LOCATOR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesOfNote:
    """The sources that a footnote is, and its words around them."""

    sources: tuple[Citing, ...]
    aside: tuple[str, ...]


def cite_notes(draft: BriefDraft) -> None:
    """Make citations of footnotes that are only sources; one that says more stays a footnote."""
    blocks = [element.block for element in draft.body if element.block]
    cited: dict[str, Element] = {}
    notes = [element for element in draft.body if element.block and element.block.kind is BlockKind.NOTE]
    numbers = numbers_alone([note.as_source for note in notes])
    bare = [note.without_lead(number) for note, number in zip(notes, numbers, strict=True)]
    dated = [note_with_days_first(note, draft.context.order) for note in bare]
    for element, number, note_sources in zip(notes, numbers, _sources_of_notes(dated), strict=True):
        label = read_label(element.block) if element.block else ""
        if not element.block or not label or not note_sources or count_marks(label, blocks) < 1:
            continue
        cited[label] = element
        draft.sources += [replace(citing.source, footnote=label) for citing in note_sources.sources]
        if element.cited:
            draft.take_links(element.block)
        for words in filter(None, (number.strip(), *note_sources.aside)):
            draft.set_aside(element.line, words, "words around a source")
    if cited:
        notes, labels = list(cited.values()), list(cited)
        draft.body = [
            replace(element, block=cite_footnotes(element.block, labels)) if element.block else element
            for element in draft.body
            if all(element is not note for note in notes)
        ]


def _sources_of_notes(notes: Sequence[Element]) -> list[SourcesOfNote | None]:
    """Return the sources in each note of one text; None if it says anything else.

    The separators of publisher and title in some notes count for the others. If most are sources, weaker signs suffice.
    """
    note_sources = [_sources(note) for note in notes]
    leads = [_lead(_plain(note)) for note in notes]
    bare = [_plain(note)[len(lead) :].rstrip(" .。") for note, lead in zip(notes, leads, strict=True)]
    note_sources = [
        _of_arrangement(citing, lead, note.line) or own_sources
        for note, own_sources, lead, citing in zip(notes, note_sources, leads, read_list(bare), strict=True)
    ]
    source_notes = sum(own_sources is not None for own_sources in note_sources)
    if source_notes < _LEAST_SOURCES or source_notes * 2 < len(notes):
        return note_sources
    return [
        own_sources or _sources(note, of_sources=True) for note, own_sources in zip(notes, note_sources, strict=True)
    ]


def _lead(text: str) -> str:
    lead = _LEAD.match(text)
    return lead[0] if lead else ""


def _of_arrangement(citing: Citing | None, lead: str, line: int) -> SourcesOfNote | None:
    """Return the source that the arrangement of all notes shows, if it has a day or an address, and is no remark."""
    source = citing.source if citing else None
    if citing is None or source is None or not (source.issued or source.url):
        return None
    if (
        likeness_to_name(source.publisher) <= 0
        or likeness_to_title(source.title) <= 0
        or _REMARK.match(source.publisher)
    ):
        return None
    aside = (*((lead.strip(),) if lead else ()), *citing.aside)
    return SourcesOfNote(sources=(replace(citing, source=replace(source, line=line)),), aside=aside)


def _sources(note: Element, *, of_sources: bool = False) -> SourcesOfNote | None:
    """Return the sources that *note* is; weaker signs suffice if most notes are sources (*of_sources*)."""
    text = note.as_source.strip(_BACK)
    if len(text) > _LONGEST:
        return None
    lead = _lead(text)
    text = text[len(lead) :]
    single = read_source(text, note.line)
    is_single = _is_source(single, text, of_sources=of_sources)
    citings = [single] if is_single else [read_source(part, note.line) for part in text.split("; ")]
    if not all(_is_source(citing, text, of_sources=of_sources) for citing in citings):
        return None
    aside = (*((lead.strip(),) if lead else ()), *(words for citing in citings for words in citing.aside))
    return SourcesOfNote(sources=tuple(citings), aside=aside)


def _plain(note: Element) -> str:
    """Return the words of *note* and the address of its link, without the quotation marks that a linked title gets."""
    links = note.block.links if note.block else ()
    text = note.text.strip(_BACK)
    return f"{text} {links[0].address}" if len(links) == 1 and links[0].address not in text else note.as_source


def _is_source(citing: Citing, text: str, *, of_sources: bool) -> bool:
    source = citing.source
    # “Publisher, day: “Title.””: in American print the full stop stands within the marks.
    dated = of_sources and source.issued is not None and citing.strength is Strength.STRONG
    if len(source.note.split()) > _LONGEST_LOCATOR or not (dated or reads_as_source(citing, text)):
        return False
    # “A note with a source”: one small word behind a link is no title.
    if source.publisher and source.title.isalpha() and source.title.islower():
        return False
    if citing.strength is not Strength.WEAK:
        return citing.strength >= Strength.ADDRESS
    return bool(source.url) or _is_name_and_title(citing, of_sources=of_sources)


def _is_name_and_title(citing: Citing, *, of_sources: bool) -> bool:
    """Return whether a line without quotation marks and address is a name, a dash and a title, and no short remark."""
    publisher, title = citing.source.publisher, citing.source.title
    if not title or _REMARK.match(publisher) or _REMARK.match(title):
        return False
    # Commas stand in remarks as well, but not with the day of what was published.
    kinds = {"dash", "pipe", "colon", "comma"} if citing.source.issued else {"dash", "pipe", "colon"}
    # One word and a colon begin a remark as often: “Correction: …”.
    among_sources = of_sources and citing.source.issued is not None
    firm = among_sources or citing.separator in {"dash", "pipe"} or " " in publisher or not publisher.isascii()
    if citing.separator not in kinds or not (firm or citing.separator == "comma"):
        return False
    long = len(title.split()) >= _LEAST_WORDS or (not title.isascii() and len(title) >= _LEAST_SIGNS)
    return long and not title[0].islower() and not title.endswith((".", "!", ";", ","))
