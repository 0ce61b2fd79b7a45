"""Which `@string`s can stand at the head of a file without changing what is read.

One that is defined twice, or used above its definition, means another thing in another place. Such definitions go to
the foot, where they touch nothing; values below them have their text put in, and values above them stay as they are.
"""

from collections.abc import Sequence

from .blocks import FileBlock, Kind
from .canonical_entries import CanonicalEntry, used_in


def unstable_macros(stays: Sequence[CanonicalEntry | FileBlock]) -> frozenset[str]:
    """The abbreviations that mean another thing in another place, and those that are made of them."""
    defined: set[str] = set()
    used: set[str] = set()
    changing: set[str] = set()
    for one in stays:
        names = one.used if isinstance(one, CanonicalEntry) else used_in(one.parts.values())
        used |= names
        if isinstance(one, FileBlock) and one.defines:
            if one.defines in defined | used or not changing.isdisjoint(names):
                changing.add(one.defines)
            defined.add(one.defines)
    made_of = {one.defines: used_in(one.parts.values()) for one in stays if isinstance(one, FileBlock) and one.defines}
    while more := {name for name, names in made_of.items() if name not in changing and not changing.isdisjoint(names)}:
        changing |= more
    return frozenset(changing)


def unstable_macros_above(
    stays: Sequence[CanonicalEntry | FileBlock], changing: frozenset[str]
) -> dict[str, frozenset[str]]:
    """For each entry, by key, the *changing* abbreviations that are defined above it."""
    defined: frozenset[str] = frozenset()
    found = {}
    for one in stays:
        if isinstance(one, CanonicalEntry):
            found[one.entry.key] = defined
        elif one.kind is Kind.DEFINITION and one.defines in changing:
            defined |= {one.defines}
    return found
