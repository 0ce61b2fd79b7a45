"""Makes the site's fonts of Source Serif 4 and Source Sans 3: `nox -s fonts`.

A font is several small files, one for each cut and each range of letters: a browser fetches a file when a page
has a letter of its range, so that a page in English has the Latin letters alone. The fonts come from packages. What is
made of them carries names of its own, since a changed version may not use a reserved one (SIL Open Font License 1.1).
"""

import io
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import TypeAlias

import msgspec
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from briefarchive.pictures.font_packages import package_folder
from briefarchive.site.fonts import FACES, FOLDER, Face

_SERIF, _SANS = "fontpkg-source-serif-4", "fontpkg-source-sans-3"
_UPRIGHT, _ITALIC = "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"
_FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "onum", "tnum"]
_NOT_NEEDED = ["BASE", "STAT", "MVAR", "gasp", "meta"]
_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS = 0, 13, 14

Axes: TypeAlias = Mapping[str, float | tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A font as pages name it.

    Attributes:
        name: The beginning of its files' names.
        family: Its name in style sheets.
        role: What it is for: `text`, `display` or `sans`.
        style: `normal` or `italic`.
        weights: The least and the greatest that a style sheet may ask for.
        package: The package of fonts that it is made of, and the file in it.
        axes: The axes of that file: one value, or the least, the usual and the greatest.
    """

    name: str
    family: str
    role: str
    style: str
    weights: tuple[int, int]
    package: str
    file: str
    axes: Axes


_WEIGHTS = (400, 400, 650)
_TEXT: Axes = {"opsz": 16, "wght": _WEIGHTS}
CUTS = (
    Cut("brief-serif", "Brief Serif", "text", "normal", (400, 650), _SERIF, _UPRIGHT, _TEXT),
    Cut("brief-serif-italic", "Brief Serif", "text", "italic", (400, 650), _SERIF, _ITALIC, _TEXT),
    # Titles have one weight; that of a range would cost each page another twelve kilobytes.
    Cut("brief-display", "Brief Display", "display", "normal", (400, 500), _SERIF, _UPRIGHT, {"opsz": 60, "wght": 430}),
    Cut("brief-sans", "Brief Sans", "sans", "normal", (400, 650), _SANS, "SourceSans3[wght].ttf", {"wght": _WEIGHTS}),
)

_LATIN_MARKS = "2002-200B 202F 2010-2015 2018-201E 2020-2022 2026 2030 2032-2033 2039-203A 2044"
_LATIN_SIGNS = "20AC 2122 2190-2193 2197 2212 2248 2260 2264-2265"
RANGES = {
    "latin": f"20-FF 131 152-153 2C6 2DA 2DC {_LATIN_MARKS} {_LATIN_SIGNS}",
    "latin-extended": "100-2FF 300-33F 1E00-1EFF 2000-218F 2200-22FF",
    "cyrillic": "400-52F 2116",
    "greek": "370-3FF",
}
"""The characters of each file, in hexadecimal numbers; what an earlier one has, no later one has."""


def main() -> None:
    """Write the files, their licences, and the table of what is in each."""
    faces = []
    for cut, part in itertools.product(CUTS, RANGES):
        face, data = make(cut, part)
        (FOLDER / f"{face.name}.woff2").write_bytes(data)
        licence = (package_folder(cut.package) / "LICENSE").read_text("utf-8")
        (FOLDER / face.licence).write_text(licence, "utf-8", newline="\n")
        faces.append(face)
    (FOLDER / FACES).write_text(f"{json.dumps(msgspec.to_builtins(faces), indent=2)}\n", "utf-8", newline="\n")


def make(cut: Cut, part: str) -> tuple[Face, bytes]:
    """One file: the letters of a range, within the limits of the cut's axes, under its own name."""
    options = Options(layout_features=_FEATURES, hinting=False, glyph_names=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += _NOT_NEEDED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_characters(part))
    written = io.BytesIO()
    with TTFont(package_folder(cut.package) / "files" / cut.file, lazy=True, recalcTimestamp=False) as font:
        font["fvar"].instances = []
        subsetter.subset(font)
        instantiateVariableFont(font, dict(cut.axes), inplace=True)
        _rename(font, cut)
        font.flavor = "woff2"
        font.save(written)
        characters = sorted(font.getBestCmap() or ())
    face = Face(
        name=f"{cut.name}-{part}",
        family=cut.family,
        role=cut.role,
        style=cut.style,
        weights=cut.weights,
        characters=_unicode_range(characters),
        licence=f"OFL-{cut.package.removeprefix('fontpkg-')}.txt",
    )
    return face, written.getvalue()


def _characters(part: str) -> set[int]:
    """The characters of a range that none before it has."""
    numbers: set[int] = set()
    for name, written in RANGES.items():
        spans = (span.partition("-") for span in written.split())
        own = {one for low, _, high in spans for one in range(int(low, 16), int(high or low, 16) + 1)} - numbers
        if name == part:
            return own
        numbers |= own
    raise KeyError(part)


def _rename(font: TTFont, cut: Cut) -> None:
    """Give a font the cut's name in place of its own, and keep what it says of rights.

    OpenType, “name”: 1 family, 2 style, 3 id, 4 full name, 6 name in PostScript.
    """
    axis_names = {axis.axisNameID for axis in font["fvar"].axes} if "fvar" in font else set()
    kept = {_COPYRIGHT, _LICENCE, _LICENCE_ADDRESS} | axis_names
    font["name"].names = [one for one in font["name"].names if one.nameID in kept]
    style = "Italic" if cut.style == "italic" else "Regular"
    full = f"{cut.family} {style}"
    version = metadata.version(cut.package)
    for number, text in {1: cut.family, 2: style, 3: f"{full} {version}", 4: full, 6: full.replace(" ", "")}.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def _unicode_range(characters: list[int]) -> str:
    """`U+41-5A,U+2026`: numbers in ascending order, those that follow one another together."""
    spans: list[tuple[int, int]] = []
    for one in characters:
        if spans and one == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], one)
        else:
            spans.append((one, one))
    return ",".join(f"U+{low:X}" if low == high else f"U+{low:X}-{high:X}" for low, high in spans)


if __name__ == "__main__":
    main()
