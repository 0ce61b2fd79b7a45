"""Which new file is one that is gone, under another name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from . import files


def find_renames(root: Path, new: Iterable[str], before: Mapping[str, bytes]) -> dict[str, str]:
    """The former path of each new file that has the bytes, the name, or half of the text of one that is gone.

    A file that is gone has one new path. The same bytes count more than the same name, and that more than a likeness.

    Args:
        root: The archive's root.
        new: The paths of files that were not there before.
        before: The former bytes of changed and deleted files.
    """
    gone = {path: data for path, data in before.items() if not (root / path).exists()}
    if not gone:
        return {}
    found: dict[str, str] = {}
    taken = set()
    for _, path, former in sorted(_offers(root, new, gone), key=lambda offer: offer[:2]):
        while former and former[-1] in taken:
            former.pop()
        if former and path not in found:
            found[path] = former[-1]
            taken.add(former[-1])
    return found


def _offers(
    root: Path, new: Iterable[str], gone: Mapping[str, bytes]
) -> Iterator[tuple[tuple[int, int], str, list[str]]]:
    """For each new file the paths that it may have had, with what counts most first in order."""
    by_bytes: dict[bytes, list[str]] = defaultdict(list)
    by_name: dict[str, list[str]] = defaultdict(list)
    for path, old_data in gone.items():
        by_bytes[old_data].append(path)
        by_name[PurePosixPath(path).name].append(path)
    owners = _owners(gone)
    for path in new:
        data = files.read_data(root / path)
        if data is not None:
            old, letters = _like(data, owners)
            yield (0, 0), path, by_bytes.get(data, [])
            yield (1, 0), path, by_name.get(PurePosixPath(path).name, [])
            yield (2, -letters), path, [old] if old else []


def _owners(gone: Mapping[str, bytes]) -> dict[bytes, str]:
    """The one file that has each line; of a line that several have, nothing."""
    owners: dict[bytes, str] = {}
    for path, data in gone.items():
        for line in set(data.splitlines()):
            owners[line] = "" if line in owners else path
    return owners


def _like(data: bytes, owners: Mapping[bytes, str]) -> tuple[str, int]:
    """The file that has at least half of a text, and how many of its letters; lines that several have say nothing."""
    letters: Counter[str | None] = Counter()
    for line in set(data.splitlines()):
        letters[owners.get(line)] += len(line)
    letters.pop("", None)
    old, count = max(letters.items(), key=lambda item: (item[1], item[0] or ""), default=(None, 0))
    return (old, count) if old and 2 * count >= letters.total() else ("", 0)
