"""Finds how the lines of one list are arranged: where each has the publisher, the title and the date.

The lines of a list are arranged alike. Each is split at its signs, and read in every way in which its parts can be a
title, a publisher, authors and a date. What most lines have in common then decides between these readings: the order,
the signs, quotation marks, a publisher's name that recurs. A line by itself is read in the way that fits it best.
"""

import functools
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from briefarchive.reading.languages import HAN

from ...legacy import LegacySource
from ...scripts import language_of_script
from ...words.places import is_country, is_known_place
from ..dates.printed import find_dates
from ..people.names import is_han_person
from ..people.unlabelled_names import is_certain_person
from .addresses import add_scheme
from .authors import have_certain_given_names, is_person
from .cited_line import CitedLine, SegmentRange
from .likeness import ARTICLES, AUTHOR, count_words, is_kind, likeness_to_authors, likeness_to_name, likeness_to_title
from .publisher_names import is_medium, names_publisher
from .quotations import strip_quotation, without_stray_quotes
from .references import Citing, Strength, without_lead
from .segments import MOST, has_balanced_brackets, words_between
from .sites import is_site_of

_STOP_BEHIND = re.compile(r"(?<=[^\W_]{3})\.$")
# What it costs that a segment is no field: a place beside a publisher little, words that run on much.
_PLACE_COSTS, _BRACKET_COSTS, _EXTRA_COSTS, _RUN_ON_COSTS, _BETWEEN_COSTS, _MOST_EXTRA = 0.4, 0.6, 1.6, 4.0, 1.0, 2
# What speaks for a publisher, or against one: its site, “in”; several parts, a person.
_OF_SITE, _LED, _PART_COSTS, _PERSON, _MOST_NAME, _LONGEST_NAME = 2.0, 1.5, 1.0, 2.5, 3, 120
# What speaks for a title, or against one: quotation marks; a date, persons or some signs within.
_QUOTED, _DATED, _NAMED, _BROKEN = 2.0, 1.0, 0.8, 1.5
# What speaks against a line without its day, and against authors: a publisher behind them, a colon.
_UNDATED, _APART, _SPOKEN, _MOST_OF_AUTHORS, _LONGEST_AUTHORS = 1.0, 0.8, 1.3, 8, 120
# That somebody unknown is an author costs more than words that are no field; much tells that other lines name persons.
_UNKNOWN_COSTS, _UNKNOWN_IN_BRACKETS_COSTS, _TELLING_OF_UNKNOWN = 2.8, 0.5, 6.0
# How much it tells that other lines have a feature as well.
_TELLING = {"order": 1.2, "quoted": 1.0, "behind title": 1.0, "date": 0.6, "author": 0.6, "around": 0.6, "name": 1.0}
_SIGNS_OF_AUTHORS = frozenset({"comma", "semicolon", "initial", "slash", "gap"})
_SEAM_COSTS = {"stop": 1.0, "semicolon": 0.3, "pipe": 0.8, "strokes": 1.5, "in": 2.0, "medium": 3.0, "initial": 0.3}
_PLACE = re.compile(r"(?:L[aeo]s?\s)?[^\W\d_a-zа-яё][^\W\d_]{2,}(?:[ -][^\W\d_]{2,}){0,2}|[\u3400-\u9fff]{2,6}")
_VOLUME = re.compile(r"(?<=[^\W\d_])\s(\d{1,3})$")
# Not “24/7”, nor a time of day.
_VOLUME_AND_ISSUE = re.compile(r"(?<=[^\W\d_])\s((?!24/7$|(?:1?\d|2[0-3]):[0-5]\d$)\d{1,3}[:/]\d{1,3})$")
_ISSUE = re.compile(r"(?<=年)第\s?\d{1,3}\s?[期号號]")
# “北京2009年3月2日电”
_WIRED_FROM = re.compile(r"([\u3400-\u9fff]*?)(?:\d|[一二][九〇○零]).*[电電]\W*$")
_ROUNDS = 3
_QUOTES = "“”„«»「『《〈\"'‘"
_LEAST_LIKE_NAME = -3.0
# So well do the parts of a line fit that is read as a source; a reading of less worth by so much cannot be chosen.
_LEAST, _BEHIND_BEST = 0.5, 6.0
# Without date, address and quotation marks, a line of more parts is a sentence.
LONGEST, _MOST_LINES, _MOST_UNDATED = 600, 80, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReading:
    """One way to read a line: the role of each segment; without a publisher if no segment can be one.

    Attributes:
        is_unknown: Whether nothing but the other lines of a list can tell that the author is a person.
    """

    title: SegmentRange | None = None
    publisher: SegmentRange | None = None
    author: SegmentRange | None = None
    date: int | None = None
    is_unknown: bool = False
    worth: float = 0.0

    def holds(self, place: int) -> bool:
        """Return whether the segment at *place* is part of a title, a publisher or an author."""
        return any(_is_in(place, run) for run in (self.title, self.publisher, self.author))


def read_list(texts: Sequence[str]) -> list[Citing | None]:
    """Read the lines of one list; None for those that cannot be read like the others."""
    shown = {date.reading.evidence for text in texts for date in find_dates(text)} - {None}
    order = shown.pop() if len(shown) == 1 else None
    printed = [text if len(text) <= LONGEST else "" for text in texts[:_MOST_LINES]]
    lines = [CitedLine.of(text, order) for text in printed]
    chosen = _choose_readings(lines)
    citings = [make_citing(line, reading) if reading else None for line, reading in zip(lines, chosen, strict=True)]
    # An address in quotation marks is a title that is read with its address, not without.
    titled = [citing if citing and citing.source.title else None for citing in citings]
    return [*titled, *[None] * (len(texts) - len(citings))]


def best_reading(line: CitedLine) -> LineReading | None:
    """Return how *line* is read best by itself; None if no reading makes a source of it."""
    if len(line.plain) > _MOST_UNDATED and not line.is_dated and not any(seg.kind == "quote" for seg in line.segments):
        return None
    best = max(_readings(line, 0.0), key=lambda reading: reading.worth, default=None)
    return best if best and best.worth >= _LEAST else None


def _choose_readings(lines: Sequence[CitedLine]) -> list[LineReading | None]:
    """Return for each line the reading that fits best, by itself and with those of the other lines."""
    if len(lines) == 1:
        return [best_reading(lines[0])]
    candidates = [[(reading, _features(line, reading)) for reading in _readings(line, _BEHIND_BEST)] for line in lines]
    count = sum(map(bool, candidates))
    telling: dict[tuple[str, object], float] = {}

    def fit(read: tuple[LineReading, tuple[tuple[str, object], ...]]) -> float:
        return read[0].worth + sum(telling.get(feature, 0.0) for feature in read[1])

    for _ in range(_ROUNDS if count > 1 else 0):
        shares: dict[tuple[str, object], float] = defaultdict(float)
        for readings in filter(None, candidates):
            fits = [fit(read) for read in readings]
            best = max(fits)
            weights = [math.exp(2 * (fitness - best)) for fitness in fits]
            total = sum(weights)
            for (_, features), weight in zip(readings, weights, strict=True):
                for feature in features:
                    shares[feature] += weight / total
        telling = {
            feature: _TELLING[feature[0]] * (min(share - 1, 1) if feature[0] == "name" else share / count * 2)
            for feature, share in shares.items()
            if feature[0] in _TELLING and (feature[0] != "name" or share > 1)
        }
        telling |= {
            ("unknown author", place): worth * _TELLING_OF_UNKNOWN
            for (kind, place), worth in telling.items()
            if kind == "author"
        }
    chosen = [max(readings, key=fit)[0] if readings else None for readings in candidates]
    return [reading if reading and reading.worth >= _LEAST else None for reading in chosen]


def _readings(line: CitedLine, margin: float) -> Iterator[LineReading]:
    """Yield the ways to read *line*, without those that are worth less than the best by more than *margin*."""
    if not 2 <= len(line.segments) <= MOST:
        return
    authors, pairs = _weigh(line)
    most, best = max(authors.values(), default=0.0), -math.inf
    for cost, title, publisher in pairs:
        if most - cost < best - margin:
            return
        other_places = [place for place in line.plain if not (_is_in(place, title) or _is_in(place, publisher))]
        date = next((place for place in line.dates if not (_is_in(place, title) or _is_in(place, publisher))), None)
        for author, likeness in ((None, 0.0), *authors.items()):
            loose = [place for place in other_places if not _is_in(place, author)]
            # All that is added below are costs.
            if len(loose) > _MOST_EXTRA or likeness - cost < best - margin:
                continue
            unknown = author is not None and author[0] > 0 and likeness < AUTHOR
            reading = LineReading(title=title, publisher=publisher, author=author, date=date, is_unknown=unknown)
            if author and not _authors_may_stand(line, author, reading):
                continue
            worth = likeness - cost - _cost_of_position(line, reading)
            worth -= _UNDATED if line.dates and date is None else 0.0
            worth -= _cost_of_unknown_author(line, reading) if unknown else 0.0
            worth -= sum(_cost_of_extra_segment(line, place, reading) for place in loose)
            if worth >= best - margin:
                yield replace(reading, worth=worth)
            best = max(best, worth)


# A line is read by itself, and again as one of a list.
@functools.lru_cache(maxsize=128)
def _weigh(line: CitedLine) -> tuple[Mapping[SegmentRange, float], list[tuple[float, SegmentRange, SegmentRange]]]:
    """Return what may be authors in *line*, and what may be its title and publisher, the most likely ones first."""
    authors = _authors(line)
    return authors, sorted(_pairs(line, authors))


def _pairs(
    line: CitedLine, authors: Mapping[SegmentRange, float]
) -> Iterator[tuple[float, SegmentRange, SegmentRange]]:
    """Yield the titles and publishers of *line* that leave little of it, and what they lack of looking like it."""
    least = len(line.plain) - _MOST_EXTRA - max((end - start for start, end in authors), default=0)
    names = {run: (likeness, count_words(line.slice(run))) for run, likeness in _names(line, authors).items()}
    for title, titled in _titles(line, authors, least - _MOST_NAME).items():
        size = count_words(line.slice(title))
        for publisher, (named, size_of_name) in names.items():
            apart = title[1] <= publisher[0] or publisher[1] <= title[0]
            if apart and title[1] - title[0] + publisher[1] - publisher[0] >= least:
                yield min(max(size_of_name - size, -4), 4) * 0.15 - named - titled, title, publisher


def _runs(line: CitedLine, most: int) -> Iterator[SegmentRange]:
    """Yield the runs of *most* segments at most that are neither dates nor pages."""
    for start in range(len(line.segments)):
        for end in range(start + 1, min(start + most, len(line.segments)) + 1):
            if not line.segments[end - 1].is_plain:
                break
            yield start, end


def _authors(line: CitedLine) -> dict[SegmentRange, float]:
    """Return the runs of *line* that may be authors, and how much they look like it.

    A part of certain authors is none for itself, unless it is certain as well.
    """
    worths = {
        run: worth
        for run in _runs(line, _MOST_OF_AUTHORS)
        if _length(line, run) <= _LONGEST_AUTHORS
        and all(segment.sign in _SIGNS_OF_AUTHORS for segment in line.segments[run[0] : run[1] - 1])
        and (worth := likeness_to_authors(line.slice(run).strip(" :,;，،：")))
    }
    sure = [run for run, worth in worths.items() if worth >= AUTHOR]
    return {
        run: worth
        for run, worth in worths.items()
        if worth >= AUTHOR or not any(whole[0] <= run[0] and run[1] <= whole[1] for whole in sure)
    }


def _length(line: CitedLine, run: SegmentRange) -> int:
    return line.segments[run[1] - 1].end - line.segments[run[0]].start


def _names(line: CitedLine, authors: Mapping[SegmentRange, float]) -> dict[SegmentRange, float]:
    """Return the runs of *line* that may be a publisher's name, and how much they look like it."""
    sure = [run for run, worth in authors.items() if worth >= AUTHOR]
    short = (run for run in _runs(line, _MOST_NAME) if _length(line, run) <= _LONGEST_NAME)
    likenesses = {run: _likeness_of(line, run) for run in short}
    return {
        # “Example, A.”
        run: likeness - (2 * _NAMED if any(name[0] == run[0] and name[1] >= run[1] for name in sure) else 0.0)
        for run, likeness in likenesses.items()
        if likeness > _LEAST_LIKE_NAME
    }


def _titles(line: CitedLine, authors: Mapping[SegmentRange, float], least: int) -> dict[SegmentRange, float]:
    """Return the runs of *least* segments of *line* or more that may be a title, and how much they look like it."""
    sure = [run for run, worth in authors.items() if worth >= AUTHOR]
    certain = [run for run in sure if have_certain_given_names(line.slice(run))]
    worth_by_run = {}
    for start in line.plain:
        for end in range(start + max(least, 1), len(line.segments) + 1):
            run = (start, end)
            if not (end - 1 in line.plain or end - 1 in line.spare) or not has_balanced_brackets(line.slice(run)):
                continue
            title = line.bare(run)
            worth = likeness_to_title(title.lstrip(_QUOTES)) - _cost_of_seams(line, run)
            worth += _worth_of_quotes(line, run)
            worth -= _DATED * sum(start <= place < end and place not in line.spare for place in line.dates)
            worth -= 1.0 if start and title[:1].islower() else 0.0
            named = any(name[0] == start and name[1] < end for name in sure)
            named |= any(name[1] == end and name[0] > start for name in certain)
            worth -= _NAMED if named else 0.0
            worth_by_run[run] = worth
    return worth_by_run


def _worth_of_quotes(line: CitedLine, title: SegmentRange) -> float:
    """Return what quotation marks say for *title*: much around the whole, less behind who is quoted and a colon."""
    *before, last = line.segments[slice(*title)]
    if last.kind != "quote" or any(segment.sign != "colon" for segment in before):
        return 0.0
    return _QUOTED / 2 if before else _QUOTED


def _is_in(place: int, run: SegmentRange | None) -> bool:
    return run is not None and run[0] <= place < run[1]


def _cost_of_position(line: CitedLine, reading: LineReading) -> float:
    """Return the cost of a publisher between authors and title, or of an initial cut off the title."""
    title, publisher, author = reading.title, reading.publisher, reading.author
    if not (title and publisher):
        return 0.0
    # “Example, A.: Harbour Agency: …”
    apart = author is not None and author[1] == publisher[0] < title[0]
    # “O Estado de S. Porto”
    cut = line.sign_before(title[0]) == "initial" and not (author and author[1] == title[0])
    return (_APART if apart else 0.0) + (_LED if cut else 0.0) + _cost_of_speaker(line, reading)


def _cost_of_speaker(line: CitedLine, reading: LineReading) -> float:
    """Return what it costs that authors before a colon may be who said what the title is.

    “Coast Radio: Ada Example: Rates will fall” may be either; behind a date it names authors.
    """
    author, title = reading.author, reading.title
    if not author or not title or line.sign_behind(author) != "colon":
        return 0.0
    if not author[0] and (not HAN.match(line.text) or line.segments[title[0]].kind == "quote"):
        return 0.0
    return 0.0 if author[0] - 1 == reading.date else _SPOKEN


def _authors_may_stand(line: CitedLine, author: SegmentRange, reading: LineReading) -> bool:
    """Return whether *author* can stand beside title, publisher and date."""
    title, publisher = reading.title, reading.publisher
    overlaps = any(
        _is_in(place, title) or _is_in(place, publisher) or place == reading.date for place in range(*author)
    )
    if overlaps or not (title and publisher):
        return False
    # “Folha de S. Porto”
    cut = line.sign_behind(author) == "initial" and author[0] == title[1] and not is_person(line.slice(author))
    # “Port assessment: Sources, Rates”
    uncertain = author[0] > 0 and "," in line.slice(author) and not have_certain_given_names(line.slice(author))
    return not (cut or uncertain or line.sign_before(author[0]) == "initial")


def _cost_of_unknown_author(line: CitedLine, reading: LineReading) -> float:
    """Return the cost of an author who only looks like one: little in brackets right behind a quoted title."""
    author, title = reading.author or (0, 0), reading.title or (0, 0)
    in_brackets = line.sign_before(author[0]) == "open" and line.sign_behind(author) in ("shut", "")
    quoted = title[1] == author[0] and line.segments[title[1] - 1].kind == "quote"
    return _UNKNOWN_IN_BRACKETS_COSTS if in_brackets and quoted else _UNKNOWN_COSTS


def sign_between(line: CitedLine, reading: LineReading) -> str:
    """Return the kind of the sign between publisher and title; "date" if a date parts them in this order."""
    if not (reading.title and reading.publisher):
        return ""
    first, second = sorted((reading.title, reading.publisher))
    if first[1] == second[0]:
        return line.sign_behind(first)
    if reading.author == (first[1], second[0]):
        return line.sign_behind(reading.author)
    dated = reading.date is not None and first[1] <= reading.date < second[0]
    return "date" if dated and first == reading.publisher else "other"


def _features(line: CitedLine, reading: LineReading) -> tuple[tuple[str, object], ...]:
    title, publisher, author, date = reading.title, reading.publisher, reading.author, reading.date
    if not (title and publisher):
        return ()
    segments, first = line.segments, title < publisher
    sign = sign_between(line, reading)
    features: list[tuple[str, object]] = [
        ("order", first),
        ("quoted", title[1] - title[0] == 1 and segments[title[0]].kind in ("quote", "emphasis")),
        ("behind title", (first, "other" if sign == "date" else sign)),
        ("around", (publisher[1] - publisher[0] == 1 and segments[publisher[0]].kind, first)),
        ("name", line.bare(publisher).casefold()),
    ]
    if date is not None:
        features.append(("date", ((date > title[0]) + (date > publisher[0]), line.sign_before(date))))
    if author is not None:
        features.append(
            ("unknown author" if reading.is_unknown else "author", (author[0] < title[0], line.sign_behind(author)))
        )
    return tuple(features)


def _likeness_of(line: CitedLine, run: SegmentRange) -> float:
    """Return how much a part of *line* looks like a publisher, by its words and by the address of the line."""
    name = line.bare(run)
    if not any(map(str.isalnum, name)):
        return -4.0
    likeness = likeness_to_name(without_lead(name)[0])
    inner = [segment.sign for segment in line.segments[run[0] : run[1] - 1]]
    likeness -= _LED if line.sign_behind(run) == "in" else 0.0
    likeness -= _PART_COSTS * (len(inner) - inner.count("initial") + inner.count("stop"))
    before = line.sign_before(run[0])
    likeness += _LED if before == "in" else -_LED if before == "initial" else 0.0
    # “Coast Radio (Oslo): …”
    within = before == "open" and line.sign_behind(run) == "shut" and line.plain[0] < run[0]
    likeness -= _PART_COSTS if within and line.plain[-1] >= run[1] else 0.0
    if line.addresses and "open" not in inner and is_site_of(name, add_scheme(line.addresses[0])):
        likeness = max(likeness, 0.0) + _OF_SITE
    if not names_publisher(name) and not is_medium(name) and name.split()[0].casefold() not in ARTICLES:
        likeness -= _PERSON if is_certain_person(name) else 1.0 if is_han_person(name) else 0.0
    return likeness


def _cost_of_extra_segment(line: CitedLine, place: int, reading: LineReading) -> float:
    """Return the cost of a segment that is no field: little for a place beside the publisher or the date."""
    text, segments, date = line.bare((place, place + 1)), line.segments, reading.date
    publisher = reading.publisher or (0, 0)
    before = line.sign_before(place)
    if text[:1].islower() and "gap" in (before, segments[place].sign):
        # “‘No way back’ for the ports”
        return _RUN_ON_COSTS
    if before == "initial" and place == publisher[1]:
        # “O Estado de S. Paulo”
        return _RUN_ON_COSTS
    if before == "open" or is_kind(text):
        return _BRACKET_COSTS
    if place == 0 and text.isupper() and segments[0].sign == "stop":
        # “UNPA. Port assessment. Oslo: Harbour Press”
        return _PLACE_COSTS
    of_house = place == publisher[0] - 1 and segments[place].sign == "colon" and not is_country(text)
    # “…, 2 set. 2017. Mercado, p. A17.”
    behind_date = date is not None and place == date + 1
    of_house |= behind_date and {segment.kind for segment in segments[place + 1 :]} == {"detail"}
    beside = of_house or (date is not None and place == date - 1 and before in ("comma", "stop", "gap", "shut"))
    beside |= place == publisher[1] and before in ("comma", "shut", "gap")
    as_place = is_known_place(text) or (_PLACE.fullmatch(text) and segments[place].kind == "text")
    if beside and as_place and not names_publisher(text):
        return _PLACE_COSTS
    # “Ministry of Ports, Press Office, “Title””
    of_name = place + 1 == publisher[0] and names_publisher(text)
    first, second = sorted((reading.title or (0, 0), publisher))
    return _EXTRA_COSTS + (_BETWEEN_COSTS if of_name or first[1] <= place < second[0] else 0.0)


def has_other_words(line: CitedLine, reading: LineReading) -> bool:
    """Return whether *line* says more than the fields of *reading*, places and what stands in brackets."""
    loose = [place for place in line.plain if not reading.holds(place)]
    # A day at the end, whose year stands in the next line, is no more words.
    loose = [*takewhile(lambda place: not line.text[line.segments[place].start].isdigit(), loose)]
    return any(_cost_of_extra_segment(line, place, reading) >= _EXTRA_COSTS for place in loose)


def _cost_of_seams(line: CitedLine, title: SegmentRange) -> float:
    """Return the cost of the signs within a title: many have a colon or a comma, few a full stop."""
    inner = line.segments[title[0] : title[1] - 1]
    last = line.segments[title[1] - 1]
    quoted = bool(inner) and inner[0].kind == "quote"
    broken = quoted and inner[0].sign in ("comma", "open", "stop", "semicolon")
    # “Rates fall” Coast Radio
    broken = broken or (quoted and inner[0].sign == "gap" and line.text[line.segments[title[0] + 1].start].isupper())
    # “Press Office, “Rates fall””
    broken = broken or (bool(inner) and last.kind == "quote" and inner[-1].sign in ("comma", "stop", "semicolon"))
    return sum(_SEAM_COSTS.get(segment.sign, 0.0) for segment in inner) + (_BROKEN if broken else 0.0)


def make_citing(line: CitedLine, reading: LineReading) -> Citing:
    """Return what *reading* makes of *line*; what is no field becomes its note."""
    title = _title(line, reading.title) if reading.title else ""
    publisher, beside = without_lead(line.bare(reading.publisher)) if reading.publisher else ("", ())
    in_bracket = reading.publisher is not None and line.sign_behind(reading.publisher) == "open"
    date = line.segments[reading.date] if reading.date is not None else None
    # “Osteuropa 67:2, 2017”, but “Radio 24/7, 4 May 2015”
    of_year = date is not None and date.issued is not None and not date.issued.month
    volume = (in_bracket and _VOLUME.search(publisher)) or (of_year and _VOLUME_AND_ISSUE.search(publisher)) or None
    printed_date = line.slice((reading.date, reading.date + 1)) if reading.date is not None else ""
    issue, wired = _ISSUE.search(printed_date), _WIRED_FROM.match(printed_date)
    numbers = (volume[1] if volume else "", issue[0] if issue else "", wired[1] if wired else "")
    other_places = [place for place in range(len(line.segments)) if not reading.holds(place)]
    other_words = {place: line.slice((place, place + 1)) for place in other_places}
    dates = [place for place in other_places if line.segments[place].kind in ("date", "day", "undated")]
    # “新华社北京3月2日电” says no year, and is no date without it.
    dates = [place for place in dates if place == reading.date or not _WIRED_FROM.match(other_words[place])]
    notes = [line.bare((place, place + 1)) for place in other_places if place not in dates]
    source = LegacySource(
        publisher=publisher[: volume.start()] if volume else publisher,
        title=without_stray_quotes(title),
        translation=line.translation,
        url=add_scheme(line.addresses[0]) if line.addresses else "",
        issued=date.issued if date else None,
        accessed=line.accessed,
        printed_dates=(*(other_words[place].strip(" ,，،.()[]（）") for place in dates), *line.visited),
        author=_STOP_BEHIND.sub("", line.slice(reading.author).strip(" ,:;：，،")) if reading.author else "",
        note=", ".join(filter(None, (*numbers, *notes, *line.addresses[1:]))),
        script=language_of_script(title),
    )
    quoted = reading.title is not None and line.segments[reading.title[0]].kind == "quote"
    aside = (*line.aside, *beside, *words_between(line.text, line.segments))
    return Citing(source=source, strength=Strength.STRONG, aside=aside, separator="quote" if quoted else "list")


def _title(line: CitedLine, run: SegmentRange) -> str:
    """Return the title at *run*: all that its quotation marks hold, but for a comma or full stop of the line."""
    segments = line.segments[slice(*run)]
    if len(segments) > 1 or segments[0].kind != "quote":
        return line.bare(run)
    title = strip_quotation(line.slice(run))
    # “Title,” in American print, before what follows.
    alone = segments[0] is line.segments[-1] and not line.addresses
    return title if alone else title.rstrip(" ,，،.")
