"""The layout of the old site, read by what its parts are: a document of any format to `LegacyBrief`."""

import datetime
import itertools
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from briefarchive.diagnostics import Diagnostic, Rule, Span

from ..citations import label_of, marks_of, with_citations
from ..document import Block, BlockKind, LegacyDocument, SetAside
from ..faults import BylineDecided, DateDecided, DateMissing, EmptyExport, SourceDecided
from ..languages import detect_language
from ..legacy import LegacyBrief, LegacySource, PrintedDate
from ..scripts import HAN
from .addressed import with_address
from .bylines import (
    Byline,
    names_body,
    names_recipient,
    opening_of_byline,
    opens_byline,
    read_byline,
    read_signature,
    sender_in,
    without_names,
)
from .cited import shown_in_short
from .citing import Citing, Strength, is_reference, read_source, separators_in
from .dates import UNPUBLISHED, Order, Role, day_and_rest, find_dates
from .dating import Dated, choose_date, dateline_of, is_place
from .ending import announces_list, end_of_text, is_listed, publisher_stands_last, usual_separator
from .filing import FILED
from .footnotes import sources_of_notes
from .furniture import leading_label
from .joining import elements_of
from .kinds import Facts, Kind, date_beside, facts_of, is_sentence, stops_as_text
from .lines import plain, split
from .menus import find_menus
from .names import folded_name
from .publisher_names import is_name
from .rests import with_rest
from .row_blocks import with_rows
from .titles import has_label, is_series, title_in
from .unmarked import names_alone
from .unsaid import NEAR, SHORT, Unsaid, is_long, short
from .wrapping import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What other exports of the same run tell about this one.

    Attributes:
        order: How numeric dates are written, where others show it.
        todays: Dates which other pages print as their own “today”.
        furniture: Lines in the place of a title that many pages share.
    """

    order: Order | None = None
    todays: frozenset[datetime.date] = frozenset()
    furniture: frozenset[str] = frozenset()


ALONE = Context()


# So many elements, none longer than a line, may stand above the heading of a page.
_HEAD, _LABEL = 10, 40
# So many may be the menu above it.
_DEEP = 25
# So many days in lines of their own are those of a chronology.
_DAYS_OF_CHRONOLOGY = 3
# What may part sources that stand in one line.
_BETWEEN_SOURCES = ("; ", " | ", ". – ", ".– ", " • ")
# Why lines are set aside that stand above a text and may say when it was published.
_ABOVE = frozenset({"above the title", "words above the title", "the name of the site", FILED})
# So many elements below the name of a series stands the title.
_NEXT = 5
_TRAIL = re.compile(r"\S\s([>»›])\s\S.*\S\s\1\s\S")
_STROKES_IN_DATE = re.compile(r"(?<![\w/.])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d|\d\d(?=\)))(?![\w/])")
_NUMERIC = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")
_ANY_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:19|20)\d\d(?!\w)")
# So much of a text tells its language.
_ENOUGH = 2_000
# A dateline may stand below a heading or a summary.
_DATELINES = 3
_NUMBER = re.compile(r"(\d{1,3}) (?=\S)")
# What stands in these is shown as it is, and is no date, byline or source.
_WHOLE = frozenset({BlockKind.TABLE, BlockKind.FIGURE, BlockKind.CODE, BlockKind.NOTE})


def read_layout(text: str, origin: str, sha256: str = "", context: Context = ALONE) -> LegacyBrief:
    """Read the decoded *text* of one export. Never fails: what is missing is said in the diagnostics."""
    text = plain(text)
    document = LegacyDocument(origin=origin, sha256=sha256, reader="text", text=text, lines=tuple(split(text)))
    return read_parts(document, context)


def read_parts(document: LegacyDocument, context: Context = ALONE) -> LegacyBrief:
    """Read what the parts of *document* say, without regard to its hints. Never fails, as `read_layout`."""
    context = replace(context, order=context.order or _usual_order(document))
    inside = with_rows([block for block in document.blocks if not block.outside])
    people = frozenset(folded_name(hint.value) for hint in document.hints.authors)
    elements = _joined(document, context, people) if document.lines else _with_whole_bylines(inside)
    # A format may print its notes behind the sources, where long ones would hide that these are a list.
    notes = [element for element in elements if element.block and element.block.kind is BlockKind.NOTE]
    elements = [element for element in elements if not (element.block and element.block.kind is BlockKind.NOTE)]
    reader = _Reader(origin=document.origin, context=context, elements=elements, notes=notes)
    reader.window = next((hint.value for hint in document.hints.titles), "")
    reader.facts = [_facts_of(element, context, people) for element in elements]
    reader.aside = [
        *document.set_aside,
        *(SetAside(line=one.line, text=one.text, reason=one.outside) for one in document.blocks if one.outside),
    ]
    reader.read()
    return reader.brief(document)


def _usual_order(document: LegacyDocument) -> Order | None:
    """The order of numeric dates that some of a text show, else that of its language; None for English alone."""
    if not _NUMERIC.search(document.text):
        return None
    # A number above twelve is no month.
    days_first = {int(one) > 12 for one, other in _ANY_NUMERIC.findall(document.text) if max(int(one), int(other)) > 12}
    if len(days_first) == 1:
        return Order.DAY_FIRST if True in days_first else Order.MONTH_FIRST
    return None if detect_language(document.text[-_ENOUGH:]) in {"", "en"} else Order.DAY_FIRST


def _with_whole_bylines(blocks: Sequence[Block]) -> list[Element]:
    """The elements that *blocks* are, with “Compiled by:” and the names in the next block as one."""
    elements: list[Element] = []
    for block in blocks:
        element = Element.of(block)
        last = elements[-1] if elements else None
        lead = opening_of_byline(last.text) if last and len(last.text) <= _LABEL else ""
        if last and lead and read_byline(f"{lead} {element.text}"):
            elements[-1] = replace(last, text=f"{lead} {element.text}")
            continue
        elements.append(element)
    return elements


def _joined(document: LegacyDocument, context: Context, people: frozenset[str]) -> list[Element]:
    """The elements that the lines of plain text make."""
    lines = document.lines
    facts = [facts_of(line.text, context.order, context.furniture, people) for line in lines]
    return elements_of(lines, facts)


def _facts_of(element: Element, context: Context, people: frozenset[str]) -> Facts:
    if element.block and element.block.kind in _WHOLE:
        return Facts(kind=Kind.TEXT)
    return facts_of(element.text, context.order, context.furniture, people)


@dataclass(slots=True)
class _Reader:
    """Reads the elements of one file: its head, its sources with what follows them, and the rest as text."""

    origin: str
    context: Context
    elements: list[Element]
    notes: list[Element] = field(default_factory=list)
    facts: list[Facts] = field(default_factory=list)
    window: str = ""
    title: str = ""
    title_element: Element | None = None
    in_series: bool = False
    marked: set[int] = field(default_factory=set)
    published: PrintedDate | None = None
    today: datetime.date | None = None
    doubtful: bool = False
    head_dates: list[Dated] = field(default_factory=list)
    tail_dates: list[Dated] = field(default_factory=list)
    body: list[Element] = field(default_factory=list)
    sources: list[LegacySource] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    compilers: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self) -> None:
        """Take the elements apart."""
        self._mark_sender()
        self._mark_menus()
        start = self._read_head()
        self._mark_unsaid(start, end_of_text(self.elements, self.facts, start))
        end = end_of_text(self.elements, self.facts, start)
        self._mark_heading(end)
        self._read_body(start, end)
        self.elements[end:] = map(self._dated, self.elements[end:])
        self._read_sources(end)
        self.body += self.notes
        self._cite_footnotes()
        self._take_addresses_apart()
        self._decide_date()
        if not self.body:
            self._note(EmptyExport, 1, f'"{self.origin}" has no text', hint="export the page again, or delete the file")

    def brief(self, document: LegacyDocument) -> LegacyBrief:
        """What was read."""
        dates = [dated.reading for dated in (*self.head_dates, *self.tail_dates)]
        return LegacyBrief(
            origin=self.origin,
            sha256=document.sha256,
            reader=document.reader,
            text="\n".join((document.text, *self.addresses)),
            published=self.published,
            title=self.title,
            body=tuple(element.block or Block(text=element.text, line=element.line) for element in self.body),
            sources=tuple(self.sources),
            compilers=tuple(self.compilers),
            editors=tuple(self.editors),
            set_aside=tuple(sorted(self.aside, key=lambda item: item.line)),
            joined=tuple(pair for element in self.elements for pair in element.joined),
            today=self.today,
            evidence=next((date.evidence for date in dates if date.evidence), None),
            doubtful=self.doubtful,
            hints=document.hints,
            attachments=document.attachments,
            original=document.original,
            diagnostics=(*document.diagnostics, *self.diagnostics),
        )

    # The head: dates, byline, menus and the title before the first paragraph.

    def _mark_sender(self) -> None:
        """Let the sender of a memorandum be who compiled it; its head names its subject, and to whom it went."""
        head = [one.text for one in self.elements[:_HEAD]]
        senders = [
            (place, names) for place, text in enumerate(head) if (names := names_alone(sender_in(text), frozenset()))
        ]
        if len(senders) == 1 and any(map(names_recipient, head)) and any(map(has_label, head)):
            self.facts[senders[0][0]] = Facts(kind=Kind.BYLINE, byline=senders[0][1])

    def _mark_menus(self) -> None:
        """Let the entries of a menu above the text be one, whatever they are alone."""
        head = self.elements[:_DEEP]
        buttons = [fact.kind is Kind.FURNITURE for fact in self.facts[:_DEEP]]
        for place in find_menus([one.text for one in head], [one.opens for one in head], buttons):
            if self.facts[place].kind in {Kind.TEXT, Kind.HEADING, Kind.BYLINE}:
                self.facts[place] = Facts(kind=Kind.FURNITURE)

    def _read_head(self) -> int:
        last_date = self._last_head_date()
        headline = self._headline()
        for index, (element, fact) in enumerate(zip(self.elements, self.facts, strict=True)):
            if self._take(element, fact, self.head_dates):
                continue
            if last_date < 0 and not self.head_dates and self._take_dated(element):
                continue
            if index < headline:
                self._set_aside(element.line, element.text, "words above the title")
                continue
            if self._is_letterhead(index):
                self._set_aside(element.line, element.text, "the name of the site")
                continue
            if self._take_series(index):
                continue
            found = None if self.title else _title_in(element, above_date=index < last_date)
            if found is None or not (index == headline or self._text_follows(index)):
                return index
            label, self.title = found
            self.title_element = element
            if label:
                self._set_aside(element.line, label, "a label before the title")
        return len(self.elements)

    def _headline(self) -> int:
        """Place of the heading that its format or a label marks as the page's own, below short lines alone; else -1."""
        labelled = any(has_label(element.text) for element in self.elements[:_HEAD])
        for index, (element, fact) in enumerate(zip(self.elements[:_HEAD], self.facts, strict=False)):
            if element.block and element.block.kind is BlockKind.HEADING and element.block.level == 1:
                if labelled and _is_kind(element.text):
                    continue
                if self._names_site(index):
                    return self._heading_below(index)
                return index if fact.kind is not Kind.HEADING else -1
            if self._is_underlined(index):
                return index
            if has_label(element.text):
                return index
            if element.block and element.block.kind is BlockKind.FIGURE:
                continue
            stops = fact.kind is Kind.TEXT and stops_as_text(element.text)
            if stops or len(element.text) > SHORT or (element.block and element.block.kind in _WHOLE):
                break
        return -1

    def _heading_below(self, index: int) -> int:
        """Place of the next heading in the head of a page; -1 if there is none."""
        places = range(index + 1, min(_HEAD, len(self.elements)))
        return next((one for one in places if (it := self.elements[one].block) and it.kind is BlockKind.HEADING), -1)

    def _names_site(self, index: int) -> bool:
        """Whether the first heading of a page names its site or its series, and another below it the text."""
        text = self.elements[index].text
        if is_series(text):
            return self._title_follows(index)
        below = (one for one in self.elements[index + 1 : _HEAD] if one.block and one.block.kind is BlockKind.HEADING)
        heading = next(below, None)
        if heading is None or any(is_long(one.text) for one in self.elements[index + 1 : self.elements.index(heading)]):
            return False
        window = _letters(self.window)
        if window.startswith(_letters(text)):
            return False
        return names_body(text) or (window.startswith(_letters(heading.text)) and _letters(text) in window)

    def _is_underlined(self, index: int) -> bool:
        """Whether a line of plain text has a line of signs below it as long as itself, and no title can be above it."""
        element = self.elements[index]
        if element.block or index + 1 >= len(self.elements) or self.facts[index].kind is not Kind.TEXT:
            return False
        below = self.elements[index + 1].text
        if not 0.7 <= len(below) / max(len(element.text), 1) <= 1.3 or len(element.text.split()) < 3:
            return False
        if set(below) == {"="}:
            # Of the two signs, this one is for titles alone.
            return True
        texts = zip(self.elements[:index], self.facts, strict=False)
        above = [one.text for one, fact in texts if fact.kind is Kind.TEXT]
        return set(below) == {"-"} and all(is_series(text) or _names_publisher(text) for text in above)

    def _take_series(self, index: int) -> bool:
        """Take the line with the series and the number of a text, and what stood above it in the place of a title."""
        element = self.elements[index]
        in_series = is_series(element.text)
        if not (in_series or _is_kind(element.text)):
            return False
        above = self.title_element
        if above is not None and above.block and above.block.kind is BlockKind.HEADING:
            if not in_series:
                return False
        elif not self._title_follows(index) or (self.title and (not in_series or self.in_series)):
            return False
        elif above is not None:
            self._set_aside(above.line, self.title, "the name of the site")
            self.title, self.title_element = "", None
        self.in_series = in_series
        dates = find_dates(element.text, self.context.order)
        if len(dates) == 1:
            printed = element.text[dates[0].start : dates[0].end]
            self.head_dates.append(Dated(line=element.line, text=printed, reading=dates[0].reading))
        rest = element.text.replace(printed, "…", 1) if len(dates) == 1 else element.text
        self._set_aside(element.line, rest, "the series of the text")
        return True

    def _title_follows(self, index: int) -> bool:
        """Whether one of the next lines can be the title, before any paragraph."""
        for place in range(index + 1, min(index + _NEXT, len(self.elements))):
            element, fact = self.elements[place], self.facts[place]
            if fact.kind is Kind.TEXT and not is_series(element.text) and not _is_kind(element.text):
                title = None if opens_byline(element.text) else _title_in(element, above_date=True)
                return not is_long(element.text) and title is not None
        return False

    def _is_letterhead(self, index: int) -> bool:
        """Whether the first line of a plain text names whoever published it, or the next its series, above a title."""
        element = self.elements[index]
        above = self.aside[-1].text if index and self.aside else ""
        said = _names_publisher(element.text)
        if index and _names_publisher(above):
            # The second line of a letterhead stands right below the first.
            said = is_series(element.text) or not element.opens
        if index > 1 or element.block or len(element.text) > SHORT or not said or index + 1 >= len(self.elements):
            return False
        kinds = [fact.kind for fact in self.facts[index + 1 : index + 4]]
        # A date may stand between, where capitals or a line below the title show which is which.
        certain = element.text.isupper() or kinds[2:] == [Kind.RULE]
        place = 1 if kinds[0] is Kind.DATE and certain else 0
        if kinds[place : place + 1] != [Kind.TEXT]:
            return False
        return title_in(self.elements[index + 1 + place].text, above_date=True) is not None

    def _take_dated(self, element: Element) -> bool:
        """Take the only date of a head from a line with a title or a place beside it."""
        found = date_beside(element.text, self.context.order)
        if found is None or len(element.text) > 170:
            return False
        reading, printed, rest = found
        self.head_dates.append(Dated(line=element.line, text=printed, reading=reading))
        title = None if self.title or not rest or is_place(rest) else title_in(rest, above_date=True)
        byline = names_alone(rest, frozenset()) if self.title else None
        if title:
            self.title = title[1]
        elif byline:
            self._take_byline(replace(element, text=rest), Facts(kind=Kind.BYLINE, byline=byline))
            self._note(
                BylineDecided, element.line, f'"{short(rest)}" was read as the names of those who compiled the text'
            )
        elif rest:
            self._set_aside(element.line, rest, "words beside a date or a name")
        return True

    def _last_head_date(self) -> int:
        """Place of the last date before any paragraph; lines above it may be a title."""
        last = -1
        for index, (element, fact) in enumerate(zip(self.elements, self.facts, strict=True)):
            if fact.date:
                last = index
            elif (fact.kind is Kind.TEXT and len(element.text) > 170) or index > 8:
                break
        return last

    def _text_follows(self, index: int) -> bool:
        rest = self.facts[index + 1 :]
        text = next((place for place, fact in enumerate(rest) if fact.kind is Kind.TEXT), None)
        heading = next((place for place, fact in enumerate(rest) if fact.kind is Kind.HEADING), len(rest))
        if text is None or text > heading:
            return False
        citing = read_source(self.elements[index + 1 + text].as_source)
        return citing.strength < Strength.STRONG

    def _take(self, element: Element, fact: Facts, dates: list[Dated]) -> bool:
        """Take an element that is no text; False if it is text or a heading of sources."""
        match fact.kind:
            case Kind.RULE:
                self._set_aside(element.line, element.text, "a ruled line")
            case Kind.FURNITURE:
                self._set_aside(element.line, element.text, "navigation of the old page")
            case Kind.DATE | Kind.BYLINE:
                if fact.date:
                    dates.append(Dated(line=element.line, text=fact.date_text, reading=fact.date))
                self._take_byline(element, fact)
            case _:
                return False
        return True

    def _take_byline(self, element: Element, fact: Facts) -> None:
        byline = fact.byline or Byline()
        known = {*self.compilers, *self.editors}
        new = Byline(
            compilers=tuple(name for name in dict.fromkeys(byline.compilers) if name not in known),
            editors=tuple(name for name in dict.fromkeys(byline.editors) if name not in {*known, *byline.compilers}),
        )
        self.compilers += new.compilers
        self.editors += new.editors
        # A name that is printed twice is entered once; its second print is set aside with the other words.
        words = without_names(element.text.replace(fact.date_text, "…", 1) if fact.date else element.text, new)
        if re.search(r"\w", words):
            self._set_aside(element.line, words.strip(" …,"), "words beside a date or a name")
        if byline.nobody:
            self._note(BylineDecided, element.line, f'the byline "{element.text}" names no person')

    # The text.

    def _read_body(self, start: int, end: int) -> None:
        last = max((index for index in range(start, end) if self.facts[index].kind is Kind.TEXT), default=-1)
        long = (index for index in range(start, end) if len(self.elements[index].text) > SHORT)
        head = max(start + NEAR, next(long, start))
        for index in range(start, end):
            element, fact = self.elements[index], self.facts[index]
            certain = fact.kind is Kind.RULE or (fact.byline is not None and not element.text.lower().startswith("by "))
            certain |= index in self.marked
            # A date may stand below a line whose sense is not known, such as the name of a section.
            certain |= fact.date is not None and (fact.date.role is Role.PUBLISHED or index < head)
            dates = self.head_dates if index < head else self.tail_dates
            if (certain or index > last) and self._take(element, fact, dates):
                continue
            self.body.append(element)

    # The sources and what follows them.

    def _take_numbers(self, start: int) -> None:
        """Take the numbers of a list that has nothing behind them: “1 Coast Radio”, “2 Harbour Agency”."""
        places = [
            place
            for place in range(start, len(self.elements))
            if self.facts[place].kind is Kind.TEXT and self.elements[place].block is None
        ]
        numbered = [(place, found) for place in places if (found := _NUMBER.match(self.elements[place].as_source))]
        if len(numbered) < 2 or [int(found[1]) for _, found in numbered] != list(range(1, len(numbered) + 1)):
            return
        for place, found in numbered:
            element = self.elements[place]
            self._set_aside(element.line, found[1], "words around a source")
            self.elements[place] = replace(
                element, text=element.text.removeprefix(found[0]), cited=element.cited.removeprefix(found[0])
            )

    def _mark_unsaid(self, start: int, end: int) -> None:
        """Let lines be a byline or a date that have no word for it; their places and their words show what they are."""
        unsaid = Unsaid(self.elements, self.facts, self.context.order)
        for mark in unsaid.marks(start, end, titled=bool(self.title), dated=bool(self.head_dates)):
            self.facts[mark.place] = mark.fact
            self.marked.add(mark.place)
            if mark.message:
                rule = DateDecided if mark.fact.kind is Kind.DATE else BylineDecided
                self._note(rule, self.elements[mark.place].line, mark.message, hint="compare it with the old page")

    def _mark_heading(self, place: int) -> None:
        """Let the line above a list of sources be its heading, whatever its words are."""
        if place + 1 >= len(self.elements) or self.facts[place].kind is not Kind.TEXT:
            return
        element, below = self.elements[place], self.elements[place + 1]
        heading = element.block is not None and element.block.kind is BlockKind.HEADING
        is_item = is_listed(element) or is_reference(element.as_source)
        if not is_item and is_reference(below.as_source) and announces_list(element.text, heading=heading):
            self.facts[place] = Facts(kind=Kind.HEADING)

    def _read_sources(self, start: int) -> None:
        self._take_numbers(start)
        section = list(zip(self.elements[start:], self.facts[start:], strict=True))
        texts = [element.as_source for element, fact in section if fact.kind is Kind.TEXT]
        usual = usual_separator(texts)
        last = publisher_stands_last(texts, usual)
        final = max((index for index, (_, fact) in enumerate(section) if fact.kind is Kind.TEXT), default=-1)
        references = [index for index, (element, _) in enumerate(section) if is_reference(element.as_source)]
        listed = {is_listed(section[index][0]) for index in references}
        after_byline = False
        pending: Element | None = None
        for index, (element, fact) in enumerate(section):
            if fact.kind is Kind.HEADING:
                self._set_aside(element.line, element.text, "the heading of the sources")
                continue
            if self._take(element, fact, self.tail_dates):
                after_byline |= fact.kind is Kind.BYLINE
                continue
            if self._take_signature(element, last=index == final) or self._take_whole(element):
                continue
            if len(references) > 1 and index > references[-1] and self._take_foreign(element, usual, listed):
                continue
            following = _as_source(section[index + 1][0]) if index + 1 < len(section) else ""
            if pending is None and _names_publisher_of(element.as_source, following):
                pending = element
                continue
            if _is_subheading(element):
                self._set_aside(element.line, element.text, "a heading among the sources")
                continue
            self._read_pieces(element, pending, usual, publisher_last=last, after_byline=after_byline)
            if element.block and element.cited and not (self.body and self.body[-1] is element):
                self._take_links(element.block)
            pending = None
        if pending:
            self._read_pieces(pending, None, usual, publisher_last=last, after_byline=after_byline)

    def _read_pieces(
        self, element: Element, pending: Element | None, usual: str, *, publisher_last: bool, after_byline: bool
    ) -> None:
        """Add the sources of *element*, whose publisher may be the *pending* line above it."""
        line = pending.line if pending else element.line
        for text in self._pieces(element):
            whole = f"{pending.text.rstrip(' :：')} – {text}" if pending else text
            citing = read_source(whole, line, separator=usual, publisher_last=publisher_last)
            self._add_source(element, text, citing, after_byline=after_byline)

    def _take_foreign(self, element: Element, usual: str, listed: Set[bool]) -> bool:
        """Take a short line behind the last reference of a list that has nothing of one, not even the *usual* sign.

        A colon is a sign of one, where the line is an item of a list if the references are (*listed*), and only then.
        """
        citing = read_source(element.as_source)
        weak = citing.strength <= Strength.WEAK and citing.source.issued is None
        usual_signs = {usual, "dash", "colon"} if listed == {is_listed(element)} else {usual, "dash"}
        weak &= not citing.separator or citing.separator not in usual_signs
        if not weak or len(element.text) > SHORT or element.text[:1] in '“"«„「《':
            return False
        self._set_aside(element.line, element.text, "below the sources, and neither text nor source")
        self._note(SourceDecided, element.line, f'"{short(element.text)}" below the sources was set aside')
        return True

    def _take_links(self, block: Block) -> None:
        """Account for the addresses of a source, and for what shows them in short."""
        self.addresses += [link.address for link in block.links]
        for link in filter(shown_in_short, block.links):
            self._set_aside(block.line, link.text, "the beginning of an address, which is whole in its source")

    def _take_signature(self, element: Element, *, last: bool) -> bool:
        """Take a byline without a verb in the last line, and one whose names cannot be read anywhere."""
        byline = read_signature(element.text) if last and not self._is_listed(element) else None
        if byline is not None:
            self._take_byline(element, Facts(kind=Kind.BYLINE, byline=byline))
        elif opens_byline(element.text):
            self._set_aside(element.line, element.text, "a byline whose names could not be read")
            self._note(BylineDecided, element.line, f'no name could be read from the byline "{short(element.text)}"')
        else:
            return False
        return True

    def _take_whole(self, element: Element) -> bool:
        """Take what is shown as it is, such as a picture: it belongs to the text, wherever it stands."""
        if element.block is None or element.block.kind not in _WHOLE:
            return False
        self.body.append(element)
        return True

    def _is_listed(self, element: Element) -> bool:
        """Whether *element* starts with a dash that is the bullet of other lines too."""
        sign = element.text[:1]
        others = (other.text[:1] for other in self.elements if other is not element)
        return bool(sign) and not sign.isalpha() and sign in others

    def _pieces(self, element: Element) -> list[str]:
        """The sources in one element: several may be parted by semicolons behind a label, by strokes or by dashes."""
        whole = element.as_source
        label = leading_label(whole)
        text = whole[len(label) :]
        parts = next((parts for parts in (text.split(sign) for sign in _BETWEEN_SOURCES) if _are_sources(parts)), [])
        if label and (parts or read_source(text).strength > Strength.NONE):
            self._set_aside(element.line, label.strip(), "a label before the source")
        else:
            text = whole
        return parts or [text]

    def _add_source(self, element: Element, text: str, citing: Citing, *, after_byline: bool) -> None:
        beside = None if after_byline or not self.sources else with_rest(self.sources[-1], text, citing)
        if beside is not None:
            self.sources[-1], aside = beside
            citing = replace(citing, aside=aside)
        elif citing.strength <= Strength.TITLE and after_byline and len(text) <= 220:
            self._set_aside(element.line, text, "below the byline, and neither text nor source")
            self._note(SourceDecided, element.line, f'"{short(text)}" below the byline was set aside')
            return
        elif citing.strength <= Strength.WEAK and is_sentence(text) and not is_reference(text):
            self.body.append(element)
            self._note(SourceDecided, element.line, f'"{short(text)}" stands among the sources and was read as text')
            return
        else:
            if citing.strength <= Strength.TITLE:
                self._note(SourceDecided, element.line, f'no publisher was found in "{short(text)}"')
            self.sources.append(citing.source)
        for words in citing.aside:
            self._set_aside(element.line, words, "words around a source")

    def _dated(self, element: Element) -> Element:
        """*element* as a source whose dates can be read in one order alone, if the text shows that order."""
        return _with_days_first(element) if self.context.order is Order.DAY_FIRST else element

    def _dated_note(self, note: Element) -> Element:
        """The same for a note, which is read with its words alone as well."""
        dated = self._dated(note)
        return note if dated is note else replace(dated, text=_STROKES_IN_DATE.sub(r"\1.\2.\3", note.text))

    def _cite_footnotes(self) -> None:
        """Make citations of footnotes that are only sources; one that says more stays a footnote."""
        blocks = [element.block for element in self.body if element.block]
        cited: dict[str, Element] = {}
        notes = [element for element in self.body if element.block and element.block.kind is BlockKind.NOTE]
        for element, found in zip(notes, sources_of_notes([*map(self._dated_note, notes)]), strict=True):
            label = label_of(element.block) if element.block else ""
            if not element.block or not label or not found or marks_of(label, blocks) < 1:
                continue
            cited[label] = element
            self.sources += [replace(citing.source, footnote=label) for citing in found.sources]
            if element.cited:
                self._take_links(element.block)
            for words in found.aside:
                self._set_aside(element.line, words, "words around a source")
        if cited:
            notes, labels = list(cited.values()), list(cited)
            self.body = [
                replace(element, block=with_citations(element.block, labels)) if element.block else element
                for element in self.body
                if all(element is not note for note in notes)
            ]

    def _take_addresses_apart(self) -> None:
        for index, source in enumerate(self.sources):
            self.sources[index], tracking = with_address(source)
            if tracking:
                self._set_aside(source.line, tracking, "parameters of an address that only track readers")

    # The date.

    def _decide_date(self) -> None:
        choice = choose_date(self.head_dates, self.tail_dates, self.context.todays)
        chosen, self.today = choice.chosen, choice.today
        for dated in (*self.head_dates, *self.tail_dates):
            if dated is not chosen:
                own = self.head_dates and dated is self.head_dates[0]
                self._set_aside(dated.line, dated.text, "the page’s own date" if own else "another date of the page")
        if (chosen is None or self._is_above_title(chosen)) and self._take_dateline(before=chosen):
            return
        if chosen and self._is_among_sources(chosen) and self._take_dateline():
            self._set_aside(chosen.line, chosen.text, "another date of the page")
            return
        if chosen is None and self._take_date_of_head():
            return
        if chosen is None:
            self._note(DateMissing, 1, "no date of publication was found", hint="write it into a line of its own")
            return
        self._publish(chosen)

    def _publish(self, chosen: Dated) -> None:
        """Let *chosen* be the date of the brief, and tell what is not sure of it."""
        day, rest = day_and_rest(chosen.text)
        self.published = PrintedDate(
            date=chosen.reading.date, text=day, line=chosen.line, is_month=chosen.reading.is_month
        )
        if rest:
            self._set_aside(chosen.line, rest, "words beside a date or a name")
        days = {one.reading.date for one in (*self.head_dates, *self.tail_dates) if one.reading.role is Role.UNSAID}
        if chosen.reading.role is Role.UNSAID and len(days) >= _DAYS_OF_CHRONOLOGY:
            message = f'"{chosen.text}" is one of {len(days)} dates in lines of their own, as chronologies have'
            self._note(DateDecided, chosen.line, message, hint="compare it with the old page")
        if chosen.reading.is_month:
            message = f'"{chosen.text}" says no day: the first of the month was taken'
            self._note(DateDecided, chosen.line, message, hint="write the day into the plan, if another file says it")
        if chosen.reading.reason:
            self.doubtful = True
            message = f'"{chosen.text}" was read as {chosen.reading.date}: {chosen.reading.reason}'
            self._note(DateDecided, chosen.line, message, hint="compare it with the old page")

    def _is_above_title(self, dated: Dated) -> bool:
        """Whether a date stands where pages print the day on which they are shown."""
        return dated.reading.role is Role.UNSAID and dated.line < (self.title_element.line if self.title_element else 0)

    def _is_among_sources(self, dated: Dated) -> bool:
        """Whether a date of which nothing is said stands below a source, whose date it may be."""
        unsaid = dated.reading.role is Role.UNSAID and dated in self.tail_dates
        return unsaid and any(source.line < dated.line for source in self.sources)

    def _take_dateline(self, before: Dated | None = None) -> bool:
        """Take the date with which the text begins, and leave it there; only one *before* that of the page."""
        datelines = [dateline_of(element.text, self.context.order) for element in self.body[:_HEAD]]
        if sum(found is not None for found in datelines) > 1:
            # Several paragraphs begin with a day in a chronology.
            return False
        for element, found in zip(self.body, datelines[:_DATELINES], strict=False):
            if found and not (before and before.reading.date <= found.reading.date):
                if before:
                    self.today = before.reading.date
                    self._set_aside(before.line, before.text, "the page’s own date")
                self.published = PrintedDate(date=found.reading.date, text="", line=element.line)
                printed = element.text[found.start : found.end]
                self._note(DateDecided, element.line, f'the date was taken from the beginning of the text, "{printed}"')
                return True
        return False

    def _take_date_of_head(self) -> bool:
        """Take the only date in a short line above the text, and leave it there: “Note of 4 December 2006”."""
        lines = [(one.line, one.text) for one in itertools.takewhile(lambda one: not is_long(one.text), self.body)]
        lines += [(one.line, one.text) for one in self.aside if one.reason in _ABOVE and len(one.text) <= SHORT]
        for line, text in lines:
            dates = find_dates(text, self.context.order)
            if len(dates) == 1 and dates[0].reading.role not in UNPUBLISHED:
                reading = dates[0].reading
                self.published = PrintedDate(date=reading.date, text="", line=line, is_month=reading.is_month)
                self._note(DateDecided, line, f'the date was taken from the line "{text}"')
                return True
        return False

    def _set_aside(self, line: int, text: str, reason: str) -> None:
        self.aside.append(SetAside(line=line, text=text, reason=reason))

    def _note(self, rule: Rule, line: int, message: str, hint: str | None = None) -> None:
        self.diagnostics.append(rule.at(Span(path=self.origin, line=line), message, hint=hint))


def _with_days_first(element: Element) -> Element:
    """*element* with the strokes in its dates as full stops, which part days from months without doubt."""
    if element.block and element.block.links and not element.cited:
        return element
    dotted = _STROKES_IN_DATE.sub(r"\1.\2.\3", element.as_source)
    return element if dotted == element.as_source else replace(element, cited=dotted)


def _title_in(element: Element, *, above_date: bool) -> tuple[str, str] | None:
    """The label before a title and the title; a heading of the first level is one, whatever it says."""
    block = element.block
    if block and block.kind is BlockKind.HEADING and block.level == 1:
        return ("", element.text) if any(char.isalnum() for char in element.text) else None
    if block and (block.kind in _WHOLE or block.kind in {BlockKind.ITEM, BlockKind.QUOTATION}):
        return None
    return title_in(element.text, above_date=above_date)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_kind(text: str) -> bool:
    """Whether a line says what a paper is, as “MEMORANDUM” does, or where it stands: “Home > Briefs > Trade”."""
    in_capitals = text.isupper() and text.isalpha() and len(text) > 3 and not HAN.search(text)
    return in_capitals or bool(_TRAIL.search(text))


def _names_publisher(text: str) -> bool:
    """Whether a line above a title names who published it: it has the word of a body, or capitals alone."""
    if text.endswith(("?", "!")):
        return False
    return names_body(text) or (text.isupper() and len(text.split()) > 1)


def _names_publisher_of(text: str, following: str) -> bool:
    """Whether *text* is a publisher's name alone and the next line the title that belongs to it."""
    if not following or len(text.split()) > 6 or not is_name(text.strip(" :：–—-")):
        return False
    if separators_in(text) or read_source(text).source.url:
        return False
    below = read_source(following)
    return below.strength is Strength.TITLE or bool(
        below.source.url and below.source.title and not below.source.publisher
    )


def _as_source(element: Element) -> str:
    """The text of an element in which a source is looked for; empty for one that is shown as it is."""
    return "" if element.block and element.block.kind in _WHOLE else element.as_source


def _are_sources(parts: Sequence[str]) -> bool:
    """Whether *parts* of a line are sources each."""
    read = [read_source(part) for part in parts]
    titled = all(one.source.title and one.source.publisher and "://" not in one.source.title for one in read)
    return len(parts) > 1 and titled and all(one.strength is Strength.STRONG or one.source.issued for one in read)


def _is_subheading(element: Element) -> bool:
    if element.block and element.block.kind is BlockKind.HEADING:
        return True
    text = element.text
    return text.endswith((":", "：")) and len(text.split()) <= 4 and not separators_in(text.rstrip(":： "))
