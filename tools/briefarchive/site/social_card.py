"""The fonts of the picture that other sites show beside a link: the site's own, and for Chinese those of print."""

import functools
import itertools
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from ..pictures.social_card import CardFont, SocialCard, draw_card

_EASTERN = {
    "zh": ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
    "zh-Hant": ("pylopdf_fonts_zh_tw", "NotoSerifTC-Regular.otf"),
    "ja": ("pylopdf_fonts_jp", "NotoSerifJP-Regular.otf"),
    "ko": ("pylopdf_fonts_ko", "NotoSerifKR-Regular.otf"),
}
"""Fonts of the print edition, which are there where that is installed."""


def card_picture(card: SocialCard, language: str) -> bytes:
    """The picture, as PNG; a text for which no font is installed is left out."""
    serif = Path(str(resources.files("fontpkg_source_serif_4"))) / "files" / "SourceSerif4[opsz,wght].ttf"
    # The axes as the file has them: weight and optical size.
    display = CardFont(file=serif, axes=(430, 60), characters=_characters(serif))
    text = CardFont(file=serif, axes=(400, 24), characters=_characters(serif))
    return draw_card(card, itertools.chain([display], _eastern(language)), itertools.chain([text], _eastern(language)))


def _eastern(language: str) -> Iterator[CardFont]:
    """The font of the language first: characters have other forms in other countries."""
    tags = sorted(_EASTERN, key=lambda tag: (not language.startswith(tag), -len(tag)))
    for package, name in map(_EASTERN.__getitem__, tags):
        try:
            file = Path(str(resources.files(package))) / name
        except ModuleNotFoundError:
            continue
        yield CardFont(file=file, characters=_characters(file))


@functools.cache
def _characters(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
