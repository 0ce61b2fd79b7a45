"""The line above a title that says what a text is about: “Security | China, India”, “Pérou – Climat”."""

import functools
import re
from collections.abc import Sequence

from briefarchive.reading.languages import HAN
from briefarchive.reading.vocabularies.countries import OTHER_NAMES, foreign_names

from ..words import pattern_of
from ..words.wordlist import single_words
from .dates import find_dates
from .filing import Filed
from .kinds import Kind, facts_of, stops_as_text
from .places import is_country
from .titles import title_in
from .unsaid import is_long

WHERE = "line above the title"
# So many lines of the head of a text are looked at, and so many below a kicker for its title.
_HEAD, _BELOW = 12, 3
_LONGEST, _MOST_PARTS = 70, 3
_SIGNS = re.compile(r"\s*[|｜]\s*|\s+(?:/|»|›|>|•|·|::|//)\s+")
# A title may have a dash or a stroke between two words as well.
_DASH = re.compile(r"\s+[–—-]\s+")
_BETWEEN = re.compile(
    rf"\s*[,，、;；&]\s*|\s+(?:{pattern_of('bylines', 'and')})\s+|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff])"
)
_ARTICLE = re.compile(rf"^(?:(?:{pattern_of('titles', 'articles')})\s+|l['’])", re.IGNORECASE)
_TOPIC = re.compile(r"[^\W\d_]+(?:(?:[\s&/-]|,\s|['’])+[^\W\d_]+){0,3}")
_MOST_WORDS, _FEW_WORDS, _LONGEST_HAN = 3, 2, 8


def find_kicker(texts: Sequence[str]) -> tuple[int, tuple[Filed, ...]]:
    """Place of the kicker among the lines of a text, and the topics and countries that it states; -1 if there is none.

    A title must follow it, since a title may look like it.
    """
    for place, text in enumerate(texts[:_HEAD]):
        if facts_of(text).kind is not Kind.TEXT:
            continue
        if is_long(text) or stops_as_text(text):
            break
        if (said := _stated(text)) and _title_follows(texts, place):
            return place, tuple(Filed(value, WHERE, is_tag=False) for value in said)
    return -1, ()


@functools.lru_cache(maxsize=1_024)
def _stated(text: str) -> tuple[str, ...]:
    """The values of a line of topics on one side of a sign and of names of countries on the other."""
    if len(text) > _LONGEST or any(map(str.isdecimal, text)):
        return ()
    parts, dashed = _SIGNS.split(text.strip()), False
    if len(parts) == 1:
        parts, dashed = _DASH.split(text.strip()), True
    menu = single_words("menu")
    countries = [_countries(part) for part in parts]
    topics = [part for part, named in zip(parts, countries, strict=True) if not named]
    topics = [part for part in topics if not menu.issuperset(part.casefold().split())]
    if not 2 <= len(parts) <= _MOST_PARTS or not any(countries) or (dashed and (len(parts) > 2 or not topics)):
        return ()
    if not all(_is_topic(part, _FEW_WORDS if dashed else _MOST_WORDS) for part in topics):
        return ()
    return (*topics, *(name for named in countries for name in named))


def _countries(text: str) -> tuple[str, ...]:
    """The names of countries of which *text* is a list; none if anything else is in it."""
    names = tuple(_ARTICLE.sub("", part) for part in _BETWEEN.split(text.strip()) if part)
    return names if all(is_country(name) or name in _short_names() for name in names) else ()


@functools.cache
def _short_names() -> frozenset[str]:
    return frozenset(name for names in (*OTHER_NAMES.values(), *foreign_names().values()) for name in names)


def _is_topic(text: str, most: int) -> bool:
    """Whether *text* can be the name of a topic: a few words, the first with a capital."""
    if not _TOPIC.fullmatch(text) or text[0].islower():
        return False
    return len(text) <= _LONGEST_HAN if HAN.search(text) else len(text.split()) <= most


def _title_follows(texts: Sequence[str], place: int) -> bool:
    """Whether one of the next lines can be a title: no day, no name of a series, and no such line itself."""
    for text in texts[place + 1 : place + 1 + _BELOW]:
        if facts_of(text).kind is not Kind.TEXT or find_dates(text):
            continue
        return not is_long(text) and not _stated(text) and title_in(text, above_date=True) is not None
    return False
