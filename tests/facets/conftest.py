"""Archives in memory, so that a test says only what it is about."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_type_hints

import msgspec

from briefarchive.diagnostics import Span
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.facets.table import page_lists
from briefarchive.facets.views import IndexPage
from briefarchive.model import (
    Archive,
    Brief,
    Country,
    PartialDate,
    Person,
    Publisher,
    Reference,
    Source,
    Status,
    TextLink,
    TextMarkup,
    Topic,
    Vocabulary,
)

TREE = {"economy": None, "energy": "economy", "natural-gas": "energy", "trade": "economy", "security": None}
IN_CHINESE = {"CN": "中国", "security": "安全"}
COUNTRIES = {"CN": "China", "RU": "Russia", "CI": "Côte d’Ivoire", "EU": "European Union"}


def brief(brief_id: str, **fields: Any) -> Brief:
    """A brief of which the test says only some fields; *cites*, *names* and *links* are what its text refers to."""
    path = f"archive/{brief_id[:4]}/{brief_id}.md"
    named = [("cite:p", key) for key in fields.pop("cites", ())]
    named += [tuple(name.split(" ")) for name in fields.pop("names", ())]
    references = tuple(Reference(role=role, target=target, span=Span(path=path)) for role, target in named)
    links = tuple(TextLink(target=target, span=Span(path=path)) for target in fields.pop("links", ()))
    given = {"title": brief_id[11:].capitalize(), "date": datetime.date.fromisoformat(brief_id[:10])} | fields
    given["status"] = Status(given.get("status", "published"))
    return Brief(id=brief_id, path=path, digest="", markup=TextMarkup(references=references, links=links), **given)


def source(key: str, **fields: Any) -> Source:
    """A source; *issued* may be written."""
    if isinstance(issued := fields.get("issued"), str):
        fields["issued"] = PartialDate.parse(issued) if issued else None
    return Source(key=key, span=Span(path="bib/2014.bib"), **({"title": key.upper(), "type": "online"} | fields))


def make_archive(briefs: list[Brief], sources: list[Source] | None = None, **terms: dict[str, Any]) -> Archive:
    """An archive with a small vocabulary, and more *terms*, its briefs in order as the reader leaves them."""
    publishers = {one.publisher: one.publisher_name or one.publisher for one in sources or [] if one.publisher}
    vocabulary = Vocabulary(
        countries={code: Country(code=code, labels=_labels(code, name)) for code, name in COUNTRIES.items()}
        | {"EU": Country(code="EU", labels={"en": "European Union"}, members=("CI",))},
        topics={
            name: Topic(id=name, labels=_labels(name, name.replace("-", " ").capitalize()), parent=parent)
            for name, parent in TREE.items()
        },
        people={name: Person(id=name, name=f"{name[0].upper()} Person") for name in ("a-person", "b-person")},
        publishers={name: Publisher(id=name, name=written) for name, written in publishers.items()},
    )
    ordered = sorted(briefs, key=lambda brief: (brief.date, brief.id))
    return Archive(
        briefs={brief.id: brief for brief in ordered},
        sources={source.key: source for source in sources or []},
        vocabulary=replace(vocabulary, **{kind: getattr(vocabulary, kind) | more for kind, more in terms.items()}),
    )


def _labels(term: str, english: str) -> dict[str, str]:
    return {"en": english} | ({"zh": IN_CHINESE[term]} if term in IN_CHINESE else {})


def catalogue(briefs: list[Brief], sources: list[Source] | None = None, *, drafts: bool = False) -> Catalogue:
    """The catalogue of such an archive."""
    return Catalogue(make_archive(briefs, sources), drafts=drafts)


def entries(
    briefs: list[Brief],
    sources: list[Source] | None = None,
    language: str = "en",
    *,
    drafts: bool = False,
    **terms: dict[str, Any],
) -> Entries:
    """What is shown of such an archive, in the language of the interface."""
    return Entries(Catalogue(make_archive(briefs, sources, **terms), drafts=drafts), language)


def index_pages(entries: Entries) -> Iterator[IndexPage]:
    """The pages of all indices."""
    for address, make in page_lists(entries):
        first, *others = make()
        assert first.address == address
        yield from (first, *others)


def pages(entries: Entries) -> dict[str, IndexPage]:
    """The pages of all indices by their addresses."""
    return {page.address: page for page in index_pages(entries)}


def given(kind: type, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields as the model has them: tuples, corrections, dates."""
    hints = get_type_hints(kind)
    fields = {{"id": "brief_id"}.get(name, name): value for name, value in fields.items()}
    for name, value in fields.items():
        if name in {"issued", "accessed", "archive_date"} and kind is Source:
            fields[name] = PartialDate.parse(str(value))
        elif name in hints and name != "status":
            fields[name] = msgspec.convert(value, hints[name])
    return fields
