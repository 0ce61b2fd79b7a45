"""The register of links: what was found at each source's address, and when.

It is `curation/links.jsonl`, one line a source in the order of the keys, so that a run changes the lines of what it has
asked for and no others; two runs at once lose nothing of what the other has found. It lies outside `archive/` and
`bib/`: it says what a machine saw, not what an author wrote, and can be deleted; then everything is asked for again.
"""

import contextlib
import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from ..diagnostics import Diagnostic, Span
from ..model import CiteKey
from ..reading import decoding
from ..storage import files
from ..storage.locking import LockError, locked
from .answers import Reason

PATH = "curation/links.jsonl"
_EVERY = 20
# RFC 9110, sections 8.8.3 and 8.8.2.
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"')
_HTTP_DATE = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT")


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
        etag: The page's entity tag, for the next request.
        modified: Its `Last-Modified`, for the same.
    """

    key: CiteKey
    url: str
    date: datetime.date
    state: LinkState
    status: int = 0
    reason: Reason | None = None
    target: str = ""
    etag: str = ""
    modified: str = ""

    def validators(self, address: str) -> dict[str, str]:
        """The headers by which the page at *address* is sent only if it has changed since."""
        if self.state not in (LinkState.OK, LinkState.MOVED) or address != (self.target or self.url):
            return {}
        headers = {"If-None-Match": sound_etag(self.etag), "If-Modified-Since": sound_date(self.modified)}
        return {name: value for name, value in headers.items() if value}


class LinkRegister:
    """The lines of a register by key, as they stand in its file; those that are added are written every so often."""

    def __init__(self, root: Path, records: Iterable[LinkRecord] = ()) -> None:
        self._root = root
        self._outdated: set[LinkRecord] = set()
        self._unsaved: list[LinkRecord] = []
        self.records: dict[CiteKey, LinkRecord] = {}
        for record in sorted(records, key=lambda one: one.date):  # of two lines for a key, the younger
            self.records[record.key] = record

    def keep(self, records: Iterable[LinkRecord]) -> None:
        """Let go of all lines but these."""
        kept = {record.key: record for record in records}
        self._outdated.update(set(self.records.values()) - set(kept.values()))
        self.records = kept

    def add(self, record: LinkRecord) -> None:
        """Take in a line; after some, the file is written, so that a run that is broken off keeps what it has.

        While another command writes into the archive, that waits for the next lines: servers are not to wait for it.
        """
        self.records[record.key] = record
        self._unsaved.append(record)
        if len(self._unsaved) % _EVERY == 0:
            with contextlib.suppress(LockError):
                self.save(waits=False)

    def save(self, hear: Callable[[str], None] = lambda _: None, *, waits: bool = True) -> None:
        """Write what this run has found into the file as it is now.

        Args:
            hear: Called, before a wait for the lock of the archive, with who holds it.
            waits: Whether to wait for it.

        Raises:
            LockError: The archive cannot be locked, and nothing was written.
        """
        with locked(self._root, "briefs sources links", hear, waits=waits):
            if isinstance(there := read_register(self._root), LinkRegister):
                lines_there = set(there.records.values()) - self._outdated
                self.records = LinkRegister(self._root, [*lines_there, *self._unsaved]).records
            lines = (msgspec.json.encode(self.records[key]) for key in sorted(self.records))
            files.write_bytes(self._root / PATH, b"".join(line + b"\n" for line in lines))
        self._unsaved.clear()


def read_register(root: Path) -> LinkRegister | Diagnostic:
    """The register of the archive in *root*; a line that cannot be read, as after a merge, counts as not there."""
    file = root / PATH
    if file.parent.is_symlink():
        return decoding.SymbolicLink.at(Span(path=PATH), f'"{Path(PATH).parent}" is a symbolic link')
    if not file.exists() and not file.is_symlink():
        return LinkRegister(root)
    data = decoding.read(PATH, file)
    return data if isinstance(data, Diagnostic) else LinkRegister(root, _records(data))


def sound_etag(text: str) -> str:
    """*text* if it is an entity tag that can be sent back, else nothing."""
    return text if _ETAG.fullmatch(text) else ""


def sound_date(text: str) -> str:
    """*text* if it is a date of HTTP, else nothing."""
    return text if _HTTP_DATE.fullmatch(text) else ""


def _records(data: bytes) -> Iterator[LinkRecord]:
    decoder = msgspec.json.Decoder(LinkRecord)
    for line in data.splitlines():
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
