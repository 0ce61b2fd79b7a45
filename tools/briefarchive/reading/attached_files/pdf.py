"""PDF files beside briefs: written anew for readers, and judged as readers will get them."""

import io
import itertools
import warnings
from typing import TYPE_CHECKING

from .pdf_actions import describe_action
from .pdf_bounds import REMEDY, TABLES, VALUES, UnusablePdfError, refuse_bomb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf


def harmless_pdf(data: bytes) -> bytes:
    """A PDF written anew, from the objects that its catalog leads to; the same bytes each time.

    Two programs may read a file with faulty tables in two ways. The new one has sound tables, and nothing before,
    behind or between its objects. Signatures are taken out, since they are true of the old bytes alone.

    Raises:
        UnusablePdfError: It is locked, or would unpack to more than a document needs.
        Exception: It is no PDF that can be read.
    """
    import pikepdf

    refuse_bomb(data)
    with _opened(data) as document, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what would be missing if its pages were copied elsewhere
        _refuse_repeated_pages(document)
        _take_signatures_out(document)
        written = io.BytesIO()
        # Pages and pictures stay packed as they are.
        document.save(written, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return written.getvalue()


def find_action(data: bytes) -> str:
    """What acts in a PDF as readers get it, or leads out of it, such as `/JavaScript`; empty if nothing does.

    Raises:
        UnusablePdfError: It is locked, or has more in it than a document needs.
        Exception: It is no PDF that can be read.
    """
    with _opened(harmless_pdf(data)) as document:
        return next(filter(None, map(describe_action, _dictionaries(document))), "")


def _opened(data: bytes) -> "Pdf":
    import pikepdf
    from pikepdf import settings

    settings.set_qpdf_limits(
        max_stream_filters=1,
        flate_max_memory=TABLES,
        run_length_max_memory=TABLES,
        png_max_memory=TABLES,
        tiff_max_memory=TABLES,
        dct_max_memory=TABLES,
    )
    locked = UnusablePdfError("is locked with a password", "save a copy that anybody may read, print and change")
    try:
        document = pikepdf.open(io.BytesIO(data), inherit_page_attributes=False)
    except pikepdf.PasswordError as error:
        raise locked from error
    if document.is_encrypted:
        raise locked
    return document


def _refuse_repeated_pages(document: "Pdf") -> None:
    """Refuse a tree of pages in which something stands twice: it is copied, with all that it holds, each time."""
    from pikepdf import Array, Dictionary

    found = set()
    waiting = [document.Root.get("/Pages")]
    while waiting:
        node = waiting.pop()
        kids = node.get("/Kids") if isinstance(node, Dictionary) else None
        for kid in kids if isinstance(kids, Array) else ():
            if not isinstance(kid, Dictionary):
                raise UnusablePdfError("has something in its list of pages that is no page", REMEDY)
            if kid.is_indirect and kid.objgen in found:
                raise UnusablePdfError("has a page that stands twice in its list of pages", REMEDY)
            found.add(kid.objgen)
            waiting.append(kid)


def _take_signatures_out(document: "Pdf") -> None:
    """Make signatures plain drawings, as `qpdf --remove-restrictions` does."""
    from pikepdf import Dictionary, Name

    _delete(document.Root, "/Perms")
    form = document.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        _delete(form, "/SigFlags")
        for one in document.objects:
            if isinstance(one, Dictionary) and one.get("/FT") == Name.Sig:
                _delete(one, "/FT", "/V", "/SV", "/Lock")


def _delete(one: "Object", *keys: str) -> None:
    for key in keys:
        if key in one:
            del one[key]


def _dictionaries(document: "Pdf") -> "Iterator[Object]":
    """Each dictionary of a document, and each of its streams."""
    from pikepdf import Array, Dictionary, Stream

    number = 0
    for whole in itertools.chain([document.trailer], document.objects):
        waiting = [whole]
        while waiting:
            one = waiting.pop()
            if not isinstance(one, (Array, Dictionary, Stream)):
                continue
            number += len(one) if isinstance(one, Array) else len(one.keys())
            if number > VALUES:
                raise UnusablePdfError(f"has more than {VALUES:,} values in its objects", REMEDY)
            if not isinstance(one, Array):
                yield one
            values = one if isinstance(one, Array) else one.values()
            waiting.extend(
                value for value in values if isinstance(value, (Array, Dictionary)) and not value.is_indirect
            )
