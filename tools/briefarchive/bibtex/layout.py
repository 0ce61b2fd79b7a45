"""The blocks of a BibTeX file in the order that the archive keeps.

A file begins with the text at its head and with its `@string`s and `@preamble`s; entries follow by key; the text after
the last entry stays at the foot. Text between entries stands before the entry that it preceded. What cannot be read
parts the file: entries above it stay above.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .blocks import FileBlock, Kind, SplitFile
from .canonical_entries import CanonicalEntry
from .macros import unstable_macros, unstable_macros_above


def lay_out(split: SplitFile, formed: Mapping[int, CanonicalEntry], received: Iterable[CanonicalEntry] = ()) -> str:
    """The text of a file.

    Args:
        split: The file.
        formed: Its entries by the number of their block; those that are not here go to another file.
        received: Entries that come from other files.
    """
    stays, foot = _staying(split, formed)
    changing = unstable_macros(stays)
    above = unstable_macros_above(stays, changing)
    definitions = [one for one in stays if isinstance(one, FileBlock) and one.kind is Kind.DEFINITION]
    sheet = _Sheet()
    sheet.add_text(split.head)
    sheet.add_definitions(one for one in definitions if one.defines not in changing)
    for kept, entries in _runs(stays, received):
        if kept:
            sheet.add(kept, kept.text)
        for one in sorted(entries, key=lambda one: one.order):
            sheet.add(one.block, one.text(above.get(one.entry.key, frozenset())))
    sheet.add_definitions(one for one in definitions if one.defines in changing)
    sheet.add_text(foot)
    return sheet.text()


def _staying(split: SplitFile, formed: Mapping[int, CanonicalEntry]) -> tuple[list[CanonicalEntry | FileBlock], str]:
    """What stays in the file, in its order, and its foot; loose text above an entry that goes stays as well."""
    stays: list[CanonicalEntry | FileBlock] = []
    loose = ""
    for number, block in enumerate(split.blocks):
        loose = _paragraphs(loose, block.loose)
        if block.kind is not Kind.ENTRY:
            stays.append(replace(block, loose=loose))
        elif number in formed:
            stays.append(replace(formed[number], block=replace(block, loose=loose)))
        else:
            continue
        loose = ""
    return stays, _paragraphs(loose, split.foot)


def _runs(
    stays: Sequence[CanonicalEntry | FileBlock], received: Iterable[CanonicalEntry]
) -> list[tuple[FileBlock | None, list[CanonicalEntry]]]:
    """The entries between those that cannot be read, each time with that above them; what comes in goes to the last."""
    runs: list[tuple[FileBlock | None, list[CanonicalEntry]]] = [(None, [])]
    for one in stays:
        if isinstance(one, CanonicalEntry):
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

    def add(self, block: FileBlock, body: str) -> None:
        """A command, with the text before it."""
        self.add_text(block.loose)
        above = block.above
        if above and self.after_kept:
            self.add_text(above)
            self.blocks.append(body)
        else:
            self.blocks.append(f"{above}\n{body}" if above else body)
        self.after_kept = block.kind is Kind.KEPT

    def add_definitions(self, blocks: Iterable[FileBlock]) -> None:
        """Definitions; those without text before them stand in lines that follow one another."""
        below = False
        for block in blocks:
            if below and not block.loose and not block.glued:
                self.blocks[-1] += f"\n{block.text}"
            else:
                self.add(block, block.text)
            below = True

    def text(self) -> str:
        """All of it."""
        return "\n\n".join(self.blocks) + "\n" if self.blocks else ""


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
