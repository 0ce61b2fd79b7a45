"""PDFs that are made by forks of this process: a compiler that a bound ends takes nothing else with it there."""

import contextlib
import functools
import itertools
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from ..diagnostics import Diagnostic
from ..storage.executor import Processes, can_fork, processors
from ..storage.worker_state import preset, state_for

if TYPE_CHECKING:
    from ..printing.edition import Edition
    from ..printing.orders import Item
    from ..printing.shelf import Elsewhere, Order, Printed


def in_forks(edition: "Edition") -> "Elsewhere | None":
    """What prints in forks; None where there are none: there it runs in threads."""
    return functools.partial(_printed_in_forks, edition) if can_fork() else None


def _printed_in_forks(edition: "Edition", orders: "Iterable[Order]") -> "Iterator[Printed]":
    run = uuid.uuid4().hex  # a process may print another edition before and after this one
    items = [cast("Item", order.item) for order in orders]  # all orders of an edition have one
    with preset(run, functools.partial(contextlib.nullcontext, edition)):
        for is_heavy, some in itertools.groupby(items, functools.partial(_is_heavy, edition)):
            pool, work, members = Processes(1 if is_heavy else processors()), functools.partial(_print, run), list(some)
            yield from pool.each(work, members) if can_fork() else map(work, members)


def _is_heavy(edition: "Edition", item: "Item") -> bool:
    """Whether an item is made alone: it wants much memory; the compiler divides a volume among processors itself."""
    from ..printing.shelf import HEAVY

    if item.brief is None:
        return True
    brief = edition.entries.catalogue.archive.briefs[item.brief]
    return edition.about_weight_of(brief) > HEAVY


def _print(run: str, item: "Item") -> "Printed":
    """Print in a fork, which has inherited the edition."""
    from ..printing.orders import order_of

    job = order_of(state_for(run, _not_inherited), item).prepare()
    if isinstance(job, tuple):
        return job
    made = job.make()
    return (made,) if isinstance(made, Diagnostic) else made


def _not_inherited() -> "contextlib.AbstractContextManager[Edition]":
    raise RuntimeError("an edition is printed in forks of the process that has it")
