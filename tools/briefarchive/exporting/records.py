"""Briefs and sources as flat records of texts and lists of texts, shared by tables and JSON Lines.

Names are those of the front matter and of `Source`, so that a column shows its origin.
"""

import datetime
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ..diagnostics import Span
from ..facets import addresses
from ..facets.addresses import web_link
from ..facets.appearance import csl_kind, describe_imprint, find_source_date
from ..model import Archive, Brief, BriefId, CiteKey, Original, PartialDate, PersonId, Source, Vocabulary
from ..reading.configuration import Publication
from .choice import Selection

Record: TypeAlias = dict[str, str | list[str]]


def brief_records(selection: Selection, site: Publication) -> Iterator[Record]:
    """Return a record for each brief, newest first."""
    return (_brief_record(brief, selection.archive, site) for brief in selection.briefs)


def source_records(selection: Selection) -> Iterator[Record]:
    """Return a record for each source, sorted by key."""
    cited_by = selection.catalogue.cited_by
    return (
        _source_record(source, [brief.id for brief in cited_by.get(source.key, ())]) for source in selection.sources
    )


def _brief_record(brief: Brief, archive: Archive, site: Publication) -> Record:
    vocabulary = archive.vocabulary
    first = brief.original or Original()
    return {
        "id": brief.id,
        "title": brief.title,
        "date": brief.date.isoformat(),
        "language": brief.language,
        "translation_of": "".join(_public_briefs([brief.translation_of] if brief.translation_of else [], archive)),
        "status": brief.status.value,
        "countries": list(brief.countries),
        "country_names": [*map(vocabulary.country_label, brief.countries)],
        "topics": list(brief.topics),
        "topic_names": [*map(vocabulary.topic_label, brief.topics)],
        "compilers": list(brief.compilers),
        "compiler_names": _names(brief.compilers, vocabulary),
        "summary": brief.summary,
        "sources": list(brief.bibliography),
        "corrections": [f"{correction.date.isoformat()}: {correction.note}" for correction in brief.corrections],
        "replaces": _public_briefs(brief.replaces, archive),
        "url": addresses.brief_url(brief, site.base_url),
        "issued": _day(brief.issued),
        "published": _day(brief.published),
        "revised": _day(brief.revised),
        "authors": list(brief.authors),
        "author_names": _names(brief.authors, vocabulary),
        "editors": list(brief.editors),
        "editor_names": _names(brief.editors, vocabulary),
        "translators": list(brief.translators),
        "translator_names": _names(brief.translators, vocabulary),
        "license": brief.license or site.license_id,
        "doi": brief.doi,
        "original_publisher": first.publisher or "",
        "original_date": _day(first.date),
        "original_url": web_link(first.url),
        "original_file": first.file,
    }


def _public_briefs(briefs: Sequence[BriefId], archive: Archive) -> list[str]:
    """Return the briefs that are in the archive and not drafts; others are not mentioned."""
    return [brief_id for brief_id in briefs if brief_id in archive.briefs and not archive.briefs[brief_id].is_draft]


def _names(people: Sequence[PersonId], vocabulary: Vocabulary) -> list[str]:
    vocabulary_people = vocabulary.people
    return [vocabulary_people[person].name if person in vocabulary_people else person for person in people]


def _day(day: datetime.date | PartialDate | None) -> str:
    return str(day or "")


def _source_record(source: Source, cited_by: list[str]) -> Record:
    date, imprint = find_source_date(source), describe_imprint(source)
    return {
        "key": source.key,
        "type": source.type,
        "kind": csl_kind(source),
        "title": source.title,
        "translated_title": source.translated_title,
        "romanized_title": source.romanized_title,
        "language": source.language,
        "authors": [str(name) for name in source.authors],
        "editors": [str(name) for name in source.editors],
        "publisher": imprint.publisher or source.publisher_name,
        "publisher_id": source.publisher or "",
        "container_title": imprint.container,
        "genre": source.fields.get("type", ""),
        **{name: source.fields.get(name, "") for name in ("volume", "number", "pages", "edition", "isbn")},
        "place": source.fields.get("location") or source.fields.get("address", ""),
        "date": date.text,
        "year": f"{source.issued.year:04}" if source.issued else "",
        "url": web_link(source.url),
        "doi": source.doi,
        "accessed": str(source.accessed or ""),
        "archive_url": web_link(source.archive_url),
        "archive_date": str(source.archive_date or ""),
        "agencies": list(source.agencies),
        "seen": source.seen.value if source.seen else "",
        "note": source.note,
        "cited_by": cited_by,
    }


_NO_BRIEF = _brief_record(
    Brief(id=BriefId(""), path="", digest="", title="", date=datetime.date.min), Archive(), Publication()
)
_NO_SOURCE = _source_record(Source(key=CiteKey(""), type="", span=Span(path="")), [])

BRIEF_FIELDS, SOURCE_FIELDS = list(_NO_BRIEF), list(_NO_SOURCE)
LISTS = {name for name, value in (_NO_BRIEF | _NO_SOURCE).items() if isinstance(value, list)}
"""Fields that are lists."""
