"""Recognises parts of the old page, not of the brief: menus, buttons, dividers, and the heading of the sources."""

import functools
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from briefarchive.reading.languages import HAN

from ..words import make_alternatives, make_pattern, phrases, phrases_by_language, read_table
from ..words.patterns import CJK, SignPattern
from ..words.places import is_listed_country
from ..words.wordlist import single_words, wordlist
from .dates.printed import find_dates, read_date
from .filing import PLACE, Filed, filed_behind, filed_in, unmarked_label, values_in, without_frame
from .notices import facts_of_notice
from .people.bylines import read_byline
from .people.unlabelled_names import is_certain_person

# What is written alike in all languages: copyright lines, addresses, the heads of e-mails, the number of an issue.
_FORMS = re.compile("|".join(read_table("forms")["of pages"]), re.IGNORECASE)
# “Subscribe to our weekly digest here: news@coast.example”
_INVITATION = re.compile(
    rf"(?:{make_pattern('invitations', 'verbs')})(?:\s[^\W\d_]+['’]?){{0,3}}[\s'’]"
    rf"(?:{make_pattern('invitations', 'letters')})"
    rf"(?:\s(?:{make_pattern('invitations', 'behind')}))?[\s:.!>»→]*(?:\S+@\S+)?",
    re.IGNORECASE,
)
_LONGEST = 250
_LABELS = sorted((*wordlist("categories").phrases, *wordlist("tags").phrases), key=len, reverse=True)
# “Themes: trade Tagged Chile”
_VERBS = tuple(verb.capitalize() for verb in read_table("tags")["verbs"])
_HAN_LABELS = [label for label in _LABELS if HAN.match(label) and len(label) > 1]
# What else a page says of a text behind such a label.
_LABELS_OF_PEOPLE = phrases("bylines", "author", "editor", "translator", "offices", "offices_of_editors")
_LABELS_OF_FACTS = make_alternatives((*_LABELS, *_LABELS_OF_PEOPLE, *phrases("dates", "published", "other")))
_FACT = re.compile(rf"(?:{_LABELS_OF_FACTS})\s?[:：]", re.IGNORECASE)
_LABEL_WITHIN = SignPattern(
    (*":：", *_VERBS),
    rf"(?<=\S)(?:[,，]\s*|[\s\u3000]+)(?=(?:{_LABELS_OF_FACTS})\s?[:：])"
    rf"|(?<=\S)\s+(?=(?-i:{'|'.join(_VERBS)})\s)"
    # Pages print them side by side, with nothing between but a margin: “国家：日本专题：贸易”.
    rf"|(?<=[{CJK}])(?=(?:{'|'.join(_HAN_LABELS)})\s?[:：])",
    re.IGNORECASE,
)
# Several buttons in one line.
_STROKE = SignPattern(
    (*"|｜•·:", " // "),
    rf"\s*[|｜•·]\s*|\s+//\s+|(?<=[\w)])\.\s+(?=[^\W\d_]{{3,20}}:\s)|\s+[–—-]\s+(?=(?:{make_alternatives(_LABELS)})\s?[:：])",
    re.IGNORECASE,
)
_BETWEEN_ENTRIES = SignPattern((*"|•·»›>/]】", "  "), r"\s*[|•·»›>/]\s*|[\]】]\s*[\[【]|\s*#?\[?\d+\]\s*|\s{2,}")
_RULE = re.compile(r"(?:[-=_*~#+.•·–—]\s?){3,}")

# Headings in languages without spaces between words, or with endings on both sides of them.
_FOREIGN = re.compile("|".join(read_table("forms")["of headings"]), re.IGNORECASE)
_LABEL = re.compile(rf"(?:{make_pattern('headings', 'label')})\s*[:：]\s*(?=\S)", re.IGNORECASE)
_LABEL_OF_ANY_WORDS = SignPattern(":：", r"[^:：]{3,100}[:：]\s*(?=\S)")
# Behind the phrase may stand what the text is, and alone it is a heading: “How to cite this policy brief”.
_OWN_CITATION = re.compile(
    rf"[\s*_#(\[•·–—-]*(?:{make_pattern('citing', 'own')})(?:\s+[^\W\d_]+){{0,3}}[*_\])]*\s*(?:[:：][\s*_]*|$)",
    re.IGNORECASE,
)
_MOST_WORDS, _LONGEST_FOOT = 16, 24
_MOST_OF_BUTTONS = 16
# So many entries has a menu in one line of which not all are known, and so many words each of them.
_MENU, _WORDS_OF_ENTRY = 4, 4


# Each line is asked as a whole, and again as the only part of itself.
@functools.lru_cache(maxsize=4_096)
def is_furniture(text: str) -> bool:
    """Return whether *text* is certainly navigation, a button or a notice of the old page."""
    bare = text.strip(" []【】|•·*#")
    if len(bare) > _LONGEST:
        return False
    if (
        _is_button(bare)
        or _are_buttons(bare.split())
        or all(_is_button(part) or filed_in(part) for part in parts_of_line(bare))
        or (len(parts_of_line(bare)) == 1 and filed_in(text))
        or _filed_between_strokes(text)
    ):
        return True
    entries = [entry.strip() for entry in _BETWEEN_ENTRIES.split(bare) if entry.strip()]
    known = sum(map(is_entry, entries)) if len(entries) > 1 else 0
    # An unknown entry makes two or three of them a title or a source; of more, most tell what the others are.
    return known > 0 and (known == len(entries) or (len(entries) >= _MENU and _is_menu(entries, known)))


def is_entry(text: str) -> bool:
    """Return whether *text* is a menu entry: a known word or two, a button or the title of a page of the site."""
    return (
        text in wordlist("buttons")
        or text in wordlist("pages")
        or all(word in single_words("menu") for word in text.casefold().split())
    )


def _is_menu(entries: Sequence[str], known: int) -> bool:
    return known * 3 >= len(entries) * 2 and all(len(entry.split()) <= _WORDS_OF_ENTRY for entry in entries)


def filed_of_line(text: str, linked: Collection[str] = ()) -> list[Filed]:
    """Return the categories and tags of a line that says nothing else; buttons may stand beside them.

    Args:
        text: The line.
        linked: The words of its links.
    """
    return _part_filed(text, linked)[0]


def facts_beside_filed(text: str) -> str:
    """Return a line with categories or tags without these, which may have the day and the names; else empty."""
    filed, others = _part_filed(text, ())
    return " | ".join(others) if filed else ""


def _part_filed(text: str, linked: Collection[str]) -> tuple[list[Filed], list[str]]:
    """Return the categories and tags of a line, if it says little else, and its other parts."""
    filed: list[Filed] = []
    others: list[str] = []
    text = facts_of_notice(text) or text
    parts = parts_of_line(text) if len(text) <= _LONGEST else ()
    if whole := _filed_between_strokes(text):
        return whole, []
    if countries := _countries_beside_day(parts):
        return [Filed(value, PLACE, is_tag=False) for value in values_in(countries)], [
            part for part in parts if part != countries
        ]
    unknown = 0
    for part in parts:
        label = unmarked_label(part) if len(parts) > 1 else ""
        part_filed = filed_in(part, linked) or (filed_behind(label, part[len(label) :]) if label else ())
        # “Details: Category: Trade”
        is_heading = len(parts) > 1 and part.endswith((":", "：")) and " " not in part
        if not (part_filed or is_heading or is_furniture(part) or _is_of_text(part)):
            # “Topic: ports, Author: A with data from B”: whoever that is stays to be read.
            unknown += len(parts) if _FACT.match(part) else 1
        filed += part_filed
        others += () if part_filed else (part,)
    return (filed, others) if unknown * 3 <= len(parts) else ([], [])


def _countries_beside_day(parts: Sequence[str]) -> str:
    """Return the part that is nothing but countries if all others are the day, names and buttons; else empty."""
    listed = [part for part in parts if (values := values_in(part)) and all(map(is_listed_country, values))]
    others = [part for part in parts if part not in listed]
    if len(listed) != 1 or not any(map(read_date, others)):
        return ""
    return (
        listed[0] if all(is_furniture(part) or is_certain_person(part) or _is_of_text(part) for part in others) else ""
    )


def _filed_between_strokes(text: str) -> list[Filed]:
    """Return the categories of a line with one label and a stroke between any two: “Countries: Chile | Peru”."""
    parts = parts_of_line(without_frame(text)) if len(text) <= _LONGEST else ()
    first = filed_in(parts[0]) if len(parts) > 1 else ()
    others = [part.strip() for part in parts[1:]]
    if len(first) != 1 or any(map(str.isdigit, "".join(others))) or any(map(_is_more_than_topic, others)):
        return []
    return [*first, *(replace(first[0], value=part) for part in others)]


def _is_more_than_topic(text: str) -> bool:
    """Return whether *text* is longer than a topic, a button, or has a label or a byline's words."""
    is_short = 0 < len(text.split()) <= _WORDS_OF_ENTRY and not (text[:1].islower() or set(text) & set(":："))
    return not is_short or _is_button(text) or unmarked_label(text) != ""


@functools.lru_cache(maxsize=4_096)
def parts_of_line(text: str) -> tuple[str, ...]:
    """Split a line at its strokes, or before each further label: “Themes: trade  Countries: Chile”."""
    return tuple(part for piece in _STROKE.split(text) for part in _labelled_parts(piece))


def _labelled_parts(text: str) -> list[str]:
    """Split *text* before each label but the first; a label may end a longer one: “Subject area: trade”."""
    parts: list[str] = []
    for piece in _LABEL_WITHIN.split(text):
        if parts and not (re.search("[:：]", parts[-1]) or piece.startswith(_VERBS) or read_byline(parts[-1])):
            parts[-1] += piece if HAN.match(piece) else f" {piece}"
        else:
            parts.append(piece)
    return parts


def split_facts(text: str) -> list[str]:
    """Split a line that begins with a label before each further one: “Author: A, Topic: B”, “Topic: B Date: C”."""
    return _labelled_parts(text) if _FACT.match(text) else [text]


def _is_of_text(part: str) -> bool:
    """Return whether *part* of a line says who wrote a text, or when it was published, or both."""
    if read_byline(part):
        return True
    date = next(iter(find_dates(part)), None)
    beside = [words.strip(" ,.-–—") for words in (part[: date.start], part[date.end :])] if date else []
    # “Date: 4 May 2015 10:15”, “Автор: Ада Пример 04.05.2015”
    labelled = date is not None and date.start == 0 and _FACT.match(part) is not None
    return labelled or (date is not None and all(not words or read_byline(words) for words in beside))


def _is_button(text: str) -> bool:
    return text in wordlist("buttons") or bool(_FORMS.fullmatch(text) or _INVITATION.fullmatch(text))


def _are_buttons(words: Sequence[str]) -> bool:
    """Return whether *words* are successive buttons, not all of one word: “Share this page Send by mail Top”."""
    if not 4 <= len(words) <= _MOST_OF_BUTTONS:
        # Two words may be a button and something else, but not two of Chinese.
        return len(words) > 1 and all(HAN.match(word) and _is_button(word) for word in words)
    if not wordlist("buttons").can_begin_with(words[0]):
        return False
    ends = {0}
    for end in range(1, len(words) + 1):
        if any(start in ends and " ".join(words[start:end]) in wordlist("buttons") for start in range(end)):
            ends.add(end)
    return len(words) in ends and len(ends) <= len(words)


def is_divider(text: str) -> bool:
    """Return whether *text* divides parts or pages: a line drawn with signs, or a page’s foot, “Page 1 of 2”."""
    return bool(_RULE.fullmatch(text)) or (len(text) <= _LONGEST_FOOT and text in wordlist("page_feet"))


def is_sources_heading(text: str) -> bool:
    """Return whether *text* announces sources: all its words are of that kind, and one is telling."""
    if len(text) > 110 or (text[0].islower() and not text.endswith(":")):
        return False
    bare = re.sub(
        r"[#*_=:：.,;\-–—\[\]()（）【】［］〔〕〈〉《》＜＞<>■□◆◇●○▼▽★☆※]+", " ", text.casefold().replace("’", "'")
    ).strip()
    if _FOREIGN.fullmatch(bare):
        return not own_citation_label(text)
    words = bare.replace("'", "' ").split()
    # A full stop ends a sentence, unless the line is the word alone.
    if not 1 <= len(words) <= _MOST_WORDS or (text.endswith(".") and len(words) > 3):
        return False
    is_heading = any(allowed.issuperset(words) and telling.search(bare) for telling, allowed in _headings())
    return is_heading and not own_citation_label(text)


@functools.cache
def _headings() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Return for each language the pattern that marks headings of sources, and all words allowed in one."""
    around = phrases_by_language("headings", "around")
    patterns = []
    for language, telling in phrases_by_language("headings", "telling").items():
        telling_pattern = make_alternatives(sorted(telling, key=len, reverse=True))
        words = (word for phrase in (*telling, *around[language]) for word in phrase.replace("'", "' ").split())
        patterns.append(
            (re.compile(rf"(?<!\w)(?:{telling_pattern})(?!\w)"), frozenset(word.rstrip(".") for word in words))
        )
    return tuple(patterns)


def leading_label(text: str) -> str:
    """Return the label that announces a source in the same line (“Source: …”), or an empty string."""
    match = _LABEL.match(text)
    if match:
        return match[0]
    start = _LABEL_OF_ANY_WORDS.match(text)
    return start[0] if start and is_sources_heading(start[0].strip()) else ""


def own_citation_label(text: str) -> str:
    """Return the phrase before the reference by which a text asks to be cited itself, or an empty string."""
    match = _OWN_CITATION.match(text)
    return match[0] if match else ""
