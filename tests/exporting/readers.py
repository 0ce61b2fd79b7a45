"""References as other programs read them: rispy, citeproc-py, pybtex and bibtexparser, each brought to one shape."""

import json
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import rispy
import yaml
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from citeproc.source import DateRange
from citeproc.source.json import CiteProcJSON
from pybtex.database import Person, parse_string
from pylatexenc.latex2text import LatexNodes2Text

from briefarchive.facets.appearance import csl_kind
from briefarchive.model import Name, Source

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TYPES = yaml.safe_load((Path(__file__).parent / "cases/types.yaml").read_text("utf-8"))
"""The type of each format by kind, for those kinds that the tests here have; elsewhere the two are called the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader understood of a reference."""

    type: str
    title: str
    authors: tuple[str, ...]
    date: str
    url: str


def expected(source: Source, form: str) -> Told:
    """What every reader of *form* shall understand of a source."""
    kind = csl_kind(source)
    own = (
        form == "biblatex" and kind == "webpage" and source.type == "misc"
    )  # biblatex's entries keep types that it has
    return Told(
        "misc" if own else TYPES[form].get(kind, kind),
        source.title,
        tuple(map(_spoken, source.authors)),
        str(source.issued or ""),
        source.url.replace("{", "%7B").replace("}", "%7D"),  # as addresses have them that end in braces
    )


def by_rispy(text: str) -> dict[str, Told]:
    """RIS; rispy takes an address with a semicolon for two."""
    records = rispy.loads(text.replace("\r\n", "\n"))
    return {
        record["id"]: Told(
            record["type_of_reference"],
            record.get("title", ""),
            tuple(record.get("authors", ())),
            "-".join(part for part in record.get("date", "").split("/")[:3] if part),
            ";".join(record.get("urls", ())),
        )
        for record in records
    }


def by_citeproc(text: str) -> dict[str, Told]:
    """CSL-JSON; the library says which variables it leaves out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        items = CiteProcJSON(json.loads(text))
    return {
        key: Told(
            item.type,
            str(item.get("title", "")),
            tuple(_joined(one.get("literal"), one.get("family"), one.get("given")) for one in item.get("author", ())),
            _csl_date(item.get("issued")),
            str(item.get("URL", "")),
        )
        for key, item in items.items()
    }


def by_pybtex(text: str) -> dict[str, Told]:
    """BibTeX as the old styles read it."""
    return {
        key: Told(
            entry.type,
            _plain(entry.fields.get("title", "")),
            tuple(_person(person) for person in entry.persons.get("author", ())),
            old_date(entry.fields.get("year", ""), entry.fields.get("month", "")),
            entry.fields.get("url", ""),
        )
        for key, entry in parse_string(text, "bibtex").entries.items()
    }


def by_bibtexparser(text: str) -> dict[str, Told]:
    """biblatex; nothing else than entries may be in it."""
    library = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not [*library.failed_blocks, *library.comments, *library.strings, *library.preambles]
    fields = {entry.key: {name: field.value for name, field in entry.fields_dict.items()} for entry in library.entries}
    return {
        entry.key: Told(
            entry.entry_type,
            _plain(fields[entry.key].get("title", "")),
            tuple(_joined("", *map(_plain, _parts(name))) for name in fields[entry.key].get("author", ())),
            fields[entry.key].get("date", ""),
            fields[entry.key].get("url", ""),
        )
        for entry in library.entries
    }


def _spoken(name: Name) -> str:
    return _joined(name.literal, name.family, name.given)


def _joined(literal: Any, family: Any, given: Any) -> str:
    return str(literal or ", ".join(filter(None, (family, given))))


def _csl_date(date: Any) -> str:
    start = date.begin if isinstance(date, DateRange) else date
    return _date(*(start.get(part) for part in ("year", "month", "day"))) if start else ""


def _date(year: Any, month: Any = None, day: Any = None) -> str:
    parts = ((year, 4), (month, 2), (day, 2))
    return "-".join(f"{int(part):0{width}}" for part, width in parts if part)


def _person(person: Person) -> str:
    family = " ".join((*person.prelast_names, *person.last_names))
    return _joined("", _plain(family), _plain(" ".join((*person.first_names, *person.middle_names))))


def _parts(name: Any) -> Iterable[str]:
    return " ".join((*name.von, *name.last)), " ".join(name.first)


def _plain(latex: str) -> str:
    return str(LatexNodes2Text(keep_comments=True).latex_to_text(latex))


def old_date(year: str, month: str) -> str:
    """A date in the fields that BibTeX has for it; empty if it is none."""
    name, _, day = month.partition("~")
    number = MONTHS.index(name[:3].casefold()) + 1 if name else None
    return _date(year, number, day) if year.isdecimal() else ""


def in_xml(text: str, places: Iterable[str]) -> dict[str, list[Any]]:
    """What stands at places of XML: the texts of elements, or ` @` an attribute of theirs, whatever their namespaces.

    At the place `dc` it is the first record of Dublin Core as names and texts.
    """
    root = ElementTree.fromstring(text.encode())
    elements: dict[str, list[Any]] = {}
    for place in places:
        if place == "dc":
            (record, *_) = root.iterfind(".//{*}dc")
            elements[place] = [[element.tag.rpartition("}")[2], element.text] for element in record]
            continue
        path, _, attribute = place.partition(" @")
        steps = "/".join(step if step in {"", "."} else f"{{*}}{step}" for step in path.split("/"))
        elements[place] = [element.get(attribute) if attribute else element.text for element in root.iterfind(steps)]
    return elements
