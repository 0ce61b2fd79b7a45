"""Weighs how much words look like the name of a publisher, like a title, or like persons who wrote something."""

import functools
import re

from briefarchive.reading.languages import HAN

from ...words import make_pattern
from ...words.places import is_known_place
from ..dates.printed import find_dates
from ..people.names import is_han_person
from ..people.unlabelled_names import is_certain_person
from .authors import are_certain_persons, is_person, names_certain_person, names_of_authors
from .publisher_names import is_domain, is_medium, is_name, names_publisher
from .quotations import opens_with_quote
from .segments import has_balanced_brackets

_SIGNS = "/|–—-,→·>"
_SENTENCE = re.compile(r"[:：?？!！“”«»„\"《》;；]|[^\W\d_]{3}\.\s")
# “press release 14/09”, “Port Authority: press release”, but not “Press Release Network”
_KIND = re.compile(
    rf"(?:^|(?<!\w)|(?<=[\u3400-\u9fff]))(?:{make_pattern('publishers', 'kinds')})"
    r"(?![\w-])(?!\s[^\W\d_a-zа-яё])(?:\W*\d.*|\s[^\W\d_].*)?$",
    re.IGNORECASE,
)
_LONGEST_KIND = 4
ARTICLES = frozenset({"the", "die", "der", "das", "le", "la", "les", "el", "il", "los", "las", "são", "san"})
# What speaks for authors.
AUTHOR, _FURTHER_AUTHOR, _DOUBTFUL = 1.2, 0.4, 0.2


@functools.lru_cache(maxsize=8_192)
def likeness_to_name(text: str) -> float:
    """Return how much *text* looks like the name of a publisher, by its length, its signs and its words."""
    if not any(map(str.isalnum, text)):
        return -4.0
    if is_domain(text):
        return 3.0
    size = count_words(text)
    score = 1.0 if is_name(text) else -0.7
    score += 1.0 if size <= 3 else 0.5 if size <= 4 else 0.0 if size <= 6 else -1.0 - (size - 6) / 3
    score += 2.0 if is_medium(text) or (names_publisher(text) and size <= 9) else 0.0
    score -= 1.5 if _SENTENCE.search(text) or text[-1] in _SIGNS else 0.0
    score -= 0.7 if re.search(r"\d", text) else 0.0
    score -= 1.0 if text[:1].islower() else 0.0
    score -= 1.5 if is_known_place(text) else 0.0
    score -= 2.5 if _KIND.search(text) else 0.0
    return score - (0.0 if has_balanced_brackets(text) else 3.0) - (3.0 if find_dates(text) else 0.0)


@functools.lru_cache(maxsize=8_192)
def likeness_to_title(text: str) -> float:
    """Return how much *text* looks like the title of something that was published."""
    if not any(map(str.isalpha, text)):
        return -4.0
    size = count_words(text)
    score = min(size, 7) * 0.25
    small = [word for word in text.split() if word[:1].islower() and len(word) > 3]
    score += 0.5 if small or re.search(r"[:：?？!！\d]", text) else -0.5 if not HAN.search(text) else 0.0
    of_publisher = is_domain(text) or is_medium(text) or (names_publisher(text) and size <= 3 and not small)
    score -= 2.0 if of_publisher else 0.0
    score -= 0.8 if text[:1].islower() else 0.0
    score += 2.0 if opens_with_quote(text) else 1.5 if is_kind(text) else 0.0
    return score - (0.0 if has_balanced_brackets(text) else 2.0) - (1.0 if find_dates(text) else 0.0)


def is_kind(text: str) -> bool:
    """Return whether *text* says only what kind of document it is: “press release”, “press release 14/09”."""
    return count_words(text) <= _LONGEST_KIND and bool(_KIND.match(text))


@functools.lru_cache(maxsize=4_096)
def likeness_to_authors(text: str) -> float:
    """Return how much *text* looks like the persons who wrote something; 0 if it names anything else."""
    names = "" if names_publisher(text) else names_of_authors(text)
    if not names:
        return 0.0
    first = text.split(maxsplit=1)[0].casefold()
    if "," not in text and first in ARTICLES:
        return 0.0
    # “何洪泽, 丁刚”, “A. Example, B. Sample”
    persons = re.split(r"\s*[、,，،;；]\s*", text)
    certain = are_certain_persons(text) or all(map(is_certain_person, persons))
    if HAN.search(text):
        certain = certain or (len(persons) > 1 and all(map(is_han_person, persons)))
        return AUTHOR if certain else _DOUBTFUL
    if not (certain or is_person(re.sub(r"\s*/\s*", "; ", text)) or names_certain_person(text)):
        return _DOUBTFUL
    return AUTHOR + _FURTHER_AUTHOR * names.count(" and ")


@functools.lru_cache(maxsize=8_192)
def count_words(text: str) -> float:
    """Return the number of words in *text*, or half that of signs if no spaces separate words."""
    signs = len(HAN.findall(text))
    return len(text.split()) if not signs else signs / 2 + len(re.findall(r"[A-Za-z]+", text))
