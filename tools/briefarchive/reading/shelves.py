"""What the cache keeps of the files that are read."""

from ..model import Brief, Source
from ..storage.cache import Shelf

BriefShelf = Shelf[Brief | None]
SourceShelf = Shelf[tuple[Source, ...]]
AttachmentShelf = Shelf[int]
