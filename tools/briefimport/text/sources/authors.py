"""Reads the names of the authors of a source: initials, words such as “by”, and known first names show them."""

import re
from collections.abc import Iterator

from briefarchive.bibtex.names import format_names, read_names
from briefarchive.model import Name
from briefarchive.reading.languages import HAN

from ...words import make_pattern
from ...words.places import is_known_place
from ..people.first_names import is_first_name
from ..people.names import is_han_person, is_name
from ..people.unlabelled_names import is_certain_person, may_be_person
from .publisher_names import names_publisher

_NAME = r"[^\W\d_a-zà-ÿа-яё\u3040-\u9fff](?:(?![\u3040-\u9fff])[\w'’.-])*"
_PARTICLE = r"(?:(?:de|da|do|dos|das|del|la|von|vom|van|der|den|ter|ten|di|du|y|e|af|av|zu|zur|zum)\s+)*"
_LETTERS = r"(?:[^\W\d_a-z]\.[\s-]?){1,3}"
_ONE = rf"{_PARTICLE}{_NAME}(?:[\s-]{_PARTICLE}{_NAME}){{0,2}},?\s+(?:{_LETTERS}|{_NAME}(?:\s{_NAME}){{0,2}})"
_PERSON = re.compile(
    rf"{_PARTICLE}{_NAME}(?:[\s-]{_PARTICLE}{_NAME}){{0,2}}(?:,\s+(?:{_LETTERS}|{_NAME}(?:\s{_NAME}){{0,2}})|\s+{_LETTERS})"
    rf"(?:\s*(?:,?\s*(?:;|&|\b(?:{make_pattern('bylines', 'and')})\b)|,)\s*{_ONE})*\.?"
)
_COUNTRIES_IN_LETTERS = ("U.S.", "U. S.", "U.K.", "U.N.", "E.U.", "D.C.")
# The names of persons before a title are not longer.
_REACH = 120
LABEL_OF_AUTHOR = rf"(?:{make_pattern('bylines', 'author')}|作者|记者|記者|文)\s*[:：/／]\s*"
"""What stands before the authors of a source."""
# “by Ada Example, Coast Radio”, “，作者：石砚，”
_BY = (
    rf"(?:(?P<by>{make_pattern('bylines', 'by')})\s+"
    rf"|{LABEL_OF_AUTHOR}"
    # “本报记者石砚”
    r"|(?:[\u3400-\u9fff]{2,4})?(?:特[派约約])?(?:记者|記者|通讯员|通訊員)\s*(?=[\u3400-\u9fff]{2,4}(?:[、，,\s和与與]|$)))"
)
_LEAD = re.compile(_BY, re.IGNORECASE)
_BETWEEN = re.compile(
    # In Japanese the sign parts the words of a transcribed name as well: “ジョン・スミス”.
    rf"\s*[;；/、&]\s*|(?<=[\u3400-\u9fffa-z]{{2}})・(?=[\u3400-\u9fffA-Z])"
    rf"|,?\s+(?:{make_pattern('bylines', 'and')})\s+|\s*[和与與及]\s*(?=[\u3400-\u9fff]{{2}})",
    re.IGNORECASE,
)
# These stand before things and places, and in names, as well.
_DOUBTFUL = frozenset({"di", "da", "von", "van", "od", "av"})
_COMMA = re.compile(r"\s*[,，،]\s*")
_INITIALS = re.compile(r"(?:[^\W\d_a-z\u3040-\u9fff]\.?[\s-]?){1,4}")
_JUNIOR = re.compile(r"\s(?:Jr|Sr|II|III)\.?$")
# “约翰·史密斯”
_TRANSCRIBED = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•‧][\u3400-\u9fff]{1,8}){1,3}")
# “SAMPLE Ada”
_SURNAME_FIRST = re.compile(
    r"(?P<family>(?:[A-ZÀ-Þ]{2,}[\s'’-])*[A-ZÀ-Þ]{2,})\s(?P<given>[A-ZÀ-Þ][a-zß-ÿ]+(?:[\s-][A-ZÀ-Þ][a-zß-ÿ]+)*)"
)
_INITIALS_BEHIND = re.compile(r"(?P<family>\S.*?\S)\s+(?P<given>(?:[^\W\d_]\.\s?){0,3}[^\W\d_]\.?)")
_LONGEST, _WORDS = 120, 3


def names_of_authors(text: str) -> str:
    """Return the persons whom *text* names, as BibTeX writes them; empty if it names anything else."""
    lead = _LEAD.match(text)
    start = lead.end() if lead and _is_led(lead, text[lead.end() :]) else 0
    parts = _BETWEEN.split(text[start:].strip(" ,;")) if len(text) <= _LONGEST else []
    alone = len(parts) == 1
    people = [_read_name(printed_name) for part in parts if part for printed_name in _people_in(part, alone=alone)]
    return format_names([person for person in people if person]) if all(people) else ""


def are_certain_persons(text: str) -> bool:
    """Return whether *text* names persons alone, each by a first name, a title or initials, or behind “by”."""
    lead = _LEAD.match(text)
    return _are_persons(text, sure=False) or (lead is not None and _is_led(lead, text[lead.end() :]))


def names_certain_person(text: str) -> bool:
    """Return whether *text* names several persons, one of them beyond doubt: “Xyz Example and Ada Example”."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    return len(parts) > 1 and any(map(is_certain_person, parts)) and _are_persons(text, sure=True)


def have_certain_given_names(text: str) -> bool:
    """Return whether a known first name or initials stand behind each comma between the names of a person."""
    givens = [given for _, _, given in (name.partition(", ") for name in names_of_authors(text).split(" and "))]
    return all(not given or _is_certain_given(given) for given in givens)


def is_person(text: str) -> bool:
    """Return whether *text* is one person or several, as lists print them: surname first, or with initials."""
    return len(text) <= _REACH and bool(_PERSON.fullmatch(text))


def _is_led(lead: re.Match[str], names: str) -> bool:
    """Return whether a word that leads to names has some behind it; “von Example A.” is one person."""
    if (lead["by"] or "").casefold() not in _DOUBTFUL:
        return _are_persons(names, sure=True)
    first = names.split(maxsplit=1)[0] if names.strip() else ""
    return (is_first_name(first) or bool(_INITIALS.fullmatch(first))) and _are_persons(names, sure=False)


def _are_persons(text: str, *, sure: bool) -> bool:
    """Return whether *text* names only persons, each by first name unless a word before it makes this *sure*."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    person = may_be_person if sure else _is_certain
    of_body = names_publisher(text) or text.startswith(_COUNTRIES_IN_LETTERS)
    return bool(parts) and not of_body and all(map(person, parts))


def _is_certain(text: str) -> bool:
    return bool(_TRANSCRIBED.fullmatch(text)) or is_certain_person(text)


def _people_in(text: str, *, alone: bool) -> Iterator[str]:
    """Yield the names in a part of a list of authors, in which a comma parts family and given name, or two persons."""
    pieces = [piece for piece in _COMMA.split(text) if piece]
    places = iter(range(len(pieces)))
    for place in places:
        piece, following = pieces[place], pieces[place + 1] if place + 1 < len(pieces) else ""
        if match := _INITIALS_BEHIND.fullmatch(piece) or _match_surname_first(piece):
            yield f"{match['family']}, {match['given']}"
        elif _is_given(following, piece, alone=len(pieces) == 2 and (alone or " " not in piece)):
            yield f"{piece}, {following}"
            next(places)
        else:
            yield piece


def _match_surname_first(text: str) -> re.Match[str] | None:
    match = _SURNAME_FIRST.fullmatch(text)
    return match if match and _is_certain_given(match["given"]) else None


def _is_given(text: str, family: str, *, alone: bool) -> bool:
    """Return whether *text*, behind a comma, is the given name of a person; *alone*: no other names stand beside it."""
    if not text or HAN.search(family):
        return False
    if _INITIALS.fullmatch(text) or (family.isupper() and not text.isupper()):
        return True
    is_full = is_certain_person(family) and family.split(maxsplit=1)[0].casefold() not in _DOUBTFUL
    if alone:
        # “García Sample, Gabriel José”, but “Xyz Example, Ada Sample”
        several = " " in family and " " in text and is_certain_person(text)
        return (not is_full and not (several and not all(map(is_first_name, text.split())))) or " " not in text
    return not is_full and all(map(is_first_name, text.split()))


def _is_certain_given(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text)) or is_first_name(text.split(maxsplit=1)[0])


def _read_name(text: str) -> Name | None:
    """Return the person whom *text* names, with a comma behind the family name or without one; None if it names none.

    Where its place alone shows that it is a person, nothing tells which of its words is the family name.
    """
    family, comma, given = text.partition(", ")
    if not comma:
        if _JUNIOR.search(text):
            return Name(literal=text)
        if _is_certain(text) or is_han_person(text):
            return read_names(text)[0][0]
        return Name(literal=text) if may_be_person(text) and not names_publisher(text) else None
    short = len(family.split()) <= _WORDS and len(given.split()) <= _WORDS
    place = not _is_certain_given(given) and (is_known_place(family) or is_known_place(given))
    if not short or place or not is_name(f"{given} {family}") or names_publisher(text):
        return None
    # “EXAMPLE, A”
    stop = "." if re.search(r"(?:^|[\s.])[^\W\d_]$", given) else ""
    return Name(family=family.title() if family.isupper() else family, given=f"{given}{stop}")
