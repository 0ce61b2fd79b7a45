"""Reads the layout of the old site by the kinds of its parts: a document of any format becomes a `LegacyBrief`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..document import WHOLE, Block, BlockKind, LegacyDocument, SetAside
from ..languages import detect_language
from ..legacy import LegacyBrief
from ..rules import BylineDecided, DateDecided, EmptyExport, HyphenKept
from .brief_draft import BriefDraft
from .context import ALONE, Context
from .dates.days_first import with_days_first
from .dates.printed import Order, Role
from .dates.publication import Publication
from .ending import announces_list, end_of_text, is_listed
from .footnotes import cite_notes
from .head import Head, place_of_subject
from .kinds import Facts, Kind, dates_between_signs, facts_of, place_of_sources_heading, stops_as_text
from .lines.broken_sources import join_broken_sources
from .lines.hyphens import join_divided_words
from .lines.joining import elements_of
from .lines.linked_sources import split_linked_sources
from .lines.splitting import Line, plain, split
from .lines.wrapping import Element
from .lists import with_lists
from .own_citation import mark_own_citations
from .people.bios import read_bio
from .people.bylines import Byline, Task, opening_of_byline, read_byline
from .people.names import folded_name
from .people.unlabelled_lines import NEAR, UnlabelledLines, is_long, tells_of
from .people.unlabelled_names import names_alone, names_between
from .source_list import SourceList
from .sources.addresses import ADDRESS, with_address
from .sources.citing import looks_like_reference, may_be_reference
from .titles import place_of_title

# No label before names, alone in its line, is longer.
_LABEL = 40
_NUMERIC = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")
_ANY_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:19|20)\d\d(?!\w)")
_MOST_QUOTED = 8
# So much of a text tells its language.
_ENOUGH = 2_000


def read_layout(text: str, origin: str, sha256: str = "", context: Context = ALONE) -> LegacyBrief:
    """Read the decoded *text* of one export. Never fails: the diagnostics say what is missing."""
    text = plain(text)
    document = LegacyDocument(origin=origin, sha256=sha256, reader="text", text=text, lines=tuple(split(text)))
    return read_document(document, context)


def read_document(document: LegacyDocument, context: Context = ALONE) -> LegacyBrief:
    """Read what the parts of *document* say, without regard to its hints. Never fails, as `read_layout`."""
    context = replace(context, order=context.order or _usual_order(document))
    inside = [block for block in document.blocks if not block.outside]
    people = context.people.union(
        folded_name(name) for hint in document.hints.authors for name in (hint.value, *names_between(hint.value))
    )
    elements = _elements_of_lines(document, context, people) if document.lines else _with_whole_bylines(inside)
    # A format may print its notes behind the sources, where long ones would hide that these are a list.
    notes = [element for element in elements if element.block and element.block.kind is BlockKind.NOTE]
    elements = [element for element in elements if not (element.block and element.block.kind is BlockKind.NOTE)]
    draft = BriefDraft(origin=document.origin, context=context, elements=elements, notes=notes)
    draft.called = context.titles.get(document.origin, "")
    draft.facts = _with_signed_sources(elements, [_facts_of(element, context, people) for element in elements])
    called = place_of_title([element.text for element in elements], draft.called)
    if called >= 0:
        draft.facts[called] = Facts(kind=Kind.TEXT)
    elif (subject := place_of_subject([element.text for element in elements])) >= 0:
        draft.facts[subject] = Facts(kind=Kind.TEXT)
    draft.aside = [
        *document.set_aside,
        *(
            SetAside(line=block.line, text=block.text, reason=block.outside)
            for block in document.blocks
            if block.outside
        ),
    ]
    if doubtful := [(element.line, word) for element in elements for word in element.hyphenated]:
        message = f"words that line ends may divide keep their hyphens ({len(doubtful)}): "
        message += ", ".join(f'"{word}"' for _, word in doubtful[:_MOST_QUOTED])
        draft.note(HyphenKept, doubtful[0][0], message, hint="remove the hyphens that belong to no word")
    _read_draft(draft)
    return _make_brief(draft, document)


def _usual_order(document: LegacyDocument) -> Order | None:
    """Return the order that some dates of a text show, else that of its language; None for English without such."""
    if not _NUMERIC.search(document.text):
        return None
    # A number above twelve is no month.
    days_first = {
        int(first) > 12 for first, second in _ANY_NUMERIC.findall(document.text) if max(int(first), int(second)) > 12
    }
    if len(days_first) == 1:
        return Order.DAY_FIRST if True in days_first else Order.MONTH_FIRST
    return None if detect_language(_running_text(document)) in {"", "en"} else Order.DAY_FIRST


def _running_text(document: LegacyDocument) -> str:
    """Return enough of the paragraphs to show the language, which menus and foreign sources do not."""
    texts = [block.text for block in document.blocks if not block.outside] or _runs_of_lines(document.lines)
    return "\n".join(filter(is_long, texts))[:_ENOUGH] or document.text[-_ENOUGH:]


def _runs_of_lines(lines: Sequence[Line]) -> list[str]:
    """Return the lines between two blank ones as one text: of a paragraph that somebody wrapped, each is short."""
    starts = [place for place, line in enumerate(lines) if line.opens]
    return [" ".join(line.text for line in lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _with_whole_bylines(blocks: Sequence[Block]) -> list[Element]:
    """Return the elements that *blocks* are, with “Compiled by:” and the names in the next blocks as one."""
    elements: list[Element] = []
    named = False
    for block in blocks:
        element = Element.of(block)
        last = elements[-1] if elements else None
        lead = opening_of_byline(last.text) if last and len(last.text) <= _LABEL else ""
        whole = f"{lead} {element.text}" if lead and facts_of(element.text).kind is not Kind.HEADING else ""
        if last and (read_byline(whole) or read_bio(whole)):
            elements[-1] = replace(last, text=whole)
            named = True
            continue
        named = named and names_alone(element.text, frozenset()) is not None
        if named and last:
            elements[-1] = replace(last, text=f"{last.text}, {element.text}")
            continue
        elements.append(element)
    return elements


def _elements_of_lines(document: LegacyDocument, context: Context, people: frozenset[str]) -> list[Element]:
    """Return the elements that the lines of plain text make."""
    lines = document.lines
    facts = [_facts(line.text, context, people) for line in lines]
    return join_divided_words(elements_of(lines, facts))


def _with_signed_sources(elements: Sequence[Element], facts: list[Facts]) -> list[Facts]:
    """Return *facts* with a line in a list of sources as a source, though it ends as a byline: “…, 4 May 2015, by A”.

    A byline may stand behind the last source, and has no address.
    """
    start = place_of_sources_heading([element.as_source for element in elements], facts) + 1
    if not start:
        return facts
    places = range(start, len(facts))
    end = next((place for place in places if not _may_be_listed(elements[place], facts[place])), len(facts))
    listed = range(start, end if ADDRESS.search(elements[end - 1].as_source) else end - 1)
    return [Facts(kind=Kind.TEXT) if place in listed else fact for place, fact in enumerate(facts)]


def _may_be_listed(element: Element, fact: Facts) -> bool:
    return fact.kind is Kind.TEXT or (fact.byline is not None and bool(fact.date) and may_be_reference(element.text))


def _facts_of(element: Element, context: Context, people: frozenset[str]) -> Facts:
    if element.block and element.block.kind in WHOLE:
        return Facts(kind=Kind.TEXT)
    return _facts(element.text, context, people)


def _facts(text: str, context: Context, people: frozenset[str]) -> Facts:
    if text in context.headings:
        return Facts(kind=Kind.HEADING)
    facts = facts_of(text, context.order, context.furniture, people)
    names = () if facts.byline and facts.byline.people else context.signed.get(text, ())
    dates = dates_between_signs(text, context.order) if names or text in context.filed else ()
    if not (names or (dates and facts.kind is Kind.TEXT)):
        return facts
    date = dates[0] if dates else None
    return Facts(
        kind=Kind.BYLINE if names else Kind.DATE,
        byline=Byline(compilers=names) if names else None,
        date=date.reading if date else None,
        date_text=text[date.start : date.end] if date else "",
    )


def _read_draft(draft: BriefDraft) -> None:
    """Take the elements apart: the head, the sources with what follows them, and the rest as text."""
    _mark_buttons(draft)
    _drop_doubted_names(draft)
    start = Head(draft).read()
    mark_own_citations(draft.elements, draft.facts, draft.title)
    _mark_unlabelled_lines(draft, start, end_of_text(draft.elements, draft.facts, start))
    end = end_of_text(draft.elements, draft.facts, start)
    _mark_heading(draft, end)
    _read_body(draft, start, end)
    for words in split_linked_sources(draft.elements, draft.facts, end):
        if re.search(r"\w", words.text):
            draft.set_aside(words.line, words.text, "words around a source")
    join_broken_sources(draft.elements, draft.facts, end)
    draft.elements[end:] = [with_days_first(element, draft.context.order) for element in draft.elements[end:]]
    SourceList(draft).read(end)
    draft.note_impersonal()
    draft.body += draft.notes
    cite_notes(draft)
    _take_addresses_apart(draft)
    Publication(draft).decide()
    if not draft.body:
        hint = "export the page again, or delete the file"
        draft.note(EmptyExport, 1, f'"{draft.origin}" has no text', hint=hint)


def _mark_buttons(draft: BriefDraft) -> None:
    """Mark all short items of a list below the text as buttons if most are, such as “2,799 reads” among others."""
    place = len(draft.elements)
    while place and _may_be_button(draft.elements[place - 1], draft.facts[place - 1]):
        place -= 1
    buttons = sum(fact.kind is Kind.FURNITURE for fact in draft.facts[place:])
    if 2 * buttons > len(draft.facts) - place:
        draft.facts[place:] = [Facts(kind=Kind.FURNITURE)] * (len(draft.facts) - place)


def _may_be_button(element: Element, fact: Facts) -> bool:
    short = (
        len(element.text) <= _LABEL and not stops_as_text(element.text) and not looks_like_reference(element.as_source)
    )
    return fact.kind is Kind.FURNITURE or (fact.kind is Kind.TEXT and short and is_listed(element))


def _drop_doubted_names(draft: BriefDraft) -> None:
    """Take a name beside a day for a place if another line names the author: “Mar del Plata, 7 November”.

    A note about somebody of whom the text tells, or beside a byline, is text.
    """
    named = any(fact.byline and fact.byline.compilers and not fact.byline.is_unlabelled for fact in draft.facts)
    for place, fact in enumerate(draft.facts):
        names = fact.byline.compilers if fact.byline and fact.byline.is_unlabelled and not fact.date else ()
        paragraphs = (element for index, element in enumerate(draft.elements) if index != place)
        if names and (named or any(tells_of(element, names) for element in paragraphs)):
            draft.facts[place] = Facts(kind=Kind.TEXT)
    if named:
        for place, fact in enumerate(draft.facts):
            if fact.date and fact.byline and fact.byline.is_unlabelled:
                draft.facts[place] = replace(fact, kind=Kind.DATE, byline=None)


def _mark_unlabelled_lines(draft: BriefDraft, start: int, end: int) -> None:
    """Mark lines as a byline or a date that no word calls so, by their places and words."""
    unlabelled_lines = UnlabelledLines(draft.elements, draft.facts, draft.context.order)
    for mark in unlabelled_lines.marks(start, end, titled=bool(draft.title), dated=bool(draft.head_dates)):
        draft.facts[mark.place] = mark.fact
        draft.marked.add(mark.place)
        if mark.message:
            rule = DateDecided if mark.fact.kind is Kind.DATE else BylineDecided
            draft.note(rule, draft.elements[mark.place].line, mark.message, hint="compare it with the old page")


def _mark_heading(draft: BriefDraft, place: int) -> None:
    """Mark the line above a list of sources as its heading, whatever its words are."""
    if place + 1 >= len(draft.elements) or draft.facts[place].kind is not Kind.TEXT:
        return
    element, below = draft.elements[place], draft.elements[place + 1]
    heading = element.block is not None and element.block.kind is BlockKind.HEADING
    is_item = is_listed(element) or looks_like_reference(element.as_source)
    if not is_item and looks_like_reference(below.as_source) and announces_list(element.text, heading=heading):
        draft.facts[place] = Facts(kind=Kind.HEADING)


def _read_body(draft: BriefDraft, start: int, end: int) -> None:
    last = max((index for index in range(start, end) if draft.facts[index].kind is Kind.TEXT), default=-1)
    long = next((index for index in range(start, end) if is_long(draft.elements[index].text)), -1)
    head = max(start + NEAR, long)
    amid = _names_amid(draft, range(start, end), long, last)
    for index in range(start, end):
        element, fact = draft.elements[index], draft.facts[index]
        if index in amid:
            draft.body.append(element)
            continue
        certain = fact.kind is Kind.DIVIDER or (fact.kind is Kind.FURNITURE and index < long)
        certain |= fact.byline is not None and (index < long or not element.text.lower().startswith("by "))
        # Below a paragraph, a name and a day stand under words that are quoted.
        certain &= fact.byline is None or not fact.byline.is_unlabelled or index < long or long < 0
        certain |= index in draft.marked
        # A date may stand below a line whose sense is not known, such as the name of a section.
        certain |= fact.date is not None and (
            fact.date.role is Role.PUBLISHED or (index < head and not (fact.byline and fact.byline.is_unlabelled))
        )
        dates = draft.head_dates if index < head else draft.tail_dates
        if (certain or index > last) and draft.take(element, fact, dates):
            continue
        draft.body.append(element)


def _names_amid(draft: BriefDraft, places: Sequence[int], long: int, last: int) -> frozenset[int]:
    """Return the places of bylines of parts of the text between its paragraphs: “Paper by A”, “Comment by B”.

    There must be several that are apart from each other, or names above the text as well.
    """
    amid = [place for place in places if long < place < last and draft.facts[place].kind is Kind.BYLINE]
    apart = sum(place != previous + 1 for previous, place in pairwise(amid))
    return frozenset(amid if apart or any(draft.people.values()) else ())


def _take_addresses_apart(draft: BriefDraft) -> None:
    for index, source in enumerate(draft.sources):
        draft.sources[index], tracking = with_address(source)
        if tracking:
            draft.set_aside(source.line, tracking, "parameters of an address that only track readers")


def _make_brief(draft: BriefDraft, document: LegacyDocument) -> LegacyBrief:
    """Return the brief that was read from *document*."""
    dates = [dated.reading for dated in (*draft.head_dates, *draft.tail_dates)]
    return LegacyBrief(
        origin=draft.origin,
        sha256=document.sha256,
        reader=document.reader,
        text="\n".join((document.text, *draft.addresses)),
        published=draft.published,
        title=draft.title,
        body=tuple(
            with_lists([element.block or Block(text=element.text, line=element.line) for element in draft.body])
        ),
        sources=tuple(draft.sources),
        compilers=tuple(draft.people[Task.COMPILING]),
        editors=tuple(draft.people[Task.EDITING]),
        translators=tuple(draft.people[Task.TRANSLATING]),
        set_aside=tuple(sorted(draft.aside, key=lambda words: words.line)),
        joined=tuple(pair for element in draft.elements for pair in element.joined),
        today=draft.today,
        evidence=next((date.evidence for date in dates if date.evidence), None),
        doubtful=draft.doubtful,
        hints=document.hints,
        attachments=document.attachments,
        original=document.original,
        diagnostics=(*document.diagnostics, *draft.diagnostics),
    )
