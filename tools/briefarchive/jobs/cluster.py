"""Work on many machines: the workers of a Dask scheduler, which anybody may start and stop as they like.

Dask's protocol has the workers run what they are sent. It belongs into a network where everybody may do that anyway,
or behind certificates (`tls://`).
"""

import contextlib
import functools
import hashlib
import itertools
import logging
import platform
import socket
import threading
import time
import urllib.parse
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from types import ModuleType
from typing import Any, Generic, Self, TypeVar

from .network import allow_only
from .scheduler import DiedError

T = TypeVar("T")
R = TypeVar("R")

_WAITING = 3
"""So many things wait for each worker: what was made and not yet fetched is held in the workers' memory."""
_LOOK = 2.0
"""Seconds after which we look whether there are workers at all."""

_RECOVERY = 10.0
"""Seconds in which a worker is started anew, if anything does that."""
_REST = 0.5
"""Seconds after which it has surely begun."""


class ClusterError(Exception):
    """The cluster cannot do the work; the message says why, and what to do."""


class Cluster:
    """The workers of the scheduler at an *address*; they are asked for within a `with` block.

    Args:
        address: As Dask writes it: `tcp://host:8786`, or `tls://…`.
        alike: A function of a module that tells the version of the code. A worker that tells another one is refused.
        shared: Whether workers see the files of this machine; found out by looking if it is not said.
        patience: Seconds for a connection, and for a worker to appear.
    """

    def __init__(
        self, address: str, alike: Callable[[], str], *, shared: bool | None = None, patience: float = 30.0
    ) -> None:
        self.address = address
        self._alike = alike
        self._shared = shared
        self._patience = patience
        self._client: Any = None
        self._most = 1

    def __enter__(self) -> Self:
        """Connect.

        Raises:
            ClusterError: There is no scheduler, or it has no workers, or they have other code than we have.
        """
        distributed = _distributed()
        logging.getLogger("distributed").setLevel(logging.ERROR)  # that a worker died is told if it matters
        allow_only(_places(self.address))
        try:
            self._client = distributed.Client(self.address, timeout=self._patience, set_as_default=False)
            self._compare()
        except (OSError, ValueError) as error:
            self._close()
            message = f"no scheduler answers at {self.address} ({error}); start one with: dask scheduler"
            raise ClusterError(message) from error
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        allow_only(())
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.close()

    @property
    def workers(self) -> int:
        """How many there are now."""
        found = len(self._client.nthreads())
        self._most = max(found, self._most)
        return found

    def recover(self) -> None:
        """Wait a while for workers that ended to be started anew.

        Dask's nanny gives a worker up that ends before it has begun, as one would that at once gets the thing again
        of which the last one died.
        """
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(self._most, timeout=_RECOVERY)
        time.sleep(_REST)

    def sees(self, folder: Path) -> bool:
        """Whether every worker sees what this machine writes into a *folder*; not if it cannot write there."""
        if self._shared is not None:
            return self._shared
        word = uuid.uuid4().hex
        probe = folder / f".{word}.part"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe.write_text(word, "ascii")
        except OSError:
            return False
        try:
            return all(self._client.run(_reads, str(probe), word).values())
        finally:
            probe.unlink()

    def finds(self, file: Path) -> bool:
        """Whether every worker sees a *file* of this machine."""
        if self._shared is not None:
            return self._shared
        told = _digest(str(file))
        return bool(told) and set(self._client.run(_digest, str(file)).values()) == {told}

    def each(self, work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
        """As `Scheduler` says. The scheduler decides how often it tries a thing; if that was in vain, we try once more.

        Raises:
            DiedError: Workers ended whenever they had this thing.
            ClusterError: The connection was lost, or there are no workers any more.
        """
        run: _Run[T, R] = _Run(self, self._client, self._alike, work, ())
        return run.results(things)

    def each_given(self, work: Callable[[T, bytes], R], things: Iterable[T], given: bytes) -> Iterator[R]:
        """The same for *work* that also needs what is *given*, which each worker gets once."""
        # A task that gives it, and no data that we scatter: if the worker that has it dies, it is there again.
        # Dask warns of what is large: it is to be sent once.
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            held = self._client.submit(_itself, given, key=f"given-{uuid.uuid4().hex}")
        run: _Run[T, R] = _Run(self, self._client, self._alike, work, (held,))
        return run.results(things)

    def wait_for_worker(self) -> None:
        """Wait until there is a worker.

        Raises:
            ClusterError: None has come in time.
        """
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            message = f"the scheduler at {self.address} has no workers; start some with: dask worker {self.address}"
            raise ClusterError(message) from error

    def _compare(self) -> None:
        """Refuse workers that would make something else of the same things."""
        self.wait_for_worker()
        ours = _version(self._alike)
        for worker, told in self._client.run(_version, self._alike, on_error="return").items():
            if told != ours:
                raise _Other(worker, told, ours).error


class _Other:
    """A worker with other code."""

    def __init__(self, worker: str, told: object, ours: object) -> None:
        self.worker, self.told, self.ours = worker, told, ours

    @property
    def error(self) -> ClusterError:
        """What is told of it."""
        has = f"cannot tell its version ({self.told})" if isinstance(self.told, Exception) else f"has {self.told}"
        message = f"the worker {self.worker} {has}, and this machine has {self.ours}"
        return ClusterError(f"{message}; install the same lock and the same briefarchive there, and start it anew")


class _Run(Generic[T, R]):
    """One piece of work for many things."""

    def __init__(
        self, cluster: Cluster, client: Any, alike: Callable[[], str], work: Callable[..., R], given: tuple[Any, ...]
    ) -> None:
        self._cluster, self._client = cluster, client
        self._work = functools.partial(_do, alike, _version(alike), work)
        self._given = given

    def results(self, things: Iterable[T]) -> Iterator[R]:
        """The result for each, in order; nearly always all workers have something to do."""
        waiting: deque[tuple[T, Any]] = deque()
        rest = iter(things)
        try:
            while True:
                free = _WAITING * max(self._cluster.workers, 1) - len(waiting)
                waiting.extend((thing, self._submitted(thing)) for thing in itertools.islice(rest, max(free, 0)))
                if not waiting:
                    return
                yield self._result(*waiting.popleft())
        except CancelledError as error:
            message = (
                f"the connection to the scheduler at {self._cluster.address} was lost, or it was stopped ({error})"
            )
            raise ClusterError(f"{message}; see that it runs, and start again") from error
        finally:
            self._client.cancel([future for _, future in waiting])

    def _submitted(self, thing: T) -> Any:
        return self._client.submit(self._work, thing, *self._given, key=f"briefs-{uuid.uuid4().hex}")

    def _result(self, thing: T, future: Any) -> R:
        from distributed import KilledWorker

        try:
            return self._awaited(future)
        except KilledWorker:
            # It may only have waited in the queues of workers that died of something else.
            self._cluster.recover()
            try:
                return self._awaited(self._submitted(thing))
            except KilledWorker as error:
                self._cluster.recover()
                reason = (
                    f"the worker {error.last_worker.address} ended, twice; its system has perhaps run out of memory"
                )
                raise DiedError(thing, reason) from error

    def _awaited(self, future: Any) -> R:
        while True:
            done = future.done()
            try:
                found = future.result(timeout=None if done else _LOOK)
            except TimeoutError:
                if done:  # it is the work that says so
                    raise
                self._look()
            else:
                if isinstance(found, _Refused):
                    raise _Other(found.worker, found.told, _version(self._work.args[0])).error
                result: R = found
                return result

    def _look(self) -> None:
        if self._client.status in ("running", "connecting") and not self._cluster.workers:
            self._cluster.wait_for_worker()


class _Refused:
    """What a worker gives that has other code than whoever asked it, and came after it was looked at."""

    def __init__(self, worker: str, told: str) -> None:
        self.worker, self.told = worker, told


_ALONE = threading.Lock()
"""A worker may have been given several threads; what we do in it wants the process for itself."""


def _do(alike: Callable[[], str], version: str, work: Callable[..., R], thing: Any, *given: Any) -> R | _Refused:
    with _ALONE:
        told = _version(alike)
        return work(thing, *given) if told == version else _Refused(socket.gethostname(), told)


def _version(alike: Callable[[], str]) -> str:
    return f"briefarchive {alike()} on Python {platform.python_version()}"


def _itself(given: bytes) -> bytes:
    return given


def _reads(probe: str, word: str) -> bool:
    try:
        return Path(probe).read_text("ascii") == word
    except OSError:
        return False


def _digest(file: str) -> str:
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _places(address: str) -> Iterator[tuple[str, int]]:
    """The host and port of an address, by its name and by its numbers."""
    try:
        parts = urllib.parse.urlsplit(address)
        host, port = parts.hostname or "", parts.port or 0
    except ValueError:
        return
    yield host, port
    with contextlib.suppress(OSError):
        for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            yield str(place[0]), port


def _distributed() -> ModuleType:
    try:
        import distributed
    except ImportError as error:
        message = "to work on many machines, Dask is wanted, which is not installed"
        raise ClusterError(f'{message}; install it with: pip install "briefarchive[cluster]"') from error
    return distributed
