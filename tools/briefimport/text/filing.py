"""Reads the categories and tags in a line: “Posted in Trade, Chile | Tagged tariffs”, “国家：智利”."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from ..words import read_table
from ..words.patterns import CJK, SignPattern
from ..words.wordlist import wordlist

FILED = "categories and tags of the page"
PLACE = "line in the place of topics"
_LABELLED = SignPattern(":：", r"(?P<label>[^:：]{2,40})\s*[:：]\s*(?P<values>.{1,250})")
_STOP = re.compile(r"[.。](?<=\w.)$")
# A space parts words in Chinese and Japanese, which have none within.
_BETWEEN = re.compile(rf"\s*[,;，；、]\s*|\s+[/·•]\s+|(?<=[{CJK}])\s+(?=[{CJK}])")
# “ports – ferries – Norway”, where nothing else parts the words
_DASHES = re.compile(r"\s+[–—|-]\s+")
_AROUND = " \t/|·–—-"
# “#ports #ferries”
_HASHTAG = re.compile(r"#([^\W\d_][\w-]+)")
_HASHTAGS = re.compile(rf"(?:{_HASHTAG.pattern}[\s,]*){{1,20}}")
LONGEST_LABEL = 40
_VERBS = frozenset(read_table("tags")["verbs"])
_LONGEST_VALUE, _MOST_VALUES = 60, 20


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
        return tuple(Filed(value, "hashtags", is_tag=True) for value in _HASHTAG.findall(text))
    bare = text[1:-1] if text[:1] == "[" and text.endswith("]") else text
    match = _LABELLED.fullmatch(_STOP.sub("", bare.strip()))
    if match and is_label(match["label"]):
        return _filed(match["label"], match["values"], linked)
    label = unmarked_label(text) if linked else ""
    filed = _filed(label, text[len(label) :], linked) if label else ()
    return filed if all(entry.value in linked for entry in filed) else ()


def unmarked_label(text: str) -> str:
    """Return the words before categories or tags with which *text* begins without a colon: “Posted in”; else empty."""
    places = (place for place, char in enumerate(text[: LONGEST_LABEL + 1]) if char == " ")
    return max((text[:place] for place in places if is_label(text[:place])), key=len, default="")


def filed_behind(label: str, text: str) -> tuple[Filed, ...]:
    """Return the categories or tags of *text* after *label*, a verb without a colon; none if it is anything else."""
    return _filed(label, text, ()) if " " in label or label.casefold() in _VERBS else ()


def is_label(text: str) -> bool:
    """Return whether *text* is nothing but the words that stand before categories or tags."""
    return text in wordlist("categories") or text in wordlist("tags")


def values_in(text: str) -> list[str]:
    """Return the topics in a *text* that is a list of them."""
    return [value for value in _BETWEEN.split(text.strip(_AROUND)) if value]


def _filed(label: str, values: str, linked: Collection[str]) -> tuple[Filed, ...]:
    label = label.strip(" :：")
    topics = _links_alone(values, linked) or values_in(values)
    if len(topics) == 1:
        topics = [value for value in _DASHES.split(topics[0]) if value]
    if not topics or len(topics) > _MOST_VALUES or any(not _is_value(value) for value in topics):
        return ()
    return tuple(Filed(value, label, label in wordlist("tags")) for value in topics)


def _links_alone(values: str, linked: Collection[str]) -> list[str]:
    """Return the words of links in *values*, in their order, if only signs separate them."""
    linked_words = re.compile("|".join(re.escape(word) for word in sorted(linked, key=len, reverse=True)) or r"(?!)")
    return [] if any(map(str.isalnum, linked_words.sub("", values))) else linked_words.findall(values)


def _is_value(text: str) -> bool:
    return (
        len(text) <= _LONGEST_VALUE and any(map(str.isalpha, text)) and text[-1] not in ".。!?:：" and "://" not in text
    )
