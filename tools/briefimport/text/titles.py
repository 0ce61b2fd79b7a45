"""Recognises the title line of an export, and names of series."""

import functools
import itertools
import re
from collections.abc import Sequence

from ..words import make_pattern, phrases, phrases_by_language, read_table
from .dates.printed import find_dates

# A mailing list puts its name before the subject: “Subject: [Coast List] Ports close”.
_LABEL = re.compile(
    rf"(?:{make_pattern('titles', 'label')})\s*[:：]\s*(?:\[[^\[\]]{{2,40}}\]\s+)?(?=\S)", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}[.!?]\s+[A-Z“\"]")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc)\.$")
_NOTE_MARKS = re.compile(r"(?:\s?\[\d{1,3}\]|[¹²³⁰-⁹])+$")
_MARKS = re.compile(r"^(?:#{1,6}\s+|[■◆●□◇○▼▲★☆]+\s*(?=\w|[「《“]))|\s+#{1,6}$")
# A longer question opens a paragraph.
_LONGEST_QUESTION = 12
_LONGEST_OF_TWO = 100
_LONGEST, _FEWEST_OF_TOPIC = 170, 3
# “Date: …”
_FIELD = re.compile(r"[^\W\d_][^:：\d]{1,30}[:：]")
_SMALL = frozenset(read_table("titles")["small"])


# “Policy notes, no. 41”, “Cahier n° 7”, “Бюллетень № 12 (45)”, “第7期”, “总第7期”, “Notes (41/2015)”
_SIGN_OF_NUMBER = rf"(?:n|nº|n°|№|{make_pattern('titles', 'number')})\.?\s?[º°]?\.?\s*"
_BEHIND_NUMBER = r"(?:[/-]\d{2,4})?[.)]?(?:\s?\([^()]{1,25}\))?(?:[/-]\d{2,4})?(?:(?:,|\s[–—|-])\s.{0,40})?"
# “Vol. 2, No. 4”, “Ano II – n.º 14”, “3. Jahrgang, Nr. 12”
_VOLUME = (
    rf"(?:(?:{make_pattern('titles', 'volume')})\.?\s(?:\d{{1,3}}|[IVXLC]{{1,6}})|\d{{1,3}}(?:\.|-?\w\w?)\s"
    rf"(?:{make_pattern('titles', 'volume')}))"
)
_COMPOUND = "|".join(
    word for language in ("de", "nl") for word in phrases_by_language("titles", "series")[language] if word.isalpha()
)
_NAME_OF_SERIES = rf"(?:.{{0,60}}[^\w])?(?:{make_pattern('titles', 'series')}|\w+(?:{_COMPOUND}))"
_IN_BRACKETS = re.compile(r"[（(\[【]\s*([^（(\[【)\]】）]+)[)\]】）]")
_SERIES = re.compile(
    # “Breves, nº 22”, “Einwürfe 2/2018”: one word or two and the number.
    r"[^\W\d_]{3,20}(?:\s[^\W\d_]{3,20})?,\s(?:nº|n\.º|n°|núm\.|№|nr\.|no\.)\s?\d{1,4}"
    rf"|(?!(?:{make_pattern('titles', 'acts')})\b)[^\W\d_]{{3,30}}\s\d{{1,3}}/(?:19|20)\d\d"
    # Between the name and a bare number stands nothing: “Brief on Resolution 2231” is a title.
    rf"|(?:{_VOLUME}\W+)?{_SIGN_OF_NUMBER}\d{{1,4}}{_BEHIND_NUMBER}|{_VOLUME}"
    rf"|{_NAME_OF_SERIES}(?:[^\w].{{0,60}})?\W\s*{_SIGN_OF_NUMBER}\d{{1,4}}{_BEHIND_NUMBER}"
    rf"|{_NAME_OF_SERIES}\s[^\W\d_]{{3,20}}\s\d{{1,3}}/\d{{2,4}}"
    rf"|{_NAME_OF_SERIES}\W{{1,3}}(?:\d{{1,3}}|\d{{4}}(?=[/-])){_BEHIND_NUMBER}"
    r"|.{0,24}(?:第\s*[\d〇一二三四五六七八九十]+\s*[期号號]|总第|總第).{0,20}|(?:[\u3400-\u9fff]\s){2,}[\u3400-\u9fff]",
    re.IGNORECASE,
)


def is_series(text: str) -> bool:
    """Return whether *text* is the series and number of a text: “Policy notes, no. 41”, “第7期”."""
    dates = find_dates(text)
    if dates and dates[-1].start and not text[dates[-1].end :].strip(" .)）"):
        # “Kurzanalyse 7/2009 vom 28. Oktober 2009”
        text = text[: dates[-1].start].rstrip(" ,|–—-(（")
    shut_in = _IN_BRACKETS.fullmatch(text.strip())
    return len(text) <= _LONGEST_OF_TWO and bool(_SERIES.fullmatch(shut_in[1] if shut_in else text.strip()))


def names_series(text: str) -> bool:
    """Return whether *text* only names a kind of papers: “Policy briefs”, “Kurzanalysen”, “政策简报”."""
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    known = frozenset(phrases("titles", "series"))
    if len(words) == 1:
        return not words.isdisjoint(known) or text.casefold().endswith(_parts_of_series())
    return not words.isdisjoint(known) and known.union(phrases("titles", "beside_series")).issuperset(words)


@functools.cache
def _parts_of_series() -> tuple[str, ...]:
    """Return names of series in German, Chinese and Dutch, which may be the last part of a word."""
    names = phrases_by_language("titles", "series")
    return tuple(word for language in ("de", "zh", "nl") for word in names.get(language, ()))


def has_label(text: str) -> bool:
    """Return whether *text* says of itself that it is a title: “Title: …”."""
    return bool(_LABEL.match(text))


def opens_with_title(texts: Sequence[str]) -> bool:
    """Return whether the first of *texts* is a title behind a word that stands before topics as well: “Тема: …”.

    Then only lines with labels part it from the first paragraph, so that none of them can be the title.
    """
    if not texts or not has_label(texts[0]) or len(texts[0].split()) <= _FEWEST_OF_TOPIC:
        return False
    head = list(itertools.takewhile(lambda text: len(text) <= _LONGEST and not text.endswith("."), texts))
    return 1 < len(head) < len(texts) and all(map(_FIELD.match, head))


def place_of_title(texts: Sequence[str], title: str) -> int:
    """Return the place of the last of *texts* that is *title*, before any paragraph, else of the first; -1 if none is.

    Menus and lists of the latest texts above it may have it as well.
    """
    places = [place for place, text in enumerate(texts) if text == title]
    text = next((place for place, text in enumerate(texts) if len(text) > _LONGEST and text != title), len(texts))
    return max((place for place in places if place < text), default=places[0] if places else -1)


def title_in(text: str, *, above_date: bool) -> tuple[str, str] | None:
    """Return the label before a title and the title, if *text* in the head of a page is one; None otherwise."""
    label = _LABEL.match(text)
    if label:
        return label[0].strip(), text[label.end() :]
    bare = _MARKS.sub("", text).strip()
    if len(bare) >= 4 and bare[:2] == bare[-2:] == "**":
        bare = bare[2:-2]
    return ("", bare) if _is_headline(bare, above_date=above_date) else None


def _is_headline(text: str, *, above_date: bool) -> bool:
    text = _NOTE_MARKS.sub("", text)
    if not text:
        return False
    if re.search(r"[\u3400-\u9fff]", text):
        return 4 <= len(text) <= 60 and not re.search(r"[。，；：、…]$|。.", text)
    words = text.split()
    # Of two sentences, a headline has the last without a full stop, and a date follows it.
    is_text = bool(_SENTENCES.search(text)) and (not above_date or len(text) > _LONGEST_OF_TWO or text.endswith("."))
    if not 2 <= len(words) <= 24 or len(text) > _LONGEST or "://" in text or is_text:
        return False
    if above_date:
        return not re.search(r"[,;:]$", text) and (not text.endswith(".") or bool(_ABBREVIATION.search(text)))
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"‘'«„¿¡$#@") or re.match(r"\d{1,3}[.)]\s", text):
        return False
    if re.search(r"[,;:…\-–—_*]$", text) or (text.endswith(".") and not _ABBREVIATION.search(text)):
        return False
    if re.search(r"[?!][”\"’']?$", text):
        return len(words) <= _LONGEST_QUESTION or _capitalised(words)
    return True


def _capitalised(words: list[str]) -> bool:
    telling = [word.lstrip("“\"‘'«(") for word in words if word.casefold() not in _SMALL]
    return sum(not word[:1].islower() for word in telling) >= 0.75 * len(telling)
