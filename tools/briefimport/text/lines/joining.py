"""Makes elements from lines of plain text, each of which stands alone or continues the one above."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ..dates.dating import is_place_and_day
from ..dates.printed import Role, find_dates, has_year
from ..kinds import Facts, Kind, is_sentence, place_of_sources_heading, reads_as_source
from ..page_furniture import leading_label, own_citation_label
from ..people.bylines import is_open
from ..sources.addresses import ADDRESS
from ..sources.citing import ends_in_name, is_reference, may_be_reference, read_source
from ..sources.publisher_names import is_domain
from ..sources.quotations import opens_quote
from ..sources.references import Strength, find_marker
from ..sources.run_in_lists import is_run_in_list
from ..titles import has_label
from .signed_items import continuations_of_items, find_reference_list
from .splitting import Line, columns
from .wrapped_sources import continues_source
from .wrapping import Element, join_into_paragraphs

# What is shorter than this is a name rather than the beginning of a source.
_SHORT_SOURCE, _NARROWEST = 40, 36
_NUMBERED = re.compile(r"[\[〔【](\d{1,3})[\]〕】]\s*(?=\S)")
# No list of sources has longer lines; most paragraphs are longer.
_LONGEST = 400
_NEARLY_ALL = 0.75
_ADDRESS_AT_END = re.compile(r"https?://\S+$")


def elements_of(lines: Sequence[Line], facts: Sequence[Facts]) -> list[Element]:
    """Return the elements that *lines* make."""
    heading = place_of_sources_heading([line.text for line in lines], facts)
    continuing = _continuing(lines, facts, heading)
    return join_into_paragraphs(
        lines, _stand_alone(lines, facts, heading, continuing), _must_go_on(lines, heading, continuing)
    )


def _stand_alone(lines: Sequence[Line], facts: Sequence[Facts], after: int, continuing: Sequence[bool]) -> list[bool]:
    """Return for each line whether it stands alone; below the line *after*, weaker signs of a source suffice."""
    numbered = _places_of_numbered_lines(lines) | _places_of_labelled_lines(lines)
    marked = 0 <= after < len(lines) - 1 and bool(find_marker(lines[after + 1].text))
    dated = _places_of_dated_lines(lines, facts, after)
    return [
        not continues
        and (
            fact.kind is not Kind.TEXT
            or has_label(line.text)
            or bool(own_citation_label(line.text))
            or is_place_and_day(line.text)
            or index in numbered
            or index in dated
            or _is_source(line.text, below=index > after >= 0)
            or (marked and index > after and bool(find_marker(line.text)))
        )
        for index, (line, fact, continues) in enumerate(zip(lines, facts, continuing, strict=True))
    ]


def _places_of_dated_lines(lines: Sequence[Line], facts: Sequence[Facts], after: int) -> frozenset[int]:
    """Return the places of the lines with a date and other words, if nearly all lines of a list have one.

    A list is everything below the line *after*; without one, references that no blank line separates.
    """
    starts = [place for place, line in enumerate(lines) if line.opens]
    runs = [range(start, end) for start, end in pairwise([*starts, len(lines)])]
    dated_places: set[int] = set()
    for run in runs if after < 0 else [range(after + 1, len(lines))]:
        texts = [index for index in run if facts[index].kind is Kind.TEXT]
        titled = [index for index in texts if not ADDRESS.match(lines[index].text.lstrip("(<["))]
        dated = [index for index in titled if len(lines[index].text) <= _LONGEST and find_dates(lines[index].text)]
        if len(dated) < 2 or len(dated) < _NEARLY_ALL * len(titled):
            continue
        if after >= 0 or sum(may_be_reference(lines[index].text) for index in dated) >= _NEARLY_ALL * len(dated):
            dated_places.update(dated)
    return frozenset(dated_places)


def _places_of_numbered_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of the lines that begin with a number in brackets, if two are consecutive: “[1]”, “[2]”."""
    numbered = [(index, int(match[1])) for index, line in enumerate(lines) if (match := _NUMBERED.match(line.text))]
    return frozenset(
        index
        for (place, first), (next_place, second) in pairwise(numbered)
        if second == first + 1
        for index in (place, next_place)
    )


def _places_of_labelled_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of the lines that begin with the word for a source, if there are several: “Source: …”."""
    labels = (leading_label(line.text) for line in lines)
    places = [place for place, label in enumerate(labels) if label and label != lines[place].text]
    return frozenset(places if len(places) > 1 else ())


def _continuing(lines: Sequence[Line], facts: Sequence[Facts], after: int) -> list[bool]:
    """Return for each line whether it continues the source above it; only lines below the heading *after* can."""
    continuing = [False] * len(lines)
    first: Line | None = None
    continuations = continuations_of_items(lines, after + 1 if after >= 0 else find_reference_list(lines))
    spaced = after >= 0 and _are_spaced(lines[after + 1 :], facts[after + 1 :])
    width = max((line.width for line in lines[after + 1 :] if not ADDRESS.search(line.text)), default=0)
    so_far = ""
    in_paragraph = _places_within_run_in_lists(lines) | _places_within_own_citations(lines, facts, after)
    for index, (line, fact) in enumerate(zip(lines, facts, strict=True)):
        # “…, by Ada Example” in the second line of an item is no byline of the text.
        within = first is not None and bool(find_marker(first.text)) and lines[index - 1].text.endswith((",", "，"))
        likely = fact.kind in {Kind.TEXT, Kind.DATE} or (fact.kind is Kind.BYLINE and within and not line.opens)
        if index in in_paragraph:
            continuing[index] = True
            continue
        if index <= after or after < 0 or not likely:
            continuing[index] = likely and index in continuations
            first = None
            continue
        continuing[index] = (
            first is not None
            and not (line.opens or own_citation_label(line.text))
            and (
                index in continuations
                or continues_source(first, lines[index - 1], line, dated=fact.date is not None)
                or (spaced and (_had_no_room(lines[index - 1], line, width) or _is_begun(so_far)))
                or (fact.date is not None and fact.date.role is Role.ACCESSED)
            )
        )
        first = first if continuing[index] else line
        so_far = f"{so_far} {line.text}" if continuing[index] else line.text
    return continuing


def _had_no_room(before: Line, line: Line, width: int) -> bool:
    """Return whether the line above had no room for the first word of *line*, which is no reference itself."""
    if is_reference(line.text):
        return False
    return width >= _NARROWEST and before.width + 1 + columns(line.text.split(" ", 1)[0]) > width


def _is_begun(text: str) -> bool:
    """Return whether *text* is more than a name, and no reference yet."""
    return len(text) > _SHORT_SOURCE and not is_reference(text)


def _places_within_run_in_lists(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of all lines but the first of a paragraph that is several sources in succession."""
    starts = [place for place, line in enumerate(lines) if line.opens]
    continuations: set[int] = set()
    for start, end in pairwise([*starts, len(lines)]):
        texts = [line.text for line in lines[start:end]]
        # A sign before the lines makes each of them an item.
        if len(texts) > 1 and sum(bool(find_marker(text)) for text in texts) < 2 and is_run_in_list(" ".join(texts)):
            continuations.update(range(start + 1, end))
    return frozenset(continuations)


def _places_within_own_citations(lines: Sequence[Line], facts: Sequence[Facts], after: int) -> frozenset[int]:
    """Return the places of the lines that go on with the reference of the text itself, behind or below its phrase.

    Below the heading of the sources, at *after*, it is the last of all: what follows another is a source.
    """
    places: set[int] = set()
    for first, line in enumerate(lines):
        label = own_citation_label(line.text)
        if not label:
            continue
        said, end = line.text.removeprefix(label), first + 1
        while (
            end < len(lines) and _goes_on(said, lines[end], facts[end]) and not (lines[end].opens and end > first + 1)
        ):
            said, end = f"{said} {lines[end].text}".strip(), end + 1
        if first < after or after < 0 or all(fact.kind.is_of_page for fact in facts[end:]):
            places.update(place for place in range(first + 1, end) if not lines[place].opens)
    return frozenset(places)


def _goes_on(said: str, line: Line, fact: Facts) -> bool:
    """Return whether the reference *said* may go on in *line*; behind a year, no line is another reference."""
    if fact.kind not in {Kind.TEXT, Kind.DATE} or find_marker(line.text):
        return False
    if not has_year(said):
        return not said or said.endswith((",", "，")) or read_source(line.text).strength is not Strength.STRONG
    ended = said.endswith((".", "。")) or bool(_ADDRESS_AT_END.search(said))
    return bool(ADDRESS.match(line.text)) or not (ended or is_reference(line.text) or may_be_reference(line.text))


def _are_spaced(lines: Sequence[Line], facts: Sequence[Facts]) -> bool:
    """Return whether blank lines separate the sources of a list, each of which may take several unmarked lines.

    Those above the buttons of the page below the list tell nothing of it.
    """
    opening = sum(line.opens and fact.kind is not Kind.FURNITURE for line, fact in zip(lines, facts, strict=True))
    return 2 <= opening < len(lines) and not any(find_marker(line.text) for line in lines)


def _must_go_on(lines: Sequence[Line], after: int, continuing: Sequence[bool]) -> list[bool]:
    """Return for each line whether its text must continue in the next one."""
    following = [*continuing, False][1:]
    return [
        continues or is_open(line.text) or (opens_quote(line.text) and _is_source(line.text, below=index > after >= 0))
        for index, (line, continues) in enumerate(zip(lines, following, strict=True))
    ]


def _is_source(text: str, *, below: bool) -> bool:
    if len(text) > _LONGEST:
        return False
    citing = read_source(text)
    if below:
        quoted = citing.strength is Strength.TITLE and text[0] in '“"«„「《'
        return citing.strength >= Strength.WEAK or quoted or (not is_sentence(text) and ends_in_name(text))
    if citing.strength is Strength.WEAK:
        return is_domain(citing.source.publisher) and not text.endswith((".", ",", ";"))
    return citing.strength >= Strength.ADDRESS and reads_as_source(citing, text)
