"""Files that were made of an archive, by what they were made from and by what they are, and not by their times.

A folder of such files keeps a sealed record: the address of each, a digest of all that decided what is in it, and one
of its bytes.
"""

import contextlib
from pathlib import Path

import msgspec

from . import files
from .seal import sealed, unsealed

Record = dict[str, tuple[str, str]]
"""By the address of a file: what it was made from, and what it is; digests in hex."""


def read_record(file: Path, purpose: str) -> Record:
    """The record in *file*; empty if it is not there, or not sealed for this *purpose*."""
    try:
        return msgspec.json.decode(unsealed(file.read_bytes(), purpose) or b"", type=Record)
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


def write_record(file: Path, record: Record, purpose: str) -> None:
    """Write a record, sealed."""
    files.write_bytes(file, sealed(msgspec.json.encode(record), purpose))


def digest_at(file: Path) -> str:
    """The digest of a file; empty if there is none."""
    try:
        return files.digest(file.read_bytes())
    except OSError:
        return ""


def delete_within(folder: Path, address: str) -> None:
    """Delete the file at an address in *folder*, and the folders that are empty then.

    A file may have become a folder meanwhile, or a folder a link: only what lies within is deleted.
    """
    file = folder / address
    if not file.resolve().is_relative_to(folder.resolve()):
        return
    file.unlink(missing_ok=True)
    for parent in file.parents:
        if parent == folder:
            break
        with contextlib.suppress(OSError):  # it is not empty
            parent.rmdir()
