"""Builds the next site in a folder beside the present one, and then puts it in its place.

Keeping files of the present site costs little: an unchanged folder moves to the new site as a whole, and any other file
is a hard link. Two renames put the new site in place of the old, and the folders move between them, so that a reader
sees one or the other.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from pathlib import Path
from typing import NoReturn

import msgspec
from filelock import FileLock, Timeout

from ..diagnostics import CommandError
from ..search import FOLDER, PartState
from ..storage import files
from ..storage.cache import is_own, note_own

NAME = ".briefs-manifest.json"
_OWN = "manifest"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The record that a build leaves in the site's folder.

    Attributes:
        inputs: A digest of all inputs of the build. Empty if they cannot be determined, or if the build found faults,
            which the next one reports again.
        until: The first day on which a brief that is held back is published; empty if there is none.
        state: `SitePages.shared_key`, which covers all pages except the texts of briefs.
        texts: `SitePages.text_key` of each brief, by the address of its page without the suffix.
        pages, pdfs: The key of each file by its address, except Sphinx's own and the search index.
        guide: The key of the pages of the guide; empty if they are to be written anew.
        sphinx: The addresses of the files that Sphinx has written.
        search: The parts and the tables of the search index, by name.
        moved: Folders that the site takes unchanged from the previous one.
    """

    inputs: str = ""
    until: str = ""
    state: str = ""
    texts: dict[str, str] = {}
    pages: dict[str, str] = {}
    guide: str = ""
    sphinx: tuple[str, ...] = ()
    pdfs: dict[str, str] = {}
    sizes: dict[str, int] = {}
    search: dict[str, PartState] = {}
    moved: tuple[str, ...] = ()

    @property
    def addresses(self) -> frozenset[str]:
        """All files of the site, except the list of the parts of the search, which every build writes."""
        parts = (f"{FOLDER}/{part}/{name}" for part, state in self.search.items() for name in state.files)
        return frozenset((*self.pages, *self.sphinx, *self.pdfs, *parts))


def read_manifest(folder: Path, site: Path | None = None) -> Manifest:
    """Read the manifest in a *folder*; an empty one if there is none that this user's builds have written.

    A site can come with a repository, and its pages differ from what its manifest says. The manifest is that of the
    *site* in another folder, if one is given. One in the form of another version only gives the addresses.
    """
    try:
        data = files.read_own_file(folder / NAME)
        if not is_own(site or folder, _OWN, data):
            return Manifest()
        try:
            return msgspec.json.decode(data, type=Manifest)
        except msgspec.ValidationError:
            manifest = msgspec.json.decode(data)
            return Manifest(sphinx=tuple(manifest["sizes"]), moved=tuple(manifest.get("moved", ())))
    except (OSError, msgspec.MsgspecError, ValueError, KeyError, TypeError):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest, site: Path) -> None:
    """Write a manifest into *folder*, for the site that will be at *site*."""
    data = msgspec.json.encode(manifest)
    note_own(site, _OWN, data)
    files.write_bytes(folder / NAME, data)


OWN = ".briefs-"
"""The beginning of the names of files and folders that builds keep for themselves."""


class FolderError(CommandError):
    """A site cannot be built into a folder; the message says why."""


class SiteFolder:
    """The folder of a site, which one build at a time may write.

    Attributes:
        target: The folder of the site, which may not exist yet.
        staged: The folder in which the next site is built.
        former: The manifest of the present site.
        published: The manifest of the next site, once it has taken its place.
    """

    def __init__(self, target: Path) -> None:
        target = self.target = Path(os.path.realpath(target))
        # A mount point, or a folder whose parent is not writable, cannot be renamed; and a shell whose current folder
        # was renamed is lost.
        parent = next(folder for folder in target.parents if folder.exists())  # the others will be made in it
        renamable = not os.path.ismount(target) and os.access(parent, os.W_OK)
        self._beside = renamable and not Path.cwd().is_relative_to(target)
        around = target.parent if self._beside else target
        self.staged = around / f"{OWN}{target.name}-new"
        self._old = around / f"{OWN}{target.name}-old"
        self.former = self.published = Manifest()
        self._kept: set[str] = set()

    @contextlib.contextmanager
    def open(self) -> Iterator["SiteFolder"]:
        """Keep other builds away, and complete what the last one was interrupted in.

        Raises:
            FolderError: Another build is running.
        """
        lock = FileLock(self.staged.with_name(f"{OWN}{self.target.name}.lock"), timeout=0)
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise FolderError(f'another build is writing into "{self.target}"; wait until it has ended') from error
        try:
            self.recover()
            self.former = read_manifest(self.target)
            yield self
        finally:
            self.recover()
            with contextlib.suppress(OSError):  # Windows deletes no file that is open
                Path(lock.lock_file).unlink(missing_ok=True)
            lock.release()

    def recover(self) -> None:
        """Complete a swap that was interrupted between its two renames, and clear what else was left."""
        if not os.path.lexists(self.target) and (self.staged / NAME).is_file():
            self._complete(read_manifest(self.staged, self.target).moved)
        if not os.path.lexists(self.target) and self._old.is_dir():
            self._old.rename(self.target)
        for leftover in (self.staged, self._old):
            if leftover.is_symlink():  # somebody else has put it there
                leftover.unlink()
            shutil.rmtree(leftover, ignore_errors=True)

    def is_whole(self) -> bool:
        """Return whether every file of the present site is there, with its size."""
        return all(map(self.is_intact, self.former.addresses))

    def is_intact(self, address: str) -> bool:
        """Return whether a file of the present site is there, is no link, and has its recorded size."""
        try:
            status = os.lstat(f"{self.target}/{address}")
        except OSError:
            return False
        return stat.S_ISREG(status.st_mode) and status.st_size == self.former.sizes.get(address)

    def begin(self) -> None:
        """Start with an empty folder for the next site."""
        self.staged.mkdir(parents=True)

    def keep(self, address: str) -> bool:
        """Take a file of the present site into the next one; False if it is not there as it was made."""
        return self.keep_all([address])

    def keep_all(self, addresses: Collection[str]) -> bool:
        """Take several files of the present site into the next one, or none if one of them is not there."""
        if not all(map(self.is_intact, addresses)):
            return False
        self._kept.update(addresses)
        return True

    def write(self, address: str, data: bytes) -> None:
        """Write a file of the next site; the present one is kept if it is the same."""

        def write(place: str) -> None:
            with open(place, "wb") as file:  # noqa: PTH123 — a `Path` of each file takes its time
                file.write(data)

        if self.former.sizes.get(address) == len(data) and files.read_data(self.target / address) == data:
            self._kept.add(address)
        else:
            self._kept.discard(address)
            self._in_its_folder(address, write)

    def _in_its_folder(self, address: str, put: Callable[[str], None]) -> None:
        """Put something at an address, whose folder is made if needed."""
        place = f"{self.staged}/{address}"  # a site has thousands of files, and a `Path` of each takes its time
        try:
            put(place)
        except FileNotFoundError:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            put(place)

    def addresses(self) -> Set[str]:
        """Return the addresses of the files that the next site has so far."""
        return self._kept | set(_files_below(self.staged))

    def publish(self, manifest: Manifest) -> list[str]:
        """Put the next site in place of the present one; files that belong to neither stay where they are.

        Returns:
            The addresses of files that somebody else has put into the folder.

        Raises:
            FolderError: One of these cannot be kept.
        """
        new_addresses = set(_files_below(self.staged))
        self._kept -= new_addresses
        standing = set(_files_below(self.target))
        # In a folder with a manifest, only builds write into these.
        ours = ("_static/", "search/", "_images/", "_downloads/") if (self.target / NAME).is_file() else ()
        foreign = sorted(
            address for address in standing - self.former.addresses - new_addresses if not address.startswith(ours)
        )
        moved_folders: Set[str] = set()
        if self._beside:
            moved_folders = _folders(self._kept & standing) - _folders(standing - self._kept) - _folders(new_addresses)
            for address in (*self._kept, *foreign):
                if address.rpartition("/")[0] not in moved_folders:
                    self._link(address)
        manifest = self.published = msgspec.structs.replace(
            manifest,
            sizes={address: self._size(address) for address in sorted(manifest.addresses)},
            moved=tuple(sorted(folder for folder in moved_folders if folder.rpartition("/")[0] not in moved_folders)),
        )
        write_manifest(self.staged, manifest, self.target)
        if not (self._beside and self._swap(manifest.moved)):
            self._replace(manifest)
        return foreign

    def _size(self, address: str) -> int:
        return self.former.sizes[address] if address in self._kept else os.lstat(f"{self.staged}/{address}").st_size

    def _link(self, address: str) -> None:
        source = f"{self.target}/{address}"
        try:
            self._in_its_folder(address, lambda place: files.link(source, place))
        except FileExistsError:  # a link to a folder, of which files are kept
            return
        except OSError as error:
            raise FolderError(f'"{source}" cannot be kept; move it to another place') from error

    def _swap(self, moved_folders: Iterable[str]) -> bool:
        """Rename the folders; False if that is not possible."""
        try:
            if os.path.lexists(self.target):
                shutil.copymode(self.target, self.staged)
                self.target.rename(self._old)
            self._complete(moved_folders)
        except OSError:  # Windows: somebody has a file of it open
            return False
        shutil.rmtree(self._old, ignore_errors=True)
        return True

    def _complete(self, moved_folders: Iterable[str]) -> None:
        """Put the new site in place of the old one, with the folders that it takes from that."""
        for old, new in ((self._old / folder, self.staged / folder) for folder in moved_folders):
            if old.is_dir():
                new.parent.mkdir(parents=True, exist_ok=True)
                try:
                    old.rename(new)
                except OSError:  # something is mounted there, or it is read-only
                    shutil.rmtree(new, ignore_errors=True)  # a copy in whose middle a build was stopped
                    shutil.copytree(old, new, copy_function=files.link)
        self.staged.rename(self.target)

    def _replace(self, manifest: Manifest) -> None:
        """Replace file by file, the manifest last: if this is interrupted, the next build does it again."""
        # Until then, this manifest tells which files are of builds, and lets none be kept.
        fallback = Manifest(sphinx=tuple(sorted(self.former.addresses | manifest.addresses)))
        write_manifest(self.target, fallback, self.target)
        fresh = {file.relative_to(self.staged).as_posix() for file in self.staged.rglob("*") if file.is_file()} - {NAME}
        for address in fresh:
            (self.target / address).parent.mkdir(parents=True, exist_ok=True)
            (self.staged / address).replace(self.target / address)
        for gone in self.former.addresses - manifest.addresses:
            (self.target / gone).unlink(missing_ok=True)
        (self.staged / NAME).replace(self.target / NAME)


def _refuse(error: OSError) -> NoReturn:
    raise FolderError(f"what is not part of the site cannot be kept: {files.describe_error(error)}") from error


def _files_below(folder: Path) -> Iterator[str]:
    """Yield the addresses of files and of links to folders below a folder, except what builds keep for themselves."""
    for place, folders, names in os.walk(folder, onerror=_refuse if os.path.lexists(folder) else None):
        folders[:] = [name for name in folders if not name.startswith(OWN)]
        links = [name for name in folders if Path(place, name).is_symlink()]
        prefix = f"{place}{os.sep}"[len(f"{folder}{os.sep}") :].replace(os.sep, "/")
        yield from (f"{prefix}{name}" for name in (*names, *links) if not name.startswith(OWN))


def _folders(addresses: Iterable[str]) -> Set[str]:
    """Return the folders of files at some addresses, with all that contain these folders."""
    folders: set[str] = set()
    for address in addresses:
        folder = address.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def holds_another_site(target: Path) -> bool:
    """Return whether a folder has a front page that no build of ours has put there."""
    return os.path.lexists(target / "index.html") and not (target / NAME).is_file()
