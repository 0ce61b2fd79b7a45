"""Reads the layout of the old site by the kinds of its parts: a document of any format becomes a `LegacyBrief`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import WHOLE, Block, BlockKind, LegacyDocument, SetAside
from ..languages import detect_language
from ..legacy import LegacyBrief
from ..rules import BylineDecided, DateDecided, EmptyExport
from .cited_notes import cite_notes
from .context import ALONE, Context
from .dates.days_first import with_days_first
from .dates.printed import Order, Role, find_dates
from .dates.publication import Publication
from .ending import announces_list, end_of_text, is_listed
from .head import Head
from .kinds import Facts, Kind, facts_of, stops_as_text
from .lines.joining import elements_of
from .lines.splitting import plain, split
from .lines.wrapping import Element
from .parts import Parts
from .people.bylines import Byline, Task, opening_of_byline, read_byline
from .people.names import folded_name
from .people.unmarked import names_alone
from .people.unsaid import NEAR, SHORT, Unsaid, is_long
from .source_list import SourceList
from .sources.addresses import with_address
from .sources.citing import looks_like_reference
from .titles import place_of_title

# No label before names, alone in its line, is longer.
_LABEL = 40
_NUMERIC = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")
_ANY_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:19|20)\d\d(?!\w)")
# So much of a text tells its language.
_ENOUGH = 2_000


def read_layout(text: str, origin: str, sha256: str = "", context: Context = ALONE) -> LegacyBrief:
    """Read the decoded *text* of one export. Never fails: the diagnostics say what is missing."""
    text = plain(text)
    document = LegacyDocument(origin=origin, sha256=sha256, reader="text", text=text, lines=tuple(split(text)))
    return read_parts(document, context)


def read_parts(document: LegacyDocument, context: Context = ALONE) -> LegacyBrief:
    """Read what the parts of *document* say, without regard to its hints. Never fails, as `read_layout`."""
    context = replace(context, order=context.order or _usual_order(document))
    inside = [block for block in document.blocks if not block.outside]
    people = context.people.union(folded_name(hint.value) for hint in document.hints.authors)
    elements = _joined(document, context, people) if document.lines else _with_whole_bylines(inside)
    # A format may print its notes behind the sources, where long ones would hide that these are a list.
    notes = [element for element in elements if element.block and element.block.kind is BlockKind.NOTE]
    elements = [element for element in elements if not (element.block and element.block.kind is BlockKind.NOTE)]
    parts = Parts(origin=document.origin, context=context, elements=elements, notes=notes)
    parts.called = context.titles.get(document.origin, "")
    parts.facts = [_facts_of(element, context, people) for element in elements]
    called = place_of_title([one.text for one in elements], parts.called)
    if called >= 0:
        parts.facts[called] = Facts(kind=Kind.TEXT)
    parts.aside = [
        *document.set_aside,
        *(SetAside(line=one.line, text=one.text, reason=one.outside) for one in document.blocks if one.outside),
    ]
    _read(parts)
    return _brief(parts, document)


def _usual_order(document: LegacyDocument) -> Order | None:
    """Return the order that some dates of a text show, else that of its language; None for English without such."""
    if not _NUMERIC.search(document.text):
        return None
    # A number above twelve is no month.
    days_first = {int(one) > 12 for one, other in _ANY_NUMERIC.findall(document.text) if max(int(one), int(other)) > 12}
    if len(days_first) == 1:
        return Order.DAY_FIRST if True in days_first else Order.MONTH_FIRST
    return None if detect_language(_running_text(document)) in {"", "en"} else Order.DAY_FIRST


def _running_text(document: LegacyDocument) -> str:
    """Return enough of the paragraphs to show the language, which menus and foreign sources do not."""
    texts = [block.text for block in document.blocks if not block.outside] or [line.text for line in document.lines]
    return "\n".join(filter(is_long, texts))[:_ENOUGH] or document.text[-_ENOUGH:]


def _with_whole_bylines(blocks: Sequence[Block]) -> list[Element]:
    """Return the elements that *blocks* are, with “Compiled by:” and the names in the next blocks as one."""
    elements: list[Element] = []
    named = False
    for block in blocks:
        element = Element.of(block)
        last = elements[-1] if elements else None
        lead = opening_of_byline(last.text) if last and len(last.text) <= _LABEL else ""
        if last and lead and read_byline(f"{lead} {element.text}"):
            elements[-1] = replace(last, text=f"{lead} {element.text}")
            named = True
            continue
        named = named and names_alone(element.text, frozenset()) is not None
        if named and last:
            elements[-1] = replace(last, text=f"{last.text}, {element.text}")
            continue
        elements.append(element)
    return elements


def _joined(document: LegacyDocument, context: Context, people: frozenset[str]) -> list[Element]:
    """Return the elements that the lines of plain text make."""
    lines = document.lines
    facts = [_facts(line.text, context, people) for line in lines]
    return elements_of(lines, facts)


def _facts_of(element: Element, context: Context, people: frozenset[str]) -> Facts:
    if element.block and element.block.kind in WHOLE:
        return Facts(kind=Kind.TEXT)
    return _facts(element.text, context, people)


def _facts(text: str, context: Context, people: frozenset[str]) -> Facts:
    if text in context.headings:
        return Facts(kind=Kind.HEADING)
    facts = facts_of(text, context.order, context.furniture, people)
    if text not in context.signed or (facts.byline and facts.byline.people):
        return facts
    found = find_dates(text, context.order)
    said = found[0] if found else None
    return Facts(
        kind=Kind.BYLINE,
        byline=Byline(compilers=context.signed[text]),
        date=said.reading if said else None,
        date_text=text[said.start : said.end] if said else "",
    )


def _read(parts: Parts) -> None:
    """Take the elements apart: the head, the sources with what follows them, and the rest as text."""
    _mark_buttons(parts)
    _drop_doubted_names(parts)
    start = Head(parts).read()
    _mark_unsaid(parts, start, end_of_text(parts.elements, parts.facts, start))
    end = end_of_text(parts.elements, parts.facts, start)
    _mark_heading(parts, end)
    _read_body(parts, start, end)
    parts.elements[end:] = [with_days_first(one, parts.context.order) for one in parts.elements[end:]]
    SourceList(parts).read(end)
    parts.body += parts.notes
    cite_notes(parts)
    _take_addresses_apart(parts)
    Publication(parts).decide()
    if not parts.body:
        hint = "export the page again, or delete the file"
        parts.note(EmptyExport, 1, f'"{parts.origin}" has no text', hint=hint)


def _mark_buttons(parts: Parts) -> None:
    """Mark all short items of a list below the text as buttons if most are, such as “2,799 reads” among others."""
    place = len(parts.elements)
    while place and _may_be_button(parts.elements[place - 1], parts.facts[place - 1]):
        place -= 1
    buttons = sum(fact.kind is Kind.FURNITURE for fact in parts.facts[place:])
    if 2 * buttons > len(parts.facts) - place:
        parts.facts[place:] = [Facts(kind=Kind.FURNITURE)] * (len(parts.facts) - place)


def _may_be_button(element: Element, fact: Facts) -> bool:
    short = (
        len(element.text) <= _LABEL and not stops_as_text(element.text) and not looks_like_reference(element.as_source)
    )
    return fact.kind is Kind.FURNITURE or (fact.kind is Kind.TEXT and short and is_listed(element))


def _drop_doubted_names(parts: Parts) -> None:
    """Take a name beside a day for a place if another line names the author: “Mar del Plata, 7 November”.

    A note about somebody of whom the text tells, or beside a byline, is text.
    """
    named = any(fact.byline and fact.byline.compilers and not fact.byline.unsaid for fact in parts.facts)
    for place, fact in enumerate(parts.facts):
        names = fact.byline.compilers if fact.byline and fact.byline.unsaid and not fact.date else ()
        others = (element.text for at, element in enumerate(parts.elements) if at != place and is_long(element.text))
        if names and (named or any(name in text for text in others for name in names)):
            parts.facts[place] = Facts(kind=Kind.TEXT)
    if named:
        for place, fact in enumerate(parts.facts):
            if fact.date and fact.byline and fact.byline.unsaid:
                parts.facts[place] = replace(fact, kind=Kind.DATE, byline=None)


def _mark_unsaid(parts: Parts, start: int, end: int) -> None:
    """Mark lines as a byline or a date that no word calls so, by their places and words."""
    unsaid = Unsaid(parts.elements, parts.facts, parts.context.order)
    for mark in unsaid.marks(start, end, titled=bool(parts.title), dated=bool(parts.head_dates)):
        parts.facts[mark.place] = mark.fact
        parts.marked.add(mark.place)
        if mark.message:
            rule = DateDecided if mark.fact.kind is Kind.DATE else BylineDecided
            parts.note(rule, parts.elements[mark.place].line, mark.message, hint="compare it with the old page")


def _mark_heading(parts: Parts, place: int) -> None:
    """Mark the line above a list of sources as its heading, whatever its words are."""
    if place + 1 >= len(parts.elements) or parts.facts[place].kind is not Kind.TEXT:
        return
    element, below = parts.elements[place], parts.elements[place + 1]
    heading = element.block is not None and element.block.kind is BlockKind.HEADING
    is_item = is_listed(element) or looks_like_reference(element.as_source)
    if not is_item and looks_like_reference(below.as_source) and announces_list(element.text, heading=heading):
        parts.facts[place] = Facts(kind=Kind.HEADING)


def _read_body(parts: Parts, start: int, end: int) -> None:
    last = max((index for index in range(start, end) if parts.facts[index].kind is Kind.TEXT), default=-1)
    long = next((index for index in range(start, end) if len(parts.elements[index].text) > SHORT), -1)
    head = max(start + NEAR, long)
    amid = _names_amid(parts, range(start, end), long, last)
    for index in range(start, end):
        element, fact = parts.elements[index], parts.facts[index]
        if index in amid:
            parts.body.append(element)
            continue
        certain = fact.kind is Kind.RULE or (
            fact.byline is not None and (index < long or not element.text.lower().startswith("by "))
        )
        # Below a paragraph, a name and a day stand under words that are quoted.
        certain &= fact.byline is None or not fact.byline.unsaid or index < long or long < 0
        certain |= index in parts.marked
        # A date may stand below a line whose sense is not known, such as the name of a section.
        certain |= fact.date is not None and (
            fact.date.role is Role.PUBLISHED or (index < head and not (fact.byline and fact.byline.unsaid))
        )
        dates = parts.head_dates if index < head else parts.tail_dates
        if (certain or index > last) and parts.take(element, fact, dates):
            continue
        parts.body.append(element)


def _names_amid(parts: Parts, places: Sequence[int], long: int, last: int) -> frozenset[int]:
    """Return the places of bylines of parts of the text between its paragraphs: “Paper by A”, “Comment by B”.

    There must be several that are apart from each other, or names above the text as well.
    """
    amid = [place for place in places if long < place < last and parts.facts[place].kind is Kind.BYLINE]
    apart = sum(one != other + 1 for other, one in pairwise(amid))
    return frozenset(amid if apart or any(parts.people.values()) else ())


def _take_addresses_apart(parts: Parts) -> None:
    for index, source in enumerate(parts.sources):
        parts.sources[index], tracking = with_address(source)
        if tracking:
            parts.set_aside(source.line, tracking, "parameters of an address that only track readers")


def _brief(parts: Parts, document: LegacyDocument) -> LegacyBrief:
    """Return the brief that was read from *document*."""
    dates = [dated.reading for dated in (*parts.head_dates, *parts.tail_dates)]
    return LegacyBrief(
        origin=parts.origin,
        sha256=document.sha256,
        reader=document.reader,
        text="\n".join((document.text, *parts.addresses)),
        published=parts.published,
        title=parts.title,
        body=tuple(element.block or Block(text=element.text, line=element.line) for element in parts.body),
        sources=tuple(parts.sources),
        compilers=tuple(parts.people[Task.COMPILING]),
        editors=tuple(parts.people[Task.EDITING]),
        translators=tuple(parts.people[Task.TRANSLATING]),
        set_aside=tuple(sorted(parts.aside, key=lambda item: item.line)),
        joined=tuple(pair for element in parts.elements for pair in element.joined),
        today=parts.today,
        evidence=next((date.evidence for date in dates if date.evidence), None),
        doubtful=parts.doubtful,
        hints=document.hints,
        attachments=document.attachments,
        original=document.original,
        diagnostics=(*document.diagnostics, *parts.diagnostics),
    )
