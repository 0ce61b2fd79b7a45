"""Canonical web addresses: equal for all addresses of a page."""

import functools
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from ...reading.bibliography.addresses import parse_archived_copy
from ...reading.tracking import TRACKING_PARAMETER, find_detour

_MOST_COPIES = 3
_TODAY_HOSTS = r"archive\.(?:today|is|ph|li|vn|fo|md)"
_HOST_PREFIX = re.compile(r"(?:www|m|mobile|amp)\.(?=[^.]+\.)")
_MOBILE_LABEL = re.compile(r"(?<=^[a-z]{2})\.m(?=\.[^.]+\.)")
_AMP_PATH = re.compile(r"/amp/?$|\.amp$|(?<=\.)amp\.(?=html?$)")
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org"})
_ID = re.compile(r"\d{4}|(?:[^/-]+-){4}")


def canonical_address(url: str) -> str:
    """Return a canonical address, which is the same for all addresses of a page; empty for a host alone.

    It leaves out the scheme, `www.`, mobile and AMP hosts, the default port, tracking parameters, the fragment and a
    trailing slash. A copy in the Wayback Machine or archive.today has the address of its original.
    """
    url = _unwrap(url)
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    host = _normalize_host(parts.hostname or "")
    path = _AMP_PATH.sub("", quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._")).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted((name, value) for name, value in pairs if not TRACKING_PARAMETER.fullmatch(name)))
    # In old single-page applications the fragment is the path.
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    rest = f"{path}{f'?{query}' if query else ''}{fragment}"
    return f"{host}{port}{rest}" if host and rest else ""


def extract_doi(address: str) -> str:
    """Return the DOI to which a canonical address leads, in lower case; empty if there is none."""
    host, _, doi = address.partition("/")
    return unquote(doi).casefold() if host in _DOI_HOSTS else ""


def identifies_text(address: str) -> bool:
    """Whether a canonical address contains a number or the words of a title, unlike that of a column or section."""
    return bool(_ID.search(address.partition("/")[2]))


def _unwrap(url: str) -> str:
    """Return the address that an archived copy or another detour leads to."""
    for _ in range(_MOST_COPIES):
        copy = parse_archived_copy(url)
        url = copy[0] if copy and copy[0] else url
    detour = find_detour(url)
    return detour.address if detour and detour.address else url


@functools.lru_cache(maxsize=4_096)
def _normalize_host(host: str) -> str:
    """Return a host without labels for mobile devices."""
    host = host.rstrip(".").casefold()
    while (shorter := _HOST_PREFIX.sub("", host, count=1) if _HOST_PREFIX.match(host) else host) != host:
        host = shorter
    host = _MOBILE_LABEL.sub("", host, count=1)
    return re.sub(rf"^{_TODAY_HOSTS}$", "archive.today", host)
