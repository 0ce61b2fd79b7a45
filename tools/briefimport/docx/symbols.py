"""Unicode characters for the symbols of fonts such as Symbol and Wingdings, which replace letters by symbols."""

import functools
from collections.abc import Iterator

from briefarchive.model.tables import load_words

# Word stores such symbols from F000 on, in a range that Unicode leaves to private use.
_SYMBOL_CODES = range(0xF000, 0xF100)
_PRIVATE_CODES = (range(0xD800, 0xF900), range(0xF0000, 0x110000))
_NO_SYMBOL = "\N{REPLACEMENT CHARACTER}"
_FONT_ALIASES = {"symbolmt": "symbol", "monotypesorts": "zapfdingbats", "itczapfdingbats": "zapfdingbats"}


def find_character(font: str, char: str) -> str:
    """Return the character that `<w:sym>` shows; empty if it is unknown or no character looks like it.

    Args:
        font: The name of the font.
        char: The code of the symbol in the font, as hexadecimal digits.
    """
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    name = "".join(font.lower().split())
    characters = _load_fonts().get(_FONT_ALIASES.get(name, name))
    if characters is not None and (code in _SYMBOL_CODES or 0 <= code < 0x100):
        return characters.get(code & 0xFF, "")
    is_known = 0x20 <= code < 0x110000 and not any(code in codes for codes in _PRIVATE_CODES)
    return chr(code) if is_known and chr(code).isprintable() else ""


@functools.cache
def _load_fonts() -> dict[str, dict[int, str]]:
    """Return the characters of each font by code."""
    return {font: dict(_read_rows(rows)) for font, rows in load_words(__file__).items()}


def _read_rows(rows: dict[str, str]) -> Iterator[tuple[int, str]]:
    yield 0x20, " "
    for first, row in rows.items():
        for code, character in enumerate(row, start=int(first, 16)):
            if character != _NO_SYMBOL:
                yield code, character
