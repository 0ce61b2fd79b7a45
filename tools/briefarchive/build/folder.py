"""The folder of a site, and the one beside it in which the next site grows until it takes its place.

Unchanged files are hard links to those of the site that stands, so a whole site costs little more than what is new in
it. Two renames put the new one in place of the old: a reader sees the one or the other.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NoReturn

import msgspec
from filelock import FileLock, Timeout

from ..diagnostics import CommandError
from ..storage import files
from ..storage.cache import is_own, note_own

NAME = ".briefs-manifest.json"
_OWN = "manifest"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a build has left.

    Attributes:
        inputs: A digest of all that decides what a build gives. Empty if it cannot be told, or if the build found
            faults, which the next one tells again.
        until: The first day on which a brief that is held back is published; empty if there is none.
        state: `SitePages.shared_key`: what decides all pages, but for the texts of briefs.
        texts: `SitePages.text_key` of each brief, by the address of its page without the suffix.
        pages: The key of each file by its address, but for those that Sphinx writes, the index of the search and PDFs.
        guide: The key of the pages of the guide; empty if they are to be written anew.
        sphinx: The addresses of the files that Sphinx has written.
        search: By the name of a part of the index of the search, its key and its files.
    """

    inputs: str = ""
    until: str = ""
    state: str = ""
    texts: dict[str, str] = {}
    pages: dict[str, str] = {}
    guide: str = ""
    sphinx: tuple[str, ...] = ()
    pdfs: tuple[str, ...] = ()
    sizes: dict[str, int] = {}
    search: dict[str, tuple[str, tuple[str, ...]]] = {}

    @property
    def addresses(self) -> frozenset[str]:
        """Of all files of the site, but for the tables of the search that are written in each build."""
        parts = (f"search/{part}/{name}" for part, (_, names) in self.search.items() for name in names)
        return frozenset((*self.pages, *self.sphinx, *self.pdfs, *parts))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a site; an empty one if there is none, or none that this user's builds have written.

    A site can come along with a repository, and its pages be others than its manifest says.
    """
    try:
        data = files.read_own_file(folder / NAME)
        return msgspec.json.decode(data, type=Manifest) if is_own(folder, _OWN, data) else Manifest()
    except (OSError, msgspec.MsgspecError, ValueError):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest, site: Path) -> None:
    """Write a manifest into *folder*, for the site that will be at *site*."""
    data = msgspec.json.encode(manifest)
    note_own(site, _OWN, data)
    files.write_bytes(folder / NAME, data)


OWN = ".briefs-"
"""With this the names begin of what builds keep for themselves."""


class FolderError(CommandError):
    """A site cannot be built into a folder; the message says why."""


class SiteFolder:
    """The folder of a site, which one build at a time may write.

    Attributes:
        target: Where the site is, or is to be.
        staged: The folder in which the next site grows.
        former: The manifest of the site that stands.
        published: The manifest of the next site, once it has taken its place.
    """

    def __init__(self, target: Path) -> None:
        target = self.target = Path(os.path.realpath(target))
        # A folder on which something is mounted, or of which the parent cannot be written, cannot be renamed; and a
        # shell that stands in one that was renamed is nowhere.
        parent = next(folder for folder in target.parents if folder.exists())  # the others will be made in it
        renamable = not os.path.ismount(target) and os.access(parent, os.W_OK)
        self._beside = renamable and not Path.cwd().is_relative_to(target)
        around = target.parent if self._beside else target
        self.staged = around / f"{OWN}{target.name}-new"
        self._old = around / f"{OWN}{target.name}-old"
        self.former = self.published = Manifest()

    @contextlib.contextmanager
    def opened(self) -> Iterator["SiteFolder"]:
        """Keep other builds away, and bring to its end what the last one was stopped in.

        Raises:
            FolderError: Another build is at it, or the folder cannot be made.
        """
        lock = FileLock(self.staged.with_name(f"{OWN}{self.target.name}.lock"), timeout=0)
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise FolderError(f'another build is writing into "{self.target}"; wait until it has ended') from error
        except OSError as error:
            raise FolderError(_refused(error)) from error
        try:
            self.recover()
            self.former = read_manifest(self.target)
            yield self
        finally:
            shutil.rmtree(self.staged, ignore_errors=True)
            with contextlib.suppress(OSError):  # Windows deletes no file that is open
                Path(lock.lock_file).unlink(missing_ok=True)
            lock.release()

    def recover(self) -> None:
        """Complete a swap that was interrupted between its two renames, and clear what else was left."""
        if not os.path.lexists(self.target) and (self.staged / NAME).is_file():
            self.staged.rename(self.target)
        if not os.path.lexists(self.target) and self._old.is_dir():
            self._old.rename(self.target)
        for left in (self.staged, self._old):
            if left.is_symlink():  # somebody else has put it there
                left.unlink()
            shutil.rmtree(left, ignore_errors=True)

    def is_whole(self) -> bool:
        """Whether every file of the site that stands is there, with its size."""
        return all(map(self.stands, self.former.addresses))

    def stands(self, address: str) -> bool:
        """Whether a file of the former site is there, no link, and as long as it was made."""
        try:
            told = os.lstat(f"{self.target}/{address}")
        except OSError:
            return False
        return stat.S_ISREG(told.st_mode) and told.st_size == self.former.sizes.get(address)

    def begin(self) -> None:
        """Start with an empty folder for the next site.

        Raises:
            FolderError: It cannot be made.
        """
        try:
            self.staged.mkdir(parents=True)
        except OSError as error:
            raise FolderError(_refused(error)) from error

    def keep(self, address: str) -> bool:
        """Take a file of the site that stands into the next one; False if it is not there as it was made."""
        return self.stands(address) and self._linked(f"{self.target}/{address}", address)

    def keep_all(self, addresses: Collection[str]) -> bool:
        """Take several files of the site that stands into the next one; if one of them is not there, then none."""
        if all(map(self.keep, addresses)):
            return True
        for address in addresses:  # Sphinx would write into them, and they are those of the site that stands
            (self.staged / address).unlink(missing_ok=True)
        return False

    def _linked(self, source: str, address: str) -> bool:
        try:
            self._in_its_folder(address, lambda place: files.link(source, place))
        except FileExistsError:
            return True
        except OSError:
            return False
        return True

    def write(self, address: str, data: bytes) -> None:
        """Write a file of the next site."""

        def write(place: str) -> None:
            if os.path.lexists(place):
                Path(place).unlink()  # a link would lead to the site that stands
            with open(place, "wb") as file:  # noqa: PTH123 — a `Path` of each file takes its time
                file.write(data)

        self._in_its_folder(address, write)

    def _in_its_folder(self, address: str, put: Callable[[str], None]) -> None:
        """Put something at an address, of which the folder is made if it is not there."""
        place = f"{self.staged}/{address}"  # a site has thousands of files, and a `Path` of each takes its time
        try:
            put(place)
        except FileNotFoundError:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            put(place)

    def written(self) -> Iterator[str]:
        """The addresses of the files of the next site that are there."""
        return (_address(self.staged, place, name) for place, _, names in os.walk(self.staged) for name in names)

    def publish(self, manifest: Manifest) -> list[str]:
        """Put the next site in place of the one that stands; what neither has made stays where it is.

        Returns:
            The addresses of files that somebody else has put into the folder.

        Raises:
            FolderError: One of these cannot be taken along.
        """
        manifest = self.published = self._measured(manifest)
        foreign = self._carry()
        write_manifest(self.staged, manifest, self.target)
        if self._beside:
            try:
                self._swap()
            except OSError:  # Windows: somebody has a file of it open
                self._replace(manifest)
        else:
            self._replace(manifest)
        return foreign

    def _measured(self, manifest: Manifest) -> Manifest:
        """The manifest, with the sizes of its files."""
        sizes = {address: os.lstat(f"{self.staged}/{address}").st_size for address in sorted(manifest.addresses)}
        return msgspec.structs.replace(manifest, sizes=sizes)

    def _carry(self) -> list[str]:
        """Take along what no build has made, and name it."""
        known = self.former.addresses
        foreign: list[str] = []
        # Where a build was, nothing lies in these but what builds have put there.
        ours = ("_static/", "search/", "_images/", "_downloads/") if (self.target / NAME).is_file() else ()
        for place, folders, names in os.walk(self.target, onerror=_refuse if os.path.lexists(self.target) else None):
            folders[:] = [name for name in folders if not name.startswith(OWN)]
            links = [name for name in folders if Path(place, name).is_symlink()]
            for name in (name for name in (*names, *links) if not name.startswith(OWN)):
                address = _address(self.target, place, name)
                if address in known or address.startswith(ours) or os.path.lexists(self.staged / address):
                    continue
                file = f"{place}{os.sep}{name}"
                if not self._linked(file, address):
                    raise FolderError(f'"{file}" is no part of the site and cannot be kept; move it to another place')
                foreign.append(address)
        return foreign

    def _swap(self) -> None:
        if os.path.lexists(self.target):
            shutil.copymode(self.target, self.staged)
            self.target.rename(self._old)
        self.staged.rename(self.target)
        shutil.rmtree(self._old, ignore_errors=True)

    def _replace(self, manifest: Manifest) -> None:
        """File by file, the manifest last: what is stopped in the middle, the next build does again."""
        # Until then, one that says which files are of builds, and lets none be kept.
        fallback = Manifest(sphinx=tuple(sorted(self.former.addresses | manifest.addresses)))
        write_manifest(self.target, fallback, self.target)
        fresh = {file.relative_to(self.staged).as_posix() for file in self.staged.rglob("*") if file.is_file()} - {NAME}
        for address in fresh:
            (self.target / address).parent.mkdir(parents=True, exist_ok=True)
            (self.staged / address).replace(self.target / address)
        for gone in self.former.addresses - fresh:
            (self.target / gone).unlink(missing_ok=True)
        (self.staged / NAME).replace(self.target / NAME)


def _refused(error: OSError) -> str:
    return f"the site's folder cannot be made: {files.describe_error(error)}"


def _refuse(error: OSError) -> NoReturn:
    raise FolderError(f"what is no part of the site cannot be kept: {files.describe_error(error)}") from error


def _address(folder: Path, place: str, name: str) -> str:
    """The address of a file in a *place* below the folder of a site."""
    return f"{place}/{name}"[len(f"{folder}/") :].replace(os.sep, "/")


def holds_another_site(target: Path) -> bool:
    """Whether a folder has a front page that no build of ours has put there."""
    return os.path.lexists(target / "index.html") and not (target / NAME).is_file()
