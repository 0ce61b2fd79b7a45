"""The program Pagefind, which makes the index from pages that it gets and files that it returns through pipes.

Pagefind numbers pages in the order in which it gets them; if it read a folder, that order would depend on the file
system. Its own Python client waits a tenth of a second for each answer, of which there is one for each page.
"""

import base64
import contextlib
import fnmatch
import io
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, cast

import msgspec
from pagefind.service import get_executable

from ..diagnostics import CommandError

_UNUSED = ("*-ui.css", "*-ui.js", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
# The client fetches the words of a query in chunks, which shrink from 27 to 3 kB each.
_CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1500"}
_AT_ONCE = 1_000_000
_END = b","
"""The end of each message, which is Base64 (RFC 4648) and so never contains it."""


class IndexingError(CommandError):
    """Pagefind is not installed or failed."""


class _File(msgspec.Struct):
    path: str
    content: bytes


class _Payload(msgspec.Struct):
    type: str
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(msgspec.Struct):
    payload: _Payload


def make_index(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files of an index of *pages*, given as address and HTML in the order in which they are numbered.

    Raises:
        IndexingError: Pagefind failed.
    """
    files = run_pagefind(pages)
    return {
        name: data for name, data in files.items() if not any(fnmatch.fnmatch(name, pattern) for pattern in _UNUSED)
    }


def run_pagefind(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return the files that Pagefind makes of *pages*, which it takes for English.

    Raises:
        IndexingError: Pagefind failed.
    """
    program = get_executable()
    if program is None:
        raise IndexingError("the program pagefind is not installed; run: pip install pagefind_bin_extended")
    # Pagefind reads settings from files and variables, which must not come from the archive.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    with tempfile.TemporaryFile() as errors:
        try:
            running = subprocess.Popen(  # noqa: S603 — the program of our own dependency
                [str(program), "--service"],
                cwd=Path(program).parent,
                env=environment | _CHUNK,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        except OSError as error:
            raise IndexingError(f"{program} cannot be run: {error.strerror}") from error
        files, accepted, sent = _exchange(running, pages)
        errors.seek(0)
        if not files or accepted != len(sent):
            message = errors.read().decode("utf-8", "replace").strip()[-400:]
            message = message or f"it took {accepted} of {len(sent)} pages"
            place = f"; the next was {sent[accepted]}" if accepted < len(sent) else ""
            raise IndexingError(f"pagefind ended with {running.returncode}: {message}{place}")
    return {file.path: file.content for file in files}


def _exchange(
    running: "subprocess.Popen[bytes]", pages: Iterable[tuple[str, str]]
) -> tuple[tuple[_File, ...], int, list[str]]:
    """Send pages to a program; return its files, the number of pages it accepted, and the pages."""
    stdin = cast("IO[bytes]", running.stdin)
    sent: list[str] = []
    with running, ThreadPoolExecutor(1) as listener:
        answer = listener.submit(_listen, running)
        with contextlib.suppress(BrokenPipeError), stdin as stream:  # the process has ended
            stream.write(_message(type="NewIndex", config={"force_language": "en"}))
            for address, page in pages:
                stream.write(_message(type="AddFile", index_id=0, file_path=address, file_contents=page))
                sent.append(address)
            stream.write(_message(type="GetFiles", index_id=0))
            stream.flush()
            answer.result()  # the process ends with its input, even with pending answers
        return *answer.result(), sent


def _message(**payload: object) -> bytes:
    return base64.b64encode(msgspec.json.encode({"message_id": 1, "payload": payload})) + _END


def _listen(running: "subprocess.Popen[bytes]") -> tuple[tuple[_File, ...], int]:
    """Return the files that a program sends, and the number of pages it accepted."""
    try:
        return _read_files(cast("io.BufferedReader", running.stdout))
    except IndexingError:
        running.kill()  # otherwise it might wait forever
        raise


def _read_files(stream: io.BufferedReader) -> tuple[tuple[_File, ...], int]:
    accepted = 0
    for message in _messages(stream):
        try:
            payload = msgspec.json.decode(base64.b64decode(message), type=_Answer).payload
        except (msgspec.MsgspecError, ValueError) as error:
            raise IndexingError(f"pagefind gave an answer that cannot be read: {error}") from error
        match payload.type:
            case "IndexedFile":
                accepted += 1
            case "Error":
                raise IndexingError(f"pagefind could not do it: {payload.message}")
            case "GetFiles":
                return payload.files, accepted
    return (), accepted


def _messages(stream: io.BufferedReader) -> Iterator[bytes]:
    pieces: list[bytes] = []
    while piece := stream.read1(_AT_ONCE):
        *ends, rest = piece.split(_END)
        for end in ends:
            yield b"".join((*pieces, end))
            pieces = []
        pieces.append(rest)
