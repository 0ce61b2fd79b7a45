"""Reads the notice of a publishing system on a text: “This entry was posted on 4 May 2015 in Trade by Ada Example.”."""

import functools
import re

from ..words import make_pattern
from ..words.places import is_country, is_known_place
from .dates.printed import find_dates
from .sources.publisher_names import names_publisher

_LONGEST, _LONGEST_SHORT, _LONGEST_TOPIC = 600, 200, 5
_LABELS = {"categories": "Categories: ", "tags": "Tags: ", "people": "By "}
# In Chinese no spaces part words.
_BEFORE, _AFTER = r"(?:(?<!\w)|(?<=[\u3400-\u9fff]))", r"(?:(?<=[\u3400-\u9fff:])|(?!\w))"
_SENTENCE = re.compile(rf"(?:{make_pattern('notices', 'subjects')}){_AFTER}", re.IGNORECASE)
_VERB = re.compile(
    rf"(?:{make_pattern('notices', 'verbs')}){_AFTER}|(?={make_pattern('notices', 'people')})", re.IGNORECASE
)
_LEAD = re.compile(
    "|".join(rf"(?P<{group}>{_BEFORE}(?:{make_pattern('notices', group)}){_AFTER})" for group in _LABELS),
    re.IGNORECASE,
)
_STROKE = re.compile(r"\s*[|•·]\s*")
# A full stop, but for that of an initial, or where the day stood.
_VALUE_END = re.compile(r"(?<=[\w)]{2})[.!](?=\s|$)|。|\n")
_AROUND = " \t\n,;:.，、。;：()–—-"
_BEHIND = re.compile(rf"(?:{_BEFORE}(?:{make_pattern('notices', 'behind')})[\s,]*)+$", re.IGNORECASE)
_BETWEEN = re.compile(r"[,、，]\s*")


def begins_notice(text: str) -> bool:
    """Return whether *text* begins as such a sentence does."""
    return len(text) <= _LONGEST and bool(_SENTENCE.match(text))


@functools.lru_cache(maxsize=2_048)
def facts_of_notice(text: str) -> str:
    """Return a notice as a line of facts, or an empty string: “4 May 2015 | Categories: Trade | By Ada Example”.

    A notice is a sentence with such a subject, whatever on comments and feeds is behind it, or a line of nothing but a
    day, categories and people: “Posted by Ada Example on 4 May 2015 in Trade”.
    """
    if begins_notice(text):
        return _facts(text, _SENTENCE)
    head, *others = _STROKE.split(text) if len(text) <= _LONGEST_SHORT else ("",)
    # Dates are looked for last, since it takes longest.
    may_be_line = any(map(str.isdigit, head)) and _LEAD.search(head)
    date = next(iter(find_dates(head)), None) if may_be_line else None
    facts = _facts(head, _VERB) if date and (date.start == 0 or _VERB.match(head)) else ""
    return " | ".join((facts, *others)) if _LABELS["categories"] in facts else ""


def _facts(text: str, opening: re.Pattern[str]) -> str:
    """Return the facts of a notice that may begin with *opening*; none if it cannot be one."""
    opened = opening.match(text)
    first = opened.end() if opened else 0
    date = next(iter(find_dates(text)), None)
    facts = [text[date.start : date.end].strip()] if date else []
    # The words before a day may be of the opening: “posted on 4 May 2015”.
    day = max(date.start, first) if date else 0
    rest = f"{text[:day]}{(date.end - day) * chr(10)}{text[date.end :]}" if date else text
    # Of each kind the first counts: categories may have “in” in their names.
    leads = {match.lastgroup: match for match in reversed(list(_LEAD.finditer(rest, first)))}
    starts = sorted(match.start() for match in leads.values())
    is_line = opening is _VERB
    if is_line and _without_words_behind(rest[first : min(starts, default=len(rest))]):
        return ""
    for group, label in _LABELS.items():
        lead = leads.get(group)
        end = next((start for start in starts if lead and start > lead.start()), len(rest))
        value, *behind = _VALUE_END.split(rest[lead.end() : end]) if lead else ("",)
        value = _without_words_behind(value)
        says_more = is_line and any(map(_without_words_behind, behind))
        if says_more or (value and not _may_be(group, value, is_line=is_line)):
            # “Dieser Beitrag wurde in der Sitzung von allen begrüßt.”
            return ""
        facts += [f"{label}{value}"] if value else []
    return " | ".join(facts) if any(not fact.startswith(_LABELS["people"]) for fact in facts) else ""


def _without_words_behind(text: str) -> str:
    """Return *text* without the words that lead on: “Trade, Chile and”."""
    return _BEHIND.sub("", text.strip(_AROUND)).strip(_AROUND)


def _may_be(group: str, value: str, *, is_line: bool) -> bool:
    """Return whether *value* may be topics, or whoever published the text, which “admin” may be."""
    if group == "people":
        return " " not in value or not value[0].islower()
    parts = _BETWEEN.split(value)
    # “Published on 4 May 2015 in Coast Radio”, “by Ada Example on 4 May 2015 in Oslo”
    elsewhere = is_line and any(
        names_publisher(part) or (is_known_place(part) and not is_country(part)) for part in parts
    )
    capital = not value[0].islower() or group == "tags"
    return capital and not elsewhere and all(len(part.split()) <= _LONGEST_TOPIC for part in parts)
