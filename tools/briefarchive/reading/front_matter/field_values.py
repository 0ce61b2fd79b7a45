"""Suggests the intended value where a value does not fit its field."""

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple, cast

from ...bibtex.dates import correct_month
from ..addresses import split_address
from ..author_lists import is_person
from ..dates_in_words import find_false_hyphen, possible_dates
from ..fields import ID, Field, FieldKind
from ..languages import COMMON_LANGUAGES, language_tag
from .writer import split_items, write_flow_list
from .yaml import Mapping, Node, Scalar, Sequence

_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
CODES = re.compile(r"[A-Z]{2}(?:[\s/&+-]+(?:and )?[A-Z]{2})+")
"""Country codes without a separator that names cannot contain."""


class Suggestion(NamedTuple):
    """A message, its hint, and the replacement *text*, which is empty if it is not certain."""

    message: str
    hint: str | None
    text: str = ""


def suggest_date(text: str, field: Field, day: datetime.date | None) -> Suggestion:
    """Suggest a date for a text in another format; *day* is the one in the file name, if the field must match it."""
    if not text:
        return Suggestion(f'"{field.name}" is empty', make_example(field, day))
    days = possible_dates(text)
    if day and ((len(days) > 1 and day in days) or f"{day}".startswith(text)):  # such as “2014-10” of 17 October 2014
        return Suggestion(f'"{text}" is not a date', f"write {day}, which is the day in the file's name", f"{day}")
    if len(days) > 1:
        first, second = days
        message = f'"{text}" is not a date: it can mean {first.day} {first:%B} or {second.day} {second:%B}'
        return Suggestion(message, f"write the one that is meant, for example {first} or {second}")
    if days:
        dash = find_false_hyphen(text)
        message = f'"{text}" is not a date' + (f': "{dash}" is not a hyphen' if dash else "")
        return Suggestion(message, f"write {days[0]}", f"{days[0]}")
    return Suggestion(f'"{text}" is not a date', _hint_at_date(text))


def _hint_at_date(text: str) -> str:
    if part := re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2}))?", text.strip()):
        month = f"{int(part[2]):02}" if part[2] else "10"
        return f"add {'the day' if part[2] else 'month and day'}, for example {part[1]}-{month}-17"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "there is no such day; look it up"
    first = re.sub(r"^(\d{1,2})\s*[-–—]\s*\d{1,2}(?=\s+\D)", r"\1", re.split(r"\s(?:to|until|–|—|-)\s", text)[0])
    if first != text and (days := possible_dates(first)):
        return f"write one day, for example the first of them, {days[0]}"
    if days := possible_dates(correct_month(text)):
        return f"write {days[0]}, if {days[0]:%B} is meant"
    return "write year, month and day with hyphens, for example 2014-10-17"


def suggest_list(node: Node, field: Field) -> tuple[Suggestion, tuple[Node, ...]]:
    """Suggest a list for a value that is not one, and return its items."""
    item = cast("Field", field.item)
    message = f'"{field.name}" must be a list'
    if isinstance(node, Scalar) and not item.members:
        names = split_names(node.value, field)
        if item.vocabulary == "people" and re.fullmatch(r"(?![a-z])[^\s,，]+[,，]\s*[^\s,，]+", node.value):
            names = [" ".join(reversed(names))]  # one person, family name first
        is_sure = item.vocabulary != "people" or are_people(names) or names == [node.value]
        text = write_flow_list(names)
        nodes = tuple(Scalar(value=name, span=node.span) for name in names)
        # A multi-line list whose first item is mistyped is better corrected by hand.
        is_sure &= node.span.end_line == node.span.line or not re.search(r"(?:^|\s)-+\s", node.value)
        return Suggestion(message, f'write "{field.name}: {text}"', text if is_sure else ""), nodes
    if isinstance(node, Mapping) and node.entries and not item.members:
        keys = tuple(key for key, _ in node.entries.values())
        return Suggestion(message, f'write "{field.name}: {write_flow_list(node.entries)}"'), keys
    return Suggestion(message, make_example(field)), ()


def make_example(field: Field, day: datetime.date | None = None) -> str:
    """Return a hint with a sample value, or with the required date *day*."""
    return f'for example "{field.name}: {day or field.example}"'


def split_names(text: str, field: Field) -> list[str]:
    """Split a text that should be a list of names; country codes need no separators."""
    names = split_items(re.sub(r"(?:^|\s)(?:\d{1,2}[.)]\s+|-(?=\w))", ", ", text))
    if field.item is not None and field.item.vocabulary == "people":
        names = [re.sub(r"^(?:compiled |written )?by\s+", "", name, flags=re.IGNORECASE) for name in names]
    if field.item is not None and not field.item.vocabulary:  # a key or an id has no spaces
        parts = [part for name in names for part in re.split(r"\s(?:and|&)\s", name)]
        return parts if all(re.fullmatch(field.item.pattern or "", part) for part in parts) else names
    if field.name != "countries":
        return names
    return [code for name in names for code in ([name] if not CODES.fullmatch(name) else re.findall("[A-Z]{2}", name))]


def are_people(names: Iterable[str]) -> bool:
    """Return whether all are surely ids or names of people, and none is a city, as in a byline."""
    return all(re.fullmatch(ID, name) or is_person(name) for name in names)


def suggest_fields(field: Field) -> Suggestion:
    """Suggest fields for a value that should be a mapping."""
    names = [name for name, member in field.members.items() if member.required]
    expected = f"the field{'s' if len(names) > 1 else ''} {' and '.join(names)}" if names else "fields of its own"
    return Suggestion(f'"{field.name}" must have {expected}', f'for example "{field.example}"')


def suggest_text(node: Node, field: Field, *, is_item: bool) -> Suggestion:
    """Suggest a text for a list or a mapping."""
    is_list = isinstance(node, Sequence)
    message = f'"{field.name}" must be one {field.kind}, not a {"list" if is_list else "group of fields"}'
    hint = "leave out the inner brackets or hyphens" if is_list and is_item else make_example(field)
    return Suggestion(message, hint)


def suggest_value(text: str, field: Field) -> Suggestion:
    """Suggest a valid value for a text that its field does not accept."""
    if field.kind is FieldKind.ADDRESS:
        address = f"https://{text}" if _SITE.fullmatch(text) else ""
        hint = f'write "{address}"' if address else 'for example "https://example.org/"'
        return Suggestion(f'"{text}" is not an http or https address', hint, address)
    replacement: str | None = None
    parts = split_address(text.strip())
    path = parts.path if parts else ""
    match field.name:
        case "status":
            replacement = text.strip(" .!").casefold()
        case "language":
            replacement = language_tag(text)
        case "orcid":
            replacement = "".join(re.findall(f"(?:{field.pattern})$", text))
        case "aliases":
            if parts and parts.query:
                hint = "a page cannot have the address of a query; redirect it on the server, or delete it"
                return Suggestion(f'"{text}" cannot be a value of "aliases"', hint)
            replacement = path.lstrip("/")
        case "sources":
            replacement = text.strip("@[]{} ")
        case _ if field.pattern == ID:  # perhaps the path or address of a brief
            name = path.rstrip("/").rpartition("/")[2]
            replacement = re.sub(r"\.(?:md|html?)$", "", name).casefold()
    message = f'"{text}" cannot be a value of "{field.name}"'
    if replacement and field.pattern and re.fullmatch(field.pattern, replacement):
        is_certain = field.name != "language" or replacement in COMMON_LANGUAGES or "_" in text
        return Suggestion(message, f'write "{replacement}"', replacement if is_certain else "")
    return Suggestion(message, field.rule)
