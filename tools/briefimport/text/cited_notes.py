"""Turns footnotes that are sources into citations in the place of their marks."""

from dataclasses import replace

from ..document import BlockKind
from ..inline.citations import cite_footnotes, count_marks, read_label
from .brief_draft import BriefDraft
from .dates.days_first import note_with_days_first
from .footnotes import sources_of_notes
from .lines.wrapping import Element


def cite_notes(draft: BriefDraft) -> None:
    """Make citations of footnotes that are only sources; one that says more stays a footnote."""
    blocks = [element.block for element in draft.body if element.block]
    cited: dict[str, Element] = {}
    notes = [element for element in draft.body if element.block and element.block.kind is BlockKind.NOTE]
    dated = [note_with_days_first(note, draft.context.order) for note in notes]
    for element, note_sources in zip(notes, sources_of_notes(dated), strict=True):
        label = read_label(element.block) if element.block else ""
        if not element.block or not label or not note_sources or count_marks(label, blocks) < 1:
            continue
        cited[label] = element
        draft.sources += [replace(citing.source, footnote=label) for citing in note_sources.sources]
        if element.cited:
            draft.take_links(element.block)
        for words in note_sources.aside:
            draft.set_aside(element.line, words, "words around a source")
    if cited:
        notes, labels = list(cited.values()), list(cited)
        draft.body = [
            replace(element, block=cite_footnotes(element.block, labels)) if element.block else element
            for element in draft.body
            if all(element is not note for note in notes)
        ]
