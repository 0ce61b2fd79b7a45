"""The fonts of the print edition, their order for each language, and the characters that none of them has.

They come in packages from PyPI, all under the SIL Open Font License, so that every machine prints the same pages and
nothing is fetched: Source Serif, Source Sans and Source Code for Latin, Greek and Cyrillic, Noto for Chinese, Japanese
and Korean, Amiri for Arabic.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from ..checking.rule import UnprintableCharacter
from ..diagnostics import Diagnostic, Span
from ..model import Brief, Source
from ..pictures.font_packages import REGIONS, find_region, package_folder, read_characters
from ..reading import decoding
from ..reading.languages import script_of_language

Family: TypeAlias = "str | dict[str, str]"
"""A font family for Typst's `text(font: …)`: its name, or a dictionary with the name and what it covers."""

# In the order of lookup, so that plain text needs one package and Chinese two.
_PACKAGES = (
    "fontpkg-source-serif-4",
    "pylopdf-fonts-zh-cn",
    "fontpkg-amiri",
    "pylopdf-fonts-zh-tw",
    "pylopdf-fonts-jp",
    "pylopdf-fonts-ko",
    "fontpkg-source-sans-3",
    "fontpkg-source-code-pro",
)
_ARABIC = "Amiri"
KINDS = {
    "serif": ("Source Serif 4", ("Source Sans 3",), "Noto Serif"),
    "sans": ("Source Sans 3", ("Source Serif 4",), "Noto Sans"),
    "mono": ("Source Code Pro", ("Source Sans 3", "Source Serif 4"), "Noto Sans"),
}
"""The families for running text, for headings, tables and small print, and for code, which is only monospaced in Latin,
Greek and Cyrillic: the main one, other western ones, and the East Asian ones without their region."""

# Characters that need no glyph. HarfBuzz ignores the first, which have Unicode's property Default_Ignorable_Code_Point,
# except letter-like fillers and U+FEFF, which PDF/A forbids. Typst draws the second as spaces or line ends.
_NOT_DRAWN = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|[\t\n\v\f\r\x85\u2028\u2029\u2000-\u200a\u202f\u205f\u00a0 ]"
)
_FORBIDDEN = "\ufeff"
_MOST = 10
_HINT = "write it in Latin letters or as a word; “briefs rules P101” says which scripts there are"


def font_folders() -> tuple[Path, ...]:
    """Return the folders of the installed fonts for `typst.Fonts(font_paths=…)`, which takes no files."""
    return tuple(dict.fromkeys(file.parent for package in _PACKAGES for file in _font_files(package)))


def list_families(kind: str, language: str) -> list[Family]:
    """Return the families of one of `KINDS` for a *language* (BCP 47), in the order of fallback."""
    main, western, eastern = KINDS[kind]
    regions = [f"{eastern} {region}" for region in REGIONS]
    if region := find_region(language):
        first = f"{eastern} {region}"
        # Of characters in both fonts, quotation marks, dashes and dots are as wide as Chinese ones, letters are not.
        latin = {"name": main, "covers": "latin-in-cjk"}
        return [latin, first, *(name for name in regions if name != first), main, *western, _ARABIC]
    if script_of_language(language) == "Arab":
        return [_ARABIC, main, *western, *regions]
    return [main, *western, *regions, _ARABIC]


def list_sans_names(language: str) -> list[str]:
    """Return the names of the families for headings, as an SVG needs them."""
    names = (family if isinstance(family, str) else family["name"] for family in list_families("sans", language))
    return list(dict.fromkeys(names))


def find_missing(text: str) -> tuple[str, ...]:
    """Return the visible characters of *text* that no font has, in order of appearance."""
    order = {character: number for number, character in enumerate(dict.fromkeys(text))}
    absent = {character for character in order if not _is_mark(character) and not _is_drawable(character)}
    return tuple(sorted(absent.union(_find_loose_marks(text)), key=lambda char: (order.get(char, len(order)), char)))


def _find_loose_marks(text: str) -> Iterator[str]:
    """Yield the accents in a text that no font can combine with their letters.

    A letter and its accents are set in one font. A sequence with a composed form in Unicode (é for e and U+0301) is
    looked up as that.
    """
    marks = "".join(filter(_is_mark, set(text)))
    for cluster in set(re.findall(f"[^{marks}]?[{marks}]+", text)) if marks else ():
        if not _is_drawable(unicodedata.normalize("NFC", cluster)):
            yield from filter(_is_mark, cluster)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc", "Me"} and not _NOT_DRAWN.match(character)


@functools.cache
def _is_drawable(cluster: str) -> bool:
    """Return whether a single font has a character, or a letter and all of its accents."""
    if cluster == _FORBIDDEN:
        return False
    # Files are read only as far as needed.
    fonts = (read_characters(file) for package in _PACKAGES for file in _font_files(package))
    return any(all(_has_glyph(characters, character) for character in cluster) for characters in fonts)


def _has_glyph(characters: frozenset[int], character: str) -> bool:
    """Return whether a font has a character or its parts: HarfBuzz decomposes accented letters if needed."""
    if ord(character) in characters or _NOT_DRAWN.match(character):
        return True
    return characters.issuperset(map(ord, unicodedata.normalize("NFD", character)))


@functools.cache
def _font_files(package: str) -> tuple[Path, ...]:
    folder = package_folder(package)
    return tuple(sorted(file for file in folder.rglob("*") if file.suffix in {".otf", ".ttf"}))


def report_unprintable(root: Path, brief: Brief, sources: Sequence[Source], text: str) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each character of the printed *text* of a brief and its *sources* that no font has.

    Its place is in the brief or in a field of a source; if it is in neither, such as a letter of a person's name, the
    diagnostic is for the brief.
    """
    absent = find_missing(text)
    if not absent:
        return ()
    data = decoding.read(brief.path, root / brief.path)
    lines = data.decode("utf-8-sig", "replace").split("\n") if isinstance(data, bytes) else []
    faults = [(_find_place(brief, lines, sources, character), _describe(character)) for character in absent[:_MOST]]
    if others := "".join(absent[_MOST:]):  # too many to list one by one
        faults.append((Span(path=brief.path), f'{len(others)} more characters: "{others}"'))
    return tuple(
        UnprintableCharacter.flag(span, f"no font for printing has {what}", hint=_HINT) for span, what in faults
    )


def _describe(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    # An accent is shown on a circle rather than on the quotation mark.
    visible = f"\N{DOTTED CIRCLE}{character}" if unicodedata.combining(character) else character
    return f'"{visible}" (U+{ord(character):04X}, {name})'


def _find_place(brief: Brief, lines: Iterable[str], sources: Iterable[Source], character: str) -> Span:
    for number, line in enumerate(lines, 1):
        if (column := line.find(character)) >= 0:
            return Span(path=brief.path, line=number, column=column + 1)
    fields = ((source, name, value) for source in sources for name, value in source.fields.items())
    places = (source.places.get(name, source.span) for source, name, value in fields if character in value)
    return next(places, Span(path=brief.path))
