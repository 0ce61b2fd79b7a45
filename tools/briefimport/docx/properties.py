"""Hints from the properties of a Word file."""

import re

from ..document import Hints
from .markup import Node

_WHERE = "document’s properties"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SEPARATOR = re.compile("[;,]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Titles and names that programs fill in by themselves.
_NO_TITLE = re.compile(
    r"microsoft word\b.*|(?:document|dokument|untitled|template|normal|title|word document)\s*\d*|"
    r".*\.(?:docx?|dotx?|rtf|txt|pdf|indd|odt|qxd|pages)|layout \d+",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:user|users|admin\w*|owner|office|windows|microsoft|pc|computer|author|unknown|anonymous|guest|laptop|"
    r"customer|client|default|python-docx|libreoffice|openoffice)\b",
    re.IGNORECASE,
)
# The date in the template from which python-docx creates new files.
_TEMPLATE_DATE = "2013-12-23T23:15:00Z"


def read_core_hints(core: Node | None) -> Hints:
    """Return the hints in a file's core properties."""
    if core is None:
        return Hints()
    created = _read_text(core, _TERMS + "created")
    return property_hints(
        title=_read_text(core, _DC + "title"),
        creator=_read_text(core, _DC + "creator"),
        created="" if created == _TEMPLATE_DATE else created,
        modified=_read_text(core, _TERMS + "modified"),
        categories=_read_text(core, _CORE + "category"),
        keywords=_read_text(core, _CORE + "keywords"),
    )


def property_hints(
    *,
    title: str = "",
    creator: str = "",
    created: str = "",
    modified: str = "",
    categories: str = "",
    keywords: str = "",
    language: str = "",
) -> Hints:
    """Return the properties of a file as hints, without those that programs fill in; days are in ISO 8601."""
    hints = [
        ("titles", "" if _NO_TITLE.fullmatch(title) else title),
        ("authors", "" if _NO_PERSON.search(creator) else creator),
        *((name, day[0]) for name, text in (("dates", created), ("modified", modified)) if (day := _DAY.match(text))),
        *(("categories", part.strip()) for part in _SEPARATOR.split(categories)),
        *(("tags", part.strip()) for part in _SEPARATOR.split(keywords)),
        ("languages", language if _LANGUAGE.fullmatch(language) else ""),
    ]
    return Hints.of((name, value, _WHERE) for name, value in hints)


def _read_text(core: Node, name: str) -> str:
    return " ".join((core.findtext(name) or "").split())[:500]
