"""What in a PDF acts on whoever opens it, or leads out of it (ISO 32000-2), by lists of what may be there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..addresses import fault_of_address, has_scheme
from .pdf_bounds import REMEDY, UnusablePdfError

if TYPE_CHECKING:
    from pikepdf import Object

# 12.5.6: annotations that only show something. Those with files, sounds, films and scenes in them are not here.
_ANNOTATIONS = frozenset({
    "/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Caret", "/Stamp", "/Ink", "/Popup", "/Widget", "/PrinterMark", "/TrapNet",
    "/Watermark", "/Redact",
})  # fmt: skip
# 12.6.4: actions that stay within the document, and links, whose addresses are judged.
_ACTIONS = frozenset({"/GoTo", "/GoToDp", "/Hide", "/Named", "/ResetForm", "/SetOCGState", "/Trans", "/URI"})
_TURNS_PAGES = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_HOLDS_ACTIONS = ("/A", "/NA", "/PA", "/Next", "/OpenAction")
# All others, wherever they stand: a program may know more places for them.
_OTHER_ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/GoTo3DView", "/Thread", "/Sound", "/Movie", "/SubmitForm",
    "/ImportData", "/Rendition", "/RichMediaExecute",
})  # fmt: skip
# 7.11, 12.7, 14.11: scripts, files within the file, forms of another kind, pictures from elsewhere.
_ACTIVE_KEYS = frozenset({"/JavaScript", "/JS", "/XFA", "/EF", "/EmbeddedFiles", "/AlternatePresentations", "/OPI"})
_JUDGED = _ACTIVE_KEYS | {*_HOLDS_ACTIONS, "/AA", "/Annots", "/F", "/Filter", "/S", "/UF"}
_PACKED = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/BrotliDecode"})


def describe_action(one: "Object") -> str:
    """What a dictionary or stream of a PDF does, in a few words; empty if it does nothing.

    Raises:
        UnusablePdfError: It is a stream that is packed twice, and may unpack to a million times its bytes.
    """
    return next(_actions_of(one), "")


def _actions_of(one: "Object") -> Iterator[str]:
    from pikepdf import Stream, String

    keys = _JUDGED.intersection(one.keys())
    if not keys:
        return
    yield from sorted(keys & _ACTIVE_KEYS)
    # Only files outside have a name in text; elsewhere the key holds flags.
    if "/UF" in keys or ("/F" in keys and (isinstance(one, Stream) or isinstance(one.get("/F"), String))):
        yield "what stands in another file"
    if sum(str(name) in _PACKED for name in _listed(one.get("/Filter"))) > 1:
        raise UnusablePdfError("has a part that is packed twice", REMEDY)
    for annotation in _dictionaries(one.get("/Annots")):
        if str(annotation.get("/Subtype")) not in _ANNOTATIONS:
            yield f"the annotation {annotation.get('/Subtype')}"
    for key in keys.intersection(_HOLDS_ACTIONS):
        yield from (str(kind) for kind in _kinds(one.get(key)) if str(kind) not in _ACTIONS)
    if any(True for event in _values(one.get("/AA")) for _ in _kinds(event)):
        yield "/AA"
    if not _shows_page(one.get("/OpenAction")):
        yield "/OpenAction"
    yield from _own_action(one, str(one.get("/S")))


def _own_action(one: "Object", kind: str) -> Iterator[str]:
    if kind in _OTHER_ACTIONS:
        yield kind
    elif kind == "/Named" and str(one.get("/N")) not in _TURNS_PAGES:
        yield str(one.get("/N"))
    elif kind == "/URI":
        address = str(one.get("/URI"))
        if fault_of_address(address) or not has_scheme(address):
            yield f'a link to "{address[:60]}"'


def _shows_page(opening: object) -> bool:
    """Whether what a document begins with is a page of its own, or is not said."""
    from pikepdf import Dictionary, Stream

    if not isinstance(opening, (Dictionary, Stream)):
        return True
    return str(opening.get("/S")) == "/GoTo" and set(opening.keys()) <= {"/S", "/D", "/SD", "/Type"}


def _kinds(value: object) -> "list[object]":
    """The kind of each action that a value holds: one, or an array."""
    return [one.get("/S") for one in _dictionaries(value) if "/S" in one]


def _dictionaries(value: object) -> "list[Object]":
    from pikepdf import Dictionary, Stream

    return [one for one in _listed(value) if isinstance(one, (Dictionary, Stream))]


def _listed(value: object) -> list[object]:
    from pikepdf import Array

    return list(value) if isinstance(value, Array) else [value]


def _values(value: object) -> "list[Object]":
    from pikepdf import Dictionary

    return list(value.values()) if isinstance(value, Dictionary) else []
