"""Old addresses, each with the page to which it leads now."""

from collections.abc import Iterator

from ..facets import addresses
from ..model import Archive


def redirects(archive: Archive) -> Iterator[tuple[str, str]]:
    """Addresses of redirecting pages and their targets; an address that two briefs claim leads to the first."""
    seen: set[str] = set()
    for brief in archive.briefs.values():
        for alias in brief.aliases:
            address = alias if alias.endswith(".html") else f"{alias.rstrip('/')}/index.html"
            if address not in seen:
                seen.add(address)
                yield address, addresses.of_brief(brief)
