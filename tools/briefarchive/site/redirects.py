"""Old addresses, each with the page to which it leads now."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ..facets import addresses
from ..facets.reserved import is_free
from ..model import Brief, CountryCode
from ..model.aliases import address_of_alias


def redirects(briefs: Iterable[Brief]) -> list[tuple[str, str]]:
    """Addresses of redirecting pages and their targets.

    Args:
        briefs: Those that have a page. An address that two of them claim leads to the first, and one that lies
            within another page is left out; the check reports both.
    """
    briefs = list(briefs)
    pages = {addresses.of_brief(brief).casefold() for brief in briefs}
    claimed: dict[str, tuple[str, str]] = {}
    for brief in briefs:
        for address in map(address_of_alias, brief.aliases):
            if is_free(address) and address.casefold() not in pages:
                claimed.setdefault(address.casefold(), (address, addresses.of_brief(brief)))
    return [pair for folded, pair in claimed.items() if not _is_within_another(folded, claimed.keys())]


def redirects_of_pairs(pairs: Iterable[tuple[CountryCode, CountryCode]]) -> Iterator[tuple[str, str]]:
    """Addresses of two countries in the other order than that of the alphabet, and their targets."""
    return ((addresses.of_pair(other, one), addresses.of_pair(one, other)) for one, other in pairs)


def _is_within_another(address: str, others: Iterable[str]) -> bool:
    return any(str(folder) in others for folder in PurePosixPath(address).parents)
