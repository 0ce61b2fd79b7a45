"""What a build has written, by the digest of what it was made from and of what it is.

Times of files say nothing in a fresh clone. A page is written again when its text or a fact that it shows has changed,
and when the file on the disk is not the one that was written.
"""

import shutil
from pathlib import Path

from ..reading import files
from ..reading.made_files import delete_within, digest_at, read_record, write_record

_PURPOSE = "ledger"
STATIC = "_static"
PICTURES = "_images"
"""Those of the guide, which Sphinx gathers there."""
_COPIED = (f"{STATIC}/", f"{PICTURES}/")
_ADDED = (*_COPIED, "search/")
"""Folders of which other pieces take care: the index of the search is made when the pages are there."""
# What a browser would run or show, were it to lie among the pages.
_OURS = ("exports/", "feeds/")
_PAGES = frozenset({".htm", ".html", ".js", ".mjs", ".svg", ".xhtml", ".xml"})


class Ledger:
    """Digests of the last build and of this one.

    They are kept with the site. Before anything is changed they are struck out: after a build that was broken off,
    nothing counts as done.

    Attributes:
        pages: The digest of what each page, or file, of this build is made from, by address.
    """

    def __init__(self, outdir: Path) -> None:
        self._file = outdir / ".briefarchive.sealed"
        self._outdir = outdir
        self._before = read_record(self._file, _PURPOSE)
        self._begun = False
        self._same: set[str] = set()
        self._fresh: dict[str, str] = {}
        self.pages: dict[str, str] = {}

    def has_written(self, address: str, digest: str) -> bool:
        """Whether the file at *address* is the one that this build would write."""
        self.pages[address] = digest
        made_from, written = self._before.get(address, ("", ""))
        same = made_from == digest and written == self._written(address)
        if same:
            self._same.add(address)
        return same

    def begin(self) -> None:
        """Something is about to be changed."""
        if not self._begun:
            self._begun = True
            self._file.unlink(missing_ok=True)

    def write(self, address: str, data: bytes) -> None:
        """Write a file of this build, of which `has_written` was asked."""
        self.begin()
        files.write_bytes(self._outdir / address, data)
        self._fresh[address] = files.digest(data)

    def is_as_left(self, folder: str) -> bool:
        """Whether a folder of copied files has those of the last build, and each is as it was left."""
        now = set(self._files_in(folder))
        before = {address for address in self._before if address.startswith(f"{folder}/")}
        return now == before and all(self._before[address][1] == self._written(address) for address in now)

    def clear(self, folder: str) -> None:
        """Delete a folder of copied files, since they are copied anew."""
        self.begin()
        shutil.rmtree(self._outdir / folder, ignore_errors=True)

    def strays(self) -> list[str]:
        """Files of no part of this build that a browser would show, or that would pass for exports."""
        files_there = ((path, path.relative_to(self._outdir).as_posix()) for path in self._outdir.rglob("*"))
        found = (
            one for path, one in files_there if path.suffix in _PAGES or (one.startswith(_OURS) and path.is_file())
        )
        return sorted(one for one in found if one not in self.pages and not one.startswith(_ADDED))

    def finish(self) -> None:
        """Delete what is no longer part of the site, and keep the digests for the next build."""
        for address in self._before.keys() - self.pages.keys():
            if not address.startswith(_COPIED):
                delete_within(self._outdir, address)
        kept = {
            address: self._before[address]
            if address in self._same
            else (digest, self._fresh.get(address) or self._written(address))
            for address, digest in self.pages.items()
        }
        copied = (*self._files_in(STATIC), *self._files_in(PICTURES))
        kept |= {address: ("", self._written(address)) for address in copied}
        write_record(self._file, kept, _PURPOSE)

    def _files_in(self, folder: str) -> list[str]:
        found = (path for path in (self._outdir / folder).rglob("*") if path.is_file())
        return sorted(path.relative_to(self._outdir).as_posix() for path in found)

    def _written(self, address: str) -> str:
        """The digest of the file at an address; empty if there is none."""
        return digest_at(self._outdir / address)
