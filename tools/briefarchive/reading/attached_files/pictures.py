"""What a picture beside a brief is, and what it tells that nobody needs to know."""

import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .picture_work import MOST_POINTS, CostlyPictureError, end_of_jpeg, refuse_costly

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

# Exif 2.32: MakerNote (whose content nobody knows), owner of the camera, serial numbers of body and lens.
_EXIF_TAGS = {
    0x927C: "notes of the camera",
    0xA430: "the owner of the camera",
    0xA431: "a serial number",
    0xA435: "a serial number",
}
_EXIF, _GPS = 0x8769, 0x8825
# XMP says the same in words (ISO 16684-1).
_XMP = {
    "the place where it was taken": re.compile(r"GPS|photoshop:(?:City|State|Country)|Location", re.IGNORECASE),
    "a serial number": re.compile(r"SerialNumber", re.IGNORECASE),
    "the owner of the camera": re.compile(r"OwnerName", re.IGNORECASE),
    "notes that cannot be read": re.compile(r"&#"),
}
# IPTC-IIM 4.2, record 2: content location, city, part of it, state, country.
_IPTC_PLACES = ((2, 26), (2, 27), (2, 90), (2, 92), (2, 95), (2, 100), (2, 101))


class BrokenPictureError(ValueError):
    """A file is no picture of its kind, or something stands behind its end."""


def private_data(data: bytes, kind: str) -> list[str]:
    """What a picture tells of a place or a camera, in words.

    Args:
        data: The bytes of the file.
        kind: `GIF`, `JPEG`, `PNG` or `WEBP`.

    Raises:
        CostlyPictureError: It makes more work than it may.
        Exception: It is no picture of that kind, or something stands behind its end.
    """
    from PIL import Image

    end, frames = _end_and_frames(data, kind)
    if data[end:].strip(b"\0\r\n"):
        raise BrokenPictureError("something stands behind its end")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # what Pillow warns of is told
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # points are counted below
        try:
            Image.open(io.BytesIO(data), formats=[kind]).verify()
        except Image.DecompressionBombError as error:
            raise CostlyPictureError(f"has far more than {MOST_POINTS:,} points, which are allowed") from error
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            refuse_costly(picture, frames)
            picture.load()  # some of the notes stand behind the picture
            return list(dict.fromkeys(_told(picture)))


def count_pixels(data: bytes, kind: str) -> int:
    """The points of all frames of a sound picture."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=[kind]) as picture:
        return picture.width * picture.height * _end_and_frames(data, kind)[1]


def _told(picture: "ImageFile") -> Iterator[str]:
    from PIL import IptcImagePlugin

    exif = picture.getexif()
    if exif.get_ifd(_GPS):
        yield "the place where it was taken"
    yield from (_EXIF_TAGS[tag] for tag in exif.get_ifd(_EXIF) if tag in _EXIF_TAGS)
    notes = (note.decode("utf-8", "replace") if isinstance(note, bytes) else note for note in picture.info.values())
    text = "\n".join(note for note in notes if isinstance(note, str))
    yield from (what for what, pattern in _XMP.items() if pattern.search(text))
    iptc = IptcImagePlugin.getiptcinfo(picture) or {}
    if any(place in iptc for place in _IPTC_PLACES):
        yield "the place where it was taken"


def _end_and_frames(data: bytes, kind: str) -> tuple[int, int]:
    """Where a picture ends, and how many pictures it is at most."""
    match kind:
        case "JPEG":
            return end_of_jpeg(data), 1
        case "PNG":
            return data.find(b"IEND") + 8, max(1, data.count(b"fcTL"))
        case "GIF":
            return _end_and_frames_of_gif(data)
        case "WEBP":
            return int.from_bytes(data[4:8], "little") + 8, max(1, data.count(b"ANMF"))
        case _:
            raise BrokenPictureError(f"no kind of picture is {kind}")


def _end_and_frames_of_gif(data: bytes) -> tuple[int, int]:
    """Where a GIF file ends (GIF89a, 27): behind its trailer."""
    at, frames = 13 + _colours(data[10]), 0
    while at < len(data):
        match data[at]:
            case 0x3B:
                return at + 1, frames
            case 0x21:
                at = _behind_blocks(data, at + 2)
            case 0x2C:
                at = _behind_blocks(data, at + 11 + _colours(data[at + 9]))
                frames += 1
            case _:
                break
    return len(data), frames


def _colours(flags: int) -> int:
    """The bytes of a table of colours, by the flags that tell of it."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _behind_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
