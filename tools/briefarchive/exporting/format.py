"""What a format of export is. Each format is a module that ends with its record; `formats` has the table of them."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from ..facets.report import as_source
from ..model import Source
from ..reading.configuration import Publication
from .choice import Selection
from .records import BRIEF_FIELDS, SOURCE_FIELDS, Record, records_of_briefs, records_of_sources

# In a string they are sound JSON; but U+2028 and U+2029 end a line of JavaScript, U+0085 one of Python, lone
# surrogates cannot be written in UTF-8, and the rest turns text around. They only ever stand within strings.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Format:
    """A format of export.

    Attributes:
        name: As `briefs export` calls it.
        media_type: Registered with IANA, or the one that programs know.
        audience: Which programs or people read it.
        contents: What is in it, in the guide's words.
        module: What must be installed for it beside the program, with the extra of the format's name; else empty.
    """

    name: str
    label: str
    media_type: str
    suffix: str
    audience: str
    contents: str
    module: str = ""

    @property
    def is_installed(self) -> bool:
        """Whether what it needs is there: only then is it offered."""
        return not self.module or find_spec(self.module) is not None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReferenceFormat(Format):
    """A format for references: of briefs, as reports, and of their sources.

    Attributes:
        reference: Writes one reference.
        before: What a file has before its first reference.
        between: What it has between two references.
        after: What it has after the last one.
        of_pages: Whether each page has a file in it. The whole archive has one in every format; `briefs export` gives
            any part of it in any.
    """

    reference: Callable[[Source], str]
    before: bytes = b""
    between: bytes = b"\n"
    after: bytes = b""
    of_pages: bool = False

    def address(self, page: str) -> str:
        """The file with what the page at the address *page* is about; all pages of a list share one."""
        return f"exports/{page.removesuffix('.html')}{self.suffix}"

    def file(self, references: Iterable[bytes]) -> bytes:
        """A file of references that are written already."""
        return self.before + self.between.join(references) + self.after

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Briefs and their sources, or *sources* alone."""
        briefs = (as_source(one, selection.archive.vocabulary, site) for one in selection.briefs)
        chosen = selection.sources if sources else (*briefs, *selection.sources)
        return self.file(self.reference(one).encode() for one in chosen)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableFormat(Format):
    """A format for tables: of all briefs, and of all sources. The site has both.

    Attributes:
        table: Writes records as rows with these fields.
    """

    table: Callable[[Iterable[Record], Sequence[str]], bytes]

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """A table of briefs, or of *sources*."""
        if sources:
            return self.table(records_of_sources(selection), SOURCE_FIELDS)
        return self.table(records_of_briefs(selection, site), BRIEF_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordFormat(Format):
    """A format for records of briefs, without their sources.

    Attributes:
        records: Writes them.
        file: Where the site has those of all briefs, if it has.
    """

    records: Callable[[Selection, Publication], str]
    file: str = ""

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Records of briefs; there are none of *sources*."""
        return self.records(selection, site).encode()


AnyFormat = ReferenceFormat | TableFormat | RecordFormat


def json_text(value: object) -> str:
    """*value* in JSON (RFC 8259), in Unicode that survives programs which take it for lines or for JavaScript."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
