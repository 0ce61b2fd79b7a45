"""The colours of the style sheet: seen against the page, told apart in grey and by the colour-blind."""

import itertools
import math
import re
from pathlib import Path

import pytest

import briefarchive.site
from briefarchive.pictures.squares import TELLERS
from briefarchive.site.colours import contrast

PAPERS = {"light": "#faf8f4", "dark": "#161412"}
# What the colour-blind see of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Colour = tuple[float, ...]


def _written(theme: str) -> dict[str, str]:
    sheet = (Path(briefarchive.site.__file__).parent / "static" / "pictures.css").read_text("utf-8")
    block = sheet.split(':root[data-theme="dark"]')[theme == "dark"]
    colours = dict(re.findall(r"--k-(\w+): (#\w{6})", block.partition("}")[0]))
    assert set(colours) == set(TELLERS)
    return colours


def _colours(theme: str) -> list[Colour]:
    return [_linear(written) for written in _written(theme).values()]


def _linear(written: str) -> Colour:
    parts = (int(written[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def _seen(colour: Colour, sight: str) -> Colour:
    return tuple(min(1, max(0, sum(map(math.prod, zip(row, colour, strict=True))))) for row in SIGHTS[sight])


def _lab(colour: Colour) -> Colour:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_pictures_without_a_style_sheet_have_the_colours_of_a_light_page() -> None:
    assert _written("light") == TELLERS


@pytest.mark.parametrize("theme", PAPERS)
def test_each_colour_is_seen_against_the_page(theme: str) -> None:
    assert min(contrast(colour, PAPERS[theme]) for colour in _written(theme).values()) >= 3


@pytest.mark.parametrize("theme", PAPERS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_each_two_colours_are_told_apart(theme: str, sight: str) -> None:
    colours = [_lab(_seen(colour, sight)) for colour in _colours(theme)]
    assert min(math.dist(first, other) for first, other in itertools.combinations(colours, 2)) >= 18


@pytest.mark.parametrize("theme", PAPERS)
def test_in_grey_each_is_lighter_than_another_by_a_step(theme: str) -> None:
    steps = sorted(_lab(colour)[0] for colour in _colours(theme))
    assert min(later - earlier for earlier, later in itertools.pairwise(steps)) >= 5
