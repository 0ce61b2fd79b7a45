"""How we behave towards web sites: who we say we are, how often we ask, how long we wait.

One request at a time goes to a host, with a pause after it, as RFC 9309 and every web master's patience ask; hosts are
visited side by side, up to a limit for all.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from .. import __version__

NAME = "briefarchive"
"""The product token by which a robots.txt can address us (RFC 9309, section 2.2.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPolicy:
    """How to behave.

    Attributes:
        user_agent: What we say we are in every request.
        pause: Seconds between the end of one request to a host and the next; what is tried again waits longer.
        timeout: Seconds for the head of an answer, and again for the beginning of its body.
        retries: How often a request that may succeed later is made again.
        at_once: Requests under way at the same time, to all hosts together.
        longest_wait: Seconds; who asks us by `Retry-After` to wait longer is left alone until another day.
        proxy_to: Host and port to which every request goes instead, for tests.
    """

    user_agent: str = f"{NAME}/{__version__}"
    pause: float = 2.0
    timeout: float = 20.0
    retries: int = 2
    at_once: int = 8
    longest_wait: float = 60.0
    proxy_to: tuple[str, int] | None = None


@dataclass(slots=True)
class _Host:
    pause: float = 0.0
    free_at: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class RateLimiter:
    """One request at a time to a host, with pauses, and not too many in all."""

    def __init__(self, policy: RequestPolicy) -> None:
        self._pause = policy.pause
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._at_once = asyncio.Semaphore(policy.at_once)

    @contextlib.asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait until *host* may be asked, and keep others from asking it meanwhile."""
        state = self._hosts[host]
        async with state.lock:
            await asyncio.sleep(max(0.0, state.free_at - _now()))
            async with self._at_once:
                try:
                    yield
                finally:
                    self.delay(host, max(self._pause, state.pause))

    def delay(self, host: str, seconds: float) -> None:
        """Leave *host* alone for that long."""
        state = self._hosts[host]
        state.free_at = max(state.free_at, _now() + seconds)

    def set_pause(self, host: str, pause: float) -> None:
        """Make longer pauses at *host*."""
        self._hosts[host].pause = pause


def _now() -> float:
    return asyncio.get_running_loop().time()
