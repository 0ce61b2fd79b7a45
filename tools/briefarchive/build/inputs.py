"""Computes one digest of all inputs of a build: if it is that of the last build, there is nothing to do."""

import ast
import functools
import importlib.util
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ..reading import decoding
from ..reading.configuration import read_pdf_bounds
from ..reading.decoding import PdfBounds
from ..reading.site_address import VARIABLES
from ..storage import files
from ..storage.cache import code_version, extras_version
from ..storage.clock import today
from ..storage.history import state_of_history
from .folder import Manifest

_FOLDERS = ("archive", "bib", "docs")
_CONFIGURATION = "docs/conf.py"
# What of a process's surroundings shows on pages, or decides how Sphinx and Python write words.
_VARIABLES = (
    *("SOURCE_DATE_EPOCH", "CI_PROJECT_URL", *VARIABLES),
    *("LANGUAGE", "LC_ALL", "LC_TIME", "LANG", "TZ"),
)
_SETTLED = 2_000_000_000
"""Nanoseconds after which a change shows in a file's times: file systems may not distinguish shorter ones."""
_KNOWN = ("briefarchive", "sphinx", "myst_parser", "sphinx_design")


def digest_inputs(root: Path, target: Path, request: str) -> str:
    """Return a digest of all inputs of a build into *target* on *request*, in words; empty if they are unknown."""
    configuration = _configuration(root)
    if configuration is None:
        return ""
    named_places = sorted(set(_named_places(configuration, root / "docs")))
    if any(target.resolve().is_relative_to(place.resolve()) for place in named_places):
        return ""
    parts = [
        request,
        code_version(),
        sys.version,
        extras_version(),
        str(today().year),
        repr(state_of_history(root)),
    ]
    parts += [f"{name}={os.environ.get(name)}" for name in _VARIABLES]
    bounds = read_pdf_bounds(root)
    places = (*(root / name for name in _FOLDERS), *named_places)
    try:
        for place in (*places, *_extensions(configuration)):
            parts += _digests(place, bounds)
    except _UnknownError:
        return ""
    return files.digest("\n".join(parts).encode("utf-8", "surrogateescape"))


def is_unchanged(former: Manifest, inputs: str) -> bool:
    """Return whether a build would give the present site and report no fault."""
    return bool(inputs) and former.inputs == inputs and not ("" < former.until <= str(today()))


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
                is_settled = time.time_ns() - status.st_ctime_ns > _SETTLED
                read = _digest if is_settled else _digest.__wrapped__
                state = read(file, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        except OSError as error:
            state = str(error.errno)
        yield f"{file} {state}"


@functools.cache
def _digest(file: str, *_signature: int) -> str:
    """Return the digest of a file. A build asks twice; a file with the same signature is not read again."""
    return files.digest(Path(file).read_bytes())


def _below(place: Path) -> Iterator[str]:
    if place.is_symlink() or place.is_file():
        yield str(place)
        return
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name not in {"__pycache__", ".git"}]
        links = (name for name in folders if Path(folder, name).is_symlink())
        yield from (f"{folder}{os.sep}{name}" for name in (*names, *links))


def _configuration(root: Path) -> ast.Module | None:
    """Return the configuration if it is self-contained: code that asks others may give another result today."""
    data = decoding.read(_CONFIGURATION, root / _CONFIGURATION)
    try:
        tree = ast.parse(data if isinstance(data, bytes) else b"")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    asks = any(isinstance(node, ast.Import | ast.ImportFrom | ast.Call) for node in ast.walk(tree))
    return None if asks else tree


def _extensions(configuration: ast.Module) -> Iterator[Path]:
    """Yield the code of extensions that the configuration names, except ours and Sphinx's."""
    for node in configuration.body:
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == "extensions" for target in node.targets):
            texts = {
                str(constant.value).split(".")[0]
                for constant in ast.walk(node.value)
                if isinstance(constant, ast.Constant)
            }
            for name in sorted(texts):
                spec = importlib.util.find_spec(name) if name.isidentifier() and name not in _KNOWN else None
                if spec and spec.origin:
                    yield Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)


def _named_places(tree: ast.AST, folder: Path) -> Iterator[Path]:
    """Yield files and folders outside *folder* that the configuration names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and 0 < len(node.value) < 256:
            place = Path(os.path.normpath(folder / node.value.replace("\0", "")))
            if not place.is_relative_to(folder) and place.exists():
                yield place
