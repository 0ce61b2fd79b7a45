"""Reads the categories and tags in a line: “Posted in Trade, Chile | Tagged tariffs”, “国家：智利”."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from briefarchive.reading.languages import HAN

from ..words import make_pattern, read_table
from ..words.patterns import CJK, SignPattern
from ..words.places import is_listed_country
from ..words.wordlist import wordlist
from .dates.printed import read_date
from .titles import has_label

FILED = "categories and tags of the page"
PLACE = "line in the place of topics"
_LABELLED = SignPattern(":：", r"(?P<label>[^:：]{2,40})\s*[:：]\s*(?P<values>.{1,250})")
# “Keywords – ports, ferries”, “Keywords. ports, ferries”, “[Keywords] ports, ferries”: no figures, as dates have
_MARKED = SignPattern(
    ".–—-]】)）\t",
    r"(?:(?P<opening>[\[【(（])\s*)?(?P<label>[^.–—\[\]【】()（）\t]{2,40}?)"
    r"(?:\s+[–—-]\s+|\.\s+|\t\s*|(?(opening)\s*[\]】)）]\s*|(?!)))(?P<values>\D{1,250})",
)
# No stop of an abbreviation, as in “U.S.”
_STOP = re.compile(r"[.。](?<=\w.)(?<!\.\w\.)(?<!\.\w\w\.)$")
_ABBREVIATION = re.compile(r"(?:\w{1,2}\.\s?){2,4}")
_BRACKETS = ("[]", "()", "（）", "【】")
_COUNT = re.compile(r"\s*[(（]\d{1,5}[)）](?=\s*(?:[,;，；、/|·•]|$))")
# A space parts words in Chinese and Japanese, which have none within.
_BETWEEN = re.compile(rf"\s*[,;，；、]\s*|\s+[/·•]\s+|(?<=[{CJK}])\s+(?=[{CJK}])")
# “ports – ferries – Norway”, where nothing else parts the words
_DASHES = re.compile(r"\s+[–—|-]\s+")
_AROUND = " \t/|·–—-"
# “#ports #ferries”
_HASHTAG = re.compile(r"#([^\W\d_][\w-]+)")
# “#FoodSecurity”
_HUMP = re.compile(r"_|(?<=[^\W\d_A-ZА-ЯЁ])(?=[A-ZÀ-ÖØ-ÞА-ЯЁ])")
_HASHTAGS = re.compile(rf"(?:{_HASHTAG.pattern}[\s,]*){{1,20}}")
_PLURAL = re.compile(r"[(](?:\w{1,2}|ies)[)]")
_JOINED = re.compile(
    rf"\s*[/／&·]\s*|\s+(?:{make_pattern('bylines', 'and')})\s+|(?<=[{CJK}])[与與和及](?=[{CJK}])", re.IGNORECASE
)
LONGEST_LABEL = 40
_VERBS = frozenset(read_table("tags")["verbs"])
# “Topic: ports, Read: 12”: another fact, whose label no list has
_COUNTER = re.compile(r"[^\W\d_][^:：]{1,30}[:：]\s*\d+\s?[x次回]?")
_LONGEST_VALUE, _MOST_VALUES, _WORDS_OF_TOPIC = 60, 20, 3


@dataclass(frozen=True, slots=True)
class Filed:
    """A category or a tag, and the words before it."""

    value: str
    label: str
    is_tag: bool


def filed_in(text: str, linked: Collection[str] = ()) -> tuple[Filed, ...]:
    """Return the categories or tags that *text* as a whole names; none if it is anything else.

    Args:
        text: A line, or a part of it between two strokes.
        linked: The words of its links; if all values are links, they need no colon before them.
    """
    if _HASHTAGS.fullmatch(text):
        return tuple(Filed(_HUMP.sub(" ", value), "hashtags", is_tag=True) for value in _HASHTAG.findall(text))
    bare = without_frame(text)
    match = _LABELLED.fullmatch(bare) or _MARKED.fullmatch(bare)
    if match and is_label(match["label"]):
        return _filed(match["label"], match["values"], linked)
    label = unmarked_label(text) if linked else ""
    filed = _filed(label, text[len(label) :], linked) if label else ()
    return filed if all(entry.value in linked for entry in filed) else ()


def without_frame(text: str) -> str:
    """Return a line without brackets around it and without the full stop at its end."""
    return _STOP.sub("", (text[1:-1] if text[:1] + text[-1:] in _BRACKETS else text).strip())


def unmarked_label(text: str) -> str:
    """Return the words before categories or tags with which *text* begins without a colon: “Posted in”; else empty."""
    places = (place for place, char in enumerate(text[: LONGEST_LABEL + 1]) if char == " ")
    return max((text[:place] for place in places if is_label(text[:place])), key=len, default="")


def filed_behind(label: str, text: str) -> tuple[Filed, ...]:
    """Return the categories or tags of *text* after *label*, a verb without a colon; none if it is anything else."""
    return _filed(label, text, ()) if " " in label or label.casefold() in _VERBS else ()


def is_label(text: str) -> bool:
    """Return whether *text* is nothing but the words that stand before categories or tags."""
    if text in wordlist("categories") or text in wordlist("tags"):
        return True
    # “Country/Countries”, “Pays et territoires”, “Topic(s)”, “关 键 词”
    bare = _PLURAL.sub("", text) if "(" in text else text.replace(" ", "") if HAN.match(text) else text
    parts = [part for part in _JOINED.split(bare.strip(" :：")) if part] if len(bare) <= LONGEST_LABEL else []
    return len(parts) > (bare == text) and all(
        part in wordlist("categories") or part in wordlist("tags") for part in parts
    )


def values_in(text: str) -> list[str]:
    """Return the topics in a *text* that is a list of them."""
    bare = _COUNT.sub("", text.strip(_AROUND))
    return [value for value in _BETWEEN.split(bare[1:-1] if bare[:1] + bare[-1:] == "[]" else bare) if value]


def _filed(label: str, values: str, linked: Collection[str]) -> tuple[Filed, ...]:
    label = label.strip(" :：")
    topics = _links_alone(values, linked) or [value for value in values_in(values) if not _COUNTER.fullmatch(value)]
    if len(topics) == 1:
        topics = [value for value in _DASHES.split(topics[0]) if value]
    if len(topics) == 1 and (HAN.match(topics[0]) or any(map(is_listed_country, topics[0].split("/")))):
        topics = [value for value in topics[0].split("/") if value]
    if len(topics) == 1 and len(topics[0].split()) > _WORDS_OF_TOPIC and has_label(f"{label}: {topics[0]}"):
        # “Subject: The ferry line opens again”
        return ()
    if not topics or len(topics) > _MOST_VALUES or any(not _is_value(value) for value in topics):
        return ()
    return tuple(Filed(value, label, label in wordlist("tags")) for value in topics)


def _links_alone(values: str, linked: Collection[str]) -> list[str]:
    """Return the words of links in *values*, in their order, if only signs separate them."""
    linked_words = re.compile("|".join(re.escape(word) for word in sorted(linked, key=len, reverse=True)) or r"(?!)")
    return [] if any(map(str.isalnum, linked_words.sub("", values))) else linked_words.findall(values)


def _is_value(text: str) -> bool:
    ends = text.endswith(tuple(".。!?:：")) and not _ABBREVIATION.fullmatch(text)
    return (
        len(text) <= _LONGEST_VALUE and any(map(str.isalpha, text)) and not (ends or "://" in text or read_date(text))
    )
