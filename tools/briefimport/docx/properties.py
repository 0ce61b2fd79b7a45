"""What a Word file says about itself in its properties: hints, and no more."""

import re

from ..document import Hint, Hints
from .markup import Node

_WHERE = "document’s properties"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What programs write where nobody has written anything.
_NO_TITLE = re.compile(
    r"microsoft word\b.*|(?:document|dokument|untitled|template|normal|title|word document)\s*\d*|"
    r".*\.(?:docx?|dotx?|rtf|txt)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:user|users|admin\w*|owner|office|windows|microsoft|pc|computer|author|unknown|anonymous|guest|laptop|"
    r"customer|client|default|python-docx|libreoffice|openoffice)\b",
    re.IGNORECASE,
)
# The day of the pattern from which a widespread library makes new files.
_OF_PATTERN = "2013-12-23T23:15:00Z"


def hints_of(core: Node | None) -> Hints:
    """The hints in a file's core properties."""
    if core is None:
        return Hints()
    title, creator = _said(core, _DC + "title"), _said(core, _DC + "creator")
    created = _said(core, _TERMS + "created")
    return Hints(
        titles=_hints("" if _NO_TITLE.fullmatch(title) else title),
        authors=_hints("" if _NOBODY.search(creator) else creator),
        dates=_days("" if created == _OF_PATTERN else created),
        modified=_days(_said(core, _TERMS + "modified")),
        categories=_hints(*_several(_said(core, _CORE + "category"))),
        tags=_hints(*_several(_said(core, _CORE + "keywords"))),
    )


def _said(core: Node, name: str) -> str:
    return " ".join((core.findtext(name) or "").split())[:500]


def _several(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,]", text)]


def _hints(*values: str) -> tuple[Hint, ...]:
    return tuple(Hint(value=value, where=_WHERE) for value in dict.fromkeys(values) if value)


def _days(moment: str) -> tuple[Hint, ...]:
    day = _DAY.match(moment)
    return _hints(day[0]) if day else ()
