"""Character classes for splitting texts and queries into words, from `characters.json`.

`python -m briefarchive.search.characters FILE` writes them as a script for the client.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Ranges = tuple[tuple[int, int], ...]

_DATA: dict[str, Any] = json.loads(Path(__file__).with_name("characters.json").read_text("utf-8"))


def _ranges(name: str) -> Ranges:
    return tuple((int(first, 16), int(last, 16)) for pairs in _DATA[name].values() for first, last in pairs)


UNSPACED = _ranges("UNSPACED")
"""Letters of scripts without spaces between words or, as in Korean, with endings attached to words."""
HAN = _ranges("HAN")
MARKS = _ranges("MARKS")
"""Marks that belong to the letter before them."""
UNSEEN = _ranges("UNSEEN")
"""Invisible characters that nobody types: soft hyphens, and marks of the writing direction."""

PUNCTUATION: str = _DATA["PUNCTUATION"]
JOINTS: str = _DATA["JOINTS"]
"""Characters at which one word can end and the next begin without a space."""
ELISIONS: str = _DATA["ELISIONS"]

RUN_END: str = _DATA["RUN_END"]
"""A letter that no text has, added after the last letter of a run to keep that letter and whole runs findable."""
GLUE: str = _DATA["GLUE"]
"""A mark that no space follows in the text."""
PASSAGE_END: str = _DATA["PASSAGE_END"]
"""A mark that no phrase crosses."""
PASSAGE: str = _DATA["PASSAGE"]
"""The prefix of a passage's number, which makes it no number that anyone searches for."""
PINYIN: str = _DATA["PINYIN"]
"""The prefix of syllables in Latin letters, which would otherwise be English words: men, can, long."""

OWN_SIGNS: dict[str, str] = _DATA["OWN_SIGNS"]
"""Replacements in texts for the characters that have a meaning here."""
LETTERS: dict[str, str] = _DATA["LETTERS"]
"""Letters that Unicode does not decompose, as people type them without diacritics."""
ARABIC_ARTICLES: Sequence[str] = _DATA["ARABIC_ARTICLES"]
"""The article, alone and with the particles that are written together with it, the longest first."""


def character_class(ranges: Ranges) -> str:
    """Return the inside of a regular expression's character class."""
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)


def make_script() -> str:
    """Return the classes as a JavaScript module."""
    escaped = {name: _escape_ranges(_ranges(name)) for name in ("UNSPACED", "HAN", "MARKS", "UNSEEN")}
    lines = [f"export const {name} = {json.dumps(value)};" for name, value in (_DATA | escaped).items()]
    return "\n".join(("// Made by briefarchive.search.characters; a test compares the two.", *lines, ""))


def _escape_ranges(ranges: Ranges) -> str:
    """Return the inside of a character class for a regular expression with the flag `u`."""
    return "".join(
        rf"\u{{{first:x}}}" if first == last else rf"\u{{{first:x}}}-\u{{{last:x}}}" for first, last in ranges
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(make_script(), "utf-8")
