"""Addresses that track their readers, or that lead to a page through a third party."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from ..diagnostics import Diagnostic, Span
from ..model.tables import load_table
from .addresses import address_error, find_host, split_address
from .markdown.text import Text, TextRule

_MAX_REDIRECTS = 3
_WEB = ("http://", "https://")
_BARE_ADDRESS = re.compile(r"https?://[^\s<>\[\]]+")
_END_OF_SENTENCE = ".,;:!?)”’\"'"
_TABLE = load_table(__file__)
TRACKING_PARAMETER = re.compile("|".join(_TABLE["parameters"].split()), re.IGNORECASE)
"""Name of a query parameter whose only purpose is tracking."""
_PAIR = rf"(?:{TRACKING_PARAMETER.pattern})(?:=.*)?|mod=(?:rss|djem|e2|article_inline|hp_|searchresults)[\w-]*"
_TRACKING_PAIR = re.compile(_PAIR, re.IGNORECASE)
_TRACKING_FRAGMENT = re.compile(r"utm_\w+=|xtor=|:~:text=")
_WRAPPERS = tuple((re.compile(page, re.IGNORECASE), start, fact) for page, start, fact in _TABLE["wrappers"])
_SERVICES = tuple((re.compile(page), names, fact) for page, names, fact in _TABLE["services"])
# The address of an archived copy contains the original one.
_ARCHIVE_HOSTS = re.compile(r"(?:web\.archive\.org|webcitation\.org|perma\.cc|archive\.(?:today|is|ph|li|vn|fo|md))")
_SAFE_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~\u00a1-\ud7ff]+")


class TrackedAddress(TextRule, code="L120"):
    """An address tracks whoever opens it, or leads to a page by way of somebody else."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each such address in a text; the reader of bibliographies reports those of sources."""
        for link in text.markup.links:
            if not link.image:
                yield from report_tracking(link.target, link.span, link.address)
        for passage in text.passages:
            for match in _BARE_ADDRESS.finditer(passage.without_targets) if "://" in passage.without_targets else ():
                address = match[0].rstrip(_END_OF_SENTENCE)
                span = passage.place(match.start(), len(address))
                yield from report_tracking(address, span, span)


class Detour(NamedTuple):
    """What is wrong with an address, worded to follow it in a sentence, and the page's own address, if certain."""

    fact: str
    address: str = ""


def report_tracking(address: str, span: Span, exact: Span | None = None) -> Iterator[Diagnostic]:
    """Yield a diagnostic for an address in a text or of a source if it tracks readers or is indirect.

    Args:
        address: The address as written.
        span: Where to report it.
        exact: The span of the address itself, if it may be replaced there.
    """
    detour = find_detour(address)
    if detour is None:
        return
    hint = f'write "{detour.address}"' if detour.address else "open it, and write the address that the page has itself"
    is_sure, message = bool(exact and detour.address), f'"{address}" {detour.fact}'
    yield TrackedAddress.suggest(exact or span, message, detour.address, address, hint=hint, sure=is_sure)


def find_detour(address: str) -> Detour | None:
    """Return what is wrong with an address that tracks readers or is indirect, or None."""
    if not address.startswith(_WEB) or _ARCHIVE_HOSTS.fullmatch(find_host(address)):
        return None
    inner, fact = address, ""
    for _ in range(_MAX_REDIRECTS):
        step = _unwrap(inner)
        if step is None:
            break
        fact = fact or step.fact
        if not step.address:
            return Detour(fact)
        inner = step.address
    clean = remove_tracking(inner)
    if clean == address:
        return None
    sound = _SAFE_ADDRESS.fullmatch(clean) is not None and not address_error(clean)
    return Detour(fact or "tracks its readers", clean if sound else "")


def remove_tracking(url: str) -> str:
    """Return *url* without tracking parameters, otherwise unchanged."""
    head, hash_, fragment = url.partition("#")
    base, mark, query = head.partition("?")
    pairs = [pair for pair in query.split("&") if not _TRACKING_PAIR.fullmatch(pair.removeprefix("amp;"))]
    query = f"?{'&'.join(pairs)}" if pairs else ""
    if _TRACKING_FRAGMENT.match(fragment):
        hash_ = fragment = ""
    return f"{base}{query if mark else ''}{hash_}{fragment}"


def _unwrap(address: str) -> Detour | None:
    """Return the address that this one redirects to."""
    for page, start, fact in _WRAPPERS:
        if match := page.match(address):
            return Detour(fact, start + re.sub("^(https?):/+", r"\1://", match[1]))
    host, parts = find_host(address), split_address(address)
    if parts is None or not host:
        return None
    query = dict(parse_qsl(parts.query)) if "=" in parts.query else {}
    if host.startswith("urldefense."):  # older ones have `-` for the percent sign and `_` for the slash
        query["u"] = unquote(query.get("u", "").replace("-", "%").replace("_", "/"))
    for page, names, fact in _SERVICES:
        if page.fullmatch(f"{host}{parts.path or '/'}"):
            return Detour(fact, _first_address(query, names))
    return None


def _first_address(query: dict[str, str], keys: list[str]) -> str:
    """Return the first of the given parameters whose value is a complete address."""
    return next((query[key] for key in keys if query.get(key, "").startswith(_WEB)), "")
