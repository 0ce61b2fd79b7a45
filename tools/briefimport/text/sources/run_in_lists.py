"""Splits several sources in one paragraph, with or without a label: “Sources: Coast Radio, 4 May 2015, …; …”."""

import functools
import re
from collections.abc import Iterator, Sequence

from ...words.places import is_known_place
from ..dates.printed import find_dates
from ..page_furniture import leading_label
from .addresses import ADDRESS
from .arrangement import read_list
from .authors import names_of_authors
from .citing import read_source
from .likeness import likeness_to_name
from .references import Citing

# What may part sources that stand in one line.
_SIGNS = (";", "；", " | ", ". – ", ".– ", " • ", " · ", " // ", " / ")
_LABEL = re.compile(r"[^:：;；“”«»\"()\d]{2,60}[:：]\s*(?=\S)")
# “[1] Coast Radio, … [2] …”
_NUMBER = re.compile(r"[\[(（〔【](\d{1,2})[\])）〕】]\s*(?=\S)")
_WORDS_OF_LABEL, _LONGEST, _MOST = 8, 4_000, 40
# So many parts of a source may be parted by the sign that parts the sources.
_PARTS = (1, 2, 3)
_OPENED, _SHUT = "([（【《«“„", ")]）】》»”“"


@functools.lru_cache(maxsize=256)
def split_run_in_list(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the label of several sources in one paragraph, and these; none if *text* is anything else."""
    known = leading_label(text)
    unknown = _LABEL.match(text)
    labels = [known] if known else [unknown[0], ""] if unknown and len(unknown[0].split()) <= _WORDS_OF_LABEL else [""]
    if len(text) <= _LONGEST:
        for label in labels:
            for pieces in _splits(text[len(label) :]):
                if _are_sources(pieces, labelled=bool(known) or all(map(_NUMBER.match, pieces))):
                    return label, tuple(pieces)
    return "", ()


def read_run_in_list(pieces: Sequence[str]) -> list[Citing]:
    """Read each of several sources of one paragraph."""
    return [citing or read_source(piece) for piece, citing in zip(pieces, read_list(pieces), strict=True)]


def _splits(text: str) -> Iterator[list[str]]:
    """Split *text* at numbers of sources, or at each kind of sign that can separate them outside brackets."""
    numbers = [match for match in _NUMBER.finditer(text) if match.start() == 0 or text[match.start() - 1].isspace()]
    if (
        len(numbers) > 1
        and [int(match[1]) for match in numbers] == list(range(1, len(numbers) + 1))
        and not numbers[0].start()
    ):
        ends = [*(match.start() for match in numbers[1:]), len(text)]
        yield [text[match.start() : end].strip() for match, end in zip(numbers, ends, strict=True)]
    for sign in _SIGNS:
        if sign not in text:
            continue
        parts = [part.strip() for part in _outside_brackets(text, sign)]
        parts = [part for part in parts if part]
        for number in _PARTS:
            if len(parts) < 2 * number or len(parts) % number or len(parts) > _MOST * number:
                continue
            sources = [
                f"{sign.strip() or sign} ".join(parts[start : start + number]) for start in range(0, len(parts), number)
            ]
            if number == 1 or all(len(find_dates(source)) == 1 for source in sources):
                yield [*sources[:-1], re.sub(r"[.。]$", "", sources[-1])]


def _outside_brackets(text: str, sign: str) -> Iterator[str]:
    start = depth = 0
    for place, char in enumerate(text):
        depth += (char in _OPENED) - (char in _SHUT and depth > 0)
        if not depth and place >= start and text.startswith(sign, place):
            yield text[start:place]
            start = place + len(sign)
    yield text[start:]


def _are_sources(pieces: Sequence[str], *, labelled: bool) -> bool:
    """Return whether *pieces* are sources each; behind a label that says so, a sign of it suffices in most."""
    citings = read_run_in_list(pieces)
    if any("://" in citing.source.title or not citing.source.title for citing in citings) or any(
        map(_ends_in_person, pieces[:-1])
    ):
        return False
    full = [bool(citing.source.publisher) and _is_likely(citing) for citing in citings]
    if labelled:
        return 2 * sum(full) > len(full) and all(citing.source.publisher for citing in citings)
    return all(full) and not _is_enumeration(citings)


def _ends_in_person(text: str) -> bool:
    """Return whether *text* ends in an author of the next source, whom the list's sign separates from the others."""
    return bool(names_of_authors(re.split(r"[.。]\s+|\d\s+", text)[-1]))


def _is_enumeration(citings: Sequence[Citing]) -> bool:
    """Return whether a sentence lists places or bodies: “Chile, 4 May 2015, agreed; Peru, 5 May, did not.”."""
    places = sum(is_known_place(citing.source.publisher) for citing in citings)
    small = sum(citing.source.title[:1].islower() for citing in citings)
    return max(places, small) * 2 > len(citings)


def _is_likely(citing: Citing) -> bool:
    source = citing.source
    if source.issued or source.url:
        return likeness_to_name(source.publisher) > 0 or citing.separator == "quote"
    return citing.separator == "quote" and likeness_to_name(source.publisher) > 0


def is_run_in_list(text: str) -> bool:
    """Return whether *text* is several sources in one paragraph."""
    return (bool(ADDRESS.search(text)) or any(char.isdigit() for char in text)) and bool(split_run_in_list(text)[1])
