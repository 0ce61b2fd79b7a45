"""The records of a web archive file (WARC, ISO 28500, and its predecessor ARC)."""

import contextlib
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

_CHUNK = 65_536
_NO_RECORD = "no record begins where one should, or it cannot be unpacked"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML_START = re.compile(rb"\s*(?:<!doctype html|<html|<head)", re.IGNORECASE)
_OK = "200"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A capture of an address.

    Attributes:
        offset: The position in the file.
        kind: `page`, `picture`, `word` or `revisit`.
        day: The time of the capture, as `2014-10-14T01:02:03Z`.
        payload: The digest of the content, computed by the crawler or by us.
        refers_to: The address that had the same content before a revisit; empty if it is the same address.
        is_doubtful: Whether the content does not match the crawler's digest.
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
    """A record that could not be read, and its address, if that is known.

    Attributes:
        ends: Whether nothing after it was read.
        is_whole: Whether the file is compressed as a whole, so that no record can be read separately.
    """

    offset: int
    message: str
    address: str = ""
    ends: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of a capture, with the encoding that the server declared; *is_cut* if there was more."""

    data: bytes
    charset: str = ""
    is_cut: bool = False


def read_records(path: Path) -> Iterator[Record | Damage]:
    """Yield the pages, pictures, Word files and revisits of a file, and damaged records; stop where reading fails."""
    with path.open("rb") as stream:
        iterator = ArchiveIterator(stream, arc2warc=True, check_digests=True)
        offset = 0
        try:
            for record in iterator:
                offset = int(iterator.offset)
                if (result := _read_record(record, offset)) is not None:
                    yield result
                if isinstance(result, Damage) and result.ends:
                    return
            if int(iterator.offset) < path.stat().st_size:
                yield Damage(offset=offset, message=_NO_RECORD, ends=True)
        except Exception as error:  # noqa: BLE001 — the library raises whatever its parts do on broken bytes
            whole = "non-chunked" in str(error)
            yield Damage(offset=offset, message=_NO_RECORD, ends=True, is_whole=whole)


def read_content(path: Path, offset: int, limit: int) -> Content:
    """Read the content of the record at *offset*, up to *limit* bytes; the library may raise any exception."""
    with path.open("rb") as stream:
        stream.seek(offset)
        with contextlib.closing(ArchiveIterator(stream, arc2warc=True)) as iterator:
            record = next(iterator)
            source = record.content_stream()
            chunks: list[bytes] = []
            size = 0
            while size <= limit and (chunk := source.read(_CHUNK)):
                chunks.append(chunk)
                size += len(chunk)
            data = b"".join(chunks)
            kind = _content_type(record)
            return Content(data=data[:limit], charset=_parse_charset(kind), is_cut=len(data) > limit)


def _read_record(record: Any, offset: int) -> Record | Damage | None:
    """Read a record to its end; return None if it is of no use here."""
    address = _address(record)
    day = record.rec_headers.get_header("WARC-Date") or ""
    if not address.lower().startswith(("http://", "https://")):
        return _read_to_end(record, address, offset)
    if record.rec_type == "revisit":
        return _read_to_end(record, address, offset) or Record(
            offset=offset, kind="revisit", address=address, day=day,
            payload=record.rec_headers.get_header("WARC-Payload-Digest") or "",
            refers_to=record.rec_headers.get_header("WARC-Refers-To-Target-URI") or "",
        )  # fmt: skip
    status = record.http_headers.get_statuscode() if record.http_headers else _OK
    head = record.raw_stream.read(_CHUNK) if record.rec_type in ("response", "resource") and status == _OK else b""
    kind = _find_kind(_content_type(record).partition(";")[0].strip().lower(), head) if head else ""
    digest = hashlib.sha256(head)
    damage = _read_to_end(record, address, offset, digest)
    if damage or not kind:
        return damage
    declared = record.rec_headers.get_header("WARC-Payload-Digest") or f"sha256:{digest.hexdigest()}"
    return Record(
        offset=offset, kind=kind, address=address, day=day, payload=declared,
        is_doubtful=record.digest_checker.passed is False,
    )  # fmt: skip


def _address(record: Any) -> str:
    return record.rec_headers.get_header("WARC-Target-URI") or ""


def _read_to_end(record: Any, address: str, offset: int, digest: Any = None) -> Damage | None:
    """Read the rest of a record; return the damage if it is cut off or does not match its digest."""
    while chunk := record.raw_stream.read(_CHUNK):
        if digest:
            digest.update(chunk)
    # If the header of a record is cut off, its length is unknown.
    if getattr(record.raw_stream, "limit", 1) > 0:
        return Damage(offset=offset, message="the capture is cut off", address=address, ends=True)
    if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
        return Damage(offset=offset, message="the capture is not what was written", address=address)
    return None


def _find_kind(declared: str, head: bytes) -> str:
    if declared in _PAGES or (not declared and _HTML_START.match(head)):
        return "page"
    if declared.startswith("image/"):
        return "picture"
    return "word" if declared == _WORD else ""


def _content_type(record: Any) -> str:
    """Return the type of the content, from the server's headers, or from those of the record if there are none."""
    headers = record.http_headers
    declared = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    return declared or ""


def _parse_charset(content_type: str) -> str:
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    return match[1].lower() if match else ""
