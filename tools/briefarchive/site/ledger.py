"""What a build has written, by the digest of what it was made from.

Times of files say nothing in a fresh clone. A page is written again when its text or a fact that it shows has changed.
"""

import contextlib
from pathlib import Path

import msgspec

from ..reading import files
from ..reading.seal import sealed, unsealed


class Ledger:
    """Digests of the last build and of this one.

    They are kept with the site. Before anything is changed they are struck out: after a build that was broken off,
    nothing counts as done.

    Attributes:
        pages: The digest of what each page, or file, of this build is made from, by address.
    """

    def __init__(self, outdir: Path) -> None:
        self._pages_file = outdir / ".briefarchive.sealed"
        self._outdir = outdir
        self._pages_before = _load(self._pages_file)
        self._begun = False
        self.pages: dict[str, str] = {}

    def has_written(self, address: str, digest: str) -> bool:
        """Whether the page at *address* is the one that this build would write."""
        self.pages[address] = digest
        return self._pages_before.get(address) == digest and (self._outdir / address).exists()

    def begin(self) -> None:
        """Something is about to be changed."""
        if not self._begun:
            self._begun = True
            self._pages_file.unlink(missing_ok=True)

    def finish(self) -> None:
        """Delete what is no longer part of the site, and keep the digests for the next build."""
        for address in self._pages_before.keys() - self.pages.keys():
            self._delete(address)
        files.write_bytes(self._pages_file, sealed(msgspec.json.encode(self.pages)))

    def _delete(self, address: str) -> None:
        page = self._outdir / address
        # An alias may have become a folder, or a link: only what lies within the site is deleted.
        if not page.resolve().is_relative_to(self._outdir.resolve()):
            return
        page.unlink(missing_ok=True)
        for folder in page.parents:
            if folder == self._outdir:
                break
            with contextlib.suppress(OSError):  # it is not empty
                folder.rmdir()


def _load(file: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode(unsealed(file.read_bytes()) or b"", type=dict[str, str])
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}
