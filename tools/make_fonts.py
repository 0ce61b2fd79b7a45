"""Makes the site's fonts of Source Serif 4 and Source Sans 3: `nox -s fonts`.

A font is several small files, one for each cut and each range of letters: a browser fetches a file when a page
has a letter of its range, so that a page in English has the Latin letters alone. The fonts come from packages. What is
made of them carries names of its own, since a changed version may not use a reserved one (SIL Open Font License 1.1).
"""

import io
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import TypeAlias

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from briefarchive.pictures.font_packages import package_folder
from briefarchive.site.fonts import FAMILIES, FOLDER, font_rule
from briefarchive.storage import files

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
        style: `normal` or `italic`.
        weights: The least and the greatest that a style sheet may ask for.
        package: The package of fonts that it is made of, and the file in it.
        axes: The axes of that file: one value, or the least, the usual and the greatest.
    """

    name: str
    family: str
    style: str
    weights: tuple[int, int]
    package: str
    file: str
    axes: Axes


_WEIGHTS = (400, 400, 650)
_TEXT: Axes = {"opsz": 16, "wght": _WEIGHTS}
CUTS = (
    Cut("brief-serif", "Brief Serif", "normal", (400, 650), _SERIF, _UPRIGHT, _TEXT),
    Cut("brief-serif-italic", "Brief Serif", "italic", (400, 650), _SERIF, _ITALIC, _TEXT),
    # Titles have one weight; that of a range would cost each page another twelve kilobytes.
    Cut("brief-display", "Brief Display", "normal", (400, 500), _SERIF, _UPRIGHT, {"opsz": 60, "wght": 430}),
    Cut("brief-sans", "Brief Sans", "normal", (400, 650), _SANS, "SourceSans3[wght].ttf", {"wght": _WEIGHTS}),
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


_SYSTEM_FONTS = {
    "Georgia": (0.4552, ("Georgia", "Gelasio")),
    "Times": (0.4085, ("Times New Roman", "Liberation Serif", "Tinos", "Times")),
    "Arial": (0.4507, ("Arial", "Liberation Sans", "Arimo", "Helvetica")),
}
"""The mean width of a letter in English text, in em, and the names of fonts with that width."""
_METRICS = {
    "text": (0.4762, 1.036, 0.335, ("Georgia", "Times")),
    "display": (0.4156, 1.036, 0.335, ("Georgia", "Times")),
    "sans": (0.4251, 1.024, 0.400, ("Arial",)),
}
"""The same width of our fonts, by role; their ascent and descent, in em; what stands in for them until they load."""


def main() -> None:
    """Write the files, their licences, and the style sheet that names them."""
    rules = []
    for cut, part in itertools.product(CUTS, RANGES):
        name = f"{cut.name}-{part}"
        data, characters = make(cut, part)
        (FOLDER / f"{name}.woff2").write_bytes(data)
        licence = (package_folder(cut.package) / "LICENSE").read_text("utf-8")
        file = f"OFL-{cut.package.removeprefix('fontpkg-')}.txt"
        (FOLDER / file).write_text(licence, "utf-8", newline="\n")
        address = f"fonts/{name}.{files.digest(data)[:8]}.woff2"
        rules.append(font_rule(cut.family, cut.style, cut.weights, address, characters))
    for role, family in FAMILIES.items():
        rules += _fallback_rules(role, family)
    (FOLDER / "fonts.css").write_text("\n".join([*rules, ""]), "utf-8", newline="\n")


def _fallback_rules(role: str, family: str) -> Iterator[str]:
    """Rules that give system fonts the metrics of a family (CSS Fonts 5, `size-adjust`)."""
    width, ascent, descent, fallbacks = _METRICS[role]
    for name in fallbacks:
        own_width, names = _SYSTEM_FONTS[name]
        scale = width / own_width
        local = ",".join(f'local("{local_name}")' for local_name in names)
        yield (
            f'@font-face{{font-family:"{family} {name}";src:{local};size-adjust:{scale:.2%};'
            f"ascent-override:{ascent / scale:.2%};descent-override:{descent / scale:.2%};"
            "line-gap-override:0%}"
        )


def make(cut: Cut, part: str) -> tuple[bytes, str]:
    """One file, with the letters of a range, within the limits of the cut's axes, under its own name; and its range."""
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
    return written.getvalue(), _unicode_range(characters)


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
