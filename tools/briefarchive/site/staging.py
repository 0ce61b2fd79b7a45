"""What a build has made and not yet put in its place: a site changes all at once, or not at all.

Files are written into a folder beside the site's. When all are there, a journal says what is moved to where and what
goes, and then this is done: it takes as long as renaming takes, and what is broken off in the middle is brought to its
end by whoever opens the folder next. What a build that was broken off before has finished is not made again.
"""

import functools
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ..reading import files
from ..reading.made_files import Record, delete_within, digest_at, read_sealed, write_sealed

NOTES = ".briefarchive"
"""With this the names begin of all that a build keeps for itself in the folder of a site."""
FOLDER = f"{NOTES}-staged"
_JOURNAL = "journal"
_PURPOSE = "staging"


def holds_another_site(outdir: Path) -> bool:
    """Whether the folder has a front page, and no note that a build of ours has left beside it."""
    return os.path.lexists(outdir / "index.html") and next(outdir.glob(f"{NOTES}*"), None) is None


class Account(msgspec.Struct, frozen=True):
    """What a site consists of.

    Attributes:
        state: A digest of all that its files were made from but for the texts of briefs; empty if that is not known.
        texts: The digest of each brief's file, by the name of its page.
        files: Its files but for those that Sphinx writes.
        sphinx: Those: pages of the guide, what is shown on them, and static files.
        shares: Of how many shares this is one; 1 if it is the whole.
    """

    state: str = ""
    texts: dict[str, str] = {}
    files: Record = {}
    sphinx: Record = {}
    shares: int = 1


class There(msgspec.Struct, frozen=True):
    """What need not be drawn.

    Attributes:
        placed: What each file was made from that stands in the site as it was written.
        waiting: The same of those that a build which was broken off has left.
    """

    placed: dict[str, str]
    waiting: dict[str, str]

    def has(self, address: str, made_from: str) -> bool:
        """Whether the file for this *address* is there."""
        return self.placed.get(address) == made_from or self.waiting.get(address) == made_from


class _Journal(msgspec.Struct, frozen=True):
    gone: tuple[str, ...]
    ours: tuple[str, ...]
    sphinx: tuple[str, ...]
    account: Account
    ledger: str


class Staging:
    """The folder of files that wait, for the site in *outdir*.

    Attributes:
        sphinx: Where Sphinx writes; it does so anew in each build.
    """

    def __init__(self, outdir: Path) -> None:
        self._outdir = outdir
        self.folder = outdir / FOLDER
        self.sphinx = self.folder / "sphinx"
        self._ours = self.folder / "ours"
        self._folders: set[str] = set()

    @functools.cached_property
    def finished(self) -> Record:
        """The files that a build which was broken off has left, each whole."""
        found: Record = {}
        for report in self._reports():
            found |= read_sealed(report, _PURPOSE, Record) or {}
        return {one: made for one, made in found.items() if digest_at(self._ours / one) == made[1]}

    def write(self, address: str, data: bytes) -> str:
        """Write a file of the site; its digest. It counts only when `keep` has been told of it."""
        self._write(f"{self._ours}/{address}", data)
        return files.digest(data)

    def has(self, address: str) -> bool:
        """Whether a file waits for this address."""
        return os.path.lexists(f"{self._ours}/{address}")

    def keep(self, record: Record, name: str) -> None:
        """Remember that these files are whole; *name* tells this report from others."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_sealed(self.folder / f"{name}.sealed", record, _PURPOSE)

    @functools.cached_property
    def by_sphinx(self) -> Record:
        """The files that Sphinx has written, when it has."""
        written = (path for path in sorted(self.sphinx.rglob("*")) if path.is_file() and path.name != ".buildinfo")
        return {path.relative_to(self.sphinx).as_posix(): ("", digest_at(path)) for path in written}

    def publish(self, account: Account, moved: Sequence[str], gone: Sequence[str], ledger: Path) -> None:
        """Put files in their places, take away those that have *gone*, and write the *ledger* of what is there then."""
        theirs = [one for one in moved if one in self.by_sphinx]
        ours = [one for one in moved if one not in self.by_sphinx]
        journal = _Journal(
            gone=tuple(gone), ours=tuple(ours), sphinx=tuple(theirs), account=account, ledger=ledger.name
        )
        write_sealed(self.folder / _JOURNAL, journal, _PURPOSE)
        self._follow(journal)

    def resume(self) -> None:
        """End what was broken off while files were put in their places."""
        if _has_links(self.folder):
            self.clear()
        journal = read_sealed(self.folder / _JOURNAL, _PURPOSE, _Journal)
        if journal is not None:
            self._follow(journal)
        shutil.rmtree(self.sphinx, ignore_errors=True)

    def clear(self) -> None:
        """Forget everything that waits."""
        if self.folder.is_symlink():
            self.folder.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("finished", "by_sphinx"):
            vars(self).pop(name, None)
        self._folders.clear()

    def _write(self, path: str, data: bytes) -> None:
        self._make_folder_of(path)
        with open(path, "wb") as stream:  # noqa: PTH123 — there are tens of thousands of them
            stream.write(data)

    def _follow(self, journal: _Journal) -> None:
        for address in journal.gone:
            delete_within(self._outdir, address)
        for folder, addresses in ((self._ours, journal.ours), (self.sphinx, journal.sphinx)):
            for address in addresses:
                staged, place = f"{folder}/{address}", f"{self._outdir}/{address}"
                if os.path.lexists(staged):  # otherwise it was moved before
                    self._make_folder_of(place)
                    os.replace(staged, place)  # noqa: PTH105 — there are tens of thousands of them
        write_sealed(self._outdir / journal.ledger, journal.account, _PURPOSE)
        self.clear()

    def _make_folder_of(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            Path(parent).mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)

    def _reports(self) -> Iterator[Path]:
        return self.folder.glob("*.sealed")


def _has_links(folder: Path) -> bool:
    """Whether there are links, which we never make: by them others would have us write or delete elsewhere."""
    if folder.is_symlink():
        return True
    return any(
        (Path(place) / name).is_symlink() for place, folders, names in os.walk(folder) for name in (*folders, *names)
    )


def read_account(file: Path) -> Account:
    """The account in *file*; an empty one if there is none that we have sealed."""
    return read_sealed(file, _PURPOSE, Account) or Account()
