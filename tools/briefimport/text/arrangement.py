"""How the lines of one list are arranged: where in each of them the publisher, the title and the date stand.

The lines of a list are arranged alike. Each is taken apart at its date and at its signs in every way there is, and the
way that leaves most lines with a name as publishers have them and words as titles have them is the arrangement of the
list, whatever the order and the signs are.
"""

import datetime
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefarchive.model import PartialDate
from briefarchive.reading.languages import HAN

from ..legacy import LegacySource
from ..scripts import language_of_script
from ..words import pattern_of
from .authors import without_author
from .citing import SEPARATORS, Citing, Strength, is_reference, marker_of, read_source, without_lead
from .dates import UNPUBLISHED, find_dates, has_year
from .details import without_details
from .patterns import SignPattern
from .places import is_known_place
from .publisher_names import is_domain, is_medium, is_name, names_publisher
from .quotations import opens_with_quote, without_stray_quotes
from .surroundings import ADDRESS, absolute, without_addresses
from .translations import without_translation

_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "〔": "〕"}
_IN_BRACKETS = re.compile(r"[(\[（【〔]([^()\[\]（）【】〔〕]*)[)\]）】〕]")
_LAST_BRACKET = re.compile(r"(?P<one>\S.*?)\s*[(\[（【〔](?P<other>[^()\[\]（）【】〔〕]+)[)\]）】〕][\s.,;。]*")
_FIRST_BRACKET = re.compile(r"[(\[（【〔](?P<one>[^()\[\]（）【】〔〕]+)[)\]）】〕]\s*[:：,–—-]?\s*(?P<other>\S.*)")
# What an address leaves behind.
_OPEN = re.compile(r"\s*[(\[<]\s*$")
_STRIP = " \t\u3000,.;:：，。；|｜–—―−-/_•·>→=*<"
_SIGNS = "/|–—-,→·>"
# A year alone is a date at the ends of a line and in brackets.
_YEAR = re.compile(r"(?<![\w./-])(?:19|20)\d\d(?![\w/-])")
_LEADS_TO_DAY = re.compile(rf"(?:^|[\s,，(])(?:{pattern_of('citing', 'day')})[\s:]*$", re.IGNORECASE)
_PAGE = re.compile(r"(?:S|pp?|с|стр|págs?|p[áa]g|n[º°r]?|Nr|№)\.?\s?[A-Z]?\d[\d–-]*\s*(?=[:：.,–—-])", re.IGNORECASE)
_ENDS_AS_NAME = re.compile(r"\b[A-Z]\.?$|\b(?:Inc|Ltd|Co|Corp|Dept|S\.A|e\.V)$")
# “Ferry line closed, in: Coast Radio”
_IN = SignPattern(
    ",:", rf",?\s+(?:{pattern_of('citing', 'in')}):\s*|,\s+(?:{pattern_of('citing', 'in')})\s+(?=[^\W\d_a-z])"
)
_SENTENCE = re.compile(r"[:：?？!！“”«»„\"《》;；]|[^\W\d_]{3}\.\s")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# What is told of a line that another arrangement cannot read, and how much better than line by line it must be.
_UNFIT, _BETTER, _MUCH_BETTER, _BETTER_ALONE = -5.0, 0.4, 2.5, 1.5
# So well do the parts of a line fit that is a reference for itself.
_LIKELY, _LONGEST_REFERENCE = 3.0, 300
_LONGEST, _MOST_LINES, _MOST_DATES = 500, 80, 3
_WORDS_BESIDE = 2
_FIRMNESS = {
    "between": 0.3,
    "pipe": 0.3,
    "dash": 0.25,
    "slash": 0.25,
    "bracket": 0.2,
    "in": 0.4,
    "colon": 0.15,
    "comma": 0.05,
}

_Way = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Date:
    """A date in a line, and where it stands with the words that lead to it."""

    start: int
    end: int
    issued: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Split:
    """A line in two parts, one of which may be the publisher and the other the title."""

    one: str
    other: str
    date: _Date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of a list without its number, its author, its addresses and its pages."""

    printed: str
    marker: str
    author: str
    text: str
    details: str
    translation: str
    addresses: tuple[str, ...]
    dates: tuple[_Date, ...]
    accessed: datetime.date | None
    visited: str

    @classmethod
    def of(cls, printed: str) -> "_Line":
        marker = marker_of(printed)
        body, addresses, _ = without_addresses(printed[len(marker) :])
        author, body = without_author(_OPEN.sub("", _IN_BRACKETS.sub(_without_empty, body)))
        body, translation = without_translation(body)
        body, details = without_details(body.strip())
        found = find_dates(body)
        visits = [one for one in found if one.reading.role in UNPUBLISHED]
        visited = body[visits[0].start : visits[0].end] if visits else ""
        for one in reversed(visits):
            body = f"{body[: one.start].rstrip(' ([,;')} {body[one.end :].lstrip(' )],;')}".strip()
        return cls(
            printed=printed,
            marker=marker.strip(),
            author=author,
            text=body,
            details=details,
            translation=translation,
            addresses=addresses,
            dates=tuple(_dates(body)),
            accessed=visits[0].reading.date if visits and not visits[0].reading.reason else None,
            visited=visited,
        )

    def parted(self) -> Iterator[tuple[_Way, _Split]]:
        """The line in two parts, in all ways there are."""
        for date in self.dates or (None,):
            left, right = (self.text[: date.start], self.text[date.end :]) if date else (self.text, "")
            said = _has_words(left), _has_words(right)
            if date and all(said) and _is_whole(left.rstrip(" ([（【")) and _is_whole(right.lstrip(" )]）】")):
                yield ("between", ""), _Split(one=_bare(left), other=_bare(right), date=date)
            if not all(said) or not (_is_whole(left) and _is_whole(right)):
                rest = _IN_BRACKETS.sub(
                    _without_empty, f"{left.rstrip(' ,;，；–—-|')}{right if _shuts(right) else f' {right}'}"
                )
                for way, one, other in _in_two(rest.strip(" ,;，；:：–—|>·/-")):
                    yield way, _Split(one=_bare(one), other=_bare(other), date=date)


def arranged(texts: Sequence[str], separator: str = "", *, publisher_last: bool = False) -> list[Citing | None]:
    """What the lines of one list say, where their arrangement says more than each line alone; else None for each.

    Args:
        texts: The lines of the list.
        separator: The sign that most of them have, with which they are read alone.
        publisher_last: Whether they are read with their publishers behind their titles.
    """
    nothing: list[Citing | None] = [None] * len(texts)
    alone = [read_source(text, separator=separator, publisher_last=publisher_last) for text in texts]
    places = [place for place, text in enumerate(texts) if _may_be_arranged(text, alone[place])][:_MOST_LINES]
    each = [(place, line, _best_of_each_way(line)) for place in places for line in (_Line.of(texts[place]),)]
    # What cannot be parted is no source of the list: a heading, a button, a date.
    each = [one for one in each if one[2]]
    places, lines, found = [one[0] for one in each], [one[1] for one in each], [one[2] for one in each]
    if not places:
        return nothing
    totals: dict[tuple[_Way, bool], float] = defaultdict(float)
    for keys in {key for one in found for key in one}:
        totals[keys] = sum(one[keys][0] if keys in one else _UNFIT for one in found) / len(found)
        totals[keys] += _FIRMNESS.get(keys[0][0], 0.0)
    if not totals:
        return nothing
    best = max(sorted(totals), key=totals.__getitem__)
    read = [_worth(alone[place], line) for place, line in zip(places, lines, strict=True)]
    mean = sum(read) / len(read)
    better = totals[best] >= mean + (_BETTER if len(places) > 1 else _BETTER_ALONE) and totals[best] >= 0
    # Where most lines read as well alone, the arrangement still tells of one that reads much worse.
    for place, line, one, worth in zip(places, lines, found, read, strict=True):
        odd = best in one and totals[best] >= mean and one[best][0] > worth + _MUCH_BETTER and len(places) > 2
        if best in one and (better or odd):
            nothing[place] = _citing(line, one[best][1], publisher_first=best[1])
    return nothing


@functools.lru_cache(maxsize=4_096)
def may_be_reference(text: str) -> bool:
    """Whether *text* has a date or an address, and a publisher's name and a title besides, in any arrangement."""
    if len(text) > _LONGEST_REFERENCE or not (has_year(text) or ADDRESS.search(text)):
        return False
    line = _Line.of(text)
    if not (line.dates or line.addresses):
        return False
    return any(score >= _LIKELY for score, _ in _best_of_each_way(line).values())


def looks_like_reference(text: str) -> bool:
    """Whether *text* is a reference by its signs, or may be one in another arrangement."""
    return is_reference(text) or may_be_reference(text)


def likeness_to_name(text: str) -> float:
    """How much *text* looks like the name of a publisher, by its length, its signs and its words."""
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


def likeness_to_title(text: str) -> float:
    """How much *text* looks like the title of something that was published."""
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


def _may_be_arranged(text: str, alone: Citing) -> bool:
    """Whether *text* has words besides an address, and no quotation marks that show which are its title."""
    if len(text) > _LONGEST or not alone.source.title or alone.strength is Strength.ADDRESS:
        return False
    # In the style of a handbook, who wrote it stands before the title.
    shown = alone.separator == "quote" or (
        alone.separator == "style" and bool(alone.source.author or alone.source.note)
    )
    shown &= not _is_quoted_within(text, alone)
    return not shown or likeness_to_name(alone.source.publisher) < 0 or bool(find_dates(alone.source.title))


def _is_quoted_within(text: str, alone: Citing) -> bool:
    """Whether the quotation taken for a title is only a part of one: “Deal “within reach”, says Oslo – Coast Radio”."""
    before = text.partition(alone.source.title)[0].rstrip(" \u3000“”„«»\"'‘《")
    runs_on = before[-1:].isalnum() and not names_publisher(alone.source.publisher)
    return alone.separator == "quote" and runs_on and _words_beside(alone) >= _WORDS_BESIDE


def _words_beside(citing: Citing) -> int:
    """How many words of a line stand in no field of their own."""
    return sum("://" not in word for word in citing.source.note.split())


def _best_of_each_way(line: _Line) -> dict[tuple[_Way, bool], tuple[float, _Split]]:
    """For each way to part *line* and each order of its parts how well it fits."""
    found: dict[tuple[_Way, bool], tuple[float, _Split]] = {}
    for way, parted in line.parted():
        for first in (True, False):
            score = _fit(parted.one, parted.other) if first else _fit(parted.other, parted.one)
            if (way, first) not in found or found[way, first][0] < score:
                found[way, first] = score, parted
    return found


def _fit(publisher: str, title: str) -> float:
    longer = min(max(_size(title) - _size(publisher), -4), 4) * 0.15
    return likeness_to_name(without_lead(publisher)[0]) + likeness_to_title(title) + longer


def _worth(citing: Citing, line: _Line) -> float:
    """How well what was read of *line* alone fits."""
    source = citing.source
    missing = (bool(line.dates) and not source.issued) + (bool(line.addresses) and not source.url)
    return _fit(source.publisher, source.title) - 2.0 * (missing + _is_quoted_within(line.printed, citing))


def _citing(line: _Line, parted: _Split, *, publisher_first: bool) -> Citing:
    publisher, title = (parted.one, parted.other) if publisher_first else (parted.other, parted.one)
    page = _PAGE.match(title)
    if page:
        title = title[page.end() :].strip(_STRIP)
    publisher, beside = without_lead(publisher)
    date = parted.date
    printed = (line.text[date.start : date.end].strip(" ,，()[]（）"),) if date else ()
    source = LegacySource(
        publisher=publisher,
        title=without_stray_quotes(title),
        translation=line.translation,
        url=absolute(line.addresses[0]) if line.addresses else "",
        issued=date.issued if date else None,
        accessed=line.accessed,
        printed_dates=(*printed, *filter(None, [line.visited])),
        author=line.author,
        note=", ".join(filter(None, (page[0].strip() if page else "", line.details, *line.addresses[1:]))),
        script=language_of_script(title),
    )
    number = (line.marker,) if re.search(r"\w", line.marker) else ()
    return Citing(
        source=source,
        strength=Strength.STRONG,
        aside=(*number, *beside, *_left_over(line, source, beside)),
        separator="list",
    )


def _left_over(line: _Line, source: LegacySource, beside: Sequence[str]) -> Iterator[str]:
    """The words of a line that stand in none of the fields."""
    held = (*source.words, *line.addresses, *source.printed_dates, *beside, line.marker)
    known = [word for text in held for word in _WORD.findall(text)]
    for word in _WORD.findall(line.printed):
        if word in known:
            known.remove(word)
        else:
            yield word


def _in_two(text: str) -> Iterator[tuple[_Way, str, str]]:
    """*text* parted at a bracket at its end or its beginning, or at the first or the last sign of each kind."""
    if bracket := _LAST_BRACKET.fullmatch(text):
        yield ("bracket", "last"), bracket["one"], bracket["other"]
    if bracket := _FIRST_BRACKET.fullmatch(text):
        yield ("bracket", "first"), bracket["one"], bracket["other"]
    for kind, pattern in (*SEPARATORS.items(), ("in", _IN)):
        if kind == "loose":
            continue
        signs = [one for one in pattern.finditer(text, 1) if one.end() < len(text)]
        for which, sign in (("first", signs[0]), ("last", signs[-1])) if signs else ():
            yield (kind, which), text[: sign.start()], text[sign.end() :]


def _dates(text: str) -> Iterator[_Date]:
    """The dates of *text*, each with the word that leads to it; else a year where one stands for a date."""
    found = [one for one in find_dates(text) if one.reading.role not in UNPUBLISHED][:_MOST_DATES]
    for one in found:
        lead = _LEADS_TO_DAY.search(text[: one.start])
        doubtful = bool(one.reading.reason) and "/" in text[one.start : one.end]
        issued = PartialDate(year=one.reading.date.year) if doubtful else one.reading.partial
        yield _Date(start=lead.start() if lead else one.start, end=one.end, issued=issued)
    if found:
        return
    for year in _YEAR.finditer(text):
        left, right = text[: year.start()].rstrip(), text[year.end() :].lstrip()
        shut_in = left[-1:] in _BRACKETS and right[:1] == _BRACKETS.get(left[-1:])
        if shut_in or not _has_words(right) or not _has_words(left):
            yield _Date(start=year.start(), end=year.end(), issued=PartialDate(year=int(year[0])))


def _size(text: str) -> float:
    """Words, or half the signs where no spaces part words."""
    signs = len(HAN.findall(text))
    return len(text.split()) if not signs else signs / 2 + len(re.findall(r"[A-Za-z]+", text))


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_whole(text: str) -> bool:
    """Whether each bracket in *text* has its partner there."""
    return all(text.count(one) == text.count(other) for one, other in _BRACKETS.items())


def _shuts(text: str) -> bool:
    return text.lstrip()[:1] in _BRACKETS.values()


def _without_empty(bracket: re.Match[str]) -> str:
    inside = bracket[1].strip(" ,;，；–—|:-")
    return f"{bracket[0][0]}{inside}{bracket[0][-1]}" if _has_words(inside) else " "


def _bare(text: str) -> str:
    """*text* without the signs around it; a bracket keeps its other half, and an abbreviation its full stop."""
    bare = text.strip(_STRIP)
    for one, other in _BRACKETS.items():
        if bare.startswith(one) and bare.count(one) > bare.count(other):
            bare = bare[1:].strip(_STRIP)
        if bare.endswith(other) and bare.count(other) > bare.count(one):
            bare = bare[:-1].strip(_STRIP)
    return f"{bare}." if f"{bare}." in text and _ENDS_AS_NAME.search(bare) else bare
