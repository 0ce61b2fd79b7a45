"""Rules of family L: web addresses in texts and in sources that could be better ones."""

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Replacement, Severity, Span
from ..model import Archive, Source, TextLink
from ..reading.addresses import find_host
from .domains import is_shortener
from .rule import ArchiveRule

_PLAIN, _SECURE = "http://", "https://"


class KnownAsSecure(ArchiveRule):
    """An address begins with `http://`, and elsewhere in the archive the same one begins with `https://`.

    Over `http`, whoever stands between a reader and the site can read and change what is sent.
    """

    code = "L107"
    severity = Severity.NOTICE
    fixable = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        plain = [one for one in _addresses(archive) if one[0].startswith(_PLAIN)]
        wanted = {_bare(address) for address, _ in plain}
        secure = {_bare(one) for one, _ in _addresses(archive) if one.startswith(_SECURE)} & wanted if plain else ()
        for address, holder in plain:
            if _bare(address) in secure:
                message = f'"{address}" is known with "https://"'
                span, exact = _places(holder)
                fix = (Replacement(span=_scheme(exact), text="https", old="http"),) if exact else ()
                yield cls.at(span, message, hint="write https", fix=fix)


def _bare(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _scheme(span: Span) -> Span:
    return Span(path=span.path, line=span.line, column=span.column, end_column=span.column + len("http"))


class ShortenedAddress(ArchiveRule):
    """An address goes through a service that shortens addresses.

    It does not say where it leads, its owner can change that, and many such services have closed. Open it, and write
    the address to which it leads.
    """

    code = "L108"
    severity = Severity.WARNING

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for address, holder in _addresses(archive):
            if is_shortener(address):
                message = f'"{find_host(address)}" shortens addresses'
                yield cls.at(_places(holder)[0], message, hint="write the address to which it leads")


class PlaceholderAddress(ArchiveRule):
    """An address leads to nothing that others can open.

    It is one of `example.com` or `example.net`, where a real one was to be put in, or of `localhost` or a private
    network; or it is that of a document on Google Drive, Dropbox, SharePoint or OneDrive, which its owner can close or
    change at any time. TextLink to the page on which the document was published, or put the file beside the brief.
    """

    code = "L109"
    severity = Severity.WARNING

    HOSTS = frozenset({"example.com", "example.net", "localhost"})
    PRIVATE = re.compile(
        r"(?:127|10)(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|0\.0\.0\.0"
    )
    LENT = re.compile(
        r"https?://(?:docs\.google\.com/(?!.*/pub(?:html)?(?:[?#]|$))(?:document|spreadsheets|presentation|forms|file)/"
        r"|drive\.google\.com/|(?:www\.)?dropbox\.com/(?:s|scl|sh|home)/|dl\.dropboxusercontent\.com/|1drv\.ms/"
        r"|onedrive\.live\.com/|[\w-]+\.sharepoint\.com/)",
        re.IGNORECASE,
    )

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for address, holder in _addresses(archive):
            host = find_host(address)
            is_private = host.endswith((".localhost", ".local", ".lan", ".internal")) or cls.PRIVATE.fullmatch(host)
            if cls.LENT.match(address):
                hint = "link to the page on which it was published, or put the file beside the brief"
                yield cls.at(
                    _places(holder)[0],
                    f'a document on "{host}" is open only to those whom its owner lets in',
                    hint=hint,
                )
            elif is_private or host in cls.HOSTS or host.endswith((".example.com", ".example.net")):
                message = f'"{host}" is no real address'
                yield cls.at(_places(holder)[0], message, hint="write the address, or delete it")


def _addresses(archive: Archive) -> Iterator[tuple[str, TextLink | Source]]:
    """Each web address, and what has it."""
    for text in archive.texts:
        yield from ((link.target, link) for link in text.links if link.target.startswith((_PLAIN, _SECURE)))
    yield from ((source.url, source) for source in archive.sources.values() if source.url)


def _places(holder: TextLink | Source) -> tuple[Span, Span | None]:
    """Where an address is told of, and the place of the address alone where that is known."""
    if isinstance(holder, TextLink):
        return holder.span, holder.address
    span = holder.places.get("url")
    if span is None:
        return holder.span, None
    is_plain = span.line == span.end_line and span.end_column - span.column == len(holder.url)
    return span, span if is_plain and holder.fields.get("url") == holder.url else None


RULES: tuple[type[ArchiveRule], ...] = (KnownAsSecure, ShortenedAddress, PlaceholderAddress)
