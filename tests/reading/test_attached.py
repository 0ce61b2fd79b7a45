"""What files beside briefs hold: what acts, what tells of a place, and what stands behind the end."""

import io
import random
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from briefarchive.reading.attached import faults_of_attachment
from briefarchive.reading.attached_documents import actions
from briefarchive.reading.attachments import read_attachments

from ..costs import cpu


def _pdf(*objects: str, catalog: str = "") -> bytes:
    """A PDF with one empty page, more in its catalog, and more objects, which are numbered from 4."""
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        *objects,
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n"
    return (
        data + f"{head}{rows}trailer\n<</Root 1 0 R/Size {len(bodies) + 1}>>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    )


def test_an_ordinary_pdf_may_open_at_a_page() -> None:
    assert actions(_pdf()) == ""
    assert actions(_pdf(catalog="/OpenAction[3 0 R/Fit]")) == ""
    assert actions(_pdf(catalog="/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")) == ""


@pytest.mark.parametrize(
    "catalog",
    [
        "/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
        "/OpenAction<</S/URI/URI(https://evil.example/)>>",
        "/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI/URI(https://evil.example/)>>>>",
        "/OpenAction[3 0 R/Fit]/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
        "/AA<</WC 4 0 R>>",
        "/Names<</EmbeddedFiles 4 0 R>>",
    ],
)
def test_a_pdf_that_acts_is_told(catalog: str) -> None:
    assert actions(_pdf("<</S/Named/N/NextPage>>", catalog=catalog))


def test_an_action_that_stands_elsewhere_is_found() -> None:
    assert actions(_pdf("<</S 5 0 R/F(a)>>", "/Launch", catalog="/X 4 0 R")) == "/Launch"


def test_references_to_nothing_cost_nothing() -> None:
    def cost(count: int) -> float:
        data = _pdf(catalog="/X[" + " ".join(f"{number} 0 R" for number in range(10, count)) + "]")
        assert actions(data) == ""
        return cpu(lambda: actions(data))

    # They were looked for through the whole file, each of them.
    assert cost(8_000) < 40 * cost(1_000) + 0.5


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
