"""Refuses the network to a process: while an archive is read or built, nothing is fetched."""

import sys
from collections.abc import Iterable

_NETWORK = frozenset(
    f"socket.{name}"
    for name in ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo", "sendto", "sendmsg")
)


class _Guard:
    """Refuses the network while *closed*, but for some places; an audit hook can be added and not taken away."""

    def __init__(self) -> None:
        self.closed = False
        self.added = False
        self.allowed: frozenset[tuple[object, ...]] = frozenset()

    def close(self) -> None:
        if not self.added:
            self.added = True
            sys.addaudithook(self._hear)
        self.closed = True

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.closed and event in _NETWORK and _place(event, arguments) not in self.allowed:
            raise PermissionError(f"nothing is fetched while an archive is read or built ({event})")


def _place(event: str, arguments: tuple[object, ...]) -> tuple[object, ...]:
    """The host and port to which a connection is to lead, or of which the address is asked for; empty for all else."""
    match event, arguments:
        case ("socket.connect", (_, tuple(place))):
            return tuple(place[:2])
        case ("socket.getaddrinfo", (host, port, *_)):
            return host, port
    return ()


_GUARD = _Guard()


def refuse_network() -> None:
    """Refuse it from now on."""
    _GUARD.close()


def allow_only(places: Iterable[tuple[str, int]]) -> None:
    """Let connections through to these hosts and ports also while the network is refused, and to no others."""
    _GUARD.allowed = frozenset(places)


def allow_network() -> None:
    """Refuse it no longer."""
    _GUARD.closed = False
