"""The records of a capture (WARC, ISO 28500; and ARC before it), one after the other, past those that are damaged."""

import contextlib
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeadersParserException  # type: ignore[import-untyped]

_PIECE = 65_536
_MOST_DAMAGES = 200
# How a record begins, by itself or compressed alone.
_STARTS = (b"WARC/1.", b"WARC/0.", b"\x1f\x8b\x08")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML_START = re.compile(rb"\s*(?:<!doctype html|<html|<head)", re.IGNORECASE)
_OK = "200"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One capture of an address.

    Attributes:
        offset: Where it stands in the file.
        kind: `page`, `picture`, `word` or `revisit`.
        day: When it was made, as `2014-10-14T01:02:03Z`.
        payload: Digest of what was captured, as the crawler or we ourselves computed it.
        refers_to: Of a revisit, the address that had the same before; empty for the same one.
        is_doubtful: Whether its digest says that it was other content.
    """

    offset: int
    kind: str
    address: str
    day: str = ""
    payload: str = ""
    refers_to: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A stretch of the file that could not be read, and the address to which it belongs, if that is known."""

    offset: int
    message: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was captured: its bytes, decoded, and the encoding that the server said; *is_cut* if there was more."""

    data: bytes
    charset: str = ""
    is_cut: bool = False


def records(path: Path) -> Iterator[Record | Damage]:
    """The pages, pictures and revisits of a file, and what of it is damaged."""
    with path.open("rb") as stream:
        start = 0
        for _ in range(_MOST_DAMAGES):
            place = start
            try:
                for offset, found in _from(stream, start):
                    place = offset
                    if found is not None:
                        yield found
                    if isinstance(found, Damage):
                        # Its length may be wrong as well, and others stand in it.
                        break
                else:
                    return
            except Exception as error:  # noqa: BLE001 — the library raises whatever its parts do on broken bytes
                place = max(place, start)
                yield Damage(offset=place, message=_said(error))
            start = _next_start(stream, place + 1)
            if start < 0:
                return
        yield Damage(offset=start, message=f"more than {_MOST_DAMAGES:,} places cannot be read, and the rest was left")


def content_at(path: Path, offset: int, limit: int) -> Content:
    """What was captured by the record at *offset*, up to *limit* bytes. Raises what the library raises."""
    with path.open("rb") as stream:
        stream.seek(offset)
        with contextlib.closing(ArchiveIterator(stream, arc2warc=True)) as iterator:
            record = next(iterator)
            source = record.content_stream()
            pieces: list[bytes] = []
            size = 0
            while size <= limit and (piece := source.read(_PIECE)):
                pieces.append(piece)
                size += len(piece)
            data = b"".join(pieces)
            kind = _content_type(record)
            return Content(data=data[:limit], charset=_charset(kind), is_cut=len(data) > limit)


def is_in_one_piece(path: Path) -> bool:
    """Whether a compressed file is compressed as a whole, so that no record can be read alone."""
    with path.open("rb") as stream:
        if stream.read(2) != b"\x1f\x8b":
            return False
        stream.seek(0)
        try:
            iterator = ArchiveIterator(stream, arc2warc=True)
            with contextlib.redirect_stderr(io.StringIO()):
                next(iterator)
                next(iterator)
        except StopIteration:
            return False
        except Exception as error:  # noqa: BLE001 — as above
            return "non-chunked" in str(error)
    return False


def _from(stream: BinaryIO, start: int) -> Iterator[tuple[int, Record | Damage | None]]:
    """Each record from *start* on, with its place."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(start)
    iterator = ArchiveIterator(stream, arc2warc=True, check_digests=True)
    while True:
        # The library tells what it finds wrong on the standard error.
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(iterator, None)
            if record is None:
                break
            offset = int(iterator.offset)
            yield offset, None
            is_plain = iterator.reader.decompressor is None
            if not _has_length(record) or (is_plain and offset + record.length > size):
                # To read on would lose what stands in the record that is said to be so long.
                yield offset, Damage(offset=offset, message="the capture is cut off", address=_address(record))
                return
            found = _record(record, offset)
        yield offset, found
    if (end := int(iterator.offset)) < size:
        yield end, Damage(offset=end, message="the file is cut off, or goes on with something else")


def _has_length(record: Any) -> bool:
    """Whether a record says how long it is. The library takes a head that is cut off within the number for 0."""
    said = record.rec_headers.get_header("Content-Length")
    return record.length is not None and (said is None or said.strip().isdecimal())


def _record(record: Any, offset: int) -> Record | Damage | None:
    """What a record is for us, once it has been read to its end."""
    address = _address(record)
    day = record.rec_headers.get_header("WARC-Date") or ""
    if not address.lower().startswith(("http://", "https://")):
        return _read_through(record, address, offset)
    if record.rec_type == "revisit":
        return _read_through(record, address, offset) or Record(
            offset=offset, kind="revisit", address=address, day=day,
            payload=record.rec_headers.get_header("WARC-Payload-Digest") or "",
            refers_to=record.rec_headers.get_header("WARC-Refers-To-Target-URI") or "",
        )  # fmt: skip
    status = record.http_headers.get_statuscode() if record.http_headers else _OK
    head = record.raw_stream.read(_PIECE) if record.rec_type in ("response", "resource") and status == _OK else b""
    kind = _kind(_content_type(record).partition(";")[0].strip().lower(), head) if head else ""
    digest = hashlib.sha256(head)
    damage = _read_through(record, address, offset, digest)
    if damage or not kind:
        return damage
    said = record.rec_headers.get_header("WARC-Payload-Digest") or f"sha256:{digest.hexdigest()}"
    return Record(
        offset=offset, kind=kind, address=address, day=day, payload=said,
        is_doubtful=record.digest_checker.passed is False,
    )  # fmt: skip


def _address(record: Any) -> str:
    return record.rec_headers.get_header("WARC-Target-URI") or ""


def _read_through(record: Any, address: str, offset: int, digest: Any = None) -> Damage | None:
    """Read a record to its end; what is wrong if that comes too soon."""
    while piece := record.raw_stream.read(_PIECE):
        if digest:
            digest.update(piece)
    # Of a record whose own head is cut off, not even its length is known.
    if getattr(record.raw_stream, "limit", 1) > 0:
        return Damage(offset=offset, message="the capture is cut off", address=address)
    if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
        return Damage(offset=offset, message="the capture is not what was written", address=address)
    return None


def _kind(said: str, head: bytes) -> str:
    if said in _PAGES or (not said and _HTML_START.match(head)):
        return "page"
    if said.startswith("image/"):
        return "picture"
    return "word" if said == _WORD else ""


def _content_type(record: Any) -> str:
    """The type of what was captured, as the server said it; a record without the server's words says it itself."""
    headers = record.http_headers
    said = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    return said or ""


def _charset(content_type: str) -> str:
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    return match[1].lower() if match else ""


def _next_start(stream: BinaryIO, place: int) -> int:
    """Where the next record may begin from *place* on; -1 if none does."""
    stream.seek(place)
    rest = b""
    while piece := stream.read(_PIECE):
        rest += piece
        found = min((at for at in (rest.find(start) for start in _STARTS) if at >= 0), default=-1)
        if found >= 0:
            return place + found
        keep = max(map(len, _STARTS)) - 1
        place += len(rest) - keep if len(rest) > keep else 0
        rest = rest[-keep:]
    return -1


def _said(error: Exception) -> str:
    """What is wrong, without the bytes that the library shows of it."""
    if isinstance(error, ArchiveLoadFailed | StatusAndHeadersParserException):
        return "no record begins where one should"
    return "what is compressed cannot be unpacked" if isinstance(error, zlib.error) else type(error).__name__
