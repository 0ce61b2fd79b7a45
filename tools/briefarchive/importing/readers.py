"""Readers of exports by format, chosen by what a file holds and not by its name."""

import re
from dataclasses import replace
from typing import Protocol

from ..diagnostics import Diagnostic, Severity, Span
from .encoding import NotTextError, UndecodableError, decode
from .faults import EmptyExport, EncodingNoted, NotText, Undecodable
from .legacy import LegacyBrief
from .text.layout import ALONE, Context, read_layout
from .text.lines import hidden

_OTHER_FORMATS = re.compile(
    rb"\s*(?:<!doctype\s+html|<html[\s>]|<\?xml|\{\\rtf)|%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0", re.IGNORECASE
)


class Reader(Protocol):
    """Reads the exports of one format."""

    format: str

    def fits(self, data: bytes) -> bool:
        """Whether *data* is of this format, judged by its content."""

    def read(
        self, data: bytes, origin: str, sha256: str, context: Context = ALONE, encoding: str = ""
    ) -> LegacyBrief | Diagnostic:
        """What the export says, or why it cannot be read; never raises for what is in *data*."""


class TextReader:
    """Plain text in the layout of the old site."""

    format = "text"

    def fits(self, data: bytes) -> bool:
        """Anything that is not known to be another format; bytes that are no text are refused in `read`."""
        return not _OTHER_FORMATS.match(data)

    def read(
        self, data: bytes, origin: str, sha256: str, context: Context = ALONE, encoding: str = ""
    ) -> LegacyBrief | Diagnostic:
        """Decode and read the layout."""
        span = Span(path=origin)
        try:
            decoded = decode(data, encoding)
        except NotTextError:
            return NotText.at(span, f'"{origin}" is not text')
        except UndecodableError:
            what = f'"{origin}" is not {encoding}' if encoding else f'the encoding of "{origin}" is unknown'
            return Undecodable.at(span, what, hint="save it as UTF-8, or name its encoding with --encoding")
        if not re.search(r"\w", decoded.text):
            return EmptyExport.at(span, f'"{origin}" has no words')
        brief = read_layout(decoded.text, origin, sha256, context)
        notes = []
        if decoded.encoding not in {"utf-8", "utf-8-sig"}:
            notes.append(EncodingNoted.at(span, f'"{origin}" was read as {decoded.encoding}'))
        if count := hidden(decoded.text):
            notes.append(EncodingNoted.at(span, f'{count} invisible characters of "{origin}" were left out'))
        return with_notes(brief, notes)


READERS: tuple[Reader, ...] = (TextReader(),)


def read_export(
    data: bytes, origin: str, sha256: str, context: Context = ALONE, encoding: str = ""
) -> LegacyBrief | Diagnostic:
    """Read an export with the first reader that it fits; *encoding* is that of files which are not Unicode."""
    if not data.strip():
        return EmptyExport.at(Span(path=origin), f'"{origin}" is empty')
    for reader in READERS:
        if reader.fits(data):
            return reader.read(data, origin, sha256, context, encoding)
    return NotText.at(Span(path=origin), f'"{origin}" is not plain text', hint="save the page as text")


def with_notes(brief: LegacyBrief, notes: list[Diagnostic]) -> LegacyBrief:
    """*brief* with further diagnostics."""
    return replace(brief, diagnostics=(*brief.diagnostics, *notes))


def is_readable(brief: LegacyBrief) -> bool:
    """Whether a brief can be made of it: nothing that was found is an error."""
    return all(diagnostic.severity is not Severity.ERROR for diagnostic in brief.diagnostics)
