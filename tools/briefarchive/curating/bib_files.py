"""Files of the bibliography as formatting sees them, and which of their entries go to the file of another year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from ..bibtex.blocks import Block, BlockKind
from ..bibtex.canonical import CanonicalEntry, canonical_entry
from ..bibtex.inheritance import references
from ..bibtex.layout import SplitFile, split_file
from ..checking.citations import wanted_file
from ..diagnostics import Diagnostic, counts_by_code
from ..facets.similarity.groups import Groups
from ..model import Source
from ..model.register import folded_name
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


_NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An entry that leaves a file, for another one or, where that has it already, for nowhere."""

    origin: str
    number: int
    target: str
    formed: CanonicalEntry
    is_there: bool = False


def plan_moves(files: Mapping[str, BibFile], givers: Collection[str], closed: Collection[str]) -> list[Move]:
    """The moves from files in *givers*, to none of the files in *closed*.

    An entry stays if something would be lost on the way: where others inherit from it and are of another year, since
    that works within one file only; where it uses an abbreviation that nothing defines; where its file has an entry
    that cannot be read; where the other file has its key already. The last may be half of a move that was broken off:
    an entry that stands in both files word for word leaves the one in which it does not belong.
    """
    keys = Counter(folded_name(key) for file in files.values() for key in _keys(file))
    found = []
    for path in givers:
        for family in _entry_groups(files[path]):
            planned = [_move(files, path, number, keys) for number in family]
            whole = [move for move in planned if move and move.target not in closed]
            if len(whole) == len(planned) and len({move.target for move in whole}) == 1:
                found += whole
    return found


def _keys(file: BibFile) -> Iterable[str]:
    """The key of each entry, as often as it stands there; one that is kept as it is may be a source all the same."""
    written = [block.entry.key for block in file.split.blocks if block.entry]
    return [*written, *(file.sources.keys() - set(written))]


def _move(files: Mapping[str, BibFile], path: str, number: int, keys: Counter[str]) -> Move | None:
    formed = files[path].formed.get(number)
    target = wanted_file(files[path].sources[formed.entry.key]) if formed else None
    if formed is None or target is None or not formed.block.undefined.isdisjoint(formed.used):
        return None
    # Text that stands by itself stays.
    going = replace(formed, block=replace(formed.block, loose=""), write_out=True)
    if keys[folded_name(formed.entry.key)] > 1:
        twin = _has_copy(files.get(target), going)
        return Move(origin=path, number=number, target=target, formed=going, is_there=True) if twin else None
    return Move(origin=path, number=number, target=target, formed=going)


def _has_copy(file: BibFile | None, going: CanonicalEntry) -> bool:
    """Whether *file* has the entry word for word, with the text above it."""
    alike = (one for one in file.formed.values() if one.entry.key == going.entry.key) if file else ()
    return any(replace(one, write_out=True).with_text_above() == going.with_text_above() for one in alike)


def _entry_groups(file: BibFile) -> list[list[int]]:
    """The entries of a file, by number; those that inherit from one another together."""
    numbers = {block.entry.key.casefold(): number for number, block in enumerate(file.split.blocks) if block.entry}
    groups: Groups[int] = Groups()
    for key, parents in parents_by_key(file.split).items():
        for parent in parents:
            # An heir whose parent cannot be seen stays: it is of the same family as nobody knows whom.
            groups.join(numbers[key], numbers.get(parent, _NOBODY))
    families: dict[int, list[int]] = defaultdict(list)
    families[groups.lead(_NOBODY)].append(_NOBODY)
    for number in numbers.values():
        families[groups.lead(number)].append(number)
    return list(families.values())
