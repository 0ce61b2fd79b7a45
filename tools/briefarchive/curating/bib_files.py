"""A file of the bibliography as formatting sees it: as blocks of text, and as the sources that the reader finds."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ..bibtex.blocks import Block, BlockKind
from ..bibtex.canonical import CanonicalEntry, canonical_entry
from ..bibtex.inheritance import references
from ..bibtex.layout import SplitFile, split_file
from ..diagnostics import Diagnostic, counts_by_code
from ..model import Source
from ..reading.bibliography import read_bibliography
from ..reading.bibliography.sources import FORBIDDEN


@dataclass(frozen=True, slots=True, kw_only=True)
class BibFile:
    """A file of the bibliography: its sources by key, its entries by number of their block, its faults by code."""

    path: str
    text: str
    split: SplitFile
    sources: Mapping[str, Source]
    formed: Mapping[int, CanonicalEntry]
    faults: Counter[str]

    @property
    def refusals(self) -> list[Diagnostic]:
        """Why the file cannot be put into form: what cannot be read, or would be lost."""
        return [block.why for block in self.split.blocks if block.why]


def read_bib_file(path: str, text: str) -> BibFile:
    """Read a file of the bibliography from its text."""
    split = split_file(path, text)
    found, faults = read_bibliography(path, text)
    sources: dict[str, Source] = {source.key: source for source in found}
    places = {source.span for source in found}
    # The reader leaves out entries without a usable key, the second with a key, and those that are too many.
    refusals = {fault.span: fault for fault in faults if fault.code in ("C103", "C104", "C105", "C141")}
    split = replace(
        split,
        blocks=tuple(
            replace(block, kind=BlockKind.BROKEN, why=refusals.get(block.entry.span))
            if block.entry and block.entry.span not in places
            else block
            for block in split.blocks
        ),
    )
    parents = {parent for some in parents_by_key(split).values() for parent in some}
    formed = {
        number: canonical_entry(
            _clean(block), sources[block.entry.key], has_heirs=block.entry.key.casefold() in parents
        )
        for number, block in enumerate(split.blocks)
        if block.kind is BlockKind.ENTRY and block.entry
    }
    counts = counts_by_code(faults)
    return BibFile(path=path, text=text, split=split, sources=sources, formed=formed, faults=counts)


def _clean(block: Block) -> Block:
    """An entry without the invisible characters that the reader leaves out."""
    if block.entry is None:
        return block
    fields = {name: replace(field, value=FORBIDDEN.sub("", field.value)) for name, field in block.entry.fields.items()}
    return replace(block, entry=replace(block.entry, fields=fields))


def parents_by_key(split: SplitFile) -> Mapping[str, Collection[str]]:
    """By key in small letters, the entries from which each entry inherits."""
    entries = [block.entry for block in split.blocks if block.entry]
    return {entry.key.casefold(): [key.casefold() for _, key, _ in references(entry)] for entry in entries}
