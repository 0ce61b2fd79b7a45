"""What “--scheduler” asks for: the workers of a cluster, as long as a command needs them."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..jobs.cluster import Cluster


@contextlib.contextmanager
def cluster_at(address: str | None, jobs: int | None = None) -> Iterator["Cluster | None"]:
    """The workers of the scheduler at an *address*; None if nobody has named one.

    Raises:
        ClickException: The cluster cannot do the work, or stopped doing it.
        UsageError: A number of processes is asked for as well.
    """
    if address is None:
        yield None
        return
    if jobs is not None:
        raise click.UsageError("--jobs is for this machine, and --scheduler for others: name one of them")
    from ..jobs.cluster import Cluster, ClusterError
    from ..jobs.scheduler import DiedError
    from ..reading.code_version import code_version

    try:
        with Cluster(address, code_version) as cluster:
            yield cluster
    except (ClusterError, DiedError) as error:
        raise click.ClickException(str(error)) from error
