"""Unicode characters for the symbols of fonts such as Symbol and Wingdings, which replace letters by symbols."""

import functools
from collections.abc import Iterator

from briefarchive.model.tables import load_words

# Word stores such symbols from F000 on, in a range that Unicode leaves to private use.
_PLACES = range(0xF000, 0xF100)
_PRIVATE = (range(0xD800, 0xF900), range(0xF0000, 0x110000))
_NO_SIGN = "\N{REPLACEMENT CHARACTER}"
_OTHER_NAMES = {"symbolmt": "symbol", "monotypesorts": "zapfdingbats", "itczapfdingbats": "zapfdingbats"}


def character_of(font: str, char: str) -> str:
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
    signs = _signs().get(_OTHER_NAMES.get(name, name))
    if signs is not None and (code in _PLACES or 0 <= code < 0x100):
        return signs.get(code & 0xFF, "")
    is_known = 0x20 <= code < 0x110000 and not any(code in some for some in _PRIVATE)
    return chr(code) if is_known and chr(code).isprintable() else ""


@functools.cache
def _signs() -> dict[str, dict[int, str]]:
    """Return the characters of each font by code."""
    return {font: dict(_read(rows)) for font, rows in load_words(__file__).items()}


def _read(rows: dict[str, str]) -> Iterator[tuple[int, str]]:
    yield 0x20, " "
    for first, row in rows.items():
        for code, sign in enumerate(row, start=int(first, 16)):
            if sign != _NO_SIGN:
                yield code, sign
