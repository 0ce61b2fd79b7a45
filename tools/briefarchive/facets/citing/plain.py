"""Addresses that go into other programs."""

import functools

from ...model.one_line import CONTROL, SURROGATE
from ...reading.addresses import allowed_address
from ...reading.bibliography import addresses


@functools.lru_cache(maxsize=256)  # each format asks for the addresses of a source in its turn
def web_link(address: str) -> str:
    """*address* if it is one of http or https that a link may have, else nothing."""
    if CONTROL.search(address) or SURROGATE.search(address):
        return ""
    link = addresses.web_address(address)
    return link if allowed_address(link) else ""
