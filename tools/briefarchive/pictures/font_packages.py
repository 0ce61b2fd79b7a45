"""Fonts as packages of PyPI bring them: their folders, the characters in a file, the fonts of East Asian languages."""

import functools
from importlib import resources
from pathlib import Path

from ..reading.languages import script_of_language

REGIONS = ("SC", "TC", "JP", "KR")
"""The forms of Chinese characters for which there are fonts, by Noto's names for them."""

_TRADITIONAL = {"hant", "tw", "hk", "mo", "yue"}


def package_folder(package: str) -> Path:
    """The folder of an installed package, such as `fontpkg-source-serif-4`.

    Raises:
        ModuleNotFoundError: It is not installed.
    """
    return Path(str(resources.files(package.replace("-", "_"))))


@functools.cache
def read_characters(file: Path) -> frozenset[int]:
    """The characters for which a font has a glyph, by their numbers in Unicode."""
    from fontTools.ttLib import TTFont  # a build that draws nothing anew needs none of this

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def find_region(language: str) -> str:
    """The East Asian form of characters for a language (BCP 47), one of `REGIONS`; empty if it is written otherwise."""
    parts = language.lower().split("-")
    match parts[0], script_of_language(language):
        case _, "Latn":  # such as `zh-Latn` for pinyin
            return ""
        case "ja", _:
            return "JP"
        case "ko", _:
            return "KR"
        case _, "Hani":
            return "TC" if _TRADITIONAL.intersection(parts) and "hans" not in parts else "SC"
        case _:
            return ""
