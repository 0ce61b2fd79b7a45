"""The language of a title, where its script leaves no doubt."""

import re

from briefarchive.reading.languages import HAN

# Names as biblatex writes them in `langid`; the first that fits counts, from the narrowest to the widest.
_SCRIPTS = (
    ("japanese", re.compile("[\u3041-\u30ff]")),
    ("korean", re.compile("[\uac00-\ud7a3]")),
    ("chinese", HAN),
    ("ukrainian", re.compile("[іїєґІЇЄҐ]")),
    ("russian", re.compile("[ыэъёЫЭЪЁ]")),
    ("persian", re.compile("[پچژگ]")),
    ("arabic", re.compile("[\u0621-\u064a]")),
    ("greek", re.compile("[\u03b1-\u03c9]")),
    ("hebrew", re.compile("[\u05d0-\u05ea]")),
    ("thai", re.compile("[\u0e01-\u0e2e]")),
)
CYRILLIC = re.compile("[\u0400-\u04ff]")
_SOUTH_SLAVIC = re.compile("[јљњћђџЈЉЊЋЂЏ]")
_TAGS = {
    "japanese": "ja", "korean": "ko", "chinese": "zh", "ukrainian": "uk", "russian": "ru",
    "persian": "fa", "arabic": "ar", "greek": "el", "hebrew": "he", "thai": "th",
}  # fmt: skip


def language_of_script(text: str) -> str:
    """Name of the language of *text* if half of its letters are of a script that tells it; else empty."""
    if text.isascii():
        return ""
    letters = [char for char in text if char.isalpha()]
    foreign = "".join(char for char in letters if ord(char) > 0x24F)
    if not letters or len(foreign) * 2 < len(letters):
        return ""
    for name, pattern in _SCRIPTS:
        if pattern.search(foreign):
            return name
    # Without a letter that only one of them has, Cyrillic is Russian in nearly all titles of such archives.
    return "russian" if CYRILLIC.search(foreign) and not _SOUTH_SLAVIC.search(foreign) else ""


def guess_tag(text: str) -> str:
    """BCP 47 tag of the language of *text*; English where the script is Latin."""
    return _TAGS.get(language_of_script(text), "en")
