"""A text as it is scanned, and all that is told of it."""

from briefarchive.checking.text import check_texts
from briefarchive.diagnostics import Diagnostic
from briefarchive.model import TextMarkup
from briefarchive.reading.markdown import scanner as markup


def scan(path: str, text: str, first_line: int = 1) -> tuple[TextMarkup, list[Diagnostic]]:
    """Scan the text of a brief that begins in a line of its file, and check it."""
    scanned = markup.scan(path, text, first_line)
    return scanned.markup, [*scanned.diagnostics, *check_texts([scanned])[0]]
