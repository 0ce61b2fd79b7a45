"""Readers of exports by format, chosen by what a file holds and not by its name."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Protocol

from briefarchive.diagnostics import Diagnostic, Severity, Span

from .document import LegacyDocument
from .docx.reader import DocxReader
from .files.exports import ExportFile, read_head
from .html.reader import HtmlReader
from .legacy import LegacyBrief
from .pdf.reader import PdfReader
from .rules import EmptyExport, NotText, PasswordNeeded, ReaderFailed
from .tables.reader import TableReader
from .text.reader import TextReader
from .warc.reader import WarcReader
from .workspace import Workspace
from .wxr.reader import WxrReader
from .zipped.unpacking import ZipReader

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)", "open it in Word or LibreOffice, and save it as .docx"),
    (b"{\\rtf", "a rich text file", "save it as .docx"),
)
# Office keeps a file with a password inside one of its old form, in a part of this name.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Diagnostic):
    """What is wrong with a file that may be kept beside a brief all the same, and the digest of its bytes."""

    sha256: str = ""


class Reader(Protocol):
    """Reads the exports of one format.

    Attributes:
        name: As the report and the front matter give it.
        description: For the list of formats.
        suffixes: Names that promise this format: files with them are never passed over in silence.
    """

    name: str
    description: str
    suffixes: frozenset[str]

    def fits(self, head: bytes) -> bool:
        """Whether a file that begins with *head* is of this format."""

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | ExportFile | Diagnostic]:
        """Each text of the file, one after the other; files in it that have readers of their own; what is wrong.

        Never raises for what is in the file. A fault in one part is said in a diagnostic whose span names the part,
        and the others follow.
        """


# The first that fits reads a file; plain text is what is nothing else.
READERS: tuple[Reader, ...] = (
    DocxReader(),
    ZipReader(),
    PdfReader(),
    WxrReader(),
    WarcReader(),
    TableReader(),
    HtmlReader(),
    TextReader(),
)


def find_reader(export: ExportFile) -> Reader | None:
    """The reader that the file's first bytes fit; None if there is none, or the file cannot be opened."""
    head = read_head(export)
    return None if isinstance(head, Diagnostic) else _fitting(head)


def _fitting(head: bytes) -> Reader | None:
    return next((reader for reader in READERS if reader.fits(head)), None)


def documents(export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
    """Every text of a file, whatever its format, or why there is none; one after the other."""
    head = read_head(export)
    span = Span(path=export.origin)
    if isinstance(head, Diagnostic):
        yield head
        return
    if not head:
        yield EmptyExport.flag(span, f'"{export.origin}" is empty')
        return
    reader = _fitting(head)
    if reader is None:
        yield _no_format(export.origin, head)
        return
    catalogue = workspace.catalogue
    try:
        for result in reader.read(export, workspace):
            if isinstance(result, ExportFile):
                yield from documents(result, workspace)
            elif isinstance(result, LegacyDocument) and (flaw := _flaw(result)):
                yield failure(result.origin, TypeError(flaw))
            elif isinstance(result, LegacyDocument):
                document = replace(result, hints=export.hints.and_then(result.hints))
                yield catalogue.add_hints(document) if catalogue else document
            elif reader.name == PdfReader.name and result.severity is Severity.ERROR:
                yield Refusal(
                    **{field.name: getattr(result, field.name) for field in fields(result)}, sha256=export.sha256
                )
            else:
                yield result
    except Exception as error:  # noqa: BLE001 — one file that a reader cannot take never ends the others
        yield failure(export.origin, error)


def _flaw(document: LegacyDocument) -> str:
    """What a reader has given as a text and is none; whatever follows takes a document as it is."""
    hints = (
        (f"a hint of {field.name} ({hint.where})", hint.value)
        for field in fields(document.hints)
        for hint in getattr(document.hints, field.name)
    )
    parts = (("words of a block", words) for block in document.blocks for words in (block.text, block.markup))
    texts = (("the text", document.text), *parts, *hints)
    return next((f"{name} is {value!r}, which is not text" for name, value in texts if not isinstance(value, str)), "")


def failure(origin: str, error: Exception) -> Diagnostic:
    """What is told of an export on which the program failed; the others are imported all the same."""
    message = f'the program failed on "{origin}" ({type(error).__name__}: {error})'
    return ReaderFailed.flag(Span(path=origin), message, hint="report this with the file")


def is_readable(brief: LegacyBrief) -> bool:
    """Whether a brief can be made of it: nothing that was found is an error."""
    return all(diagnostic.severity is not Severity.ERROR for diagnostic in brief.diagnostics)


def _no_format(origin: str, head: bytes) -> Diagnostic:
    if head.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in head:
        message = f'"{origin}" is a Word file with a password'
        return PasswordNeeded.flag(Span(path=origin), message, hint="save it without one")
    for start, description, hint in _OTHERS:
        if head.lstrip().startswith(start):
            return NotText.flag(Span(path=origin), f'"{origin}" is {description}', hint=hint)
    message = f'"{origin}" is of no format that can be imported'
    return NotText.flag(Span(path=origin), message, hint="briefs import --list-formats says which there are")
