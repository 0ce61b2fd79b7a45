"""Which files are exports: those named, and of folders those that a reader fits; what is said of the others."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from mimetypes import MimeTypes
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from .encoding import NotTextError, UndecodableError, decode
from .exports import ExportFile, is_system_file, read_head
from .faults import CannotOpen, FileUnknown, NoExports, NotText
from .readers import READERS, reader_of
from .tables.catalogue import SPREADSHEETS, SUFFIXES

_NO_EXPORTS = ("readme", "license", "licence", "copying", "makefile", "changelog", "authors")
# Where browsers put the pictures and frames of a page that they save.
_FOLDER_OF_PAGE = "_files"
_PAGES = (".html", ".htm", ".xhtml")


_TEXT = READERS[-1]
_TABLES = frozenset({".json", ".jsonl", ".ndjson"})
_LARGEST_JSON = 5_000_000
# Kinds that stand beside texts and are missing in Python's own list.
_KNOWN = frozenset({
    ".7z", ".db", ".eot", ".fig", ".gz", ".idx", ".lnk", ".mdb", ".odp", ".ods", ".otf", ".psd", ".rar", ".sqlite",
    ".ttf", ".woff", ".woff2", ".xz",
})  # fmt: skip
_ANYTHING = "application/octet-stream"
# The lists of the machine would give each machine another answer.
_KINDS = MimeTypes(filenames=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What was found under the paths that were given.

    Attributes:
        tables: Spreadsheets, and CSV tables without a column for texts: what they are is told by their columns.
        system: How many files of a system or an office program were passed over.
    """

    exports: tuple[ExportFile, ...]
    ignored: tuple[str, ...]
    tables: tuple[ExportFile, ...]
    system: int
    diagnostics: tuple[Diagnostic, ...]


def collect(paths: Sequence[Path], *, tables_apart: bool = False) -> Collection:
    """The exports among *paths* and below them, each once, in the order given and then by name.

    Args:
        paths: Files and folders.
        tables_apart: Whether a table of texts counts as a table, since a person has told what its columns hold.
    """
    exports: dict[Path, ExportFile] = {}
    tables: list[ExportFile] = []
    ignored: list[str] = []
    diagnostics: list[Diagnostic] = []
    system = 0
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            before = len(exports)
            system += _collect_folder(path, exports, tables, ignored, diagnostics, tables_apart=tables_apart)
            if len(exports) == before:
                name = shown(path.name or str(path))
                diagnostics.append(NoExports.at(Span(path=name), f'the folder "{name}" holds no exports'))
        elif is_system_file(path.name):
            system += 1
        else:
            export = ExportFile(path=path, origin=shown(path.name), root=path.parent, given=path)
            if _is_table(export, apart=tables_apart):
                tables.append(export)
            else:
                exports.setdefault(_absolute(path), export)
    return Collection(
        exports=tuple(exports.values()),
        tables=tuple(tables),
        ignored=tuple(ignored),
        diagnostics=tuple(diagnostics),
        system=system,
    )


def shown(name: str) -> str:
    """*name* as text that can be printed and written: bytes that are no UTF-8 and control characters replaced."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in text)


def _collect_folder(
    folder: Path,
    exports: dict[Path, ExportFile],
    tables: list[ExportFile],
    ignored: list[str],
    diagnostics: list[Diagnostic],
    *,
    tables_apart: bool,
) -> int:
    """Sort the files of *folder*; gives the number of those of a system or an office program."""
    system = 0
    for path in _files(folder, lambda error: diagnostics.append(_unreadable(folder, error))):
        if any(map(is_system_file, path.relative_to(folder).parts)):
            system += 1
            continue
        origin = shown(path.relative_to(folder).as_posix())
        if path.is_symlink():
            message = f'"{origin}" is a symbolic link and was not followed'
            diagnostics.append(CannotOpen.at(Span(path=origin), message, hint="copy the file itself here"))
        elif _is_table(export := ExportFile(path=path, origin=origin, root=folder, given=folder), apart=tables_apart):
            tables.append(export)
        elif _looks_like_export(export):
            exports.setdefault(_absolute(path), export)
        else:
            ignored.append(origin)
            if not _is_part_of_page(path) and (fault := unread(export)):
                diagnostics.append(fault)
    return system


def _unreadable(folder: Path, error: OSError) -> Diagnostic:
    origin = shown(os.path.relpath(error.filename, folder))
    message = f'the folder "{origin}" cannot be read: {error.strerror}'
    return CannotOpen.at(
        Span(path=origin), message, hint="see to it that you may open it, or import the folders beside it"
    )


def _files(folder: Path, told: Callable[[OSError], None]) -> Iterator[Path]:
    """Files and links below *folder*, never through a link, without hidden ones that no system has put there.

    Args:
        folder: Where they are.
        told: Called for each folder that cannot be read.
    """
    for place, folders, names in os.walk(folder, onerror=told, followlinks=False):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        yield from (Path(place, name) for name in sorted([*names, *links]) if is_system_file(name) or name[0] != ".")


def _looks_like_export(export: ExportFile) -> bool:
    """Whether a file is of a format that is read, or promises to be by its name.

    Nearly every file could be plain text, so of text the name must say that it is some.
    """
    path = export.path
    suffix = path.suffix.lower()
    if suffix in _TEXT.suffixes:
        return path.stem.lower() not in _NO_EXPORTS
    if any(suffix in reader.suffixes for reader in READERS):
        return not _is_part_of_page(path)
    reader = reader_of(export)
    return reader is not None and reader is not _TEXT and not _is_part_of_page(path)


def _is_table(export: ExportFile, *, apart: bool) -> bool:
    """Whether a file is a table whose columns must be looked at; one of texts that its head tells is an export."""
    suffix = export.path.suffix.lower()
    is_file = export.path.is_file() and not export.path.is_symlink()
    return is_file and suffix in SUFFIXES and (apart or suffix in SPREADSHEETS or reader_of(export) in (None, _TEXT))


def _is_part_of_page(path: Path) -> bool:
    """Whether a browser put the file beside a page that it saved."""
    return any(
        folder.name.endswith(_FOLDER_OF_PAGE)
        and any(folder.with_name(folder.name.removesuffix(_FOLDER_OF_PAGE) + page).is_file() for page in _PAGES)
        for folder in path.parents
    )


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def unread(export: ExportFile) -> Diagnostic | None:
    """What is wrong with a file that no reader takes; None if nothing is.

    A table of records whose JSON cannot be read may be an export, and is a fault; other bytes that are no text may be
    one too, which is worth a notice.
    """
    suffix, span = export.path.suffix.lower(), Span(path=export.origin)
    if suffix in _TABLES:
        if _is_json(export.path):
            return None
        return NotText.at(span, "it cannot be read as JSON", hint="export it again, or take it out of the folder")
    kind, _ = _KINDS.guess_type(export.path.name)
    if is_system_file(export.path.name) or suffix in _KNOWN or (kind and kind != _ANYTHING):
        return None
    head = read_head(export)
    if isinstance(head, Diagnostic):
        return head
    if _is_text(head):
        return None
    return FileUnknown.at(span, "it is neither text nor of any known kind, and was passed over")


def _is_json(path: Path) -> bool:
    """Whether a file holds JSON, or one value in each line; of long ones only the first line is looked at."""
    try:
        with path.open("rb") as stream:
            first = stream.readline(_LARGEST_JSON)
            rest = stream.read(_LARGEST_JSON)
            if stream.read(1) or (not first.endswith(b"\n") and rest):
                return True
    except OSError:
        return True
    return _parses(first) or _parses(first + rest) or not (first + rest).strip()


def _parses(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_text(head: bytes) -> bool:
    if not head:
        return True
    try:
        # The last bytes may end within a character.
        decode(head[: head.rfind(b"\n") + 1] or head)
    except NotTextError:
        return False
    except UndecodableError:
        return b"\0" not in head
    return True
