"""Rules on web addresses in texts and in sources that could be better ones."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from ..diagnostics import Diagnostic, Replacement, Span
from ..model import Archive, Source
from ..reading.addresses import find_host
from ..reading.vocabularies.publishers import folded
from .patterns import find_expression, find_words
from .rule import ArchiveRule, SourceRule, place_in_source

_PLAIN, _SECURE = "http://", "https://"
_OPENING_PAGES = find_words("opening-pages") | {""}
_SEARCH = find_expression("search-page")
_SHORTENERS = find_words("shorteners")
_UNREAL = find_expression("private-host")
_LENT = find_expression("lent-document")


class KnownAsSecure(ArchiveRule, code="L107"):
    """An address begins with `http://`, and elsewhere in the archive the same one begins with `https://`."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        secure = {_bare(one.address) for one in _addresses(archive) if one.address.startswith(_SECURE)}
        for one in _addresses(archive):
            if one.address.startswith(_PLAIN) and _bare(one.address) in secure:
                new = one.address.replace("http", "https", 1)
                fix = (Replacement(span=one.exact, text=new, old=one.address),) if one.exact else ()
                yield self.at(one.span, f'"{one.address}" is known with "https://"', hint="write https", fix=fix)


def _bare(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


class ShortenedAddress(ArchiveRule, code="L108"):
    """An address goes through a service that shortens addresses."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for one in _addresses(archive):
            if (host := find_host(one.address)) in _SHORTENERS:
                yield self.at(one.span, f'"{host}" shortens addresses', hint="write the address to which it leads")


class PlaceholderAddress(ArchiveRule, code="L109"):
    """An address leads to nothing that others can open."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for one in _addresses(archive):
            host = find_host(one.address)
            if _LENT.match(one.address):
                message = f'a document on "{host}" is open only to those whom its owner lets in'
                hint = "link to the page on which it was published, or put the file beside the brief"
                yield self.at(one.span, message, hint=hint)
            elif _UNREAL.fullmatch(host):
                yield self.at(one.span, f'"{host}" is no real address', hint="write the address, or delete it")


class _Address(NamedTuple):
    """A web address, where it is told of, and the place of it alone where that is known."""

    address: str
    span: Span
    exact: Span | None


def _addresses(archive: Archive) -> Iterator[_Address]:
    """Each web address in texts and of sources."""
    for text in archive.texts:
        for link in text.links:
            if link.target.startswith((_PLAIN, _SECURE)):
                yield _Address(link.target, link.span, link.address)
    for source in archive.sources.values():
        if source.url:
            span = source.places.get("url")
            is_plain = span is not None and span.end_column - span.column == len(source.url)
            yield _Address(source.url, span or source.span, span if is_plain else None)


class OpeningPageAsAddress(SourceRule, code="C213"):
    """The address of a source is the opening page of its publisher's site, where another text will stand tomorrow."""

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        message = ""
        if _SEARCH.match(source.url):
            message = f'"{find_host(source.url)}" shows results of a search at this address'
        elif _is_opening_page(source.url) and not _is_meant(source, archive):
            message = f'"{source.url}" is the opening page of a site'
        if message:
            yield self.at(place_in_source(source, "url"), message, hint="write the address of the text itself")


def _is_meant(source: Source, archive: Archive) -> bool:
    """Whether a source is the site itself, or its publisher has but a part of a larger site."""
    host = find_host(source.url).removeprefix("www.")
    publisher = archive.vocabulary.publishers.get(source.publisher) if source.publisher else None
    of_publisher = find_host(publisher.url).removeprefix("www.") if publisher and publisher.url else ""
    is_site = folded(source.title) in {folded(source.publisher_name), host}
    return is_site or (host != of_publisher and host.count(".") != 1)


def _is_opening_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and not parts.query and parts.path.lower() in _OPENING_PAGES
