"""What feeds and records for catalogues share: XML 1.0, and names of briefs that stay when addresses change.

ElementTree escapes what means something, and here goes what may not stand in XML at all.
"""

import datetime
import re
import uuid
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from ..model import Brief
from .choice import Selection

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Made once, at random. It never changes: the names below are made from it.
_NAMESPACE = uuid.UUID("be33affb-00e5-455a-8137-1d445f9b4336")


def root(tag: str, **attributes: str) -> ET.Element:
    """The element around a document. Namespaces are attributes, so that no other document's prefixes count."""
    return ET.Element(tag, _named(attributes))


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """A new last child of *parent*; `xml_lang` is the attribute `xml:lang`, and one without a value is left out."""
    child = ET.SubElement(parent, tag, _named(attributes))
    child.text = xml_text(text)
    return child


def document(element: ET.Element) -> str:
    """The document around *element*."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(element, encoding="unicode")}\n'


def xml_text(text: str) -> str:
    """*text* on one line, with U+FFFD for each character that XML 1.0 does not allow."""
    return " ".join(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", ":", 1): xml_text(value) for name, value in attributes.items() if value}


def urn(name: str) -> str:
    """A URN (RFC 9562, version 5) that is the same whenever *name* is."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def find_host(base_url: str) -> str:
    """The host of the site in ASCII; empty where it is not known or has no name, as in `http://[::1]/`."""
    host = urlsplit(base_url).hostname or ""
    return "" if ":" in host else host.encode("idna").decode("ascii")


def local_name(brief: Brief, base_url: str) -> str:
    """What a brief is called on its host, where other archives may live in other folders."""
    folder = quote(urlsplit(base_url).path.strip("/"))
    return f"{folder}/{brief.id}" if folder else brief.id


def day_of_change(brief: Brief, selection: Selection) -> datetime.date:
    """The last day on which something about a brief changed in the archive.

    Where neither its file nor the repository's history tells it, it is the last day of a change that is known of any
    brief: whoever asks what changed since a day gets such a brief once too often, but never misses it. In an archive
    that knows of no change at all, it is the day of the latest event that has happened.
    """
    return brief.changed or selection.catalogue.last_change
