"""Which entries go to the file of another year.

An entry stays where it is if something would be lost on the way: where others inherit from it and are of another year,
since that works within one file only; where it uses an abbreviation that nothing defines; where the other file has its
key already. The last may be half of a move that was broken off: an
entry that stands in both files word for word leaves the one in which it does not belong.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from ..bibtex.canonical import CanonicalEntry
from ..checking.citations import wanted_file
from ..facets.similarity.groups import Groups
from ..model.register import folded_name
from .bib_files import BibFile, parents_by_key

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
    """The moves from files in *givers*, to none of the files in *closed*."""
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
