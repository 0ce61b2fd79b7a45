"""Reads plain text."""

import re
from collections.abc import Iterator

from briefarchive.diagnostics import Diagnostic, Span

from ..document import LegacyDocument, SetAside
from ..files.encoding import NotTextError, UndecodableError, decode
from ..files.exports import ExportFile, read_bytes
from ..files.mending import mend_text
from ..rules import EmptyExport, EncodingNoted, NotText, Undecodable
from ..workspace import Workspace
from .brief_draft import NAVIGATION
from .lines.numbered_links import NumberedLinks
from .lines.splitting import Line, count_hidden, plain, split

_OTHER_FORMATS = re.compile(
    rb"\s*(?:<!doctype|<html[\s>]|<\?xml|\{\\rtf)|%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\x1f\x8b|WARC/", re.IGNORECASE
)
# No signature has more lines.
_MOST_LINES = 9


class TextReader:
    """Plain text in the layout of the old site."""

    name = "text"
    description = "plain text: a date, paragraphs, sources, a byline"
    suffixes = frozenset({"", ".txt", ".text"})
    limit = 5_000_000

    def fits(self, head: bytes) -> bool:
        """Accept anything that is no other known format; `read` refuses bytes that are no text."""
        return not _OTHER_FORMATS.match(head)

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """Yield the one text of a file, or why it cannot be read."""
        data = read_bytes(export, self.limit)
        if isinstance(data, Diagnostic):
            yield data
        else:
            yield document_of(data, export.origin, export.sha256, workspace.encoding)


def document_of(data: bytes, origin: str, sha256: str, encoding: str = "") -> LegacyDocument | Diagnostic:
    """Return the lines of a text, or why it cannot be read; never raises for what is in *data*."""
    span = Span(path=origin)
    try:
        decoded = decode(data, encoding)
    except NotTextError:
        return NotText.flag(span, f'"{origin}" is not text')
    except UndecodableError:
        message = f'"{origin}" is not {encoding}' if encoding else f'the encoding of "{origin}" is unknown'
        return Undecodable.flag(span, message, hint="save it as UTF-8, or name its encoding with --encoding")
    if not re.search(r"\w", decoded.text):
        return EmptyExport.flag(span, f'"{origin}" has no words')
    notes = []
    if decoded.encoding not in {"utf-8", "utf-8-sig"}:
        notes.append(EncodingNoted.flag(span, f'"{origin}" was read as {decoded.encoding}'))
    mended = mend_text(decoded.text)
    if mended.places:
        notes.append(mended.note(origin))
    if hidden := count_hidden(mended.text):
        notes.append(EncodingNoted.flag(span, f'{hidden} invisible characters of "{origin}" were left out'))
    text = plain(mended.text)
    lines, signature = _without_signature(tuple(split(text)))
    linked = NumberedLinks(lines)
    return LegacyDocument(
        origin=origin,
        sha256=sha256,
        reader="text",
        text=text,
        lines=tuple(linked.lines),
        set_aside=(*linked.set_aside, *signature),
        diagnostics=tuple(notes),
    )


def _without_signature(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[SetAside, ...]]:
    """Remove the lines of a mailing list below the text, which two hyphens separate from it, as in e-mails."""
    start = next((place for place in range(len(lines) - 1, 0, -1) if lines[place].text == "--"), len(lines))
    if len(lines) - start > _MOST_LINES:
        return lines, ()
    return lines[:start], tuple(SetAside(line=line.number, text=line.text, reason=NAVIGATION) for line in lines[start:])
