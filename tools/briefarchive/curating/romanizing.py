"""Ids in ASCII for names and titles in any script."""

import hashlib
import re

from anyascii import anyascii
from pypinyin import lazy_pinyin

from ..model.slugs import slug

_HAN = re.compile("[\u3400-\u9fff]+")
_STOP = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "nor",
    "is", "are", "was", "were", "be", "been", "as", "it", "its", "that", "this", "these", "those", "into",
    "over",
})  # fmt: skip


def ascii_id(text: str, *, limit: int = 60) -> str:
    """A slug of *text*: Chinese in pinyin by phrases, other scripts by their usual letters."""
    latin = _HAN.sub(lambda match: f" {''.join(lazy_pinyin(match[0]))} ", text)
    return slug(anyascii(latin), limit=limit)


def words_of_id(title: str) -> str:
    """The words of a brief's id, from its title; empty where the title has no letter or digit that can be spelt."""
    return telling_words(title, count=7, limit=50)


def telling_words(text: str, *, count: int, limit: int) -> str:
    """The first words of *text* that say something, as a slug; pinyin syllables count as words."""
    latin = _HAN.sub(lambda match: f" {' '.join(lazy_pinyin(match[0]))} ", text)
    words = [word for word in slug(anyascii(latin), limit=400).split("-") if word]
    telling = [word for word in words if word not in _STOP] or words
    return slug(" ".join(telling[:count]), limit=limit)


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
