"""Types of export formats, and helpers that several share. Each format is a module that ends with its record.

`formats` has the table of them. Feeds and catalogue records share persistent names for briefs and XML 1.0: ElementTree
escapes markup, and this module replaces characters that XML does not allow.
"""

import datetime
import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from ..facets.report import source_from_brief
from ..facets.wording import list_remarks
from ..model import Brief, Name, Source
from ..reading.configuration import Publication
from .choice import Selection

# So BibTeX calls people whom a list does not name; other formats would take the word for a person.
_OTHERS = Name(literal="others")
# These are valid in JSON strings; but U+2028 and U+2029 end a line in JavaScript and U+0085 in Python, lone
# surrogates cannot be encoded in UTF-8, and the rest reverse text. They occur only in strings.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Generated once. It must never change, since the URNs of briefs depend on it.
_NAMESPACE = uuid.UUID("be33affb-00e5-455a-8137-1d445f9b4336")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Format:
    """An export format.

    Attributes:
        name: Name for `briefs export`.
        media_type: The type registered with IANA, or the one in use.
        audience: Programs or people that read it.
        contents: Its contents, as described in the guide.
        module: The module that its extra, of the same name as the format, installs; empty if it needs none.
    """

    name: str
    label: str
    media_type: str
    suffix: str
    audience: str
    contents: str
    module: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReferenceFormat(Format):
    """A format for references to briefs, as reports, and to their sources.

    Attributes:
        before: Text before the first reference.
        between: Text between references.
        after: Text after the last reference.
        of_pages: Whether each page has a file in it. Every format has a file for the whole archive, and `briefs export`
            exports any part in any format.
    """

    reference: Callable[[Source], str]
    before: bytes = b""
    between: bytes = b"\n"
    after: bytes = b""
    of_pages: bool = False

    def address(self, page: str) -> str:
        """Return the address of the export of a page; all pages of a list share one."""
        return f"exports/{page.removesuffix('.html')}{self.suffix}"

    def file(self, references: Iterable[bytes]) -> bytes:
        """Join formatted references into a file."""
        return self.before + self.between.join(references) + self.after

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Export briefs and their sources, or only the *sources*."""
        briefs = (source_from_brief(brief, selection.archive.vocabulary, site) for brief in selection.briefs)
        references = selection.sources if sources else (*briefs, *selection.sources)
        return self.file(self.reference(source).encode() for source in references)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordFormat(Format):
    """A format for records of briefs without sources; *file* is the address of those of all briefs, if on the site."""

    records: Callable[[Selection, Publication], str]
    file: str = ""

    def export(self, selection: Selection, site: Publication, *, sources: bool = False) -> bytes:
        """Export records of briefs; *sources* is ignored."""
        return self.records(selection, site).encode()


def named_people(names: Iterable[Name]) -> list[Name]:
    """Return those of *names* that are people, without the `others` of BibTeX."""
    return [name for name in names if name != _OTHERS]


def list_notes(source: Source) -> Iterator[str]:
    """Yield what is noted of a source, for formats whose list of authors cannot say that it is not complete."""
    yield from list_remarks(source)
    if _OTHERS in source.authors:
        yield "The list of authors is not complete"
    yield source.note


def json_text(value: object) -> str:
    """Format *value* as JSON (RFC 8259) that is safe in JavaScript and in line-based programs."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def root(tag: str, **attributes: str) -> ET.Element:
    """Make a root element. Namespaces are attributes, so that no global registry of prefixes is involved."""
    return ET.Element(tag, _qualify(attributes))


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append a child to *parent*; `xml_lang` is the attribute `xml:lang`, and empty attributes are left out."""
    child = ET.SubElement(parent, tag, _qualify(attributes))
    child.text = xml_text(text)
    return child


def document(element: ET.Element) -> str:
    """Serialize a document, given its root."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(element, encoding="unicode")}\n'


def xml_text(text: str) -> str:
    """Put *text* on one line, with U+FFFD for characters that XML 1.0 does not allow."""
    return " ".join(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _qualify(attributes: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", ":", 1): xml_text(value) for name, value in attributes.items() if value}


def urn(name: str) -> str:
    """Make a URN (RFC 9562, version 5) from *name*, always the same."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def find_host(base_url: str) -> str:
    """Return the host of the site in ASCII; empty if it is unknown or an address, as in `http://[::1]/`."""
    host = urlsplit(base_url).hostname or ""
    return "" if ":" in host else host.encode("idna").decode("ascii")


def local_name(brief: Brief, base_url: str) -> str:
    """Return a name for a brief that is unique on its host, which may have other archives in other folders."""
    folder = quote(urlsplit(base_url).path.strip("/"))
    return f"{folder}/{brief.id}" if folder else brief.id


def day_of_change(brief: Brief, selection: Selection) -> datetime.date:
    """Return the day of a brief's last change or, so that nobody misses it, of the archive's if its own is unknown."""
    return brief.changed or selection.catalogue.last_change
