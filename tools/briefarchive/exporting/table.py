"""Tables of briefs and of sources: CSV (RFC 4180), for R, pandas and spreadsheets; JSON Lines; and Apache Parquet.

The names of columns are those of the front matter and of `Source`, so that a column shows its origin.

CSV is UTF-8 with a byte order mark, without which Excel garbles Chinese; R reads it with `fileEncoding = "UTF-8-BOM"`,
pandas with `encoding="utf-8-sig"`, and `readr` as it is. A list is one cell with `; ` between its items.

Spreadsheets evaluate cells that start like a formula, and a formula can fetch or run things. Such a cell is prefixed
with an apostrophe, which marks text (OWASP, “CSV Injection”); numbers stay numbers. A text that already has apostrophes
before such a sign gets one more, so that removing one always restores the text.

JSON Lines have one object a line, for R (`jsonlite::stream_in`), pandas, jq and DuckDB. Every object has every field,
so that tables made from them have the same columns; unknown values are null. In Parquet, lists are lists, and no text
can be a formula.
"""

import csv
import datetime
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..diagnostics import Span
from ..facets import addresses
from ..facets.addresses import web_link
from ..facets.appearance import csl_kind, describe_imprint, describe_type, find_source_date
from ..facets.views import FigureTable
from ..model import Archive, Brief, BriefId, CiteKey, Original, PersonId, Source, Vocabulary
from ..model.lines import one_line
from ..reading.configuration import Publication
from .choice import Selection
from .format import Format, json_text, named_people

Record: TypeAlias = dict[str, str | list[str]]


def brief_records(selection: Selection, site: Publication) -> Iterator[Record]:
    """Return a record for each brief, newest first."""
    return (_brief_record(brief, selection.archive, site) for brief in selection.briefs)


def source_records(selection: Selection) -> Iterator[Record]:
    """Return a record for each source, sorted by key."""
    cited_by = selection.catalogue.cited_by
    return (
        _source_record(source, [brief.id for brief in reversed(cited_by.get(source.key, ()))])
        for source in selection.sources
    )


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
        "replaces": _public_briefs(brief.replaces, archive),
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
        "original_url": web_link(first.url),
        "original_file": first.file,
    }


def _public_briefs(briefs: Sequence[BriefId], archive: Archive) -> list[str]:
    """Return the briefs that are in the archive and not drafts; others are not mentioned."""
    return [brief_id for brief_id in briefs if brief_id in archive.briefs and not archive.briefs[brief_id].is_draft]


def _names(people: Sequence[PersonId], vocabulary: Vocabulary) -> list[str]:
    vocabulary_people = vocabulary.people
    return [vocabulary_people[person].name if person in vocabulary_people else person for person in people]


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


_AT_ONCE = 5_000
"""Records in a row group of Parquet; all in one would take a hundred megabytes of memory."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
# Excel in Chinese and Japanese accepts full-width signs too.
_FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*'*[\\s\u200b-\u200f\u2060\ufeff]*[=+@＝＋－＠−-]")


def safe_cell(value: str | Sequence[str]) -> str:
    """Format a value as text on one line that no spreadsheet evaluates."""
    text = one_line(value if isinstance(value, str) else "; ".join(value))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def table(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """Write a table with a row for each record below a header of *fields*."""
    return write_rows(itertools.chain([fields], ([record.get(name, "") for name in fields] for record in records)))


def write_rows(rows: Iterable[Iterable[str | Sequence[str]]]) -> bytes:
    """Write rows, the header first."""
    buffer = io.BytesIO()
    # Bytes, because a single Chinese character would make one long string take four times the memory.
    out = io.TextIOWrapper(buffer, "utf-8-sig", newline="", write_through=True)
    # Quoted, so that a spreadsheet that expects semicolons does not split cells at them.
    writer = csv.writer(out, dialect="excel", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows(map(safe_cell, row) for row in rows)
    return buffer.getvalue()


def figures_table(table: FigureTable) -> bytes:
    """Write a page's table, with a first column that identifies each row for programs."""
    rows = ((row.key, *(link.text for link in row.texts), *map(str, row.counts)) for row in table.rows)
    return write_rows([(table.key, *table.texts, *(head.text for head in table.counts)), *rows])


def json_lines(records: Iterable[Record], _fields: Sequence[str] = ()) -> bytes:
    """Write a line for each record, with all of its fields."""
    out = io.BytesIO()  # joined lines would be in memory twice
    for record in records:
        out.write(f"{json_text({name: None if value == '' else value for name, value in record.items()})}\n".encode())
    return out.getvalue()


def parquet(records: Iterable[Record], fields: Sequence[str]) -> bytes:
    """Write a table with a row for each record and a column for each of *fields*; unknown values are null."""
    import pyarrow as pa  # imported late, since it takes 0.2 s
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([(name, pa.list_(pa.string()) if name in LISTS else pa.string()) for name in fields])
    remaining, out = iter(records), io.BytesIO()
    with ParquetWriter(out, schema, compression="zstd") as writer:
        while rows := list(itertools.islice(remaining, _AT_ONCE)):
            writer.write_table(pa.table({name: [_value(row[name]) for row in rows] for name in fields}, schema=schema))
    return out.getvalue()


def _value(value: str | list[str]) -> str | list[str] | None:
    return [one_line(item) for item in value] if isinstance(value, list) else one_line(value) or None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableFormat(Format):
    """A format for tables of briefs and of sources; *table* writes records as rows."""

    table: Callable[[Iterable[Record], Sequence[str]], bytes]

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Export a table of briefs, or of *sources*."""
        if sources:
            return self.table(source_records(selection), SOURCE_FIELDS)
        return self.table(brief_records(selection, site), BRIEF_FIELDS)


CSV = TableFormat(
    name="csv",
    label="CSV",
    media_type="text/csv",
    suffix=".csv",
    audience="A spreadsheet, R, pandas",
    contents="Briefs; with `--sources`, sources",
    table=table,
)

JSON_LINES = TableFormat(
    name="jsonl",
    label="JSON Lines",
    media_type="application/jsonl",
    suffix=".jsonl",
    audience="Programs",
    contents="The same, one JSON object a line",
    table=json_lines,
)

PARQUET = TableFormat(
    name="parquet",
    label="Parquet",
    media_type="application/vnd.apache.parquet",
    suffix=".parquet",
    audience="DuckDB, Arrow, R, pandas",
    contents="The same, with lists as lists; it needs the extra `briefarchive[parquet]`",
    table=parquet,
    module="pyarrow",
)
