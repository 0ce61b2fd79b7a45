"""Classes of characters by which texts and queries are cut into words. Python and JavaScript have them from here.

`python -m briefarchive.search.characters FILE` writes them as a script.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

Ranges = tuple[tuple[int, int], ...]

UNSPACED: Ranges = (
    (0x0E01, 0x0E30), (0x0E32, 0x0E33), (0x0E40, 0x0E46),  # Thai
    (0x0E81, 0x0EB0), (0x0EB2, 0x0EB3), (0x0EBD, 0x0EC6), (0x0EDC, 0x0EDF),  # Lao
    (0x1000, 0x102A), (0x103F, 0x103F), (0x1050, 0x1055),  # Myanmar
    (0x1100, 0x11FF), (0x3131, 0x318E), (0xAC00, 0xD7A3),  # Hangul
    (0x1780, 0x17B3),  # Khmer
    (0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),  # Han
    (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF),  # kana
    (0xFF66, 0xFF9D),  # kana of half width
    (0x3105, 0x312F),  # bopomofo
)  # fmt: skip
"""Letters of scripts that put no spaces between words, or, as Korean, put endings to them."""

HAN: Ranges = ((0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))

MARKS: Ranges = (
    (0x0300, 0x036F),
    (0x0E31, 0x0E31), (0x0E34, 0x0E3A), (0x0E47, 0x0E4E),
    (0x0EB1, 0x0EB1), (0x0EB4, 0x0EBC), (0x0EC8, 0x0ECE),
    (0x102B, 0x103E), (0x1056, 0x1059), (0x17B4, 0x17D3),
    (0x3099, 0x309A), (0xFE00, 0xFE0F), (0xFF9E, 0xFF9F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""Signs that belong to the letter before them."""

UNSEEN: Ranges = (
    (0x00AD, 0x00AD), (0x061C, 0x061C), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF),
)  # fmt: skip
"""Signs that nobody sees and nobody types: places for a hyphen, and directions of writing."""

PUNCTUATION = (
    "!\"#%&'()*+,-./:;<=>?@[\\]_`{|}~¡§«¬®°·»¿‐‑‒–—―‘’‚‛“”„‟†‡•…‰‹›⁄ʼˆ"
    "、。〈〉《》「」『』【】〔〕〖〗〜！（），－．／：；？［］｛｝～・،؛؟¶"
)
JOINTS = '-/\\_~|&+=:;()[]{}<>"!?@#%*«»“”„…·•‐‑‒–—―⁄'
"""Where one word may end and the next begin without a space."""
ELISIONS = "'’‘ʼ"

RUN_END = "ǀ"
"""A letter that no text has: after the last letter of a run. It keeps that letter findable, and a run complete."""
GLUE = "^"
"""No space follows here in the text."""
PASSAGE_END = "¶"
"""What no phrase crosses."""
PASSAGE = "ǁ"
"""Before the number of a passage, which would otherwise be a number that one could look for."""
PINYIN = "ǂ"
"""Before syllables in Latin letters, which would otherwise be English words: men, can, long."""

OWN_SIGNS = {GLUE: "ˆ", RUN_END: "|", PASSAGE_END: "§", PINYIN: "‡", PASSAGE: "||"}
"""What stands in a text for the signs that have a meaning here."""

LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h",
}  # fmt: skip
"""Letters that Unicode does not take apart, as they are typed without them."""

ARABIC_ARTICLES = ("وال", "فال", "بال", "كال", "لل", "ال")
"""The article, alone and with the short words that are written together with it, the longest first."""


def within(ranges: Ranges) -> str:
    """The inside of a regular expression's class."""
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)


def as_script() -> str:
    """The classes as a JavaScript module."""
    classes = {"UNSPACED": UNSPACED, "HAN": HAN, "MARKS": MARKS, "UNSEEN": UNSEEN}
    texts = {
        **{name: _escaped(ranges) for name, ranges in classes.items()},
        "PUNCTUATION": PUNCTUATION,
        "JOINTS": JOINTS,
        "ELISIONS": ELISIONS,
        "RUN_END": RUN_END,
        "GLUE": GLUE,
        "PASSAGE_END": PASSAGE_END,
        "PINYIN": PINYIN,
        "PASSAGE": PASSAGE,
    }
    lines = [f"export const {name} = {json.dumps(text)};" for name, text in texts.items()]
    for name, value in (("OWN_SIGNS", OWN_SIGNS), ("LETTERS", LETTERS), ("ARABIC_ARTICLES", ARABIC_ARTICLES)):
        lines.append(f"export const {name} = {json.dumps(value)};")
    head = "// Made by briefarchive.search.characters; a test compares the two."
    return "\n".join((head, *lines, ""))


def _escaped(ranges: Iterable[tuple[int, int]]) -> str:
    """The inside of a class, for a regular expression with the flag `u`."""
    return "".join(
        rf"\u{{{first:x}}}" if first == last else rf"\u{{{first:x}}}-\u{{{last:x}}}" for first, last in ranges
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(as_script(), "utf-8")
