"""A digest of our own code: what was made by it is made again when it has changed."""

import functools
import hashlib
from importlib import resources
from importlib.resources.abc import Traversable


@functools.cache
def code_digest(rooms: tuple[str, ...], suffixes: tuple[str, ...] = (".py",)) -> str:
    """The digest, in hex, of the files in *rooms* of this package whose names end in one of *suffixes*."""
    digest = hashlib.sha256()
    for room in rooms:
        for entry in _files(resources.files("briefarchive") / room, suffixes):
            digest.update(f"{entry.name}\n".encode())
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:24]


def _files(entry: Traversable, suffixes: tuple[str, ...]) -> list[Traversable]:
    if not entry.is_dir():
        return [entry] if entry.name.endswith(suffixes) else []
    members = sorted(entry.iterdir(), key=lambda one: one.name)
    return [file for member in members if member.name != "__pycache__" for file in _files(member, suffixes)]
