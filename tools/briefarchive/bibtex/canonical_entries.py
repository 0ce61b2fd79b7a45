"""An entry in the form that the archive keeps."""

from dataclasses import dataclass
from typing import cast

from ..model import Source
from .blocks import Block, RawEntry, RawField, macro_names
from .canonical_values import format_parts
from .dates import SPLIT_DATE, join_date
from .writing import format_raw_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalEntry:
    """An entry to be laid out.

    Attributes:
        date: What stands for `year`, `month` and `day`; empty where they stay.
        write_out: Whether the text of its abbreviations is put in: it leaves the file that defines them.
    """

    block: Block
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
    def used(self) -> frozenset[str]:
        """The abbreviations that stay in it."""
        return macro_names(field.parts for field in self._fields().values())

    def text(self, unstable: frozenset[str] = frozenset()) -> str:
        """The entry in BibTeX, with the text of the abbreviations *unstable* in their place."""
        values = {"date": f"{{{self.date}}}"} if self.date else {}
        for name, field in self._fields().items():
            write_out = self.write_out or not unstable.isdisjoint(macro_names([field.parts]))
            values[name] = format_parts(name, field.value, field.parts, write_out=write_out)
        return format_raw_entry(self.entry.key, self.entry.type, values).rstrip("\n")

    def with_text_above(self) -> str:
        """The entry with the text that goes where it goes."""
        return "\n".join(filter(None, (self.block.above, self.text())))

    def _fields(self) -> dict[str, RawField]:
        """The fields that stay."""
        gone = SPLIT_DATE if self.date else ()
        return {name: field for name, field in self.entry.fields.items() if name not in gone}


def canonical_entry(block: Block, source: Source, *, has_heirs: bool) -> CanonicalEntry:
    """How an entry is to be laid out.

    One from which others inherit keeps `year` and `month`: an heir may have another of the two itself.
    """
    entry = CanonicalEntry(block=block)
    own = {name: source.fields[name] for name in entry.entry.fields}
    inherits = any(name in source.fields and name not in own for name in ("date", *SPLIT_DATE))
    return entry if has_heirs or inherits else CanonicalEntry(block=block, date=join_date(own, source.issued))
