"""Sources in CSL-JSON, for citeproc: Pandoc, Quarto, R Markdown, Zotero, and Word through them.

Items follow the schema `csl-data.json` of CSL 1.0.2. Less obvious choices:

- `title` is the title as printed, in `language`. CSL's `original-title` is the title of the work of which the item is
  a translation (specification, appendix IV). Our sources are not translations; only their titles are translated, for
  the reader. CSL 1.0.2 has no variable for that, so the translated and the romanized title are in `custom` (under
  `translated-title`, the name planned for CSL 1.1) and in `note`, which Zotero keeps while it drops `custom`.
- The type is that of `facets.appearance`; CSL treats government documents as reports.
- The site of a page is its `container-title`, as in Zotero; a publisher of the same name is not repeated.
- An archived copy is in `custom` and in `note`. The variable `archive` is for the archive that keeps a document, and
  styles print it.
- A name with the family name first has `static-ordering`.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from ..facets.addresses import web_link
from ..facets.appearance import (
    GOVERNMENT_DOCUMENT,
    PERIODICALS,
    SourceDate,
    csl_kind,
    describe_imprint,
    describe_type,
    find_source_date,
    list_translators,
)
from ..model import Name, PartialDate, Source
from ..model.lines import one_line
from .format import ReferenceFormat, json_text, list_notes, named_people

Item: TypeAlias = dict[str, Any]

_FIELDS = {
    "volume": "volume",
    "number": "number",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "location": "publisher-place",
    "address": "publisher-place",
    "isbn": "ISBN",
    "issn": "ISSN",
    "abstract": "abstract",
    "keywords": "keyword",
}


def csl_item(source: Source) -> Item:
    """Convert a source, leaving out unknown fields."""
    kind, imprint = csl_kind(source), describe_imprint(source)
    item: Item = {
        "id": source.key,
        "type": "report" if kind == GOVERNMENT_DOCUMENT else kind,
        "title": source.title,
        "author": [_name(name) for name in named_people(source.authors)],
        "editor": [_name(name) for name in named_people(source.editors)],
        "translator": [_name(name) for name in named_people(list_translators(source))],
        "container-title": imprint.container,
        "publisher": imprint.publisher,
        "issued": _format_date(find_source_date(source)),
        "accessed": {"date-parts": [_date_parts(source.accessed)]} if source.accessed else {},
        "URL": web_link(source.url),
        "DOI": source.doi,
        "language": source.language,
    }
    # The number of a journal is that of its issue.
    names = _FIELDS | ({"number": "issue"} if kind in PERIODICALS else {})
    item |= {csl: one_line(source.fields[name]) for name, csl in names.items() if name in source.fields}
    item |= {"genre": one_line(describe_type(source)), "note": " ".join(_notes(source)), "custom": _custom(source)}
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> Item:
    if name.literal:
        return {"literal": one_line(name.literal)}
    parts = {part: one_line(getattr(name, part)) for part in ("family", "given", "suffix")}
    return {part: value for part, value in (parts | {"static-ordering": name.family_first}).items() if value}


def _format_date(date: SourceDate) -> Item:
    """Return a date in parts, or in words if it has no start."""
    if date.start is None:
        return {"literal": one_line(date.text)} if date.text else {}
    item: Item = {"date-parts": [_date_parts(date.start), *([_date_parts(date.end)] if date.end else [])]}
    if date.season:
        item["season"] = date.season
    return item | ({"circa": True} if date.circa else {})


def _date_parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part]


def _notes(source: Source) -> Iterator[str]:
    """Yield sentences on one line: in Zotero's “Extra” a line such as `type: book` would be a field."""
    copy = web_link(source.archive_url)
    for text in (
        *list_notes(source),
        source.translated_title and f"Translated title: {source.translated_title}",
        source.romanized_title and f"Romanized title: {source.romanized_title}",
        copy and f"Archived{f' {source.archive_date}' if source.archive_date else ''} at <{copy}>",
    ):
        if line := one_line(text):
            yield line if line[-1] in ".!?。！？" else f"{line}."


def _custom(source: Source) -> Item:
    custom = {
        "translated-title": one_line(source.translated_title),
        "romanized-title": one_line(source.romanized_title),
        "archive-url": web_link(source.archive_url),
        "archive-date": str(source.archive_date or ""),
    }
    return {name: text for name, text in custom.items() if text}


CSL_JSON = ReferenceFormat(
    name="csl-json",
    label="CSL-JSON",
    media_type="application/vnd.citationstyles.csl+json",
    suffix=".csl.json",
    audience="Word, Pandoc, R Markdown, Quarto",
    contents="Briefs and sources",
    reference=lambda source: json_text(csl_item(source)),
    before=b"[\n",
    between=b",\n",
    after=b"\n]\n",
)
