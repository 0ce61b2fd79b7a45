"""A BibTeX file to sources: every entry is either a source or a diagnostic, and nothing else.

`entries` reads the syntax, `inheritance` fills in what entries take from one another, `sources` gives the
fields their meaning and decodes them with `latex`. Here the keys are looked at.
"""

import re
from collections.abc import Iterable, Iterator

from ...diagnostics import Diagnostic, Span
from ...model import CiteKey, Source
from ...model.register import Register
from .entries import RawEntry, read_entries
from .faults import FAULTS, DuplicateKey, MissingKey, UnusableKey
from .inheritance import inherit
from .keys import is_usable
from .refusals import shown
from .sources import FORBIDDEN, SourceReader

__all__ = ["FAULTS", "read_bibliography", "written_keys"]

_BEGINNING = re.compile(r"^[ \t\ufeff]*@[ \t]*[^\W\d_]+[ \t]*[{(][ \t]*([^\s,{}()\"=@%#]+)", re.MULTILINE)


def read_bibliography(path: str, text: str) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Read a file's text; *path* is relative to the archive's root and only said in places."""
    entries, faults = read_entries(path, text)
    entries, more = inherit(_usable(entries, faults))
    faults += more
    reader = SourceReader(faults, suspicious=FORBIDDEN.search(text) is not None)
    sources = tuple(reader.read(entry) for entry in entries)
    return sources, tuple(sorted(faults, key=lambda fault: fault.order))


def written_keys(text: str) -> frozenset[CiteKey]:
    """The keys of all entries that begin on a line of *text*, those that cannot be read among them."""
    return frozenset(CiteKey(key) for key in _BEGINNING.findall(text))


def _usable(entries: Iterable[RawEntry], faults: list[Diagnostic]) -> Iterator[RawEntry]:
    """The entries whose key can be used and stands for the first time."""
    keys: Register[Span] = Register()
    for entry in entries:
        if (fault := _key_fault(entry)) is not None:
            faults.append(fault)
        elif (first := keys.claim(entry.key, entry.span)) is not entry.span:
            message = f'key "{entry.key}" is defined a second time; the first is at {first}'
            faults.append(DuplicateKey.at(entry.span, message))
        else:
            yield entry


def _key_fault(entry: RawEntry) -> Diagnostic | None:
    if "=" in entry.key:
        return MissingKey.at(entry.span, f"@{entry.type} entry has no key", hint="write it after the opening brace")
    if is_usable(entry.key):
        return None
    return UnusableKey.at(entry.span, f'key "{shown(entry.key)}" cannot be used')
