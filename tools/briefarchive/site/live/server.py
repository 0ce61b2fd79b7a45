"""The server of the live preview, which serves this machine only and reloads pages when the archive changes."""

import asyncio
import contextlib
import functools
import logging
import signal
import tempfile
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ...diagnostics import Diagnostic
from ..security_headers import headers
from .request_handler import HTML, RequestHandler

HOST = "127.0.0.1"
_WATCHED = ("archive", "bib", "docs")
_SCRIPT = Path(__file__).with_name("reload.js").read_bytes()
_HEADERS = {**headers(), "Cache-Control": "no-store"}

T = TypeVar("T")
OnChange = Callable[[Sequence[str], Sequence[Diagnostic]], None]
"""Receives the paths of changed files, relative to the root, and their diagnostics."""


def serve(root: Path, port: int, *, drafts: bool = True, ready: Callable[[], None], report: OnChange) -> None:
    """Serve the site of the archive at *root* on 127.0.0.1 until Ctrl+C.

    *ready* is called when the archive has been read, *report* at each change.
    """
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="briefs-serve-") as outdir, contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # SIGTERM ends the server like Ctrl+C
        app = LiveSite(root, Path(outdir), drafts=drafts, ready=ready, report=report).app
        # Open pages wait for changes and would delay the shutdown.
        config = uvicorn.Config(
            app,
            host=HOST,
            port=port,
            log_level="critical",
            headers=list(_HEADERS.items()),  # for error responses, too
            timeout_graceful_shutdown=1,
        )
        uvicorn.Server(config).run()


class LiveSite:
    """The site as an ASGI application."""

    def __init__(self, root: Path, outdir: Path, *, drafts: bool, ready: Callable[[], None], report: OnChange) -> None:
        self._root = root
        self._handler = RequestHandler(root, outdir, drafts=drafts)
        self._ready = ready
        self._report = report
        # Sphinx and docutils have global state: everything is drawn in one thread.
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._started = time.time_ns()
        self._version = 0
        self._changed = asyncio.Event()
        self.app = Starlette(
            routes=[
                Route("/_changes", self._changes),
                Route("/_reload.js", self._script),
                Route("/{path:path}", self._page),
            ],
            # Protects against DNS rebinding.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
            lifespan=self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        following = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await self._in_thread(self._handler.close)
            self._thread.shutdown()

    async def _follow(self) -> None:
        """Read the archive before any page is requested, and handle one change after another."""
        changes = _watch_changes(self._root.resolve())
        next_change = asyncio.ensure_future(anext(changes))  # also notices changes while the archive is being read
        with _print_failures():
            await self._in_thread(self._handler.open)
        self._ready()
        while True:
            paths = await next_change
            next_change = asyncio.ensure_future(anext(changes))
            with _print_failures():
                await self._in_thread(functools.partial(self._handler.apply_changes, paths))
            self._version += 1
            self._changed.set()
            self._changed = asyncio.Event()
            with _print_failures():
                self._report(paths, await self._in_thread(functools.partial(self._handler.diagnostics, paths)))

    async def _page(self, request: Request) -> Response:
        version = self._version_name  # taken before rendering, so that the page reloads after a change in between
        reply = await self._in_thread(functools.partial(self._handler.handle, request.scope["path"]))
        script = f'<script src="/_reload.js" data-state="{version}" defer></script></head>'.encode()
        body = reply.body.replace(b"</head>", script, 1) if reply.media_type == HTML else reply.body
        return Response(body, reply.status, media_type=reply.media_type)

    async def _script(self, _request: Request) -> Response:
        return Response(_SCRIPT, media_type="text/javascript")

    async def _changes(self, _request: Request) -> Response:
        return StreamingResponse(self._versions(), media_type="text/event-stream")

    async def _versions(self) -> AsyncIterator[str]:
        """Yield server-sent events (WHATWG HTML) with the current version and each new one."""
        while True:
            changed = self._changed
            yield f"data: {self._version_name}\n\n"
            await changed.wait()

    @property
    def _version_name(self) -> str:
        return f"{self._started}-{self._version}"

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


@contextlib.contextmanager
def _print_failures() -> Iterator[None]:
    """Print unexpected failures and continue; pages still show what they can."""
    try:
        yield
    except Exception:  # noqa: BLE001 — of any kind
        traceback.print_exc()


async def _watch_changes(root: Path) -> AsyncIterator[list[str]]:
    """Yield the paths of changed files, relative to the root, in the folders that it has at the start."""
    folders = [root / name for name in _WATCHED if (root / name).is_dir()]
    async for changes in watchfiles.awatch(*folders, watch_filter=_is_source):
        yield sorted({Path(path).relative_to(root).as_posix() for _, path in changes})


def _is_source(_change: watchfiles.Change, path: str) -> bool:
    name = Path(path).name
    return not name.startswith(".") and not name.endswith(("~", ".swp", ".tmp"))
