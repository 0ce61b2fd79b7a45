"""Turns footnotes that contain nothing but sources into citations.

While a text is read, its sources have no keys yet. The mark of footnote 1 becomes a citation of `imported-note-1`,
which is replaced by the key when the brief is composed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document import Block

_DEFINITION = re.compile(r"\[\^(\w+)\]: ")
_CITATION = r"\{cite:p\}`[^`]+`"
# At the end of a sentence, but not behind “U.S.” or an ellipsis.
_BEHIND_STOP = re.compile(
    rf"(?<=[^\s.!?])(?<!\.[A-Z])(?P<stop>[.!?])[ ]*(?P<cited>{_CITATION}(?:[ ]?{_CITATION})*)"
    r"(?=\s+[A-ZÀ-ÖØ-ÞА-ЯЁ“‘«„¿¡]|\s*\n\n|\s*\Z)"
)
_WITHOUT_SPACE = re.compile(rf"(?<=[A-Za-zÀ-ɏЀ-ӿ0-9”»),%`])(?={_CITATION})")
_WAITING = re.compile(r"\{cite:p\}`imported-note-(\w+)`")


def read_label(note: Block) -> str:
    """Return the label of the footnote *note*; empty if its markup has none."""
    match = _DEFINITION.match(note.markup)
    return match[1] if match else ""


def count_marks(label: str, blocks: Sequence[Block]) -> int:
    """Return how often *blocks* refer to a footnote, or -1 if code among them may contain the mark as plain text."""
    count = 0
    for block in blocks:
        if marks := len(_mark_pattern(label).findall(block.markup)):
            if "`" in block.markup:
                return -1
            count += marks
    return count


def cite_footnotes(block: Block, labels: Sequence[str]) -> Block:
    """Replace the marks of footnotes in *block* by citations."""
    markup = block.markup
    for label in labels if "[^" in markup else ():
        markup = _mark_pattern(label).sub(make_pending_citation(label), markup)
    return block if markup == block.markup else replace(block, markup=markup)


def make_pending_citation(label: str) -> str:
    """Return a citation of the source with *label*, to be completed once its key is known."""
    return f"{{cite:p}}`imported-note-{label}`"


def complete_citations(markup: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Replace the labels in pending citations by the keys that *keys* has for them.

    Notes stand directly behind a word or a full stop; citations have a space before them and stand before the stop.
    """
    markup = _WAITING.sub(lambda match: f"{{cite:p}}`{','.join(dict.fromkeys(keys[match[1]]))}`", markup)
    return _WITHOUT_SPACE.sub(" ", _BEHIND_STOP.sub(r" \g<cited>\g<stop>", markup))


def _mark_pattern(label: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\\)\[\^{re.escape(label)}\](?!: )")
