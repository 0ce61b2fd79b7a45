"""Reads one line of a list of sources: publisher, title, address and dates, in any order and quotation marks."""

import functools
import re
from dataclasses import replace

from briefarchive.model import PartialDate
from briefarchive.reading.languages import HAN

from ..legacy import LegacySource
from ..scripts import language_of_script
from ..words import make_pattern
from .arrangement import may_be_reference, read_by_style
from .authors import is_person, names_of_authors, without_author
from .bylines import names_body
from .dates import NO_ORDINAL, UNPUBLISHED, find_dates, read_date
from .details import without_details
from .first_names import is_first_name
from .names import is_han_person
from .patterns import SignPattern
from .places import is_known_place
from .publisher_names import is_body, is_domain, is_medium, is_name, is_publisher, names_publisher
from .quotations import behind, closing, openings, opens_with_quote, without_stray_quotes
from .references import Citing, Strength, find_marker, without_lead, without_see
from .surroundings import ADDRESS, Surroundings, absolute, trimmed
from .translations import without_translation

_LINK = SignPattern(("](",), r"\[([^\[\]]+)\]\((https?://\S+?)\)(?=[\s.,;]|$)")
# A quotation mark of typewriters and TeX: “''Title''”, “``Title''”.
_TWO_STROKES = re.compile(r"''|``")
SEPARATORS = {
    "dash": SignPattern("–—―−-", r"\s+(?:[–—―−]|-{1,3})\s+|(?<=[\w.)])—{1,2}(?=\S)|\s*——\s*"),
    "pipe": SignPattern("|｜¦", r"\s*[|｜¦]\s*"),
    "colon": SignPattern(":：", r":\s+|：\s*"),
    "slash": SignPattern((*"/»›>·•→", "::"), r"\s+(?:/|//|::|»|›|>|[·•]|[-=]>|→)\s+"),
    "loose": SignPattern("–—-", r"(?<=\w)[–—-]\s+|\s+[–—-](?=\w)"),
    "comma": SignPattern(",，;", r",\s+|，|;\s+"),
    # Not behind one letter, as in “S. Paulo”.
    "stop": SignPattern(
        ".?!",
        r"(?<=[^\W\d_]{2})(?<!\bNo)(?<!\bNr)(?<!\bnum)\.\s+(?=[^\W_])|(?<=[^\W\d_]{2}[?!])\s+(?=[^\W_])"
        rf"|(?<=\d){NO_ORDINAL}\.\s+(?=[^\W\d_])",
    ),
}
# Signs that stand in titles as well.
_WEAK = ("loose", "comma", "stop")
_FIRM = tuple(kind for kind in SEPARATORS if kind not in _WEAK)
# A title and a newspaper, each in quotation marks, as in Polish and Chinese.
_TWO_QUOTED = SignPattern(
    '”“»》"',
    rf"[„“«《\"](?P<title>[^„“”«»《》\"]+)[”“»》\"]\s*(?:[,;，]\s*(?:w:\s*)?|(?=[原刊载載见見]))"
    rf"(?P<lead>(?:[原刊]?[载載][于於]?|刊[于於登]|[见見]|(?:{make_pattern('citing', 'media')})\s)?)\s*"
    r"[„“«《\"](?P<publisher>[^„“”«»《》\"]{2,60})[”“»》\"](?P<rest>.*)",
    re.IGNORECASE,
)
# “《Newspaper》：title”: what a newspaper is called shows that it is none of the title.
_MEDIUM_FIRST = re.compile(
    r"[《〈](?P<medium>[^《》〈〉]{2,20})[》〉]\s*(?:[（(](?P<where>[^（）()]{1,20})[）)])?\s*[：:，,]\s*(?=\S)"
)
# “Title, in «Newspaper»”, as in Italian.
_IN_QUOTED = SignPattern(
    '”“»"',
    rf"(?P<title>\S.*?\S),?\s+(?P<lead>{make_pattern('citing', 'in')})\s*:?\s*"
    r"[„“«\"](?P<publisher>[^„“”«»\"]{2,60})[”“»\"](?P<rest>\s*(?:$|[,.;(\[].*))",
    re.IGNORECASE,
)
_FIRST_BRACKET = SignPattern("[", r"\[(?P<publisher>[^\[\]\d]+)\]\s+(?P<title>\S.*)")
# One word behind a title is as often what the page is: “(Video)”.
_LAST_BRACKET = SignPattern(")", r"(?P<title>.+?)\s+\((?P<publisher>[^()\d]+\s[^()\d]+?|[\w.-]+\.[a-z]{2,})\s*\)")
_DATED_BRACKET = SignPattern(")）", r"(?P<title>.+?)(?:\s+\(|\s*（)(?P<publisher>[^()（）]+?)(?:\s+\)|[，,]?\s*）)")
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"))
_STRIP = " \t,.;:：，。；|｜–—―−-/*_•·"
_PLACE = re.compile(r"\.\s+(?P<place>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+){0,2})[\s.,]*$")
_LABEL_OF_ADDRESS = re.compile(r"(?:url|link|网址)\s*[:：]\s*", re.IGNORECASE)
# “Title, „Newspaper”, 4 May 2015”, as in Polish
_PAPER_QUOTED = SignPattern(
    '„“«"',
    r"(?P<title>[^„“”«»\"《》]{8,200}?),\s+[„“«\"](?P<publisher>[^„“”«»\"]{2,60})[”“»\"](?P<rest>\s?(?:\([^()]{2,30}\))?(?:,\s.*|$))",
)
# “Title [w:] Newspaper”
_IN_SHUT = re.compile(rf"\s*[\[(]({make_pattern('citing', 'in')})\s*:\s*[\])]\s*", re.IGNORECASE)
_CITY_BESIDE = re.compile(
    r"(?P<name>[^,()]{2,60}?)(?:\s\(|,\s)(?P<city>[^\W\d_a-zà-ÿа-яё][^\W\d_]*[^\W\d_A-ZА-Я][^\W\d_]*"
    r"(?:[\s-](?:[^\W\d_]{1,3}[\s-])?[^\W\d_a-z][^\W\d_]+){0,2})\)?"
)
_HOST_AND_PATH = SignPattern("/", r"(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"“”«»]+", re.IGNORECASE)
# Between a publisher and a date, and between a date and a title.
_DATE_BEHIND = re.compile(r"\s*,\s*$|\s+(?:v|vom|du|del|de|of|от)\.?\s*$")
_TITLE_BEHIND = re.compile(
    r"\s*(?:,\s*(?P<page>(?:S|p|pp|с)\.\s?[A-Z]?\d[\d–-]*))?\s*[.:：]\s+(?=\S+\s+\S|[\u3400-\u9fff]{4})"
)
_YEAR_BEHIND = re.compile(r"(?<=, )(?:19|20)\d\d(?=\s?:\s)")
_REACH, _LONGEST_NAME = 120, 8
_FORMS = frozenset(
    {"pdf", "video", "audio", "photo", "photos", "update", "updated", "opinion", "analysis", "in chinese"}
)

# A publisher's name has so few words, and a title so many more.
_WORDS_OF_NAME, _MORE_WORDS = 4, 3
_COUNTED = re.compile(r"\s\d")
_LONGEST_REFERENCE = 500
_WORDS_OF_HEADING, _LONGEST_HEADING = 4, 60
# What is longer is a text, and to look for titles in it would take long.
_LONGEST = 5_000


def read_source(text: str, line: int = 0) -> Citing:
    """Return *text* as a source; its strength says how well it fits.

    Args:
        text: The line, or the lines that belong to it.
        line: Its number in the file.
    """
    found = _read_source(text)
    return replace(found, source=replace(found.source, line=line)) if line else found


# Asked several times for each line: where it stands, what stands around it, what it says.
@functools.lru_cache(maxsize=4_096)
def _read_source(text: str) -> Citing:
    if len(text) > _LONGEST:
        return Citing(source=LegacySource(title=text), strength=Strength.NONE)
    text = _IN_SHUT.sub(r", \1: ", _LINK.sub(r"\1 \2", _TWO_STROKES.sub('"', text)))
    if styled := read_by_style(text):
        return styled
    marker = find_marker(text)
    see, body = without_see(text[len(marker) :])
    author, body = without_author(_with_quoted_title(body))
    body, translation = without_translation(body)
    body, details = without_details(body)
    found = _address_alone(body) or _quoted(body) or _bare(body)
    # A sign that is no number is only a bullet.
    number = (marker.strip(),) if re.search(r"\w", marker) else ()
    source = found.source
    publisher, beside = without_lead(source.publisher)
    publisher, place = _without_place_of(publisher)
    source = replace(
        source,
        publisher=publisher,
        author="; ".join(filter(None, (author, source.author))),
        translation=translation,
        script=language_of_script(source.title),
        note=", ".join(filter(None, (place, source.note, details))),
    )
    said = (see,) if see else ()
    return replace(found, source=source, aside=(*number, *said, *beside, *found.aside))


def _with_quoted_title(text: str) -> str:
    """Quote the title of *text* if it quotes the newspaper instead: “Title, „Paper”, 4 May”."""
    match = _PAPER_QUOTED.fullmatch(text)
    if match is None or not Surroundings.of(match["rest"]).issued or not is_publisher(match["publisher"]):
        return text
    who, comma, title = match["title"].partition(", ")
    if not (comma and names_of_authors(who)):
        who, comma, title = "", "", match["title"]
    if is_name(title) and len(title.split()) < len(match["publisher"].split()) + _MORE_WORDS:
        return text
    return f"{who}{comma}“{title}”, {match['publisher']}{match['rest']}"


def _without_place_of(publisher: str) -> tuple[str, str]:
    """Split a publisher's name from the city beside it: “Coast Radio (Oslo)”, “Le Port, Brest”."""
    match = _CITY_BESIDE.fullmatch(publisher)
    if match is None or not is_name(match["name"]) or names_publisher(match["city"]) or names_body(match["city"]):
        return publisher, ""
    if is_first_name(match["city"]):
        # “Example, Ada”
        return publisher, ""
    return match["name"], match["city"]


@functools.lru_cache(maxsize=4_096)
def is_reference(text: str) -> bool:
    """Return whether *text* has the fields of a reference in any form: an address, or a publisher and a date."""
    if len(text) > _LONGEST_REFERENCE:
        return False
    citing = read_source(text)
    if citing.strength is Strength.STRONG or citing.source.url or citing.source.accessed:
        return True
    return citing.separator != "date" and citing.source.issued is not None and bool(citing.source.publisher)


def looks_like_reference(text: str) -> bool:
    """Return whether *text* is a reference by its signs, or may be one in another arrangement."""
    return is_reference(text) or may_be_reference(text)


def _without_marker(text: str) -> str:
    return text[len(find_marker(text)) :]


def is_heading_of_part(text: str) -> bool:
    """Return whether *text* is a short heading of a part of a list: “Newspapers:”."""
    short = len(text.split()) <= _WORDS_OF_HEADING and len(text) <= _LONGEST_HEADING
    return short and text.endswith((":", "：")) and not separators_in(text.rstrip(":： "))


def separators_in(text: str) -> list[str]:
    """Return the kinds of signs in *text*, in their order, that could separate publisher and title."""
    body = ADDRESS.sub("", _without_marker(text))
    found = {kind: match.start() for kind, pattern in SEPARATORS.items() if (match := pattern.search(body, 1))}
    return sorted(found, key=found.__getitem__)


def ends_in_name(text: str) -> bool:
    """Return whether *text* reads as a title with a publisher's name behind it rather than before it."""
    body = Surroundings.of(_without_marker(text), at_end=True).text
    first, _, _ = _split(body)
    _, last, kind = _split_last(body)
    return bool(kind) and is_publisher(last) and not opens_with_quote(last) and not is_name(first)


def _address_alone(text: str) -> Citing | None:
    bare = text.strip(" <>()[]")
    label = _LABEL_OF_ADDRESS.match(bare)
    unlabelled = bare[label.end() :] if label else bare
    match = ADDRESS.fullmatch(bare) or ADDRESS.fullmatch(unlabelled) or _HOST_AND_PATH.fullmatch(unlabelled)
    if match is None:
        return None
    aside = tuple(filter(None, [bare[: len(bare) - len(match[0])].strip()]))
    return Citing(source=LegacySource(url=absolute(trimmed(match[0]))), strength=Strength.ADDRESS, aside=aside)


def _quoted(text: str) -> Citing | None:
    """Return the first quotation that stands where a title stands, with the publisher before or behind it."""
    if (first := _MEDIUM_FIRST.match(text)) and is_medium(first["medium"]):
        plain = f"{first['medium']}：{text[first.end() :]}"
        said = _quoted(plain) or _bare(plain)
        note = " ".join(filter(None, (first["where"], said.source.note)))
        return replace(said, source=replace(said.source, note=note))
    if two := _IN_QUOTED.match(text) or _TWO_QUOTED.match(text):
        rest = Surroundings.of(two["rest"])
        source = LegacySource(
            publisher=two["publisher"],
            title=without_stray_quotes(two["title"]),
            url=rest.url,
            issued=rest.issued,
            accessed=rest.accessed,
            printed_dates=rest.printed_dates,
            note=" ".join(filter(None, (rest.text.strip(_STRIP), *rest.addresses[1:]))),
        )
        lead = filter(None, [two.groupdict().get("lead")])
        return Citing(source=source, strength=Strength.STRONG, aside=(*lead, *rest.aside), separator="quote")
    for start in openings(text):
        end = closing(text, start)
        if end is None:
            continue
        left, title, right = text[:start], text[start + 1 : end], behind(text, end)
        if _are_two(text[start], title):
            return None
        found = _around(left, title.strip(), right)
        if found is not None:
            return found
    return None


def _are_two(mark: str, title: str) -> bool:
    """Return whether one quotation ends and another begins inside: “A” and “B” are no single title."""
    shut = {"“": "”", "«": "»", "「": "」"}.get(mark)
    return shut is not None and -1 < title.find(shut) < title.find(mark)


def _around(left: str, title: str, right: str) -> Citing | None:
    """Read the words around a quoted title; None if the quotation is only part of a title."""
    rest = Surroundings.of(right)
    before = Surroundings.of(left)
    publisher, author, note = _name(before.text), "", rest.text
    aside = before.aside + rest.aside
    inner = re.sub(r"[\s,，.。;；:()\[\]（）–—-]", "", note)
    if not publisher:
        behind_title, note = without_details(note)
        publisher, lead = _behind(behind_title)
        aside += lead
        if publisher and len(publisher.split()) > 10:
            return None
    elif (
        re.match(r"\s*[,.]?\s*[A-Z]", note)
        and left.rstrip().endswith((",", ".", ":"))
        and (is_person(publisher) or not left.rstrip().endswith(":"))
        and (is_name(note.strip(_STRIP)) or (is_person(publisher) and is_body(note.strip(_STRIP))))
    ) or (is_han_person(publisher) and HAN.search(note) and is_name(note.strip(_STRIP))):
        # “Smith, John. ‘Title.’ The Diplomat”: the author stands first.
        publisher, author, note = _name(note), publisher, ""
    elif inner and not re.match(r"\s*[,.;(\[（【–—-]", note) and not right.startswith(tuple(",.;，。；")):
        return None
    if not re.search(r"\w", title):
        return None
    # “Title,” in American print: comma and full stop belong to the line, not to the title.
    told = rest.text or rest.printed_dates or before.printed_dates
    title = re.sub(r"(?<=\w)[,，.]$", "", title) if told else title
    fits = is_name(publisher) or (is_body(publisher) and bool(rest.url or before.url or rest.issued or before.issued))
    source = LegacySource(
        publisher=publisher,
        title=title,
        author=author.strip(_STRIP),
        url=rest.url or before.url or (absolute(trimmed(title)) if ADDRESS.fullmatch(title) else ""),
        issued=rest.issued or before.issued,
        accessed=rest.accessed or before.accessed,
        printed_dates=before.printed_dates + rest.printed_dates,
        note=" ".join(part for part in (note.strip(_STRIP), *(rest.addresses + before.addresses)[1:]) if part),
    )
    strength = Strength.STRONG if fits else Strength.TITLE if not publisher else Strength.NONE
    return Citing(
        source=source,
        strength=strength,
        aside=aside,
        separator="quote",
        spoken=not re.search(r"[–—―−|｜-]\s*$", left) and not is_domain(publisher),
    )


def _behind(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the publisher behind a title, and the word that leads to it: “in: Coast Radio”."""
    lead = re.match(r"[\s,.;]*in(?::\s*|\s+(?=[A-Z]))", text, re.IGNORECASE)
    return (_name(text[lead.end() :]), ("in",)) if lead else (_name(text), ())


def _name(text: str) -> str:
    """Strip the signs around a name; an abbreviation keeps its full stop, and a bracket its other half."""
    bare = text.strip(_STRIP + "()[]（）")
    start = text.find(bare)
    before, behind = text[:start], text[start + len(bare) :]
    for opened, shut in _BRACKETS:
        if bare.count(opened) > bare.count(shut) and shut in behind:
            bare += shut
        elif bare.count(opened) < bare.count(shut) and opened in before:
            bare = opened + bare
    return f"{bare}." if f"{bare}." in text and re.search(r"\b[A-Z]$|\b(?:Inc|Ltd|Co|Corp|Dept)$", bare) else bare


def _bare(text: str) -> Citing:
    """Read a line whose title is not in quotation marks, or only has some inside it."""
    if between := _date_between(text):
        return between
    rest = Surroundings.of(text, at_end=True)
    body, place = _without_place(rest.text.strip(" ,，;:：|–—-"), dated=rest.issued is not None)
    publisher, title, kind = _bracketed(body, dated=rest.issued is not None)
    if not kind:
        publisher, title, kind = _split(body)
        first, last, sign = _split_last(body)
        if _reads_better(last, first, publisher, dated=rest.issued is not None):
            title, publisher, kind = first, last, sign
    if kind and is_domain(title.strip()) and not is_domain(publisher):
        publisher, title = title.strip(), publisher
    url, more = rest.url, rest.addresses[1:]
    if not title and rest.url and is_name(publisher) and len(publisher.split()) <= 4:
        # The address is the title as well; a second one is where it leads.
        title, kind = rest.addresses[0], "address"
        url, more = absolute(rest.addresses[min(1, len(more))]), more[1:]
    elif not title:
        publisher, title = "", publisher
    fits = bool(kind) and is_name(publisher) and read_date(publisher) is None
    source = LegacySource(
        publisher=_without_stop(publisher, 3).strip(" *_"),
        title=_without_stop(without_stray_quotes(title), 2),
        url=url,
        issued=rest.issued,
        accessed=rest.accessed,
        printed_dates=rest.printed_dates,
        note=" ".join(filter(None, (place, *more))),
    )
    strength = Strength.NONE
    if fits:
        firm = rest.url and (kind not in _WEAK or is_domain(publisher))
        strength = Strength.STRONG if firm else Strength.WEAK
    elif rest.url and body:
        strength = Strength.WEAK
    return Citing(source=source, strength=strength, aside=rest.aside, separator=kind)


def _without_stop(text: str, least: int) -> str:
    """Return *text* without signs behind a space at its end, or the full stop behind a word of some small letters."""
    bare = text.rstrip(".,")
    if bare == text:
        return text
    if bare.rstrip() != bare:
        return bare.rstrip()
    return text[:-1] if re.fullmatch(rf"[^\W_A-Z]{{{least}}}\.", text[-least - 1 :]) else text


def _reads_better(last: str, title: str, first: str, *, dated: bool) -> bool:
    """Return whether, in a line by itself, *last*, after the *title*, is the publisher rather than *first*."""
    if not (is_publisher(last) or is_medium(last)) or is_known_place(last) or last.casefold() in _FORMS:
        return False
    if not is_name(first) and not is_domain(first):
        return dated or bool(_COUNTED.search(title))
    if is_medium(last):
        return dated and not is_medium(first)
    # Both can be names, and that of a publisher is short.
    longer = len(title.split()) - len(last.split())
    return dated and longer >= _MORE_WORDS and len(last.split()) <= _WORDS_OF_NAME and not names_body(first)


def _date_between(text: str) -> Citing | None:
    """Read publisher, date and title: “Coast Radio, 2 May 2015. Ferry line closed”, “Küstenbote v. 2.5.2015, S. 2: …”.

    Datelines and chronologies begin alike, so this is weak, and no reference by itself.
    """
    found = next((one for one in find_dates(text[:_REACH]) if one.reading.role not in UNPUBLISHED), None)
    year = _YEAR_BEHIND.search(text, 0, _REACH) if found is None else None
    if found is not None:
        start, end, issued = found.start, found.end, found.reading.partial
    elif year is not None:
        start, end, issued = year.start(), year.end(), PartialDate(year=int(year[0]))
    else:
        return None
    # “vom 2.5.2015”: the words before a date belong to it.
    before = text[:start] + ("," if text[start].isalpha() else "")
    lead = _DATE_BEHIND.search(before)
    title = _TITLE_BEHIND.match(text, end)
    publisher = before[: lead.start()].strip(_STRIP) if lead else ""
    if title is None or not (is_name(publisher) or is_body(publisher)) or is_known_place(publisher):
        return None
    if len(publisher.split()) > _LONGEST_NAME:
        return None
    rest = Surroundings.of(text[title.end() :])
    source = LegacySource(
        publisher=publisher,
        title=without_stray_quotes(rest.text.strip(_STRIP)),
        url=rest.url,
        issued=issued,
        accessed=rest.accessed,
        printed_dates=(text[start:end], *rest.printed_dates),
        note=title["page"] or "",
    )
    words = lead[0].strip(" ,.") if lead else ""
    aside = (*filter(None, [words]), *rest.aside)
    return Citing(source=source, strength=Strength.WEAK, separator="date", aside=aside) if source.title else None


def _without_place(text: str, *, dated: bool) -> tuple[str, str]:
    """Split off the place before the day of *text*: “Mining Agency. List of dams. Brasília, 1 Jan. 2019”."""
    match = _PLACE.search(text) if dated else None
    if match is None or len(list(SEPARATORS["stop"].finditer(text))) < 2:
        return text, ""
    return text[: match.start()], match["place"]


def _bracketed(text: str, *, dated: bool) -> tuple[str, str, str]:
    """Return *text* with its publisher in brackets: “[Coast Radio] Title”, “Title (Coast Radio)”.

    In a *dated* line the date stood in the brackets too, as in “Title (Coast Radio, 4 May 2015)”.
    """
    whole = _DATED_BRACKET.fullmatch(text) if dated else None
    match = _FIRST_BRACKET.fullmatch(text) or whole or _LAST_BRACKET.fullmatch(text)
    if match is None or not is_name(match["publisher"]) or match["publisher"].casefold() in _FORMS:
        return text, "", ""
    if whole is None and separators_in(text):
        return text, "", ""
    return match["publisher"].strip(), match["title"].strip(), "bracket"


def _split_last(text: str) -> tuple[str, str, str]:
    """Return *text* at its last stroke or dash, or else at its last comma."""
    for kinds in (("pipe",), ("dash", "slash"), ("comma",), ("stop",)):
        places = [(match, kind) for kind in kinds for match in SEPARATORS[kind].finditer(text, 1)]
        if places:
            break
    match, kind = max(places, key=lambda place: place[0].start(), default=(None, ""))
    if match is None:
        return text, "", ""
    return text[: match.start()].strip(), text[match.end() :].strip(), kind


def _split(text: str) -> tuple[str, str, str]:
    """Return *text* at the sign between publisher and title: the first that fits."""
    # A stroke stands in no title.
    for kinds in (("pipe",), _FIRM, _WEAK):
        found = [(SEPARATORS[kind].search(text, 1), kind) for kind in kinds]
        places = [(match, kind) for match, kind in found if match and match.end() < len(text)]
        if places:
            break
    match, kind = min(places, key=lambda place: place[0].start(), default=(None, ""))
    if match is None:
        return text, "", ""
    return text[: match.start()].strip(), text[match.end() :].strip(), kind
