"""Classes of characters by which texts and queries are cut into words: `characters.json` has them.

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
    return tuple((int(first, 16), int(last, 16)) for some in _DATA[name].values() for first, last in some)


UNSPACED = _ranges("UNSPACED")
"""Letters of scripts that put no spaces between words, or, as Korean, put endings to them."""
HAN = _ranges("HAN")
MARKS = _ranges("MARKS")
"""Signs that belong to the letter before them."""
UNSEEN = _ranges("UNSEEN")
"""Signs that nobody sees and nobody types: places for a hyphen, and directions of writing."""

PUNCTUATION: str = _DATA["PUNCTUATION"]
JOINTS: str = _DATA["JOINTS"]
"""Where one word may end and the next begin without a space."""
ELISIONS: str = _DATA["ELISIONS"]

RUN_END: str = _DATA["RUN_END"]
"""A letter that no text has: after the last letter of a run. It keeps that letter findable, and a run complete."""
GLUE: str = _DATA["GLUE"]
"""No space follows here in the text."""
PASSAGE_END: str = _DATA["PASSAGE_END"]
"""What no phrase crosses."""
PASSAGE: str = _DATA["PASSAGE"]
"""Before the number of a passage, which would otherwise be a number that one could look for."""
PINYIN: str = _DATA["PINYIN"]
"""Before syllables in Latin letters, which would otherwise be English words: men, can, long."""

OWN_SIGNS: dict[str, str] = _DATA["OWN_SIGNS"]
"""What stands in a text for the signs that have a meaning here."""
LETTERS: dict[str, str] = _DATA["LETTERS"]
"""Letters that Unicode does not take apart, as they are typed without them."""
ARABIC_ARTICLES: Sequence[str] = _DATA["ARABIC_ARTICLES"]
"""The article, alone and with the short words that are written together with it, the longest first."""


def character_class(ranges: Ranges) -> str:
    """The inside of a regular expression's class."""
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)


def make_script() -> str:
    """The classes as a JavaScript module."""
    escaped = {name: _escape_ranges(_ranges(name)) for name in ("UNSPACED", "HAN", "MARKS", "UNSEEN")}
    lines = [f"export const {name} = {json.dumps(value)};" for name, value in (_DATA | escaped).items()]
    return "\n".join(("// Made by briefarchive.search.characters; a test compares the two.", *lines, ""))


def _escape_ranges(ranges: Ranges) -> str:
    """The inside of a class, for a regular expression with the flag `u`."""
    return "".join(
        rf"\u{{{first:x}}}" if first == last else rf"\u{{{first:x}}}-\u{{{last:x}}}" for first, last in ranges
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(make_script(), "utf-8")
