"""Fonts in packages from PyPI: their folders, their characters, and the fonts of East Asian languages."""

import functools
from importlib import resources
from pathlib import Path

from ..reading.languages import script_of_language

REGIONS = ("SC", "TC", "JP", "KR")
"""The regional forms of Chinese characters that have fonts, by Noto's names."""

_TRADITIONAL = {"hant", "tw", "hk", "mo", "yue"}


def package_folder(package: str) -> Path:
    """Return the folder of an installed package, such as `fontpkg-source-serif-4`.

    Raises:
        ModuleNotFoundError: It is not installed.
    """
    return Path(str(resources.files(package.replace("-", "_"))))


@functools.cache
def read_characters(file: Path) -> frozenset[int]:
    """Return the code points for which a font has a glyph."""
    from fontTools.ttLib import TTFont  # imported late: an up-to-date build does not need it

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def find_region(language: str) -> str:
    """Return the form of characters for a language (BCP 47), one of `REGIONS`; empty if it is not East Asian."""
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
