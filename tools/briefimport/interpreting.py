"""A document of any format to what it says: its text, its lines with categories, its hints where these are silent."""

import datetime
import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from briefarchive.diagnostics import Span
from briefarchive.reading.decoding import BRIEF_LIMIT

from .document import BROKEN, CATALOGUE, MARKED_TOPICS, Block, BlockKind, Hint, Hints, LegacyDocument
from .html.article import OVER_TITLE
from .html.blocks import ELSEWHERE
from .html.page_regions import FOOT, NAVIGATION
from .inline.link_addresses import keep_addresses
from .inline.numbered_citations import cite_numbers
from .legacy import LegacyBrief, PrintedDate
from .rules import DateDecided, DateMissing, ExportTooLarge, HintDiffers, HintTaken
from .text.breadcrumbs import BREADCRUMBS, breadcrumb_steps, topics_of_breadcrumbs
from .text.context import ALONE, Context
from .text.dates.address_dates import address_date
from .text.dates.dating import FIRST_YEAR
from .text.filing import FILED, LONGEST_LABEL, PLACE, Filed, filed_in, is_label, values_in
from .text.head import place_of_subject
from .text.kinds import Kind, facts_of
from .text.layout import read_document
from .text.lines.splitting import Line
from .text.notices import begins_notice
from .text.page_furniture import filed_of_line
from .text.people.bylines import People, Task, names_body, read_byline
from .text.people.names import folded_name, is_full_name
from .text.row_blocks import with_rows
from .text.sources.citing import looks_like_reference
from .text.titles import place_of_title
from .words.places import is_listed_country
from .words.wordlist import wordlist

UNDATED = "the text does not say when it was published"
"""How a notice begins about a day that is from elsewhere."""
NO_DAY = "which is no day of publication"
"""What a notice says about words in the place of a date."""
# A longer line is a paragraph: what stands between two of them is text.
_PARAGRAPH = 170
_LONGEST_VALUES, _MOST_VALUES, _MOST_BESIDE, _WORDS_OF_VALUE = 120, 8, 4, 6
# So many terms are looked for in the lines around a text.
_MOST_LINKED = 200
# Where on a page the lines with its categories and tags stand.
_NEAR = frozenset({"", ELSEWHERE, FOOT, NAVIGATION, FILED, OVER_TITLE})


def interpret(document: LegacyDocument, context: Context = ALONE) -> LegacyBrief:
    """What *document* says. Never fails: what is missing is said in the diagnostics."""
    document = read_stated_terms(with_rows(_mark_known(_without_terms_of_site(document, context), context)), context)
    brief = cite_numbers(keep_addresses(read_document(document, context), document))
    hints = document.hints
    brief = _take_people(name_unread_date(_take_date(brief, hints)), hints)
    if sum(len(block.text) for block in brief.body) > BRIEF_LIMIT:
        message = f'the text of "{brief.origin}" is longer than a brief may be, {BRIEF_LIMIT // 1_000:,} kB'
        return brief.with_notes(ExportTooLarge.flag(Span(path=brief.origin), message, hint="split it"))
    return brief


def _without_terms_of_site(document: LegacyDocument, context: Context) -> LegacyDocument:
    """*document* without the categories and tags to which only lines link that all texts of its folder have."""
    linked = document.hints.linked_terms
    if not (linked and context.furniture) or len(linked) > _MOST_LINKED:
        return document
    shared: list[str] = []
    own: list[str] = []
    for block in (block for block in document.blocks if block.outside):
        is_shared = block.outside == ELSEWHERE and block.text in context.furniture
        (shared if is_shared else own).append(block.text)
    shared_text, own_text = "\n".join(shared), "\n".join(own)
    gone = {hint for hint in linked if hint.value in shared_text and hint.value not in own_text}
    categories, tags = (
        tuple(hint for hint in hints if hint not in gone) for hints in (document.hints.categories, document.hints.tags)
    )
    return replace(document, hints=replace(document.hints, categories=categories, tags=tags))


def _mark_known(document: LegacyDocument, context: Context) -> LegacyDocument:
    """*document* with the blocks inside that others of its folder show to be its title and its names."""
    title = context.titles.get(document.origin, "")
    blocks = list(document.blocks)
    place = place_of_title([block.text for block in blocks], title)
    if place >= 0 and not any(block.text == title and not block.outside for block in blocks):
        blocks[place] = replace(blocks[place], outside="", kind=BlockKind.HEADING, level=1)
    signed = (place for place, block in enumerate(blocks) if block.outside in _NEAR and block.text in context.signed)
    for place in signed:
        blocks[place] = replace(blocks[place], outside="")
    return replace(document, blocks=tuple(blocks))


def parse_day_hint(hint: Hint) -> datetime.date | None:
    """The day that a hint gives, if it is one of the years of the web."""
    try:
        day = datetime.date.fromisoformat(hint.value)
    except ValueError:
        return None
    return day if day.year >= FIRST_YEAR else None


def _parse_date_hint(hint: Hint) -> PrintedDate | None:
    """The day that a hint gives, or the month alone."""
    if day := parse_day_hint(hint):
        return PrintedDate(date=day)
    first = parse_day_hint(replace(hint, value=f"{hint.value}-01"))
    return PrintedDate(date=first, is_month=True) if first else None


def _take_date(brief: LegacyBrief, hints: Hints) -> LegacyBrief:
    """*brief* with the date that its file says, where the text has none, or where the file is a catalogue."""
    hint, stated = next(((hint, date) for hint in hints.dates if (date := _parse_date_hint(hint))), (None, None))
    if hint is None or stated is None:
        return brief if brief.published else _take_date_of_name(brief)
    if brief.published is None:
        return _take_stated_date(brief, hint, stated)
    if hint.is_of_catalogue and not _agree(brief.published, stated):
        message = f"the text says {brief.published.date}, and the {hint.where} {stated.date}: {CATALOGUE} was followed"
        note = HintDiffers.flag(Span(path=brief.origin, line=brief.published.line), message)
        return brief.without_printed_date(CATALOGUE).with_date(stated, note)
    return _compare_date(brief, brief.published, hint, stated)


def name_unread_date(brief: LegacyBrief) -> LegacyBrief:
    """*brief* with the words of a table in the place of its date that are none: a person is told of them."""
    unread = next((hint for hint in brief.hints.dates if hint.is_of_table and not _parse_date_hint(hint)), None)
    if unread is None:
        return brief
    fact = f'the {unread.where} has "{unread.value}", {NO_DAY}'
    if brief.published:
        message = f"{fact}: {brief.published.date} was taken"
        return brief.with_notes(HintDiffers.flag(Span(path=brief.origin), message))
    diagnostics = (
        replace(diagnostic, message=f"{diagnostic.message}: {fact}")
        if diagnostic.code == DateMissing.code
        else diagnostic
        for diagnostic in brief.diagnostics
    )
    return replace(brief, diagnostics=tuple(diagnostics))


def _take_stated_date(brief: LegacyBrief, hint: Hint, stated: PrintedDate) -> LegacyBrief:
    """*brief*, whose text has no date, with the one that its file says."""
    span = Span(path=brief.origin)
    notes = [HintTaken.flag(span, f"{UNDATED}; {stated.date} is from the {hint.where}")]
    if stated.is_month:
        message = f"the {hint.where} says no day: the first of the month was taken"
        notes.append(DateDecided.flag(span, message, hint="write the day in the plan, if another file gives it"))
    return brief.with_date(stated, *notes)


def _compare_date(brief: LegacyBrief, printed: PrintedDate, hint: Hint, stated: PrintedDate) -> LegacyBrief:
    """*brief* with the date that its text has, completed or corrected by the file where that knows it better."""
    days = [day for date_hint in brief.hints.dates if (day := parse_day_hint(date_hint))]
    near_days = [day for day in days if _same_month(day, printed.date)]
    if printed.is_month and near_days and "properties" not in hint.where:
        return replace(brief, published=replace(printed, date=near_days[0], is_month=False))
    if printed.date in days or _agree(printed, stated) or (printed.is_month and near_days):
        return brief
    span = Span(path=brief.origin)
    if not printed.text and "properties" not in hint.where:
        # A dateline is the day of the event as often as that of the text.
        message = f"the text begins with {printed.date}, and its {hint.where} says {stated.date}, which was taken"
        return brief.with_date(stated, HintDiffers.flag(span, message))
    message = f"the text says {printed.date}, and its {hint.where} {stated.date}: the text was followed"
    return brief.with_notes(HintDiffers.flag(replace(span, line=printed.line), message))


def _agree(one: PrintedDate, other: PrintedDate) -> bool:
    """Whether two dates are the same day, or one is the month of the other."""
    return one.date == other.date or ((one.is_month or other.is_month) and _same_month(one.date, other.date))


# A file of such a name says when it was made, and nothing of the text.
_OF_A_COPY = re.compile(r"export|backup|back-up|dump|scan|copy|download", re.IGNORECASE)


def _take_date_of_name(brief: LegacyBrief) -> LegacyBrief:
    """*brief* with the day in the name of its own file or the date in its address, if there is one."""
    name = PurePosixPath(brief.origin).name
    day = address_date(f"/{name}") if "#" not in brief.origin and not _OF_A_COPY.search(name) else None
    address = next((hint.value for hint in brief.hints.addresses), "")
    where, date = ("file name", day) if day and day.day else ("address", address_date(address) if address else None)
    if date is None:
        return brief
    note = HintTaken.flag(Span(path=brief.origin), f"{UNDATED}; {date} is from the {where}")
    first = datetime.date(date.year, date.month or 1, date.day or 1)
    return brief.with_date(PrintedDate(date=first, is_month=not date.day), note)


def _same_month(first: datetime.date, second: datetime.date) -> bool:
    return (first.year, first.month) == (second.year, second.month)


def _take_people(brief: LegacyBrief, hints: Hints) -> LegacyBrief:
    """*brief* with the people whom its file names, where the text has none, or where the file is a catalogue."""
    has_row = any(hint.is_of_catalogue for hint in hints.people)
    authors, editors = (
        tuple(
            dict.fromkeys(name for hint in some if hint.is_of_catalogue or not has_row for name in _names(hint.value))
        )
        for some in (hints.authors, hints.editors)
    )
    if not authors and not editors:
        return brief
    span = Span(path=brief.origin)
    if not brief.people:
        where = (hints.authors or hints.editors)[0].where
        note = HintTaken.flag(span, f"the text has no byline; {', '.join((*authors, *editors))} is from the {where}")
        return replace(brief, compilers=authors, editors=editors).with_notes(note)
    if has_row:
        return _follow_catalogue(brief, authors, editors)
    known_names = set(map(folded_name, brief.people))
    if not brief.compilers and authors:
        # The text names its editor or translator alone, and the file who wrote it.
        new_names = tuple(name for name in authors if folded_name(name) not in known_names)
        where = hints.authors[0].where
        note = HintTaken.flag(span, f"the text names no author; {', '.join(new_names)} is from the {where}")
        return replace(brief, compilers=new_names).with_notes(note) if new_names else brief
    other_names = [name for name in (*authors, *editors) if folded_name(name) not in known_names]
    if not other_names:
        return brief
    message = f"the byline says {', '.join(brief.people)}, and the file {', '.join(other_names)}"
    return brief.with_notes(HintDiffers.flag(span, f"{message}: the byline was followed"))


def _follow_catalogue(brief: LegacyBrief, authors: tuple[str, ...], editors: tuple[str, ...]) -> LegacyBrief:
    """*brief* by the people of its row; if they are those of its byline, that tells better who did what."""
    names = (*authors, *editors)
    named = set(map(folded_name, names))
    compilers, editors_before, translators = (
        tuple(name for name in brief.of(task) if folded_name(name) not in named) for task in Task
    )
    people = People(compilers=authors or compilers, editors=editors or editors_before, translators=translators)
    is_same = all(set(map(folded_name, people.of(task))) == set(map(folded_name, brief.of(task))) for task in Task)
    if is_same or named == set(map(folded_name, brief.people)):
        return brief
    message = f"the byline says {', '.join(brief.people)}, and {CATALOGUE} {', '.join(names)}"
    note = HintDiffers.flag(Span(path=brief.origin), f"{message}: {CATALOGUE} was followed")
    return brief.with_people(people, CATALOGUE).with_notes(note)


def _names(value: str) -> Iterator[str]:
    """The people whom a field of a file names; “admin” and an address are nobody."""
    if re.search(r"[@/\\]|://", value):
        return
    byline = read_byline(f"Compiled by: {value}")
    yield from (name for name in byline.compilers if is_full_name(name) and not names_body(name)) if byline else ()


def read_stated_terms(document: LegacyDocument, context: Context = ALONE) -> LegacyDocument:
    """*document* with hints of the categories and tags that its lines print; those lines are no text.

    Args:
        document: A text.
        context: What others of its folder show of its lines.
    """
    texts = [block.text for block in document.blocks] or _with_notices(document.lines)
    subject = place_of_subject(texts)
    if document.blocks:
        blocks, terms = _find_block_terms(_without_hints(document), subject, context)
    else:
        blocks = list(document.blocks)
        is_at_edge = _edge_test(texts)
        filed = ((place, _find_filed_terms(text, context)) for place, text in enumerate(texts) if place != subject)
        terms = [term for place, found in filed if found and is_at_edge(place) for term in found]
    titles = [hint.value for hint in document.hints.titles]
    for text in itertools.takewhile(lambda text: len(text) <= _PARAGRAPH, texts):
        steps = breadcrumb_steps(text)
        if steps and steps[-1].strip() in texts:
            # A trail ends in the title of the text, which stands below it.
            steps.pop()
        terms += [Filed(topic, BREADCRUMBS, is_tag=False) for topic in topics_of_breadcrumbs(steps, titles)]
    if not terms:
        return replace(document, blocks=tuple(blocks))
    hints = Hints(categories=tuple(_hints(terms, tags=False)), tags=tuple(_hints(terms, tags=True)))
    return replace(document, blocks=tuple(blocks), hints=hints.and_then(document.hints))


def _with_notices(lines: Sequence[Line]) -> list[str]:
    """The texts of *lines*; the first line of a notice of the page has the rest of its paragraph as well."""
    texts = [line.text for line in lines]
    for place in (place for place, text in enumerate(texts) if begins_notice(text)):
        paragraph = itertools.takewhile(lambda line: not line.opens, lines[place + 1 :])
        texts[place] = " ".join((texts[place], *(line.text for line in paragraph)))
    return texts


def _without_hints(document: LegacyDocument) -> list[Block]:
    """The blocks of *document*; those that only repeat topics which the page marks as such are no text."""
    values = {hint.value for hint in (*document.hints.categories, *document.hints.tags) if hint.where == MARKED_TOPICS}
    names = re.compile("|".join(map(re.escape, sorted(values, key=len, reverse=True))) or r"(?!)")
    return [
        replace(block, outside=FILED)
        if not block.outside and names.match(block.text) and not any(map(str.isalnum, names.sub("", block.text)))
        else block
        for block in document.blocks
    ]


def _find_filed_terms(text: str, context: Context) -> list[Filed]:
    """The categories and tags that a line says, or that it is where others of its folder have them."""
    topics = [Filed(value, PLACE, is_tag=False) for value in context.filed.get(text, ())]
    return topics or filed_of_line(text)


def _find_block_terms(blocks: Sequence[Block], subject: int, context: Context) -> tuple[list[Block], list[Filed]]:
    new_blocks = list(blocks)
    all_terms: list[Filed] = []
    is_at_edge = _edge_test(["" if block.outside else block.text for block in blocks])
    for place, block in enumerate(blocks):
        if place == subject or (block.outside not in _NEAR and block.text not in context.filed):
            continue
        terms, last = _find_filed_terms(block.text, context), place
        below = [] if terms else _find_countries(blocks, place)
        if not terms and is_label(block.text):
            below = max(below, _find_values(blocks, place), key=len)
        if any(line.text in context.furniture and line.text not in context.filed for line in below):
            # Each page has them.
            below = []
        if below:
            values = ", ".join(line.text for line in below)
            label, last = block.text.rstrip(" :："), place + len(below)
            countries = [Filed(value, label, is_tag=False) for value in values_in(values)]
            terms = list(filed_in(f"{label}: {values}")) or countries
        if not terms or not is_at_edge(place):
            continue
        all_terms += terms
        # A line may say the day and the names as well.
        is_unshared = block.text not in context.filed or block.text in context.furniture
        is_unshared &= facts_of(block.text).kind not in (Kind.BYLINE, Kind.DATE)
        for index in range(place, last + 1) if is_unshared else ():
            new_blocks[index] = replace(new_blocks[index], outside=new_blocks[index].outside or FILED)
    return new_blocks, all_terms


def _find_countries(blocks: Sequence[Block], place: int) -> list[Block]:
    """What a heading or a label at *place* stands above if it is nothing but countries, fewer beside the article."""
    label, below = blocks[place], blocks[place + 1 : place + 2 + _MOST_VALUES]
    heads_box = label.kind is BlockKind.HEADING and label.level > 1
    if len(label.text) > LONGEST_LABEL or not (heads_box or is_label(label.text)):
        return []
    lines = list(itertools.takewhile(lambda line: _names_countries(line.text), below))
    return lines if len(lines) <= (_MOST_BESIDE if label.outside else _MOST_VALUES) else []


def _names_countries(text: str) -> bool:
    values = values_in(text)
    return bool(values) and all(map(is_listed_country, values))


def _find_values(blocks: Sequence[Block], place: int) -> list[Block]:
    """What a label alone at *place* stands above: the rest of its paragraph or a list; behind a colon, the next line.

    So does the next line if a label and a line stand above or below them as well. Outside the article only the rest of
    the paragraph counts, and a few tags: a longer list there is a menu.
    """
    label, below = blocks[place], blocks[place + 1 : place + 2 + _MOST_VALUES]
    lines = list(itertools.takewhile(lambda block: block.glue == BROKEN, below))
    if not lines and (not label.outside or label.text.rstrip(" :：") in wordlist("tags")):
        items = list(itertools.takewhile(lambda block: block.kind is BlockKind.ITEM, below))
        lines = items if not label.outside or len(items) <= _MOST_BESIDE else []
    neighbours = [blocks[index].text for index in (place - 2, place + 2) if 0 <= index < len(blocks)]
    if not lines and (label.text.endswith((":", "：")) or (not label.outside and any(map(is_label, neighbours)))):
        lines = [block for block in below[:1] if block.kind is not BlockKind.HEADING]
    if not lines and not label.outside:
        run = list(itertools.takewhile(_may_be_value, below[: _MOST_BESIDE + 1]))
        # Behind them stands another label, a paragraph, or nothing.
        behind = blocks[place + 1 + len(run) : place + 2 + len(run)]
        ends = all(block.outside or is_label(block.text) or _is_paragraph(block.text) for block in behind)
        lines = run if ends and len(run) <= _MOST_BESIDE else []
    fits = len(lines) <= _MOST_VALUES and all(
        len(block.text) <= _LONGEST_VALUES and block.outside in _NEAR and block.text.rstrip()[-1:] not in ".:："
        for block in lines
    )
    return lines if fits else []


def _may_be_value(block: Block) -> bool:
    """Return whether *block* may be a topic below a label: a few words that are no date, byline or button."""
    text = block.text
    is_short = len(text.split()) <= _WORDS_OF_VALUE and not any(map(str.isdigit, text))
    is_plain = block.kind is not BlockKind.HEADING and not block.outside and not is_label(text)
    return is_short and is_plain and facts_of(text).kind is Kind.TEXT


def _edge_test(texts: Sequence[str]) -> Callable[[int], bool]:
    """Return a test for places above or below all paragraphs, which are looked for once, and only if it is needed."""

    @functools.cache
    def places_of_paragraphs() -> tuple[int, int]:
        first = next((place for place, text in enumerate(texts) if _is_paragraph(text)), len(texts))
        last = next((place for place in reversed(range(len(texts))) if _is_paragraph(texts[place])), -1)
        return first, last

    def is_at_edge(place: int) -> bool:
        first, last = places_of_paragraphs()
        return not first <= place <= last

    return is_at_edge


def _is_paragraph(text: str) -> bool:
    """Return whether *text* is a paragraph; a long source or a notice of the page is none."""
    return len(text) > _PARAGRAPH and not (looks_like_reference(text) or begins_notice(text))


def _hints(terms: Sequence[Filed], *, tags: bool) -> Iterator[Hint]:
    first_terms = {term.value: term for term in reversed(terms) if term.is_tag is tags}
    yield from (Hint(value=term.value, where=term.label) for term in terms if first_terms.get(term.value) is term)
