"""PDFs that are made by other processes: forks of this one, or on machines that set up the edition for themselves."""

import contextlib
import functools
import itertools
import socket
import sys
import threading
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ..diagnostics import Diagnostic
from ..jobs.cluster import Cluster, ClusterError
from ..jobs.kept import handed_down, kept
from ..reading import files
from ..reading.archive import read_archive
from ..reading.parcels import TooLargeError, is_seen, pack, unpack
from .editions import edition_of

if TYPE_CHECKING:
    from ..jobs.scheduler import Scheduler
    from ..printing.edition import Edition, Look
    from ..printing.orders import Item
    from ..printing.shelf import Elsewhere, Order, Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What a worker must know to print.

    Attributes:
        run: A word that no other run has: a worker lives longer than one.
        look: What was chosen.
        drafts: Whether drafts are printed.
        base_url: The address of the site, if not as the configuration or the environment says.
    """

    run: str
    look: "Look"
    drafts: bool
    base_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    item: "Item"
    made_from: str

    def __str__(self) -> str:
        return str(self.item)


def presses_of(
    crew: "Scheduler | None", root: Path, edition: "Edition", *, drafts: bool, base_url: str = ""
) -> "Elsewhere | None":
    """What prints on the workers of a cluster, or in forks: a compiler that a bound ends takes nothing with it there.

    None where there are neither: there it runs in threads.
    """
    if isinstance(crew, Cluster):
        printing = Printing(run=uuid.uuid4().hex, look=edition.look, drafts=drafts, base_url=base_url)
        return functools.partial(_printed, crew, root, printing)
    if sys.platform != "linux" or threading.active_count() > 1:
        return None
    return functools.partial(_printed_in_forks, edition)


def _printed_in_forks(edition: "Edition", orders: "Iterable[Order]") -> "Iterator[Printed]":
    from ..jobs.processes import Processes
    from ..jobs.scheduler import processors

    printing = Printing(run=uuid.uuid4().hex, look=edition.look, drafts=False)
    with handed_down(printing, functools.partial(contextlib.nullcontext, edition)):
        for is_heavy, some in itertools.groupby(_pieces(orders), functools.partial(_is_heavy, edition)):
            crew = Processes(1 if is_heavy else processors())
            yield from crew.each(functools.partial(print_there, printing, given=b""), list(some))


def _is_heavy(edition: "Edition", piece: _Piece) -> bool:
    """Whether a piece is made alone: it wants much memory; the compiler divides a volume among processors itself."""
    from ..printing.shelf import HEAVY

    if piece.item.brief is None:
        return True
    brief = edition.entries.catalogue.archive.briefs[piece.item.brief]
    return edition.about_weight_of(brief) > HEAVY


def _pieces(orders: "Iterable[Order]") -> "Iterator[_Piece]":
    for order in orders:  # all orders of an edition have an item
        yield _Piece(item=cast("Item", order.item), made_from=order.made_from)


def _printed(cluster: Cluster, root: Path, printing: Printing, orders: "Iterable[Order]") -> "Iterator[Printed]":
    pieces = list(_pieces(orders))
    if not pieces:
        return iter(())
    try:
        given = pack(root, shared=is_seen(root, cluster.sees))
    except TooLargeError as error:
        raise ClusterError(str(error)) from error
    return cluster.each_given(functools.partial(print_there, printing), pieces, given)


def print_there(printing: Printing, piece: _Piece, given: bytes) -> "Printed":
    """Print a piece in a worker, which reads the archive when it gets the first one of a run.

    Raises:
        ChangedError: The archive is another one here.
    """
    from ..printing.orders import order_of

    order = order_of(kept(printing, functools.partial(_opened, printing, given)), piece.item)
    if order.made_from != piece.made_from:
        raise files.ChangedError("archive", socket.gethostname())
    job = order.prepare()
    if isinstance(job, tuple):
        return job
    made = job.make()
    return (made,) if isinstance(made, Diagnostic) else made


@contextlib.contextmanager
def _opened(printing: Printing, given: bytes) -> "Iterator[Edition]":
    with (
        unpack(given) as (root, _),
        edition_of(
            root, read_archive(root), printing.look, drafts=printing.drafts, base_url=printing.base_url
        ) as edition,
    ):
        yield edition
