"""Footnotes: marks without a note, notes without a mark, and notes within notes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ...diagnostics import Diagnostic, Severity, Span
from ...reading.markdown.text import Text, TextRule

_DEEPEST = 8


class _Mark(NamedTuple):
    """A mark of a footnote: its place, the label of the note in which it stands, and whether a note may begin there."""

    label: str
    span: Span
    note: str
    may_begin: bool


def _find_marks(text: Text) -> Iterator[_Mark]:
    """The marks of footnotes in a text, in their order."""
    for passage in text.passages:
        for child in passage.children:
            if child.type == "footnote_ref":
                label, at = str(child.meta["label"]), child.meta.get("at", 0)
                mark = f"[^{label}]"
                may_begin = at == 0 and passage.inline.level == 1 and passage.content.startswith(f"{mark} ")
                yield _Mark(label, passage.place(at, len(mark)), passage.note, may_begin)


def _find_notes(text: Text) -> list[tuple[str, Span]]:
    """The labels of the footnotes that are written, and where; one that is written twice stands there twice."""
    openings = (block for block in text.blocks if block.token.type == "footnote_reference_open")
    labels = ((str(block.token.meta["label"]), block.line) for block in openings)
    return [(label, text.places.of_text(line, label)) for label, line in labels]


class LooseFootnote(TextRule, code="S110"):
    """A footnote is marked in the text and not written below it, or written twice, or written and not marked."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        notes, marks = _find_notes(text), list(_find_marks(text))
        written = dict(reversed(notes))
        without_colon = {mark.label: mark.span for mark in reversed(marks) if mark.may_begin}
        marked = {mark.label: mark.span for mark in reversed(marks) if not mark.may_begin}
        for label, span in notes:
            if span != written[label]:
                yield self.at(span, f'the footnote "{label}" is written twice')
            elif label not in marked and label not in without_colon:
                message = f'no mark leads to the footnote "{label}": it is not shown'
                hint = f"put [^{label}] where the text needs it, or delete the note"
                # Less than an error: nothing that is shown is wrong.
                yield replace(self.at(span, message, hint=hint), severity=Severity.WARNING)
        for label, span in (without_colon | marked).items():
            if label in written:
                continue
            if label in without_colon:
                message = f'a colon is missing behind the mark of the footnote "{label}"'
                yield self.instead(without_colon[label], message, f"[^{label}]:", f"[^{label}]")
            else:
                message = f'the footnote "{label}" is not written'
                yield self.at(span, message, hint=f'add a line "[^{label}]: …" below')


class NotesTooDeep(TextRule, code="S149"):
    """A footnote has a mark that leads to a footnote with a mark, and so on, more than eight deep."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        """Follow the marks as print does, which sets each footnote into its first mark."""
        led: dict[str, dict[str, Span]] = {}
        for mark in _find_marks(text):
            led.setdefault(mark.note, {}).setdefault(mark.label, mark.span)
        seen: set[str] = set()
        waiting = [(label, span, 1) for label, span in reversed(led.get("", {}).items())]
        while waiting:
            label, span, depth = waiting.pop()
            if label in seen:
                continue
            if depth > _DEEPEST:
                message = f"footnotes lead to one another more than {_DEEPEST} deep here"
                yield self.at(span, message, hint=f"take [^{label}] out, or put it into the text")
                return
            seen.add(label)
            waiting += [(one, place, depth + 1) for one, place in reversed(led.get(label, {}).items())]
