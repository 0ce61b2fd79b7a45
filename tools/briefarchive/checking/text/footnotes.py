"""Footnotes: marks without a note, notes without a mark, and notes within notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self

from ...diagnostics import Diagnostic, Severity, Span
from ...reading.markdown.text import Passage, Text, TextRule

_DEEPEST = 8


@dataclass(slots=True)
class _Footnotes:
    """The footnotes of a text, by their labels.

    Attributes:
        written: Where each is written, in the order of the text; one that is written twice stands there twice.
        marks: The first mark of each.
        without_colon: The marks with which a paragraph begins: a note may be meant.
        led: The marks in each footnote, and under no name those in the text.
    """

    written: list[tuple[str, Span]] = field(default_factory=list)
    marks: dict[str, Span] = field(default_factory=dict)
    without_colon: dict[str, Span] = field(default_factory=dict)
    led: dict[str, dict[str, Span]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: Text) -> Self:
        """Find the footnotes of a text."""
        notes = cls()
        for block in text.blocks:
            if block.token.type == "footnote_reference_open":
                label = str(block.token.meta["label"])
                notes.written.append((label, text.places.of_text(block.line, label)))
        for passage in text.passages:
            for child in passage.children:
                if child.type == "footnote_ref":
                    notes._mark(str(child.meta["label"]), child.meta.get("at", 0), passage)
        return notes

    def _mark(self, label: str, at: int, passage: Passage) -> None:
        mark = f"[^{label}]"
        self.led.setdefault(passage.note, {}).setdefault(label, passage.place(at, len(mark)))
        if at == 0 and passage.inline.level == 1 and passage.content.startswith(f"{mark} "):
            self.without_colon.setdefault(label, passage.place(0, len(mark)))
        else:
            self.marks.setdefault(label, passage.place(at, 1))


class LooseFootnote(TextRule):
    """A footnote is marked in the text and not written below it, or written twice, or written and not marked.

    The mark `[^one]` needs one line `[^one]: The text of the note.`, and the line needs the mark: without it, the note
    is not shown. `briefs check --fix` writes the colon of a line `[^one] The text of the note.`
    """

    code = "S110"
    fixable = True
    rewrites = True

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        notes = _Footnotes.of(text)
        written = dict(reversed(notes.written))
        for label, span in notes.written:
            if span != written[label]:
                yield cls.at(span, f'the footnote "{label}" is written twice')
        for label, span in notes.without_colon.items():
            if label not in written:
                message = f'a colon is missing behind the mark of the footnote "{label}"'
                yield cls.instead(span, message, f"[^{label}]:", f"[^{label}]")
        for label, span in notes.marks.items():
            if label not in written and label not in notes.without_colon:
                message = f'the footnote "{label}" is not written'
                yield cls.at(span, message, hint=f'add a line "[^{label}]: …" below')
        for label, span in written.items():
            if label not in notes.marks and label not in notes.without_colon:
                message = f'no mark leads to the footnote "{label}": it is not shown'
                hint = f"put [^{label}] where the text needs it, or delete the note"
                # Less than an error: nothing that is shown is wrong.
                yield replace(cls.at(span, message, hint=hint), severity=Severity.WARNING)


class NotesTooDeep(TextRule):
    """A footnote has a mark that leads to a footnote with a mark, and so on, more than eight deep.

    In print each footnote is set where its first mark stands, so such notes are nested. Put the mark into the text.
    """

    code = "S149"

    @classmethod
    def check(cls, text: Text) -> Iterator[Diagnostic]:
        """Follow the marks as print does, which sets each footnote into its first mark."""
        led = _Footnotes.of(text).led
        seen: set[str] = set()
        waiting = [(label, span, 1) for label, span in reversed(led.get("", {}).items())]
        while waiting:
            label, span, depth = waiting.pop()
            if label in seen:
                continue
            if depth > _DEEPEST:
                message = f"footnotes lead to one another more than {_DEEPEST} deep here"
                yield cls.at(span, message, hint=f"take [^{label}] out, or put it into the text")
                return
            seen.add(label)
            waiting += [(one, place, depth + 1) for one, place in reversed(led.get(label, {}).items())]
