"""What the pages of the guide are made from: the files of its folder, and what they include or show from elsewhere."""

import contextlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..storage import files

_GUIDE = "docs"
_COARSE = 20_000_000
"""Nanoseconds by which the clock of a file system may be late."""


class GuideFiles:
    """Digests that are taken before anything of the guide is read: what is saved later, the next build sees.

    Args:
        root: The archive's folder.
        pages: The files of the guide's pages. They stand in its folder as a rule; the packaged one does not.
        elsewhere: Root-relative paths of what the guide included or showed from elsewhere when it was last read.
    """

    def __init__(self, root: Path, pages: Iterable[Path], elsewhere: Iterable[str]) -> None:
        self._root = root
        self._began = time.time_ns()
        paths = sorted({*(root / _GUIDE).rglob("*"), *pages})
        self._own = [(self._called(path), files.digest(path.read_bytes())) for path in paths if path.is_file()]
        self._elsewhere = {one: files.digest_file(root / one) for one in elsewhere}

    @property
    def key(self) -> str:
        """A key for all of it, as it is before the guide is read."""
        return self._digest(self._elsewhere)

    def extended_key(self, elsewhere: Iterable[str]) -> str:
        """The same, when the guide has been read and shows these files from *elsewhere*.

        Empty if one of which nobody knew has been changed meanwhile, or is not there.
        """
        known = {one: self._elsewhere.get(one) or self._unchanged(one) for one in elsewhere}
        return self._digest(known) if all(known.values()) else ""

    def _digest(self, elsewhere: Mapping[str, str]) -> str:
        return repr((self._own, sorted(elsewhere.items())))

    def _unchanged(self, path: str) -> str:
        place = self._root / path
        changed = place.stat().st_ctime_ns if place.is_file() else 0
        return files.digest_file(place) if changed < self._began - _COARSE else ""

    def _called(self, path: Path) -> str:
        """A name for a file that does not tell where the archive lies."""
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else path.name


def from_elsewhere(dependencies: Iterable[str | os.PathLike[str]], root: Path) -> tuple[str, ...]:
    """Root-relative paths of those *dependencies* of the guide's pages that do not lie in its folder."""
    relative = {_relative(root / path, root) for path in dependencies}
    return tuple(sorted(path.as_posix() for path in relative if not path.is_relative_to(_GUIDE)))


def _relative(place: Path, root: Path) -> Path:
    with contextlib.suppress(ValueError):  # another drive of Windows
        return Path(os.path.relpath(place, root))
    return place
