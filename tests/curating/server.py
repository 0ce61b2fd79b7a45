"""A web of our own on 127.0.0.1: every host of it is one server, which plays what a test tells it to."""

import http.server
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from briefarchive.curating import transport

Play = Callable[["Request"], "Reply"]


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked for, when, and as the how-manieth request for it."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    at: float
    number: int


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is answered; *delay* before the head, *endless* bodies go on until the other side hangs up."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b"<title>A page</title>"
    delay: float = 0.0
    endless: bool = False


class LocalWeb:
    """Hosts and their pages; what no test has told is 404."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, str], Reply | Play] = {}
        self.asked: list[Request] = []
        self.sent: int = 0
        self._lock = threading.Lock()
        self.address = ""

    def put(self, address: str, reply: Reply | Play) -> str:
        """Put a page at an address such as `http://a.test/page`; the address."""
        host, _, path = address.partition("//")[2].partition("/")
        self.pages[host, f"/{path}"] = reply
        return address

    def to(self, host: str, *, robots: bool = False) -> list[Request]:
        """The requests to a host, those for robots.txt left out."""
        return [request for request in self.asked if request.host == host and (robots or request.path != "/robots.txt")]

    def methods(self, host: str) -> list[str]:
        """Their methods."""
        return [request.method for request in self.to(host)]

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        host = handler.headers.get("Host", "")
        with self._lock:
            number = 1 + sum((request.host, request.path) == (host, handler.path) for request in self.asked)
            request = Request(
                method=handler.command,
                host=host,
                path=handler.path,
                headers=dict(handler.headers),
                at=time.monotonic(),
                number=number,
            )
            self.asked.append(request)
        self._send(handler, request)

    def _send(self, handler: http.server.BaseHTTPRequestHandler, request: Request) -> None:
        page = self.pages.get((request.host, request.path), Reply(status=404))
        reply = page(request) if callable(page) else page
        time.sleep(reply.delay)
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if not reply.endless:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        if request.method == "HEAD" or reply.status == 304:
            return
        if not reply.endless:
            handler.wfile.write(reply.body)
            return
        while self.sent < 100_000_000:
            self.sent += handler.connection.send(b"x" * 65_536)


@contextmanager
def leading_to(address: str) -> Iterator[None]:
    """Have every request that the guard lets through as it is written go to an address."""
    host, _, port = address.rpartition(":")

    async def places(request: httpx.Request) -> list[tuple[str, int]]:
        written = request.url.raw_host.decode("ascii").strip("[]")
        if transport._is_address(written) and not transport.is_public(written):
            raise transport.PrivateAddressError("private", request=request)
        return [(host, int(port))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "public_places", places)
        yield


@contextmanager
def local_web(*, certificate: Path | None = None) -> Iterator[LocalWeb]:
    """A web on 127.0.0.1 for as long as it is needed; over TLS, if there is a certificate (with its key)."""
    web = LocalWeb()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(OSError):
                web.answer(self)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass  # who hangs up, as the tests make us do, is no fault

        def finish_request(self, request: Any, client_address: Any) -> None:
            if certificate is None:
                super().finish_request(request, client_address)
                return
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            with context.wrap_socket(request, server_side=True) as stream:
                super().finish_request(stream, client_address)  # type: ignore[arg-type]

    server = Server(("127.0.0.1", 0), Handler)
    web.address = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
