"""A cluster for tests: a scheduler and two workers, each a process of this machine.

It is started by a program of its own, as it is in use: the tests' process has neither its sockets nor its threads.
"""

import contextlib
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
# A thing that ends its worker is tried once by the scheduler and once by us, which is quick.
_SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}


@contextlib.contextmanager
def local_cluster(workers: int = 2, *, environment: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a cluster on 127.0.0.1; its workers find the modules of the tests."""
    path = os.pathsep.join((*filter(None, sys.path), str(TESTS.parent)))
    with subprocess.Popen(
        [sys.executable, __file__, str(workers)],
        env={**os.environ, **_SETTINGS, "PYTHONPATH": path, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            yield program.stdout.readline().strip()
        finally:
            program.stdin.close()  # which ends it
            program.wait(30)


def main(workers: int) -> None:
    """Offer a cluster until nobody wants it any more."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=logging.CRITICAL,
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
