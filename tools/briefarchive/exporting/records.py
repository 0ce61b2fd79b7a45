"""Records of briefs and of sources, and the type of formats that write them as tables.

The names of fields are those of the front matter and of `Source`, so that a column of a table shows its origin.

Spreadsheets evaluate cells that start like a formula, and a formula can fetch or run things. Such a cell is prefixed
with an apostrophe, which marks text (OWASP, “CSV Injection”); numbers stay numbers. A text that already has apostrophes
before such a sign gets one more, so that removing one always restores the text.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..diagnostics import Span
from ..facets import addresses
from ..facets.appearance import csl_kind, describe_imprint, describe_type, find_source_date
from ..facets.report import contributor
from ..model import Archive, Brief, BriefId, CiteKey, Original, PersonId, Source, Vocabulary
from ..model.lines import one_line
from ..reading.configuration import Publication
from .choice import Selection
from .format import Format, named_people

Record: TypeAlias = dict[str, str | list[str]]


def brief_records(selection: Selection, site: Publication) -> Iterator[Record]:
    """Yield a record for each brief, newest first."""
    yield from (_brief_record(brief, selection.archive, site) for brief in selection.briefs)


def source_records(selection: Selection) -> Iterator[Record]:
    """Yield a record for each source, sorted by key."""
    for source in selection.sources:
        citing = selection.catalogue.cited_by.get(source.key, ())
        yield _source_record(source, [brief.id for brief in reversed(citing)])


def _brief_record(brief: Brief, archive: Archive, site: Publication) -> Record:
    vocabulary = archive.vocabulary
    first = brief.original or Original()
    return {
        "id": brief.id,
        "title": brief.title,
        "date": brief.date.isoformat(),
        "language": brief.language,
        "translation_of": original.id if (original := archive.find_listed(brief.translation_of)) else "",
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
        "replaces": [former.id for former in archive.list_replaced(brief)],
        "url": addresses.brief_url(brief, site.base_url),
        "issued": str(brief.issued or ""),
        "published": str(brief.published or ""),
        "revised": str(brief.revised or ""),
        "authors": list(brief.authors),
        "author_names": _names(brief.authors, vocabulary),
        "editors": list(brief.editors),
        "editor_names": _names(brief.editors, vocabulary),
        "translators": list(brief.translators),
        "translator_names": _names(brief.translators, vocabulary),
        "license": brief.license or site.license_id,
        "doi": brief.doi,
        "original_publisher": first.publisher or "",
        "original_date": str(first.date or ""),
        "original_url": addresses.web_link(first.url),
        "original_file": first.file,
    }


def _names(people: Sequence[PersonId], vocabulary: Vocabulary) -> list[str]:
    return [contributor(person, vocabulary).display_name for person in people]


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
        "authors": [*map(str, named_people(source.authors))],
        "editors": [*map(str, named_people(source.editors))],
        "publisher": imprint.publisher or source.publisher_name,
        "publisher_id": source.publisher or "",
        "container_title": imprint.container,
        "genre": describe_type(source),
        **{name: source.fields.get(name, "") for name in ("volume", "number", "pages", "edition", "isbn")},
        "place": source.fields.get("location") or source.fields.get("address", ""),
        "date": date.text,
        "year": f"{source.issued.year:04}" if source.issued else "",
        "url": addresses.web_link(source.url),
        "doi": source.doi,
        "accessed": str(source.accessed or ""),
        "archive_url": addresses.web_link(source.archive_url),
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
LIST_FIELDS = {name for name, value in (_NO_BRIEF | _NO_SOURCE).items() if isinstance(value, list)}


_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
# Excel in Chinese and Japanese accepts full-width signs too.
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*'*[\\s\u200b-\u200f\u2060\ufeff]*[=+@＝＋－＠−-]")


def safe_cell(value: str | Sequence[str]) -> str:
    """Format a value as text on one line that no spreadsheet evaluates."""
    text = one_line(value if isinstance(value, str) else "; ".join(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableFormat(Format):
    """A format for tables of briefs and of sources; *table* writes records as rows."""

    table: Callable[[Iterable[Record], Sequence[str]], bytes]

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Export a table of briefs, or of *sources*."""
        if sources:
            return self.table(source_records(selection), SOURCE_FIELDS)
        return self.table(brief_records(selection, site), BRIEF_FIELDS)
