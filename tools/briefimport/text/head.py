"""Reads the lines above a text: its title, its date, its byline, and what belongs to the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefarchive.reading.languages import HAN

from ..document import WHOLE, BlockKind
from ..rules import BylineDecided
from ..words.places import is_listed_country
from .brief_draft import BriefDraft
from .dates.dating import Dated, is_place
from .dates.printed import Role, find_dates
from .filing import filed_in
from .kinds import Facts, Kind, date_beside, stops_as_text
from .lines.wrapping import Element
from .page_furniture import split_facts
from .people.bylines import Byline, names_body, names_recipient, opens_byline, sender_in
from .people.names import is_han_person
from .people.unlabelled_lines import BESIDE_ISSUE, SHORT, is_long, read_as_names
from .people.unlabelled_names import names_alone
from .sources.citing import read_source
from .sources.references import Strength
from .titles import has_label, is_series, opens_with_title, place_of_title, title_in

# So many elements, none longer than a line, may stand above the heading of a page.
_HEAD = 10
# So many elements below the name of a series stands the title.
_NEXT = 5
_MAIL = re.compile(r"[^:：]{2,20}[:：].{0,150}@")
_TRAIL = re.compile(r"\S\s([>»›])\s\S.*\S\s\1\s\S")


@dataclass(slots=True)
class Head:
    """Reads what precedes the first paragraph: date, byline, menus and the title."""

    draft: BriefDraft

    def read(self) -> int:
        """Take the head, and return the place of the first element of the text."""
        self._mark_sender()
        return self._read_head()

    def _mark_sender(self) -> None:
        """Let the sender of a memorandum or an e-mail be its compiler; its head names its subject and its readers."""
        head = [element.text for element in self.draft.elements[:_HEAD]]
        senders = [(place, names) for place, text in enumerate(head) if (names := _sender_of(text))]
        if len(senders) == 1 and any(map(has_label, head)):
            self.draft.facts[senders[0][0]] = Facts(kind=Kind.BYLINE, byline=senders[0][1])
            for place in (place for place, text in enumerate(head) if names_recipient(text)):
                self.draft.facts[place] = Facts(kind=Kind.FURNITURE)

    def _read_head(self) -> int:
        last_date = self._place_of_last_head_date()
        headline = self._place_of_headline()
        for index, (element, fact) in enumerate(zip(self.draft.elements, self.draft.facts, strict=True)):
            if self.draft.take(element, fact, self.draft.head_dates):
                continue
            if last_date < 0 and not self.draft.head_dates and self._take_dated_line(element, index, headline):
                continue
            if index < headline:
                self.draft.set_aside(element.line, element.text, "words above the title")
                continue
            if self._take_series(index):
                continue
            label_and_title = None if self.draft.title else _title_in(element, above_date=index < last_date)
            if index == headline and element.text == self.draft.called and not has_label(element.text):
                label_and_title = "", element.text
            if label_and_title is None or not (index == headline or self._text_follows(index)):
                return index
            label, self.draft.title = label_and_title
            self.draft.title_element = element
            if label:
                self.draft.set_aside(element.line, label, "a label before the title")
        return len(self.draft.elements)

    def _place_of_headline(self) -> int:
        """Return the place of the heading that the format or a label marks, below only short lines; else -1."""
        if (called := place_of_title([element.text for element in self.draft.elements], self.draft.called)) >= 0:
            return called
        head = [element.text for element in self.draft.elements[:_HEAD]]
        labelled = any(map(has_label, head))
        # “Служебная записка” above the names of those who got it is no title, however it is set.
        addressed = any(map(names_recipient, head))
        for index, (element, fact) in enumerate(zip(self.draft.elements[:_HEAD], self.draft.facts, strict=False)):
            if element.block and element.block.kind is BlockKind.HEADING and element.block.level == 1:
                if labelled and (addressed or _is_kind(element.text)):
                    continue
                if fact.kind is Kind.FURNITURE or (is_series(element.text) and self._title_follows(index)):
                    continue
                return index if fact.kind is not Kind.HEADING else -1
            if self._is_underlined(index):
                return index
            # “Subject: ports, Author: A” names topics.
            if has_label(element.text) and fact.kind is Kind.TEXT and len(split_facts(element.text)) == 1:
                return index
            if element.block and element.block.kind is BlockKind.FIGURE:
                continue
            stops = fact.kind is Kind.TEXT and stops_as_text(element.text)
            if stops or len(element.text) > SHORT or (element.block and element.block.kind in WHOLE):
                break
        return -1

    def _is_underlined(self, index: int) -> bool:
        """Return whether a line is underlined with signs in its own length, and no title can be above it."""
        element = self.draft.elements[index]
        if element.block or index + 1 >= len(self.draft.elements) or self.draft.facts[index].kind is not Kind.TEXT:
            return False
        below = self.draft.elements[index + 1].text
        if not 0.7 <= len(below) / max(len(element.text), 1) <= 1.3 or len(element.text.split()) < 3:
            return False
        if set(below) == {"="}:
            # Of the two signs, this one is for titles alone.
            return True
        texts = zip(self.draft.elements[:index], self.draft.facts, strict=False)
        above = [element.text for element, fact in texts if fact.kind is Kind.TEXT]
        # What a ruled line parts from the rest is a letterhead, whatever it says.
        letterhead = len(below) == len(element.text) and self.draft.facts[index - 1].kind is Kind.DIVIDER
        return set(below) in ({"-"}, {"~"}) and (
            letterhead or all(is_series(text) or _names_publisher(text) for text in above)
        )

    def _take_series(self, index: int) -> bool:
        """Take the line with the series and number of a text, and what was above it in the place of a title."""
        element = self.draft.elements[index]
        in_series = is_series(element.text)
        if not (in_series or _is_kind(element.text)):
            return False
        above = self.draft.title_element
        if above is not None and above.block and above.block.kind is BlockKind.HEADING:
            if not in_series:
                return False
        elif not self._title_follows(index) or (self.draft.title and (not in_series or self.draft.in_series)):
            return False
        elif above is not None:
            self.draft.set_aside(above.line, self.draft.title, "the name of the site")
            self.draft.title, self.draft.title_element = "", None
        self.draft.in_series = in_series
        dates = find_dates(element.text, self.draft.context.order)
        if len(dates) == 1:
            printed = element.text[dates[0].start : dates[0].end]
            self.draft.head_dates.append(Dated(line=element.line, text=printed, reading=dates[0].reading))
        series = element.text.replace(printed, "…", 1) if len(dates) == 1 else element.text
        _, *parts = BESIDE_ISSUE.split(series)
        # “Policy Brief 12 | Ada Example”
        if parts and (byline := names_alone(parts[-1], frozenset())):
            fact = Facts(kind=Kind.BYLINE, byline=byline)
            self.draft.take_byline(replace(element, text=parts[-1]), fact)
            self.draft.note(BylineDecided, element.line, read_as_names(parts[-1]))
            series = series.removesuffix(parts[-1]).rstrip(" |·•/–—")
        self.draft.set_aside(element.line, series, "the series of the text")
        return True

    def _title_follows(self, index: int) -> bool:
        """Return whether one of the next lines can be the title, before any paragraph."""
        for place in range(index + 1, min(index + _NEXT, len(self.draft.elements))):
            element, fact = self.draft.elements[place], self.draft.facts[place]
            dated = date_beside(element.text, self.draft.context.order) is not None
            if fact.kind is Kind.TEXT and not (dated or is_series(element.text) or _is_kind(element.text)):
                title = None if opens_byline(element.text) else _title_in(element, above_date=True)
                return not is_long(element.text) and title is not None
        return False

    def _take_dated_line(self, element: Element, place: int, headline: int) -> bool:
        """Take the only date of a head from a line with a title or a place beside it; the *headline* may be below."""
        date_parts = date_beside(element.text, self.draft.context.order)
        if date_parts is None or len(element.text) > 170:
            return False
        reading, printed, beside_date = date_parts
        self.draft.head_dates.append(Dated(line=element.line, text=printed, reading=reading))
        named = (
            self.draft.title
            or place < headline
            or not beside_date
            or (is_place(beside_date) and place != headline)
            or (is_series(beside_date) and self._title_follows(place))
        )
        title = None if named else title_in(beside_date, above_date=True)
        byline = names_alone(beside_date, frozenset()) if self.draft.title else None
        if title:
            self.draft.title = title[1]
        elif byline:
            self.draft.take_byline(replace(element, text=beside_date), Facts(kind=Kind.BYLINE, byline=byline))
            self.draft.note(BylineDecided, element.line, read_as_names(beside_date))
        elif beside_date:
            self.draft.set_aside(element.line, beside_date, "words beside a date or a name")
        return True

    def _place_of_last_head_date(self) -> int:
        """Return the place of the last date before any paragraph; lines above it may be a title."""
        last = -1
        for index, (element, fact) in enumerate(zip(self.draft.elements, self.draft.facts, strict=True)):
            is_text = fact.kind is Kind.TEXT and len(element.text) > SHORT and stops_as_text(element.text)
            if fact.date and fact.date.role is not Role.OTHER:
                last = index
            elif is_text or (fact.kind is Kind.TEXT and len(element.text) > 170) or index > 8:
                break
        return last

    def _text_follows(self, index: int) -> bool:
        following_facts = self.draft.facts[index + 1 :]
        text = next((place for place, fact in enumerate(following_facts) if fact.kind is Kind.TEXT), None)
        heading = next(
            (place for place, fact in enumerate(following_facts) if fact.kind is Kind.HEADING), len(following_facts)
        )
        if text is None or text > heading:
            return False
        below = self.draft.elements[index + 1 + text].as_source
        # A sentence with a quotation in it reads as a source does.
        return stops_as_text(below) or read_source(below).strength < Strength.STRONG


def place_of_subject(texts: Sequence[str]) -> int:
    """Return the place of the title behind a word that stands before topics as well, “Тема: …”; -1 if none is.

    So it is in the head of an e-mail or a memorandum, and above other lines with labels.
    """
    head = texts[:_HEAD]
    if any(map(_is_of_letter, head)):
        return next((place for place, text in enumerate(head) if has_label(text)), -1)
    if not opens_with_title(texts):
        return -1
    # “Тема: Чили, Перу, порты”
    return -1 if any(is_listed_country(entry.value) for entry in filed_in(texts[0])) else 0


def _is_of_letter(text: str) -> bool:
    """Return whether a line says from whom a letter is or to whom it went."""
    return bool(_MAIL.match(text) or names_recipient(text) or _sender_of(text))


def _sender_of(text: str) -> Byline | None:
    """Return the person in the “from” line of a letter; None for any other line."""
    sender = sender_in(text)
    return Byline(compilers=(sender,)) if is_han_person(sender) else names_alone(sender, frozenset())


def _title_in(element: Element, *, above_date: bool) -> tuple[str, str] | None:
    """Return the label before a title and the title; a heading of the first level is one, whatever it says."""
    block = element.block
    if block and block.kind is BlockKind.HEADING and block.level == 1:
        return ("", element.text) if any(char.isalnum() for char in element.text) else None
    if block and (block.kind in WHOLE or block.kind in {BlockKind.ITEM, BlockKind.QUOTATION}):
        return None
    return title_in(element.text, above_date=above_date)


def _is_kind(text: str) -> bool:
    """Return whether a line gives the kind of a paper, as “MEMORANDUM”, or its place: “Home > Briefs > Trade”."""
    in_capitals = text.isupper() and text.isalpha() and len(text) > 3 and not HAN.search(text)
    return in_capitals or bool(_TRAIL.search(text))


def _names_publisher(text: str) -> bool:
    """Return whether a line above a title names who published it: it has the word of a body, or capitals alone."""
    if text.endswith(("?", "!")):
        return False
    return names_body(text) or (text.isupper() and len(text.split()) > 1)
