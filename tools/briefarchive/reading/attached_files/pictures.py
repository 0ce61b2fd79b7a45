"""Checks raster pictures: their end, their rendering cost, and private data in their metadata."""

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.tables import load_table
from . import CostlyPictureError

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MAX_PIXELS = 40_000_000
MAX_PIXELS_OF_BRIEF = 120_000_000
MAX_PIXELS_OF_FRAMES = 400_000_000
PIXELS_PER_PART = 1_500
"""How many points cost about as much to render as one part of an SVG."""

_JPEG_LIMITS = {"scans": 100, "pieces of Exif": 100, "segments": 1_000, "bytes between its segments": 1_000}
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
# Markers with a length, and the end marker, but not byte stuffing, fill bytes, TEM or restarts.
_MARKER = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd7]")
_TABLE = load_table(__file__)
_EXIF, _GPS = 0x8769, 0x8825
# XMP has the same data in text (ISO 16684-1).
_XMP = {
    "the place where it was taken": re.compile(r"GPS|photoshop:(?:City|State|Country)|Location", re.IGNORECASE),
    "a serial number": re.compile(r"SerialNumber", re.IGNORECASE),
    "the owner of the camera": re.compile(r"OwnerName", re.IGNORECASE),
    "notes that cannot be read": re.compile(r"&#"),
}


def read_picture(data: bytes, kind: str) -> tuple[int, list[str]]:
    """Return the points of all frames of a picture, and the private data in its metadata, in words.

    Its *kind* is `GIF`, `JPEG`, `PNG` or `WEBP`.

    Raises:
        CostlyPictureError: It is too expensive to display.
        Exception: It is not a picture of that kind, or there is data after its end.
    """
    from PIL import Image

    end, frames = _find_end_and_frames(data, kind)
    if data[end:].strip(b"\0\r\n"):
        raise ValueError("there is something after its end")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # report what Pillow warns of
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # points are checked below
        try:
            Image.open(io.BytesIO(data), formats=[kind]).verify()
        except Image.DecompressionBombError as error:
            raise CostlyPictureError(f"has far more than {MAX_PIXELS:,} points, which are allowed") from error
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            points = picture.width * picture.height
            _refuse_costly(points, frames)
            picture.load()  # some metadata follows the picture
            return points * frames, list(dict.fromkeys(_find_private_data(picture)))


def _refuse_costly(points: int, frames: int) -> None:
    if points > MAX_PIXELS:
        raise CostlyPictureError(f"has {points:,} points; at most {MAX_PIXELS:,} are allowed")
    if (all_points := frames * points) > MAX_PIXELS_OF_FRAMES:
        allowed = f"at most {MAX_PIXELS_OF_FRAMES:,} are allowed"
        raise CostlyPictureError(f"has {all_points:,} points in its {frames:,} frames; {allowed}")


def _find_private_data(picture: "ImageFile") -> Iterator[str]:
    from PIL import IptcImagePlugin

    exif = picture.getexif()
    if exif.get_ifd(_GPS):
        yield "the place where it was taken"
    yield from (_TABLE["exif"][tag] for tag in exif.get_ifd(_EXIF) if tag in _TABLE["exif"])
    notes = (note.decode("utf-8", "replace") if isinstance(note, bytes) else note for note in picture.info.values())
    text = "\n".join(note for note in notes if isinstance(note, str))
    yield from (kind for kind, pattern in _XMP.items() if pattern.search(text))
    iptc = IptcImagePlugin.getiptcinfo(picture) or {}
    if any((2, place) in iptc for place in _TABLE["iptc-places"]):
        yield "the place where it was taken"


def _find_end_and_frames(data: bytes, kind: str) -> tuple[int, int]:
    """Return the offset where a picture ends, and the maximum number of frames."""
    match kind:
        case "JPEG":
            return _find_jpeg_end(data), 1
        case "PNG":
            return data.find(b"IEND") + 8, max(1, data.count(b"fcTL"))
        case "GIF":
            return _find_gif_end_and_frames(data)
        case _:  # WebP
            return int.from_bytes(data[4:8], "little") + 8, max(1, data.count(b"ANMF"))


def _find_jpeg_end(data: bytes) -> int:
    """Return the offset after the EOI marker of the first picture in a JPEG file (ITU-T T.81, B.1.1).

    Raises:
        CostlyPictureError: It has more segments or scans than can be read in reasonable time.
    """
    counts: Counter[str] = Counter()
    at, scan = 2, False
    while marker := _MARKER.search(data, at):
        if marker[0] == _END:
            return marker.end()
        counts["bytes between its segments"] += 0 if scan else marker.start() - at
        scan = marker[0] == _SCAN
        counts["scans"] += scan
        counts["pieces of Exif"] += data.startswith(b"Exif\0\0", marker.end() + 2)
        counts["segments"] += 1
        for kind, number in counts.items():
            if number > _JPEG_LIMITS[kind]:
                raise CostlyPictureError(f"has more than {_JPEG_LIMITS[kind]:,} {kind}")
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2], "big")
    return len(data)


def _find_gif_end_and_frames(data: bytes) -> tuple[int, int]:
    """Return the offset after the trailer of a GIF file (GIF89a, 27), and the number of frames."""
    at, frames = 13 + _colour_table_size(data[10]), 0
    while at < len(data):
        match data[at]:
            case 0x3B:
                return at + 1, frames
            case 0x21:
                at = _skip_blocks(data, at + 2)
            case 0x2C:
                at = _skip_blocks(data, at + 11 + _colour_table_size(data[at + 9]))
                frames += 1
            case _:
                break
    return len(data), frames


def _colour_table_size(flags: int) -> int:
    """Return the size in bytes of a colour table, given the flags that describe it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _skip_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
