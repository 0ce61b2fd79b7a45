"""Footnotes that are nothing but sources become citations where their marks stand.

While a text is read, nobody knows the keys of its sources yet: the mark of note 1 becomes a citation of
`imported-note-1`, which gets its key when the brief is composed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .document import Block

_DEFINITION = re.compile(r"\[\^(\w+)\]: ")
_WAITING = re.compile(r"\{cite:p\}`imported-note-(\w+)`")


def label_of(note: Block) -> str:
    """The label of the footnote that *note* is; empty if its markup shows none."""
    match = _DEFINITION.match(note.markup)
    return match[1] if match else ""


def marks_of(label: str, blocks: Sequence[Block]) -> int:
    """How often *blocks* refer to a footnote; -1 where that cannot be told, since code could show its mark as text."""
    found = 0
    for block in blocks:
        if marks := len(_mark(label).findall(block.markup)):
            if "`" in block.markup:
                return -1
            found += marks
    return found


def with_citations(block: Block, labels: Sequence[str]) -> Block:
    """*block* with citations in the place of the marks of footnotes."""
    markup = block.markup
    for label in labels if "[^" in markup else ():
        markup = _mark(label).sub(waiting_for(label), markup)
    return block if markup == block.markup else replace(block, markup=markup)


def waiting_for(label: str) -> str:
    """A citation of the source that has *label* until its key is known."""
    return f"{{cite:p}}`imported-note-{label}`"


def with_keys(markup: str, keys: Mapping[str, Sequence[str]]) -> str:
    """*markup* with the keys of its sources, which *keys* gives by the labels of their notes."""
    return _WAITING.sub(lambda match: f"{{cite:p}}`{','.join(dict.fromkeys(keys[match[1]]))}`", markup)


def _mark(label: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\\)\[\^{re.escape(label)}\](?!: )")
