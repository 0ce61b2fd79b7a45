"""Briefs' pages, rendered in batches: by this process, by several of this machine, or by the workers of a cluster.

A fork of the process that builds has inherited the archive and Sphinx; any other process reads the archive once.
"""

import contextlib
import functools
import io
import itertools
import os
import socket
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sphinx.application import Sphinx
from sphinx.util import logging

from ..checking.archive import read_archive
from ..site.press import press_for
from ..site.site_pages import SitePages
from ..storage import files
from ..storage.executor import WorkerPool, WorkError
from ..storage.worker_state import preset, state_for

_AT_ONCE = 50
"""Briefs of a batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Briefs to be rendered in one go.

    Attributes:
        names: The addresses of their pages, without the suffix.
        keys: The keys of those pages that are there already.
    """

    names: tuple[str, ...]
    keys: Mapping[str, str]

    def __str__(self) -> str:
        return ", ".join(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a batch gave.

    Attributes:
        pages: Address, key and bytes of each page; no bytes of one that is there already.
        attachments: Address and digest of each file that stands beside these briefs.
        messages: What Sphinx said of them in another process.
        warnings: How many warnings that were.
    """

    pages: tuple[tuple[str, str, bytes | None], ...]
    attachments: tuple[tuple[str, str], ...]
    messages: str = ""
    warnings: int = 0


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a process must know to render briefs of the site that is being built.

    Attributes:
        root: The archive's folder.
        drafts: Whether drafts have pages.
        base_url: As `Site.base_url`.
        pdfs: As `Site.pdfs`.
        told: As `SitePages.told`.
        state: As `SitePages.state`.
    """

    root: str
    drafts: bool
    base_url: str
    pdfs: tuple[str, ...]
    told: str
    state: str


def render_briefs(
    names: Iterable[str],
    pages: SitePages,
    keys: Mapping[str, str],
    *,
    app: Sphinx,
    folder: Path,
    pool: WorkerPool | None,
) -> Iterator[Rendered]:
    """The pages of some briefs, in their order.

    Args:
        names: The addresses of the pages, without the suffix.
        pages: The site that is built.
        keys: The key of each page that is there already, by its address.
        app: Sphinx, set up for that site.
        folder: Where other processes find what they must know.
        pool: Other processes; without them, this one renders.

    Raises:
        WorkError: A process ended in the middle of its work.
        ChangedError: A file is another one than when the archive was read.
    """
    rest = iter(names)
    batches = [
        Batch(names=some, keys={address: keys[address] for name in some if (address := f"{name}.html") in keys})
        for some in iter(lambda: tuple(itertools.islice(rest, _AT_ONCE)), ())
    ]
    if pool is None or len(batches) < 2:
        yield from (_render(pages, batch) for batch in batches)
        return
    site = pages.site
    job = Job(
        root=str(pages.root.absolute()),
        drafts=site.drafts,
        base_url=site.base_url,
        pdfs=tuple(sorted(site.pdfs)),
        told=pages.told,
        state=pages.state,
    )
    data = msgspec.json.encode(job)
    file = folder / f".job-{files.digest(data)[:16]}.json"
    file.write_bytes(data)
    try:
        with preset(str(file), functools.partial(_inherited, app, pages)):
            yield from pool.each(functools.partial(render_batch, str(file)), batches)
    finally:
        file.unlink()


def render_batch(job: str, batch: Batch) -> Rendered:
    """Render a batch in another process, which reads the archive when it gets its first one.

    Args:
        job: The file with the `Job`.
        batch: What is wanted.
    """
    worker = state_for(job, functools.partial(_opened, Path(job)))
    return worker.render(batch)


def _render(pages: SitePages, batch: Batch) -> Rendered:
    rendered: list[tuple[str, str, bytes | None]] = []
    attachments: list[tuple[str, str]] = []
    for name in batch.names:
        page = pages.brief(name)
        data = None if batch.keys.get(page.path) == page.key else page.render()
        rendered.append((page.path, page.key, data))
        attachments += pages.attachments(name)
    return Rendered(pages=tuple(rendered), attachments=tuple(attachments))


class _Worker:
    """Renders batches, and keeps apart what Sphinx says meanwhile."""

    def __init__(self, app: Sphinx, pages: SitePages, messages: io.StringIO) -> None:
        self._app, self._pages, self._messages = app, pages, messages

    def render(self, batch: Batch) -> Rendered:
        before, said = self._app._warncount, self._messages.tell()  # noqa: SLF001 — Sphinx has no other name for it
        done = _render(self._pages, batch)
        warnings = self._app._warncount - before  # noqa: SLF001
        return Rendered(
            pages=done.pages,
            attachments=done.attachments,
            messages=self._messages.getvalue()[said:],
            warnings=warnings,
        )


@contextlib.contextmanager
def _inherited(app: Sphinx, pages: SitePages) -> Iterator[_Worker]:
    """What a fork has inherited from the process that builds."""
    messages = io.StringIO()
    logging.setup(app, io.StringIO(), messages)
    yield _Worker(app, pages, messages)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[_Worker]:
    """What any other process sets up for itself."""
    job = msgspec.json.decode(file.read_bytes(), type=Job)
    messages = io.StringIO()
    with (
        tempfile.TemporaryDirectory(prefix=f"briefs-{os.getpid()}-") as scratch,
        press_for(Path(job.root), Path(scratch), drafts=job.drafts, base_url=job.base_url, warning=messages) as press,
    ):
        press.use(read_archive(Path(job.root)), pdfs=frozenset(job.pdfs))
        if press.site_pages.told != job.told:
            raise files.ChangedError("archive", socket.gethostname())
        if press.site_pages.state != job.state:
            message = "docs/conf.py says something else each time it is run, or on another machine"
            raise WorkError(f"{message}; mend it, or build with --jobs 1")
        yield _Worker(press.app, press.site_pages, messages)
