"""What a brief is called by programs elsewhere: its address, and names that stay the same when the address changes."""

import uuid
from urllib.parse import quote, urlsplit

from ..facets import addresses
from ..model import Brief

# Made once, at random. It never changes: the names below are made from it.
_NAMESPACE = uuid.UUID("be33affb-00e5-455a-8137-1d445f9b4336")


def page_of(brief: Brief, base_url: str) -> str:
    """The address of a brief's page; empty where the site's is not known."""
    return f"{base_url.rstrip('/')}/{addresses.of_brief(brief)}" if base_url else ""


def urn(name: str) -> str:
    """A URN (RFC 9562, version 5) that is the same whenever *name* is."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def host_of(base_url: str) -> str:
    """The host of the site in ASCII; empty where it is not known or has no name, as in `http://[::1]/`."""
    host = urlsplit(base_url).hostname or ""
    return "" if ":" in host else host.encode("idna").decode("ascii")


def local_name(brief: Brief, base_url: str) -> str:
    """What a brief is called on its host, where other archives may live in other folders."""
    folder = quote(urlsplit(base_url).path.strip("/"))
    return f"{folder}/{brief.id}" if folder else brief.id


def last_change(brief: Brief) -> str:
    """The day of a brief's last correction, else its own; the archive keeps no other."""
    return (
        max(brief.date, *(one.date for one in brief.corrections)).isoformat() if brief.corrections else str(brief.date)
    )
