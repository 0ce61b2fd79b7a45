"""An archive as a second folder that can be read and written like any other: as it is, or as it was before a change."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import files
from .cache import READING, cache_folder, make_cache_folder, open_cache_folder
from .revision import Change

_FOLDERS = ("archive", "bib")
_CONFIGURATION = "docs/conf.py"


@contextlib.contextmanager
def former_archive(root: Path, change: Change) -> Iterator[Path]:
    """A folder with what the change did not touch, and with the files that it did as they were before."""
    with copied_archive(root, leave_out=change.paths) as folder:
        for path, data in change.before.items():
            files.write_bytes(folder / path, data)
        yield folder


@contextlib.contextmanager
def copied_archive(root: Path, *, leave_out: frozenset[str] = frozenset()) -> Iterator[Path]:
    """A folder with the files of the archive but for those to *leave_out*, until the end of the block.

    Files are linked where they can be, so that ten thousand cost little; whoever replaces a file leaves the archive's
    own as it is. What was read before is known there too.
    """
    with tempfile.TemporaryDirectory(dir=_place(root), prefix="before-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for part in _FOLDERS:
            _link_tree(root, folder, part, leave_out)
        kept = cache_folder(folder)
        with contextlib.suppress(OSError):
            if cache := open_cache_folder(root):
                _link_tree(cache, make_cache_folder(folder), READING)
        if (root / _CONFIGURATION).is_file():
            (folder / _CONFIGURATION).parent.mkdir()
            files.link(str(root / _CONFIGURATION), str(folder / _CONFIGURATION))
        try:
            yield folder
        finally:
            shutil.rmtree(kept, ignore_errors=True)


def _place(root: Path) -> Path | None:
    """Where the folder stands: in the user's cache folder, or, if that cannot be, in the system's own place."""
    with contextlib.suppress(OSError):
        return make_cache_folder(root)
    return None


def _link_tree(root: Path, folder: Path, part: str, leave_out: frozenset[str] = frozenset()) -> None:
    """Link the files in *part* of a folder into another folder; links stay links, which are faults in both archives."""

    def left_out(place: str, names: list[str]) -> list[str]:
        here = os.path.relpath(place, root).replace(os.sep, "/")
        return [name for name in names if f"{here}/{name}" in leave_out]

    if (root / part).is_dir() and not (root / part).is_symlink():
        with contextlib.suppress(OSError):  # what cannot be copied cannot be read either
            shutil.copytree(root / part, folder / part, symlinks=True, ignore=left_out, copy_function=files.link)
