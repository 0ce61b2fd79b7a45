"""Which new file is one that is gone, under another name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from . import files


def find_renames(root: Path, new: Iterable[str], before: Mapping[str, bytes]) -> dict[str, str]:
    """The former path of each new file that has the bytes, the name, or half of the text of one that is gone.

    Args:
        root: The archive's root.
        new: The paths of files that were not there before.
        before: The former bytes of changed and deleted files.
    """
    gone = {path: data for path, data in before.items() if not (root / path).exists()}
    if not gone:
        return {}
    by_bytes = {data: path for path, data in gone.items()}
    by_name = {PurePosixPath(path).name: path for path in gone}
    owners = _owners(gone)
    found = {}
    for path in new:
        data = files.read(path, root / path, files.DATA_LIMIT)
        if isinstance(data, bytes):
            old = by_bytes.get(data) or by_name.get(PurePosixPath(path).name) or _like(data, owners)
            if old:
                found[path] = old
    return found


def _owners(gone: Mapping[str, bytes]) -> dict[bytes, str]:
    """The one file that has each line; of a line that several have, nothing."""
    owners: dict[bytes, str] = {}
    for path, data in gone.items():
        for line in set(data.splitlines()):
            owners[line] = "" if line in owners else path
    return owners


def _like(data: bytes, owners: Mapping[bytes, str]) -> str:
    """The file that has at least half of a text, by its letters; lines that several have say nothing."""
    letters: Counter[str | None] = Counter()
    for line in set(data.splitlines()):
        letters[owners.get(line)] += len(line)
    letters.pop("", None)
    old, count = max(letters.items(), key=lambda item: (item[1], item[0] or ""), default=(None, 0))
    return old if old and 2 * count >= letters.total() else ""
