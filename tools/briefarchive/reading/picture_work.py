"""How much work a picture of points makes for all that show it, by its head alone."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_POINTS = 40_000_000
MOST_POINTS_OF_BRIEF = 120_000_000
MOST_POINTS_OF_FRAMES = 400_000_000
MOST_SCANS = 100
POINTS_OF_UNIT = 1_500
"""How many points make as much work as a unit of an SVG."""

# Real pictures unpack to some ten times their size, drawings to a hundred times; empty ones to a million times.
_FREE, _MOST_TIMES = 12_000_000, 300


class CostlyPictureError(ValueError):
    """A picture makes more work than it may; the message is the end of a sentence about it."""


def points_of(data: bytes) -> int:
    """The points of a sound picture."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        return picture.width * picture.height


def refuse_costly(picture: "Image", data: bytes, frames: int) -> None:
    """Judge a picture before it is unpacked.

    Args:
        picture: It, of which only the head has been read.
        data: The bytes of its file.
        frames: How many pictures it is.

    Raises:
        CostlyPictureError: It has too many points, frames or scans, or would unpack to far more than it is.
    """
    points = picture.width * picture.height
    if points > MOST_POINTS:
        raise CostlyPictureError(f"has {points:,} points; at most {MOST_POINTS:,} are allowed")
    unpacked = points // 8 if picture.mode == "1" else points * len(picture.getbands())
    most = _FREE + _MOST_TIMES * len(data)
    if unpacked > most:
        raise CostlyPictureError(f"unpacks from {len(data):,} bytes to {unpacked:,}; at most {most:,} are allowed")
    if frames * points > MOST_POINTS_OF_FRAMES:
        raise CostlyPictureError(
            f"has {frames * points:,} points in its {frames:,} frames; at most {MOST_POINTS_OF_FRAMES:,} are allowed"
        )
    # A mark of a scan cannot stand in coded data, and by chance once in 65,000 bytes of anything else.
    scans = data.count(b"\xff\xda") if picture.format == "JPEG" else 1
    if scans > MOST_SCANS:
        raise CostlyPictureError(f"has {scans:,} scans; at most {MOST_SCANS} are allowed")
