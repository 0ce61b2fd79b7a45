"""Merges copies of one brief: the richest copy leads, and fields that it lacks are taken from the others.

Words that only another copy has, and that no field takes, are skipped under that copy's name, so that the words of all
copies are accounted for like those of a single export.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.facets.similarity.canonical_address import canonical_address

from ..document import CATALOGUE, Hints, SetAside
from ..legacy import LegacyBrief, LegacySource
from ..rules import HintDiffers, HintTaken, PictureMissing
from ..text.people.bylines import People, Task
from ..text.people.names import folded_name
from ..word_coverage import Words, count_words, count_words_read
from .comparing import BESIDE, normalize_title

_WORD = re.compile(r"[^\W_]+")


def merge_copies(copies: Sequence[LegacyBrief]) -> LegacyBrief:
    """Merge *copies* of one text into a brief whose `copies` are the others, the richest first.

    A copy whose own words cannot all be found in its parts is left out and reported by itself.
    """
    lead, *others = sorted(copies, key=_rank)
    united = _add_people(_add_date(_add_title(lead, others), others), others)
    united = replace(united, hints=_merge_hints(lead, others), sources=_merge_sources(lead, others))
    # The words of the lead, and those that its fields have taken from the copies.
    covered = count_words_read(lead) + (count_words(*_list_fields(united)) - count_words(*_list_fields(lead)))
    skipped_texts: list[SetAside] = []
    sound: list[LegacyBrief] = []
    for copy in others:
        read = count_words_read(copy)
        missing = read - covered
        missing_texts = list(_skip_words(copy, missing))
        if not missing:
            covered |= read
            skipped_texts += missing_texts
            sound.append(copy)
    if len(sound) < len(others):
        return merge_copies((lead, *sound)) if sound else lead
    return replace(
        united,
        copies=tuple(sound),
        original=next((copy.original for copy in (lead, *sound) if copy.original), None),
        set_aside=(*united.set_aside, *skipped_texts),
        diagnostics=(*united.diagnostics, *_report_pictures(lead, sound)),
    )


def _list_fields(brief: LegacyBrief) -> Iterator[str]:
    """Yield what *brief* has besides its text."""
    yield from (brief.title, brief.published.text if brief.published else "", *brief.people)
    yield from (part for source in brief.sources for part in _list_printed(source))


def _rank(brief: LegacyBrief) -> tuple[int, int, int, int, int, str]:
    """Return a sort key by which the richest copy is first: undamaged letters, then formatting, length, and name."""
    structure = sum(block.kind in BESIDE for block in brief.body) + len(brief.attachments)
    markup = sum(bool(block.markup) + len(block.links) for block in brief.body)
    text = " ".join(brief.paragraphs)
    letters = sum(map(str.isalnum, text))
    # With equally many letters, prefer fewer words: line ends split words.
    return (
        brief.text.count("\ufffd"), -(structure + markup), -letters, len(_WORD.findall(text)), -len(brief.sources),
        brief.origin,
    )  # fmt: skip


def _merge_hints(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> Hints:
    """Return the hints of all files, those of the lead first. A text that any file calls published is not a draft."""
    hints = lead.hints
    for copy in others:
        hints = hints.and_then(_mark_hints(copy))
    if any(hint.value == "published" for hint in hints.statuses):
        hints = replace(hints, statuses=tuple(hint for hint in hints.statuses if hint.value == "published"))
    return hints


def _mark_hints(copy: LegacyBrief) -> Hints:
    hints = {
        name: tuple(replace(hint, where=_name_origin(hint.where, copy)) for hint in getattr(copy.hints, name))
        for name in Hints.__dataclass_fields__
    }
    return Hints(**hints)


def _name_origin(where: str, copy: LegacyBrief) -> str:
    return f"{where} of another copy, {copy.origin}"


def _add_title(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> LegacyBrief:
    """Take the title from another copy if *lead* prints none."""
    source = next((copy for copy in others if copy.title), None)
    if lead.title or source is None:
        return lead
    note = HintTaken.flag(Span(path=lead.origin), f'"{source.title}" is the title of another copy, {source.origin}')
    return replace(lead.with_notes(note), title=source.title)


def _add_date(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> LegacyBrief:
    """Take the date that a copy prints, or else one that a file states."""
    dated = [(copy, copy.published) for copy in (lead, *others) if copy.published]
    source, published = next(iter([pair for pair in dated if pair[1].text] or dated), (lead, None))
    if published is None or source is lead:
        return lead
    notes: list[Diagnostic] = []
    span, mine = Span(path=lead.origin), lead.published
    if mine is None:
        notes.append(HintTaken.flag(span, f"{published.date} is the date of another copy, {source.origin}"))
    elif mine.date != published.date:
        message = f"its file says {mine.date}, and the text of another copy, {source.origin}, {published.date}"
        notes.append(HintDiffers.flag(span, f"{message}: the text was followed"))
    return lead.with_date(published, *notes)


def _add_people(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> LegacyBrief:
    """Take those whom a catalogue names, else everyone in a byline, else those whom the first file names."""
    all_copies = (lead, *others)
    catalogued = [copy for copy in all_copies if any(hint.is_of_catalogue for hint in copy.hints.people)]
    naming = catalogued or [copy for copy in all_copies if _prints_people(copy)]
    naming = naming or [copy for copy in all_copies if copy.people][:1]
    known_names: set[str] = set()
    names_by_task: dict[str, tuple[str, ...]] = {}
    for task in Task:
        names = [name for copy in naming for name in copy.of(task) if folded_name(name) not in known_names]
        names_by_task[task.value] = _remove_repeats(names)
        known_names.update(map(folded_name, names))
    people = People(**names_by_task)
    if catalogued:
        return lead.with_people(people, CATALOGUE)
    return replace(lead, compilers=people.compilers, editors=people.editors, translators=people.translators)


def _merge_sources(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> tuple[LegacySource, ...]:
    """Return the sources of all copies, each once, completed from the other copies."""
    united = list(lead.sources)
    for copy in others:
        places = _Places(united)
        for source in copy.sources:
            if (place := places.find(source)) is not None:
                united[place] = _complete_source(united[place], source)
            else:
                # Its mark is in the text of the copy, which is not used.
                united.append(replace(source, footnote=""))
                places.add(source, len(united) - 1)
    return tuple(united)


def _prints_people(copy: LegacyBrief) -> bool:
    names = count_words(*copy.people)
    return bool(names) and names <= count_words(copy.text)


def _remove_repeats(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({folded_name(name): name for name in reversed(list(names))}.values())[::-1]


class _Places:
    """The positions of sources in a list, by what identifies a source."""

    def __init__(self, sources: Sequence[LegacySource]) -> None:
        self._sources = sources
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._by_url: dict[str, int] = {}
        for place, source in enumerate(sources):
            self.add(source, place)

    def add(self, source: LegacySource, place: int) -> None:
        if source.url:
            self._by_url.setdefault(canonical_address(source.url), place)
        self._by_title[normalize_title(source.title)].append(place)

    def find(self, source: LegacySource) -> int | None:
        """Return the position at which the list has *source* already."""
        address = canonical_address(source.url) if source.url else ""
        if address and address in self._by_url:
            return self._by_url[address]
        places = self._by_title.get(normalize_title(source.title), ()) if source.title else ()
        return next((place for place in places if _may_be_same(self._sources[place], source)), None)


def _may_be_same(left: LegacySource, right: LegacySource) -> bool:
    """Return whether entries with one title can be one source: a weekly column has one title and many addresses."""
    publishers = {normalize_title(left.publisher), normalize_title(right.publisher)} - {""}
    days = {left.issued, right.issued} - {None}
    return len(publishers) <= 1 and len(days) <= 1 and not (left.url and right.url)


def _list_printed(source: LegacySource) -> tuple[str, ...]:
    return *source.words, source.url, *source.printed_dates


def _complete_source(target: LegacySource, source: LegacySource) -> LegacySource:
    return replace(
        target,
        publisher=target.publisher or source.publisher,
        url=target.url or source.url,
        issued=target.issued or source.issued,
        accessed=target.accessed or source.accessed,
        printed_dates=target.printed_dates or source.printed_dates,
    )


def _skip_words(copy: LegacyBrief, rest: Words) -> Iterator[SetAside]:
    """Yield the words of *rest* as *copy* prints them, part by part, and remove them from *rest*."""
    for line, text, reason in _list_parts(copy):
        if rest and (own_words := _take_words(text, rest)):
            yield SetAside(line=line, text=own_words, reason=reason, origin=copy.origin)


def _list_parts(copy: LegacyBrief) -> Iterator[tuple[int, str, str]]:
    """Yield each part of an export: its line, its words, and the reason to skip them if no other copy has them."""
    yield 0, copy.title, "the title of a copy"
    if copy.published:
        yield copy.published.line, copy.published.text, "the date as a copy prints it"
    yield 0, " ".join(copy.people), "names as a copy prints them"
    for item in copy.set_aside:
        yield item.line, item.text, item.reason
    for source in copy.sources:
        yield source.line, " ".join(_list_printed(source)), "a source as a copy prints it"
    for block in copy.body:
        yield block.line, block.text, "only in a copy"


def _take_words(text: str, rest: Words) -> str:
    """Return the words of *text* that are in *rest*, in their order, and remove them from *rest*."""
    taken_words: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        folded = word.casefold()
        if rest.get(folded, 0) > 0:
            taken_words.append(word)
            rest[folded] -= 1
            if not rest[folded]:
                del rest[folded]
    return " ".join(taken_words)


def _report_pictures(lead: LegacyBrief, others: Sequence[LegacyBrief]) -> Iterator[Diagnostic]:
    """Report copies that show more pictures than the one whose text is used."""
    for copy in others:
        if len(copy.attachments) > len(lead.attachments):
            message = f"it shows {len(copy.attachments)} pictures, and the copy that was taken {len(lead.attachments)}"
            yield PictureMissing.flag(Span(path=copy.origin), message)
