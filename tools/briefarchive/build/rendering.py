"""Renders the files of a site in batches: by this process, by several of this machine, or by a cluster's workers.

A fork of the building process inherits the archive and Sphinx; any other process reads the archive once.
"""

import contextlib
import functools
import io
import os
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from sphinx.application import Sphinx
from sphinx.util import logging

from ..checking.loading import read_archive
from ..search.documents import SearchDocument, brief_document
from ..site.application import page_renderer
from ..site.site_pages import SiteFile, SitePages
from ..storage import files
from ..storage.executor import WorkerPool, WorkError, preset, worker_context
from ..storage.limits import note_work

_AT_ONCE = 50
"""Groups of files of a batch (see `SitePages.groups`)."""

Batch = tuple[str, ...]
"""The addresses of groups that are rendered in one go."""
Worker = Callable[[Batch], "RenderedBatch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A file of the site.

    Attributes:
        data: Its contents; None if it is there already.
        search: The search document of a brief that was rendered.
    """

    address: str
    key: str
    data: bytes | None = None
    search: SearchDocument | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBatch:
    """The result of a batch.

    Attributes:
        groups: How many groups of files it had.
        messages: What Sphinx said of it in another process.
        warnings: How many warnings that were.
    """

    files: tuple[Rendered, ...]
    groups: int
    messages: str = ""
    warnings: int = 0


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """The information that a process needs to render files of the site, in attributes of `Site` and `SitePages`.

    *keys* has the key of each file that is there already, by its address.
    """

    root: str
    drafts: bool
    base_url: str
    pdfs: tuple[str, ...]
    archive_key: str
    shared_key: str
    keys: dict[str, str]


def render_groups(
    addresses: Sequence[str],
    pages: SitePages,
    keys: Mapping[str, str],
    *,
    app: Sphinx,
    folder: Path,
    pool: WorkerPool | None,
) -> Iterator[RenderedBatch]:
    """Render groups of files, in their order.

    Args:
        addresses: Their addresses in `SitePages.groups`.
        pages: The site that is built.
        keys: The key of each file that is there already, by its address.
        app: Sphinx, set up for that site.
        folder: Where other processes find the `Job`.
        pool: Other processes; without them, this one renders.

    Raises:
        WorkError: A process ended during its work, or sees another archive.
    """
    if pool is None or len(addresses) <= _AT_ONCE:
        # One by one, since the large files of the whole archive follow one another.
        yield from (_render(pages, keys, (address,)) for address in addresses)
        return
    batches = [tuple(addresses[at : at + _AT_ONCE]) for at in range(0, len(addresses), _AT_ONCE)]
    site = pages.site
    job = Job(
        root=str(pages.root.absolute()),
        drafts=site.drafts,
        base_url=site.base_url,
        pdfs=tuple(sorted(site.pdfs)),
        archive_key=site.archive_key,
        shared_key=pages.shared_key,
        keys=dict(keys),
    )
    data = msgspec.json.encode(job)
    file = folder / f".job-{files.digest(data)[:16]}.json"
    file.write_bytes(data)
    try:
        with preset(str(file), functools.partial(_render_quietly, app, pages, keys)):
            yield from pool.each(functools.partial(render_batch, str(file)), batches)
    finally:
        file.unlink()


def render_batch(job: str, batch: Batch) -> RenderedBatch:
    """Render a batch in another process; *job* is the file with the `Job`."""
    return worker_context(job, functools.partial(_open_worker, Path(job)))(batch)


def _render(pages: SitePages, keys: Mapping[str, str], batch: Batch) -> RenderedBatch:
    rendered: list[Rendered] = []
    for address in batch:
        note_work(address)
        rendered += (_render_if_changed(pages, page, keys) for page in pages.make_group(address))
    return RenderedBatch(files=tuple(rendered), groups=len(batch))


def _render_if_changed(pages: SitePages, page: SiteFile, keys: Mapping[str, str]) -> Rendered:
    """Render a file unless it is there already with its key.

    Of a brief's text, the search needs the passages as well, which `SiteFile.render` does not return.
    """
    name = page.address.removesuffix(".html")
    if keys.get(page.address) == page.key:
        return Rendered(address=page.address, key=page.key)
    if name == page.address or name not in pages.site.briefs:
        return Rendered(address=page.address, key=page.key, data=page.render())
    brief, rendered = pages.site.briefs[name], pages.render_brief(name)
    search = brief_document(pages.site.entries, brief, rendered.passages)
    return Rendered(address=page.address, key=page.key, data=rendered.html.encode(), search=search)


def _render_quietly(app: Sphinx, pages: SitePages, keys: Mapping[str, str], batch: Batch) -> RenderedBatch:
    """Render a batch in a process of a pool, with what Sphinx says of it."""
    messages, before = io.StringIO(), app._warncount  # noqa: SLF001 — Sphinx has no other name for it
    logging.setup(app, io.StringIO(), messages)
    rendered_batch = _render(pages, keys, batch)
    warnings = app._warncount - before  # noqa: SLF001
    return replace(rendered_batch, messages=messages.getvalue(), warnings=warnings)


@contextlib.contextmanager
def _open_worker(file: Path) -> Iterator[Worker]:
    """Open the worker that a process sets up for itself, unless it is a fork."""
    job = msgspec.json.decode(file.read_bytes(), type=Job)
    root, base_url = Path(job.root), job.base_url
    with (
        tempfile.TemporaryDirectory(prefix=f"briefs-{os.getpid()}-") as scratch,
        page_renderer(root, Path(scratch), drafts=job.drafts, base_url=base_url, warning=io.StringIO()) as renderer,
    ):
        renderer.use(read_archive(root), pdfs=frozenset(job.pdfs))
        if renderer.site_pages.site.archive_key != job.archive_key:
            problem = f'"archive", as the machine "{socket.gethostname()}" sees it, is another one'
            raise WorkError(f"{problem}, or has changed in the meantime; build again")
        if renderer.site_pages.shared_key != job.shared_key:
            message = "docs/conf.py says something else each time it is run, or on another machine, or extras differ"
            raise WorkError(f"{message}; correct it, or build with --jobs 1")
        yield functools.partial(_render_quietly, renderer.app, renderer.site_pages, job.keys)
