"""The pieces of a BibTeX file in the order that the archive keeps.

A file begins with the text at its head and with its `@string`s and `@preamble`s; entries follow by key; the text after
the last entry stays at the foot. Text between entries stands before the entry that it preceded. What cannot be read
parts the file: entries above it stay above.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .blocks import Kind, Piece, Pieces
from .canonical_entries import Formed
from .macros import changed_above, changing_macros


def lay_out(pieces: Pieces, formed: Mapping[int, Formed], received: Iterable[Formed] = ()) -> str:
    """The text of a file.

    Args:
        pieces: The file.
        formed: Its entries by the number of their piece; those that are not here go to another file.
        received: Entries that come from other files.
    """
    stays, foot = _staying(pieces, formed)
    changing = changing_macros(stays)
    above = changed_above(stays, changing)
    definitions = [one for one in stays if isinstance(one, Piece) and one.kind is Kind.DEFINITION]
    sheet = _Sheet()
    sheet.add_text(pieces.head)
    sheet.add_definitions(one for one in definitions if one.defines not in changing)
    for kept, entries in _runs(stays, received):
        if kept:
            sheet.add(kept, kept.text)
        for one in sorted(entries, key=lambda one: one.order):
            sheet.add(one.piece, one.text(above.get(one.entry.key, frozenset())))
    sheet.add_definitions(one for one in definitions if one.defines in changing)
    sheet.add_text(foot)
    return sheet.text()


def _staying(pieces: Pieces, formed: Mapping[int, Formed]) -> tuple[list[Formed | Piece], str]:
    """What stays in the file, in its order, and its foot; loose text above an entry that goes stays as well."""
    stays: list[Formed | Piece] = []
    loose = ""
    for number, piece in enumerate(pieces.pieces):
        loose = _paragraphs(loose, piece.loose)
        if piece.kind is not Kind.ENTRY:
            stays.append(replace(piece, loose=loose))
        elif number in formed:
            stays.append(replace(formed[number], piece=replace(piece, loose=loose)))
        else:
            continue
        loose = ""
    return stays, _paragraphs(loose, pieces.foot)


def _runs(stays: Sequence[Formed | Piece], received: Iterable[Formed]) -> list[tuple[Piece | None, list[Formed]]]:
    """The entries between those that cannot be read, each time with that above them; what comes in goes to the last."""
    runs: list[tuple[Piece | None, list[Formed]]] = [(None, [])]
    for one in stays:
        if isinstance(one, Formed):
            runs[-1][1].append(one)
        elif one.kind is Kind.KEPT:
            runs.append((one, []))
    runs[-1][1].extend(received)
    return runs


_COMMAND = re.compile(r"^[ \t]*@", re.MULTILINE)


@dataclass(slots=True)
class _Sheet:
    """A text that grows by blocks, with empty lines between them."""

    blocks: list[str] = field(default_factory=list)
    after_kept: bool = False

    def add_text(self, text: str) -> None:
        """Text that stands by itself."""
        # Below an entry that is not closed, what precedes a line with an @ would be taken for part of the entry.
        command = _COMMAND.search(text) if self.after_kept else None
        parts = (text[: command.start()].rstrip("\n"), text[command.start() :]) if command else (text,)
        self.blocks += [part for part in parts if part]

    def add(self, piece: Piece, body: str) -> None:
        """A command, with the text before it."""
        self.add_text(piece.loose)
        above = piece.above
        if above and self.after_kept:
            self.add_text(above)
            self.blocks.append(body)
        else:
            self.blocks.append(f"{above}\n{body}" if above else body)
        self.after_kept = piece.kind is Kind.KEPT

    def add_definitions(self, pieces: Iterable[Piece]) -> None:
        """Definitions; those without text before them stand in lines that follow one another."""
        below = False
        for piece in pieces:
            if below and not piece.loose and not piece.glued:
                self.blocks[-1] += f"\n{piece.text}"
            else:
                self.add(piece, piece.text)
            below = True

    def text(self) -> str:
        """All of it."""
        return "\n\n".join(self.blocks) + "\n" if self.blocks else ""


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
