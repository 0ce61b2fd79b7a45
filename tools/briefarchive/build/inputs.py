"""Computes one digest of all inputs of a build: if it is that of the last build, there is nothing to do."""

import ast
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from ..reading.configuration import find_assignments, parse_configuration, read_pdf_bounds
from ..reading.decoding import PdfBounds
from ..reading.site_address import VARIABLES
from ..storage import files
from ..storage.cache import code_version, extras_version
from ..storage.clock import today
from ..storage.history import state_of_history
from .folder import Manifest

_FOLDERS = ("archive", "bib", "docs")
# What of a process's surroundings shows on pages, or decides how Sphinx and Python write words.
_VARIABLES = (*("SOURCE_DATE_EPOCH", "CI_PROJECT_URL", *VARIABLES), *("LANGUAGE", "LC_ALL", "LC_TIME", "LANG", "TZ"))
_KNOWN = frozenset({"briefarchive", "sphinx", "myst_parser", "sphinx_design"})
"""The packages whose extensions have a version that `code_version` includes."""


def digest_inputs(root: Path, target: Path, options: str) -> str:
    """Return a digest of all inputs of a build into *target* with *options*; empty if they are unknown."""
    named_places = _list_named_places(root)
    if named_places is None or any(target.resolve().is_relative_to(place.resolve()) for place in named_places):
        return ""
    parts = [options, code_version(), sys.version, extras_version(), str(today().year), repr(state_of_history(root))]
    parts += [f"{name}={os.environ.get(name)}" for name in _VARIABLES]
    bounds = read_pdf_bounds(root)
    try:
        for place in (*(root / name for name in _FOLDERS), *named_places):
            parts += _digests(place, bounds)
    except _UnknownError:
        return ""
    return files.digest("\n".join(parts).encode("utf-8", "surrogateescape"))


def is_unchanged(former: Manifest, digest: str) -> bool:
    """Return whether a build would give the present site and report no fault."""
    return bool(digest) and former.inputs == digest and not ("" < former.until <= str(today()))


class _UnknownError(Exception):
    """Inputs cannot be determined: a link may lead to the whole disk or in a circle, and a device has no end."""


def _digests(place: Path, bounds: PdfBounds) -> Iterator[str]:
    """Yield a line for each file at or below a place, with the digest of its bytes, or its size if no build reads it.

    Raises:
        _UnknownError: One of them is a link, or no plain file.
    """
    for file in sorted(_below(place)):
        try:
            status = os.lstat(file)
            if not stat.S_ISREG(status.st_mode):
                raise _UnknownError
            if status.st_size > bounds.limit(file):
                state = f"{status.st_size} {status.st_mtime_ns}"
            else:
                state = files.digest(Path(file).read_bytes())
        except OSError as error:
            state = str(error.errno)
        yield f"{file} {state}"


def _below(place: Path) -> Iterator[str]:
    if place.is_symlink() or place.is_file():
        yield str(place)
        return
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name not in {"__pycache__", ".git"}]
        links = (name for name in folders if Path(folder, name).is_symlink())
        yield from (f"{folder}{os.sep}{name}" for name in (*names, *links))


def _list_named_places(root: Path) -> list[Path] | None:
    """Return the files and folders outside `docs` that the configuration names.

    None if the configuration is not self-contained: what it computes, and the extensions of others that it loads,
    may give another result today.
    """
    tree, docs = parse_configuration(root), root / "docs"
    nodes = list(ast.walk(tree)) if tree else ()
    is_computed = any(isinstance(node, ast.Import | ast.ImportFrom | ast.Call | ast.AugAssign) for node in nodes)
    if tree is None or is_computed or _loads_others(tree):
        return None
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    places = (Path(os.path.normpath(docs / text.replace("\0", ""))) for text in texts if 0 < len(text) < 256)
    return sorted(place for place in places if not place.is_relative_to(docs) and place.exists())


def _loads_others(configuration: ast.Module) -> bool:
    """Return whether the configuration names extensions of other packages, or takes their names from a variable."""
    lists = (value for name, value in find_assignments(configuration) if name == "extensions")
    nodes = [node for value in lists for node in ast.walk(value)]
    names = {str(node.value).partition(".")[0] for node in nodes if isinstance(node, ast.Constant)}
    return not names <= _KNOWN or any(isinstance(node, ast.Name) for node in nodes)
