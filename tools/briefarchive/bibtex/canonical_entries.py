"""An entry in the form that the archive keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from ..model import Source
from .blocks import FileBlock
from .canonical_values import written_value
from .dates import SPLIT_DATE, joined_date
from .entries import RawEntry
from .grammar import Part
from .writing import format_raw_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalEntry:
    """An entry to be laid out.

    Attributes:
        date: What stands for `year`, `month` and `day`; empty where they stay.
        write_out: Whether the text of its abbreviations is put in: it leaves the file that defines them.
    """

    block: FileBlock
    date: str = ""
    write_out: bool = False

    @property
    def entry(self) -> RawEntry:
        """What the reader makes of it."""
        return cast("RawEntry", self.block.entry)

    @property
    def order(self) -> tuple[str, str]:
        """By which entries are sorted."""
        return (self.entry.key.casefold(), self.entry.key)

    @property
    def parts(self) -> Mapping[str, tuple[Part, ...]]:
        """The values that stay fields, in their parts."""
        gone = SPLIT_DATE if self.date else ()
        return {name: parts for name, parts in self.block.parts.items() if name not in gone}

    @property
    def used(self) -> frozenset[str]:
        """The abbreviations that stay in it."""
        return used_in(self.parts.values())

    def text(self, changing: frozenset[str] = frozenset()) -> str:
        """The entry in BibTeX, with the text of the abbreviations *changing* in their place."""
        values = {}
        for name, parts in self.parts.items():
            write_out = self.write_out or not changing.isdisjoint(used_in([parts]))
            values[name] = written_value(name, self.entry.fields[name].value, parts, write_out=write_out)
        dated = {"date": f"{{{self.date}}}"} if self.date else {}
        return format_raw_entry(self.entry.key, self.entry.type, values | dated).rstrip("\n")

    def with_text_above(self) -> str:
        """The entry with the text that goes where it goes."""
        return "\n".join(filter(None, (self.block.above, self.text())))


def canonical_entry(block: FileBlock, source: Source, *, has_heirs: bool) -> CanonicalEntry:
    """How an entry is to be laid out.

    One from which others inherit keeps `year` and `month`: an heir may have another of the two itself.
    """
    own = {name: source.fields[name] for name in block.parts}
    inherits = any(name in source.fields and name not in own for name in ("date", *SPLIT_DATE))
    return CanonicalEntry(block=block, date="" if has_heirs or inherits else joined_date(own, source.issued))


def used_in(values: Iterable[tuple[Part, ...]]) -> frozenset[str]:
    """The abbreviations in values, in lower case."""
    return frozenset(part.text.lower() for parts in values for part in parts if part.is_macro)
