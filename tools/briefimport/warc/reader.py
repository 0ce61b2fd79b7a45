"""The reader of web archive files (WARC, ARC), with one text for each page."""

import contextlib
import gzip
import hashlib
import io
import itertools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Span

from ..document import Hint, Hints, LegacyDocument
from ..files.exports import ExportFile
from ..html.parsing import codec_of
from ..html.reader import HtmlReader, document_of, read_page
from ..rules import (
    CaptureSuperseded,
    CaptureUnusable,
    ExportTooLarge,
    FileDamaged,
    PartSetAside,
)  # fmt: skip
from ..workspace import Workspace
from .records import Content, Record, read_content, read_records
from .sites import CapturedSite, comparable_address, group_captures, is_listing, original_address

_SIGNATURES = (b"WARC/", b"filedesc://")
_LARGEST_PICTURE = 10_000_000
_LARGEST_WORD = 50_000_000
# A file that is compressed as a whole is unpacked first, up to 20 GB.
_CHUNK, _MOST_CHUNKS = 1_000_000, 20_000
_MOST_LISTED = 10


class WarcReader:
    """The reader of web archive files."""

    name = "warc"
    description = "a capture of a web site (WARC, ARC), compressed or not, with its pictures"
    suffixes = frozenset({".warc", ".arc"})

    def fits(self, head: bytes) -> bool:
        """Return whether the file begins with a record, possibly compressed."""
        if head.startswith(b"\x1f\x8b"):
            try:
                head = zlib.decompressobj(31).decompress(head, 200)
            except zlib.error:
                return False
        return head.startswith(_SIGNATURES)

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | ExportFile | Diagnostic]:
        """Yield a document for each page, and diagnostics for damage and for captures that were not used."""
        # The library writes about damage to the standard error.
        with contextlib.redirect_stderr(io.StringIO()):
            path, site = export.path, group_captures(read_records(export.path))
            if any(damage.is_whole for damage in site.damages):
                path = _decompress(path, workspace)
                site = group_captures(read_records(path))
        yield from _report_damage(export, site)
        reader = _PageReader(export=export, workspace=workspace, path=path, site=site)
        for pages in site.pages.values():
            yield from reader.read(pages)


def _decompress(path: Path, workspace: Workspace) -> Path:
    """Decompress a file that is compressed as a whole, as far as it can be read."""
    target = workspace.new_folder() / "unpacked.warc"
    # Missing data is found when the last record is read.
    broken = contextlib.suppress(EOFError, OSError, zlib.error)
    with gzip.open(path, "rb") as source, target.open("wb") as stream, broken:
        for chunk in itertools.islice(iter(lambda: source.read(_CHUNK), b""), _MOST_CHUNKS):
            stream.write(chunk)
    return target


def _report_damage(export: ExportFile, site: CapturedSite) -> Iterator[Diagnostic]:
    span = Span(path=export.origin)
    for damage in site.damages:
        place = f" ({damage.address})" if damage.address else ""
        message = f'"{export.origin}" is damaged at byte {damage.offset:,}{place}: {damage.message}'
        yield FileDamaged.flag(
            span,
            message,
            hint="fetch the file again; what comes before it was read" if damage.ends else "fetch the file again",
        )
    for revisit in site.referred:
        message = (
            f"the page {revisit.address} of {revisit.day[:10]} was stored in another file, to which this one refers"
        )
        yield CaptureUnusable.flag(span, message, hint="import the file that has it as well")


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageReader:
    export: ExportFile
    workspace: Workspace
    path: Path
    site: CapturedSite

    def read(self, captures: list[Record]) -> Iterator[LegacyDocument | ExportFile | Diagnostic]:
        """Yield the text of a page, from the first of its *captures* that can be read."""
        address = original_address(captures[0].address)
        origin = f"{self.export.origin}#{address}"
        if is_listing(address):
            yield PartSetAside.flag(Span(path=origin), "the page lists others, or shows one of them in another form")
            return
        read = ((record, self._read_capture(record, origin, address)) for record in dict.fromkeys(captures))
        first = next(read)
        sound = (reading for reading in itertools.chain([first], read) if not isinstance(reading[1], Diagnostic))
        used_capture, result = next(sound, first)
        notes = tuple(_report_superseded(Span(path=origin), captures, used_capture))
        yield (
            replace(result, diagnostics=(*result.diagnostics, *notes)) if isinstance(result, LegacyDocument) else result
        )

    def _read_capture(self, record: Record, origin: str, address: str) -> LegacyDocument | ExportFile | Diagnostic:
        span = Span(path=origin)
        is_page = record.kind == "page"
        limit = HtmlReader.limit if is_page else _LARGEST_WORD
        try:
            content = read_content(self.path, record.offset, limit)
        except Exception as error:  # noqa: BLE001 — the library raises whatever its parts do on broken bytes
            message = f"the capture cannot be unpacked: {type(error).__name__}: {error}"
            return FileDamaged.flag(span, message, hint="fetch the file again")
        if content.is_cut:
            return ExportTooLarge.flag(span, f'"{origin}" is larger than {limit // 1_000_000} MB')
        hints = Hints(addresses=(Hint(value=address, where="WARC address"),))
        part = replace(self.export, origin=origin, digest=hashlib.sha256(content.data).hexdigest())
        if is_page:
            return self._read_html(record, content, part, hints)
        path = self.workspace.new_folder() / "document.docx"
        path.write_bytes(content.data)
        return replace(part, path=path, hints=hints)

    def _read_html(
        self, record: Record, content: Content, part: ExportFile, hints: Hints
    ) -> LegacyDocument | Diagnostic:
        span = Span(path=part.origin)
        notes: list[Diagnostic] = []
        if record.is_doubtful:
            message = "the capture is not what its digest says; a damaged file, or a mistake of the crawler"
            notes.append(CaptureUnusable.flag(span, message, hint="compare the brief with the old page"))
        page = read_page(content.data, part.origin, codec_of(content.charset) or self.workspace.encoding)
        if isinstance(page, Diagnostic):
            return page
        notes += page.notes(part.origin)
        return document_of(
            page, part, self.workspace, hints=hints, notes=notes, reader="warc", find=self._read_picture
        )  # fmt: skip

    def _read_picture(self, address: str) -> bytes | None:
        """Return the bytes of a picture that was captured with the site."""
        offset = self.site.pictures.get(comparable_address(address))
        if offset is None:
            return None
        try:
            content = read_content(self.path, offset, _LARGEST_PICTURE)
        except Exception:  # noqa: BLE001 — as above
            return None
        return None if content.is_cut else content.data


def _report_superseded(span: Span, captures: list[Record], used_capture: Record) -> Iterator[Diagnostic]:
    other_captures = [
        capture for capture in captures if capture is not used_capture and capture.payload != used_capture.payload
    ]
    same = len(captures) - len(other_captures) - 1
    if not other_captures and not same:
        return
    days = ", ".join(capture.day[:10] for capture in other_captures[:_MOST_LISTED])
    counts = [f"{same} with the same text"] if same else []
    counts += [f"{len(other_captures)} with another text: {days}"] if other_captures else []
    message = f"of {len(captures)} captures that of {used_capture.day[:10]} was taken; there are {' and '.join(counts)}"
    yield CaptureSuperseded.flag(span, message, hint="import an earlier capture alone if the later one lost text")
