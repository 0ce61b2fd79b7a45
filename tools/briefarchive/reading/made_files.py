"""Files that were made of an archive, by what they were made from and by what they are, and not by their times.

A folder of such files keeps a sealed record: the address of each, a digest of all that decided what is in it, and one
of its bytes. To read each file again only to see that it is still the same takes longer than all else that a build with
nothing to do needs; so a second record has what the system tells of the files of each folder (size, times and number of
each, stat(2)). It only ever spares reading: where it does not fit, as in a fresh clone, the bytes decide.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import TypeVar

import msgspec

from . import files
from .seal import sealed, unsealed

if sys.platform != "win32":
    import fcntl

Record = dict[str, tuple[str, str]]
"""By the address of a file: what it was made from, and what it is; digests in hex."""

T = TypeVar("T")
_ELSEWHERE = ".briefarchive-elsewhere.sealed"
_ELSEWHERE_PURPOSE = "elsewhere"
_STAMPS = ".briefarchive-stamps.sealed"
_PURPOSE_OF_STAMPS = "stamps"


def read_sealed(file: Path, purpose: str, shape: type[T]) -> T | None:
    """What stands sealed in *file*; None if it is not there, not of this *shape*, or not sealed for this *purpose*."""
    try:
        return msgspec.json.decode(unsealed(files.bytes_of(file), purpose) or b"", type=shape)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def write_sealed(file: Path, value: object, purpose: str) -> None:
    """Write a value, sealed."""
    files.write_bytes(file, sealed(msgspec.json.encode(value), purpose))


def noted_stamps(top: Path) -> dict[str, str]:
    """The stamps of the folders below *top* as they were when all files there were right."""
    return read_sealed(top / _STAMPS, _PURPOSE_OF_STAMPS, dict[str, str]) or {}


def note_stamps(top: Path, there: Mapping[str, "Folder"]) -> None:
    """Keep what `noted_stamps` tells."""
    write_sealed(top / _STAMPS, {name: one.stamp for name, one in there.items() if one.names}, _PURPOSE_OF_STAMPS)


class FolderError(Exception):
    """A folder is not to be written into; the message says why."""


class BusyError(FolderError):
    """Another process writes into the same folder."""


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Make *folder* if need be, and let no other process that asks for the same write into it (flock(2)).

    The system forgets it when this process and its forks have ended. Where it has no such thing, anyone may write.

    Raises:
        BusyError: Another one does.
        FolderError: It cannot be made or opened.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = None if sys.platform == "win32" else os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise FolderError(f"the site's folder cannot be made or opened: {files.reason_of(error)}") from error
    if descriptor is None:
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f'another build is writing into "{folder}"; wait until it has ended') from error
        except OSError:  # some file systems of a network have no locks
            pass
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def in_turn(file: Path) -> Iterator[None]:
    """Wait until no other process that asks for the same *file* is at it (flock(2)).

    Where the system has no such thing, nobody waits.
    """
    if sys.platform == "win32":
        yield
        return
    with file.open("wb") as stream:
        with contextlib.suppress(OSError):  # some file systems of a network have no locks
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def shown_from_elsewhere(outdir: Path) -> tuple[str, ...]:
    """Root-relative paths of files that the guide of the site at *outdir* includes or shows, and that lie elsewhere."""
    return read_sealed(outdir / _ELSEWHERE, _ELSEWHERE_PURPOSE, tuple[str, ...]) or ()


def note_shown_from_elsewhere(outdir: Path, paths: tuple[str, ...]) -> None:
    """Keep what `shown_from_elsewhere` tells."""
    if paths:
        write_sealed(outdir / _ELSEWHERE, paths, _ELSEWHERE_PURPOSE)
    else:
        (outdir / _ELSEWHERE).unlink(missing_ok=True)


def digest_at(file: Path) -> str:
    """The digest of a file; empty if there is none."""
    try:
        return files.digest(file.read_bytes())
    except OSError:
        return ""


class Folder(msgspec.Struct, frozen=True):
    """The files that lie in one folder.

    Attributes:
        stamp: A digest, in hex, of what the system tells of them; it changes with any of them.
        looks: By name, a number for what the system tells of a file; within one process, another look has another.
        links: How many links are among what lies there.
        newest: The latest time of change of one of them (ctime, stat(2)), in nanoseconds since 1970.
    """

    looks: dict[str, int]
    stamp: str
    links: int
    newest: int

    @property
    def names(self) -> Iterable[str]:
        """The names of the files, sorted."""
        return self.looks

    def is_as(self, former: "Folder", but: Set[str]) -> bool:
        """Whether all files look as they did, *but* those of these names."""
        return _without(self.looks, but) == _without(former.looks, but)


def _without(looks: Mapping[str, int], names: Set[str]) -> dict[str, int]:
    return {name: look for name, look in looks.items() if name not in names}


NOTHING = Folder(looks={}, stamp="", links=0, newest=0)
"""A folder of which nothing is known."""


def folders_below(top: Path, *, hidden: bool = False) -> dict[str, Folder]:
    """The folders below *top*, itself as `""`, by their paths there.

    Links are not followed. They are no files, and what begins with a point is left out, unless *hidden*.
    """
    found, waiting = {}, [""]
    while waiting:
        name = waiting.pop()
        below, found[name] = _looked_through(top / name, hidden=hidden)
        waiting.extend(f"{name}/{one}" if name else one for one in below)
    return found


def folder_at(top: Path, name: str) -> Folder:
    """One folder below *top*; without files if it is not there."""
    return _looked_through(top / name, hidden=False)[1]


def _looked_through(place: Path, *, hidden: bool) -> tuple[list[str], Folder]:
    below, told, links = [], [], 0
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.name.startswith(".") and not hidden:
                continue
            links += entry.is_symlink()
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.name)
            elif hidden or entry.is_file(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                told.append((entry.name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
    told.sort()
    newest = max((changed for _, _, _, changed, _ in told), default=0)
    stamp = files.digest(repr(told).encode("utf-8", "surrogateescape"))
    looks = {one[0]: hash(one) for one in told}
    return below, Folder(looks=looks, stamp=stamp, links=links, newest=newest)


def folder_of(address: str) -> str:
    """The folder in which an address lies; empty for the top one."""
    return address.rpartition("/")[0]


def those_that_stand(
    top: Path, record: Record, there: Mapping[str, Folder], stamps: Mapping[str, str]
) -> Iterator[str]:
    """Addresses of a record whose files below *top* are what it says.

    Args:
        top: The folder.
        record: What was written there.
        there: What is there now, by folder.
        stamps: The stamp of each folder when all was as the record says; files of one that still bears it are not read.
    """
    same = {name for name, folder in there.items() if stamps.get(name) == folder.stamp}
    for address, (_, written) in record.items():
        if folder_of(address) in same or written == digest_at(top / address):
            yield address


def delete_within(folder: Path, address: str) -> None:
    """Delete the file at an address in *folder*, and the folders that are empty then.

    A file may have become a folder meanwhile, or a folder a link: only what lies within is deleted.
    """
    file = folder / address
    if not file.resolve().is_relative_to(folder.resolve()):
        return
    file.unlink(missing_ok=True)
    for parent in file.parents:
        if parent == folder:
            break
        with contextlib.suppress(OSError):  # it is not empty
            parent.rmdir()
