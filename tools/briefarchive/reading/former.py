"""The archive as it was before a change, as a folder that can be read like any other."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .cache import FOLDER as CACHE
from .revision import Change

_FOLDERS = ("archive", "bib", CACHE)


@contextlib.contextmanager
def former_archive(root: Path, change: Change) -> Iterator[Path]:
    """A folder with what the change did not touch, and with the files that it did as they were before.

    Files are linked where they can be, so that ten thousand cost little; nothing here is written through a link. What
    was read before is known there too.
    """
    (root / ".cache").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root / ".cache", prefix="before-") as name:
        folder = Path(name)
        for part in _FOLDERS:
            _link_tree(root, folder, part, leave_out=change.paths)
        for path, data in change.before.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        yield folder


def _link_tree(root: Path, folder: Path, part: str, *, leave_out: frozenset[str]) -> None:
    if (root / part).is_symlink():
        return
    for parent, _, names in os.walk(root / part):
        here = os.path.relpath(parent, root).replace(os.sep, "/")
        (folder / here).mkdir(parents=True, exist_ok=True)
        for name in names:
            if f"{here}/{name}" not in leave_out:
                _link(f"{parent}/{name}", f"{folder}/{here}/{name}")


def _link(source: str, target: str) -> None:
    """A hard link, or a copy where the file system has none; what can be neither is a fault in both archives."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        with contextlib.suppress(OSError):
            shutil.copyfile(source, target, follow_symlinks=False)
