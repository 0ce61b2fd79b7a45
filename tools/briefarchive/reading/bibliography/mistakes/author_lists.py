"""Lists of authors and editors as they stand under headlines, which BibTeX reads otherwise.

BibTeX parts names by “and”. A comma parts family and given name, and a semicolon means nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from ....bibtex.braces import split_outside
from ....bibtex.names import AND
from .name_words import DOUBLE_FAMILY_NAMES, FAMILY_NAMES_FIRST, GIVEN_NAMES, ORGANISATION

_HAN = r"[\u3400-\u9fff]"
_LONGEST = 2_000

_BY = re.compile(
    r"(?:(?:written\s+|story\s+|reported\s+)?by\s*:?\s+|(?:作者|撰文|记者|文)\s*[:：/／|]\s*)", re.IGNORECASE
)
_MAIL = re.compile(r"\s*[(<\[]?\s*[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\s*[)>\]]?")
_TITLE = re.compile(r"(?:^|(?<=,\s))(?:(?:Dr|Prof|Mr|Mrs|Ms|Mme)\.?|Professor|Doctor|Ambassador)\s+(?=[^\W\d_])")
_DEGREE = re.compile(r",?\s+(?:Ph\.?\s?D\.?|Esq\.?|MBA)$")
_ROLES = r"(?:writer|reporter|correspondent|columnist|contributor)s?"
_ROLE = re.compile(
    rf"(?:\s*[,(]|\s+[–—-])\s*(?:[\w’'.]+\s+){{0,4}}{_ROLES}(?:\s+in\s+\w+)?\)?$|\s+staff\s+{_ROLES}$", re.IGNORECASE
)
_AGENCIES = "Reuters|Xinhua|Bloomberg|AFP|AP|TASS|BBC|CNN|CGTN|CCTV"
_AGENCY = re.compile(rf",\s+(?:{_AGENCIES})$")
_ONLY_ROLE = re.compile(
    rf"(?:(?:our|own|from|special|senior|foreign|staff|agency)\s+){{0,3}}(?:{_ROLES}|staff|agencies)", re.IGNORECASE
)
_ET_AL = re.compile(r"(?:^|[,，\s]+)et\.?\s+al\b\.?$|(?<=[\u3400-\u9fff]{2})\s*等人?$", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[;；、|]\s*|\s+[/+]\s+")
_AMPERSAND = re.compile(r"\s+(?:\\?&|und|with|et(?!\s+al)|y)\s+")
_NAME_OF_PERSON = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,2}[A-Z][\w’'-]+")
_FAMILY_AND_GIVEN = re.compile(
    r"(?:[a-z]{1,4}\s+){0,3}[A-ZÀ-Ž][\w’'-]+(?:[ \t][A-ZÀ-Ž][\w’'-]+)?,\s+[A-ZÀ-Ž][\w.’'-]*(?:\s+[A-ZÀ-Ž][\w.’'-]*)?"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")
_JUNIOR = re.compile(r"(?:Jr|Sr|Junior|Senior|[IVX]{1,4}|\d(?:st|nd|rd|th))\.?", re.IGNORECASE)
_FULL_WORD = re.compile(r"[a-z]{4}\.$")
_ENTITY = re.compile(r"&#?\w+;")
_OF = re.compile(r" (?:of|for|on|the) ")
_WHOLE_HAN = re.compile(rf"{_HAN}{{2,4}}")


@dataclass(slots=True)
class Names:
    """The names of a list as they are meant, and what is wrong with how they are written.

    Attributes:
        certain: Whether nobody could have meant it otherwise.
        hint: What to do where the names cannot be told.
    """

    names: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    certain: bool = True
    others: bool = False
    hint: str = ""

    @property
    def written(self) -> str:
        """The list as BibTeX wants it."""
        return " and ".join([*self.names, *(["others"] if self.others else [])])

    def tell(self, fact: str) -> None:
        """Note what is wrong."""
        if fact not in self.wrong:
            self.wrong.append(fact)


def read_mistaken_names(value: str, publisher: str = "") -> Names | None:
    """What is meant by a list of names that BibTeX reads otherwise; None where it is as it should be."""
    if len(value) > _LONGEST or not value.strip():
        return None
    found = Names()
    parts = [" ".join(part.split()) for one in split_outside(value, AND) for part in _parted_by_lines(one, found)]
    plain = any("," not in part and " " in part for part in parts)
    for part in parts:
        if "{" in part or "\\" in part.replace("\\&", "") or "=" in part or _ENTITY.search(part):
            found.names.append(part)
        elif part.casefold() == "others":
            found.others = True
        else:
            _read_part(part, found, publisher, beside_plain=plain and len(parts) > 1)
    found.names = [name for name in found.names if name]
    _braced(found, many=len(parts) > 1)
    return found if found.wrong else None


def _parted_by_lines(text: str, found: Names) -> list[str]:
    """The names in lines of their own, if no other sign separates them."""
    lines = [line.strip() for line in text.split("\n")]
    if len(lines) > 1 and all(map(_FAMILY_AND_GIVEN.fullmatch, lines)):
        found.tell("the end of a line does not separate names")
        return lines
    if len(lines) < 2 or not all(map(_NAME_OF_PERSON.fullmatch, lines)):
        return [text]
    found.tell("the end of a line does not separate names")
    found.certain = False
    return lines


def _read_part(part: str, found: Names, publisher: str, *, beside_plain: bool) -> None:
    """Read what stands between two “and”."""
    pieces = [piece for piece in _SEPARATORS.split(part) if piece]
    if len(pieces) > 1:
        separator = cast("re.Match[str]", _SEPARATORS.search(part))
        found.tell(f'"{separator[0].strip()}" does not separate names')
        # What stands behind other signs may be an agency, and “、” stands in names of bodies, too.
        signs = {one.strip() for one in _SEPARATORS.findall(part)}
        is_alike = len({"," in piece for piece in pieces}) == 1
        found.certain &= is_alike and signs <= {";", "；"} and not ORGANISATION.search(part)
    for piece in pieces:
        for name in _parted_by_ampersand(_bare(piece, found), found):
            found.names.extend(_parted_by_commas(_bare(name, found, publisher), found, beside_plain=beside_plain))


def _bare(text: str, found: Names, publisher: str = "") -> str:
    """A name without what is no part of one."""
    for pattern in (_BY, _TITLE):
        if (match := pattern.match(text)) and _may_be_person(text[match.end() :]):
            found.tell(f'"{match[0].strip()}" is no part of a name')
            found.certain &= pattern is _BY
            text = text[match.end() :]
    if "@" in text and (match := _MAIL.search(text)) and match[0] != text:
        found.tell("an e-mail address is no part of a name")
        text = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,")
    if _ONLY_ROLE.fullmatch(text):
        found.tell(f'"{text}" is no name')
        found.certain = False
        found.hint = "delete the field"
        return text
    for pattern in (_ROLE, _AGENCY, _DEGREE):
        if (match := pattern.search(text)) and _may_be_person(text[: match.start()]):
            found.tell(f'"{match[0].strip(" ,()–—-")}" is no part of a name')
            found.certain = False
            text = text[: match.start()]
    if match := _ET_AL.search(text):
        found.tell(f'"{match[0].strip(" ,，")}" is no name')
        found.others = True
        found.certain &= "等" not in match[0]  # a name may end so
        text = text[: match.start()]
    return _without_end(text, found, publisher).strip()


def _without_end(text: str, found: Names, publisher: str) -> str:
    """A name without a full stop and without its publisher behind it."""
    if _FULL_WORD.search(text) and "," not in text and _may_be_person(text):
        found.tell("a full stop stands behind the name")
        found.certain = False
        text = text[:-1]
    for ending in (f", {publisher}", f" ({publisher})", f" - {publisher}", f" – {publisher}", f" | {publisher}"):
        if publisher and text.endswith(ending) and _may_be_person(text.removesuffix(ending)):
            found.tell("the publisher is no part of a name")
            found.certain = False
            text = text.removesuffix(ending)
    return text


def _may_be_person(text: str) -> bool:
    """Whether a name has two words or is in Chinese, and has no word that stands in names of organisations."""
    return (" " in text or bool(_WHOLE_HAN.fullmatch(text))) and not ORGANISATION.search(text)


def _parted_by_ampersand(text: str, found: Names) -> list[str]:
    parts = [part.rstrip(",") for part in _AMPERSAND.split(text)]
    if len(parts) < 2 or ORGANISATION.search(text) or not all(" " in part for part in parts):
        return [text]
    if not all(part[0].isupper() for part in parts):
        return [text]
    sign = cast("re.Match[str]", _AMPERSAND.search(text))
    if " y " in text and not all(map(_begins_like_person, parts)):  # “José Ortega y Gasset” is one person
        return [text]
    found.tell(f'"{sign[0].strip().removeprefix(chr(92))}" does not separate names')
    # Names of firms have the same sign in them.
    found.certain &= all("," in part and _INITIALS.fullmatch(part.rpartition(",")[2].strip()) for part in parts)
    return parts


def _begins_like_person(name: str) -> bool:
    """Whether the first word of a name is a given name, or a family name that stands first."""
    first = name.split(maxsplit=1)[0]
    plain = "".join(sign for sign in unicodedata.normalize("NFD", first) if not unicodedata.combining(sign))
    return plain in GIVEN_NAMES or first in FAMILY_NAMES_FIRST


def is_person_in_capitals(name: str) -> bool:
    """Whether a name as written is a person's in capitals throughout; bodies in capitals are abbreviations."""
    if not name.isupper() or "{" in name or len(name) > _LONGEST:
        return False
    family, comma, given = name.partition(",")
    if comma:
        return len(family.strip()) > 2 and bool(re.search(r"[^\W\d_]{3}", given))
    return " " in name and _begins_like_person(name.title())


def _parted_by_commas(text: str, found: Names, *, beside_plain: bool) -> list[str]:
    if text.endswith(","):
        text = text.rstrip(" ,")
        found.tell('"," does not separate names' if "," in text or beside_plain else "a comma stands behind the name")
        found.certain &= "," not in text or text.endswith(".")
    pieces = [piece.strip() for piece in re.split("[,，]", text)]
    if len(pieces) == 1 or not all(pieces) or "&" in text:
        return [text]
    if "，" in text or all(map(_WHOLE_HAN.fullmatch, pieces)):
        return _parted_in_chinese(text, pieces, found)
    if len(pieces) == 2:
        return _parted_pair(text, pieces, found)
    if ORGANISATION.search(text):
        return [text]
    if all(" " in piece and not _INITIALS.fullmatch(piece) for piece in pieces):
        found.tell('"," does not separate names')
        found.certain = False
        return pieces
    if len(pieces) % 2 == 0:
        found.tell('"," does not separate names')
        found.certain &= all(map(_INITIALS.fullmatch, pieces[1::2]))
        return [", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True)]
    return [text]


def _parted_in_chinese(text: str, pieces: list[str], found: Names) -> list[str]:
    if len(pieces) == 2 and (len(pieces[0]) == 1 or pieces[0] in DOUBLE_FAMILY_NAMES) and len(pieces[1]) <= 2:
        return [text]
    if not all(map(_WHOLE_HAN.fullmatch, pieces)):
        return [text]
    found.tell(f'"{"，" if "，" in text else ","}" does not separate names')
    found.certain = False
    return pieces


def _parted_pair(text: str, pieces: list[str], found: Names) -> list[str]:
    """Two parts: family and given name, or two names of people."""
    words = [piece.split() for piece in pieces]
    if not all(len(some) in (2, 3) and all(word[0].isupper() for word in some) for some in words):
        return [text]
    if any(map(_JUNIOR.fullmatch, pieces)):
        return [text]
    first = [some[0] for some in words]
    is_eastern = all(word in FAMILY_NAMES_FIRST for word in first) and all(len(some) == 2 for some in words)
    is_western = all(word in GIVEN_NAMES or _INITIALS.fullmatch(word) for word in first)
    # “García Márquez, Gabriel José” is one person.
    if not is_eastern and not is_western:
        return [text]
    found.tell('"," does not separate names')
    found.certain = False
    return pieces


def _braced(found: Names, *, many: bool) -> None:
    """Put a name of an organisation in braces, which BibTeX would else take apart like a person's."""
    for number, name in enumerate(found.names):
        if "{" in name or "," in name or " " not in name or not ORGANISATION.search(name):
            continue
        if name.split()[0] in GIVEN_NAMES:
            continue
        found.tell(f'the organisation "{name}" stands without braces')
        found.certain &= _OF.search(name) is not None
        if many:  # “and” may be a part of its name
            found.certain = False
            found.hint = "put its whole name in a second pair of braces"
        found.names[number] = f"{{{name}}}"


def names_without_and(value: str) -> Iterator[str]:
    """The names of a list that begins or ends with “and”, or has two of them."""
    yield from (part for part in split_outside(value, AND) if part)
