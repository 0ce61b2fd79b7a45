"""The version of our own code and of what it stands on: what they made is made again when they have changed."""

import contextlib
import functools
import hashlib
import re
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import cast


@functools.cache
def code_version() -> str:
    """A digest, in hex, of the files of this package and of the versions of the libraries that it asks for."""
    digest = hashlib.sha256()
    for file in _files(resources.files("briefarchive")):
        digest.update(f"{file.name}\n".encode())
        digest.update(file.read_bytes())
    for name in _required(extras=False):
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    return digest.hexdigest()[:24]


@functools.cache
def extras_version() -> str:
    """The names and versions of installed libraries that extras ask for: what writes PDFs and Parquet is among them."""
    found = []
    for name in _required(extras=True):
        with contextlib.suppress(metadata.PackageNotFoundError):
            found.append(f"{name} {metadata.version(name)}")
    return ", ".join(found)


def _required(*, extras: bool) -> Iterator[str]:
    """The names of the libraries that the package asks for, always or by its *extras*."""
    for requirement in sorted(metadata.requires("briefarchive") or ()):
        if ("extra ==" in requirement) is extras:
            # A requirement begins with a name (PEP 508).
            yield cast("re.Match[str]", re.match(r"[A-Za-z0-9._-]+", requirement))[0]


def _files(entry: Traversable) -> list[Traversable]:
    """Every file of a folder, what Python makes of its modules aside."""
    if not entry.is_dir():
        return [] if entry.name.endswith(".pyc") else [entry]
    members = sorted(entry.iterdir(), key=lambda one: one.name)
    return [file for member in members if member.name != "__pycache__" for file in _files(member)]
