"""The register of links: what was found at each source's address, and when.

It is `curation/links.jsonl`, one line a source in the order of the keys, so that a run changes the lines of what it has
asked for and no others; two runs at once lose nothing of what the other has found. It lies outside `archive/` and
`bib/`: it says what a machine saw, not what an author wrote, and can be deleted; then everything is asked for again.
"""

import contextlib
import datetime
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from ..diagnostics import CommandError, Diagnostic, Span
from ..model import Archive, CiteKey
from ..reading import decoding
from ..storage import files
from ..storage.locking import LockError, locked
from .web_client import Reason

PATH = "curation/links.jsonl"
_EVERY = 20


class LinkState(StrEnum):
    """What became of a page. *gone* is what its server says, never what we guess."""

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"


class LinkRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line.

    Attributes:
        key: The source's key.
        url: The address that was asked for; once the source has another, this line counts no more.
        date: When.
        state: What was found.
        status: The HTTP status of the last answer; 0 if there was none.
        reason: What the status does not say.
        target: The address at the end of the redirects.
    """

    key: CiteKey
    url: str
    date: datetime.date
    state: LinkState
    status: int = 0
    reason: Reason | None = None
    target: str = ""


class LinkRegister:
    """The lines of an archive's register by key; those that are added are written every so often."""

    def __init__(self, root: Path, archive: Archive, records: Iterable[LinkRecord] = ()) -> None:
        self._root, self._archive = root, archive
        self._unsaved: list[LinkRecord] = []
        self.records = self._current((*records,))

    def add(self, record: LinkRecord) -> None:
        """Take in a line; after some, the file is written, so that a run that is broken off keeps what it has.

        While another command writes into the archive, that waits for the next lines: servers are not to wait for it.
        """
        self.records[record.key] = record
        self._unsaved.append(record)
        if len(self._unsaved) % _EVERY == 0:
            with contextlib.suppress(LockError):
                self.save(waits=False)

    def save(self, on_wait: Callable[[str], None] = lambda _: None, *, waits: bool = True) -> None:
        """Write what this run has found into the file as it is now.

        Raises:
            LockError: The archive cannot be locked, and nothing was written.
            CommandError: The file cannot be written.
        """
        with locked(self._root, "briefs sources links", on_wait, waits=waits):
            if isinstance(now := read_register(self._root, self._archive), LinkRegister):
                self.records = self._current((*now.records.values(), *self._unsaved))
            lines = (msgspec.json.encode(self.records[key]) for key in sorted(self.records))
            try:
                files.write_bytes(self._root / PATH, b"".join(line + b"\n" for line in lines))
            except OSError as error:
                raise CommandError(f"{PATH} cannot be written: {error.strerror}") from error
        self._unsaved.clear()

    def _current(self, records: Iterable[LinkRecord]) -> dict[CiteKey, LinkRecord]:
        """Those that still say something, of two for a key the younger."""
        by_date = sorted(records, key=lambda one: one.date)
        return {one.key: one for one in by_date if self._is_current(one)}

    def _is_current(self, record: LinkRecord) -> bool:
        """Whether it is of a source that is there with that address, or that cannot be read."""
        if record.key in self._archive.unread_sources:
            return True
        source = self._archive.sources.get(record.key)
        return source is not None and source.url == record.url


def read_register(root: Path, archive: Archive) -> LinkRegister | Diagnostic:
    """The register of the archive in *root*; a line that cannot be read, as after a merge, counts as not there."""
    file = root / PATH
    if file.parent.is_symlink():
        return decoding.SymbolicLink.at(Span(path=PATH), f'"{Path(PATH).parent}" is a symbolic link')
    if not file.exists() and not file.is_symlink():
        return LinkRegister(root, archive)
    data = decoding.read(PATH, file)
    return data if isinstance(data, Diagnostic) else LinkRegister(root, archive, _records(data))


def _records(data: bytes) -> Iterator[LinkRecord]:
    decoder = msgspec.json.Decoder(LinkRecord)
    for line in data.splitlines():
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
