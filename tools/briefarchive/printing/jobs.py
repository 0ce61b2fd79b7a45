"""PDFs to make, the jobs that Typst compiles for them, and their metadata: publisher, address, rights.

The compiler sees only the fonts and the template of the series. The code of a job is in memory, and its root is a
folder with nothing but its pictures, so that no text can make it read another file.

Metadata are XMP (ISO 16684-1) in Dublin Core and Adobe's schema for rights, both of which PDF/A allows without a
description (ISO 19005-2, 6.6.2.3).
"""

import datetime
import functools
import io
import itertools
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
import pikepdf
import typst
from pikepdf.models.metadata import PdfMetadata

from ..checking.rule import NotPrinted
from ..diagnostics import Diagnostic, Span
from ..facets.report import license_address
from ..model import PartialDate
from ..storage import files
from ..storage.executor import Processes, can_fork, processors
from ..storage.limits import note_work
from . import fonts
from .fonts import report_unprintable_picture

logging.getLogger("pikepdf").setLevel(logging.WARNING)  # it logs that it was imported

HEAVY = 500_000
"""The weight from which a job is compiled alone."""

PICTURES = "pictures/"
"""The folder of pictures for the compiler."""

STANDARDS: dict[str, list[Literal["a-2a", "a-3a", "ua-1"]]] = {
    "a-2a": ["a-2a", "ua-1"],
    "a-3a": ["a-3a", "ua-1"],
    "ua-1": ["ua-1"],
}
"""The standards that a file meets, by their names on the command line; archival files also meet PDF/UA-1."""

_TEMPLATE = Path(__file__).parent / "template"
_NO_DAY = datetime.date(1970, 1, 1)  # required by the compiler, and removed from the file

PrintResult = bytes | tuple[Diagnostic, ...]
"""A PDF, or the reasons why there is none."""


class CompileError(Exception):
    """A file could not be compiled; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMetadata:
    """The metadata of a file.

    Attributes:
        identifier: The id of the brief or the name of the volume.
        url: Its permanent URL, preferably that of its DOI; empty if unknown.
        publisher: The publisher of the text, normally the archive.
        rights: The licences of its texts as SPDX identifiers or, if there are none, the archive's statement of rights.
        language: The language of the text; empty to keep what the compiler wrote.
        license_id: The licence of the text as an SPDX identifier, or empty.
        subjects: Countries and topics.
        revised: The date of its last correction or its withdrawal, or None.
    """

    identifier: str
    url: str
    publisher: str
    rights: str
    subjects: Sequence[str]
    authors: Sequence[str]
    contributors: Sequence[str]
    license_id: str = ""
    language: str = ""
    issued: PartialDate | None
    revised: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfJob:
    """A PDF to compile.

    Attributes:
        name: Its name in messages.
        path: The file of its diagnostics.
        main: The main file in Typst code.
        texts: Files of code beside the template, by path.
        data: The data in `sys.inputs.data`, encoded as JSON.
        standard: One of `STANDARDS`.
        weight: The amount of text; each unit takes about a thousand bytes of memory.
    """

    name: str
    path: str
    main: str
    texts: dict[str, bytes]
    pictures: dict[str, bytes]
    data: dict[str, Any]
    standard: str
    metadata: DocumentMetadata
    weight: int

    def make(self) -> PrintResult:
        """Compile the PDF."""
        note_work(f"{self.path} (the PDF of “{self.name}”)")
        try:
            return add_metadata(compile_pdf(self), self.metadata)
        except (CompileError, pikepdf.PdfError, ValueError) as error:
            message = f'"{self.name}" could not be printed: {error}'
            return (self._unprintable() or NotPrinted.flag(Span(path=self.path), message),)

    def _unprintable(self) -> Diagnostic | None:
        """Return why a drawing cannot be printed: the compiler names neither the file nor all letters."""
        drawings = ((path, data) for path, data in self.pictures.items() if path.endswith(".svg"))
        reports = (report_unprintable_picture(path.removeprefix(PICTURES), data) for path, data in drawings)
        return next(filter(None, reports), None)


def compile_pdf(job: PdfJob) -> bytes:
    """Compile a PDF, with its publication date and without the time of compilation.

    Raises:
        CompileError: It could not be compiled.
    """
    day = job.metadata.issued.first_day if job.metadata.issued else _NO_DAY
    # The root contains only the pictures: code comes from memory.
    with tempfile.TemporaryDirectory(prefix="briefarchive-") as root:
        for path, data in job.pictures.items():
            files.write_bytes(Path(root) / path, data)
        try:
            result, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # files in memory are not typed
                {"main.typ": job.main.encode(), **_template(), **job.texts},
                root=root,
                font_paths=_fonts(),
                sys_inputs={"data": msgspec.json.encode(job.data).decode()},
                format="pdf",
                pdf_standards=STANDARDS[job.standard],
                timestamp=datetime.datetime.combine(day, datetime.time(), datetime.UTC),
            )
        except typst.TypstError as error:
            raise CompileError("; ".join((error.message, *error.hints))) from error
        except RuntimeError as error:  # raised by the binding itself
            raise CompileError(str(error)) from error
    if warnings:
        raise CompileError("; ".join(warning.message for warning in warnings))
    return cast("bytes", result)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path) for path in fonts.font_folders()],
    )


@functools.cache
def _template() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(_TEMPLATE.glob("*.typ"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFile:
    """A PDF to make; *key* is a digest of everything that decides its contents.

    *prepare* returns the job or the reasons why it cannot be printed, *estimate* the approximate weight of the job.
    """

    address: str
    key: str
    prepare: Callable[[], PdfJob | tuple[Diagnostic, ...]]
    estimate: Callable[[], int]

    def make(self) -> PrintResult:
        """Prepare and compile the PDF."""
        job = self.prepare()
        return job if isinstance(job, tuple) else job.make()


_wanted: list[PdfFile] = []
"""The PDFs to make, which forks of this process inherit."""


def print_all(pdfs: Sequence[PdfFile]) -> Iterator[PrintResult]:
    """Make PDFs in forks, which inherit their inputs, or without forks one after another.

    A limit of memory or time only ends a fork. Heavy jobs run alone.
    """
    _wanted[:] = pdfs
    for is_heavy, group in itertools.groupby(range(len(pdfs)), lambda number: pdfs[number].estimate() > HEAVY):
        pool, numbers = Processes(1 if is_heavy else processors()), list(group)
        yield from pool.each(_print, numbers) if can_fork() else map(_print, numbers)


def _print(number: int) -> PrintResult:
    return _wanted[number].make()


def add_metadata(pdf: bytes, metadata: DocumentMetadata) -> bytes:
    """Add metadata to a file; the result is reproducible.

    Raises:
        PdfError: The output of Typst cannot be read.
        ValueError: A text is not allowed in XML.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["dc:identifier"] = metadata.url or metadata.identifier
            xmp["dc:publisher"] = {metadata.publisher}
            xmp["dc:type"] = {"Text"}
            if metadata.authors:
                xmp["dc:creator"] = list(metadata.authors)  # Typst joins all names
            if metadata.contributors:
                xmp["dc:contributor"] = set(metadata.contributors)
            if metadata.subjects:
                xmp["dc:subject"] = set(metadata.subjects)
            if metadata.url:
                xmp["dc:source"] = metadata.identifier
            if statement := license_address(metadata.license_id) or metadata.url:
                xmp["xmpRights:WebStatement"] = statement
            if metadata.rights:
                xmp["dc:rights"] = metadata.rights
            if metadata.language:
                xmp["dc:language"] = {metadata.language}  # Typst adds the country of the series
            _write_dates(document, xmp, metadata)
        buffer = io.BytesIO()
        # Compressed as Typst does; PDF/A-2 and -3 allow it.
        packed = pikepdf.ObjectStreamMode.generate
        document.save(buffer, deterministic_id=True, object_stream_mode=packed)
    return buffer.getvalue()


def _write_dates(document: pikepdf.Pdf, xmp: PdfMetadata, metadata: DocumentMetadata) -> None:
    """Write the dates of publication and revision in both places of a file; remove unknown ones.

    The compiler always writes a date, and a history of the file, which PDF/A does not require.
    """
    revised = PartialDate.from_day(metadata.revised) if metadata.revised else None
    days = (("xmp:CreateDate", "/CreationDate", metadata.issued), ("xmp:ModifyDate", "/ModDate", revised))
    for name, entry, day in days:
        if day:
            # Both formats allow a month without a day.
            xmp[name] = f"{day}T00:00:00Z" if day.day else str(day)
            document.docinfo[entry] = f"D:{day}".replace("-", "") + ("000000Z" if day.day else "")
        else:
            xmp.pop(name, None)
            if entry in document.docinfo:
                del document.docinfo[entry]
    if metadata.issued:
        xmp["dc:date"] = [str(metadata.issued)]
    else:
        xmp.pop("xmpMM:History", None)
