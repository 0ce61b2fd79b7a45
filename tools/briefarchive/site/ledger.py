"""What a build has written, by the digest of what it was made from and of what it is.

Times of files say nothing in a fresh clone. A page is written again when its text or a fact that it shows has changed,
and when the file on the disk is not the one that was written.
"""

import shutil
from pathlib import Path

from ..reading import files
from ..reading.made_files import delete_within, digest_at, read_record, write_record

_PURPOSE = "ledger"
_STATIC = "_static"
_ADDED = (f"{_STATIC}/", "search/")
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

    def clear_static(self) -> None:
        """Delete the static files unless each is as the last build left it; they are copied anew."""
        folder = self._outdir / _STATIC
        now = set(self._static_files())
        before = {address for address in self._before if address.startswith(f"{_STATIC}/")}
        if now != before or any(self._before[address][1] != self._written(address) for address in now):
            self.begin()
            shutil.rmtree(folder, ignore_errors=True)

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
            if not address.startswith(f"{_STATIC}/"):
                delete_within(self._outdir, address)
        kept = {
            address: self._before[address]
            if address in self._same
            else (digest, self._fresh.get(address) or self._written(address))
            for address, digest in self.pages.items()
        }
        kept |= {address: ("", self._written(address)) for address in self._static_files()}
        write_record(self._file, kept, _PURPOSE)

    def _static_files(self) -> list[str]:
        folder = self._outdir / _STATIC
        return sorted(path.relative_to(self._outdir).as_posix() for path in folder.rglob("*") if path.is_file())

    def _written(self, address: str) -> str:
        """The digest of the file at an address; empty if there is none."""
        return digest_at(self._outdir / address)
