"""All bibliographies of an archive, and their conversion to sources: every entry becomes a source or a diagnostic."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...bibtex.blocks import RawEntry
from ...bibtex.entries import BibtexFile
from ...bibtex.inheritance import inherit
from ...diagnostics import Diagnostic, DiagnosticList, Span
from ...model import CiteKey, Source
from ...model.names import Register, normalize_name
from ...storage import files
from ...storage.cache import CacheFile, cache_name
from .. import decoding
from ..cached_files import CachedFiles
from ..rules import AmbiguousAlias, DuplicateKey, DuplicateKeyInArchive, TooManyEntries
from .entry_names import diagnose_key, find_misnamed_fields
from .sources import SourceReader

__all__ = ["MAX_ENTRIES", "UNREAD_ENTRY", "read_bibliography", "read_fields", "read_sources", "source_files"]

UNREAD_ENTRY = frozenset({"C101", "C102", "C103", "C104", "C119"})
"""Codes of errors for which an entry cannot be read."""

MAX_ENTRIES = 10_000
"""Maximum number of entries that are read from a file."""

_OTHER_SUFFIX = re.compile(r".+\.bib(?:\.\w+)?|.+\.bibtex", re.IGNORECASE)
_HIDES_SOURCES = UNREAD_ENTRY | {TooManyEntries.code}


@dataclass(slots=True)
class Sources:
    """The sources of an archive by key, with the diagnostics of their files.

    Attributes:
        digest: Digest of the bytes of all files, in hex.
        unread_files: Files that could not be read completely: another encoding, another suffix or an unclosed entry,
            for example. A source that may be in one of them is not reported as missing.
    """

    by_key: dict[CiteKey, Source] = field(default_factory=dict)
    diagnostics: DiagnosticList = field(default_factory=DiagnosticList)
    digest: str = ""
    unread_files: list[str] = field(default_factory=list)


def source_files(root: Path) -> Iterator[CachedFiles[tuple[Source, ...]]]:
    """Yield each bibliography of the archive at *root*, with its file in the cache."""
    for path in files.find_paths(root, "bib", ".bib"):
        yield CachedFiles(
            root=root,
            name=cache_name(path),
            form=CacheFile[tuple[Source, ...]],
            paths=(path,),
            read=_read_file,
            nothing=(),
            limit=decoding.BIBLIOGRAPHY_LIMIT,
        )


def read_sources(root: Path, *, cache: bool) -> Sources:
    """Read all bibliographies of the archive at *root*."""
    digests: list[str] = []
    keys: Register[Source] = Register()
    other_paths = (path for path in files.find_paths(root, "bib", "") if not path.endswith(".bib"))
    result = Sources(unread_files=[path for path in other_paths if _OTHER_SUFFIX.fullmatch(path)])
    for path, entry in (member for group in source_files(root) for member in group.entries(cached=cache)):
        digests.append(f"{path} {entry.digest}\n")
        result.diagnostics.extend(entry.diagnostics)
        codes = {diagnostic.code for diagnostic in entry.diagnostics}
        if not codes.isdisjoint(_HIDES_SOURCES) or any(code.startswith("F") for code in codes):
            result.unread_files.append(path)
        for source in entry.value:
            if (first := keys.claim(source.key, source)) is source:
                result.by_key[source.key] = source
            else:
                message = f'the key "{source.key}" is defined in {first.span} too'
                fault = DuplicateKeyInArchive.flag(source.span, message, hint="keep one entry, or change one key")
                result.diagnostics.append(fault)
    _claim_aliases(result.by_key.values(), keys, result.diagnostics)
    result.digest = files.digest("".join(digests).encode())
    return result


def _read_file(path: str, data: bytes) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        return (), (text,)
    return read_bibliography(path, text)


def _claim_aliases(sources: Iterable[Source], keys: Register[Source], diagnostics: list[Diagnostic]) -> None:
    """Assign each alias to the first source that names it; keys take precedence."""
    for source in sources:
        for alias in source.aliases:
            first = keys.claim(alias, source)
            if first is not source:
                kind = "the key" if normalize_name(first.key) == normalize_name(alias) else "an alias"
                message = f'the alias "{alias}" of "{source.key}" is {kind} of the source in {first.span} too'
                hint = "remove it from one entry, or merge the two"
                diagnostics.append(AmbiguousAlias.flag(source.places["ids"], message, hint=hint))


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


def read_fields(text: str) -> dict[str, dict[str, str]]:
    """Return the fields of each entry that is read from a file's text, without looking for mistakes in them."""
    faults = DiagnosticList()
    entries, _ = inherit(_select_usable(BibtexFile("", text, faults).entries, faults))
    return {entry.key: SourceReader(entry, faults).fields for entry in entries}


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
