"""Sanitizes PDF files for publication, and checks them as readers will get them.

The parsing cost is bounded by looking at the bytes, before a parser sees them. Active content and external references
are found by lists of keys and types (ISO 32000-2).
"""

import io
import itertools
import re
import sys
import warnings
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream, String, settings

from ...model.tables import load_words
from ..addresses import address_error, has_scheme
from ..decoding import DEFAULT_PDF_BOUNDS
from . import UnfitFileError

# Maximum unpacked size in bytes of the tables in a file: its object and cross-reference streams.
_MAX_TABLE_SIZE = 32_000_000
# Delimiters that begin a value or separate two are at least as many as the values; a run of blanks counts once. A
# parser holds all objects in memory, even unreachable ones, and needs 150 bytes for each value, but 750 and a warning
# if a dictionary is broken. One byte in 26 of compressed pictures is a delimiter by chance, so a 50 MB scan has two
# million. Only three delimiters are allowed for each five values: the catalog can reach more values than the file has
# delimiters, since an object may be read again under another number (`14 0 obj` from its second digit is `4 0 obj`).
_DELIMITERS_PER_VALUE, _DELIMITERS_PER_BYTE, _DELIMITERS = 0.6, 0.043, b"[<(/"
_BLANKS = bytes(32 if at in b" \t\r\n\f\0" else 46 for at in range(256))
# For a stream with a wrong length, a parser searches for the next `endstream`.
_MAX_SEARCHES = 10
# The keyword, not the word in a text: it follows a dictionary, or has a line of its own.
_STREAM = re.compile(rb"(end)stream|(?:>>[\s\0]*|[\r\n])stream[ \t]*[\r\n]*|stream[ \t]*[\r\n]+")
# Keys that make a stream a table (ISO 32000-2, 7.5.7 and 7.5.8), and escaped letters that can disguise them.
_TABLE_KEYS = (re.compile(rb"/First\b"), re.compile(rb"/N\b"))
_ESCAPED_KEY = re.compile(rb"#(?:4[6Ee]|5[28]|6[569]|7[234])")
# An unambiguous dictionary is an object of its own, without comments, and without delimiters in strings.
_NUMBERS = re.compile(rb"[\r\n]\d+\s+\d+\s+")
_STRING = re.compile(rb"<[0-9A-Fa-f\s]*>|\([^()\\]*\)")
_DELIMITER = re.compile(rb"<<|>>|[<>()%]")
_FILTER = re.compile(rb"Decode\b")
_HINT = "print it to a new PDF, with fewer pages if it is long"
_NAMES = {kind: frozenset(f"/{name}" for name in names.split()) for kind, names in load_words(__file__).items()}
_ANNOTATIONS, _ACTIONS, _PAGE_ACTIONS = _NAMES["annotations"], _NAMES["actions"], _NAMES["page-actions"]
_ACTION_KEYS, _OTHER_ACTIONS = _NAMES["action-keys"], _NAMES["other-actions"]
_ACTIVE_KEYS, _COMPRESSIONS = _NAMES["active-keys"], _NAMES["compressions"]
_CHECKED_KEYS = _ACTIVE_KEYS | _ACTION_KEYS | {"/AA", "/Annots", "/F", "/Filter", "/S", "/UF"}


def sanitize_pdf(data: bytes, values: int = DEFAULT_PDF_BOUNDS.values) -> bytes:
    """Rewrite a PDF deterministically from the objects that its catalog reaches.

    Two viewers may read a file with broken tables differently. The new file has sound tables, and nothing before, after
    or between its objects. Signatures, which are valid for the old bytes only, become plain drawings.

    Raises:
        UnfitFileError: It is encrypted, or unpacks to more than a document needs.
        Exception: It is not a readable PDF.
    """
    refuse_bomb(data, values)
    with _open(data) as document, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what pages would lack if they were copied elsewhere
        _refuse_repeated_pages(document)
        _remove_signatures(document)
        buffer = io.BytesIO()
        # Leave pages and pictures compressed as they are.
        document.save(buffer, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()


def find_action(data: bytes, values: int = DEFAULT_PDF_BOUNDS.values) -> str:
    """Return the active content of a PDF as published, or an external reference, such as `/JavaScript`; else empty.

    Its objects may hold at most *values* values.

    Raises:
        UnfitFileError: It is encrypted, or contains more than a document needs.
        Exception: It is not a readable PDF.
    """
    with _open(sanitize_pdf(data, values)) as document:
        actions = (action for part in _walk_dictionaries(document, values) for action in _find_actions(part))
        return next(filter(None, actions), "")


def refuse_bomb(data: bytes, values: int = DEFAULT_PDF_BOUNDS.values) -> None:
    """Refuse a file that is too expensive to parse, judging by its unpacked tables and the number of values.

    Raises:
        UnfitFileError: It is too expensive.
    """
    delimiters, unpacked = _count_delimiters(data), 0
    end = searched = open_streams = 0
    for match in _STREAM.finditer(data):
        searched += open_streams * (match.end() - end)
        head, end = data[end : match.start()], match.end()
        open_streams = 0 if match[1] else open_streams + 1
        if match[1] or not _is_table(head) or not _is_table(head := _last_dictionary(head)):
            continue
        if b"/LZW" in head or len(_FILTER.findall(head)) > 1:
            raise UnfitFileError("has tables that are packed twice, or in an old form (LZW)", _HINT)
        table = _inflate(data, end, _MAX_TABLE_SIZE - unpacked)
        unpacked += len(table)
        if unpacked > _MAX_TABLE_SIZE:
            raise UnfitFileError(f"has tables that unpack to more than {_MAX_TABLE_SIZE // 1_000_000} MB", _HINT)
        delimiters += _count_delimiters(table)
    searched += open_streams * (len(data) - end)
    limit = max(_DELIMITERS_PER_VALUE * values, _DELIMITERS_PER_BYTE * len(data))
    if delimiters > limit or searched > _MAX_SEARCHES * len(data):
        raise UnfitFileError("has more objects, or more broken ones, than can be read in reasonable time", _HINT)


def _is_table(head: bytes) -> bool:
    return b"/XRef" in head or bool(_ESCAPED_KEY.search(head)) or all(key.search(head) for key in _TABLE_KEYS)


def _last_dictionary(head: bytes) -> bytes:
    """Return the dictionary that ends *head*, without its last delimiter; all of *head* if that is ambiguous."""
    at = max(head.rfind(b"\n", 0, obj := head.rfind(b"obj")), head.rfind(b"\r", 0, obj))
    depth = 0
    if at < 0 or not _NUMBERS.fullmatch(head, at, obj):
        return head
    for mark in _DELIMITER.findall(_STRING.sub(b" ", head[obj:])):
        depth += {b"<<": 1, b">>": -1}.get(mark, -depth)
        if depth < 1:
            return head
    return head[obj:] if depth == 1 else head


def _count_delimiters(data: bytes) -> int:
    return len(data) - len(data.translate(None, _DELIMITERS)) + data.translate(_BLANKS).count(b". ")


def _inflate(data: bytes, start: int, most: int) -> bytes:
    """Inflate the data from *start* on, up to one byte more than *most*; empty if it is not zlib data (RFC 1950)."""
    inflater, parts, size = zlib.decompressobj(), [], 0
    try:
        for at in range(start, len(data), 4096):
            parts.append(inflater.decompress(data[at : at + 4096], most + 1 - size))
            size += len(parts[-1])
            if inflater.eof or size > most:
                break
    except zlib.error:
        pass
    return b"".join(parts)


def _open(data: bytes) -> Pdf:
    settings.set_qpdf_limits(
        max_stream_filters=1,
        flate_max_memory=_MAX_TABLE_SIZE,
        run_length_max_memory=_MAX_TABLE_SIZE,
        png_max_memory=_MAX_TABLE_SIZE,
        tiff_max_memory=_MAX_TABLE_SIZE,
        dct_max_memory=_MAX_TABLE_SIZE,
    )
    locked = UnfitFileError("is locked with a password", "save a copy that anybody may read, print and change")
    try:
        document = pikepdf.open(io.BytesIO(data), inherit_page_attributes=False)
    except pikepdf.PasswordError as error:
        raise locked from error
    if document.is_encrypted:
        raise locked
    return document


def _refuse_repeated_pages(document: Pdf) -> None:
    """Refuse a page tree that contains a node twice, since each repetition is copied in full."""
    visited = set()
    waiting = [document.Root.get("/Pages")]
    while waiting:
        node = waiting.pop()
        kids = node.get("/Kids") if isinstance(node, Dictionary) else None
        for kid in kids if isinstance(kids, Array) else ():
            if not isinstance(kid, Dictionary):
                raise UnfitFileError("has something in its list of pages that is not a page", _HINT)
            if kid.is_indirect and kid.objgen in visited:
                raise UnfitFileError("has a page that appears twice in its list of pages", _HINT)
            visited.add(kid.objgen)
            waiting.append(kid)


def _remove_signatures(document: Pdf) -> None:
    """Turn signatures into plain drawings.

    pikepdf's `AcroForm.disable_digital_signatures` skips fields whose drawings are their children.
    """
    _delete(document.Root, "/Perms")
    if "/AcroForm" not in document.Root:
        return
    for dictionary in _walk_dictionaries(document, sys.maxsize):
        if str(dictionary.get("/FT")) == "/Sig":
            _delete(dictionary, "/FT", "/V", "/SV", "/Lock")
        _delete(dictionary, "/SigFlags")


def _delete(dictionary: Object, *keys: str) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _walk_dictionaries(document: Pdf, values: int) -> Iterator[Object]:
    """Yield each dictionary and stream of a document."""
    number = 0
    for whole in itertools.chain([document.trailer], document.objects):
        waiting = [whole]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, (Array, Dictionary, Stream)):
                continue
            number += len(node) if isinstance(node, Array) else len(node.keys())
            if number > values:
                raise UnfitFileError(f"has more than {values:,} values in its objects", _HINT)
            if not isinstance(node, Array):
                yield node
            children = node if isinstance(node, Array) else node.values()
            waiting.extend(
                value for value in children if isinstance(value, (Array, Dictionary)) and not value.is_indirect
            )


def _find_actions(dictionary: Object) -> Iterator[str]:
    keys = _CHECKED_KEYS.intersection(dictionary.keys())
    if not keys:
        return
    yield from sorted(keys & _ACTIVE_KEYS)
    # Only for external files is the value a string; elsewhere it holds flags.
    if "/UF" in keys or ("/F" in keys and (isinstance(dictionary, Stream) or isinstance(dictionary.get("/F"), String))):
        yield "what stands in another file"
    if sum(str(name) in _COMPRESSIONS for name in _list_values(dictionary.get("/Filter"))) > 1:
        raise UnfitFileError("has a part that is packed twice", _HINT)
    for annotation in _list_dictionaries(dictionary.get("/Annots")):
        if str(annotation.get("/Subtype")) not in _ANNOTATIONS:
            yield f"the annotation {annotation.get('/Subtype')}"
    for key in keys.intersection(_ACTION_KEYS):
        kinds = [str(action.get("/S")) for action in _list_dictionaries(dictionary.get(key)) if "/S" in action]
        yield from (kind for kind in kinds if kind not in _ACTIONS)
    if isinstance(events := dictionary.get("/AA"), Dictionary) and len(events.keys()):
        yield "/AA"
    if not _opens_on_page(dictionary.get("/OpenAction")):
        yield "/OpenAction"
    yield from _find_own_action(dictionary, str(dictionary.get("/S")))


def _find_own_action(dictionary: Object, kind: str) -> Iterator[str]:
    if kind in _OTHER_ACTIONS:
        yield kind
    elif kind == "/Named" and str(dictionary.get("/N")) not in _PAGE_ACTIONS:
        yield str(dictionary.get("/N"))
    elif kind == "/URI":
        address = str(dictionary.get("/URI"))
        if address_error(address) or not has_scheme(address):
            yield f'a link to "{address[:60]}"'


def _opens_on_page(opening: object) -> bool:
    """Return whether a document opens on one of its pages, or does not specify an action."""
    if not isinstance(opening, (Dictionary, Stream)):
        return True
    return str(opening.get("/S")) == "/GoTo" and set(opening.keys()) <= {"/S", "/D", "/SD", "/Type"}


def _list_dictionaries(value: object) -> list[Object]:
    return [item for item in _list_values(value) if isinstance(item, (Dictionary, Stream))]


def _list_values(value: object) -> list[object]:
    return list(value) if isinstance(value, Array) else [value]
