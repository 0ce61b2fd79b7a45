"""What pictures cost those who show and print them is counted before anything is unpacked or drawn."""

import io
import random
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageFile

from briefarchive.checking import check
from briefarchive.checking.loading import read_archive
from briefarchive.reading.attached_files.contents import check_attachment, read_attachment
from briefarchive.reading.attached_files.pictures import MAX_PIXELS_OF_BRIEF, read_picture
from briefarchive.reading.attached_files.svg import count_parts

from ..costs import assert_linear

pytestmark = pytest.mark.slow

_CASES = yaml.load((Path(__file__).parent / "cases/attached.yaml").read_text("utf-8"), yaml.CSafeLoader)
_PART = re.compile("⟨([0-9]+)×([^⟨⟩]*)⟩")
_STAR = '<path d="M0 0h5v5h-5z"/>'
_AREA = 'width="1000" height="1000"'


def _svg(content: str) -> bytes:
    """A drawing, of whose content `⟨3×a§⟩` is “a0a1a2”."""
    parts = _PART.sub(lambda part: "".join(part[2].replace("§", str(at)) for at in range(int(part[1]))), content)
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {spaces} viewBox="0 0 1000 1000">{parts}</svg>'.encode()


def _codes(name: str, data: bytes) -> list[str]:
    return [one.code for one in check_attachment(f"archive/2014/{name}", data) if one.code != "S118"]


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


_CHAIN = "".join(f'<clipPath id="c{n}" clip-path="url(#c{n - 1})"><rect {_AREA}/></clipPath>' for n in range(300))
_TREE = "".join(f'<g id="a{n}">⟨9×<use href="#a{n + 1}"/>⟩</g>' for n in range(50))
COSTLY = [
    *map(_svg, _CASES["costly_drawings"]),
    _svg(f'{_CHAIN}<rect clip-path="url(#c299)"/>'),
    _svg(f'<g id="a50">{_STAR}</g>{_TREE}'),
]


@pytest.mark.parametrize("drawing", COSTLY, ids=range(len(COSTLY)))
def test_an_svg_that_draws_too_much_is_refused(drawing: bytes) -> None:
    assert _codes("a.svg", drawing) == ["F122"]


def _map() -> bytes:
    """Countries, each a path of its own, and one border that is dotted."""
    way = random.Random(1)
    land = "".join(f'<path id="p{n}" d="M{way.random()} 900{40 * "l1.5-2"}z" fill="#eee"/>' for n in range(5_000))
    return _svg(f'{land}<path stroke-dasharray="1" d="M900 900L990 990"/>')


def _chart() -> bytes:
    """A chart as matplotlib writes one: each point is a copy of a marker, in a group with the frame as its clip."""
    mark = '<path id="m" d="M0 3C.8 3 1.6 2.7 2.1 2.1 2.7 1.6 3 .8 3 0 3-.8 2.7-1.6 2.1-2.1z" style="stroke: #1f77b4"/>'
    clip = f'<defs><clipPath id="clip"><rect {_AREA}/></clipPath></defs>'
    style = "<defs><style>*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>"
    grid = 20 * '<path d="M 50 10 L 50 900" style="fill: none; stroke-dasharray: 2.96,1.28; stroke: #b0b0b0"/>'
    points = 4_000 * '<g clip-path="url(#clip)"><use xlink:href="#m" x="5" y="7" style="fill: #1f77b4"/></g>'
    return _svg(clip + mark + style + grid + points)


def _inkscape() -> bytes:
    stops = '<linearGradient id="g"><stop style="stop-color:#fff"/><stop offset="1"/></linearGradient>'
    own = "".join(f'<linearGradient id="g{n}" xlink:href="#g" gradientUnits="userSpaceOnUse"/>' for n in range(500))
    drawn = "".join(f'<path id="d{n}" style="fill:url(#g{n});filter:none" d="M0 0h9v{n}z"/>' for n in range(500))
    return _svg(f'{stops}{own}<g id="layer1"><g id="layer2" transform="scale(.5)">{drawn}</g></g>')


def _noise() -> bytes:
    """Two lines of 10,000 points of which each stands anywhere."""
    way = random.Random(1)
    lines = ("L".join(f"{at / 10},{way.gauss(500, 100):.2f}" for at in range(10_000)) for _ in range(2))
    return _svg("".join(f'<path fill="none" stroke="#1f77b4" stroke-width="1.5" d="M{line}"/>' for line in lines))


def _coasts() -> bytes:
    """The borders of a map, those of each continent in one path, and a frame with a wide line."""
    way = random.Random(1)
    coast = "".join(f"l{way.uniform(-2, 2):.2f},{way.uniform(-2, 2):.2f}" for _ in range(200))
    lands = [
        "".join(f"M{way.random() * 990:.2f},{way.random() * 990:.2f}{coast}z" for _ in range(20)) for _ in range(9)
    ]
    paths = "".join(f'<path d="{land}" stroke="#fff" stroke-dasharray="4"/>' for land in lands)
    return _svg(f'{paths}<rect {_AREA} fill="none" stroke="#000" stroke-width="40"/>')


def _illustrator() -> bytes:
    style = "<style>.cls-1{fill:#123;fill-opacity:.5;stroke-opacity:.5}.cls-2{stop-opacity:.5;opacity:.8;}</style>"
    return _svg(f'<defs>{style}</defs>⟨5000×<rect class="cls-1" {_AREA}/>⟩')


@pytest.mark.parametrize(
    "drawing",
    [_map, _chart, _inkscape, _noise, _coasts, _illustrator],
    ids=["map", "chart", "inkscape", "noise", "coasts", "illustrator"],
)
def test_an_ordinary_svg_is_accepted(drawing: Callable[[], bytes]) -> None:
    assert _codes("a.svg", drawing()) == []


@pytest.mark.parametrize("drawing", _CASES["long_drawings"], ids=range(6))
def test_what_would_take_long_to_read_does_not(drawing: str) -> None:
    assert "F122" not in _codes("a.svg", _svg(drawing))


def test_an_svg_is_counted_in_proportion_to_its_size() -> None:
    def drawing(count: int) -> bytes:
        uses = "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(20))
        shapes = "".join(f'<g id="b{n}" opacity=".9">{_STAR}<use href="#a9"/></g>' for n in range(count))
        return _svg("<style>.x,.y{fill:red}</style>" + uses + shapes)

    assert_linear(count_parts, drawing, 100)


def _gif(frames: int) -> bytes:
    frame = b"!\xf9\4\0\1\0\0\0," + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\2\2D\1\0"
    return b"GIF89a" + struct.pack("<HH", 3_000, 2_000) + b"\x80\0\0" + bytes(6) + frame * frames + b";"


def _scans(count: int) -> bytes:
    whole = _saved(Image.new("L", (640, 480)), "JPEG", progressive=True)
    return whole[:-2] + b"\xff\xda\0\x08\1\1\0\1\x3f\0" * count + whole[-2:]


def _with_segments(jpeg: bytes, segments: list[bytes]) -> bytes:
    return jpeg[:2] + b"".join(b"\xff" + segment for segment in segments) + jpeg[2:]


# Says that the file holds two pictures: to Pillow it is no JPEG then.
_MPF = struct.pack("<2sHLHHHLLHHLLL", b"II", 42, 8, 2, 0xB001, 4, 1, 2, 0xB002, 7, 32, 38, 0) + bytes(32)
_TWO_PICTURES = b"\xe2" + struct.pack(">H", 6 + len(_MPF)) + b"MPF\0" + _MPF


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("a.jpg", lambda: _scans(150_000)),
        ("a.gif", lambda: _gif(100)),
        ("a.jpg", lambda: _with_segments(_scans(150_000), [_TWO_PICTURES])),
        ("a.jpg", lambda: _with_segments(_saved(Image.new("L", (8, 8)), "JPEG"), 101 * [b"\xe1\0\x08Exif\0\0"])),
        ("a.jpg", lambda: _with_segments(_saved(Image.new("L", (8, 8)), "JPEG"), 1_001 * [b"\xfe\0\2"])),
        ("a.jpg", lambda: _with_segments(_saved(Image.new("L", (8, 8)), "JPEG"), 9_000_000 * [b""])),
        ("a.png", lambda: _saved(Image.new("1", (9_000, 5_000)), "PNG")),
        ("a.png", lambda: _saved(Image.new("1", (20_000, 20_000)), "PNG")),
    ],
    ids=["scans", "frames", "scans of two pictures", "Exif", "segments", "filling", "points", "far more points"],
)
def test_a_costly_picture_is_refused_before_it_is_unpacked(
    name: str, picture: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = picture()
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("it was unpacked"))
    assert _codes(name, data) == ["F122"]


def test_ordinary_pictures_are_accepted() -> None:
    photograph = Image.effect_noise((300, 200), 60).resize((2_400, 1_600)).convert("RGB")
    frames = [Image.new("P", (640, 480), number) for number in range(50)]
    assert _codes("a.jpg", _saved(photograph, "JPEG", quality=90)) == []
    assert _codes("a.jpg", _saved(photograph, "JPEG", quality=90, progressive=True)) == []
    assert _codes("a.gif", _saved(frames[0], "GIF", save_all=True, append_images=frames[1:])) == []
    assert _codes("a.png", _saved(Image.new("1", (5_000, 7_000)), "PNG")) == []  # a page, scanned
    assert _codes("a.png", _saved(Image.new("RGBA", (4_000, 3_000)), "PNG")) == []  # a plain chart
    assert _codes("a.jpg", _with_segments(_saved(photograph, "JPEG"), [_TWO_PICTURES])) == []
    profile = b"ICC_PROFILE\0\1\1" + 500 * b"\xff\xda\xff\xd9Exif\0\0"
    profiled = _with_segments(_saved(photograph, "JPEG"), [b"\xe2" + struct.pack(">H", 2 + len(profile)) + profile])
    assert _codes("a.jpg", profiled) == []


def test_all_frames_of_a_picture_are_counted() -> None:
    frames = [Image.new("L", (64, 48), 60 * number) for number in range(5)]
    for suffix, kind in (("gif", "GIF"), ("png", "PNG"), ("webp", "WEBP")):
        moving = _saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert read_attachment(f"archive/2014/a.{suffix}", moving) == (5 * 64 * 48, ())
    two = _with_segments(_saved(frames[0], "JPEG"), [_TWO_PICTURES])
    assert read_attachment("archive/2014/a.jpg", two) == (64 * 48, ())


def test_a_marker_without_a_length_hides_nothing_behind_the_end() -> None:
    plain = _saved(Image.new("L", (8, 8)), "JPEG")
    hidden = plain[:2] + b"\xff\x01" + plain[2:] + b"PK\3\4"
    assert _codes("a.jpg", hidden) == ["F113"]


def test_what_is_no_picture_is_refused_without_an_assertion() -> None:
    with pytest.raises(ValueError, match="after its end"):
        read_picture(_saved(Image.new("L", (8, 8)), "PNG") + b"PK\3\4", "PNG")


def test_the_pictures_of_a_brief_are_counted_together(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    page = _saved(Image.new("1", (7_000, 5_000)), "PNG")
    for number in range(4):
        (folder / f"page-{number}.png").write_bytes(page)
    head = "---\ntitle: Pages\ndate: 2014-10-17\nsummary: Some pages.\n---\n\n"

    def told(count: int) -> list[str]:
        pictures = "".join(f"![page {number}](page-{number}.png)\n" for number in range(count))
        (folder / "2014-10-17-pages.md").write_text(head + pictures, encoding="utf-8")
        diagnostics = check(read_archive(tmp_path, cache=False))
        return [f"{diagnostic.span}: {diagnostic.message}" for diagnostic in diagnostics if diagnostic.code == "F121"]

    assert told(3) == []
    message = f"the pictures of this brief have 140,000,000 points; at most {MAX_PIXELS_OF_BRIEF:,} are allowed"
    assert told(4) == [f"archive/2014/2014-10-17-pages.md:7:1: {message}"]
