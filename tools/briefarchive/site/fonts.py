"""The site's fonts: small files made of Source Serif 4 and Source Sans 3, one for each cut and each range of letters.

A browser fetches a file when a page has a letter of its range, so that a page in English has the Latin letters alone.
The fonts come from packages, and nothing is fetched; what is made of them carries names of its own, since a changed
version may not use a reserved one (SIL Open Font License 1.1).
"""

import io
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from ..pictures.font_packages import package_folder
from ..storage import files
from ..storage.cache import Cache, Shelf
from ..storage.executor import Processes, processors

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

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


_FALLBACKS = {
    "Georgia": (0.4552, ("Georgia", "Gelasio")),
    "Times": (0.4085, ("Times New Roman", "Liberation Serif", "Tinos", "Times")),
    "Arial": (0.4507, ("Arial", "Liberation Sans", "Arimo", "Helvetica")),
}
"""Fonts that readers have: the mean width of a letter in English text, in em, and the names of fonts of this width.

They are scaled to the size of ours, so that nothing moves when ours have been loaded.
"""
_METRICS = {
    "text": (0.4762, 1.036, 0.335, ("Georgia", "Times")),
    "display": (0.4156, 1.036, 0.335, ("Georgia", "Times")),
    "sans": (0.4251, 1.024, 0.400, ("Arial",)),
}
"""The same width of our fonts, by role; how far a line reaches up and down, in em; what stands in until they load."""


class Face(msgspec.Struct, frozen=True):
    """A file of a cut: its bytes, and the characters in it as `unicode-range` has them."""

    data: bytes
    characters: str


OwnFont: TypeAlias = tuple[str, ...] | tuple[Path, ...]
"""What an archive has in place of one of ours: families by their names in CSS, or files of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFonts:
    """The fonts of a site, ready to be written into `_static/`.

    Attributes:
        files: The fonts and their licences, by address below `_static/`.
        stylesheet: Rules for a style sheet. They define the families, and for each role a custom property with
            the families to be asked for: `--font-text`, `--font-display`, `--font-sans`.
        preloaded: Those that nearly every page needs, by address below `_static/`.
    """

    files: dict[str, bytes]
    stylesheet: str
    preloaded: tuple[str, ...]

    def write(self, static: Path) -> None:
        """Write them into the folder of static files."""
        for name, data in self.files.items():
            files.write_bytes(static / name, data)


def site_fonts(own: dict[str, OwnFont]) -> SiteFonts:
    """The fonts of a site; *own* are those of the archive, by the role in which they replace ours."""
    written: dict[str, bytes] = {}
    rules, preloaded = [], []
    families: dict[str, list[str]] = defaultdict(list)
    for cut, part, face in _faces(cut for cut in CUTS if cut.role not in own):
        address = f"fonts/{cut.name}-{part}.{files.digest(face.data)[:8]}.woff2"
        written[address] = face.data
        rules.append(_rule(cut.family, cut.style, cut.weights, address, face.characters))
        families[cut.role] = [cut.family, *(f"{cut.family} {one}" for one in _METRICS[cut.role][-1])]
        if (cut.role, cut.style, part) == ("text", "normal", "latin"):
            preloaded.append(address)
    for role in families:
        rules.extend(_fallbacks(role, families[role][0]))
    for role, given in own.items():
        for one in given:
            if isinstance(one, str):
                families[role].append(one)
                continue
            address, rule = _own_face(role, one)
            written[address] = one.read_bytes()
            rules.append(rule)
            families[role] = [_own_family(role)]
            if role == "text" and "font-style:normal" in rule:
                preloaded.append(address)
    for package in sorted({cut.package for cut in CUTS if cut.role not in own}):
        licence = package_folder(package) / "LICENSE"
        written[f"fonts/OFL-{package.removeprefix('fontpkg-')}.txt"] = licence.read_bytes()
    stacks = "".join(f"--font-{role}:{','.join(map(_quoted, names))};" for role, names in sorted(families.items()))
    stylesheet = "\n".join([*rules, f":root{{{stacks}}}", ""])
    return SiteFonts(files=written, stylesheet=stylesheet, preloaded=tuple(preloaded))


def _faces(cuts: Iterable[Cut]) -> Iterator[tuple[Cut, str, Face]]:
    """The files of *cuts*, made once for all archives of this user, by all processors: to make them takes seconds."""
    made_by = files.digest_file(Path(__file__)) + "".join(map(metadata.version, (_SERIF, _SANS, "fonttools", "brotli")))
    cache = Cache(package_folder(_SERIF), "fonts", Shelf[Face], folder="site", made_by=made_by)
    wanted = [*itertools.product(cuts, RANGES)]
    missing = [one for one in wanted if not cache.knows(_name(*one), "")]
    pool = Processes(processors()) if len(missing) > 1 else None
    made = iter(pool.each(_make, missing) if pool else map(_make, missing))
    for cut, part in wanted:
        yield cut, part, cache.get_made(_name(cut, part), "", lambda: (next(made), ())).value
    for cut, part in itertools.product(CUTS, RANGES):
        cache.knows(_name(cut, part), "")  # another archive of this user may want what this one has not asked for
    cache.save()


def _name(cut: Cut, part: str) -> str:
    return f"{cut.name}-{part}"


def _make(wanted: tuple[Cut, str]) -> Face:
    """One file: the letters of a range, within the limits of the cut's axes, under its own name."""
    from fontTools.subset import Options, Subsetter  # a build that finds its fonts in the cache needs none of this
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    cut, part = wanted
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
    return Face(written.getvalue(), _unicode_range(characters))


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


def _rename(font: "TTFont", cut: Cut) -> None:
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


def _rule(family: str, style: str, weights: tuple[int, int], address: str, characters: str = "") -> str:
    low, high = weights
    weight = f"{low}" if low == high else f"{low} {high}"
    limits = f";unicode-range:{characters}" if characters else ""
    return (
        f'@font-face{{font-family:"{family}";src:url({address}) format("woff2");'
        f"font-weight:{weight};font-style:{style};font-display:swap{limits}}}"
    )


def _fallbacks(role: str, family: str) -> Iterator[str]:
    """Fonts of the reader's own in the measures of *family* (CSS Fonts 5, `size-adjust`)."""
    width, ascent, descent, fallbacks = _METRICS[role]
    for name in fallbacks:
        own_width, names = _FALLBACKS[name]
        scale = width / own_width
        local = ",".join(f'local("{one}")' for one in names)
        yield (
            f'@font-face{{font-family:"{family} {name}";src:{local};size-adjust:{scale:.2%};'
            f"ascent-override:{ascent / scale:.2%};descent-override:{descent / scale:.2%};"
            "line-gap-override:0%}"
        )


def _own_face(role: str, file: Path) -> tuple[str, str]:
    """The address of a font file of the archive's own, and its rule: the file says of what weights and style it is."""
    from fontTools.ttLib import TTFont

    address = f"fonts/own-{role}-{files.digest_file(file)[:8]}.woff2"
    with TTFont(file, lazy=True) as font:
        described: Any = font["OS/2"]
        weights = (described.usWeightClass, described.usWeightClass)
        for axis in font["fvar"].axes if "fvar" in font else ():
            if axis.axisTag == "wght":
                weights = (int(axis.minValue), int(axis.maxValue))
        style = "italic" if described.fsSelection & 1 else "normal"
    return address, _rule(_own_family(role), style, weights, address)


def _own_family(role: str) -> str:
    return f"Own {role}"


_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded"}


def _quoted(family: str) -> str:
    return family if family in _GENERIC else f'"{family}"'
