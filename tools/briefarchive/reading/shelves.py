"""What the cache keeps of the files that are read."""

from collections.abc import Callable

from ..diagnostics import Diagnostic
from ..model import Brief, Source
from ..storage import files
from ..storage.cache import Shelf

BriefShelf = Shelf[Brief | None]
SourceShelf = Shelf[tuple[Source, ...]]
AttachmentShelf = Shelf[int]

ReadBrief = Callable[[str, bytes], tuple[Brief | None, tuple[Diagnostic, ...]]]
"""Makes a brief of the path and the bytes of its file, and says what is wrong with it: a function of a module."""


def cache_key(data: bytes, read: Callable[[str, bytes], object]) -> str:
    """The key by which the cache keeps what a function makes of these bytes: each of two readers finds its own."""
    return f"{files.digest(data)} {read.__module__}"
