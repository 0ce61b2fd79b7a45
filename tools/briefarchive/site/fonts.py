"""The site's fonts: small files of Source Serif 4 and Source Sans 3, one for each style and range of letters.

A browser fetches a file when a page has a letter in its range, so that an English page only needs the Latin ones.
`tools/make_fonts.py` made them, and `fonts.css` with a rule for each, and rules that scale system fonts to their size,
so that the layout does not shift when they have loaded.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from ..storage import files

FOLDER = Path(__file__).with_name("font_files")
FAMILIES = {"text": "Brief Serif", "display": "Brief Display", "sans": "Brief Sans"}
"""Our fonts by role. The names of the system fonts that stand in for them until they load start with these."""

_EVERYWHERE = "fonts/brief-serif-latin."
"""The font that nearly every page needs."""

_FAMILY = re.compile('font-family:"(.+?)"')
_ADDRESS = re.compile(r"url\((fonts/(.+?)\.[0-9a-f]+\.woff2)\)")

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


def site_fonts(own_fonts: dict[str, OwnFont]) -> SiteFonts:
    """Return the fonts of a site; *own_fonts* are those of the archive, by the role in which they replace ours."""
    rules: list[str] = []
    stacks: dict[str, list[str]] = {}
    packaged = (FOLDER / "fonts.css").read_text("utf-8").splitlines()
    for rule in packaged:
        family = _FAMILY.findall(rule)[0]
        role = next(role for role, name in FAMILIES.items() if family.startswith(name))
        if role not in own_fonts:
            rules.append(rule)
            stacks.setdefault(role, []).append(family)
    addresses = dict(_ADDRESS.findall("\n".join(rules)))
    data_by_address = {address: (FOLDER / f"{name}.woff2").read_bytes() for address, name in addresses.items()}
    preloaded = [address for address in addresses if address.startswith(_EVERYWHERE)]
    for role, replacements in own_fonts.items():
        for font in replacements:
            if isinstance(font, str):
                stacks.setdefault(role, []).append(font)
                continue
            address, rule = _own_face(role, font)
            data_by_address[address] = font.read_bytes()
            rules.append(rule)
            stacks[role] = [_own_family(role)]
            if role == "text" and "font-style:normal" in rule:
                preloaded.append(address)
    data_by_address |= {f"fonts/{file.name}": file.read_bytes() for file in sorted(FOLDER.glob("OFL-*.txt"))}
    properties = "".join(
        f"--font-{role}:{','.join(map(_quote, dict.fromkeys(names)))};" for role, names in sorted(stacks.items())
    )
    stylesheet = "\n".join([*rules, f":root{{{properties}}}", ""])
    return SiteFonts(files=data_by_address, stylesheet=stylesheet, preloaded=tuple(preloaded))


def font_rule(family: str, style: str, weights: tuple[int, int], address: str, characters: str = "") -> str:
    """Return the rule of a font file; *characters* is its `unicode-range`, empty for all letters."""
    low, high = weights
    weight = f"{low}" if low == high else f"{low} {high}"
    limits = f";unicode-range:{characters}" if characters else ""
    return (
        f'@font-face{{font-family:"{family}";src:url({address}) format("woff2");'
        f"font-weight:{weight};font-style:{style};font-display:swap{limits}}}"
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
    return address, font_rule(_own_family(role), style, weights, address)


def _own_family(role: str) -> str:
    return f"Own {role}"


_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded"}


def _quote(family: str) -> str:
    return family if family in _GENERIC else f'"{family}"'
