"""Texts in the place of a picture, and those among them that say nothing of it."""

import re

_FILE_NAME = re.compile(r".*\.(?:png|jpe?g|gif|webp|svg|heic|tiff?|bmp)", re.IGNORECASE)
_EMPTY_WORDS = r"image|picture|photo|photograph|screen\s*shot|img|dsc[fn]?|pic|untitled|alt(?:\s*text)?|placeholder"
_EMPTY_WORDS += "|图片?|圖片?|照片"
_KINDS = r"figure|fig\.?|graphic|graph|chart|map|illustration|drawing|slide|table"
_NUMBERED = re.compile(
    rf"(?:an?\s+|the\s+|my\s+)?(?:(?:{_EMPTY_WORDS})[\s_#-]*[\d_.()-]*|(?:{_KINDS})[\s_#-]*\d[\d_.()-]*)", re.IGNORECASE
)
_WORDS = 'say what it shows: "![…](…)", or ":alt: …" in a directive'


def fault_of_picture_text(text: str, caption: str = "") -> tuple[str, str] | None:
    """What is wrong with the text in a picture's place, and what to do; None if it says something.

    Args:
        text: The text.
        caption: What stands below the picture.
    """
    plain = " ".join(text.split())
    if not plain:
        return "the picture has no text in its place", _WORDS
    if _FILE_NAME.fullmatch(plain):
        return f'"{plain}" is the name of a file, and says nothing of the picture', _WORDS
    if _NUMBERED.fullmatch(plain):
        return f'"{plain}" says nothing of the picture', _WORDS
    if _folded(plain) == _folded(caption):
        return (
            "the text in the picture's place is its caption again",
            "say what is to be seen in it",
        )
    return None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
