"""Hints from the properties of a Word file."""

import re

from ..document import Hints
from .markup import Node

_WHERE = "document’s properties"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SEVERAL = re.compile("[;,]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Titles and names that programs fill in by themselves.
_NO_TITLE = re.compile(
    r"microsoft word\b.*|(?:document|dokument|untitled|template|normal|title|word document)\s*\d*|"
    r".*\.(?:docx?|dotx?|rtf|txt|pdf|indd|odt|qxd|pages)|layout \d+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:user|users|admin\w*|owner|office|windows|microsoft|pc|computer|author|unknown|anonymous|guest|laptop|"
    r"customer|client|default|python-docx|libreoffice|openoffice)\b",
    re.IGNORECASE,
)
# The date in the template from which python-docx creates new files.
_OF_PATTERN = "2013-12-23T23:15:00Z"


def hints_of(core: Node | None) -> Hints:
    """Return the hints in a file's core properties."""
    if core is None:
        return Hints()
    created = _said(core, _TERMS + "created")
    return said_in_properties(
        title=_said(core, _DC + "title"),
        creator=_said(core, _DC + "creator"),
        created="" if created == _OF_PATTERN else created,
        modified=_said(core, _TERMS + "modified"),
        categories=_said(core, _CORE + "category"),
        keywords=_said(core, _CORE + "keywords"),
    )


def said_in_properties(
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
    said = [
        ("titles", "" if _NO_TITLE.fullmatch(title) else title),
        ("authors", "" if _NOBODY.search(creator) else creator),
        *((name, day[0]) for name, text in (("dates", created), ("modified", modified)) if (day := _DAY.match(text))),
        *(("categories", part.strip()) for part in _SEVERAL.split(categories)),
        *(("tags", part.strip()) for part in _SEVERAL.split(keywords)),
        ("languages", language if _LANGUAGE.fullmatch(language) else ""),
    ]
    return Hints.of((name, value, _WHERE) for name, value in said)


def _said(core: Node, name: str) -> str:
    return " ".join((core.findtext(name) or "").split())[:500]
