"""How much work a picture of points makes for all that show it, before it is unpacked."""

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_POINTS = 40_000_000
MOST_POINTS_OF_BRIEF = 120_000_000
MOST_POINTS_OF_FRAMES = 400_000_000
POINTS_OF_UNIT = 1_500
"""How many points make as much work as a unit of an SVG."""

_MOST_OF_JPEG = {"scans": 100, "pieces of Exif": 100, "segments": 1_000, "bytes between its segments": 1_000}
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
# Of those that have a length, or are the end: not a stuffed zero, a filling, TEM or a restart.
_MARKER = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd7]")


class CostlyPictureError(ValueError):
    """A picture makes more work than it may; the message is the end of a sentence about it."""


def end_of_jpeg(data: bytes) -> int:
    """Where the first picture of a JPEG file ends (ITU-T T.81, B.1.1): behind its EOI marker.

    Raises:
        CostlyPictureError: It has more of something than can be read in reasonable time.
        ValueError: It is no JPEG.
    """
    if not data.startswith(b"\xff\xd8\xff"):
        raise ValueError("it does not begin as a JPEG does")
    counted: Counter[str] = Counter()
    at, scan = 2, False
    while marker := _MARKER.search(data, at):
        if marker[0] == _END:
            return marker.end()
        counted["bytes between its segments"] += 0 if scan else marker.start() - at
        scan = marker[0] == _SCAN
        counted["scans"] += scan
        counted["pieces of Exif"] += data.startswith(b"Exif\0\0", marker.end() + 2)
        counted["segments"] += 1
        for what, number in counted.items():
            if number > _MOST_OF_JPEG[what]:
                raise CostlyPictureError(f"has more than {_MOST_OF_JPEG[what]:,} {what}")
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2], "big")
    return len(data)


def refuse_costly(picture: "Image", frames: int) -> None:
    """Judge a picture before it is unpacked.

    Args:
        picture: It, of which only the head has been read.
        frames: How many pictures it is.

    Raises:
        CostlyPictureError: It has too many points.
    """
    points = picture.width * picture.height
    if points > MOST_POINTS:
        raise CostlyPictureError(f"has {points:,} points; at most {MOST_POINTS:,} are allowed")
    if frames * points > MOST_POINTS_OF_FRAMES:
        raise CostlyPictureError(
            f"has {frames * points:,} points in its {frames:,} frames; at most {MOST_POINTS_OF_FRAMES:,} are allowed"
        )
