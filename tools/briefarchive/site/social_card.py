"""The fonts of the picture that other sites show beside a link: the site's own, and for Chinese those of print."""

import itertools
from collections.abc import Iterator

from ..pictures.font_packages import REGIONS, characters_of, package_folder, region_of
from ..pictures.social_card import CardFont, SocialCard, draw_card

_EASTERN = {
    "SC": ("pylopdf-fonts-zh-cn", "NotoSerifSC-Regular.otf"),
    "TC": ("pylopdf-fonts-zh-tw", "NotoSerifTC-Regular.otf"),
    "JP": ("pylopdf-fonts-jp", "NotoSerifJP-Regular.otf"),
    "KR": ("pylopdf-fonts-ko", "NotoSerifKR-Regular.otf"),
}
"""Fonts of the print edition by the forms of their characters; they are there where that is installed."""


def card_picture(card: SocialCard, language: str) -> bytes:
    """The picture, as PNG; a text for which no font is installed is left out."""
    serif = package_folder("fontpkg-source-serif-4") / "files" / "SourceSerif4[opsz,wght].ttf"
    # The axes as the file has them: weight and optical size.
    display = CardFont(file=serif, axes=(430, 60), characters=characters_of(serif))
    text = CardFont(file=serif, axes=(400, 24), characters=characters_of(serif))
    return draw_card(card, itertools.chain([display], _eastern(language)), itertools.chain([text], _eastern(language)))


def _eastern(language: str) -> Iterator[CardFont]:
    """The font of the language first: characters have other forms in other countries."""
    first = region_of(language)
    for package, name in map(_EASTERN.__getitem__, sorted(REGIONS, key=lambda region: region != first)):
        try:
            file = package_folder(package) / name
        except ModuleNotFoundError:
            continue
        yield CardFont(file=file, characters=characters_of(file))
