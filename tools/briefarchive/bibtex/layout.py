"""The blocks of a BibTeX file in the order that the archive keeps.

A file begins with the text at its head and with its `@string`s and `@preamble`s; entries follow by key; the text after
the last entry stays at the foot. Text between entries stands before the entry that it preceded. What cannot be read
parts the file: entries above it stay above.

A `@string` that is defined twice, or used above its definition, means another thing in another place. Such definitions
go to the foot, where they touch nothing; values below them have their text put in, and values above them stay as they
are.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from .blocks import Block, BlockKind
from .canonical_entries import CanonicalEntry
from .splitting import SplitFile

_COMMAND = re.compile(r"^[ \t]*@", re.MULTILINE)

_Run = tuple[Block | None, list[tuple[CanonicalEntry, frozenset[str]]]]
"""What cannot be read, and the entries below it with the unstable abbreviations that are defined above them."""


def lay_out(split: SplitFile, formed: Mapping[int, CanonicalEntry], received: Iterable[CanonicalEntry] = ()) -> str:
    """The text of a file.

    Args:
        split: The file.
        formed: Its entries by the number of their block; those that are not here go to another file.
        received: Entries that come from other files.
    """
    stays, foot = _staying(split, formed)
    unstable = _unstable_macros(stays)
    definitions = [one for one in stays if isinstance(one, Block) and one.kind is BlockKind.DEFINITION]
    written = _WrittenFile()
    written.add_text(split.head)
    written.add_definitions(one for one in definitions if one.defines not in unstable)
    for kept, entries in _runs(stays, unstable, received):
        if kept:
            written.add(kept, kept.text)
        for entry, above in sorted(entries, key=lambda pair: pair[0].order):
            written.add(entry.block, entry.text(above))
    written.add_definitions(one for one in definitions if one.defines in unstable)
    written.add_text(foot)
    return written.text()


def _staying(split: SplitFile, formed: Mapping[int, CanonicalEntry]) -> tuple[list[CanonicalEntry | Block], str]:
    """What stays in the file, in its order, and its foot; loose text above an entry that goes stays as well."""
    stays: list[CanonicalEntry | Block] = []
    loose = ""
    for number, block in enumerate(split.blocks):
        loose = _paragraphs(loose, block.loose)
        if block.kind is not BlockKind.ENTRY:
            stays.append(replace(block, loose=loose))
        elif number in formed:
            stays.append(replace(formed[number], block=replace(block, loose=loose)))
        else:
            continue
        loose = ""
    return stays, _paragraphs(loose, split.foot)


def _unstable_macros(stays: Sequence[CanonicalEntry | Block]) -> frozenset[str]:
    """The abbreviations that mean another thing in another place, and those that are made of them."""
    used: set[str] = set()
    unstable: set[str] = set()
    made_of: dict[str, frozenset[str]] = {}
    for one in stays:
        used |= one.used
        if isinstance(one, Block) and one.defines:
            if one.defines in made_of or one.defines in used:
                unstable.add(one.defines)
            made_of[one.defines] = one.used
    while more := {name for name, names in made_of.items() if name not in unstable and not unstable.isdisjoint(names)}:
        unstable |= more
    return frozenset(unstable)


def _runs(
    stays: Sequence[CanonicalEntry | Block], unstable: frozenset[str], received: Iterable[CanonicalEntry]
) -> list[_Run]:
    """The entries between those that cannot be read, each time with that above them; what comes in goes to the last."""
    runs: list[_Run] = [(None, [])]
    above: frozenset[str] = frozenset()
    for one in stays:
        if isinstance(one, CanonicalEntry):
            runs[-1][1].append((one, above))
        elif one.kind is BlockKind.KEPT:
            runs.append((one, []))
        elif one.defines in unstable:
            above |= {one.defines}
    runs[-1][1].extend((one, frozenset()) for one in received)
    return runs


@dataclass(slots=True)
class _WrittenFile:
    """A text that grows by blocks, with empty lines between them."""

    blocks: list[str] = field(default_factory=list)
    after_kept: bool = False

    def add_text(self, text: str) -> None:
        """Text that stands by itself."""
        # Below an entry that is not closed, what precedes a line with an @ would be taken for part of the entry.
        command = _COMMAND.search(text) if self.after_kept else None
        parts = (text[: command.start()].rstrip("\n"), text[command.start() :]) if command else (text,)
        self.blocks += filter(None, parts)

    def add(self, block: Block, body: str) -> None:
        """A command, with the text before it."""
        self.add_text(block.loose)
        if block.above and self.after_kept:
            self.add_text(block.above)
            self.blocks.append(body)
        else:
            self.blocks.append(f"{block.above}\n{body}" if block.above else body)
        self.after_kept = block.kind is BlockKind.KEPT

    def add_definitions(self, blocks: Iterable[Block]) -> None:
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
