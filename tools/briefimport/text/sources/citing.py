"""Reads one line as a source, and tells by its form how certain it is that it is one."""

import functools
import re
from dataclasses import replace

from briefarchive.reading.languages import HAN

from ...legacy import LegacySource
from ..dates.printed import has_year
from ..people.names import MAIL
from .addresses import ADDRESS, add_scheme, trim_address
from .arrangement import LONGEST, LineReading, best_reading, has_other_words, make_citing, sign_between
from .authors import are_certain_persons
from .cited_line import CitedLine
from .likeness import likeness_to_name, likeness_to_title
from .publisher_names import is_body, is_domain, is_name, names_publisher
from .quotations import has_quotes
from .references import Citing, Strength
from .segments import has_seam
from .sites import is_site_of

_HOST_AND_PATH = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"“”«»]+", re.IGNORECASE)
_LABEL_OF_ADDRESS = re.compile(r"(?:url|link|网址)\s*[:：]?\s*", re.IGNORECASE)
# Signs that stand in no title, or in few; those that may part a title from a publisher before it, or behind it.
_STROKES = frozenset({"pipe", "slash", "strokes"})
_FIRM = _STROKES | {"dash", "colon", "open", "in"}
_BEHIND_NAME, _BEFORE_NAME = _STROKES | {"dash", "colon", "comma", "stop"}, frozenset({"open", "in", "strokes"})
# Signs of style guides; and “PORTOS zeram tarifas. Folha do Porto, …”, “BRASIL. Ministério dos Portos. …”.
_SIGNS_OF_STYLE, _LONGEST_STYLED = frozenset({"strokes", "in", "medium"}), 400
_IN_CAPITALS = re.compile(r"[^\W\d_a-zß-ÿа-я]{3,}(?=[\s.])")
# So well do the parts of a line fit that is a reference for itself.
_LIKELY, _LIKELY_WITH_SIGN = 3.0, 0.5
_LONGEST_REFERENCE, _LONGEST_ARRANGED = 500, 300
_PARTS = re.compile(r"[|｜¦–—―−/·•→>(（【]|\[(?!\d+\])|[^.,;:]:\s\S|：|\s-{1,3}\s")
_ENDS, _LEAST_SENTENCE, _LONGEST_UNDATED = (".", "。", "!", "?", ",", ";", ":"), 90, 160
# What sources have and plain sentences do not; where a sentence ends.
_SIGN_OF_SOURCE = re.compile(r"[《》〈〉“”\"«»„「」『』()（）\[\]【】|/]")
_STOP = re.compile(r"[。！？]|(?<=[^\W\d_]{3})[.!?](?=\s|$)")
_LONGEST_SENTENCES, _SHORTEST_IN_HAN, _FEWEST_WORDS = 400, 8, 5
# Signs between the parts of a source
_NAMED = re.compile(r"[^\s,.;:：，、][,.;:：，、]\s*[^\W\d_]{2}")
_WORDS_OF_HEADING, _LONGEST_HEADING, _LONGEST_CONTACT = 4, 60, 200


def read_source(text: str, line: int = 0) -> Citing:
    """Return *text* as a source; its strength says how well it fits.

    Args:
        text: The line, or the lines that belong to it.
        line: Its number in the file.
    """
    citing = _read_source(text)
    return replace(citing, source=replace(citing.source, line=line)) if line else citing


# Asked several times for each line: where it stands, what stands around it, what it says.
@functools.lru_cache(maxsize=4_096)
def _read_source(text: str) -> Citing:
    if len(text) > LONGEST or _is_prose(text) or opens_with_sentences(text) or _is_contact(text):
        return Citing(source=LegacySource(title=text), strength=Strength.NONE)
    line = CitedLine.of(text)
    if address := _address_alone(line):
        return Citing(source=LegacySource(url=add_scheme(address)), strength=Strength.ADDRESS, aside=line.aside)
    reading = best_reading(line)
    if reading is None:
        return _without_publisher(line)
    citing = make_citing(line, reading)
    if _is_styled(line, reading):
        return replace(citing, separator="style")
    return _quoted(line, reading, citing) if citing.separator == "quote" else _unquoted(line, reading, citing)


def _is_prose(text: str) -> bool:
    """Return whether *text* is a sentence or a part of one: nothing is dated or quoted, and no sign parts a name."""
    ends = len(text) > (_LEAST_SENTENCE if text.endswith(_ENDS) else _LONGEST_UNDATED)
    if not (ends or (text[:1].islower() and "." not in text.partition(" ")[0])):
        return False
    return not (has_year(text) or ADDRESS.search(text) or has_quotes(text) or _PARTS.search(text))


def _is_contact(text: str) -> bool:
    """Return whether *text* names an address for mail, and nothing that was published: “News: port@coast.example”."""
    if len(text) > _LONGEST_CONTACT or has_year(text) or has_quotes(text) or ADDRESS.search(text):
        return False
    # “Coast Radio: Rates fall, from radio@coast.example” names what was published.
    return bool(MAIL.search(text)) and not _NAMED.search(MAIL.sub("", text))


def opens_with_sentences(text: str) -> bool:
    """Return whether two sentences of plain words begin *text*: a paragraph, even if a source in brackets ends it."""
    head = _SIGN_OF_SOURCE.split(text[:_LONGEST_SENTENCES], maxsplit=1)[0]
    *sentences, _ = _STOP.split(head)
    return len(sentences) > 1 and all(map(_has_plain_words, sentences[:2]))


def _has_plain_words(sentence: str) -> bool:
    """Return whether a sentence is longer than a name, and most of its words are no names either."""
    if HAN.search(sentence):
        return len(sentence.strip()) >= _SHORTEST_IN_HAN
    words = sentence.split()
    return len(words) >= _FEWEST_WORDS and sum(map(str.islower, words)) * 2 > len(words)


def _address_alone(line: CitedLine) -> str:
    """Return the address that is all *line* has; empty if it says more, or when the address was seen."""
    words = _LABEL_OF_ADDRESS.sub("", line.text.strip(" <>()[]"), count=1)
    if _HOST_AND_PATH.fullmatch(words) and not line.addresses:
        return trim_address(words)
    alone = len(line.addresses) == 1 and not line.accessed and not any(map(str.isalnum, words))
    return line.addresses[0] if alone else ""


def _is_styled(line: CitedLine, reading: LineReading) -> bool:
    """Return whether the signs of *line* show that it follows a style guide.

    Such signs are persons before a title, a year in brackets after the first name, two slashes, “In:” and a medium.
    """
    signs = [segment.sign for segment in line.segments]
    signed = not _SIGNS_OF_STYLE.isdisjoint(signs)
    if (
        len(line.text) > _LONGEST_STYLED
        # In Chinese the medium is sign enough; in other languages a note may stand in such brackets.
        or not (line.is_dated or ("medium" in signs and HAN.search(line.text)))
        or reading.worth < (_LIKELY_WITH_SIGN if signed else _LIKELY)
    ):
        return False
    year_behind = signs[0] == "open" and line.segments[1].kind == "date"
    by_person = reading.author is not None and reading.author[0] == 0
    in_capitals = signs[0] == "stop" and bool(_IN_CAPITALS.match(line.text))
    return signed or by_person or year_behind or in_capitals


def _quoted(line: CitedLine, reading: LineReading, citing: Citing) -> Citing:
    """Return *citing*, whose title is in quotation marks: strong if a name and nothing else stands beside it."""
    source, (start, end) = citing.source, reading.title or (0, 0)
    fits = is_name(source.publisher) or (is_body(source.publisher) and bool(source.url or source.issued))
    fills_line = end - start == 1 and not has_other_words(line, reading)
    spoken = line.sign_before(start) not in ("dash", "pipe") and not is_domain(source.publisher)
    weak = bool(source.url or source.issued) and reading.worth >= _LIKELY
    strength = Strength.STRONG if fits and fills_line else Strength.WEAK if weak else Strength.NONE
    return replace(citing, strength=strength, spoken=spoken)


def _unquoted(line: CitedLine, reading: LineReading, citing: Citing) -> Citing:
    """Return *citing*, whose title no marks show: strong only with an address and a sign that titles seldom have."""
    source, sign = citing.source, sign_between(line, reading)
    fits = is_name(source.publisher) or reading.worth >= _LIKELY
    marked = reading.publisher is not None and line.segments[reading.publisher[0]].kind == "quote"
    # “Coast Radio, n. d.: Rates fall”
    dated = source.issued is not None or any(segment.kind == "undated" for segment in line.segments)
    if fits and marked and dated:
        # “《Newspaper》4 May 2015: Title”, “Title, „Newspaper”, b.d.”
        return replace(citing, separator="quote")
    if not source.url:
        fits &= not has_other_words(line, reading) and (dated or _is_name_and_title(line, reading, sign))
        return replace(citing, strength=Strength.WEAK if fits else Strength.NONE, separator=sign)
    firm = fits and (sign in _FIRM or is_domain(source.publisher))
    return replace(citing, strength=Strength.STRONG if firm else Strength.WEAK, separator=sign)


def _is_name_and_title(line: CitedLine, reading: LineReading, sign: str) -> bool:
    """Return whether a line without date and address may be a publisher's name and a title, and no sentence."""
    title, publisher = reading.title or (0, 0), line.bare(reading.publisher or (0, 0))
    inner = {segment.sign for segment in line.segments[title[0] : title[1] - 1]}
    if not inner.isdisjoint(_STROKES) or are_certain_persons(line.text):
        return False
    if title[0]:
        return sign in _BEHIND_NAME
    return sign in _BEFORE_NAME or (sign in _FIRM and (names_publisher(publisher) or is_domain(publisher)))


def _without_publisher(line: CitedLine) -> Citing:
    """Return *line* as a title, or as a publisher whose address is the title as well: “Coast Radio, http://…”."""
    run = (line.plain[0], line.plain[-1] + 1) if line.plain else None
    date = next((place for place in line.dates if not run or not run[0] <= place < run[1]), None)
    alone = len(line.plain) == 1
    if run and alone and _is_publisher(line):
        citing = make_citing(line, LineReading(publisher=run, date=date))
        named = replace(citing.source, title=line.addresses[0])
        return replace(citing, source=named, strength=Strength.STRONG, separator="address")
    citing = make_citing(line, LineReading(title=run, date=date))
    if run and alone and citing.separator == "quote":
        return replace(citing, strength=Strength.TITLE)
    return replace(citing, strength=Strength.WEAK if run and line.addresses else Strength.NONE, separator="")


def _is_publisher(line: CitedLine) -> bool:
    """Return whether the only words of *line* beside its address are a publisher's name rather than a title."""
    place = line.plain[0]
    name = line.bare((place, place + 1))
    if line.segments[place].kind != "text" or not line.addresses or not is_name(name):
        return False
    return is_site_of(name, add_scheme(line.addresses[0])) or likeness_to_name(name) > likeness_to_title(name)


@functools.lru_cache(maxsize=4_096)
def is_reference(text: str) -> bool:
    """Return whether *text* has the fields of a reference in any form: an address, or a publisher and a date."""
    if len(text) > _LONGEST_REFERENCE:
        return False
    citing = read_source(text)
    if citing.strength is Strength.STRONG or citing.source.url or citing.source.accessed:
        return True
    dated = (citing.source.issued is not None or citing.separator == "style") and bool(citing.source.publisher)
    return dated and citing.separator != "date" and citing.strength > Strength.NONE


def looks_like_reference(text: str) -> bool:
    """Return whether *text* is a reference by its signs, or may be one in another arrangement."""
    return is_reference(text) or may_be_reference(text)


@functools.lru_cache(maxsize=4_096)
def may_be_reference(text: str) -> bool:
    """Return whether *text* has a date or an address, a publisher's name and a title, in any arrangement."""
    if len(text) > _LONGEST_ARRANGED or opens_with_sentences(text):
        return False
    line = CitedLine.of(text)
    dated = line.addresses or any(segment.kind == "date" for segment in line.segments)
    reading = best_reading(line) if dated else None
    return reading is not None and reading.worth >= _LIKELY


def is_heading_of_part(text: str) -> bool:
    """Return whether *text* is a short heading of a part of a list: “Newspapers:”."""
    short = len(text.split()) <= _WORDS_OF_HEADING and len(text) <= _LONGEST_HEADING
    return short and text.endswith((":", "：")) and not has_separator(text.rstrip(":： "))


def has_separator(text: str) -> bool:
    """Return whether *text* has a sign that could part a publisher and a title."""
    return has_seam(CitedLine.of(text).text)


def ends_in_name(text: str) -> bool:
    """Return whether *text* reads as a title with a publisher's name behind it rather than before it."""
    line = CitedLine.of(text)
    reading = best_reading(line)
    if reading is None or not reading.title or not reading.publisher:
        return False
    return reading.title < reading.publisher and is_name(line.bare(reading.publisher))
