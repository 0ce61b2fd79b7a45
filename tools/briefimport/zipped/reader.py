"""Reads ZIP archives of exports: unpacks them where nothing can come to harm, and hands on what is in them."""

import os
import shutil
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from briefarchive.diagnostics import Diagnostic, Span

from ..document import LegacyDocument
from ..exports import ExportFile, is_system_file
from ..faults import FileDamaged, FileUnknown, NoExports, NotText, PartLeftOut, PartSetAside, PasswordNeeded
from ..tables.catalogue import SUFFIXES, read_tables
from ..workspace import Workspace
from .opening import (
    LARGEST_LIST,
    RATIO,
    SIGNATURE,
    DamagedError,
    LockedError,
    TooLargeError,
    chunks,
    opened,
    readable_name,
)

_MOST_FILES = 50_000
_MOST_BYTES = 2_000_000_000
_LARGEST_FILE = 500_000_000
_DEEPEST = 3
_MOST_PARTS = 100
_OTHERS = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/epub+zip": "an electronic book",
}


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked of an archive with all that are in it, and which of these were left closed.

    Attributes:
        files: How many files and folders.
        system: How many files of a system or an office program were passed over.
    """

    files: int = _MOST_FILES
    bytes: int = _MOST_BYTES
    system: int = 0
    is_spent: bool = False
    closed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Unpacking:
    """One archive that is being unpacked into a folder."""

    export: ExportFile
    workspace: Workspace
    folder: Path
    budget: _Budget
    depth: int
    nested: list[Path] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    folders: set[PurePosixPath] = field(default_factory=set)

    def target(self, name: str) -> Path | None:
        """A free place for the file *name* below the folder; None if it would lead elsewhere."""
        path = PurePosixPath(name)
        parts = path.parts
        if not parts or name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name:
            return None
        target = self.folder.joinpath(*parts)
        key = str(target).casefold()
        while os.path.exists(target):  # noqa: PTH110 — of a name that is too long, a path's own method raises an error
            # An archive may hold many files of one name.
            self.numbers[key] += 1
            target = target.with_name(f"{path.stem}~{self.numbers[key] + 1}{path.suffix}")
        return target

    def count(self, parent: PurePosixPath) -> None:
        """Count a file, and the folders that are new with it."""
        self.budget.files -= 1
        while parent.name and parent not in self.folders:
            self.folders.add(parent)
            self.budget.files -= 1
            parent = parent.parent


class ZipReader:
    """ZIP archives of exports."""

    name = "zip"
    version = "1"
    description = "a ZIP archive with files of any of these formats"
    suffixes = frozenset({".zip"})

    def fits(self, head: bytes) -> bool:
        """Whether it begins as ZIP archives do, be they empty."""
        return head.startswith((SIGNATURE, b"PK\x05\x06"))

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | ExportFile | Diagnostic]:
        """Every export in the archive, and why others could not be unpacked."""
        budget = _Budget()
        yield from _read(export, workspace, budget, 1)
        if budget.closed:
            yield _left_closed(export.origin, budget.closed)
        if budget.system:
            message = f'{budget.system:,} files of a system or an office program in "{export.origin}" were passed over'
            yield PartSetAside.at(Span(path=export.origin), message)


def _left_closed(origin: str, closed: list[str]) -> Diagnostic:
    """The one diagnostic for all archives that stand too deep in the archive *origin*."""
    message = f'"{closed[0]}" stands more than {_DEEPEST} archives deep'
    if len(closed) > 1:
        message = f'"{origin}" holds {len(closed)} archives more than {_DEEPEST} archives deep, the first "{closed[0]}"'
    span = Span(path=closed[0] if len(closed) == 1 else origin)
    return PartLeftOut.at(span, message, hint="unpack it, and import the folder")


def _read(export: ExportFile, workspace: Workspace, budget: _Budget, depth: int) -> Iterator[ExportFile | Diagnostic]:
    """The exports of an archive and of those in it; its folder goes when they have been read."""
    folder = workspace.new_folder()
    unpacking = _Unpacking(export=export, workspace=workspace, folder=folder, budget=budget, depth=depth)
    span = Span(path=export.origin)
    try:
        with opened(export) as archive:
            if (what := _other_format(archive)) is not None:
                yield NotText.at(span, f'"{export.origin}" is {what}', hint="save it as .docx or as a web page")
                return
            yield from _unpack(archive, unpacking)
        yield from _exports(unpacking)
    except DamagedError:
        message = f'"{export.origin}" is damaged or incomplete, and cannot be unpacked'
        yield FileDamaged.at(span, message, hint="fetch it again, or unpack it with a program that mends archives")
    except TooLargeError:
        message = f'the list of the files in "{export.origin}" is longer than {LARGEST_LIST // 1_000_000} MB'
        yield PartLeftOut.at(span, message, hint="unpack it yourself, and import the folder")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_format(archive: zipfile.ZipFile) -> str | None:
    """What an archive is that only serves another program as its file; None if it is one of exports."""
    first = next(iter(archive.infolist()), None)
    if first is None or first.filename != "mimetype":
        return None
    try:
        kind = b"".join(chunks(archive, first, 200)).decode("ascii", "replace").strip()
    except (DamagedError, LockedError, TooLargeError):
        return None
    return _OTHERS.get(kind, f"a file of the type {kind}")


def _unpack(archive: zipfile.ZipFile, unpacking: _Unpacking) -> Iterator[Diagnostic]:
    """Write the files of *archive* below its folder, and say which were left out."""
    budget, outer = unpacking.budget, unpacking.export.origin
    for member in archive.infolist():
        name = readable_name(member, unpacking.workspace.encoding)
        if member.is_dir() or name.endswith("/"):
            continue
        if any(map(is_system_file, PurePosixPath(name).parts)):
            budget.system += 1
            continue
        origin = f"{outer}/{_shown(name)}"
        span = Span(path=origin)
        parts = name.count("/") + 1
        unpacking.count(PurePosixPath(name if parts <= _MOST_PARTS else "").parent)
        if budget.files < 0 or budget.bytes <= 0:
            if budget.is_spent:
                # Every further archive in it would say the same.
                return
            budget.is_spent = True
            most = f"{_MOST_FILES:,} files and folders or {_MOST_BYTES // 1_000_000_000} GB"
            message = f'"{outer}" holds more than {most}; files from "{_shown(name)}" on were left out'
            yield PartLeftOut.at(Span(path=outer), message, hint="unpack it yourself, and import the folder")
            return
        if parts > _MOST_PARTS:
            message = f'"{origin}" has {parts:,} folders and names in one another, more than {_MOST_PARTS}'
            yield PartLeftOut.at(span, message, hint="ask who sent the archive")
            continue
        target = unpacking.target(name)
        if target is None or stat.S_ISLNK(member.external_attr >> 16):
            message = f'"{origin}" leads out of its archive, and was left out'
            yield PartLeftOut.at(span, message, hint="ask who sent the archive")
            continue
        if fault := _write(archive, member, target, budget, span):
            yield fault
        elif _is_archive(target):
            unpacking.nested.append(target)


def _write(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, budget: _Budget, span: Span
) -> Diagnostic | None:
    """Write one file to *target*, or say why it is not there."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            for chunk in chunks(archive, member, min(_LARGEST_FILE, budget.bytes)):
                budget.bytes -= len(chunk)
                stream.write(chunk)
    except LockedError:
        fault = PasswordNeeded.at(span, f'"{span.path}" has a password', hint="pack it again without one")
    except TooLargeError:
        most = f"{_LARGEST_FILE // 1_000_000} MB or {RATIO} times what is packed"
        message = f'"{span.path}" grows to more than {most} when it is unpacked, and was left out'
        fault = PartLeftOut.at(span, message, hint="unpack it yourself, if you trust it")
    except DamagedError:
        fault = FileDamaged.at(span, f'"{span.path}" cannot be unpacked: it is damaged', hint="fetch it again")
    except (OSError, ValueError):
        message = f'"{span.path}" cannot be unpacked under its name'
        fault = PartLeftOut.at(span, message, hint="unpack it yourself, and give it a shorter name")
    else:
        return None
    if os.path.isfile(target):  # noqa: PTH113 — as above
        target.unlink()
    return fault


def _is_archive(path: Path) -> bool:
    """Whether a file is an archive of files, and not one that a program saved as one."""
    from ..readers import reader_of

    return isinstance(reader_of(ExportFile(path=path, origin="")), ZipReader)


def _exports(unpacking: _Unpacking) -> Iterator[ExportFile | Diagnostic]:
    """What a folder with the same files would give, archives in it unpacked on the same account."""
    from ..collecting import collect

    outer = unpacking.export
    collection = collect([unpacking.folder], tables_apart=bool(unpacking.workspace.columns))
    for fault in collection.diagnostics:
        if fault.code in (NotText.code, FileUnknown.code):
            yield replace(fault, span=replace(fault.span, path=f"{outer.origin}/{fault.span.path}"))
    tables = [replace(one, origin=f"{outer.origin}/{one.origin}") for one in collection.tables]
    catalogue, of_texts, others, unreadable = read_tables(tables, unpacking.workspace)
    yield from unreadable
    for table in others:
        message = f'the table "{table}" has neither texts nor names of files, and was not read'
        yield PartSetAside.at(Span(path=table), message, hint="name its columns with --map if it should be read")
    rows = catalogue if catalogue.rows else outer.catalogue
    origins: list[str] = []
    for one in (*collection.exports, *of_texts):
        origin = one.origin if one in of_texts else f"{outer.origin}/{one.origin}"
        inner = ExportFile(path=one.path, origin=origin, root=unpacking.folder, hints=outer.hints, catalogue=rows)
        if one.path not in unpacking.nested:
            origins.append(origin)
            yield inner
        elif unpacking.depth < _DEEPEST:
            for found in _read(inner, unpacking.workspace, unpacking.budget, unpacking.depth + 1):
                origins += [found.origin] if isinstance(found, ExportFile) and found.catalogue is rows else []
                yield found
        else:
            unpacking.budget.closed.append(origin)
    yield from catalogue.unmatched((), (one for one in origins if PurePosixPath(one).suffix.lower() not in SUFFIXES))
    if not (collection.exports or of_texts) and not unpacking.budget.is_spent:
        yield NoExports.at(Span(path=outer.origin), f'"{outer.origin}" holds no exports')


def _shown(name: str) -> str:
    from ..collecting import shown

    return shown(name)
