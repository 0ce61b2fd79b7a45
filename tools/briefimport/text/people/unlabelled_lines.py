"""Finds names below a title or a text, and place and day below a text, in lines that have no word for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefarchive.reading.languages import HAN

from ...document import BlockKind
from ...words import make_pattern, phrases
from ...words.places import is_known_place
from ..dates.dating import FIRST_YEAR, is_place
from ..dates.printed import Order, find_dates
from ..ending import is_listed
from ..kinds import Facts, Kind, date_beside, stops_as_text
from ..lines.wrapping import Element
from ..sources.citing import is_reference
from ..titles import is_series
from .bylines import read_signature
from .unlabelled_names import names_alone

# No line of names, and none with a place and a day, is longer; a paragraph is.
SHORT, _SHORT_HAN = 100, 40
# So many elements below a title, its date and its names may still follow.
NEAR = 3
# So many lines below a text may say who wrote it, where and when.
_MOST_BELOW, _MOST_BESIDE, _WORDS_OF_TOPIC = 3, 2, 3
# No word of an address, which may consist of somebody's names: “ada.example@coast.example”.
_SMALL = re.compile(r"(?<![\w.@/])[^\W\d_A-Z]\w+(?![\w@]|\.\w)")
# “Paris, le 4 mai 2015”, “Berlin, den 4. Mai 2015”
_DONE = re.compile(rf"(?:{make_pattern('dates', 'done')})\s+", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^\W\d_][^\W\d_]+(?: [^\W\d_]+)?)\s*[:：]\s*(?=\S)")
# “Policy Brief 12 | Ada Example”
BESIDE_ISSUE = re.compile(r"\s+[|·•/–—]\s+")
_BEFORE_DAY = re.compile(r"[\s,，]+(?:le|den|il|в|a)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind of the element at *place*, and a message about it, empty if its words leave no doubt."""

    place: int
    fact: Facts
    message: str


@dataclass(slots=True)
class UnlabelledLines:
    """Finds such lines among the elements of a text."""

    elements: Sequence[Element]
    facts: Sequence[Facts]
    order: Order | None
    marks_by_place: dict[int, Mark] = field(default_factory=dict)
    common: frozenset[str] = frozenset()

    def marks(self, start: int, end: int, *, titled: bool, dated: bool) -> list[Mark]:
        """Return the names, the place and the day that no word introduces, if no others are found.

        Args:
            start: Where the text begins.
            end: Where its sources begin.
            titled: Whether it has a title, below which names may stand.
            dated: Whether its head has a date.
        """
        texts = [place for place in range(start, len(self.elements)) if self._is_text(place)]
        long = [place for place in texts if is_long(self.elements[place].text)] or self._sentences(texts, end)
        if not long:
            return []
        # “By the administrator” names nobody.
        named = any(fact.byline and fact.byline.people for fact in self.facts)
        self.common = frozenset(() if named else _SMALL.findall("\n".join(element.text for element in self.elements)))
        for place in texts[: min(texts.index(long[0]), NEAR)] if titled else ():
            # Names may stand below each other, the first of them where other texts show that it is one.
            if not named or place - 1 in self.marks_by_place or (place and self.facts[place - 1].byline):
                named = self._mark_name(place, long, in_head=True) or named
            dated = dated or (self._is_text(place) and self._mark_place_and_day(place, above=True, in_head=True))
        for place in self._below_text(texts, end):
            named = ((self._stands_above_name(place) or not named) and self._mark_name(place, long)) or named
            dated = dated or (
                self._is_text(place) and self._mark_place_and_day(place, above=place < end < len(self.elements))
            )
        return list(self.marks_by_place.values())

    def _sentences(self, texts: Sequence[int], end: int) -> list[int]:
        """Return the places of the paragraphs before *end* of a text in which all are short."""
        sentences = (place for place in texts if place < end and stops_as_text(self.elements[place].text))
        return [place for place in sentences if not is_reference(self.elements[place].as_source)]

    def _stands_above_name(self, place: int) -> bool:
        """Return whether a name is near below; between names may stand what each of them does."""
        return any(0 < other - place <= _MOST_BESIDE for other in self.marks_by_place)

    def _is_text(self, place: int) -> bool:
        return self.facts[place].kind is Kind.TEXT and place not in self.marks_by_place

    def _below_text(self, texts: list[int], end: int) -> Iterator[int]:
        """Yield the last elements of text before the sources at *end*, and the last of all, except references."""
        last = len(texts)
        while last and is_reference(self.elements[texts[last - 1]].as_source):
            last -= 1
        for side in ([place for place in texts[:last] if place < end], texts[:last]):
            for count, place in enumerate(reversed(side)):
                if count >= _MOST_BELOW and not self._stands_above_name(place):
                    break
                element = self.elements[place]
                signed = element.text.startswith(("–", "—", "--"))
                if is_long(element.text) or is_reference(element.as_source) or (is_listed(element) and not signed):
                    break
                yield place

    def _mark_place_and_day(self, place: int, *, above: bool, in_head: bool = False) -> bool:
        """Mark a place and a day: “Oslo, 4 May 2015”, as letters end.

        A newspaper and a day, or a treaty and its day, look like it. So it must stand *above* the sources or beside a
        name, or the place must be known.
        """
        text = self.elements[place].text
        date_parts = date_beside(text, self.order) if len(text) <= SHORT else None
        if date_parts is None:
            return False
        reading, printed, beside_date = date_parts
        if reading.is_month or reading.date.year < FIRST_YEAR:
            return False
        name = _DONE.sub("", _BEFORE_DAY.sub("", beside_date))
        certain = above or self._is_beside_name(place) or is_known_place(name)
        is_topic = in_head and len(name.split()) <= _WORDS_OF_TOPIC
        if not (is_series(name) or is_topic or (name and is_place(name) and certain)):
            return False
        fact = Facts(kind=Kind.DATE, date=reading, date_text=printed)
        self.marks_by_place[place] = Mark(place, fact, f'the date was taken from the line "{shorten(text)}"')
        return True

    def _is_beside_name(self, place: int) -> bool:
        near = [neighbour for neighbour in (place - 1, place + 1) if 0 <= neighbour < len(self.facts)]
        facts = [
            self.marks_by_place[neighbour].fact if neighbour in self.marks_by_place else self.facts[neighbour]
            for neighbour in near
        ]
        return any(fact.kind is Kind.BYLINE for fact in facts)

    def _mark_name(self, place: int, long: Sequence[int], *, in_head: bool = False) -> bool:
        """Mark a line with only names that the text itself does not mention, and perhaps a date.

        Below a title, any label of a word or two may precede them.
        """
        element = self.elements[place]
        of_text = element.block is None or element.block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        if element.block and element.block.kind is BlockKind.HEADING and place + 1 in long:
            # What stands below the heading tells of that person.
            return False
        signature = read_signature(element.text)
        last = place + 1 == len(self.elements)
        if not of_text or len(element.text) > SHORT or (last and signature):
            return False
        dates = find_dates(element.text, self.order)
        found_date = dates[0] if len(dates) == 1 else None
        words = f"{element.text[: found_date.start]}|{element.text[found_date.end :]}" if found_date else element.text
        issue, *beside = BESIDE_ISSUE.split(words) if in_head else [""]
        if len(beside) == 1 and any(map(str.isdigit, issue)):
            words = beside[0]
        label = _LABEL.match(words) if in_head else None
        if label and label["label"].casefold() not in phrases("bylines", "not_written", "to", "copy"):
            words = words[label.end() :]
        byline = names_alone(words.strip(" |,/·"), self.common)
        if byline is None or any(tells_of(self.elements[paragraph], byline.compilers) for paragraph in long):
            return False
        date, printed = (
            (found_date.reading, element.text[found_date.start : found_date.end]) if found_date else (None, "")
        )
        fact = Facts(kind=Kind.BYLINE, byline=byline, date=date, date_text=printed)
        self.marks_by_place[place] = Mark(place, fact, "" if signature else read_as_names(element.text))
        return True


def is_long(text: str) -> bool:
    """Return whether *text* is a paragraph rather than a line of its own; Chinese says more with fewer signs."""
    return len(text) > (SHORT if text.isascii() or not HAN.search(text) else _SHORT_HAN)


def tells_of(element: Element, names: Sequence[str]) -> bool:
    """Return whether *element* is a paragraph on one of these people, and no source that one of them wrote."""
    named = is_long(element.text) and any(name in element.text for name in names)
    return named and not is_reference(element.as_source)


def read_as_names(text: str) -> str:
    """Return the message on a line that was taken for names without a word that says so."""
    return f'"{shorten(text)}" was read as the names of those who compiled the text'


def shorten(text: str) -> str:
    """Return *text* as a message quotes it."""
    return text if len(text) <= 60 else f"{text[:59]}…"
