"""What a format of export is, and what several share. Each format is a module that ends with its record.

`formats` has the table of them. Feeds and records for catalogues share XML 1.0, and names of briefs that stay when
addresses change: ElementTree escapes what means something, and here goes what may not stand in XML at all.
"""

import datetime
import json
import re
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from ..facets.report import as_source
from ..model import Brief, Source
from ..reading.configuration import Publication
from .choice import Selection
from .records import BRIEF_FIELDS, SOURCE_FIELDS, Record, records_of_briefs, records_of_sources

# In a string they are sound JSON; but U+2028 and U+2029 end a line of JavaScript, U+0085 one of Python, lone
# surrogates cannot be written in UTF-8, and the rest turns text around. They only ever stand within strings.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Made once, at random. It never changes: the names below are made from it.
_NAMESPACE = uuid.UUID("be33affb-00e5-455a-8137-1d445f9b4336")


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
        """Return the file with what the page at the address *page* is about; all pages of a list share one."""
        return f"exports/{page.removesuffix('.html')}{self.suffix}"

    def file(self, references: Iterable[bytes]) -> bytes:
        """Return a file of references that are written already."""
        return self.before + self.between.join(references) + self.after

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Briefs and their sources, or *sources* alone."""
        briefs = (as_source(one, selection.archive.vocabulary, site) for one in selection.briefs)
        chosen = selection.sources if sources else (*briefs, *selection.sources)
        return self.file(self.reference(one).encode() for one in chosen)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableFormat(Format):
    """A format for tables of all briefs and of all sources, which the site has; *table* writes records as rows."""

    table: Callable[[Iterable[Record], Sequence[str]], bytes]

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Return a table of briefs, or of *sources*."""
        if sources:
            return self.table(records_of_sources(selection), SOURCE_FIELDS)
        return self.table(records_of_briefs(selection, site), BRIEF_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordFormat(Format):
    """A format for records of briefs, without sources; those of all are in a *file* of the site, if it has one."""

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


def root(tag: str, **attributes: str) -> ET.Element:
    """Return the element around a document. Namespaces are attributes, so that no other document's prefixes count."""
    return ET.Element(tag, _named(attributes))


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """A new last child of *parent*; `xml_lang` is the attribute `xml:lang`, and one without a value is left out."""
    child = ET.SubElement(parent, tag, _named(attributes))
    child.text = xml_text(text)
    return child


def document(element: ET.Element) -> str:
    """Return the document around *element*."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(element, encoding="unicode")}\n'


def xml_text(text: str) -> str:
    """*text* on one line, with U+FFFD for each character that XML 1.0 does not allow."""
    return " ".join(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", ":", 1): xml_text(value) for name, value in attributes.items() if value}


def urn(name: str) -> str:
    """Return a URN (RFC 9562, version 5) that is the same whenever *name* is."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def find_host(base_url: str) -> str:
    """Return the host of the site in ASCII; empty where it is not known or has no name, as in `http://[::1]/`."""
    host = urlsplit(base_url).hostname or ""
    return "" if ":" in host else host.encode("idna").decode("ascii")


def local_name(brief: Brief, base_url: str) -> str:
    """What a brief is called on its host, where other archives may live in other folders."""
    folder = quote(urlsplit(base_url).path.strip("/"))
    return f"{folder}/{brief.id}" if folder else brief.id


def day_of_change(brief: Brief, selection: Selection) -> datetime.date:
    """Return the last day on which something about a brief changed in the archive.

    Where neither its file nor the repository's history tells it, it is the last day of a change that is known of any
    brief: whoever asks what changed since a day gets such a brief once too often, but never misses it. In an archive
    that knows of no change at all, it is the day of the latest event that has happened.
    """
    return brief.changed or selection.catalogue.last_change
