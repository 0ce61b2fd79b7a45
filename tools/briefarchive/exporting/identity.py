"""What a brief is called by programs elsewhere: its address, and names that stay the same when the address changes."""

import datetime
import uuid
from urllib.parse import quote, urlsplit

from ..model import Brief
from .choice import Selection

# Made once, at random. It never changes: the names below are made from it.
_NAMESPACE = uuid.UUID("be33affb-00e5-455a-8137-1d445f9b4336")


def urn(name: str) -> str:
    """A URN (RFC 9562, version 5) that is the same whenever *name* is."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def find_host(base_url: str) -> str:
    """The host of the site in ASCII; empty where it is not known or has no name, as in `http://[::1]/`."""
    host = urlsplit(base_url).hostname or ""
    return "" if ":" in host else host.encode("idna").decode("ascii")


def local_name(brief: Brief, base_url: str) -> str:
    """What a brief is called on its host, where other archives may live in other folders."""
    folder = quote(urlsplit(base_url).path.strip("/"))
    return f"{folder}/{brief.id}" if folder else brief.id


def day_of_change(brief: Brief, selection: Selection) -> datetime.date:
    """The last day on which something about a brief changed in the archive.

    Where neither its file nor the repository's history tells it, it is the last day of a change that is known of any
    brief: whoever asks what changed since a day gets such a brief once too often, but never misses it. In an archive
    that knows of no change at all, it is the day of the latest event that has happened.
    """
    return brief.changed or selection.last_change
