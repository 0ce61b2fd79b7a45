"""Which files are exports: those named, and the text files of folders."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Span
from .faults import CannotOpen, ExportTooLarge, NoExports

LIMIT = 5_000_000
_SUFFIXES = frozenset({"", ".txt", ".text"})
_NO_EXPORTS = ("readme", "license", "licence", "copying", "makefile", "changelog", "authors")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file to import; *origin* is its name, relative to the folder that was given."""

    path: Path
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What was found under the paths that were given."""

    exports: tuple[ExportFile, ...]
    ignored: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def collect(paths: Sequence[Path]) -> Collection:
    """The exports among *paths* and below them, each once, in the order given and then by name."""
    exports: dict[Path, ExportFile] = {}
    ignored: list[str] = []
    diagnostics: list[Diagnostic] = []
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            before = len(exports)
            _collect_folder(path, exports, ignored, diagnostics)
            if len(exports) == before:
                name = shown(path.name or str(path))
                diagnostics.append(NoExports.at(Span(path=name), f'the folder "{name}" holds no exports'))
        else:
            exports.setdefault(_absolute(path), ExportFile(path=path, origin=shown(path.name)))
    return Collection(exports=tuple(exports.values()), ignored=tuple(ignored), diagnostics=tuple(diagnostics))


def read_bytes(export: ExportFile) -> bytes | Diagnostic:
    """The bytes of an export, or why they cannot be read."""
    span = Span(path=export.origin)
    if export.path.is_symlink():
        return CannotOpen.at(span, f'"{export.origin}" is a symbolic link', hint="copy the file itself here")
    if not export.path.is_file():
        return CannotOpen.at(span, f'"{export.origin}" is not a file')
    try:
        with export.path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        return CannotOpen.at(span, f'"{export.origin}" cannot be opened: {error.strerror}')
    if len(data) > LIMIT:
        return ExportTooLarge.at(span, f'"{export.origin}" is larger than {LIMIT // 1_000_000} MB')
    return data


def shown(name: str) -> str:
    """*name* as text that can be printed and written: bytes that are no UTF-8 and control characters replaced."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in text)


def _collect_folder(
    folder: Path, exports: dict[Path, ExportFile], ignored: list[str], diagnostics: list[Diagnostic]
) -> None:
    for path in _files(folder):
        origin = shown(path.relative_to(folder).as_posix())
        if path.is_symlink():
            message = f'"{origin}" is a symbolic link and was not followed'
            diagnostics.append(CannotOpen.at(Span(path=origin), message, hint="copy the file itself here"))
        elif _looks_like_export(path):
            exports.setdefault(_absolute(path), ExportFile(path=path, origin=origin))
        else:
            ignored.append(origin)


def _files(folder: Path) -> Iterator[Path]:
    """Files and links below *folder*, never through a link, without hidden ones."""
    for place, folders, names in os.walk(folder, followlinks=False):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        yield from (Path(place, name) for name in sorted([*names, *links]) if not name.startswith("."))


def _looks_like_export(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and path.stem.lower() not in _NO_EXPORTS


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
