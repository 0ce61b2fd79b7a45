"""Splits a line that cites something at its signs, quotation marks and dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from briefarchive.model import PartialDate

from ...words import make_pattern, phrases
from ...words.patterns import CJK
from ...words.places import is_country
from ..dates.printed import NO_ORDINAL, UNPUBLISHED, Order, find_dates, is_doubtful, read_date
from .authors import LABEL_OF_AUTHOR, are_certain_persons, is_person
from .quotations import is_apart, may_begin_behind, may_end_before, quotations
from .remarks import is_remark

BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "〔": "〕"}
_ANY_BRACKET = re.compile(r"[()\[\]（）【】〔〕]")
IN_BRACKETS = re.compile(r"[(\[（【〔]([^()\[\]（）【】〔〕]*)[)\]）】〕]")
_IN = make_pattern("citing", "in")
# Other words of three letters between a comma and the year before a title are given names: “Sample, Ben. 2015. “Rates””
_MONTHS_IN_SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_SEAM = re.compile(
    # No other sign begins a seam, and to try all of them at each letter would take long.
    rf"(?=[\W原刊发發载載]|(?<=\.))(?:(?P<in>[,.;]?\s+(?i:{_IN})\s?:\s+|\s*[(\[](?i:{_IN})\s?:?[)\]]\s*|[,.;]\s+(?i:{_IN})\s+(?=[^\W\d_a-zа-я]|[«„“\"_*]\w|[\w-]+\.[a-z]{{2,}}\b|\w{{2,5}},)"
    rf"|[,.;]\s+(?i:{make_pattern('citing', 'media')})\s+(?=[«„“\"])"
    r"|(?:[，,]?\s*[原刊]?(?<!転)[载載][于於自]?|(?:[，,]\s*|(?<=[》」”]))[发發]表[於于在])[:：]?(?=[_*]?[^\W\d_]{2}|[《「]))"
    # What GB/T 7714 says of the medium.
    r"|(?P<medium>\s*\[[A-Z]{1,2}(?:/[A-Z]{2})?\]\s*[.,．，]?\s*)"
    r"|(?P<pipe>\s*[|｜¦]\s*)"
    r"|(?P<dash>(?:(?<!\b[A-Z])[.,;:])?\s+(?:[–—―−]{1,2}|-{1,3})\s+|\s*——\s*|(?<=[\w.)”»])(?!(?<=\d)—\d)—(?=\S)|(?<=[.:])[–—]\s+|\s*[–—]\s*(?=[“«„]))"
    r"|(?P<strokes>\s+//\s+)|(?P<slash>\s+(?:/|::|»|›|>|[·•]|[-=]>|→)\s+)"
    rf"|(?P<open>\s+[(\[【〔]|\s*[（【〔]|(?<=[{CJK}”»\"》])[(\[]|(?<=\d)\((?=\d{{1,4}}\)))|(?P<shut>[)\]）】〕](?:[.,;:]?(?=\s|$)|:(?=\d)|\s?[，،。；：]|(?=[{CJK}《（【〔])))"
    rf"|(?P<semicolon>;\s+|[；؛]\s*)|(?P<colon>\s?:\s+|\s*：\s*)|(?P<comma>,\s+|\s*[，،]\s*|(?<=[{CJK}》」]),(?=\S)|,(?=[{CJK}《「])"
    rf"|、(?=(?:19|20)\d\d|(?:{make_pattern('citing', 'undated')})(?:$|[（(、，]|\s)))"
    # Not behind one letter, as in “S. Paulo”, and not behind an ordinal number.
    rf"|(?P<stop>(?<!\b[^\W\d_])(?<!\bNo)(?<!\bNr)(?<!\bnum){NO_ORDINAL}(?!(?<=\d)\.\s+(?:Jg|Jahrg|Aufl))\.\s+(?=[^\W\d]|[“«„\"«《\'‘_*(\[№])|(?<=[{CJK}])\.\s+(?=\d)|(?<!\b[^\W\d_])(?<!\b[^\W\d_]{{2}})(?<!\b[^\W\d_]{{3}}){NO_ORDINAL}\.\s+(?=\d)|(?<=,\s[A-Z][a-z]{{2}})(?<!{_MONTHS_IN_SHORT})\.\s+(?=\d{{4}}\.\s[“\"«])|(?:(?<=\.[A-Za-z]{{2}})|(?<=\.[A-Za-z]{{3}}))\.\s+(?=\d)|。\s*|(?<=[?!？！])\s+(?=\S)"
    rf"|(?<=[?!？！])\.\s+|(?<=[{CJK}\]])[.．](?=[{CJK}\w“])|(?<=\d)[.．](?=[{CJK}]))"
    rf"|(?P<gap>(?<=[{CJK}])\s+(?=[{CJK}])|(?<=[\d》])\s+(?=第)|(?<=[{CJK}])\s+(?=(?:19|20)\d\d\b)|\s{{2,}}|\t)"
    # “Example A. B. Ferry line closed”, “Примерова А. Б. О порте”, but “Ada B. Example (2015)”, “Ada B. Example, ”A””
    r"|(?P<initial>(?:(?<=\s[^\W\d_a-z]\.)|(?<=\s[А-Я]\.[А-Я]\.))\s*(?=[^\W\d_a-zа-я](?:\w|\s[a-zа-яё])|[«“„\"])(?![\w-]+,?\s\(\d{4})"
    rf"(?![\w’'-]+(?:\s(?:{make_pattern('bylines', 'and')})\s[^,.;]{{3,40}})?,\s+[”“„«\"_*])))"
)
# “新华网2009年3月2日报道：…”, “『朝日新聞』平成9年12月4日付「…」”
_REPORTED = re.compile(
    r"(?:报道|報道|报导|報導|报告|報告|消息|讯|訊|付け?(?:[朝夕]刊)?の?|号)(?=[：:，,、“《「『]|$)|[电電](?=[：:，,、“《「『（(\s]|$)"
)
# “新华社北京2009年3月2日电”, “新华社北京3月2日电”
_PLACE_OF_AGENCY = re.compile(r"(?<=[\u3400-\u9fff][社网網])[\u3400-\u9fff]{2,6}$")
_WIRED = re.compile(
    r"(?<=[\u3400-\u9fff][社网網])[\u3400-\u9fff]{0,6}\d{1,2}月\d{1,2}日[电電](?=[：:，,、“《「『（(\s]|$)"
)
_AROUND = " .,;:，،؛、。；：()[]（）–—-"
_MARKS = '“”„«»「」『』《》〈〉"_*'
_CITY_AND_YEAR = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+|\s\+\s[^\W\d_]+)?\s(?P<year>(?:19|20)\d\d)[.,]?")
# A year alone is a date between signs, as one with the number of an issue is: “2006年第6期”, “6/2003”.
_YEAR = re.compile(
    r"(?<![\w./-])(?:\d{1,2}/)?(?P<year>(?:19|20)\d\d)[a-z]?(?:\s?(?:年(?:第\s?\d{1,3}\s?[期号號])?|г\.?|r\.))?(?![\w/-])"
)
_LEADS_TO_DAY = re.compile(rf"(?:^|(?<=[\s,，(]))(?:{make_pattern('citing', 'day')})[\s:]*$", re.IGNORECASE)
# “2014-05”, “05.2014”, but not “5/2014”, which may be the number of an issue.
_MONTHS = (
    re.compile(r"(?P<year>(?:19|20)\d\d)[-.](?P<month>0[1-9]|1[0-2])"),
    re.compile(r"(?P<month>0[1-9]|1[0-2])[./-](?P<year>(?:19|20)\d\d)"),
)
_LABEL_OF_AUTHOR = re.compile(rf"\s*{LABEL_OF_AUTHOR}", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
# “S. 12”, “№ 3”, “第3版”
_NUMBERS = r"[A-Za-zА-Я]?\d{1,5}(?:\s?[–—/-]\s?[A-Z]?\d{1,5})?(?:\s?\(\d{1,4}\))?"
_LEADS, _UNITS = make_pattern("citing", "pages", "volumes"), make_pattern("citing", "pages", "behind_volumes")
_PART = (
    rf"(?:(?:{_LEADS})(?:\.?\s?[º°ª]|\.)?\s?{_NUMBERS}|\d{{1,4}}\.?\s?(?:{_UNITS})\b\.?|"
    r"(?:第\s?|[A-Z])?\d{1,4}\s?[版期页頁卷号號]|版[A-Z]?\d{1,3}|第\s?\d{1,4}(?:[–—-]\d{1,4})?\s?[版期页頁卷号號](?:第\s?\d{1,4}\s?[版期页頁卷号號])?)"
)
_DETAIL = re.compile(rf"{_PART}(?:\s{_PART})?|[A-ZА-Я]?\d{{1,3}}(?:[–-]\d{{1,3}})?", re.IGNORECASE)
_WORDS_OF_TITLE, _FIELDS = 4, 2
# “Ada Example for Coast Radio”, “Ada Example/Coast Radio”
_BESIDE, _LONGEST_BESIDE = re.compile(rf"\s(?:{make_pattern('citing', 'for')})\s(?=[^\W\d_a-zа-я])|/(?=\w)"), 80
MOST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a line: its place, and the sign after it.

    Attributes:
        kind: "date", "day" (of a year elsewhere), "undated", "detail", "quote", "emphasis" or "text".
        sign: The kind of the sign after it.
    """

    start: int
    end: int
    kind: str
    sign: str
    issued: PartialDate | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is neither a date nor pages."""
        return self.kind in ("text", "quote", "emphasis")


def has_seam(text: str) -> bool:
    """Return whether *text* has a sign at which a line is split."""
    return bool(_SEAM.search(text, 1))


def split_segments(text: str, order: Order | None = None) -> list[Segment]:
    """Return the segments of *text*, whose numeric dates are written in *order*."""
    remarks = frozenset(match.span(1) for match in IN_BRACKETS.finditer(text) if is_remark(match[1]))
    segments = _split(text, order, remarks)
    # Besides a title alone, a name in brackets may be who published it; none begins with a small letter behind a date.
    if remarks and sum(segment.is_plain for segment in segments) < _FIELDS:
        last = (span for span in remarks if text[span[0]].islower() and not text[span[1] + 1 :].strip(" ."))
        segments = _split(text, order, frozenset(last))
    segments = [part for segment in segments for part in _with_person_apart(text, segment)]
    return _with_days(text, _with_short_name(text, segments))[: MOST + 1]


def _split(text: str, order: Order | None, remarks: frozenset[tuple[int, int]]) -> list[Segment]:
    dates = list(_dates(text, order))
    spans = [*(span for span in quotations(text) if not _SEAM.fullmatch(text[span[0] : span[1]]))]
    spans = [span for span in spans if is_apart(text, *span)]
    dates = [date for date in dates if not any(start < date[1] and date[0] < end for start, end in spans)]
    wired = {match.span() for match in _WIRED.finditer(text)}
    fixed = sorted([*((*span, None) for span in (*spans, *remarks, *wired)), *dates], key=lambda span: span[0])
    segments: list[Segment] = []
    position = 0
    for start, end, issued in fixed:
        if start < position:
            continue
        segments += _segments_between(text, position, start)
        if not any(map(str.isalnum, text[start:end])):
            # An address stood there.
            position = end
            continue
        sign = _SEAM.match(text, end)
        quoted = "emphasis" if text[start] in "_*" else "quote"
        kind = "date" if issued else "detail" if (start, end) in remarks else quoted
        kind = "undated" if (start, end) in wired else kind
        behind = sign.end() if sign else end
        segments.append(Segment(start=start, end=end, kind=kind, sign=_sign_kind(sign), issued=issued))
        position = behind
    segments += _segments_between(text, position, len(text))
    return segments


def _segments_between(text: str, start: int, end: int) -> Iterator[Segment]:
    """Yield the segments of what stands between quotations and dates, or beside them."""
    position = start
    signs = (
        match
        for match in takewhile(lambda match: match.start() < end, _SEAM.finditer(text, start))
        if match.end() <= end
    )
    for sign in (*signs, None):
        stop = sign.start() if sign else end
        if sign and _LABEL_OF_AUTHOR.fullmatch(text, position, sign.end()):
            continue
        word_start, word_end = (
            position + len(text[position:stop]) - len(text[position:stop].lstrip()),
            position + len(text[position:stop].rstrip()),
        )
        if any(map(str.isalnum, text[word_start:word_end])):
            yield _segment(text, word_start, word_end, _sign_kind(sign))
        position = sign.end() if sign else end


def _sign_kind(sign: re.Match[str] | None) -> str:
    return sign.lastgroup or "gap" if sign else "gap"


def _segment(text: str, start: int, end: int, sign: str) -> Segment:
    words = text[start:end].strip(_AROUND)
    date = read_date(words) if any(map(str.isdigit, words)) and len(words) < 40 else None
    year = next((match for form in (*_MONTHS, _YEAR) if (match := form.fullmatch(words))), None)
    of_year = PartialDate(**{name: int(figures) for name, figures in year.groupdict().items()}) if year else None
    issued = date.partial if date else of_year
    folded = words.casefold()
    undated = not {folded, f"{folded}."}.isdisjoint(phrases("citing", "undated"))
    kind = "date" if issued else "undated" if undated else "detail" if _DETAIL.fullmatch(words) else "text"
    return Segment(start=start, end=end, kind=kind, sign=sign, issued=issued)


def _with_person_apart(text: str, segment: Segment) -> list[Segment]:
    """Return *segment*, or its parts if it is a person and whom he writes for: “Ada Example/Reuters”."""
    if segment.kind != "text" or segment.end - segment.start > _LONGEST_BESIDE:
        return [segment]
    for sign in _BESIDE.finditer(text, segment.start, segment.end):
        parts = (text[segment.start : sign.start()], text[sign.end() : segment.end])
        if any(are_certain_persons(part) or is_person(part) for part in parts) and all(parts):
            return [
                replace(segment, end=sign.start(), sign="slash"),
                replace(segment, start=sign.end()),
            ]
    return [segment]


def _with_short_name(text: str, segments: Sequence[Segment]) -> list[Segment]:
    """Return *segments* with “G1”, which could be a page, as a name if besides a title nothing else can be one.

    Who wrote the title is nothing else: “Title, por Ada Example (G1, 23/04/2014)”.
    """
    people = [one for one in segments if one.is_plain and are_certain_persons(text[one.start : one.end])]
    plain = [one for one in segments if one.is_plain and one not in people]
    is_signed = any(text[one.start].islower() for one in people)
    of_title = [
        one
        for one in plain
        if is_signed or one.kind == "quote" or len(text[one.start : one.end].split()) >= _WORDS_OF_TITLE
    ]
    if len(plain) != 1 or not of_title:
        return list(segments)
    # “Title, M6, 4 May 2015” has a page, and “M6: what the motorway costs” is a title.
    signs = ["", *(segment.sign for segment in segments)]
    short = (
        place
        for place, one in enumerate(segments)
        if text[one.start : one.end] in phrases("publishers", "short")
        and signs[place] != "comma"
        and one.sign not in ({"colon"} if place else {"colon", "dash"})
    )
    name = next(short, -1)
    return [replace(one, kind="text") if place == name else one for place, one in enumerate(segments)]


def _with_days(text: str, segments: Sequence[Segment]) -> list[Segment]:
    """Return *segments* with the days whose year is another segment: “2014. 21 May”, “(2014) Title, 21 May”."""
    completed = list(segments)
    last = segments[-1] if segments else None
    city = _CITY_AND_YEAR.fullmatch(text, last.start, last.end) if last and last.kind == "text" else None
    if last and city and _may_be_imprint(text, segments):
        year_start, issued = city.start("year"), PartialDate(year=int(city["year"]))
        completed[-1:] = [
            Segment(start=last.start, end=year_start - 1, kind="text", sign="gap"),
            Segment(start=year_start, end=last.end, kind="date", sign="gap", issued=issued),
        ]
    years = [segment.issued.year for segment in segments if segment.issued and not segment.issued.month]
    for place, segment in enumerate(segments):
        words = text[segment.start : segment.end].strip(_AROUND)
        if segment.kind != "text" or not years or len(words) > 25 or not _LETTER.search(words):
            continue
        date = read_date(f"{words} {years[0]}")
        if date:
            completed[place] = Segment(
                start=segment.start, end=segment.end, kind="day", sign=segment.sign, issued=date.partial
            )
    return completed


def _may_be_imprint(text: str, segments: Sequence[Segment]) -> bool:
    """Return whether the last of the segments may be a city or a house with the only year of the line."""
    if len(segments) < 3 or any(segment.issued for segment in segments):
        return False
    before = segments[-2]
    return before.sign == "comma" or (before.sign == "colon" and not is_country(text[before.start : before.end]))


def _dates(text: str, order: Order | None) -> Iterator[tuple[int, int, PartialDate]]:
    """Yield the dates of *text* between signs, each with the word that leads to it."""
    for date in find_dates(text, order):
        is_wired = text[date.end : date.end + 1] in tuple("电電")
        lead = (_PLACE_OF_AGENCY if is_wired else _LEADS_TO_DAY).search(text[: date.start])
        start = lead.start() if lead else date.start
        before, behind = text[:start].rstrip(" "), text[date.end :].lstrip(" ")
        apart = (
            may_begin_behind(before) or before[-1:] in _MARKS,
            may_end_before(behind) or behind[:1] in _MARKS or bool(_REPORTED.match(behind)),
        )
        if date.reading.role in UNPUBLISHED or not any(apart):
            continue
        if date.reading.is_month and not all(apart) and before and behind:
            continue
        report = _REPORTED.match(text, date.end)
        end = report.end() if report else date.end
        year = PartialDate(year=date.reading.date.year)
        yield start, end, year if is_doubtful(text, date, order) else date.reading.partial


def words_between(text: str, segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the words that stand between *segments*: “in”, the medium."""
    for segment, following in pairwise(segments):
        words = text[segment.end : following.start].strip(f"{_AROUND}\t\u3000")
        if any(map(str.isalnum, words)):
            yield words


def has_balanced_brackets(text: str) -> bool:
    """Return whether each bracket in *text* has its partner there."""
    if not _ANY_BRACKET.search(text):
        return True
    return all(text.count(opening) == text.count(closing) for opening, closing in BRACKETS.items())
