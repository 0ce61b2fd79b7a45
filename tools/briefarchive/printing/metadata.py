"""Metadata in PDFs: publisher, address, rights.

They are XMP (ISO 16684-1) in Dublin Core and Adobe's schema for rights, both of which PDF/A allows without a
description (ISO 19005-2, 6.6.2.3).
"""

import datetime
import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf.models.metadata import PdfMetadata

from ..facets.report import license_address
from ..model import PartialDate

logging.getLogger("pikepdf").setLevel(logging.WARNING)  # it logs that it was imported


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
