"""Ids of what an import adds."""

import hashlib
from collections.abc import Container
from typing import Any


def short_digest(text: str) -> str:
    """Return a stable digest of six hex digits."""
    return hashlib.blake2b(text.encode(), digest_size=3).hexdigest()


def make_unique(base: str, taken: Container[Any]) -> str:
    """Return *base*, with the first number from 2 that makes it unique if it is in *taken*."""
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
