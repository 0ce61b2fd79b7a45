"""Finds the exports among the given files, and those in folders and archives that a reader supports."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from mimetypes import MimeTypes
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from ..readers import READERS, find_reader
from ..rules import CannotOpen, FileUnknown, NoExports, PartLeftOut, PartSetAside
from ..tables.rows import SPREADSHEETS
from ..tables.sorting import JSON, SUFFIXES
from ..workspace import Workspace
from ..zipped.unpacking import MOST_BYTES, Budget, ZipReader, unpack
from .exports import ExportFile, is_system_file, make_printable

_NOT_EXPORTS = ("readme", "license", "licence", "copying", "makefile", "changelog", "authors")
# The folder in which browsers save pictures and frames of a page.
_FOLDER_OF_PAGE = "_files"
_PAGES = (".html", ".htm", ".xhtml")
_TEXT = READERS[-1]
# Kinds of files that lie beside texts and are missing from Python's own list.
_KNOWN = frozenset({
    ".7z", ".db", ".eot", ".fig", ".gz", ".idx", ".lnk", ".md", ".mdb", ".odp", ".ods", ".otf", ".psd",
    ".rar", ".sqlite", ".ttf", ".woff", ".woff2", ".xz",
})  # fmt: skip
_ANYTHING = "application/octet-stream"
# Lists of the system are left out, since they differ from machine to machine.
_KINDS = MimeTypes(filenames=())
_MAX_DEPTH = 3
_MAX_UNPACKED = 20_000_000_000  # bytes of all archives of a run, which are in the temporary folder at once


@dataclass(slots=True)
class Collection:
    """The files under the given paths.

    Attributes:
        exports: The exports by absolute path.
        tables: Spreadsheets, and CSV tables without a column of texts; their columns decide what they are.
        parts: Diagnostics about archives and files in them, each with its archive, and about links.
        ignored: Files in folders that are not exports.
        system: The number of ignored files of operating systems and office programs.
    """

    exports: dict[Path, ExportFile] = field(default_factory=dict)
    tables: list[ExportFile] = field(default_factory=list)
    parts: list[tuple[ExportFile, Diagnostic]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    system: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def collect_exports(paths: Sequence[Path], workspace: Workspace) -> Collection:
    """Collect the exports among *paths* and below them, each once, in the given order and then by name."""
    collector = _Collector(workspace, Collection())
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            name = make_printable(path.name or str(path))
            if not collector.add_folder(path, ExportFile(path=path, origin="", given_path=path)):
                message = f'the folder "{name}" holds no exports'
                collector.collection.diagnostics.append(NoExports.flag(Span(path=name), message))
        elif is_system_file(path.name):
            collector.collection.system += 1
        else:
            collector.add(ExportFile(path=path, origin=make_printable(path.name), root=path.parent, given_path=path))
    return collector.collection


@dataclass(frozen=True, slots=True)
class _Collector:
    workspace: Workspace
    collection: Collection
    budgets: list[Budget] = field(default_factory=list)

    def add_folder(self, folder: Path, around: ExportFile, budgets: tuple[Budget, ...] = ()) -> int:
        """Add the files of a given folder, or of the unpacked archive *around*; return the number of exports."""
        collection, number = self.collection, 0
        for path in self._list_files(folder):
            if any(map(is_system_file, path.relative_to(folder).parts)):
                collection.system += 1
                continue
            name = make_printable(path.relative_to(folder).as_posix())
            origin = f"{around.origin}/{name}" if around.origin else name
            export = ExportFile(path=path, origin=origin, root=folder, given_path=around.given_path)
            if path.is_symlink():
                message = f'"{origin}" is a symbolic link and was not followed'
                hint = "copy the file itself here" if path.is_file() else "delete it, or put a copy of the folder here"
                collection.parts.append((export, CannotOpen.flag(Span(path=origin), message, hint=hint)))
            elif self._is_table(export) or _looks_like_export(export):
                number += 1
                self.add(export, budgets)
            else:
                collection.ignored.append(origin)
                if not _is_known_kind(path) and not _is_part_of_page(path):
                    message = "it is of no known kind, and was passed over"
                    collection.diagnostics.append(FileUnknown.flag(Span(path=origin), message))
        return number

    def add(self, export: ExportFile, budgets: tuple[Budget, ...] = ()) -> None:
        """Add a file, or the files of an archive."""
        if self._is_table(export):
            self.collection.tables.append(export)
        elif isinstance(find_reader(export), ZipReader):
            self._add_archive(export, budgets)
        else:
            self.collection.exports.setdefault(Path(os.path.abspath(export.path)), export)  # noqa: PTH100 — follows no link

    def _add_archive(self, export: ExportFile, budgets: tuple[Budget, ...]) -> None:
        span, parts = Span(path=export.origin), self.collection.parts
        if len(budgets) == _MAX_DEPTH:
            message = f'"{export.origin}" is more than {_MAX_DEPTH} archives deep'
            parts.append((export, PartLeftOut.flag(span, message, hint="unpack it, and import the folder")))
            return
        if sum(MOST_BYTES - budget.bytes for budget in self.budgets) > _MAX_UNPACKED:
            limit = f"{_MAX_UNPACKED // 1_000_000_000} GB"
            message = f'the archives before "{export.origin}" hold more than {limit}, so it was left out'
            parts.append((export, PartLeftOut.flag(span, message, hint="import it in a run of its own")))
            return
        # Nested archives share the budget of the outermost one.
        budget = budgets[0] if budgets else Budget()
        if not budgets:
            self.budgets.append(budget)
        folder, before = self.workspace.new_folder(), len(parts)
        parts += [(export, part) for part in unpack(export, folder, budget, self.workspace.encoding)]
        if not self.add_folder(folder, export, (*budgets, budget)) and len(parts) == before:
            parts.append((export, NoExports.flag(span, f'"{export.origin}" holds no exports')))
        if budget.skipped_count and not budgets:
            message = (
                f'{budget.skipped_count:,} files of a system or an office program in "{export.origin}" were passed over'
            )
            parts.append((export, PartSetAside.flag(span, message)))

    def _list_files(self, folder: Path) -> Iterator[Path]:
        """Yield files and links below *folder*, without following links; hidden files only if a system made them."""

        def report_error(error: OSError) -> None:
            origin = make_printable(os.path.relpath(error.filename, folder))
            message = f'the folder "{origin}" cannot be read: {error.strerror}'
            hint = "make sure that you have permission to open it, or import the folders beside it"
            self.collection.diagnostics.append(CannotOpen.flag(Span(path=origin), message, hint=hint))

        for place, folders, names in os.walk(folder, onerror=report_error, followlinks=False):
            links = [name for name in folders if Path(place, name).is_symlink()]
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
            visible_names = (name for name in sorted([*names, *links]) if is_system_file(name) or name[0] != ".")
            yield from (Path(place, name) for name in visible_names)

    def _is_table(self, export: ExportFile) -> bool:
        """Return whether the columns of a file must be examined; a table that is clearly one of texts is an export."""
        suffix = export.path.suffix.lower()
        if suffix not in SUFFIXES or export.path.is_symlink() or not export.path.is_file():
            return False
        is_named = bool(self.workspace.columns) and suffix not in JSON
        return suffix in SPREADSHEETS or is_named or find_reader(export) in (None, _TEXT)


def _looks_like_export(export: ExportFile) -> bool:
    """Return whether a file has a supported format, or a suffix that promises one.

    Nearly every file could be plain text, which is therefore recognized by its suffix only.
    """
    path = export.path
    suffix = path.suffix.lower()
    if suffix in _TEXT.suffixes:
        return path.stem.lower() not in _NOT_EXPORTS
    is_promised = any(suffix in reader.suffixes for reader in READERS)
    return (is_promised or find_reader(export) not in (None, _TEXT)) and not _is_part_of_page(path)


def _is_part_of_page(path: Path) -> bool:
    """Return whether a browser saved the file along with a page."""
    return any(
        folder.name.endswith(_FOLDER_OF_PAGE)
        and any(folder.with_name(folder.name.removesuffix(_FOLDER_OF_PAGE) + page).is_file() for page in _PAGES)
        for folder in path.parents
    )


def _is_known_kind(path: Path) -> bool:
    """Return whether a file is of a kind that often lies beside texts but is not a text."""
    kind, _ = _KINDS.guess_type(path.name)
    return path.suffix.lower() in _KNOWN or path.stem.lower() in _NOT_EXPORTS or bool(kind and kind != _ANYTHING)
