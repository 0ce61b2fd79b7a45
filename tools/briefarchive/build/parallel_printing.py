"""PDFs that are made by forks of this process: a compiler that a bound ends takes nothing else with it there."""

import contextlib
import functools
import itertools
import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..storage.executor import Processes, can_fork, processors
from ..storage.worker_context import preset, worker_context

if TYPE_CHECKING:
    from ..printing.jobs import PdfFile, Printed
    from ..printing.pdf_folder import Printer

_Files = Sequence["PdfFile"]


def printer() -> "Printer":
    """What makes PDFs: forks, or threads where there are no forks."""
    return print_in_forks if can_fork() else _print_in_threads


def _print_in_threads(pdfs: _Files) -> "Iterator[Printed]":
    from ..printing.jobs import print_in_threads

    return print_in_threads(pdfs)


def print_in_forks(pdfs: _Files) -> "Iterator[Printed]":
    """Make PDFs in forks, which have inherited all that these are made of."""
    from ..printing.jobs import HEAVY

    run = uuid.uuid4().hex  # a process may print others before and after these
    with preset(run, functools.partial(contextlib.nullcontext, pdfs)):
        for is_heavy, some in itertools.groupby(range(len(pdfs)), lambda number: pdfs[number].estimate() > HEAVY):
            pool, work, numbers = Processes(1 if is_heavy else processors()), functools.partial(_print, run), list(some)
            yield from pool.each(work, numbers) if can_fork() else map(work, numbers)


def _print(run: str, number: int) -> "Printed":
    return worker_context(run, _not_inherited)[number].make()


def _not_inherited() -> contextlib.AbstractContextManager[_Files]:
    raise RuntimeError("PDFs are made in forks of the process that wants them")
