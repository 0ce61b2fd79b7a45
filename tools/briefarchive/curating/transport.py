"""An HTTP transport that connects to public addresses only.

It resolves names itself and connects to the very address that it checked, so that a name server that answers
differently the second time (DNS rebinding) gains nothing. TLS still verifies the certificate for the name.
"""

import asyncio
import ipaddress
import socket

import httpx

_MAX_TRIED = 3
_PORTS = {"http": 80, "https": 443}
# IPv6 prefixes with an IPv4 address in the last 32 bits: mapped (RFC 4291) and NAT64 (RFC 6052).
_IPV4_PREFIXES = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))


class PrivateAddressError(httpx.ConnectError):
    """A host is on this machine or in a private network."""


class UnresolvedError(httpx.ConnectError):
    """A host has no address."""


def is_public(text: str) -> bool:
    """Return whether *text* is a public address by IANA's special-purpose registries."""
    if not _is_address(text):
        return False
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in carrier for carrier in _IPV4_PREFIXES):
            address = ipaddress.IPv4Address(address.packed[-4:])
        elif address.is_site_local or address.sixtofour or address.teredo:  # tunnels may lead into any network
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


async def resolve(host: str) -> list[str]:
    """Resolve a host to addresses in the system's order of preference (RFC 6724)."""
    results = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in results))


class GuardedTransport(httpx.AsyncBaseTransport):
    """httpx's transport, restricted to public addresses."""

    def __init__(self) -> None:
        # No connection is reused, since two hosts at one address would share it.
        self._inner = httpx.AsyncHTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request* to the first reachable public address of its host."""
        places = await public_places(request)
        for place in places[:-1]:
            try:
                return await self._inner.handle_async_request(_redirect(request, *place))
            except httpx.ConnectError:
                continue
        return await self._inner.handle_async_request(_redirect(request, *places[-1]))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


async def public_places(request: httpx.Request) -> list[tuple[str, int]]:
    """Return the addresses and ports to which a request may be sent, the best first.

    Raises:
        PrivateAddressError: The host is on this machine or in a private network.
        UnresolvedError: The host has no address.
    """
    host = request.url.raw_host.decode("ascii").strip("[]")
    if _is_address(host) and not is_public(host):
        raise PrivateAddressError(f"{host} is not a public address", request=request)
    try:
        addresses = await resolve(host)
    except (OSError, UnicodeError) as error:
        raise UnresolvedError(f"{host} has no address", request=request) from error
    public = [address for address in addresses if is_public(address)]
    if addresses and not public:
        raise PrivateAddressError(f"{host} is not on the public internet", request=request)
    if not public:
        raise UnresolvedError(f"{host} has no address", request=request)
    port = request.url.port or _PORTS[request.url.scheme]
    return [(address, port) for address in public[:_MAX_TRIED]]


def _redirect(request: httpx.Request, address: str, port: int) -> httpx.Request:
    """Redirect a request to an address, keeping its `Host` and the name for TLS."""
    extensions = dict(request.extensions) | {"sni_hostname": request.url.raw_host.decode("ascii").strip("[]")}
    url = request.url.copy_with(host=address, port=port)
    return httpx.Request(request.method, url, headers=request.headers, extensions=extensions)
