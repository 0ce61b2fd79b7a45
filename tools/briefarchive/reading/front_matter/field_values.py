"""Values of the front matter that have another form than their field: what was meant, in the author's own words."""

import datetime
import difflib
import re
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from ...model import Status
from .dated_notes import dated_notes
from .dates_in_words import find_false_hyphen, possible_dates
from .languages_meant import language_like, language_meant
from .schema import ID, Field, FieldKind
from .writer import bracketed, quoted, scalar, split_items
from .yaml import Mapping, Node, Scalar, Sequence

_CODES = re.compile(r"[A-Z]{2}(?:[\s/&+-]+[A-Z]{2})+")


class MeantValue(NamedTuple):
    """What to tell of a value.

    Attributes:
        message: What is wrong with it.
        hint: What to do.
        text: What to write in its place, where that is certain; else empty.
    """

    message: str
    hint: str | None
    text: str = ""


def date_meant(text: str, wanted: Field, named: datetime.date | None) -> MeantValue:
    """What to tell of a date in another form.

    Args:
        text: What was written.
        wanted: The field.
        named: The day in the name of the brief's file, if the field tells that day.
    """
    if not text:
        example = named or wanted.example
        return MeantValue(f'"{wanted.name}" is empty', f'for example "{wanted.name}: {example}"')
    days = possible_dates(text)
    if len(days) > 1 and named in days:
        return MeantValue(f'"{text}" is not a date', f"write {named}, which is the day in the file's name", f"{named}")
    if len(days) > 1:
        one, other = days
        message = f'"{text}" is not a date: it can mean {_in_words(one)} or {_in_words(other)}'
        return MeantValue(message, f"write the one that is meant, for example {one} or {other}")
    if days:
        dash = find_false_hyphen(text)
        message = f'"{text}" is not a date' + (f': "{dash}" is no hyphen' if dash else "")
        return MeantValue(message, f"write {days[0]}", f"{days[0]}")
    return MeantValue(f'"{text}" is not a date', _part_of_date(text))


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {day:%B}"


def _part_of_date(text: str) -> str:
    if part := re.fullmatch(r"(\d{4})(?:[-/.](\d{1,2}))?", text.strip()):
        month = f"{int(part[2]):02}" if part[2] else "10"
        return f"add {'the day' if part[2] else 'month and day'}, for example {part[1]}-{month}-17"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "there is no such day; look it up"
    first = re.sub(r"^(\d{1,2})\s*[-–—]\s*\d{1,2}(?=\s+\D)", r"\1", re.split(r"\s(?:to|until|–|—|-)\s", text)[0])
    if first != text and (days := possible_dates(first)):
        return f"write one day, for example the first of them, {days[0]}"
    return "write year, month and day with hyphens, for example 2014-10-17"


def list_meant(node: Node, wanted: Field) -> tuple[MeantValue, tuple[Node, ...]]:
    """What to tell of a value that should be a list, and the items that it has."""
    item = cast("Field", wanted.item)
    message = f'"{wanted.name}" must be a list'
    if notes := dated_notes(node, item):
        text = f"[{', '.join(map(in_brackets, notes))}]"
        return MeantValue(message, f'write "{wanted.name}: {text}"', text), tuple(notes)
    if item.kind is FieldKind.MAPPING:
        return _listed_fields(node, wanted, item, message)
    if isinstance(node, Scalar):
        names = split_names(node.value, wanted)
        if item.vocabulary == "people" and len(names) == 2 and not any(" " in name for name in names):
            names = [" ".join(reversed(names))]  # a name with the family name first
        text = bracketed(names)
        nodes = tuple(Scalar(value=name, span=node.span) for name in names)
        return MeantValue(message, f'write "{wanted.name}: {text}"', text), nodes
    if isinstance(node, Mapping) and node.entries:
        text = bracketed(list(node.entries))
        keys = tuple(key for key, _ in node.entries.values())
        return MeantValue(message, f'write "{wanted.name}: {text}"'), keys
    return MeantValue(message, f'for example "{wanted.name}: {wanted.example}"'), ()


def split_names(text: str, wanted: Field) -> list[str]:
    """The names in a text that should be a list of them; codes of countries may stand without any sign between."""
    names = split_items(re.sub(r"(?:^|\s)(?:\d{1,2}[.)]\s+|-(?=\w))", ", ", text))
    if wanted.item is not None and wanted.item.vocabulary == "people":
        names = [re.sub(r"^(?:compiled |written )?by\s+", "", name, flags=re.IGNORECASE) for name in names]
    if wanted.name != "countries":
        return names
    return [code for name in names for code in ([name] if not _CODES.fullmatch(name) else re.findall("[A-Z]{2}", name))]


def _listed_fields(node: Node, wanted: Field, item: Field, message: str) -> tuple[MeantValue, tuple[Node, ...]]:
    if isinstance(node, Mapping):
        given = in_brackets(node)
        return MeantValue(
            message, f'write "{wanted.name}: [{given}]"' if given else 'write "- " before its first field'
        ), (node,)
    if isinstance(node, Scalar):
        return MeantValue(message, f'for example "{wanted.name}: [{make_example(item, node.value)}]"'), ()
    return MeantValue(message, f'for example "{wanted.name}: {wanted.example}"'), ()


def in_brackets(node: Mapping) -> str:
    """Fields on one line, `{date: 2014-10-20, note: Names the right itinerary.}`; empty if one is no single value."""
    values = {name: value for name, (_, value) in node.entries.items() if isinstance(value, Scalar)}
    if len(values) != len(node.entries):
        return ""
    parts = (f"{name}: {scalar_in_flow(' '.join(value.value.split()))}" for name, value in values.items())
    return "{" + ", ".join(parts) + "}"


def scalar_in_flow(text: str) -> str:
    """A text as it stands within brackets; a date needs no quotation marks there."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    shown = scalar([text])
    return quoted(text) if shown.startswith(("['", '["')) else shown[1:-1]


def make_example(wanted: Field, words: str) -> str:
    """The fields of a value with *words* as the text among them: `{date: 2014-10-20, note: …}`."""
    shown = scalar_in_flow(" ".join(words.split()))
    parts = (
        f"{name}: {member.example if member.kind is FieldKind.DATE else shown}"
        for name, member in wanted.members.items()
        if member.required
    )
    return "{" + ", ".join(parts) + "}"


def fields_meant(node: Node, wanted: Field) -> tuple[MeantValue, Node | None]:
    """What to tell of a value that should have fields of its own, and the one that has them."""
    required = [name for name, member in wanted.members.items() if member.required]
    message = f'"{wanted.name}" must have the fields {" and ".join(required)}'
    if len(notes := dated_notes(node, wanted)) == 1:
        text = in_brackets(notes[0])
        return MeantValue(message, f'write "{text}"', text), notes[0]
    if isinstance(node, Sequence) and len(node.items) == 1 and isinstance(node.items[0], Mapping):
        given = in_brackets(node.items[0])
        return MeantValue(message, f'write "{wanted.name}: {given}"' if given else 'leave out the "- "'), node.items[0]
    texts = [member for member in wanted.members.values() if member.required and member.kind is FieldKind.TEXT]
    if isinstance(node, Scalar) and not node.is_null and len(texts) == 1 and not texts[0].pattern:
        return MeantValue(message, f'for example "{make_example(wanted, node.value)}"'), None
    return MeantValue(message, f'for example "{wanted.example}"'), None


def text_meant(node: Node, wanted: Field) -> MeantValue:
    """What to tell of a list or of fields where one text belongs."""
    kind = "list" if isinstance(node, Sequence) else "group of fields"
    message = f'"{wanted.name}" must be one {wanted.kind}, not a {kind}'
    if isinstance(node, Sequence) and node.items and all(isinstance(item, Scalar) for item in node.items):
        words = " ".join(" ".join(item.value.split()) for item in node.items if isinstance(item, Scalar))
        if wanted.kind is not FieldKind.TEXT:
            return MeantValue(message, f"write {wanted.name}: {words}")
        if wanted.vocabulary or wanted.pattern == ID:
            return MeantValue(message, "leave out the inner brackets or hyphens")
        return MeantValue(message, f"write {wanted.name}: {scalar(words)}")
    if isinstance(node, Mapping) and (value := only_value(node)):
        name = next(iter(node.entries))
        if wanted.vocabulary and not value.is_null:
            return MeantValue(message, f'write "{value.value}" alone')
        if wanted.kind is FieldKind.TEXT:
            words = quoted(f"{name}: {' '.join(value.value.split())}".strip())
            return MeantValue(message, f"write {wanted.name}: {words}")
    return MeantValue(message, f'for example "{wanted.name}: {wanted.example}"')


def only_value(node: Node) -> Scalar | None:
    """The value of a group of one field, as in `- name: Ada Example`; None if it is no such group."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return None
    ((_, value),) = node.entries.values()
    return value if isinstance(value, Scalar) else None


def value_meant(text: str, wanted: Field) -> MeantValue:
    """What to tell of a text that its field cannot have."""
    message = f'"{text}" cannot be a value of "{wanted.name}"'
    if wanted.name == "status":
        return _status(text, message, wanted)
    meant = None
    if wanted.name == "language":
        meant = language_meant(text)
    elif wanted.pattern == ID:
        meant = _id_in(text)
    elif wanted.name == "aliases":
        meant = urlsplit(text.strip()).path.lstrip("/")
    elif wanted.name == "sources":
        meant = text.strip("@[]{} ")
    if meant and wanted.pattern and re.fullmatch(wanted.pattern, meant):
        return MeantValue(message, f'write "{meant}"', meant)
    if wanted.name == "language" and (name := language_like(text)):
        return MeantValue(message, f'did you mean "{language_meant(name)}" ({name.title()})?')
    return MeantValue(message, wanted.rule)


def _status(text: str, message: str, wanted: Field) -> MeantValue:
    plain = text.strip(" .!").casefold()
    if plain in set(Status):
        return MeantValue(message, f'write "{plain}"', plain)
    near = difflib.get_close_matches(plain, list(Status), n=1, cutoff=0.7)
    return MeantValue(message, f'did you mean "{near[0]}"?' if near else wanted.rule)


def _id_in(text: str) -> str:
    """The id of a brief in a path or an address of it."""
    name = urlsplit(text.strip()).path.rstrip("/").rpartition("/")[2]
    return re.sub(r"\.(?:md|html?)$", "", name).casefold()
