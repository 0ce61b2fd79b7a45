"""Ids made from words in any script: lower-case ASCII letters and digits, separated by hyphens."""

import re
import unicodedata

_GAP = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose, with the spelling of library catalogues.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_HAN = re.compile("[\u3400-\u9fff]+")
_STOP = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "nor",
    "is", "are", "was", "were", "be", "been", "as", "it", "its", "that", "this", "these", "those", "into",
    "over",
})  # fmt: skip


def remove_accents(text: str) -> str:
    """Return *text* without accents and compatibility forms (NFKD without combining characters)."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def slug(text: str, *, limit: int = 80) -> str:
    """Make an id from *text*, cut between words to at most *limit* characters; empty if no letter fits ASCII."""
    folded = re.sub(r"['’ʼ]", "", remove_accents(text.casefold().translate(_LETTERS)))
    words = _GAP.sub("-", folded).strip("-")
    return words if len(words) <= limit else words[: limit + 1].rpartition("-")[0] or words[:limit]


def ascii_id(text: str) -> str:
    """Make a slug of *text*, with Chinese in pinyin and other scripts transliterated."""
    return slug(_transliterate(text, ""), limit=60)


def id_words(title: str) -> str:
    """Return the words of a brief's id, from its title; empty if no letter or digit can be transliterated."""
    return significant_words(title, count=7, limit=50)


def significant_words(text: str, *, count: int, limit: int) -> str:
    """Make a slug of the first significant words of *text*; pinyin syllables count as words."""
    words = [word for word in slug(_transliterate(text, " "), limit=400).split("-") if word]
    significant = [word for word in words if word not in _STOP] or words
    return slug(" ".join(significant[:count]), limit=limit)


def _transliterate(text: str, between: str) -> str:
    """Transliterate *text*, with *between* separating the syllables of Chinese words."""
    from anyascii import anyascii

    if _HAN.search(text):
        from pypinyin import lazy_pinyin  # imported late: its dictionary takes 0.2 s to load, and 50 MB

        text = _HAN.sub(lambda match: f" {between.join(lazy_pinyin(match[0]))} ", text)
    return str(anyascii(text))
