"""Refuses the network to a process: while an archive is read or built, nothing is fetched."""

import sys

_NETWORK = frozenset(
    f"socket.{name}"
    for name in ("connect", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo", "sendto", "sendmsg")
)


class _Guard:
    """Refuses the network while *closed*; an audit hook can be added and not taken away."""

    def __init__(self) -> None:
        self.closed = False
        self.added = False

    def close(self) -> None:
        if not self.added:
            self.added = True
            sys.addaudithook(self._hear)
        self.closed = True

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.closed and event in _NETWORK:
            raise PermissionError(f"nothing is fetched while an archive is read or built ({event})")


_GUARD = _Guard()


def refuse_network() -> None:
    """Refuse it from now on."""
    _GUARD.close()


def allow_network() -> None:
    """Refuse it no longer."""
    _GUARD.closed = False
