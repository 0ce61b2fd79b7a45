"""PDFs that are wanted, and jobs that are ready to be compiled: each is prepared in one thread, and made in any."""

import collections
import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from ..checking.rules import NotPrinted
from ..diagnostics import Diagnostic, Span
from ..storage.limits import leave_signals, note_work
from .characters import unprintable_in_picture
from .compiler import CompileError, DocumentMetadata, add_metadata, compile_pdf

HEAVY = 500_000
"""What weighs more is compiled alone."""

PICTURES = "pictures/"
"""The folder in which the compiler finds pictures."""

_NO_DAY = datetime.date(1970, 1, 1)  # the compiler asks for a day; the file does not keep this one

Printed = bytes | tuple[Diagnostic, ...]
"""A PDF, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfJob:
    """A PDF to be compiled.

    Attributes:
        name: What it is of, for messages.
        path: The file in which a fault is reported.
        weight: How much is set; each unit of it takes some thousand bytes of memory.
    """

    name: str
    path: str
    main: str
    texts: dict[str, bytes]
    pictures: dict[str, bytes]
    data: dict[str, Any]
    standard: str
    metadata: DocumentMetadata
    weight: int

    def make(self) -> Printed:
        """Compile it."""
        note_work(f"{self.path} (the PDF of “{self.name}”)")
        try:
            day = self.metadata.issued.first_day if self.metadata.issued else _NO_DAY
            pdf = compile_pdf(self.main, self.texts, self.pictures, self.data, standard=self.standard, date=day)
            return add_metadata(pdf, self.metadata)
        except CompileError as error:
            message = f'"{self.name}" could not be printed: {error}'
            return (self._unprintable() or NotPrinted.at(Span(path=self.path), message),)

    def _unprintable(self) -> Diagnostic | None:
        """Why a drawing has kept it from being printed: the compiler names neither the file nor all letters."""
        drawings = ((path, data) for path, data in self.pictures.items() if path.endswith(".svg"))
        found = (unprintable_in_picture(path.removeprefix(PICTURES), data) for path, data in drawings)
        return next(filter(None, found), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFile:
    """A PDF that is wanted.

    Attributes:
        address: Where it goes, below the folder.
        key: A digest of all that decides what is in it.
        prepare: Makes the job, or gives what keeps it from being printed.
        estimate: About what the job will weigh.
    """

    address: str
    key: str
    prepare: Callable[[], PdfJob | tuple[Diagnostic, ...]]
    estimate: Callable[[], int]

    def make(self) -> Printed:
        """Prepare and compile it."""
        job = self.prepare()
        return job if isinstance(job, tuple) else job.make()


def print_in_threads(pdfs: Sequence[PdfFile]) -> Iterator[Printed]:
    """Make PDFs in threads of this process.

    The compiler works without Python's lock; jobs are prepared meanwhile, but never many more than are compiled.
    What wants much memory is compiled alone.
    """
    workers = os.cpu_count() or 1
    running: collections.deque[Future[Printed]] = collections.deque()
    with ThreadPoolExecutor(workers, initializer=leave_signals) as pool:
        for pdf in pdfs:
            job = pdf.prepare()
            is_heavy = not isinstance(job, tuple) and job.weight > HEAVY
            while running and (len(running) > 2 * workers or is_heavy):
                yield running.popleft().result()
            running.append(pool.submit(_result_of, job))
            if is_heavy:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _result_of(job: PdfJob | tuple[Diagnostic, ...]) -> Printed:
    return job if isinstance(job, tuple) else job.make()
