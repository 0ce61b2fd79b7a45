"""Sources in the styles of handbooks, in which no quotation marks show the title.

- Author and year in brackets (APA, Harvard): “Coast Radio (2015, May 2). Ferry line closed.”; of a person “Example, A.
  (2015). Ferry line closed. Coast Radio.” or “Example, Ada (2015): Ferry line closed. In: Coast Radio”.
- Who, and the year between full stops (Chicago): “Coast Radio. 2015. Ferry line closed. Oslo: Harbour Press.”
- A person or a body alone (ABNT NBR 6023): “EXAMPLE, Ada. Ferry line closed. Coast Radio, 2 May 2015.”
- The medium in square brackets (GB/T 7714): “Coast Radio. Ferry line closed[N]. 2015-05-02[2015-05-04].”
- Two strokes before what it appeared in (GOST R 7.0.100): “Ferry line closed // Coast Radio. 2015. 2 May.”
"""

import re
from dataclasses import dataclass, replace

from briefarchive.model import PartialDate

from ..words import pattern_of
from .bylines import names_body
from .dates import NO_ORDINAL, UNPUBLISHED, find_dates
from .details import without_details
from .patterns import SignPattern
from .places import is_country
from .publisher_names import is_body, is_name
from .quotations import behind, closing, opens_with_quote
from .surroundings import Surroundings, without_addresses
from .unmarked import is_certain_person

_NAME = r"[^\W\d_a-zà-ÿа-яё\u3040-\u9fff](?:(?![\u3040-\u9fff])[\w'’.-])*"
_PARTICLE = r"(?:(?:de|da|do|dos|del|la|von|van|der|den|di|du|y|e|af|zu)\s+)*"
_INITIALS = r"(?:[^\W\d_a-z]\.[\s-]?){1,3}"
_ONE = rf"{_PARTICLE}{_NAME}(?:[\s-]{_PARTICLE}{_NAME}){{0,2}},?\s+(?:{_INITIALS}|{_NAME}(?:\s{_NAME}){{0,2}})"
_PERSON = re.compile(
    rf"{_PARTICLE}{_NAME}(?:[\s-]{_PARTICLE}{_NAME}){{0,2}}(?:,\s+(?:{_INITIALS}|{_NAME}(?:\s{_NAME}){{0,2}})|\s+{_INITIALS})"
    rf"(?:\s*(?:,?\s*(?:;|&|\b(?:{pattern_of('bylines', 'and')})\b)|,)\s*{_ONE})*\.?"
)
_DATED = SignPattern(
    "(（",
    r"(?P<who>[^()（）“”\"«»„《》]{2,120}?)[,.]?\s*[(（](?P<when>[^()（）]{4,40})[)）]\s*[.:,：。]?\s*(?=[^\s–—-])",
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=[a-z]?$)")
_MEDIUM = SignPattern(
    "[",
    r"(?:(?P<who>(?:[^.．。《》“”\[\]]|(?<=[\s.][A-Z])\.(?=\S)){2,80}?)[.．](?:\s+|(?=[\u3400-\u9fff]))\s*)?(?P<title>[^\[\]]{2,200}?)\s*"
    r"\[(?P<medium>[A-Z]{1,2}(?:/[A-Z]{2})?)\]\s*[.．。,，]?\s*",
)
# Behind the medium: “Beijing: Science Press, 2006”, “Coast Review, 2011(2): 84-97”.
_WHERE = re.compile(r"(?:(?P<place>[^\W\d_][^\d:：,，]{0,20})[:：]\s*)?(?P<publisher>[^,，(（:：]*)(?P<rest>.*)")
_WITHIN = re.compile(r"^[(（]([^()（）]*)[)）]$")
_YEAR_WITHIN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STROKES = SignPattern(("//",), r"(?P<title>.+?)\s+//\s*(?P<where>\S.*)")
_AUTHOR = re.compile(rf"(?P<who>{_NAME}\s{_INITIALS}(?:,\s*{_NAME}\s{_INITIALS})*)(?=\S)")
COUNTRIES_IN_LETTERS = ("U.S.", "U. S.", "U.K.", "U.N.", "E.U.", "D.C.")
# “Example, A. and Sample, B. C.: ” before a title, whatever stands behind it
_ONE_WITH_INITIALS = (
    rf"(?:{_PARTICLE}{_NAME}(?:[\s-]{_PARTICLE}{_NAME}){{0,2}},?\s(?:{_INITIALS})+"
    # “C.R.T.” is no person.
    rf"|(?:{_INITIALS})+{_PARTICLE}(?=\w{{2}}){_NAME}(?:-{_NAME})?)"
)
_BEFORE_TITLE = re.compile(
    rf"(?P<who>{_ONE_WITH_INITIALS}(?:\s*(?:,|;|&|/|\b(?:{pattern_of('bylines', 'and')})\b)\s*{_ONE_WITH_INITIALS})*)"
    r"(?:\s*:\s+|\s*：\s*|\s*,\s*(?=[«“„\"《]))(?=\S)"
)
_IN = re.compile(rf"(?:(?:{pattern_of('citing', 'in')})\s*:\s*|In\s+)(?=\S)", re.IGNORECASE)
# “Example A., Ferry line closed, Coast Press, London 2015”, as in Polish.
_WITH_INITIALS = re.compile(rf"(?P<who>{_PARTICLE}{_NAME}(?:[\s-]{_PARTICLE}{_NAME}){{0,2}},?\s{_INITIALS}),\s*(?=\S)")
# “EXAMPLE, Ada et SAMPLE, Ben, Ferry line closed, Oslo, Coast Press, 2015”, as in French.
_ONE_IN_CAPITALS = rf"{_PARTICLE}[^\W\d_a-zà-ÿ]{{2,}}(?:[ -][^\W\d_a-zà-ÿ]{{2,}})?,?\s{_NAME}(?:\s{_NAME})?"
_IN_CAPITALS = re.compile(
    rf"(?P<who>{_ONE_IN_CAPITALS}(?:(?:,|\s(?:{pattern_of('bylines', 'and')}))\s{_ONE_IN_CAPITALS})*),\s*(?=\S)"
)
_CITY_AND_YEAR = re.compile(r",\s*(?P<city>[^\W\d_][^\d,]{1,30}?)\s+(?P<year>(?:19|20)\d\d)$")
# “Example, Ada: Ferry line closed. A history, Oslo: Harbour Press 2015”
_CITY_AND_HOUSE = SignPattern(
    ":",
    r"(?P<before>\S.{5,300}?)[.,?!]\s+(?P<city>[^\W\d_a-z][^\d:.,;]{1,30}?)\s*:\s*(?P<house>[^\d:;,.]{2,60}?),?\s*(?P<year>(?:19|20)\d\d)?$",
)
_CITY = re.compile(r"(?P<city>[^\W\d_][^\d:：]{0,30}?)\s*[:：]\s*(?P<name>[^:：]{2,60})")
_ONLY_NAME = re.compile(r"(?P<name>[^:：;]{2,60})")
_YEAR_BETWEEN = re.compile(
    r"(?P<who>[^\W\d_][^.:“”\"«»]{2,120}?)\.\s+"
    r"(?P<when>(?:19|20)\d\d|[^\W\d_]{3,9}\s\d{1,2},\s(?:19|20)\d\d|\d{1,2}\s[^\W\d_]{3,9}\s(?:19|20)\d\d)[a-z]?\.\s+(?=\S)"
)
_BODY_IN_CAPITALS = re.compile(r"(?P<who>[^\W\d_a-zß-ÿа-я]{2,}(?:[ '’&-]+[^\W\d_a-zß-ÿа-я]{2,})+)\.\s+(?=[^\W\d_])")
# “BRASIL. Ministério dos Portos. Title”: a country and what of it
_COUNTRY_AND_BODY = re.compile(r"(?P<country>[^\W\d_a-zß-ÿа-я]{4,})\.\s+(?P<who>[^\W\d_][^.]{5,120})\.\s+(?=[^\W\d_])")
# The part of a newspaper behind its date: “2 set. 2017. Mercado”
_SECTION = re.compile(r"\.(?<=\d{4}\.)\s+(?P<section>[^\W\d_]{3,20}(?:\s[^\W\d_]{2,20})?)\.?$")
_FIRST_WORD_IN_CAPITALS = re.compile(
    r"(?P<title>[^\W\d_a-zß-ÿа-я]{3,}\s+[^.]*?[^.\s][?!]|[^\W\d_a-zß-ÿа-я]{3,}\s+[^.]*[^.\s](?=\.))\.?\s+"
    r"(?P<where>[^,]{2,60}),\s+(?P<city>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,3})"
)
# “Ada Example, Ferries of the World (Oslo: Harbour Press, 2010), 12–15.”, as in notes of Chicago
_HOUSE_IN_BRACKETS = re.compile(
    r"(?P<before>[^()“”\"«»„《》]{5,200}?)\s\((?P<city>[^\W\d_][^:()]{1,30}):\s(?P<house>[^():]{2,60}),\s"
    r"(?P<year>(?:19|20)\d\d)\)[\s,.:]*(?P<rest>[^()]{0,30}?)[\s.]*"
)
_LEAD_OF_DAY = re.compile(r"[\s,(]+(?:vom|v\.|du|del|dated|от|of)?\s*$", re.IGNORECASE)
_IN_WITH_COLON = SignPattern(
    ":",
    rf"(?:(?P<who>[^:]{{3,60}}):\s+)?(?P<title>[^\s:][^:]*?\S)[.,]\s+"
    rf"(?P<lead>{pattern_of('citing', 'in')}):\s*(?P<where>\S.*)",
    re.IGNORECASE,
)
# A full stop behind one letter, as in “S. Paulo”, ends no sentence.
_STOP = re.compile(rf"(?<![\s.][^\W\d_])(?<!\bNo)(?<!\bNr){NO_ORDINAL}[.。]\s+(?=[^\W_])|(?<=[?!])\s+(?=[^\W_])")
# A full stop behind a word, and not as in “S. Paulo”
_BETWEEN_PERSONS = re.compile(rf"\s+(?:&|{pattern_of('bylines', 'and')})\s+", re.IGNORECASE)
_AFTER_WORD = re.compile(r"(?<!\b[^\W\d_])\.\s+")
_STRIP = " \t.,;:：，。–—-"
# The names of persons before a title are not longer.
_REACH = 120
_FEW = 3
# A longer line is running text.
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Styled:
    """What a line in one of the styles says.

    Attributes:
        author: The person before the title, as printed.
        issued: The date in brackets behind the author or the publisher.
        around: The addresses and the other dates of the line.
        aside: Words that no field holds.
    """

    title: str
    publisher: str = ""
    author: str = ""
    note: str = ""
    issued: PartialDate | None = None
    printed_dates: tuple[str, ...] = ()
    around: Surroundings
    aside: tuple[str, ...] = ()


def is_person(text: str) -> bool:
    """Whether *text* is one person or several, as lists print them: surname first, or with initials."""
    return len(text) <= _REACH and bool(_PERSON.fullmatch(text))


def without_initialled(text: str) -> tuple[str, str]:
    """The persons before a title, whose initials show them, and the rest: “Example, A.: Ferry line closed”."""
    match = _BEFORE_TITLE.match(text[:_REACH])
    if match is None or match["who"].startswith(COUNTRIES_IN_LETTERS) or names_body(match["who"]) or _by_city(text):
        return "", text
    return match["who"], text[match.end() :]


def read_by_style(text: str) -> Styled | None:
    """The source that *text* is in one of the styles; None if it is in none of them."""
    if len(text) > _LONGEST:
        return None
    styles = (
        _by_house_in_brackets, _by_strokes, _by_medium, _by_city, _by_year,
        _by_year_alone, _by_person, _by_body, _by_initials, _by_in,
    )  # fmt: skip
    styled = next((styled for style in styles if (styled := style(text))), None)
    return _without_city(_without_issue(styled)) if styled else None


def _without_issue(styled: Styled) -> Styled:
    """*styled* without the number and the day behind its publisher: “Die Zeit, Nr. 14 vom 8. August 2012”."""
    publisher, number = without_details(styled.publisher)
    if number and is_name(publisher):
        styled = replace(styled, publisher=publisher, note=", ".join(filter(None, (styled.note, number))))
    if styled.issued or styled.around.issued:
        return styled
    day = next((one for one in find_dates(styled.publisher) if one.reading.role not in UNPUBLISHED), None)
    before = _LEAD_OF_DAY.sub("", styled.publisher[: day.start]) if day else ""
    name, _, number = before.strip(_STRIP).partition(", ")
    if day is None or not is_name(name):
        return styled
    rest = styled.publisher[day.end :].strip(_STRIP)
    return replace(
        styled,
        publisher=name,
        note=", ".join(filter(None, (styled.note, number, rest))),
        issued=day.reading.partial,
        printed_dates=(*styled.printed_dates, styled.publisher[len(before.rstrip(_STRIP)) : day.end].strip(_STRIP)),
    )


def _without_city(styled: Styled) -> Styled:
    """*styled* without the place before its publisher: “Geneva: Harbour Press”."""
    match = _CITY.fullmatch(styled.publisher)
    if match is None or not is_name(match["name"]):
        return styled
    return replace(styled, publisher=match["name"], note=", ".join(filter(None, (styled.note, match["city"]))))


def _by_year(text: str) -> Styled | None:
    match = _DATED.match(text)
    if match is None:
        return None
    who, when = match["who"].strip(" :"), match["when"].strip()
    found = find_dates(when)
    year = _YEAR.match(when)
    issued = found[0].reading.partial if found else PartialDate(year=int(year[0])) if year else None
    of_person = is_person(who)
    if issued is None or not (of_person or is_name(who) or is_body(who)):
        return None
    styled = _titled(text[match.end() :], who, by_person=of_person)
    if styled is None:
        return None
    title, day = _without_day(styled.title, issued)
    behind_title = (styled.title[len(title) :].strip(_STRIP),) if day else ()
    return replace(styled, title=title, issued=day or issued, printed_dates=(when, *behind_title))


def _by_year_alone(text: str) -> Styled | None:
    """Who, then the year or the day, then the title, each with a full stop, as in the manual of Chicago."""
    match = _YEAR_BETWEEN.match(text)
    if match is None:
        return None
    who = match["who"].strip()
    found = find_dates(match["when"])
    issued = (
        found[0].reading.partial
        if found
        else PartialDate(year=int(match["when"]))
        if _YEAR.match(match["when"])
        else None
    )
    if issued is None or not (is_person(who) or is_name(who) or is_body(who)):
        return None
    styled = _titled(text[match.end() :], who, by_person=False)
    if styled is None:
        return None
    where = _CITY.fullmatch(styled.note) or _ONLY_NAME.fullmatch(styled.note)
    if where is None or not is_name(where["name"]):
        return replace(styled, issued=issued, printed_dates=(match["when"],))
    note = where.groupdict().get("city") or ""
    return replace(
        styled, publisher=where["name"], author=who, note=note, issued=issued, printed_dates=(match["when"],)
    )


def _by_body(text: str) -> Styled | None:
    """A body in capitals before the title, as in ABNT NBR 6023: “MINING AGENCY. List of dams. Brasília, 2019”.

    Without anybody before it, the title has its first word in capitals: “FERRY line closed. Coast Radio, Oslo, 2015”.
    """
    if match := _COUNTRY_AND_BODY.match(text):
        of_body = names_body(" ".join(match["who"].split()[:2]))
        said = _titled(text[match.end() :], match["who"], by_person=False) if of_body else None
        return replace(said, author=match["country"]) if said else None
    match = _BODY_IN_CAPITALS.match(text)
    if match is None:
        section = _SECTION.search(text)
        around = Surroundings.of(text[: section.start()] if section else text, at_end=True)
        found = _FIRST_WORD_IN_CAPITALS.fullmatch(around.text.rstrip(_STRIP))
        if found is None or not around.issued or not is_name(found["where"]):
            return None
        note = ", ".join(filter(None, (found["city"], section["section"] if section else "")))
        return Styled(title=found["title"], publisher=found["where"], note=note, around=around)
    return _titled(text[match.end() :], match["who"], by_person=False)


def _without_day(title: str, year: PartialDate) -> tuple[str, PartialDate | None]:
    """A title without the day or the month behind it, which belongs to the year in brackets before it."""
    seam = max(title.rfind(", "), title.rfind(". "))
    found = find_dates(f"{title[seam + 2 :].rstrip('.')} {year.year}") if seam > 0 and not year.month else []
    if not found or found[0].start:
        return title, None
    return title[:seam].rstrip(_STRIP), found[0].reading.partial


def _by_person(text: str) -> Styled | None:
    stops = [stop for stop in re.finditer(r"\.\s+(?=\S)", text[:_REACH]) if is_person(text[: stop.start() + 1])]
    if not stops or "," not in text[: stops[-1].start()]:
        return None
    styled = _titled(text[stops[-1].end() :], text[: stops[-1].start()], by_person=True)
    return styled if styled and styled.publisher else None


def _by_initials(text: str) -> Styled | None:
    match = _WITH_INITIALS.match(text) or _IN_CAPITALS.match(text)
    if match is None or opens_with_quote(text[match.end() :]):
        return None
    around = Surroundings.of(text[match.end() :], at_end=True)
    parts = [part.strip(_STRIP) for part in _CITY_AND_YEAR.sub("", around.text.rstrip(" .")).split(", ")]
    if len(parts) < 2 or not is_name(parts[-1]):
        return None
    city = _CITY_AND_YEAR.search(around.text.rstrip(" ."))
    return Styled(
        title=", ".join(parts[:-1]),
        publisher=parts[-1],
        author=match["who"],
        note=city["city"] if city else "",
        issued=PartialDate(year=int(city["year"])) if city else None,
        printed_dates=(city["year"],) if city else (),
        around=around,
    )


def _by_city(text: str) -> Styled | None:
    """Who, a title, and then the city, the house and the year."""
    around = Surroundings.of(text, at_end=True)
    year = str(around.issued.year) if around.issued else ""
    match = _CITY_AND_HOUSE.fullmatch(around.text.rstrip(_STRIP))
    if (
        match is None
        or opens_with_quote(text)
        or not is_name(match["house"])
        or is_country(match["city"])
        or _IN.match(f"{match['city']}: …")
        or not (year or match["year"])
    ):
        return None
    before = match["before"]
    ends = [one.end() for one in re.finditer(r"[:.,]\s+(?=\S)", before[:_REACH]) if _is_who(before[: one.start() + 1])]
    author = _AUTHOR.match(before)
    seam = max([*ends, author.end() if author else 0])
    if not seam:
        return None
    return Styled(
        title=before[seam:].strip(" ,:"),
        publisher=match["house"],
        author=before[:seam].strip(_STRIP),
        note=match["city"],
        issued=around.issued or PartialDate(year=int(match["year"])),
        printed_dates=() if around.issued else (match["year"],),
        around=around,
    )


def _by_house_in_brackets(text: str) -> Styled | None:
    """Who, a title, and in brackets the city, the house and the year, as in notes."""
    body, addresses, aside = without_addresses(text)
    match = _HOUSE_IN_BRACKETS.fullmatch(body.strip())
    if match is None or not is_name(match["house"]):
        return None
    who, _, title = match["before"].partition(", ")
    if not title or not all(map(is_certain_person, _BETWEEN_PERSONS.split(who))):
        who, title = "", match["before"]
    return Styled(
        title=title,
        publisher=match["house"],
        author=who,
        note=", ".join(filter(None, (match["city"], match["rest"]))),
        issued=PartialDate(year=int(match["year"])),
        printed_dates=(match["year"],),
        around=Surroundings(text="", addresses=addresses, aside=aside),
    )


def _is_who(text: str) -> bool:
    """Whether *text* with the sign at its end is who wrote a book: persons, or the abbreviation of a body."""
    bare = text.rstrip(" :.,")
    return is_person(bare.replace(" / ", "; ")) or is_person(f"{bare}.") or (text.endswith(".") and bare.isupper())


def _by_medium(text: str) -> Styled | None:
    match = _MEDIUM.match(text)
    if match is None:
        return None
    around = Surroundings.of(text[match.end() :])
    where = _WHERE.match(around.text.strip(_STRIP))
    publisher = where["publisher"].strip(_STRIP) if where else ""
    year = None if around.issued else _YEAR_WITHIN.search(around.text)
    if publisher.isdecimal():
        publisher = ""
    # Behind the medium stands the newspaper, and then an author before the title.
    who = (match["who"] or "").strip()
    rest = "" if where is None else where["rest"].replace(year[0], "", 1) if year else where["rest"]
    notes = ((where["place"] or "").strip() if where else "", _WITHIN.sub(r"\1", rest.strip(_STRIP)))
    return Styled(
        title=match["title"].strip(),
        publisher=publisher or who,
        author=who if publisher else "",
        note=", ".join(filter(None, notes)),
        issued=PartialDate(year=int(year[0])) if year else None,
        printed_dates=(year[0],) if year else (),
        around=around,
        aside=(match["medium"],),
    )


def _by_strokes(text: str) -> Styled | None:
    around = Surroundings.of(text, at_end=True)
    match = _STROKES.fullmatch(around.text.strip())
    if match is None:
        return None
    # “«Ferry» opens again // Coast Radio”: only a part of the title is in quotation marks.
    quoted = closing(match["title"], 0) if opens_with_quote(match["title"]) else None
    if quoted is not None and not re.search(r"\w", match["title"][quoted:]):
        return None
    publisher, *rest = _AFTER_WORD.split(match["where"].strip(_STRIP), maxsplit=1)
    note = rest[0] if rest else ""
    author = _AUTHOR.match(match["title"])
    title = match["title"][author.end() :] if author else match["title"]
    if not is_name(publisher):
        return None
    return Styled(
        title=title.strip(" ."),
        publisher=publisher.strip(_STRIP),
        author=author["who"].strip() if author else "",
        note=note.strip(_STRIP),
        around=around,
    )


def _by_in(text: str) -> Styled | None:
    """A title, “In:” and what it appeared in, with nobody before them."""
    around = Surroundings.of(text, at_end=True)
    match = _IN_WITH_COLON.fullmatch(around.text.strip(_STRIP))
    if match is None or opens_with_quote(text) or not _is_name_or_short(match["where"]):
        return None
    who, title = match["who"] or "", match["title"]
    if who and not is_person(who):
        who, title = "", f"{who}: {title}"
    return Styled(title=title, publisher=match["where"], author=who, around=around, aside=(match["lead"],))


def _with_house(title: str) -> tuple[str, str, str]:
    """A title, the body behind it and its city, parted by commas: “Ferry lines, Institute of Ports, Oslo”."""
    pieces = title.split(", ")
    place = next((place for place in range(1, len(pieces)) if names_body(pieces[place]) and is_name(pieces[place])), 0)
    return (", ".join(pieces[:place]), pieces[place], ", ".join(pieces[place + 1 :])) if place else (title, "", "")


def _is_name_or_short(text: str) -> bool:
    """Whether *text* can be a publisher's name; behind “in:” also one in small letters, as “brand eins”."""
    return is_name(text) or (len(text.split()) <= _FEW and not re.search(r"[.,;:!?\d]", text))


def _titled(text: str, who: str, *, by_person: bool) -> Styled | None:
    """The title and what it appeared in, behind *who* wrote it or brought it out."""
    around = Surroundings.of(text, at_end=True)
    if opens_with_quote(around.text):
        end = closing(around.text, 0)
        parts = [around.text[1:end].rstrip(_STRIP), behind(around.text, end).strip(_STRIP)] if end else []
    else:
        parts = [part.strip(_STRIP) for part in _STOP.split(around.text.rstrip(" .。"))]
    parts = [part for part in parts if part]
    if not parts:
        return None
    leads = [_IN.match(part) for part in parts]
    place = next((index for index, lead in enumerate(leads) if lead and index), -1)
    aside: tuple[str, ...] = ()
    if place > 0 and (lead := leads[place]):
        where = parts.pop(place)[lead.end() :].strip(_STRIP)
        aside = (lead[0].strip(" :"),)
    elif by_person and len(parts) > 1 and is_name(parts[-1]):
        where = parts.pop()
    else:
        where = ""
    title, *rest = parts if not by_person else [". ".join(parts)]
    note = ". ".join(rest)
    if by_person and not where:
        title, where, note = _with_house(title)
    if by_person:
        return Styled(title=title, publisher=where, author=who, note=note, around=around, aside=aside)
    return Styled(title=title, publisher=who, note="; ".join(filter(None, (where, note))), around=around, aside=aside)
