"""Recognises the kind of a line or paragraph by its own words, never by its place."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from briefarchive.reading.languages import HAN

from ..words import make_alternatives, phrases
from ..words.patterns import CJK, SignPattern
from ..words.places import is_known_place
from ..words.wordlist import wordlist
from .dates.dating import is_place
from .dates.printed import FoundDate, Order, Reading, Role, find_dates, read_date
from .notices import begins_notice, facts_of_notice
from .page_furniture import facts_beside_filed, filed_of_line, is_divider, is_furniture, is_sources_heading, split_facts
from .people.bios import read_bio
from .people.bylines import Byline, Task, byline_of, is_open, names_body, read_byline
from .people.first_names import is_first_name
from .people.names import bare_name, folded_name, is_han_person, is_impersonal, is_name
from .people.unlabelled_names import is_certain_person, names_alone, names_between
from .sources.citing import is_reference, read_source
from .sources.publisher_names import names_publisher
from .sources.references import Citing
from .sources.run_in_lists import is_run_in_list
from .titles import is_series, names_series

_BESIDE_DATE = re.compile(
    r"(?:last )?(?:updated|modified)?:?\s*\d{1,2}:\d{2}.{0,12}|(?:vol(?:ume|\.)?|issue|no\.|number|nr\.)\s*\d+.{0,30}",
    re.IGNORECASE,
)
# No list of sources has longer lines; most paragraphs are longer.
_LONGEST = 400
_PARTS = SignPattern(
    "|｜•·;；。/–—-:：第",
    # In Chinese, a gap alone stands before each label: “作者：… 文章来源：… 点击数：…”, and a stroke within “文｜…”.
    rf"(?<!文)(?<!文\s)\s*[|｜•·;；]\s*|。|\s+//?\s+|\s+[–—-]+\s+|\s+(?=[{CJK}]{{2,8}}\s?[:：]|第\s?\d+\s?期)",
)
# Pages in Chinese print them side by side, with nothing between but a margin: “来源：本站作者：石砚点击：12”.
_LABELS_RUN_ON = [label for label in phrases("bylines", "beside", "offices", "offices_of_editors") if len(label) > 1]
_RUN_ON = SignPattern(":：", rf"([:：][^:：]{{2,20}}?)(?=(?:{make_alternatives(_LABELS_RUN_ON)})\s?[:：])")
_LABELLED = re.compile(
    r"(?:[^\W\d_]{2,12}(?: [^\W\d_]{2,12})?\s*[:：][^“”\"«»„《》]{0,60}|\d+ \w{3,10}|[^\W\d_]{3,12})$"
)
_SHORT_YEAR = re.compile(r"(?<![\w./-])\d{1,2}([./-])\d{1,2}\1\d\d(?![\w./-])")
_MOST_PARTS = 6
_FEW, _LONGEST_BESIDE = 40, 12
_SENTENCE_END = re.compile(r"(?<=[\w)]{2})[.。!]\s+(?=[^\W\d_])")
_NAME_END = re.compile(r"(?<=[^\W\d_]{4})(?<!Prof)(?<!PROF)\.\s+(?=[^\W\d_])")
_CYRILLIC = re.compile("[А-ЯЁІЇЄҐ]")
# What parts the facts of a line about a page.
_STROKE = SignPattern((*"|｜•·", "//", "来源", "來源"), r"\S\s*[|｜•·]|\s//\s|来源|來源")
_SIGNS = ("|", "，", " /", "•", "·", ":", "–", "—", " -", "--", ",", "(", "[", ")", "]")
_AROUND = " \t|•·*_:：,，;.。()（）[]–—-"
# What says of itself that it is the day of publication counts before what says nothing, and that before all else.
_RANKS = {Role.PUBLISHED: 0, Role.UNLABELLED: 1, Role.OTHER: 2, Role.ACCESSED: 3}


class Kind(Enum):
    """The kind of an element, as far as its words show it."""

    TEXT = auto()
    DATE = auto()
    BYLINE = auto()
    HEADING = auto()
    FURNITURE = auto()
    DIVIDER = auto()

    @property
    def is_of_page(self) -> bool:
        """Whether it is part of the page around the text."""
        return self in (Kind.FURNITURE, Kind.DIVIDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An element's kind with the fields read from it; a line may have a byline and a date."""

    kind: Kind
    date: Reading | None = None
    date_text: str = ""
    byline: Byline | None = None


_PLAIN = Facts(kind=Kind.TEXT)


def facts_of(
    text: str,
    order: Order | None = None,
    known: frozenset[str] = frozenset(),
    people: frozenset[str] = frozenset(),
) -> Facts:
    """Return the kind of *text* as a whole, with its fields.

    Args:
        text: A line or a paragraph.
        order: How numeric dates elsewhere are written.
        known: Lines that other exports have as well.
        people: The folded names of those whom the file itself calls its authors: they need no word before them.
    """
    if not text or (len(text) > 300 and not begins_notice(text)):
        return _PLAIN
    if is_divider(text):
        return Facts(kind=Kind.DIVIDER)
    return Facts(kind=Kind.FURNITURE) if text in known else _read_facts(text, order, people)


# A line is looked at where lines are joined, and again where they have become elements.
@functools.lru_cache(maxsize=4_096)
def _read_facts(text: str, order: Order | None, people: frozenset[str]) -> Facts:
    if is_furniture(text) or _is_notice(text):
        return Facts(kind=Kind.FURNITURE)
    if is_sources_heading(text):
        return Facts(kind=Kind.HEADING)
    if notice := facts_of_notice(text):
        return _read_metadata_line(notice, order, people) or Facts(kind=Kind.FURNITURE)
    facts = _read_metadata_line(facts_beside_filed(text) or text, order, people)
    return facts or (Facts(kind=Kind.FURNITURE) if filed_of_line(text) else _PLAIN)


def _is_notice(text: str) -> bool:
    """Return whether each sentence belongs to a page: “You are visitor no. 12. Last updated: 10 June 2003”."""
    sentences = _SENTENCE_END.split(text)
    belong = len(sentences) > 1 and all(is_furniture(sentence) or read_date(sentence) for sentence in sentences)
    return belong and any(map(is_furniture, sentences))


def _read_metadata_line(text: str, order: Order | None, people: frozenset[str]) -> Facts | None:
    """Read a line on when a page was published or changed, and by whom: “By A | 4 May 2015 | 3 comments”.

    In a line with both days, the day of publication is the page's date.
    """
    if date := read_date(text, order):
        return Facts(kind=Kind.DATE, date=date, date_text=text)
    if byline := _byline(text, people):
        return Facts(kind=Kind.BYLINE, byline=byline)
    found_dates = dates_between_signs(text, order)
    dates = tuple(found_date for found_date in found_dates if not found_date.reading.is_month) or found_dates
    parts = _with_labels(_parts_around(text, dates))
    if len(parts) + len(dates) > _MOST_PARTS:
        return None
    read = [(part, _byline(part, people)) for part in parts]
    bylines = [byline for _, byline in read if byline]
    if len(dates) == 1 and not bylines and not dates[0].reading.is_month:
        # “19. Februar 2014 | Dr. Ada Beispiel”, “Ada Beispiel, Lübeck, 15. März 2017”
        read = [(part, _names_beside(part)) for part in parts]
        bylines = [byline for _, byline in read if byline]
        if not all(byline or names_body(part) or is_furniture(part) for part, byline in read):
            # “Ada Example. Rates fall // Coast Radio, 04.05.2015” is a source.
            bylines, read = [], [(part, None) for part in parts]
    other_parts = [part for part, byline in read if not byline]
    labelled = any(found_date.reading.role is Role.PUBLISHED for found_date in dates)
    beside = (
        _is_beside if (dates and bylines) or labelled else _is_labelled if _STROKE.search(text) else _is_button_or_issue
    )
    if any(found_date.reading.is_month for found_date in dates) and not (bylines or labelled):
        return None
    if not (dates or bylines) or not all(map(beside, other_parts)):
        return None
    roles = {found_date.reading.role for found_date in dates}
    best_date = min(dates, key=lambda found_date: _RANKS[found_date.reading.role], default=None)
    date = best_date.reading if best_date else None
    if date and Role.OTHER in roles and date.role is Role.UNLABELLED:
        date = replace(date, role=Role.PUBLISHED)
    if len(bylines) > 1:
        # “撰稿：… 编辑：…”: whoever edited beside somebody who wrote is no more than that.
        bylines = [
            Byline(editors=byline.compilers) if place and byline.makes else byline
            for place, byline in enumerate(bylines)
        ]
    byline = byline_of(
        {task: [name for byline in bylines for name in byline.of(task)] for task in Task},
        is_impersonal=any(byline.is_impersonal for byline in bylines),
        is_unlabelled=any(byline.is_unlabelled for byline in bylines),
    )
    return Facts(
        kind=Kind.BYLINE if bylines else Kind.DATE,
        date=date,
        date_text=text[best_date.start : best_date.end] if best_date else "",
        byline=byline if bylines else None,
    )


def dates_between_signs(text: str, order: Order | None) -> tuple[FoundDate, ...]:
    """Return the dates in a line, or those between its signs whose years have two figures: “By A | No. 3, 12.08.14”."""
    if (found_dates := find_dates(text, order)) or not _SHORT_YEAR.search(text):
        return found_dates
    parts = itertools.chain.from_iterable(map(_PARTS.split, _NAME_END.split(text)))
    dated_parts = ((piece, read_date(piece, order)) for part in parts for piece in part.split(", "))
    return tuple(
        FoundDate(start=text.find(part), end=text.find(part) + len(part), reading=reading)
        for part, reading in dated_parts
        if reading
    )


def _byline(text: str, people: frozenset[str]) -> Byline | None:
    if is_impersonal(text):
        return Byline(is_impersonal=True)
    if byline := read_byline(text):
        return byline
    names = names_between(text) if people else []
    known = names and all(folded_name(name) in people for name in names)
    return Byline(compilers=tuple(map(bare_name, names))) if known else read_bio(text)


def _names_beside(part: str) -> Byline | None:
    """Return the people whom *part* of a line with a date names, if it has only them and perhaps a place."""
    if HAN.search(part):
        # “港口研究中心　石砚”: in Chinese a gap parts a body and the people.
        pieces = part.split()
        people = tuple(piece for piece in pieces if not names_body(piece))
        if people and len(people) < len(pieces) and all(map(_is_name_in_han, people)):
            return Byline(compilers=people, is_unlabelled=True)
    # “Ada Beispiel (Lübeck, 15. März 2017)”: a sign at the end of the part is gone.
    before, _, place = part.partition(" (")
    part = before if is_place(place) else part
    names, _, place = part.rpartition(",")
    for words in (part, names if is_place(place.strip()) else ""):
        byline = None if names_publisher(words) else names_alone(words, frozenset())
        if byline and all(map(_is_sure, byline.compilers)):
            # Words besides the names would be posts, or a sentence.
            byline = replace(byline, is_unlabelled=True)
            return byline if len(words) <= sum(len(name) + _LONGEST_BESIDE for name in byline.compilers) else None
    return None


def _is_name_in_han(text: str) -> bool:
    """Return whether *text* is a person's name, and no other word with the sign of a surname: 文化, 古巴."""
    other_word = text in phrases("bylines", "no_names") or names_series(text) or is_known_place(text)
    return is_han_person(text) and not other_word


def _is_sure(name: str) -> bool:
    """Return whether *name* is a person’s by its first name, or by all of it in Russian and Chinese."""
    first, _, _ = name.partition(" ")
    return (is_first_name(first) and len(first) > 2) or (
        is_certain_person(name) and bool(_CYRILLIC.match(name) or is_han_person(name))
    )


def _parts_around(text: str, dates: Sequence[FoundDate]) -> Iterator[str]:
    """Yield the parts of a line besides its dates, split at its own signs."""
    ends = [0, *(date.end for date in dates)]
    starts = [*(date.start for date in dates), len(text)]
    for end, start in zip(ends, starts, strict=True):
        # “Compiled by Ada Example. Oslo, 4 May 2015”
        name, *others = _NAME_END.split(text[end:start], maxsplit=1) if dates else [text[end:start]]
        pieces = [name, *others] if others and read_byline(name) else [_RUN_ON.sub(r"\1 ", text[end:start])]
        split = (fact for piece in pieces for fact in split_facts(piece.strip(_AROUND)))
        for part in itertools.chain.from_iterable(map(_PARTS.split, split)):
            yield from (piece.strip(_AROUND) for piece in _before_button(part) if any(map(str.isalnum, piece)))


def _with_labels(parts: Iterable[str]) -> list[str]:
    """Return *parts* with a label alone and the names behind it as one: “文 / 石砚”, “Автор – И. Примеров”."""
    joined: list[str] = []
    for part in parts:
        if joined and is_open(f"{joined[-1]}:"):
            joined[-1] += f": {part}"
        else:
            joined.append(part)
    return joined


def _before_button(part: str) -> Iterator[str]:
    """Yield *part* without the button at its end, and this: “by Ada Example Leave a comment”."""
    words, buttons = part.split(" "), wordlist("buttons")
    seams = (seam for seam in range(1, len(words) - 1) if buttons.can_begin_with(words[seam]))
    seam = next((seam for seam in seams if " ".join(words[seam:]) in buttons), len(words))
    yield " ".join(words[:seam])
    yield " ".join(words[seam:])


def _is_button_or_issue(part: str) -> bool:
    """Return whether *part* of a line about a page is a button, or the number of an issue."""
    return bool(_BESIDE_DATE.fullmatch(part)) or is_furniture(part)


def _is_labelled(part: str) -> bool:
    """Return whether *part* of such a line is a button, the number of an issue, a single word, or has a label."""
    return bool(_LABELLED.match(part)) or _is_button_or_issue(part)


def _is_beside(part: str) -> bool:
    """Return whether *part* can be in a line with a date and a byline: a few words, and no sentence."""
    return (len(part) <= _FEW and not part.endswith((".", "?", "!", ","))) or _is_labelled(part)


def date_beside(text: str, order: Order | None) -> tuple[Reading, str, str] | None:
    """Find a date at the end or start of a line; return it, its words, and the rest, which a sign separates from it."""
    for date in dates_between_signs(text, order):
        before, behind = text[: date.start].rstrip(), text[date.end :].lstrip()
        printed = text[date.start : date.end]
        if date.reading.is_month and not is_name(before.strip(_AROUND)):
            continue
        if (before.endswith(_SIGNS) or is_series(before)) and not behind.strip(_AROUND):
            return date.reading, printed, before.strip(_AROUND)
        if behind.startswith((*_SIGNS, "/ ", "-")) and not before.strip(_AROUND):
            return date.reading, printed, behind.strip(_AROUND)
    return None


def place_of_sources_heading(lines: Sequence[str], facts: Sequence[Facts]) -> int:
    """Return the place of the heading of the sources: the first that sources follow; -1 if there is none."""
    texts = [line for line, fact in zip(lines, facts, strict=True) if fact.kind is Kind.TEXT]
    is_likely = functools.cache(lambda text: is_reference(text) or read_source(text).strength > 0)
    passed = 0
    for index, fact in enumerate(facts):
        passed += fact.kind is Kind.TEXT
        if fact.kind is not Kind.HEADING:
            continue
        below = texts[passed : passed + 12]
        if below and is_run_in_list(below[0]):
            return index
        if not below or (is_sentence(below[0]) and not is_likely(below[0])):
            continue
        short = all(len(text) <= 220 and not is_sentence(text) for text in below)
        if short or sum(map(is_likely, below)) * 2 >= len(below):
            return index
    return -1


def is_sentence(text: str) -> bool:
    """Return whether *text* is running text: long, and closed as a sentence is."""
    words = len(text.split())
    return text.endswith((".", "。", "!", "?")) and (words >= 14 or (words <= 2 and len(text) >= 60))


def stops_as_text(text: str) -> bool:
    """Return whether *text*, however short, ends as running text does; a title, a logo or a menu has no full stop."""
    return text.endswith((".", "。")) or is_sentence(text)


def reads_as_source(citing: Citing, text: str) -> bool:
    """Return whether a strong source is not a sentence that only quotes someone."""
    title = citing.source.title
    sentence = title.endswith((".", "!", ",")) or re.search(r"[a-z]{3}[.!?]\s+[A-Z“\"]", title)
    note = citing.source.note
    if note[:1].islower() and len(note.split()) >= 3 and text.endswith((".", "!", "?")) and not citing.source.url:
        # The sentence goes on behind the quotation.
        return False
    return len(text) <= _LONGEST and not (sentence and citing.spoken and not citing.source.url)
