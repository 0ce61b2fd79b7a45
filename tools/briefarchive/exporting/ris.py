"""Sources in RIS, which Zotero, EndNote, Mendeley and Citavi import.

The tags are those of the RIS Format Specifications of 2001 and 2011 (Research Information Systems). What needs a word:

- `TI` is the title as it was printed and `TT` its translation. There is no tag for a title in Latin letters; it is
  a note (`N1`).
- The type is that of `facets.appearance`. A press release is a report, whose `M3` says so: neither specification has a
  type for it, and Zotero takes one that it does not know for an article in a journal. `GOVDOC` is a report to Zotero.
- `T2` is what the source appeared in: the newspaper, the journal, the site. `PB` is who brought that out, where it is
  somebody else.
- `ED` is an editor whatever the type; `A2` and `A3` change their meaning with it. `A4` is a translator in Zotero.
  `TA`, which sounds like one, is for names of authors in another script.
- The number of a report is in `SN`, as in EndNote and Zotero; `IS` is the issue of a journal.
- `L2`, “link to full text”, is the archived copy. A second `UR` would be another address of the source itself, and
  `L1` is a PDF.
- `DA` and `Y2` are `YYYY/MM/DD/` and words: the end of a range, or `circa`. A source without a date has none.

A record's line begins with its tag. So a value never holds anything that a program takes for the end of a line.
"""

import re
from collections.abc import Iterator

from ..facets.addresses import web_link
from ..facets.appearance import Appeared, appeared, describe_imprint, list_translators, written_kind
from ..facets.wording import remarks
from ..model import PartialDate, Source
from ..model.lines import one_line
from .format import ReferenceFormat

_REPORTS = ("RPRT", "GOVDOC")
_FIELDS = {
    "type": "M3",
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


def ris_record(source: Source) -> str:
    """Return the record of one source."""
    return "".join(f"{tag}  - {text}\r\n" for tag, text in _lines(source))


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the lines of a record; a value that is empty on one line has none."""
    ris_type = written_kind(source, "RIS", default="GEN")
    yield "TY", ris_type
    for tag, text in (*_description(source, ris_type), *_addresses(source)):
        if line := one_line(text):
            yield tag, line
    yield "ER", ""


def _description(source: Source, ris_type: str) -> Iterator[tuple[str, str]]:
    imprint = describe_imprint(source)
    yield "ID", source.key
    yield from (("AU", name.inverted()) for name in source.authors)
    yield from (("ED", name.inverted()) for name in source.editors)
    yield from (("A4", name.inverted()) for name in list_translators(source))
    yield "TI", source.title
    yield "TT", source.translated_title
    yield "T2", imprint.container
    yield "PB", imprint.publisher
    yield from _dates(appeared(source))
    yield "LA", source.language
    tags = _FIELDS | ({"number": "SN"} if ris_type in _REPORTS else {})
    yield from {tag: source.fields[name] for name, tag in tags.items() if name in source.fields}.items()
    yield from (("KW", word) for word in re.split("[,;]", source.fields.get("keywords", "")))
    yield from _pages(source.fields.get("pages", ""))
    yield from (("N1", remark) for remark in remarks(source))
    yield "N1", source.note
    yield "N1", source.romanized_title and f"Romanized title: {source.romanized_title}"


def _addresses(source: Source) -> Iterator[tuple[str, str]]:
    yield "UR", web_link(source.url)
    yield "Y2", _date(source.accessed) if source.accessed else ""
    yield "DO", source.doi
    if copy := web_link(source.archive_url):
        yield "L2", copy
        yield "N1", f"Archived copy of {source.archive_date}" if source.archive_date else ""


def _dates(date: Appeared) -> Iterator[tuple[str, str]]:
    if date.start is None:
        yield "DA", date.written and f"///{date.written.replace('/', ' to ')}"
        return
    words = ["circa"] if date.circa else []
    words += [("spring", "summer", "autumn", "winter")[date.season - 1]] if date.season else []
    words += [f"to {date.end}"] if date.end else []
    yield "PY", f"{date.start.year:04}"
    yield "DA", f"{_date(date.start)}{' '.join(words)}"


def _date(date: PartialDate) -> str:
    """Return `2014/10/17/`; what is not known is empty, and the slashes stay."""
    month = f"{date.month:02}" if date.month else ""
    return f"{date.year:04}/{month}/{f'{date.day:02}' if date.day else ''}/"


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, _, last = pages.replace("–", "-").partition("-")
    yield "SP", first.strip("- ")
    yield "EP", last.strip("- ")


RIS = ReferenceFormat(
    name="ris",
    label="RIS",
    media_type="application/x-research-info-systems",
    suffix=".ris",
    audience="Zotero, EndNote, Mendeley",
    contents="Briefs and sources, with titles in their own script and in translation",
    reference=ris_record,
    between=b"\r\n",
    of_pages=True,
)
