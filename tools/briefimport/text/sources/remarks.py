"""Recognises remarks in brackets behind a source: on its language, and on who may read it."""

import functools
import re

from ...words import make_pattern, phrases
from ...words.language_names import language_names
from ...words.places import is_known_place

_LONGEST, _SHORTEST = 60, 3
_BETWEEN = re.compile(rf"\s*[,;/，،；、]\s*|\s+(?:{make_pattern('bylines', 'and')})\s+")
_LEAD = re.compile(rf"(?:{make_pattern('citing', 'before_language')})\s+")
_BEHIND = re.compile(rf"\s+(?:{make_pattern('citing', 'behind_language')})$")
# In Slavic languages and in German, the names of languages have other endings behind such words.
_ENDING = re.compile(
    r"(?<=[сц]к)(?:ий|ом|ого|ая|ой)$|(?<=ськ)(?:а|ою|ій|ої|ий)$|(?<=[sc]k)(?:i|u|im|iego|a)$|(?<=isch)(?:e[rns]?)$"
    r"|(?<=[tč]in)(?:a|ě|y|ou)$"
)


@functools.lru_cache(maxsize=1_024)
def is_remark(text: str) -> bool:
    """Return whether all that *text*, in brackets, says is of that kind: “in English, paywall”, “на англ. яз.”."""
    folded = text.casefold().strip()
    return 0 < len(folded) <= _LONGEST and all(map(_is_remark, _BETWEEN.split(folded)))


def _is_remark(text: str) -> bool:
    if text in phrases("citing", "remarks"):
        return True
    name = _BEHIND.sub("", _LEAD.sub("", text, count=1))
    if name != text and name.endswith(".") and len(name) > _SHORTEST:
        # “на норв. яз.”: any name of a language may be cut off behind such a word.
        return any(whole.startswith(name[:-1]) for whole in _names())
    return name in phrases("citing", "languages") or (_ENDING.sub("", name) in _names() and not is_known_place(text))


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(_ENDING.sub("", name) for name in language_names())
