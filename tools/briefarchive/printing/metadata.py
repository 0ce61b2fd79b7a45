"""What a PDF says of itself to catalogues, beside what Typst writes: who brings it out, where it is, its rights.

In XMP (ISO 16684-1), by Dublin Core and by Adobe's schema of rights; both are among those that PDF/A knows without a
description of their own (ISO 19005-2, 6.6.2.3).
"""

import datetime
import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

logging.getLogger("pikepdf").setLevel(logging.WARNING)  # it tells everybody that it has been loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Metadata of a file.

    Attributes:
        identifier: Its number in the series, or what a volume is called.
        url: Its permanent address; empty if that is not known.
        publisher: Name of the archive.
        rights: What the archive says of rights.
        subjects: Countries and topics.
        people: Who compiled it.
        date: The day that it bears.
    """

    identifier: str
    url: str
    publisher: str
    rights: str
    subjects: Sequence[str]
    people: Sequence[str]
    date: datetime.date


class MetadataError(Exception):
    """The metadata could not be written; the message says why."""


def described(pdf: bytes, what: Described) -> bytes:
    """The file with its metadata; the same bytes for the same file.

    Raises:
        MetadataError: What Typst wrote cannot be read.
    """
    try:
        return _described(pdf, what)
    except (pikepdf.PdfError, ValueError) as error:  # lxml tells of what XML cannot hold by the latter
        raise MetadataError(str(error)) from error


def _described(pdf: bytes, what: Described) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["dc:identifier"] = what.url or what.identifier
            xmp["dc:publisher"] = {what.publisher}
            xmp["dc:type"] = {"Text"}
            xmp["dc:date"] = [what.date.isoformat()]
            if what.people:
                xmp["dc:creator"] = list(what.people)  # Typst writes all names as one
            if what.subjects:
                xmp["dc:subject"] = set(what.subjects)
            if what.url:
                xmp["dc:source"] = what.identifier
                xmp["xmpRights:WebStatement"] = what.url
            if what.rights:
                xmp["dc:rights"] = what.rights
        written = io.BytesIO()
        # Typst packs its objects, and so do we: PDF/A-2 and -3 allow it.
        packed = pikepdf.ObjectStreamMode.generate
        document.save(written, deterministic_id=True, object_stream_mode=packed)
    return written.getvalue()
