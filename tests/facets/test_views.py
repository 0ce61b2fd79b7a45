"""What pages, lists and figures show of an archive: cases in `cases/views`, each an archive and parts of what it shows.

Links and lists are known by their texts, briefs by their ids and sources by their keys.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from briefarchive.facets.brief_page import brief_page, list_related
from briefarchive.facets.changes import change_pages, list_changes
from briefarchive.facets.entries import Entries
from briefarchive.facets.single_pages import about_page, compare_page, comparison_data, home_page, search_examples
from briefarchive.facets.views import LegendRow, Link, ListEntry
from briefarchive.model import Brief, Country, Person, Publisher, Source, Topic
from briefarchive.reading.configuration import Publication

from ..cases import extract
from .conftest import brief, entries, given, pages, source

KINDS: dict[str, Any] = {"countries": Country, "topics": Topic, "people": Person, "publishers": Publisher}


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """An archive, and what is shown of it; of many briefs that are alike, *each* has the first and the last number."""

    briefs: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    terms: dict[str, dict[str, dict[str, Any]]] = {}
    language: str = "en"
    drafts: bool = False
    site: dict[str, str] = {}
    shows: dict[str, Any] = {}

    def archive(self) -> Entries:
        """The archive as it is shown."""
        briefs = [brief(**given(Brief, row)) for many in self.briefs for row in _each(many)]
        sources = [source(**given(Source, one)) for one in self.sources]
        terms = {kind: {name: _term(kind, name, row) for name, row in of.items()} for kind, of in self.terms.items()}
        archive_entries: Entries = entries(briefs, sources, self.language, drafts=self.drafts, **terms)
        return archive_entries


def _each(fields: dict[str, Any]) -> list[dict[str, Any]]:
    if "each" not in fields:
        return [fields]
    first, last = fields["each"]
    shared_fields = {name: value for name, value in fields.items() if name not in {"each", "id"}}
    return [shared_fields | {"id": fields["id"].format(number)} for number in range(first, last + 1)]


def _term(kind: str, name: str, fields: dict[str, Any]) -> Any:
    return msgspec.convert({"code" if kind == "countries" else "id": name, **fields}, KINDS[kind])


def look(entries: Entries, what: str, site: dict[str, str]) -> Any:
    """A page, a list or an entry by its kind and its name."""
    kind, _, name = what.partition(" ")
    if kind in _OF_ARCHIVE:
        return _OF_ARCHIVE[kind](entries)
    archive = entries.catalogue.archive
    if kind in _OF_BRIEF:
        return _OF_BRIEF[kind](archive.briefs[name], entries)
    if kind in {"brief", "about"}:
        publication = Publication(**{"series": "An Archive", **site})
        return brief_page(archive.briefs[name], entries, publication) if name else about_page(entries, publication)
    if kind in {"country", "topic", "person", "publisher", "source_address"}:
        return getattr(entries, kind)(name)
    if kind == "page":
        return pages(entries).get(name)
    if kind == "source":
        return entries.published_source(archive.sources[name])
    return {address: page for address, page in pages(entries).items() if address.startswith(name)}


_OF_ARCHIVE: dict[str, Callable[[Entries], Any]] = {
    "catalogue": lambda entries: entries.catalogue,
    "changes": lambda entries: list_changes(entries.catalogue.archive),
    "change_pages": lambda entries: list(change_pages(entries)),
    "compare": compare_page,
    "comparison": lambda entries: {address: give() for address, give in comparison_data(entries)},
    "examples": lambda entries: [example.query for example in search_examples(entries)],
    "home": home_page,
}
_OF_BRIEF: dict[str, Callable[[Brief, Entries], Any]] = {
    "listed": lambda brief, entries: entries.list_entry(brief),
    "terms": lambda brief, entries: entries.terms(brief),
    "related": lambda brief, entries: [[work.link.text, reason] for work, reason in list_related(brief, entries)],
    "naming": lambda brief, entries: entries.catalogue.referring_works(brief),
    "neighbours": lambda brief, entries: entries.catalogue.find_neighbours(brief),
    "versions": lambda brief, entries: entries.catalogue.versions(brief),
    "numbered": lambda one, made: {key: made.numbered_source(key, 1, 1, one) for key in made.catalogue.archive.sources},
}


def name_of(value: Any) -> str:
    """The name by which a case knows a value."""
    match value:
        case Link() | LegendRow():
            return value.text
        case ListEntry():
            return value.link.text
        case Brief():
            return value.id
        case Source():
            return value.key
    return str(value)


CASES = {
    f"{file.stem}: {name}": case
    for file in sorted(Path(__file__).parent.glob("cases/views/*.yaml"))
    for name, case in msgspec.yaml.decode(file.read_bytes(), type=dict[str, Case], strict=False).items()
}


@pytest.mark.parametrize("name", CASES)
def test_an_archive_shows_what_its_case_says(name: str) -> None:
    case = CASES[name]
    archive_entries = case.archive()
    for what, wanted in case.shows.items():
        assert extract(look(archive_entries, what, case.site), wanted, name_of) == wanted, what
