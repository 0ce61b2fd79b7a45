"""Which internet addresses are public: a file must not make this machine talk to its own network (SSRF)."""

import ipaddress

# Prefixes of IPv6 that carry an address of IPv4 in their last 32 bits: mapped (RFC 4291) and NAT64 (RFC 6052).
_CARRIERS = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))


def is_public(text: str) -> bool:
    """Whether *text* is an address that everybody on the internet could ask (IANA's special-purpose registries)."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(map(_is_public, (address, *_carried(address))))


def is_address(text: str) -> bool:
    """Whether *text* is an address and not a name."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in carrier for carrier in _CARRIERS):
            return True  # the address that it carries decides
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The addresses of IPv4 inside one of IPv6: mapped, NAT64, 6to4 (RFC 3056), Teredo (RFC 4380)."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    if any(address in carrier for carrier in _CARRIERS):
        return [ipaddress.IPv4Address(address.packed[-4:])]
    return [one for one in (address.sixtofour, *(address.teredo or ())) if one is not None]
