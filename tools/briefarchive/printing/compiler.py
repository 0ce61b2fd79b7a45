"""Compiles PDFs with Typst, and adds what a file tells catalogues: who brings it out, where it is, its rights.

The compiler has the fonts and the template of the series and nothing else of the machine. The code of a job is in
memory, and its root is a folder that holds its pictures, or the template: nothing that a text says can make it read
anything else. Metadata are in XMP (ISO 16684-1), by Dublin Core and by Adobe's schema of rights; both are among those
that PDF/A knows without a description of their own (ISO 19005-2, 6.6.2.3).
"""

import contextlib
import datetime
import functools
import io
import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
import pikepdf
import typst
from pikepdf.models.metadata import PdfMetadata

from ..facets.citing.report import license_address
from ..model import PartialDate
from ..storage import files
from . import fonts

logging.getLogger("pikepdf").setLevel(logging.WARNING)  # it logs that it has been loaded

TEMPLATE = Path(__file__).parent / "template"
STANDARDS: dict[str, list[Literal["a-2a", "a-3a", "ua-1"]]] = {
    "a-2a": ["a-2a", "ua-1"],
    "a-3a": ["a-3a", "ua-1"],
    "ua-1": ["ua-1"],
}
"""What a file keeps to, by the name that the command line has for it: the archival ones keep to PDF/UA-1 as well."""


class CompileError(Exception):
    """A file could not be compiled, or its metadata could not be written; the message says why."""


def compile_pdf(
    main: str,
    texts: Mapping[str, bytes],
    pictures: Mapping[str, bytes],
    data: Mapping[str, Any],
    *,
    standard: str,
    date: datetime.date,
) -> bytes:
    """Compile a PDF.

    Args:
        main: Typst code that begins the job.
        texts: Code that it reads beside the template, by path.
        pictures: What it shows, by path.
        data: What the template gets as `sys.inputs.data`, in JSON.
        standard: One of `STANDARDS`.
        date: The day that it bears; nothing in it tells when it was made.

    Raises:
        CompileError: It could not be compiled.
    """
    timestamp = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    with _folder_of(pictures) as root:
        try:
            result, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # files in memory are not typed
                {"main.typ": main.encode(), **_template(), **texts},
                root=root,
                font_paths=_fonts(),
                sys_inputs={"data": msgspec.json.encode(data).decode()},
                format="pdf",
                pdf_standards=STANDARDS[standard],
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            raise CompileError("; ".join((error.message, *error.hints))) from error
        except RuntimeError as error:  # what the binding itself refuses
            raise CompileError(str(error)) from error
    if warnings:
        raise CompileError("; ".join(warning.message for warning in warnings))
    return cast("bytes", result)


@contextlib.contextmanager
def _folder_of(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The root of a job. Typst takes code from memory, and pictures from there only."""
    if not pictures:
        yield TEMPLATE
        return
    with tempfile.TemporaryDirectory(prefix="briefarchive-") as folder:
        for path, data in pictures.items():
            files.write_bytes(Path(folder) / path, data)
        yield Path(folder)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(one) for one in fonts.folders()]
    )


@functools.cache
def _template() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(TEMPLATE.glob("*.typ"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMetadata:
    """Metadata of a file.

    Attributes:
        identifier: The brief's id, or what a volume is called.
        url: Its permanent address, that of its DOI if it has one; empty if none is known.
        publisher: Who brought the text out, as a rule the archive.
        rights: The licences of its texts, as SPDX identifiers; without any, what the archive says of rights.
        language: The language of the text; empty to keep what the compiler wrote.
        license_id: The licence of the text, as an SPDX identifier, or empty.
        subjects: Countries and topics.
        authors: Who wrote or compiled it.
        contributors: Who edited or translated it.
        issued: The day of its publication, or None.
        revised: The day of its last correction or of its withdrawal, or None.
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


def add_metadata(pdf: bytes, metadata: DocumentMetadata) -> bytes:
    """Add metadata to a file; the same file gives the same bytes.

    Raises:
        CompileError: What Typst wrote cannot be read.
    """
    try:
        return _with_metadata(pdf, metadata)
    except (pikepdf.PdfError, ValueError) as error:  # lxml tells of what XML cannot hold by the latter
        raise CompileError(str(error)) from error


def _with_metadata(pdf: bytes, metadata: DocumentMetadata) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["dc:identifier"] = metadata.url or metadata.identifier
            xmp["dc:publisher"] = {metadata.publisher}
            xmp["dc:type"] = {"Text"}
            if metadata.authors:
                xmp["dc:creator"] = list(metadata.authors)  # Typst writes all names as one
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
                xmp["dc:language"] = {metadata.language}  # Typst adds the country of the series, which a text has not
            _write_dates(document, xmp, metadata)
        written = io.BytesIO()
        # Typst packs its objects, and so do we: PDF/A-2 and -3 allow it.
        packed = pikepdf.ObjectStreamMode.generate
        document.save(written, deterministic_id=True, object_stream_mode=packed)
    return written.getvalue()


def _write_dates(document: pikepdf.Pdf, xmp: PdfMetadata, metadata: DocumentMetadata) -> None:
    """The days of publication and revision, in both places that a file has for them; what is not known goes.

    The compiler writes a day in any case, also into a history of the file, which PDF/A does not ask for.
    """
    revised = PartialDate.of(metadata.revised) if metadata.revised else None
    days = (("xmp:CreateDate", "/CreationDate", metadata.issued), ("xmp:ModifyDate", "/ModDate", revised))
    for name, entry, day in days:
        if day:
            # Both forms may end with the month.
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
