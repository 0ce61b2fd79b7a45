"""Ids made from words in any script: lower-case ASCII letters and digits, with hyphens between."""

import hashlib
import re
import unicodedata

_GAP = re.compile(r"[^a-z0-9]+")
# Letters which Unicode does not decompose, with the spelling that libraries' catalogues use.
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_HAN = re.compile("[\u3400-\u9fff]+")
_STOP = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "nor",
    "is", "are", "was", "were", "be", "been", "as", "it", "its", "that", "this", "these", "those", "into",
    "over",
})  # fmt: skip


def slug(text: str, *, limit: int = 80) -> str:
    """An id from *text*, cut at a word to at most *limit* characters; empty if ASCII can write none of its letters."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    folded = re.sub(r"['’ʼ]", "", "".join(char for char in folded if not unicodedata.combining(char)))
    words = _GAP.sub("-", folded).strip("-")
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rpartition("-")[0]
    return cut or words[:limit]


def ascii_id(text: str, *, limit: int = 60) -> str:
    """A slug of *text*: Chinese in pinyin by phrases, other scripts by their usual letters."""
    return slug(_latin(text, ""), limit=limit)


def words_of_id(title: str) -> str:
    """The words of a brief's id, from its title; empty where the title has no letter or digit that can be spelt."""
    return telling_words(title, count=7, limit=50)


def telling_words(text: str, *, count: int, limit: int) -> str:
    """The first words of *text* that say something, as a slug; pinyin syllables count as words."""
    words = [word for word in slug(_latin(text, " "), limit=400).split("-") if word]
    telling = [word for word in words if word not in _STOP] or words
    return slug(" ".join(telling[:count]), limit=limit)


def _latin(text: str, between: str) -> str:
    """*text* in ASCII, with what stands *between* the syllables of Chinese words."""
    from anyascii import anyascii
    from pypinyin import lazy_pinyin  # its dictionary takes a fifth of a second

    return str(anyascii(_HAN.sub(lambda match: f" {between.join(lazy_pinyin(match[0]))} ", text)))


def short_digest(text: str) -> str:
    """Six hex digits that stay the same for the same *text*."""
    return hashlib.blake2b(text.encode(), digest_size=3).hexdigest()


def unique(base: str, taken: object) -> str:
    """*base*, or with the first number from 2 that makes it new to *taken*."""
    number, name = 1, base
    while name in taken:  # type: ignore[operator]
        number += 1
        name = f"{base}-{number}"
    return name
