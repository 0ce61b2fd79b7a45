"""The site's fonts: small files of Source Serif 4 and Source Sans 3, one for each style and range of letters.

A browser fetches a file when a page has a letter in its range, so that an English page only needs the Latin ones.
`tools/make_fonts.py` made them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from ..storage import files

FOLDER = Path(__file__).with_name("font_files")
FACES = "faces.json"
_EVERYWHERE = "brief-serif-latin"
"""The font that nearly every page needs."""

_FALLBACKS = {
    "Georgia": (0.4552, ("Georgia", "Gelasio")),
    "Times": (0.4085, ("Times New Roman", "Liberation Serif", "Tinos", "Times")),
    "Arial": (0.4507, ("Arial", "Liberation Sans", "Arimo", "Helvetica")),
}
"""System fonts: the mean width of a letter in English text, in em, and the names of fonts with that width.

They are scaled to the size of ours, so that the layout does not shift when ours have loaded.
"""
_METRICS = {
    "text": (0.4762, 1.036, 0.335, ("Georgia", "Times")),
    "display": (0.4156, 1.036, 0.335, ("Georgia", "Times")),
    "sans": (0.4251, 1.024, 0.400, ("Arial",)),
}
"""The same width of our fonts, by role; their ascent and descent, in em; the fallbacks until they load."""


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """A font file.

    Attributes:
        name: Its name without the suffix.
        role: `text`, `display` or `sans`.
        weights: The lightest and the boldest weight.
        characters: Its `unicode-range`.
        licence: The name of the file with its licence.
    """

    name: str
    family: str
    role: str
    style: str
    weights: tuple[int, int]
    characters: str
    licence: str


OwnFont: TypeAlias = tuple[str, ...] | tuple[Path, ...]
"""An archive's replacement of one of our fonts: names of CSS families, or font files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFonts:
    """The fonts of a site, ready to be written into `_static/`.

    Attributes:
        files: The fonts and their licences, by address below `_static/`.
        stylesheet: CSS rules that define the families and, for each role, a custom property with its font stack:
            `--font-text`, `--font-display`, `--font-sans`.
        preloaded: The fonts that nearly every page needs, by address below `_static/`.
    """

    files: dict[str, bytes]
    stylesheet: str
    preloaded: tuple[str, ...]

    def write(self, static: Path) -> None:
        """Write the fonts into the folder of static files."""
        for name, data in self.files.items():
            files.write_bytes(static / name, data)


def site_fonts(own_fonts: dict[str, OwnFont]) -> SiteFonts:
    """Return the fonts of a site; *own_fonts* are those of the archive, by the role in which they replace ours."""
    data_by_address: dict[str, bytes] = {}
    rules, preloaded = [], []
    families: dict[str, list[str]] = defaultdict(list)
    faces = [face for face in read_faces() if face.role not in own_fonts]
    for face in faces:
        data = (FOLDER / f"{face.name}.woff2").read_bytes()
        address = f"fonts/{face.name}.{files.digest(data)[:8]}.woff2"
        data_by_address[address] = data
        rules.append(_rule(face.family, face.style, face.weights, address, face.characters))
        families[face.role] = [face.family, *(f"{face.family} {fallback}" for fallback in _METRICS[face.role][-1])]
        if face.name == _EVERYWHERE:
            preloaded.append(address)
    for role in families:
        rules.extend(_fallbacks(role, families[role][0]))
    for role, replacements in own_fonts.items():
        for font in replacements:
            if isinstance(font, str):
                families[role].append(font)
                continue
            address, rule = _own_face(role, font)
            data_by_address[address] = font.read_bytes()
            rules.append(rule)
            families[role] = [_own_family(role)]
            if role == "text" and "font-style:normal" in rule:
                preloaded.append(address)
    data_by_address |= {
        f"fonts/{name}": (FOLDER / name).read_bytes() for name in sorted({face.licence for face in faces})
    }
    stacks = "".join(f"--font-{role}:{','.join(map(_quote, names))};" for role, names in sorted(families.items()))
    stylesheet = "\n".join([*rules, f":root{{{stacks}}}", ""])
    return SiteFonts(files=data_by_address, stylesheet=stylesheet, preloaded=tuple(preloaded))


def read_faces() -> list[Face]:
    """Return all font files."""
    return msgspec.json.decode((FOLDER / FACES).read_bytes(), type=list[Face])


def _rule(family: str, style: str, weights: tuple[int, int], address: str, characters: str = "") -> str:
    low, high = weights
    weight = f"{low}" if low == high else f"{low} {high}"
    limits = f";unicode-range:{characters}" if characters else ""
    return (
        f'@font-face{{font-family:"{family}";src:url({address}) format("woff2");'
        f"font-weight:{weight};font-style:{style};font-display:swap{limits}}}"
    )


def _fallbacks(role: str, family: str) -> Iterator[str]:
    """Yield rules that give system fonts the metrics of *family* (CSS Fonts 5, `size-adjust`)."""
    width, ascent, descent, fallbacks = _METRICS[role]
    for name in fallbacks:
        own_width, names = _FALLBACKS[name]
        scale = width / own_width
        local = ",".join(f'local("{local_name}")' for local_name in names)
        yield (
            f'@font-face{{font-family:"{family} {name}";src:{local};size-adjust:{scale:.2%};'
            f"ascent-override:{ascent / scale:.2%};descent-override:{descent / scale:.2%};"
            "line-gap-override:0%}"
        )


def _own_face(role: str, file: Path) -> tuple[str, str]:
    """Return the address of an archive's font file, and its rule with the weights and style from the file."""
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


def _quote(family: str) -> str:
    return family if family in _GENERIC else f'"{family}"'
