"""A seal on what is kept between runs: only what this user's own runs have written is believed.

A cache lies among the files of the archive, and a repository or an unpacked artefact can bring one along. Its digests
and versions can be right and its content a lie: a brief without its faults, or a page that need not be written. So each
file begins with a keyed digest (BLAKE2, RFC 7693), and one without the right digest counts as empty.
"""

import functools
import hmac
import os
import secrets
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from . import files

T = TypeVar("T")

_KEY = "BRIEFS_CACHE_KEY"
_LENGTH = 64


def sealed(data: bytes, purpose: str) -> bytes:
    """*data* below its seal, which holds for one *purpose*."""
    return seal_line(data, purpose) + data


def seal_line(data: bytes | bytearray, purpose: str) -> bytes:
    """What stands above *data* that is sealed."""
    return _seal(data, purpose) + b"\n"


def unsealed(data: bytes, purpose: str) -> memoryview | None:
    """What stands below the seal; None if the seal is not ours, or for another purpose.

    A cache can be large: its bytes are looked at, and not copied.
    """
    seal, between, rest = data[:_LENGTH], data[_LENGTH : _LENGTH + 1], memoryview(data)[_LENGTH + 1 :]
    return rest if between == b"\n" and hmac.compare_digest(seal, _seal(rest, purpose)) else None


def _seal(data: bytes | bytearray | memoryview, purpose: str) -> bytes:
    digest = blake2b(purpose.encode() + b"\n", digest_size=_LENGTH // 2, key=_key())
    digest.update(data)
    return digest.hexdigest().encode()


@functools.cache
def _key() -> bytes:
    """The user's key: from the environment where several machines share a cache, else from a file of the user's own.

    Where no such file can be written, what is kept serves this process alone.
    """
    if given := os.environ.get(_KEY, "").strip():
        return blake2b(given.encode()).digest()
    file = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefarchive" / "key"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Of two runs that begin at once, one makes the key and both read it.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    except (OSError, RuntimeError):
        return secrets.token_bytes(32)
    key = file.read_bytes()
    return key if len(key) == 32 else secrets.token_bytes(32)


def read_sealed(file: Path, purpose: str, shape: type[T]) -> T | None:
    """What stands sealed in *file*; None if it is not there, not of this *shape*, or not sealed for this *purpose*."""
    try:
        return msgspec.json.decode(unsealed(files.bytes_of(file), purpose) or b"", type=shape)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def write_sealed(file: Path, value: object, purpose: str) -> None:
    """Write a value, sealed."""
    files.write_bytes(file, sealed(msgspec.json.encode(value), purpose))
