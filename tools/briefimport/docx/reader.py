"""Reads Word files."""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading.decoding import BRIEF_LIMIT

from ..document import Hint, Hints, LegacyDocument
from ..exports import ExportFile
from ..faults import (
    ExportTooLarge,
    FileDamaged,
    LookSimplified,
    NotText,
    PartLeftOut,
    PasswordNeeded,
    PictureMissing,
    RevisionsAccepted,
)
from ..html.parsing import Page
from ..html.reader import document_of
from ..text.lines import plain
from ..workspace import Workspace
from ..zipped.opening import DamagedError, LockedError, TooLargeError, first_name, opened
from .conversion import converted
from .package import Package
from .plain_file import PlainFile, made_plain
from .properties import hints_of

_FIRST = re.compile(
    r"\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/(?:_rels/|media/|theme/|[A-Za-z0-9]+\.xml)"
)
_OTHERS = {"xl/": ("a workbook", "save its table as CSV"), "ppt/": ("a presentation", "save its text as .docx")}


class DocxReader:
    """Word files."""

    name = "docx"
    version = "1"
    description = "a Word file (.docx), with its pictures, footnotes and tracked changes"
    # The old formats are promised as well, so that a folder's are refused with advice and not passed over.
    suffixes = frozenset({".docx", ".docm", ".dotx", ".doc", ".dot", ".rtf"})

    def fits(self, head: bytes) -> bool:
        """Whether it begins as packages of word processors do."""
        return _FIRST.match(first_name(head)) is not None

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """The one text of a file, or why it cannot be read."""
        span = Span(path=export.origin)
        try:
            with opened(export) as archive:
                yield _read(Package(archive), export, workspace)
        except DamagedError:
            message = f'"{export.origin}" is damaged or incomplete'
            yield FileDamaged.at(
                span, message, hint="open it in Word or LibreOffice, let it be mended, and save it anew"
            )
        except LockedError:
            yield PasswordNeeded.at(span, f'"{export.origin}" has a password', hint="save it without one")
        except TooLargeError:
            message = f'"{export.origin}" grows out of all proportion when it is unpacked, and was not read'
            yield PartLeftOut.at(span, message, hint="save its text as a new file, if you trust it")
        except RecursionError:
            message = f'the tables of "{export.origin}" are nested too deep to be read'
            yield NotText.at(span, message, hint="save its text as a text file")


def _read(package: Package, export: ExportFile, workspace: Workspace) -> LegacyDocument | Diagnostic:
    span = Span(path=export.origin)
    main = package.main or "word/document.xml"
    for start, (what, hint) in _OTHERS.items():
        if main.startswith(start):
            return NotText.at(span, f'"{export.origin}" is {what}', hint=hint)
    file = made_plain(package, main)
    words = file.words
    if len(words) > 2 * BRIEF_LIMIT:
        message = f'the text of "{export.origin}" is longer than a brief may be, {BRIEF_LIMIT // 1_000:,} kB'
        return ExportTooLarge.at(span, message, hint="split it")
    page = Page(tree=converted(file), encoding="utf-8", source="")
    core = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    named = Hints(authors=tuple(Hint(value=name, where="line for the author") for name in file.aside.authors))
    hints = named.and_then(hints_of(package.tree_if_sound(core)))
    document = document_of(
        page, export, workspace, whole=True, hints=hints, notes=list(_notes(file, span)), reader=DocxReader.name
    )
    if isinstance(document, Diagnostic):
        return document
    return replace(document, text=plain(words), set_aside=tuple(file.aside.words))


def _notes(file: PlainFile, span: Span) -> Iterator[Diagnostic]:
    aside = file.aside
    if aside.inserted or aside.deleted:
        said = f"{aside.inserted} inserted and {aside.deleted} deleted passages"
        yield RevisionsAccepted.at(span, f'"{span.path}" has tracked changes, which were accepted: {said}')
    for note in aside.notes:
        yield LookSimplified.at(span, note)
    for name in file.stock.missing:
        yield PictureMissing.at(span, f'the picture "{name}" is not in the file, or of a kind that cannot be shown')
