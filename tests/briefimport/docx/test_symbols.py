"""What signs of fonts become."""

import pytest

from briefimport.docx.symbols import character_of


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", "F0E5", "∑"),
        ("Symbol", "F061", "α"),
        ("SymbolMT", "f0b3", "≥"),
        ("Symbol", "6D", "μ"),
        ("Symbol", "F020", " "),
        ("Symbol", "F0F0", ""),
        ("Symbol", "2211", "∑"),
        ("Wingdings", "F04A", "☺"),
        ("Wingdings", "F0E0", "→"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0FF", ""),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0F9", "⁂"),
        ("Wingdings 3", "F070", "▲"),
        ("Wingdings 3", "F0F1", ""),
        ("Webdings", "F048", "🏠"),
        ("Webdings", "F0FF", "🕊"),
        ("ZapfDingbats", "F033", "✓"),
        ("ITC Zapf Dingbats", "F0FE", "➾"),
        ("Monotype Sorts", "F0D5", "→"),
        ("Arial", "2192", "→"),
        ("Arial", "E9", "é"),
        ("Arial", "F0E5", ""),
        ("Marlett", "F061", ""),
        ("", "", ""),
        ("Arial", "D800", ""),
        ("Arial", "202E", ""),
        ("Arial", "110000", ""),
        ("Arial", "-41", ""),
    ],
)
def test_sign_is_the_character_that_looks_like_it(font: str, code: str, shown: str) -> None:
    assert character_of(font, code) == shown
