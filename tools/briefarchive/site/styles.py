"""The style sheet of every page, in one file: a browser waits for one and not for four before it draws anything."""

import re
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
PARTS = ("site.css", "pictures.css")
"""Its packaged parts, in their order; `site.css` is also the name of the whole."""

_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


def join_styles(fonts: str, own: str) -> str:
    """The whole: *fonts*, the packaged parts without remarks and indents, and the archive's *own* colours."""
    packaged = "\n".join((_STATIC / name).read_text("utf-8") for name in PARTS)
    return "\n".join([fonts, _SPACE.sub("\n", _REMARK.sub("", packaged)).strip(), own])
