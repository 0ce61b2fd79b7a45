"""What files beside briefs hold: places in pictures, what stands behind their end, and formulas in CSV files."""

import io
import random
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from briefarchive.reading.attached_files.attachments import read_attachments
from briefarchive.reading.attached_files.contents import check_attachment, find_formulas

from ..cases import by_cases
from ..costs import assert_linear


def _picture(kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 6), (30, 60, 90)).save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("suffix", ["gif", "jpg", "png", "webp"])
def test_nothing_may_stand_behind_the_end_of_a_picture(suffix: str) -> None:
    data = _picture({"jpg": "JPEG"}.get(suffix, suffix.upper()))
    assert check_attachment(f"archive/a.{suffix}", data) == ()
    assert check_attachment(f"archive/a.{suffix}", data + b"\0\n") == ()
    assert [one.code for one in check_attachment(f"archive/a.{suffix}", data + b"PK\3\4<script>")] == ["F113"]


@by_cases
def test_notes_that_tell_of_a_place_or_a_camera_are_found_however_they_are_written(notes: str) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", notes, zip=True)
    diagnostics = check_attachment("archive/a.png", _picture("PNG", pnginfo=info))
    assert {diagnostic.code for diagnostic in diagnostics} == {"F115"}


def test_a_picture_of_more_than_500_kb_is_told_and_used_all_the_same(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (420, 420), random.Random(1).randbytes(3 * 420 * 420))
    stream = io.BytesIO()
    noise.save(stream, "PNG")
    small = io.BytesIO()
    noise.crop((0, 0, 400, 400)).save(small, "PNG")
    assert [diagnostic.code for diagnostic in check_attachment("archive/2014/a.png", stream.getvalue())] == ["S118"]
    assert check_attachment("archive/2014/a.png", small.getvalue()) == ()
    (tmp_path / "archive" / "2014").mkdir(parents=True)
    (tmp_path / "archive" / "2014" / "a.png").write_bytes(stream.getvalue())
    kept, points, diagnostics = read_attachments(tmp_path)
    assert list(kept) == ["archive/2014/a.png"]
    assert points == {"archive/2014/a.png": 420 * 420}
    assert [diagnostic.code for diagnostic in diagnostics] == ["S118"]


def _found(text: str) -> list[str]:
    return [cell for _, cell in find_formulas(text)]


@by_cases
def test_formulas_are_found(cell: str) -> None:
    assert len(_found(cell)) == 1


@by_cases
def test_numbers_and_words_are_none(cell: str) -> None:
    assert _found(cell) == []


@pytest.mark.parametrize(
    ("cell", "is_formula"),
    [
        ("+" + "1" * 120_000 + "x", True),
        ("+" + " " * 60_000 + "1" * 60_000 + "x", True),
        ("+" + "1" * 60_000 + " " * 60_000, False),
        ("-" * 100_000 + "x", True),
        ("\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 60_000, False),
        ("\u200b" * 100_000 + "=1", True),
    ],
    ids=["digits", "blanks and digits", "digits and blanks", "signs", "accents", "invisible"],
)
def test_long_cells_take_no_longer_than_short_ones(cell: str, is_formula: bool) -> None:
    # With steps that grow as the square of the length, each took minutes.
    assert bool(_found(cell)) is is_formula


@pytest.mark.parametrize("row", ["1,2,3,-4,a\n", ";;;;;;\n", "é,à,=1\n"])
def test_the_work_grows_with_the_rows(row: str) -> None:
    assert_linear(_found, lambda number: row * number, 500)
