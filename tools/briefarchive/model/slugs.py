"""Ids made from words: lower-case ASCII letters and digits, with hyphens between."""

import re
import unicodedata

_GAP = re.compile(r"[^a-z0-9]+")
# Letters which Unicode does not decompose, with the spelling that libraries' catalogues use.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def slug(text: str, *, limit: int = 80) -> str:
    """An id from *text*, cut at a word to at most *limit* characters.

    Empty when the text has no letter that can be written in ASCII (a Chinese title, for one).
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    folded = re.sub(r"['’ʼ]", "", "".join(char for char in folded if not unicodedata.combining(char)))
    words = _GAP.sub("-", folded).strip("-")
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rpartition("-")[0]
    return cut or words[:limit]
