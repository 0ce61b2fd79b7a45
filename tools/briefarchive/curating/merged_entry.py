"""What one entry has after another was merged into it: the fields of both, and where they disagree, its own."""

from dataclasses import dataclass, field

from ..bibtex.blocks import RawEntry
from ..model import CiteKey, Source

# What they stand for is written into the entry, since an entry of another file cannot inherit from the same parent.
_POINTERS = frozenset({"crossref", "xdata"})
_PAIRS = (
    ("date", "year"),
    ("date", "month"),
    ("date", "day"),
    ("journaltitle", "journal"),
    ("location", "address"),
    ("institution", "school"),
    ("langid", "language"),
    ("annotation", "annote"),
)
_PARTS_OF_DATE = frozenset({"year", "month", "day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field in which two entries disagree: what the kept one says, and what goes with the dropped one."""

    key: CiteKey
    field: str
    kept: str
    lost: str


@dataclass(slots=True, kw_only=True)
class MergedEntry:
    """A kept entry, which grows with each one that is merged into it.

    Attributes:
        type: Its entry type.
        fields: Its fields, decoded.
        added: Those that others brought, as they are written in BibTeX.
        aliases: The keys that mean it besides its own.
        conflicts: Where others disagreed.
    """

    key: CiteKey
    type: str
    fields: dict[str, str]
    aliases: dict[CiteKey, None]
    added: dict[str, str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @classmethod
    def from_source(cls, source: Source) -> "MergedEntry":
        """An entry before anything is merged into it."""
        aliases = dict.fromkeys(source.aliases)
        return cls(key=source.key, type=source.type, fields=dict(source.fields), aliases=aliases)

    def merge(self, source: Source, written: RawEntry) -> None:
        """Merge *source* into it, whose values are *written* so, what it inherits among them."""
        self.aliases |= {key: None for key in (source.key, *source.aliases) if key != self.key}
        self._compare(source.key, "type", self.type, source.type)
        for name, value in source.fields.items():
            if name == "ids" or not value:
                continue
            if name in _POINTERS:
                if value.casefold() != self.key.casefold():
                    self._compare(source.key, name, self.fields.get(name, ""), value)
            elif self.fields.get(name):
                self._compare(source.key, name, self.fields[name], value)
            elif other := self._equivalent_value(name):
                if not (name in _PARTS_OF_DATE and other.startswith(str(source.issued))):
                    self._compare(source.key, name, other, value)
            else:
                self.fields[name] = value
                self.added[name] = written.fields[name].value

    def _equivalent_value(self, name: str) -> str:
        """What a field of another name says in the place of this one, as `date` does of `year`."""
        others = (other for pair in _PAIRS if name in pair for other in pair)
        return next((self.fields[other] for other in others if self.fields.get(other)), "")

    def _compare(self, key: CiteKey, name: str, kept: str, lost: str) -> None:
        if kept != lost:
            self.conflicts.append(Conflict(key=key, field=name, kept=kept, lost=lost))
