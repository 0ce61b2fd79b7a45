"""Files of a word processor, a browser or a scanner under the name of a text."""

import re
from pathlib import PurePosixPath

from ...diagnostics import Diagnostic, Rule, Span


class OtherFormat(Rule):
    """A file has the name of a text, and holds another format: Word, RTF, PDF, HTML, a picture.

    A new name does not turn one format into another. A Word file gets its own name back, `.docx`, and
    `briefs import FILE` makes a brief of it; from any other, copy the text into a new file.
    """

    code = "F119"


FAULTS: tuple[type[Rule], ...] = (OtherFormat,)

# The first bytes of a file, what it is, and the suffix that it should have.
_FORMATS = (
    (rb"PK\x03\x04", "a Word file or another packed one", ".docx"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file", ".doc"),
    (rb"\s*\{\\rtf", "a file in Rich Text Format (RTF)", ".rtf"),
    (rb"%PDF-", "a PDF", ".pdf"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", "a picture", ""),
    (rb"(?i:\s*<(?:!doctype html|html|\?xml))", "a web page, or another file of tags", ".html"),
)
_IMPORTED = frozenset({".docx", ".rtf", ".html"})


def fault_of_format(path: str, data: bytes) -> Diagnostic | None:
    """The fault of a file that is no text, or one of another kind than its name says; None if there is none."""
    for beginning, what, suffix in _FORMATS:
        if re.match(beginning, data, re.DOTALL):
            return OtherFormat.at(Span(path=path), f"the file is {what}", hint=_hint(path, suffix))
    return None


def _hint(path: str, suffix: str) -> str:
    name = PurePosixPath(path).stem + suffix
    if suffix in _IMPORTED and path.endswith(".md"):
        return f'take it out of the archive as "{name}", and run: briefs import {name}'
    return "copy its text into a new file, and save that as plain text in UTF-8"
