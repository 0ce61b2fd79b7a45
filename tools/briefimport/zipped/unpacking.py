"""Safe unpacking of ZIP archives, whose files are then read like those of a folder."""

import os
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from briefarchive.diagnostics import Diagnostic, Span

from ..files.exports import ExportFile, is_system_file, make_printable
from ..rules import FileDamaged, NotText, PartLeftOut, PasswordNeeded
from ..workspace import Workspace
from .opening import (
    LARGEST_DIRECTORY,
    RATIO,
    SIGNATURE,
    DamagedError,
    LockedError,
    TooLargeError,
    decode_path,
    open_archive,
    read_chunks,
    read_member,
)

MOST_FILES = 50_000
MOST_BYTES = 2_000_000_000
_LARGEST_FILE = 500_000_000
_MOST_PARTS = 100
_DOCUMENT_FORMATS = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/epub+zip": "an electronic book",
}


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked from an archive and all archives in it.

    Attributes:
        files: The number of files and folders that may still be unpacked.
        skipped_count: The number of skipped files of operating systems and office programs.
        is_spent_reported: Whether it was reported that the budget is used up.
    """

    files: int = MOST_FILES
    bytes: int = MOST_BYTES
    skipped_count: int = 0
    is_spent_reported: bool = False


class ZipReader:
    """The reader that refuses archives inside files of other formats; all other archives are unpacked beforehand."""

    name = "zip"
    description = "a ZIP archive with files of any of these formats"
    suffixes = frozenset({".zip"})

    def fits(self, head: bytes) -> bool:
        """Return whether the file begins like a ZIP archive, even an empty one."""
        return head.startswith((SIGNATURE, b"PK\x05\x06"))

    def read(self, export: ExportFile, _: Workspace) -> Iterator[Diagnostic]:
        """Yield the reason why an archive inside a file of another format is not read."""
        yield NotText.flag(Span(path=export.origin), f'"{export.origin}" is an archive', hint="import it by itself")


def unpack(export: ExportFile, folder: Path, budget: Budget, encoding: str) -> Iterator[Diagnostic]:
    """Write the files of an archive below *folder*, and yield a diagnostic for each that is left out.

    Args:
        export: The archive.
        folder: The target folder.
        budget: How much may still be unpacked, which is updated.
        encoding: The encoding of file names that do not declare one.
    """
    span = Span(path=export.origin)
    try:
        with open_archive(export) as archive:
            if (description := _describe_format(archive)) is not None:
                yield NotText.flag(
                    span, f'"{export.origin}" is {description}', hint="save it as .docx or as a web page"
                )
                return
            unpacker = _Unpacker(archive=archive, origin=export.origin, folder=folder, budget=budget)
            yield from unpacker.write_files(encoding)
    except DamagedError:
        message = f'"{export.origin}" is damaged or incomplete, and cannot be unpacked'
        yield FileDamaged.flag(span, message, hint="fetch it again, or unpack it with a program that repairs archives")
    except TooLargeError:
        message = f'the list of the files in "{export.origin}" is longer than {LARGEST_DIRECTORY // 1_000_000} MB'
        yield PartLeftOut.flag(span, message, hint="unpack it yourself, and import the folder")


def _describe_format(archive: zipfile.ZipFile) -> str | None:
    """Describe an archive that is the document format of a program; return None for any other archive."""
    first = next(iter(archive.infolist()), None)
    if first is None or first.filename != "mimetype":
        return None
    try:
        kind = read_member(archive, first, 200).decode("ascii", "replace").strip()
    except (DamagedError, LockedError, TooLargeError):
        return None
    return _DOCUMENT_FORMATS.get(kind, f"a file of the type {kind}")


@dataclass(slots=True, kw_only=True)
class _Unpacker:
    archive: zipfile.ZipFile
    origin: str
    folder: Path
    budget: Budget
    numbers: Counter[str] = field(default_factory=Counter)
    folders: set[PurePosixPath] = field(default_factory=set)

    def write_files(self, encoding: str) -> Iterator[Diagnostic]:
        for member in self.archive.infolist():
            name = decode_path(member, encoding)
            if member.is_dir() or name.endswith("/"):
                continue
            if any(map(is_system_file, PurePosixPath(name).parts)):
                self.budget.skipped_count += 1
                continue
            parts = name.count("/") + 1
            self._count_file(PurePosixPath(name if parts <= _MOST_PARTS else "").parent)
            if self.budget.files < 0 or self.budget.bytes <= 0:
                yield from self._report_spent(name)
                return
            span = Span(path=f"{self.origin}/{make_printable(name)}")
            if parts > _MOST_PARTS:
                message = f'"{span.path}" has {parts:,} folders and names in one another, more than {_MOST_PARTS}'
                yield PartLeftOut.flag(span, message, hint="ask who sent the archive")
            elif (target := self._find_free_path(name)) is None or stat.S_ISLNK(member.external_attr >> 16):
                message = f'"{span.path}" leads out of its archive, and was left out'
                yield PartLeftOut.flag(span, message, hint="ask who sent the archive")
            elif problem := self._write_file(member, target, span):
                yield problem

    def _count_file(self, parent: PurePosixPath) -> None:
        """Count a file and its new folders."""
        self.budget.files -= 1
        while parent.name and parent not in self.folders:
            self.folders.add(parent)
            self.budget.files -= 1
            parent = parent.parent

    def _report_spent(self, name: str) -> Iterator[Diagnostic]:
        """Report once that the budget is used up; every further archive in it would say the same."""
        if not self.budget.is_spent_reported:
            self.budget.is_spent_reported = True
            limits = f"{MOST_FILES:,} files and folders or {MOST_BYTES // 1_000_000_000} GB"
            message = f'"{self.origin}" holds more than {limits}; files from "{make_printable(name)}" on were left out'
            yield PartLeftOut.flag(Span(path=self.origin), message, hint="unpack it yourself, and import the folder")

    def _find_free_path(self, name: str) -> Path | None:
        """Return a free path for the file *name* below the folder; None if it would be outside of the folder."""
        path = PurePosixPath(name)
        parts = path.parts
        if not parts or name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name:
            return None
        target = self.folder.joinpath(*parts)
        key = str(target).casefold()
        while os.path.exists(target):  # noqa: PTH110 — Path.exists raises an error for a name that is too long
            # An archive can contain several files with the same name.
            self.numbers[key] += 1
            target = target.with_name(f"{path.stem}~{self.numbers[key] + 1}{path.suffix}")
        return target

    def _write_file(self, member: zipfile.ZipInfo, target: Path, span: Span) -> Diagnostic | None:
        """Write one file to *target*; return the reason if that fails."""
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                for chunk in read_chunks(self.archive, member, min(_LARGEST_FILE, self.budget.bytes)):
                    self.budget.bytes -= len(chunk)
                    stream.write(chunk)
        except LockedError:
            problem = PasswordNeeded.flag(span, f'"{span.path}" has a password', hint="pack it again without one")
        except TooLargeError:
            limits = f"{_LARGEST_FILE // 1_000_000} MB or {RATIO} times what is packed"
            message = f'"{span.path}" grows to more than {limits} when it is unpacked, and was left out'
            problem = PartLeftOut.flag(span, message, hint="unpack it yourself, if you trust it")
        except DamagedError:
            problem = FileDamaged.flag(span, f'"{span.path}" cannot be unpacked: it is damaged', hint="fetch it again")
        except (OSError, ValueError):
            message = f'"{span.path}" cannot be unpacked under its name'
            problem = PartLeftOut.flag(span, message, hint="unpack it yourself, and give it a shorter name")
        else:
            return None
        if os.path.isfile(target):  # noqa: PTH113 — as above
            target.unlink()
        return problem
