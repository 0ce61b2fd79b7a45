"""What pictures beside briefs hold: what tells of a place, and what stands behind the end."""

import io
import random
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from briefarchive.reading.attached_files.attachments import read_attachments
from briefarchive.reading.attached_files.contents import faults_of_attachment


def _picture(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), (30, 60, 90)).save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("suffix", ["gif", "jpg", "png", "webp"])
def test_nothing_may_stand_behind_the_end_of_a_picture(suffix: str) -> None:
    data = _picture({"jpg": "JPEG"}.get(suffix, suffix.upper()))
    assert faults_of_attachment(f"archive/a.{suffix}", data) == ()
    assert faults_of_attachment(f"archive/a.{suffix}", data + b"\0\n") == ()
    assert [one.code for one in faults_of_attachment(f"archive/a.{suffix}", data + b"PK\3\4<script>")] == ["F113"]


@pytest.mark.parametrize(
    "notes",
    [
        '<rdf:Description exif:GPSLatitude="1,2N"/>',
        '<rdf:Description xmlns:e="http://ns.adobe.com/exif/1.0/" e:GPSLatitude="1,2N"/>',
        '<rdf:Description exif&#58;GPSLatitude="1,2N"/>',
        "<photoshop:City>Moscow</photoshop:City>",
        "<aux:SerialNumber>1</aux:SerialNumber>",
    ],
)
def test_notes_that_tell_of_a_place_or_a_camera_are_found_however_they_are_written(notes: str) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", notes, zip=True)
    found = faults_of_attachment("archive/a.png", _picture("PNG", pnginfo=info))
    assert {one.code for one in found} == {"F115"}


def test_a_picture_of_more_than_500_kb_is_told_and_used_all_the_same(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (420, 420), random.Random(1).randbytes(3 * 420 * 420))
    stream = io.BytesIO()
    noise.save(stream, "PNG")
    small = io.BytesIO()
    noise.crop((0, 0, 400, 400)).save(small, "PNG")
    assert [one.code for one in faults_of_attachment("archive/2014/a.png", stream.getvalue())] == ["S118"]
    assert faults_of_attachment("archive/2014/a.png", small.getvalue()) == ()
    (tmp_path / "archive" / "2014").mkdir(parents=True)
    (tmp_path / "archive" / "2014" / "a.png").write_bytes(stream.getvalue())
    kept, points, found = read_attachments(tmp_path)
    assert list(kept) == ["archive/2014/a.png"]
    assert points == {"archive/2014/a.png": 420 * 420}
    assert [one.code for one in found] == ["S118"]
