"""Sources in RIS, which Zotero, EndNote, Mendeley and Citavi import.

The tags follow the RIS Format Specifications of 2001 and 2011 (Research Information Systems). Less obvious choices:

- `TI` is the title as printed and `TT` its translation. A romanized title has no tag and is a note (`N1`).
- The type is that of `facets.appearance`. A press release is a report with `M3`: neither specification has a type for
  it, and Zotero imports unknown types as journal articles. Zotero imports `GOVDOC` as a report.
- `T2` is what the source appeared in: the newspaper, the journal, the site. `PB` is its publisher, if different.
- `ED` is an editor for every type, while `A2` and `A3` depend on it. `A4` is a translator in Zotero. `TA` is not for
  translators, but for authors' names in another script.
- The number of a report is in `SN`, as in EndNote and Zotero; `IS` is the issue of a journal.
- `L2`, “link to full text”, is the archived copy. A second `UR` would be another address of the source itself, and
  `L1` is a PDF.
- `DA` and `Y2` are `YYYY/MM/DD/` and words: the end of a range, or `circa`. A source without a date has none.

Each line starts with its tag, so a value never contains anything that a program might take for a line end.
"""

import re
from collections.abc import Iterator

from ..facets.addresses import web_link
from ..facets.appearance import (
    SourceDate,
    describe_imprint,
    describe_type,
    find_source_date,
    list_translators,
    name_kind,
)
from ..model import PartialDate, Source
from ..model.lines import one_line
from .format import ReferenceFormat, list_notes, named_people

_FIELDS = {
    "volume": "VL",
    "issue": "IS",
    "number": "IS",
    "edition": "ET",
    "location": "CY",
    "address": "CY",
    "isbn": "SN",
    "issn": "SN",
    "abstract": "AB",
}
_PAGE_RANGE = re.compile(r"\s*(\w+)\s*[-–]+\s*(\w+)\s*")


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    ris_type = name_kind(source, "RIS", default="GEN")
    yield "TY", ris_type
    for tag, text in (*_description(source, ris_type), *_addresses(source)):
        if line := one_line(text):
            yield tag, line
    yield "ER", ""


def _description(source: Source, ris_type: str) -> Iterator[tuple[str, str]]:
    imprint = describe_imprint(source)
    yield "ID", source.key
    for tag, names in (("AU", source.authors), ("ED", source.editors), ("A4", list_translators(source))):
        yield from ((tag, name.inverted_name()) for name in named_people(names))
    yield "TI", source.title
    yield "TT", source.translated_title
    yield "T2", imprint.container
    yield "PB", imprint.publisher
    yield from _dates(find_source_date(source))
    yield "LA", source.language
    yield "M3", describe_type(source)
    tags = _FIELDS | ({"number": "SN"} if ris_type in {"RPRT", "GOVDOC"} else {})
    yield from {tag: source.fields[name] for name, tag in tags.items() if name in source.fields}.items()
    yield from (("KW", word) for word in re.split("[,;]", source.fields.get("keywords", "")))
    yield from _pages(source.fields.get("pages", ""))
    yield from (("N1", note) for note in list_notes(source))
    yield "N1", source.romanized_title and f"Romanized title: {source.romanized_title}"


def _addresses(source: Source) -> Iterator[tuple[str, str]]:
    yield "UR", web_link(source.url)
    yield "Y2", _date(source.accessed) if source.accessed else ""
    yield "DO", source.doi
    if copy := web_link(source.archive_url):
        yield "L2", copy
        yield "N1", f"Archived copy of {source.archive_date}" if source.archive_date else ""


def _dates(date: SourceDate) -> Iterator[tuple[str, str]]:
    if date.start is None:
        yield "DA", date.text and f"///{date.text.replace('/', ' to ')}"
        return
    words = ["circa"] if date.circa else []
    words += [("spring", "summer", "autumn", "winter")[date.season - 1]] if date.season else []
    words += [f"to {date.end}"] if date.end else []
    yield "PY", f"{date.start.year:04}"
    yield "DA", f"{_date(date.start)}{' '.join(words)}"


def _date(date: PartialDate) -> str:
    """Format a date as `2014/10/17/`; unknown parts are empty, but the slashes stay."""
    month = f"{date.month:02}" if date.month else ""
    return f"{date.year:04}/{month}/{f'{date.day:02}' if date.day else ''}/"


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    """Yield the first and the last page, 109 of “100–9”; several ranges, and what is no range, as they are."""
    match = _PAGE_RANGE.fullmatch(pages)
    first, last = match.groups() if match else (pages, "")
    yield "SP", first
    yield "EP", first[: len(first) - len(last)] + last if last.isdecimal() and len(first) > len(last) else last


RIS = ReferenceFormat(
    name="ris",
    label="RIS",
    media_type="application/x-research-info-systems",
    suffix=".ris",
    audience="Zotero, EndNote, Mendeley",
    contents="Briefs and sources, with titles in their own script and in translation",
    reference=lambda source: "".join(f"{tag}  - {text}\r\n" for tag, text in _lines(source)),
    between=b"\r\n",
    of_pages=True,
)
