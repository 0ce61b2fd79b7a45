"""The picture for links to the archive on other sites, with its name and its shelf."""

import functools
import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .font_packages import REGIONS, find_region, package_folder, read_characters
from .squares import TELLERS, Runs, count_by, count_sources
from .svg import INK, PAPER, RULE, SOFT, wrap_text

WIDTH, HEIGHT = 1200, 630
"""The size in pixels that readers of the Open Graph protocol expect."""

_SCALE = 2  # drawn at twice the size and reduced for smooth edges
_MARGIN, _BAND = 72, 14
_SHELF_TOP, _SHELF_BOTTOM = 330, 572
_NAME_SIZE, _TEXT_SIZE = 70, 31
_WIDEST_COLUMN = 112

_EASTERN = {
    "SC": ("pylopdf-fonts-zh-cn", "NotoSerifSC-Regular.otf"),
    "TC": ("pylopdf-fonts-zh-tw", "NotoSerifTC-Regular.otf"),
    "JP": ("pylopdf-fonts-jp", "NotoSerifJP-Regular.otf"),
    "KR": ("pylopdf-fonts-ko", "NotoSerifKR-Regular.otf"),
}
"""Fonts of the print edition by regional form, available if the print extra is installed."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFont:
    """A font file and the position on its axes, which is empty for a static font."""

    file: Path
    axes: tuple[float, ...] = ()
    characters: frozenset[int] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCard:
    """The content of the picture: the columns of the shelf, a sentence, and the colour of the band."""

    name: str
    text: str
    columns: tuple[Runs, ...]
    accent: str


def render_card(card: SocialCard, language: str) -> bytes:
    """Draw a PNG with the fonts of the site and, for Chinese, of print; a text without a font is left out."""
    serif = package_folder("fontpkg-source-serif-4") / "files" / "SourceSerif4[opsz,wght].ttf"
    # In the order of the file's axes: weight and optical size.
    display, text = (
        CardFont(file=serif, axes=axes, characters=read_characters(serif)) for axes in ((430, 60), (400, 24))
    )
    return _draw_card(card, *(itertools.chain([font], _east_asian_fonts(language)) for font in (display, text)))


def _east_asian_fonts(language: str) -> Iterator[CardFont]:
    """Yield the font of the language first, because regions write characters differently."""
    first = find_region(language)
    for package, name in map(_EASTERN.__getitem__, sorted(REGIONS, key=lambda region: region != first)):
        try:
            file = package_folder(package) / name
        except ModuleNotFoundError:
            continue
        yield CardFont(file=file, characters=read_characters(file))


def _draw_card(card: SocialCard, display: Iterable[CardFont], text: Iterable[CardFont]) -> bytes:
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), PAPER)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle(_scale((0, 0, WIDTH, _BAND)), fill=card.accent)
    bottom = _write(drawing, card.name, display, _NAME_SIZE, INK, top=64, lines=2)
    _write(drawing, card.text, text, _TEXT_SIZE, SOFT, top=bottom + 16, lines=3 if bottom < 170 else 2)
    if card.columns:
        _draw_bars(drawing, card.columns)
        drawing.rectangle(_scale((_MARGIN, _SHELF_BOTTOM + 5, WIDTH - _MARGIN, _SHELF_BOTTOM + 7)), fill=RULE)
    buffer = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_bars(drawing: ImageDraw.ImageDraw, columns: Sequence[Runs]) -> None:
    """Draw a bar for each column, coloured by publisher class."""
    step = min((WIDTH - 2 * _MARGIN) / len(columns), _WIDEST_COLUMN)
    highest = max(map(count_sources, columns)) or 1
    unit = (_SHELF_BOTTOM - _SHELF_TOP) / highest
    for number, column in enumerate(columns):
        left, bottom = _MARGIN + number * step, float(_SHELF_BOTTOM)
        counts = count_by("teller", column)
        for teller in TELLERS:
            height = unit * counts[teller]
            if height:
                box = (left, bottom - height, left + step * 0.8, bottom)
                drawing.rectangle(_scale(box), fill=TELLERS[teller])
                bottom -= height


def _write(
    drawing: ImageDraw.ImageDraw,
    text: str,
    fonts: Iterable[CardFont],
    size: int,
    colour: str,
    *,
    top: float,
    lines: int,
) -> float:
    """Write *text* in at most *lines* lines, and return the bottom of the last one."""
    card_font = next((font for font in fonts if font.characters.issuperset(map(ord, text))), None)
    if not text or card_font is None:
        return top
    font = _open_font(card_font, size * _SCALE)
    for line in _fit_lines(text, font.getlength, (WIDTH - 2 * _MARGIN) * _SCALE, lines):
        drawing.text((_MARGIN * _SCALE, top * _SCALE), line, font=font, fill=colour)
        top += size * 1.18
    return top


def _fit_lines(text: str, length: Callable[[str], float], room: float, most: int) -> list[str]:
    """Wrap a text into at most *most* lines; if it is longer, the last one ends with an ellipsis."""
    lines = wrap_text(text.strip(), room, length)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while length(f"{last}…") > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:')}…"]


@functools.lru_cache(maxsize=8)
def _open_font(font: CardFont, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout engine gives the same result on every machine.
    face = ImageFont.truetype(font.file, size, layout_engine=ImageFont.Layout.BASIC)
    if font.axes:
        face.set_variation_by_axes(list(font.axes))
    return face


def _scale(box: Box) -> Box:
    left, top, right, bottom = (value * _SCALE for value in box)
    return left, top, max(right - 1, left), max(bottom - 1, top)
