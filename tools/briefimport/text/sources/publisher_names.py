"""Recognises names of publishers in a list of sources."""

import functools
import re

from briefarchive.reading.languages import HAN

from ...scripts import CYRILLIC
from ...words import phrases
from ...words.patterns import SignPattern

_DOMAIN = SignPattern(".", r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LONGEST_BODY = 8
_SENTENCE, _SMALL = frozenset(phrases("publishers", "sentence")), frozenset(phrases("publishers", "small"))

# Names of newspapers, agencies and bodies in Chinese and Japanese end in what they are.
_MEDIUM = re.compile(
    "[\u3400-\u9fff]{1,16}(?:[报報]|新[闻聞]|网|網|社|电视台|電視台|电台|[周週月季]刊|杂志|雜誌|评论|評論|学报|學報|通讯社|[部局署处處]|委员会|委員會|大学|大學|研究院|研究所|银行|銀行)"
)
# “Banca d’Italia”
_ELIDED = re.compile(r"^(?:[dlDL]|[Dd]ell)['’](?=[^\W\d_a-z])")
# Names of publishers in Chinese have fewer signs; a sentence has more.
_LONGEST_HAN = 24


def is_domain(text: str) -> bool:
    """Return whether *text* is a host's name, as in “example.org”."""
    return bool(_DOMAIN.fullmatch(text))


def is_name(text: str) -> bool:
    """Return whether *text* can be a publisher's name: a domain, or a few words that begin with capitals."""
    if _DOMAIN.fullmatch(text):
        return True
    words = re.findall(r"[^\s/]*\w[^\s/]*", text)
    if (
        not 1 <= len(words) <= 9
        or len(text) > 90
        or re.search(r"[!?。？！;]$|(?<!\b[A-Z])\.\s+[A-Z][a-z]+\s+[a-z]", text)
    ):
        return False
    if HAN.search(text) and (len(text) > _LONGEST_HAN or re.search(r"[，；：。！？“”]", text)):
        return False
    if any(word in _SENTENCE for word in words):
        return False
    telling = [_ELIDED.sub("", word.lstrip("(“\"'‘[")) for word in words if word.casefold() not in _SMALL]
    capital = sum(not word[:1].islower() or bool(_DOMAIN.fullmatch(word)) for word in telling)
    # In Russian only the first word of a name has a capital: “Российская газета”.
    wanted = 1 if CYRILLIC.search(text) and len(words) <= 5 else len(telling) * 2 / 3
    return bool(telling) and not telling[0][:1].islower() and capital >= wanted


def is_body(text: str) -> bool:
    """Return whether *text* can be the name of a body in a language in which only its first word has a capital."""
    return text[:1].isupper() and len(text.split()) <= _LONGEST_BODY and not re.search(r"[.!?:;,]", text)


def is_medium(text: str) -> bool:
    """Return whether *text* is a Chinese or Japanese name of a newspaper, agency, station, journal or body."""
    return bool(_MEDIUM.fullmatch(text)) and not text.endswith(tuple(phrases("publishers", "no_bodies")))


@functools.lru_cache(maxsize=8_192)
def names_publisher(text: str) -> bool:
    """Return whether *text* has a word that is common in names of newspapers, houses and bodies, but not in titles."""
    words, endings = _telling_words()
    words_of_text = re.findall(r"[^\W\d_]+", text.casefold())
    return any(word in words or (endings and word.endswith(endings)) for word in words_of_text)


@functools.cache
def _telling_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words that are common in names of publishers, and those of them that may end a longer word."""
    words = phrases("publishers", "media", "bodies")
    return frozenset(words), tuple(word[1:] for word in words if word.startswith("*"))
