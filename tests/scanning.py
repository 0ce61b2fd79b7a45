"""A text as it is scanned, and all that is told of it; and a page for a text that is read without an archive."""

import datetime

from briefarchive.checking.loading import check_texts
from briefarchive.diagnostics import Diagnostic
from briefarchive.facets.brief_page import brief_page
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.model import Archive, Brief, TextMarkup
from briefarchive.reading.configuration import Publication
from briefarchive.reading.markdown import scanner as markup

BRIEF = Brief(
    id="2014-01-01-a", path="archive/2014/2014-01-01-a.md", digest="", title="A", date=datetime.date(2014, 1, 1)
)
PAGE = brief_page(BRIEF, Entries(Catalogue(Archive())), Publication())


def scan(path: str, text: str, first_line: int = 1) -> tuple[TextMarkup, list[Diagnostic]]:
    """Scan the text of a brief that begins in a line of its file, and check it."""
    scanned = markup.scan(path, text, first_line)
    return scanned.markup, [*scanned.diagnostics, *check_texts([scanned])[0]]
