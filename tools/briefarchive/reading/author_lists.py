"""Recognizes author and editor lists copied from bylines, which BibTeX would misread.

BibTeX separates names by “and”. A comma separates family and given name, and a semicolon means nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..bibtex.grammar import split_outside
from ..bibtex.names import AND
from ..model.slugs import remove_accents
from ..model.tables import load_words

_TABLE = load_words(__file__)
_GIVEN_NAMES = frozenset(_TABLE["given_names"].split())
_FAMILY_NAMES_FIRST = frozenset(_TABLE["family_names_first"].split())
_DOUBLE_FAMILY_NAMES = frozenset(_TABLE["double_family_names"].split())
_ORGANISATION = re.compile(rf"\b(?:{'|'.join(_TABLE['organisations'].split())})\b")
_MAX_LENGTH = 2_000
_WHOLE_HAN = re.compile(r"[\u3005\u3400-\u9fff]{2,4}")
_BY = re.compile(
    r"^(?:(?:(?:written\s+|story\s+|reported\s+)?by\s*:?\s+|(?:作者|撰文|记者|文)\s*[:：/／|]\s*))", re.IGNORECASE
)
_TITLE = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mme)\.?|Professor|Doctor|Ambassador)\s+(?=[^\W\d_])")
_MAIL = re.compile(r"\s*[(<\[]?\s*[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\s*[)>\]]?")
_ROLES = rf"(?:{'|'.join(_TABLE['roles'].split())})s?"
_ROLE = re.compile(
    rf"(?:\s*[,(]|\s+[–—-])\s*(?:[\w’'.]+\s+){{0,4}}{_ROLES}(?:\s+(?:in|of|for)\s+[\w ]+)?\)?$|\s+staff\s+{_ROLES}$",
    re.IGNORECASE,
)
_AGENCY = re.compile(r",\s+(?:Reuters|Xinhua|Bloomberg|AFP|AP|TASS|BBC|CNN|CGTN|CCTV)$")
_DEGREE = re.compile(r",?\s+(?:Ph\.?\s?D\.?|Esq\.?|MBA)$|\s*\((?:[Ee]ds?|[Tt]rans|[Hh]rsg)\.?\)$")
_PLACE = re.compile(r"(?<=[a-z])\s+in\s+[A-Z][\w ]+$")
_CITIES = "|".join(_TABLE["cities"].split()).replace("_", " ")
_CITY = re.compile(rf"(?:\s*[,，;；(（]|\s+[–—|-])\s*(?:{_CITIES})[)）]?$")
_ONLY_ROLE = re.compile(
    rf"(?:(?:our|own|from|special|senior|foreign|staff|agency)\s+){{0,3}}(?:{_ROLES}|staff|agencies)", re.IGNORECASE
)
_ET_AL = re.compile(r"(?:^|[,，\s]+)et\.?\s+al\b\.?$|(?<=[\u3400-\u9fff]{2})\s*等人?$", re.IGNORECASE)
_FULL_WORD = re.compile(r"[a-z]{4}\.$")
_ENCLOSING = " ,，;；()（）–—-|"

_SEPARATORS = re.compile(r"\s*[;；、|]\s*|\s+[/+]\s+")
_AMPERSAND = re.compile(r"\s+(?:\\?&|und|with|et(?!\s+al)|y)\s+")
_NAME_OF_PERSON = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,2}[A-Z][\w’'-]+")
_FAMILY_AND_GIVEN = re.compile(
    r"(?:[a-z]{1,4}\s+){0,3}[A-ZÀ-Ž][\w’'-]+(?:[ \t][A-ZÀ-Ž][\w’'-]+)?,\s+[A-ZÀ-Ž][\w.’'-]*(?:\s+[A-ZÀ-Ž][\w.’'-]*)?"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")
_JUNIOR = re.compile(r"(?:Jr|Sr|Junior|Senior|[IVX]{1,4}|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)
_PINYIN = re.compile(_TABLE["pinyin"], re.IGNORECASE)
_MARKUP = re.compile(r"[{=]|\\(?!&)|&#?\w+;")
_OF = re.compile(r" (?:of|for|on|the) ")


@dataclass(slots=True)
class Names:
    """The intended names of a list, what is wrong with how they are written, and whether the correction is certain."""

    names: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    certain: bool = True
    others: bool = False
    hint: str = ""

    @property
    def written(self) -> str:
        """The list in BibTeX syntax."""
        return " and ".join([*self.names, *(["others"] if self.others else [])])

    def report(self, fact: str, *, certain: bool = False) -> None:
        """Record what is wrong, and whether the correction is certain."""
        self.certain &= certain
        if fact not in self.wrong:
            self.wrong.append(fact)

    def report_separator(self, separator: str, *, certain: bool = False) -> None:
        """Record a separator that means nothing to BibTeX."""
        self.report(f'"{separator.strip()}" does not separate names', certain=certain)


def correct_names(value: str, publisher: str = "") -> Names | None:
    """Return the names intended by a list that BibTeX would misread; None if the list is correct."""
    if len(value) > _MAX_LENGTH or not value.strip():
        return None
    names = Names()
    parts = [" ".join(part.split()) for line in split_outside(value, AND) for part in _split_lines(line, names)]
    for part in parts:
        if _MARKUP.search(part):
            names.names.append(part)
        elif part.casefold() == "others":
            names.others = True
        else:
            _read_part(part, names, publisher)
    names.names = [name for name in names.names if name]
    people = [name for name in names.names if not _ORGANISATION.search(name)]
    if people and len(names.names) > 1 and _are_eastern(people):
        # “Sun Art” is a company.
        names.certain &= all(_PINYIN.fullmatch(name.split()[1]) for name in people)
        names.names = [name.replace(" ", ", ") if name in people else name for name in names.names]
    _brace_organizations(names, many=len(parts) > 1)
    return names if names.wrong else None


def is_person(name: str) -> bool:
    """Return whether a name is a person's, and has no word of an organization, office or city."""
    return _may_be_person(name) and not re.search(rf"&| and |\b(?:{_CITIES}|(?i:{_ROLES}))\b", name)


def is_person_in_capitals(name: str) -> bool:
    """Return whether a name is a person's in capitals; organizations in capitals are abbreviations."""
    if not name.isupper() or "{" in name or len(name) > _MAX_LENGTH:
        return False
    family, comma, given = name.partition(",")
    if comma:
        return len(family.strip()) > 2 and bool(re.search(r"[^\W\d_]{3}", given))
    return " " in name and _begins_like_person(name.title())


def _split_lines(text: str, names: Names) -> list[str]:
    """Split names on lines of their own, if there is no other separator."""
    lines = [line.strip() for line in text.split("\n")]
    is_certain = len(lines) > 1 and all(map(_FAMILY_AND_GIVEN.fullmatch, lines))
    if len(lines) < 2 or not (is_certain or all(map(_NAME_OF_PERSON.fullmatch, lines))):
        return [text]
    names.report("the end of a line does not separate names", certain=is_certain)
    return lines


def _read_part(part: str, names: Names, publisher: str) -> None:
    """Read the text between two “and”."""
    part = _remove(part, [_CITY], names)
    pieces = [piece for piece in _SEPARATORS.split(part) if piece]
    if len(pieces) > 1:
        separators = [separator.strip() for separator in _SEPARATORS.findall(part)]
        # After other separators there may be an agency, and “、” also occurs in names of organizations.
        is_alike = len({"," in piece for piece in pieces}) == 1
        is_certain = is_alike and {*separators} <= {";", "；"} and all(map(is_person, pieces))
        names.report_separator(separators[0], certain=is_certain)
    for piece in pieces:
        for name in _split_ampersands(_clean_name(piece, names), names):
            names.names.extend(_split_commas(_clean_name(name, names, publisher), names))


def _clean_name(text: str, names: Names, publisher: str = "") -> str:
    """Remove what is not part of a name."""
    text = _remove(text, (_BY, _TITLE), names)
    if "@" in text and (match := _MAIL.search(text)) and match[0] != text:
        names.report("an e-mail address is not part of a name", certain=True)
        text = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,")
    if _ONLY_ROLE.fullmatch(text):
        names.report(f'"{text}" is not a name')
        names.hint = "delete the field"
        return text
    text = _remove(text, (_CITY, _ROLE, _AGENCY, _DEGREE), names)
    if _begins_like_person(text):
        text = _remove(text, [_PLACE], names)
    if match := _ET_AL.search(text):  # a Chinese name may end in “等”
        names.report(f'"{match[0].strip(_ENCLOSING)}" is not a name', certain="等" not in match[0])
        names.others = True
        text = text[: match.start()]
    if _FULL_WORD.search(text) and "," not in text and _may_be_person(text):
        names.report("there is a full stop after the name")
        text = text[:-1]
    if publisher:
        text = _remove(text, [re.compile(rf"(?:, | \(| [-–|] ){re.escape(publisher)}\)?$")], names)
    return text.strip()


def _remove(text: str, patterns: Iterable[re.Pattern[str]], names: Names) -> str:
    """Remove what these patterns find in a person's name."""
    for pattern in patterns:
        match = pattern.search(text)
        rest = f"{text[: match.start()]}{text[match.end() :]}" if match else ""
        if match and _may_be_person(rest):
            names.report(f'"{match[0].strip(_ENCLOSING)}" is not part of a name', certain=pattern is _BY)
            text = rest
    return text


def _may_be_person(text: str) -> bool:
    """Return whether a name has two words or is Chinese, and has no word typical of organizations."""
    return (" " in text or bool(_WHOLE_HAN.fullmatch(text))) and not _ORGANISATION.search(text)


def _split_ampersands(text: str, names: Names) -> list[str]:
    parts = [part.rstrip(",") for part in _AMPERSAND.split(text)]
    if len(parts) < 2 or _ORGANISATION.search(text) or not all(" " in part and part[0].isupper() for part in parts):
        return [text]
    if " y " in text and not all(map(_begins_like_person, parts)):  # “José Ortega y Gasset” is one person
        return [text]
    # Company names contain the same character.
    is_certain = all("," in part and _INITIALS.fullmatch(part.rpartition(",")[2].strip()) for part in parts)
    names.report_separator(_AMPERSAND.findall(text)[0].strip(" \\"), certain=is_certain)
    return parts


def _begins_like_person(name: str) -> bool:
    """Return whether the first word of a name is a given name, or a family name that comes first."""
    first = name.split(maxsplit=1)[0]
    return remove_accents(first) in _GIVEN_NAMES or first in _FAMILY_NAMES_FIRST


def _split_commas(text: str, names: Names) -> list[str]:
    if text.endswith(","):
        text = text.rstrip(" ,")
        names.report_separator(",", certain="," not in text or text.endswith("."))
    pieces = [piece.strip() for piece in re.split("[,，]", text)]
    if len(pieces) == 1 or not all(pieces) or "&" in text:
        return [text]
    is_chinese = all(map(_WHOLE_HAN.fullmatch, pieces))
    if "，" in text or is_chinese:
        is_list = is_chinese and not _is_chinese_name(pieces)
    elif len(pieces) == 2:
        is_list = _are_two_people(pieces)
    else:
        return _split_list(text, pieces, names)
    if is_list:
        names.report_separator("，" if "，" in text else ",")
    return pieces if is_list else [text]


def _is_chinese_name(pieces: list[str]) -> bool:
    """Return whether a comma separates family and given name."""
    family, *given = pieces
    return len(given) == 1 and family in _DOUBLE_FAMILY_NAMES and len(given[0]) <= 3


def _are_two_people(pieces: list[str]) -> bool:
    """Return whether a comma separates two names, and is not within one, as in “García Márquez, Gabriel José”."""
    words = [piece.split() for piece in pieces]
    if not all(len(name) in (2, 3) and all(word[0].isupper() for word in name) for name in words):
        return False
    if any(map(_JUNIOR.fullmatch, pieces)):
        return False
    # Of the second name, nothing need be known, but in “Perez Lee, Juan” it is the given one.
    first = words[0][0]
    if all(remove_accents(word) in _GIVEN_NAMES for word in words[1]):
        return False  # “Martin Santos, Luis Miguel”
    return _are_eastern(pieces) or remove_accents(first) in _GIVEN_NAMES or bool(_INITIALS.fullmatch(first))


def _are_eastern(names: list[str]) -> bool:
    """Return whether each name is a family name of East Asia and a given name, in this order."""
    words = [name.split() for name in names]
    return all(len(name) == 2 and name[0] in _FAMILY_NAMES_FIRST for name in words)


def _split_list(text: str, pieces: list[str], names: Names) -> list[str]:
    """Split three or more parts, which are full names, or family and given names in turn."""
    if _ORGANISATION.search(text):
        return [text]
    if all(" " in piece and not _INITIALS.fullmatch(piece) for piece in pieces):
        names.report_separator(",")
        return pieces
    if len(pieces) % 2:
        return [text]
    names.report_separator(",", certain=all(map(_INITIALS.fullmatch, pieces[1::2])))
    return [", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True)]


def _brace_organizations(names: Names, *, many: bool) -> None:
    """Put names of organizations in braces, since BibTeX would split them like those of people."""
    for number, name in enumerate(names.names):
        if "{" in name or "," in name or " " not in name or not _ORGANISATION.search(name):
            continue
        if name.split()[0] in _GIVEN_NAMES:
            continue
        names.report(f'the organisation "{name}" has no braces', certain=not many and _OF.search(name) is not None)
        if many or names.certain:  # “and” may be part of the name
            whole = "" if many else f": {{{{{name}}}}}"
            names.hint = f"put its whole name in a second pair of braces{whole}"
        names.names[number] = f"{{{name}}}"
