"""Writes the character classes of the search as a script for the client: `python tools/make_characters.py`."""

import json
from typing import Any

from briefarchive.search import segmentation
from briefarchive.site.settings import SEARCH_SCRIPTS
from briefarchive.storage import files

CLASSES = ("UNSPACED", "HAN", "MARKS", "UNSEEN")


def make_script() -> str:
    """The classes as a JavaScript module."""
    data: dict[str, Any] = json.loads(segmentation.DATA.read_text("utf-8"))
    data |= {name: _character_class(getattr(segmentation, name)) for name in CLASSES}
    lines = [f"export const {name} = {json.dumps(value)};" for name, value in data.items()]
    return "\n".join(("// Made by tools/make_characters.py; a test compares the two.", *lines, ""))


def _character_class(ranges: segmentation.Ranges) -> str:
    """The inside of a character class for a regular expression with the flag `u`."""
    return "".join(
        rf"\u{{{first:x}}}" if first == last else rf"\u{{{first:x}}}-\u{{{last:x}}}" for first, last in ranges
    )


if __name__ == "__main__":
    files.write_text(SEARCH_SCRIPTS / "characters.js", make_script())
