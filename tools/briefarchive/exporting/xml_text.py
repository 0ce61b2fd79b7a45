"""XML 1.0 documents: ElementTree escapes what means something, and here goes what may not stand in XML at all."""

import re
from xml.etree import ElementTree as ET

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    ET.indent(element)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(element, encoding="unicode")}\n'


def xml_text(text: str) -> str:
    """*text* on one line, with U+FFFD for each character that XML 1.0 does not allow."""
    return " ".join(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text).split())


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", ":", 1): xml_text(value) for name, value in attributes.items() if value}
