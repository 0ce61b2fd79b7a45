"""Converts BibTeX files to sources: every entry becomes either a source or a diagnostic."""

from collections.abc import Iterator, Sequence

from ...bibtex.blocks import RawEntry
from ...bibtex.entries import BibtexFile
from ...bibtex.inheritance import inherit
from ...diagnostics import Diagnostic, DiagnosticList, Span
from ...model import Source
from ...model.names import Register
from ..rules import DuplicateKey, TooManyEntries
from .entry_names import diagnose_key, find_misnamed_fields
from .sources import SourceReader

__all__ = ["MAX_ENTRIES", "UNREAD_ENTRY", "read_bibliography"]

UNREAD_ENTRY = frozenset({"C101", "C102", "C103", "C104", "C105", "C119"})
"""Codes of errors that exclude an entry."""

MAX_ENTRIES = 10_000
"""Maximum number of entries that are read from a file."""


def read_bibliography(path: str, text: str) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Parse a file's text; its root-relative *path* is only used in spans."""
    faults = DiagnosticList()
    file = BibtexFile(path, text, faults)
    raw_entries = file.entries
    for entry in raw_entries:
        faults += find_misnamed_fields(entry, file.lines)
    entries, inherited_faults = inherit(_select_usable(raw_entries, faults))
    faults += inherited_faults
    sources = tuple(SourceReader(entry, faults).read() for entry in entries)
    return sources, tuple(sorted(faults.to_list(), key=lambda fault: fault.order))


def _select_usable(entries: Sequence[RawEntry], faults: list[Diagnostic]) -> Iterator[RawEntry]:
    """Yield the entries whose key is valid and not a duplicate."""
    keys: Register[Span] = Register()
    if len(entries) > MAX_ENTRIES:
        first_unread = entries[MAX_ENTRIES].span
        message = f"the file has {len(entries):,} entries; the first {MAX_ENTRIES:,} are read"
        hint = f'move some into another file, such as "{first_unread.path.removesuffix(".bib")}-2.bib"'
        faults.append(TooManyEntries.flag(first_unread, message, hint=hint))
    for entry in entries[:MAX_ENTRIES]:
        if (fault := diagnose_key(entry)) is not None:
            faults.append(fault)
        elif (first := keys.claim(entry.key, entry.span)) is not entry.span:
            message = f'key "{entry.key}" is defined a second time; the first is at {first}'
            hint = "delete one of the two entries, or give this one another key"
            faults.append(DuplicateKey.flag(entry.span, message, hint=hint))
        else:
            yield entry
