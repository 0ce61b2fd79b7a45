"""Finds how the lines of one list are arranged: where each has the publisher, the title and the date.

The lines of a list are arranged alike. Each is split at its signs, and read in every way in which its parts can be a
title, a publisher, authors and a date. What most lines have in common then decides between these readings: the order,
the signs, quotation marks, a publisher's name that recurs.
"""

import datetime
import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefarchive.reading.languages import HAN

from ..legacy import LegacySource
from ..scripts import language_of_script
from .authors import are_certain_persons, is_person, names_of_authors
from .dates import UNPUBLISHED, Order, find_dates, has_year, is_doubtful
from .names import is_han_person
from .places import is_country, is_known_place
from .publisher_names import is_domain, is_medium, is_name, names_publisher
from .quotations import opens_with_quote, without_stray_quotes
from .references import Citing, Strength, find_marker, without_lead, without_see
from .segments import BRACKETS, MOST, Segment, has_bare_days, split_segments, strip_quotation, words_between
from .sites import is_site_of
from .surroundings import ADDRESS, absolute, without_addresses
from .translations import without_translation
from .unmarked import is_certain_person

_IN_BRACKETS = re.compile(r"[(\[（【〔]([^()\[\]（）【】〔〕]*)[)\]）】〕]")
# What an address leaves behind.
_OPEN = re.compile(r"\s*[(\[<]\s*$")
_STRIP = " \t\u3000,.;:：，。；|｜–—―−-/_*•·>→=<"
_SIGNS = "/|–—-,→·>"
_ENDS_AS_NAME = re.compile(r"\b[A-Z]\.?$|\b(?:Inc|Ltd|Co|Corp|Dept|S\.A|e\.V)$")
_SENTENCE = re.compile(r"[:：?？!！“”«»„\"《》;；]|[^\W\d_]{3}\.\s")
_OPENS_VISIT = re.compile(r"\d[)）]?\s?\[$")
_STOP_BEHIND = re.compile(r"(?<=[^\W_]{3})\.$")
_FOUND_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://\S+?)\)(?=[\s.,;:)]|$)")
# What it costs that a segment is no field: a place beside a publisher little, words that run on much.
_PLACE_COSTS, _BRACKET_COSTS, _REST_COSTS, _RUN_ON_COSTS, _MOST_RESTS = 0.4, 0.6, 1.6, 4.0, 2
# What speaks for a publisher, or against one: its site, “in”; several parts, a person.
_OF_SITE, _LED, _PART_COSTS, _PERSON, _MOST_NAME = 2.0, 1.5, 1.0, 2.5, 3
# What speaks for a title, or against one: quotation marks; a date, persons or some signs within.
_QUOTED, _DATED, _NAMED, _BROKEN = 2.0, 1.0, 0.8, 1.5
# What speaks for authors, and against a line without its day or with the publisher between authors and title.
_AUTHOR, _FURTHER_AUTHOR, _DOUBTFUL, _UNDATED, _APART, _MOST_OF_AUTHORS = 1.2, 0.4, 0.2, 1.0, 0.8, 8
# How much it tells that other lines have a feature as well.
_TELLING = {"order": 1.2, "quoted": 1.0, "behind title": 1.0, "date": 0.6, "author": 0.6, "around": 0.6, "name": 1.0}
_SIGNS_OF_AUTHORS = frozenset({"comma", "semicolon", "initial", "slash", "gap"})
_SEAM_COSTS = {"stop": 1.0, "semicolon": 0.3, "pipe": 0.8, "strokes": 1.5, "in": 2.0, "medium": 3.0, "initial": 0.3}
_PLACE = re.compile(r"[^\W\d_a-zа-яё][^\W\d_]{2,}(?:[ -][^\W\d_]{2,}){0,2}|[\u3400-\u9fff]{2,6}")
# “PORTOS zeram tarifas. Folha do Porto, …”, “BRASIL. Ministério dos Portos. …”
_IN_CAPITALS = re.compile(r"[^\W\d_a-zß-ÿа-я]{3,}(?=[\s.])")
_VOLUME = re.compile(r"(?<=[^\W\d_])\s(\d{1,3})$")
_SIGNS_OF_STYLE, _LONGEST_STYLED = frozenset({"strokes", "in", "medium"}), 400
_ROUNDS = 3
_ARTICLES = frozenset({"the", "die", "der", "das", "le", "la", "les", "el", "il", "los", "las", "são", "san"})
_QUOTES = "“”„«»「『《〈\"'‘"
# So well do the parts of a line fit that is a reference for itself, or one of a list.
_LEAST_LIKE_NAME = -3.0
_LIKELY, _LIKELY_WITH_SIGN, _LEAST, _LONGEST_REFERENCE = 3.0, 0.5, 0.5, 300
_LONGEST, _MOST_LINES, _LONGEST_AUTHORS = 600, 80, 120

_Run = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A line of a list without its number, its addresses and the words on when these were seen."""

    aside: tuple[str, ...]
    text: str
    translation: str
    addresses: tuple[str, ...]
    accessed: datetime.date | None
    visited: tuple[str, ...]
    segments: tuple[Segment, ...]

    @classmethod
    @functools.lru_cache(maxsize=1_024)
    def of(cls, printed: str, order: Order | None = None, *, bare_days: bool = False) -> "_Line":
        marker = find_marker(printed)
        see, body = without_see(printed[len(marker) :])
        body, addresses, aside = without_addresses(_FOUND_LINK.sub(_as_quoted, body))
        body, accessed, visited = _without_visits(body, order)
        body, translation = without_translation(_OPEN.sub("", _IN_BRACKETS.sub(_without_empty, body)).strip())
        return cls(
            # A sign that is no number is only a bullet.
            aside=(*((marker.strip(),) if re.search(r"\w", marker) else ()), *((see,) if see else ()), *aside),
            text=body,
            translation=translation,
            addresses=addresses,
            accessed=accessed,
            visited=visited,
            segments=tuple(split_segments(body, order, bare_days=bare_days)),
        )

    @functools.cached_property
    def dates(self) -> tuple[int, ...]:
        """Places of the dates, those that say most first: “21 May” beside the year, days, years."""
        found = {place: one for place, one in enumerate(self.segments) if one.kind in ("date", "day")}
        return tuple(sorted(found, key=lambda place: (found[place].kind != "day", "-" not in str(found[place].issued))))

    @functools.cached_property
    def spare(self) -> frozenset[int]:
        """Places of the dates with which a title may end: “Annual report (2014), Coast Institute, 2015”."""
        found = sorted(self.dates)[:-1]
        return frozenset(place for place in found if place and self.segments[place - 1].sign == "open")

    def is_plain(self, place: int) -> bool:
        """Return whether the segment at *place* is neither a date nor pages."""
        return self.segments[place].kind in ("text", "quote", "emphasis")

    def slice(self, run: _Run) -> str:
        """Return the text of the segments of *run*, with the signs between them."""
        first, last = self.segments[run[0]], self.segments[run[1] - 1]
        text = self.text[first.start : last.end]
        shut = self.text[last.end : last.end + 1]
        opened = next((one for one, other in BRACKETS.items() if other == shut), "")
        return f"{text}{shut}" if opened and text.count(opened) > text.count(shut) else text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One way to read a line: the role of each segment."""

    title: _Run
    publisher: _Run
    author: _Run | None
    date: int | None
    worth: float
    features: tuple[tuple[str, object], ...]


def read_list(texts: Sequence[str]) -> list[Citing | None]:
    """Read the lines of one list; None for those that cannot be read like the others."""
    shown = {one.reading.evidence for text in texts for one in find_dates(text)} - {None}
    order = shown.pop() if len(shown) == 1 else None
    printed = [text if len(text) <= _LONGEST else "" for text in texts[:_MOST_LINES]]
    bare_days = has_bare_days(printed)
    lines = [_Line.of(text, order, bare_days=bare_days) if text else None for text in printed]
    readings = [list(_readings(line)) if line else [] for line in lines]
    chosen = _choose_readings([one for one in readings if one])
    said: list[Citing | None] = []
    for line, found in zip(lines, readings, strict=True):
        best = chosen.pop(0) if found else None
        citing = _make_citing(line, best) if line and best and best.worth >= _LEAST else None
        # An address in quotation marks is a title that is read with its address, not without.
        said.append(citing if citing and citing.source.title else None)
    return [*said, *[None] * (len(texts) - len(said))]


def read_by_style(text: str) -> Citing | None:
    """Read a line whose signs show that it follows a style guide; None for any other.

    Such signs are persons before a title, a year in brackets after the first name, two slashes, “In:” and a medium.
    """
    if len(text) > _LONGEST_STYLED or not (has_year(text) or ADDRESS.search(text)):
        return None
    line = _Line.of(text)
    dated = bool(line.addresses) or any(one.issued or one.kind == "detail" for one in line.segments)
    best = max(_readings(line), key=lambda one: one.worth, default=None) if dated else None
    signs = [one.sign for one in line.segments]
    if best is None or best.worth < (_LIKELY_WITH_SIGN if _SIGNS_OF_STYLE & {*signs} else _LIKELY):
        return None
    year_behind = len(signs) > 1 and signs[0] == "open" and line.segments[1].kind == "date"
    by_person = best.author is not None and best.author[0] == 0
    in_capitals = bool(_IN_CAPITALS.match(line.text)) and signs[0] == "stop"
    if not (by_person or year_behind or in_capitals or _SIGNS_OF_STYLE & {*signs}):
        return None
    return replace(_make_citing(line, best), separator="style")


def _choose_readings(lines: Sequence[list[_Reading]]) -> list[_Reading]:
    """Return for each line the reading that fits best, by itself and with those of the other lines."""
    telling: dict[tuple[str, object], float] = {}

    def fit(reading: _Reading) -> float:
        return reading.worth + sum(telling.get(one, 0.0) for one in reading.features)

    for _ in range(_ROUNDS if len(lines) > 1 else 0):
        shares: dict[tuple[str, object], float] = defaultdict(float)
        for line in lines:
            fits = [fit(one) for one in line]
            best = max(fits)
            weights = [math.exp(2 * (one - best)) for one in fits]
            whole = sum(weights)
            for reading, weight in zip(line, weights, strict=True):
                for feature in reading.features:
                    shares[feature] += weight / whole
        telling = {
            feature: _TELLING[feature[0]] * (min(share - 1, 1) if feature[0] == "name" else share / len(lines) * 2)
            for feature, share in shares.items()
            if feature[0] != "name" or share > 1
        }
    return [max(line, key=fit) for line in lines]


@functools.lru_cache(maxsize=4_096)
def may_be_reference(text: str) -> bool:
    """Return whether *text* has a date or an address, a publisher's name and a title, in any arrangement."""
    if len(text) > _LONGEST_REFERENCE or not (has_year(text) or ADDRESS.search(text)):
        return False
    line = _Line.of(text)
    dated = line.addresses or any(one.kind == "date" for one in line.segments)
    return bool(dated) and max((one.worth for one in _readings(line)), default=0.0) >= _LIKELY


@functools.lru_cache(maxsize=8_192)
def likeness_to_name(text: str) -> float:
    """Return how much *text* looks like the name of a publisher, by its length, its signs and its words."""
    if not _has_words(text):
        return -4.0
    if is_domain(text):
        return 3.0
    size = _size(text)
    score = 1.0 if is_name(text) else -0.7
    score += 1.0 if size <= 3 else 0.5 if size <= 4 else 0.0 if size <= 6 else -1.0 - (size - 6) / 3
    score += 2.0 if is_medium(text) or (names_publisher(text) and size <= 9) else 0.0
    score -= 1.5 if _SENTENCE.search(text) or text[-1] in _SIGNS else 0.0
    score -= 0.7 if re.search(r"\d", text) else 0.0
    score -= 1.0 if text[:1].islower() else 0.0
    score -= 1.5 if is_known_place(text) else 0.0
    return score - (0.0 if _is_whole(text) else 3.0) - (3.0 if find_dates(text) else 0.0)


@functools.lru_cache(maxsize=8_192)
def likeness_to_title(text: str) -> float:
    """Return how much *text* looks like the title of something that was published."""
    if not any(map(str.isalpha, text)):
        return -4.0
    size = _size(text)
    score = min(size, 7) * 0.25
    small = [word for word in text.split() if word[:1].islower() and len(word) > 3]
    score += 0.5 if small or re.search(r"[:：?？!！\d]", text) else -0.5 if not HAN.search(text) else 0.0
    score -= 2.0 if is_medium(text) or (names_publisher(text) and size <= 3 and not small) else 0.0
    score -= 0.8 if text[:1].islower() else 0.0
    score += 2.0 if opens_with_quote(text) else 0.0
    return score - (0.0 if _is_whole(text) else 2.0) - (1.0 if find_dates(text) else 0.0)


def _readings(line: _Line) -> Iterator[_Reading]:
    """Yield the ways to read *line*."""
    count = len(line.segments)
    if not 2 <= count <= MOST:
        return
    authors = _authors(line)
    names = _names(line, authors)
    for title, titled in _titles(line, authors).items():
        for publisher, named in names.items():
            if title[0] < publisher[1] and publisher[0] < title[1]:
                continue
            rest = [
                place
                for place in range(count)
                if not (title[0] <= place < title[1] or publisher[0] <= place < publisher[1])
            ]
            date = next((place for place in line.dates if place in rest), None)
            worth = named + titled + _longer(line, publisher, title)
            worth -= _UNDATED if line.dates and date is None else 0.0
            for author in (None, *(one for one in authors if _may_stand(line, one, title, rest, authors[one]))):
                loose = [place for place in rest if line.is_plain(place) and not _is_in(place, author)]
                if len(loose) <= _MOST_RESTS:
                    yield _Reading(
                        title=title,
                        publisher=publisher,
                        author=author,
                        date=date,
                        worth=worth
                        + (authors[author] if author else 0.0)
                        - sum(_cost(line, place, publisher, date) for place in loose)
                        - _cost_of_seat(line, author, title, publisher),
                        features=_features(line, title, publisher, author, date),
                    )


def _runs(line: _Line, most: int) -> Iterator[_Run]:
    """Yield the runs of *most* segments at most that are neither dates nor pages."""
    for start in range(len(line.segments)):
        for end in range(start + 1, min(start + most, len(line.segments)) + 1):
            if not line.is_plain(end - 1):
                break
            yield start, end


def _authors(line: _Line) -> dict[_Run, float]:
    """Return the runs of *line* that may be authors, and how much they look like it."""
    return {
        run: worth
        for run in _runs(line, _MOST_OF_AUTHORS)
        if all(one.sign in _SIGNS_OF_AUTHORS for one in line.segments[run[0] : run[1] - 1])
        and (worth := _worth_of_authors(line.slice(run).strip(" :,;，：")))
    }


def _names(line: _Line, authors: Mapping[_Run, float]) -> dict[_Run, float]:
    """Return the runs of *line* that may be a publisher's name, and how much they look like it."""
    sure = [run for run, worth in authors.items() if worth >= _AUTHOR]
    found = {run: _likeness_of(line, run) for run in _runs(line, _MOST_NAME)}
    return {
        # “Example, A.”
        run: likeness - (2 * _NAMED if any(one[0] == run[0] and one[1] >= run[1] for one in sure) else 0.0)
        for run, likeness in found.items()
        if likeness > _LEAST_LIKE_NAME
    }


def _titles(line: _Line, authors: Mapping[_Run, float]) -> dict[_Run, float]:
    """Return the runs of *line* that may be a title, and how much they look like it."""
    sure = [run for run, worth in authors.items() if worth >= _AUTHOR]
    found = {}
    for start in range(len(line.segments)):
        for end in range(start + 1, len(line.segments) + 1):
            text = line.slice((start, end))
            ends = line.is_plain(end - 1) or end - 1 in line.spare
            if line.is_plain(start) and ends and _is_whole(text):
                bare = _bare(text)
                worth = likeness_to_title(bare.lstrip(_QUOTES)) - _seams(line, (start, end))
                worth += _QUOTED if end - start == 1 and line.segments[start].kind == "quote" else 0.0
                worth -= _DATED * sum(start <= place < end and place not in line.spare for place in line.dates)
                worth -= 1.0 if start and bare[:1].islower() else 0.0
                worth -= _NAMED if any(one[0] == start and one[1] < end for one in sure) else 0.0
                found[start, end] = worth
    return found


def _is_in(place: int, run: _Run | None) -> bool:
    return run is not None and run[0] <= place < run[1]


def _cost_of_seat(line: _Line, author: _Run | None, title: _Run, publisher: _Run) -> float:
    """Return the cost of a publisher between authors and title, or of an initial cut off the title."""
    # “Example, A.: Harbour Agency: …”
    apart = author is not None and author[1] == publisher[0] < title[0]
    # “O Estado de S. Porto”
    cut = bool(title[0]) and line.segments[title[0] - 1].sign == "initial" and not (author and author[1] == title[0])
    return (_APART if apart else 0.0) + (_LED if cut else 0.0)


def _may_stand(line: _Line, author: _Run, title: _Run, rest: Sequence[int], worth: float) -> bool:
    """Return whether *author* stands where authors do: before the title or at the beginning, or behind the title."""
    if not set(range(*author)) <= set(rest) or (author[0] and worth < _AUTHOR):
        return False
    if author[0] == title[1]:
        return are_certain_persons(line.slice(author).strip(" :,;，："))
    between = [place for place in range(author[1], title[0]) if place in rest]
    return author[0] == 0 or (author[1] <= title[0] and not between)


def _features(
    line: _Line, title: _Run, publisher: _Run, author: _Run | None, date: int | None
) -> tuple[tuple[str, object], ...]:
    segments = line.segments
    first = title[0] < publisher[0]
    one, other = (title, publisher) if first else (publisher, title)
    between = segments[one[1] - 1].sign if one[1] == other[0] else "other"
    quoted = title[1] - title[0] == 1 and segments[title[0]].kind
    place = "" if date is None else (date > title[0]) + (date > publisher[0])
    found: list[tuple[str, object]] = [
        ("order", first),
        ("quoted", quoted in ("quote", "emphasis")),
        ("behind title", (first, between)),
        ("around", (publisher[1] - publisher[0] == 1 and segments[publisher[0]].kind, first)),
        ("name", _bare(line.slice(publisher)).casefold()),
    ]
    if date is not None:
        found.append(("date", (place, segments[date - 1].sign if date else "")))
    if author is not None:
        found.append(("author", (author[0] < title[0], segments[author[1] - 1].sign)))
    return tuple(found)


def _likeness_of(line: _Line, run: _Run) -> float:
    """Return how much a part of *line* looks like a publisher, by its words and by the address of the line."""
    name = _bare(line.slice(run))
    if not name or not _has_words(name):
        return -4.0
    likeness = likeness_to_name(without_lead(name)[0])
    inner = [one.sign for one in line.segments[run[0] : run[1] - 1]]
    likeness -= _LED if line.segments[run[1] - 1].sign == "in" else 0.0
    likeness -= _PART_COSTS * (len(inner) - inner.count("initial") + inner.count("stop"))
    before = line.segments[run[0] - 1].sign if run[0] else ""
    likeness += _LED if before == "in" else -_LED if before == "initial" else 0.0
    if line.addresses and is_site_of(name, absolute(line.addresses[0])):
        likeness = max(likeness, 0.0) + _OF_SITE
    if not names_publisher(name) and not is_medium(name) and name.split()[0].casefold() not in _ARTICLES:
        likeness -= _PERSON if is_certain_person(name) else 1.0 if is_han_person(name) else 0.0
    return likeness


@functools.lru_cache(maxsize=4_096)
def _worth_of_authors(text: str) -> float:
    """Return how much *text* looks like the persons who wrote something; 0 if it names anything else."""
    names = names_of_authors(text) if len(text) <= _LONGEST_AUTHORS and not names_publisher(text) else ""
    if not names:
        return 0.0
    first = text.split(maxsplit=1)[0].casefold()
    if "," not in text and first in _ARTICLES:
        return 0.0
    if HAN.search(text):
        # “何洪泽, 丁刚”
        persons = re.split(r"\s*[、,，;；]\s*", text)
        certain = all(map(is_certain_person, persons)) or (len(persons) > 1 and all(map(is_han_person, persons)))
        return _AUTHOR if certain else _DOUBTFUL
    if not (are_certain_persons(text) or is_person(text.replace(" / ", "; "))):
        return _DOUBTFUL
    return _AUTHOR + _FURTHER_AUTHOR * names.count(" and ")


def _cost(line: _Line, place: int, publisher: _Run, date: int | None) -> float:
    """Return the cost of a segment that is no field: little for a place beside the publisher or the date."""
    text, segments = _bare(line.slice((place, place + 1))), line.segments
    before = segments[place - 1].sign if place else ""
    if text[:1].islower() and "gap" in (before, segments[place].sign):
        # “‘No way back’ for the ports”
        return _RUN_ON_COSTS
    if before == "initial" and place == publisher[1]:
        # “O Estado de S. Paulo”
        return _RUN_ON_COSTS
    if before == "open":
        return _BRACKET_COSTS
    if place == 0 and text.isupper() and segments[0].sign == "stop":
        # “UNPA. Port assessment. Oslo: Harbour Press”
        return _PLACE_COSTS
    of_house = place == publisher[0] - 1 and segments[place].sign == "colon" and not is_country(text)
    # “…, 2 set. 2017. Mercado, p. A17.”
    of_house |= date is not None and place == date + 1 and {*(one.kind for one in segments[place + 1 :])} == {"detail"}
    beside = of_house or (date is not None and place == date - 1 and before in ("comma", "stop", "gap", "shut"))
    beside |= place == publisher[1] and before in ("comma", "shut", "gap")
    as_place = is_known_place(text) or (_PLACE.fullmatch(text) and segments[place].kind == "text")
    return _PLACE_COSTS if beside and as_place and not names_publisher(text) else _REST_COSTS


def _seams(line: _Line, title: _Run) -> float:
    """Return the cost of the signs within a title: many have a colon or a comma, few a full stop."""
    inner = line.segments[title[0] : title[1] - 1]
    broken = inner and inner[0].kind == "quote" and inner[0].sign in ("comma", "open", "stop", "semicolon")
    return sum(_SEAM_COSTS.get(one.sign, 0.0) for one in inner) + (_BROKEN if broken else 0.0)


def _longer(line: _Line, publisher: _Run, title: _Run) -> float:
    return min(max(_size(line.slice(title)) - _size(line.slice(publisher)), -4), 4) * 0.15


def _make_citing(line: _Line, reading: _Reading) -> Citing:
    title = _title(line, reading.title)
    publisher, beside = without_lead(_bare(line.slice(reading.publisher)))
    volume = _VOLUME.search(publisher) if line.segments[reading.publisher[1] - 1].sign == "open" else None
    publisher = publisher[: volume.start()] if volume else publisher
    date = line.segments[reading.date] if reading.date is not None else None
    held = {*range(*reading.title), *range(*reading.publisher), *(range(*reading.author) if reading.author else ())}
    rest = [place for place in range(len(line.segments)) if place not in held]
    dates = [place for place in rest if line.segments[place].kind in ("date", "day", "undated")]
    notes = [
        _bare(line.slice((place, place + 1)))
        for place in rest
        if line.segments[place].kind in ("text", "detail", "quote", "emphasis")
    ]
    notes = [volume[1], *notes] if volume else notes
    source = LegacySource(
        publisher=publisher,
        title=without_stray_quotes(title),
        translation=line.translation,
        url=absolute(line.addresses[0]) if line.addresses else "",
        issued=date.issued if date else None,
        accessed=line.accessed,
        printed_dates=(*(line.slice((place, place + 1)).strip(" ,，.()[]（）") for place in dates), *line.visited),
        author=_STOP_BEHIND.sub("", line.slice(reading.author).strip(" ,:;：，")) if reading.author else "",
        note=", ".join(filter(None, (*notes, *line.addresses[1:]))),
        script=language_of_script(title),
    )
    quoted = line.segments[reading.title[0]].kind == "quote"
    aside = (*line.aside, *beside, *words_between(line.text, line.segments))
    return Citing(source=source, strength=Strength.STRONG, aside=aside, separator="quote" if quoted else "list")


def _title(line: _Line, run: _Run) -> str:
    """Return the title at *run*: all that its quotation marks hold, but for a comma or full stop of the line."""
    segments = line.segments[slice(*run)]
    if len(segments) > 1 or segments[0].kind != "quote":
        return _bare(line.slice(run))
    title = strip_quotation(line.slice(run))
    # “Title,” in American print, before what follows.
    alone = segments[0] is line.segments[-1] and not line.addresses
    return title if alone else title.rstrip(" ,，.")


def _without_visits(text: str, order: Order | None) -> tuple[str, datetime.date | None, tuple[str, ...]]:
    """Return *text* without the days on which its address was seen, that day, and the words."""
    dates = find_dates(text, order)
    # GB/T 7714 has the day of access in brackets right behind that of publication.
    visits = [one for one in dates if one.reading.role in UNPUBLISHED or _OPENS_VISIT.search(text[: one.start])]
    said = tuple(text[one.start : one.end] for one in visits)
    day = visits[0].reading.date if visits and not is_doubtful(text, visits[0], order) else None
    for one in reversed(visits):
        left, right = text[: one.start].rstrip(" ,;–—"), text[one.end :].lstrip(" .,;")
        if left[-1:] in BRACKETS and right[:1] == BRACKETS[left[-1]]:
            left, right = left[:-1].rstrip(" ,;"), right[1:]
        text = f"{left} {right}".strip()
    return text, day, said


def _as_quoted(link: re.Match[str]) -> str:
    """Return the words of a link as a title in quotation marks, and its address."""
    marked = opens_with_quote(link[1]) or link[1][0] in "_*"
    return f"{link[1]} {link[2]}" if marked else f"“{link[1]}” {link[2]}"


def _size(text: str) -> float:
    """Return the number of words, or half that of signs if no spaces separate words."""
    signs = len(HAN.findall(text))
    return len(text.split()) if not signs else signs / 2 + len(re.findall(r"[A-Za-z]+", text))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_whole(text: str) -> bool:
    """Return whether each bracket in *text* has its partner there."""
    return all(text.count(one) == text.count(other) for one, other in BRACKETS.items())


def _without_empty(bracket: re.Match[str]) -> str:
    inside = bracket[1].strip(" ,;，；–—|:-")
    return f"{bracket[0][0]}{inside}{bracket[0][-1]}" if _has_words(inside) else " "


def _bare(text: str) -> str:
    """Return *text* without the signs around it; a bracket keeps its other half, and an abbreviation its full stop."""
    quoted = strip_quotation(text)
    bare = quoted.strip(_STRIP)
    for one, other in BRACKETS.items():
        if bare.startswith(one) and bare.endswith(other) and bare.count(one) == 1:
            bare = bare[1:-1].strip(_STRIP)
        if bare.startswith(one) and bare.count(one) > bare.count(other):
            bare = bare[1:].strip(_STRIP)
        if bare.endswith(other) and bare.count(other) > bare.count(one):
            bare = bare[:-1].strip(_STRIP)
    return f"{bare}." if f"{bare}." in quoted and _ENDS_AS_NAME.search(bare) else bare
