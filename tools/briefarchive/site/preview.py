"""One brief's page on disk, with the files that it needs."""

import contextlib
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from ..facets import addresses
from ..model import Brief, Status
from ..reading.archive import Reading
from ..storage import files
from ..storage.work_note import leave_signals, note_work
from .page_renderer import PageRenderer, page_renderer


class Preview:
    """Writes the pages of single briefs.

    Sphinx is set up in a thread of its own: while that goes on, the archive can be read.

    Args:
        root: The archive's folder.
        outdir: Where pages go, at their addresses; what else is there stays.
    """

    def __init__(self, root: Path, outdir: Path) -> None:
        self._outdir = outdir
        self._stack = contextlib.ExitStack()
        self._thread = ThreadPoolExecutor(max_workers=1, initializer=leave_signals)
        self._renderer: Future[PageRenderer] = self._thread.submit(
            lambda: self._stack.enter_context(page_renderer(root, outdir))
        )

    def write(self, reading: Reading, brief: Brief, *, drafts: bool = False) -> Path:
        """Write the page of *brief* as the full build does; the pages to which it leads are not made.

        Args:
            reading: What was read of the archive.
            brief: One of its briefs. A draft is drawn as a build with drafts would.
            drafts: Whether its lists name drafts.

        Returns:
            The file of the page.

        Raises:
            ConfigurationError: The configuration cannot be used.
        """
        return self._thread.submit(self._write, reading, brief, drafts or brief.status is Status.DRAFT).result()

    def _write(self, reading: Reading, brief: Brief, drafts: bool) -> Path:
        renderer = self._renderer.result()
        note_work(brief.path)
        renderer.use(reading, drafts=drafts)
        for address, data in renderer.attachments(brief):
            files.write_bytes(self._outdir / address, data)
        page = self._outdir / addresses.of_brief(brief)
        files.write_text(page, renderer.brief(brief))
        return page

    def close(self) -> None:
        """Give back what Sphinx has taken."""
        self._thread.submit(self._stack.close).result()
        self._thread.shutdown()
