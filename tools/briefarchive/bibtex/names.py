"""Parser and formatter for lists of authors and editors."""

# mypy: disable-error-code="no-untyped-call"
# pybtex has no types.

import re
from collections.abc import Sequence
from dataclasses import replace

from pybtex.database import Person

from ..model import Name
from .grammar import is_balanced, split_outside
from .latex import decode

_MAX_NAME = 500
_FAMILY_FIRST = re.compile(r"(?:^|;)\s*(\d{1,4})\s*=\s*\"?family-first\"?\s*(?=;|$)")
AND = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.IGNORECASE)
COMMA = re.compile(r"[{},]")
_STRUCTURE = re.compile(r"[,=]|(?<!\S)and(?!\S)", re.IGNORECASE)
_LATEX = re.compile(r"[\\{}~$]")
_PART = re.compile(
    r"\s*(family|given|prefix|suffix|useprefix|id|(?:family|given|prefix|suffix)-i)\s*=\s*(.*)", re.DOTALL
)
# Han, kana and hangul: the family name is first, and no space follows it.
_EAST_ASIAN = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def read_names(value: str) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """Parse a list; return its names and the parts that cannot be parsed, which become literal names."""
    names: list[Name] = []
    unreadable: list[str] = []
    for part in split_outside(value, AND) if value.strip() else ():
        name = _read_name(part) if part else None
        if name is None:
            unreadable.append(" ".join(part.split()))
            name = Name(literal=_plain_text(part)) if part else None
        if name and str(name):
            names.append(name)
    return tuple(names), tuple(unreadable)


def mark_family_first(names: Sequence[Name], annotation: str) -> tuple[Name, ...]:
    """Set `family_first` for names with that data annotation (biblatex manual, §3.7).

    For example, `author+an = {1=family-first; 3=family-first}`.
    """
    numbers = {int(number) for number in _FAMILY_FIRST.findall(annotation)}
    return tuple(
        replace(name, family_first=name.family_first or number in numbers) for number, name in enumerate(names, 1)
    )


def format_names(names: Sequence[Name]) -> str:
    """Format a list as `Family, Given and {Corporate Author}`, the inverse of `read_names`."""
    return " and ".join(_format_name(name) for name in names)


def _read_name(text: str) -> Name | None:
    is_group = text.startswith("{") and text.endswith("}") and is_balanced(text[1:-1])
    if text.casefold() == "others" or is_group:
        return Name(literal=_plain_text(text) if text.startswith("{") else "others")
    if len(text) > _MAX_NAME or not is_balanced(text):
        return None
    if _PART.match(text):
        return _read_extended(text)
    parts = [" ".join(part.split()) for part in split_outside(text, COMMA)]
    if len(parts) == 1 and _EAST_ASIAN.search(text):
        return Name(literal=_plain_text(text))
    if len(parts) == 2 and all(parts) and not _LATEX.search(text):
        family, given = map(_plain_text, parts)
        return Name(family=family, given=given, family_first=bool(_EAST_ASIAN.search(family)))
    return _read_person(text) if len(parts) <= 3 and parts[0] else None


def _read_person(text: str) -> Name | None:
    """Parse a name by BibTeX's rules: `First von Last`, `von Last, First` and `von Last, Jr, First`."""
    person = Person(text)
    family = _plain_text(" ".join((*person.prelast_names, *person.last_names)))
    given = _plain_text(" ".join((*person.first_names, *person.middle_names)))
    return _make_name(family, given, _plain_text(" ".join(person.lineage_names)))


def _make_name(family: str, given: str, suffix: str = "") -> Name | None:
    """Make a name; several words without a given name are a literal."""
    if not given and (" " in family or _EAST_ASIAN.search(family) or _STRUCTURE.search(family)):
        return Name(literal=f"{family} {suffix}".strip())
    return Name(family=family, given=given, suffix=suffix) if family else None


def _plain_text(text: str) -> str:
    """Decode a name or a part of one, and drop braces, which in a list are only structure."""
    return " ".join(decode(text).replace("{", "").replace("}", "").split())


def _read_extended(text: str) -> Name | None:
    """Parse biblatex's long form, `family=Bach, given={Johann Sebastian}, prefix=van`."""
    parts: dict[str, str] = {}
    for part in split_outside(text, COMMA):
        match = _PART.fullmatch(part)
        if match is None:
            return None
        parts[match[1]] = _plain_text(match[2].strip('"'))
    family = " ".join(filter(None, (parts.get("prefix", ""), parts.get("family", ""))))
    return _make_name(family, parts.get("given", ""), parts.get("suffix", ""))


def _format_name(name: Name) -> str:
    if name.literal:
        return name.literal if _needs_no_braces(name.literal) else f"{{{name.literal}}}"
    parts = filter(None, (name.family, name.suffix, name.given))
    return ", ".join(f"{{{part}}}" if _STRUCTURE.search(part) else part for part in parts)


def _needs_no_braces(literal: str) -> bool:
    """Return whether a literal needs no braces: `others`, and a Chinese name without a space."""
    in_one = " " not in literal and not _STRUCTURE.search(literal)
    return literal == "others" or (in_one and bool(_EAST_ASIAN.search(literal)))
