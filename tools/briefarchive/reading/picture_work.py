"""How much work a picture of points makes for all that show it, by its head alone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_POINTS = 40_000_000
MOST_POINTS_OF_BRIEF = 120_000_000
MOST_POINTS_OF_FRAMES = 400_000_000
MOST_SCANS = 100
MOST_NOTES = 100
POINTS_OF_UNIT = 1_500
"""How many points make as much work as a unit of an SVG."""


class CostlyPictureError(ValueError):
    """A picture makes more work than it may; the message is the end of a sentence about it."""


def refuse_costly_jpeg(data: bytes) -> None:
    """Judge a JPEG file before it is opened.

    Raises:
        CostlyPictureError: It has too many scans or pieces of Exif.
    """
    # A mark of a scan cannot stand in coded data, and by chance once in 65,000 bytes of anything else.
    scans, notes = data.count(b"\xff\xda"), data.count(b"Exif\0\0")
    if scans > MOST_SCANS:
        raise CostlyPictureError(f"has {scans:,} scans; at most {MOST_SCANS} are allowed")
    if notes > MOST_NOTES:
        raise CostlyPictureError(f"has {notes:,} pieces of Exif; at most {MOST_NOTES} are allowed")


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
