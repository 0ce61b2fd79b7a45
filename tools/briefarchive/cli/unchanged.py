"""Whether a build would find everything as the last one left it: then not even Sphinx is started.

Nothing is read but the configuration. What the system tells of each file (size, times, number) is compared with what it
told when the last build began, for the files of the archive, and when they were put in their places, for those of the
site. A file that is put back in the same place with the same size and the same time of modification still has a new
time of change (stat(2)), which nobody can choose.
"""

import ast
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from ..facets.companions import installed
from ..model import Archive
from ..reading import files
from ..reading.clock import today
from ..reading.code_version import code_version
from ..reading.history import rests_on_history, state_of_history
from ..reading.made_files import folders_below, noted_stamps, read_sealed, shown_from_elsewhere, write_sealed
from ..reading.parcels import SHOWN_VARIABLES

_RECORD = ".briefarchive-unchanged.sealed"
_PURPOSE = "unchanged"
_FOLDERS = ("archive", "bib", "docs")
"""What a site is made from."""
_CONFIGURATION = "docs/conf.py"
_SEARCH = "search"
_ASKS_OTHERS = (ast.Import, ast.ImportFrom, ast.Call)
# The others decide how Sphinx and Python write words.
_VARIABLES = (*SHOWN_VARIABLES, "LANGUAGE", "LC_ALL", "LC_TIME", "LANG", "TZ")
_NAMING_CODE = ("extensions",)
_KNOWN = ("briefarchive", "sphinx", "myst_parser", "sphinx_design")
_TOO_NEW = 100_000_000
"""Nanoseconds. Clocks of file systems are coarse: what was changed just now may change again and look the same."""


class _Record(msgspec.Struct, frozen=True):
    """What a build began with and left.

    Attributes:
        until: The first day on which a brief that was held back is published; empty if there is none.
        history: The state of the history that told when briefs were published; None if they all say so themselves.
    """

    inputs: str
    outputs: str
    until: str = ""
    history: str | None = None


class Standstill:
    """What a build that begins now is made from.

    Args:
        root: The archive's folder.
        target: The site's.
        wanted: What was asked of the build, in words.
    """

    def __init__(self, root: Path, target: Path, wanted: str) -> None:
        self._root, self._file, self._target = root, target / _RECORD, target
        self._inputs = _inputs(root, target, wanted)

    def holds(self) -> bool:
        """Whether the site is what it would give, and no fault of the archive would be told."""
        before = read_sealed(self._file, _PURPOSE, _Record)
        if before is None or before.inputs != self._inputs or (before.until and before.until <= str(today())):
            return False
        if before.history is not None and before.history != state_of_history(self._root):
            return False
        # The site is looked at last: it has ten times as many files.
        return before.outputs == _stamp(self._target)[0]

    def remember(self, index_stands: Callable[[Path], bool], archive: Archive) -> None:
        """A build that found no fault has ended; what it began with is known, and what it has left.

        The site was looked through when its pages were put there. Whatever somebody has changed since then is not what
        was seen, and so the next build does not end here. The index of the search came later, and must still look as
        it did then: *index_stands* tells that of a site.
        """
        if self._inputs:
            searched = folders_below(self._target / _SEARCH)
            later = {f"{_SEARCH}/{name}".rstrip("/"): one.stamp for name, one in searched.items() if one.names}
            before = {name: one for name, one in noted_stamps(self._target).items() if not _is_of_search(name)}
            if index_stands(self._target):
                rests = any(map(rests_on_history, archive.briefs.values()))
                record = _Record(
                    self._inputs,
                    _together(before | later),
                    until=str(archive.next_change(today()) or ""),
                    history=state_of_history(self._root) if rests else None,
                )
                write_sealed(self._file, record, _PURPOSE)


def _inputs(root: Path, target: Path, wanted: str) -> str:
    """A digest of all that decides what a build gives; empty if that cannot be told from files."""
    configuration = _configuration(root)
    if configuration is None:
        return ""
    beside = set(_places(configuration, root / "docs"))
    if any(_holds(place, target) for place in beside):
        return ""
    parts = [wanted, code_version(), sys.version, *(f"{name}={os.environ.get(name)}" for name in _VARIABLES)]
    # Where packages are installed, for extensions that the configuration names.
    parts += [f"{place} {Path(place).stat().st_mtime_ns}" for place in sys.path if place and Path(place).is_dir()]
    parts += installed()
    parts.append(str(today().year))
    newest = 0
    shown = [place for one in shown_from_elsewhere(target) if (place := root / one).is_file()]
    for place in (*(root / name for name in _FOLDERS), *sorted(beside), *shown, *_extensions(configuration)):
        stamp, changed, links = _stamp(place, hidden=True)
        if links or place.is_symlink():
            return ""  # a build follows them, and nobody here looks where they lead
        parts.append(f"{place.resolve()} {stamp}")
        newest = max(newest, changed)
    return "" if newest > time.time_ns() - _TOO_NEW else files.digest("\n".join(parts).encode())


def _stamp(place: Path, *, hidden: bool = False) -> tuple[str, int, int]:
    """Of a file, or of all files of a folder: a digest of what the system tells, the last change, how many links."""
    if place.is_file():
        told = place.stat()
        return repr((told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)), told.st_ctime_ns, 0
    found = folders_below(place, hidden=hidden)
    newest, links = max(one.newest for one in found.values()), sum(one.links for one in found.values())
    return _together({name: one.stamp for name, one in found.items() if one.names}), newest, links


def _together(stamps: Mapping[str, str]) -> str:
    """One stamp for those of all folders."""
    lines = "\n".join(f"{name} {stamp}" for name, stamp in sorted(stamps.items()))
    return files.digest(lines.encode("utf-8", "surrogateescape"))


def _is_of_search(folder: str) -> bool:
    return folder == _SEARCH or folder.startswith(f"{_SEARCH}/")


def _configuration(root: Path) -> ast.Module | None:
    """The configuration, if it is one that asks nobody else for what it says."""
    data = files.read(_CONFIGURATION, root / _CONFIGURATION, files.DATA_LIMIT)
    try:
        tree = ast.parse(data if isinstance(data, bytes) else b"")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return None if any(isinstance(node, _ASKS_OTHERS) for node in ast.walk(tree)) else tree


def _extensions(configuration: ast.Module) -> Iterator[Path]:
    """Where the code of extensions lies that the configuration names, and that is not ours or Sphinx's."""
    for node in configuration.body:
        if isinstance(node, ast.Assign) and any(ast.unparse(one) in _NAMING_CODE for one in node.targets):
            texts = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
            for name in sorted({str(text).split(":")[0].split(".")[0] for text in texts}):
                spec = importlib.util.find_spec(name) if name.isidentifier() and name not in _KNOWN else None
                if spec and spec.origin:
                    yield Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)


def _places(tree: ast.AST, folder: Path) -> Iterator[Path]:
    """Files and folders outside *folder* that the configuration names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and 0 < len(node.value) < 256:
            place = Path(os.path.normpath(folder / node.value.replace("\0", "")))
            if not place.is_relative_to(folder) and place.exists():
                yield place


def _holds(place: Path, target: Path) -> bool:
    """Whether the site lies within *place*."""
    return target.resolve().is_relative_to(place.resolve())
