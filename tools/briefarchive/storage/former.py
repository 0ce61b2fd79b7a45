"""Makes a second folder of an archive, as it is or as it was before a change, to be read and written like any other."""

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
def copied_archive(root: Path, change: Change | None = None) -> Iterator[Path]:
    """Make a folder of the archive as it is, or as it was before a *change*, until the end of the block.

    Files are linked where possible, so that ten thousand cost little; replacing one leaves the archive's own as it is.
    The cache of the archive is available there too.
    """
    parent = None  # the system's own folder, if the user's cache folder cannot be used
    with contextlib.suppress(OSError):
        parent = make_cache_folder(root)
    with tempfile.TemporaryDirectory(dir=parent, prefix="before-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for part in _FOLDERS:
            _link_tree(root, folder, part, change.paths if change else frozenset())
        for path, data in (change.before if change else {}).items():
            files.write_bytes(folder / path, data)
        cache_path = cache_folder(folder)
        with contextlib.suppress(OSError):
            if cache := open_cache_folder(root):
                _link_tree(cache, make_cache_folder(folder), READING)
        if (root / _CONFIGURATION).is_file():
            (folder / _CONFIGURATION).parent.mkdir()
            files.link(str(root / _CONFIGURATION), str(folder / _CONFIGURATION))
        try:
            yield folder
        finally:
            shutil.rmtree(cache_path, ignore_errors=True)


def _link_tree(root: Path, folder: Path, part: str, leave_out: frozenset[str] = frozenset()) -> None:
    """Link the files in *part* of a folder into another folder; links stay links, which are faults in both archives.

    The folders are new, and can be written even if those of the archive cannot.
    """
    if (root / part).is_symlink():
        return
    for parent, folders, names in os.walk(root / part):
        subfolder = os.path.relpath(parent, root).replace(os.sep, "/")
        (folder / subfolder).mkdir(parents=True, exist_ok=True)
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in (*names, *linked):
            if f"{subfolder}/{name}" not in leave_out:
                with contextlib.suppress(OSError):  # what cannot be copied cannot be read either
                    files.link(f"{parent}/{name}", f"{folder}/{subfolder}/{name}")
