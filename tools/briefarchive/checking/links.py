"""Rules on links: broken links and pictures, aliases, and questionable web addresses."""

import difflib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from ..diagnostics import Diagnostic, Span
from ..facets.table import is_address_free
from ..model import Archive, Brief, BriefId, Source, TextLink
from ..model.names import Register, alias_address
from ..reading.addresses import find_host, guess_address, has_scheme, is_allowed_address
from ..reading.attached_files.attachments import (
    CHART_FILES,
    DOCUMENTS,
    PICTURES,
    list_pictures,
    resolve_link,
    resolve_path,
)
from ..reading.attached_files.pictures import MAX_PIXELS_OF_BRIEF
from ..reading.brief import ID
from ..reading.nearest import Nearest, quote_names
from ..reading.vocabularies.publishers import fold_name
from .patterns import find_expression, find_words
from .rule import ArchiveRule, BriefRule, SourceRule, place_in_source

_HTTP, _HTTPS = "http://", "https://"
_HOME_PAGES = find_words("opening-pages") | {""}
_NO_QUERY = re.compile(r"[^:/?#]+://[^/?#]+([^?#]*)\??(?:#.*)?")
_SEARCH_PAGE = find_expression("search-page")
_SHORTENERS = find_words("shorteners")
_PRIVATE_HOST = find_expression("private-host")
_SHARED_DOCUMENT = find_expression("lent-document")


class UnusablePicture(ArchiveRule, code="L102"):
    """A picture is not a file beside the brief."""

    KIND, SUFFIXES, IS_CHART = "picture", PICTURES, False

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for brief, link in _find_missing_files(archive):
            if (link.chart is not None) is self.IS_CHART and is_allowed_address(link.target):
                message = f'"{link.target}" is not a {self.KIND} beside the brief'
                yield self.flag(link.span, message, hint=_file_hint(archive, brief, link.target, self.SUFFIXES))


class UnusableChart(UnusablePicture, code="L112"):
    """A chart is not drawn from a CSV file beside the brief."""

    KIND, SUFFIXES, IS_CHART = "CSV file", CHART_FILES, True


def _find_missing_files(archive: Archive) -> Iterator[tuple[Brief, TextLink]]:
    """Yield pictures and charts without a file; a file that exists has diagnostics of its own."""
    for brief in archive.briefs.values():
        places = _list_places(brief)
        for link in brief.markup.links:
            if not link.image or any(resolve_path(place.path, link.target) in archive.unread_files for place in places):
                continue
            if all(resolve_link(archive, place, link) is None for place in places):
                yield brief, link


def _list_places(brief: Brief) -> list[Brief]:
    """Return a brief where it is, and if that is the wrong folder, also where its files may be already."""
    path = f"archive/{brief.id[:4]}/{posixpath.basename(brief.path)}"
    return [brief, replace(brief, path=path)] if path != brief.path and ID.fullmatch(brief.id) else [brief]


def _file_hint(archive: Archive, brief: Brief, target: str, kinds: frozenset[str]) -> str:
    """Return a hint for a missing file: a similar name, or where to put it."""
    folder = posixpath.dirname(_list_places(brief)[-1].path)
    siblings = (PurePosixPath(path) for path in archive.attachments if posixpath.dirname(path) == folder)
    names = {path.name.casefold(): path.name for path in siblings if path.suffix in kinds}
    if similar := difflib.get_close_matches(posixpath.basename(target).casefold(), names, n=1, cutoff=0.85):
        return f'did you mean "{names[similar[0]]}"?'
    return f'put the file into "{folder}" ({", ".join(sorted(kinds))}), and write only its name'


class TooManyPoints(BriefRule, code="F121"):
    """The pictures of a brief have more than 120 million points together."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        pictures = list_pictures(brief)
        points = {path: archive.points.get(path, 0) for path in pictures}
        total = sum(points.values())
        if total > MAX_PIXELS_OF_BRIEF:
            largest = max(points, key=lambda path: points[path])
            message = f"the pictures of this brief have {total:,} points; at most {MAX_PIXELS_OF_BRIEF:,} are allowed"
            name = posixpath.basename(largest)
            hint = f'save them smaller, first of all "{name}" with its {points[largest]:,} points'
            yield self.flag(pictures[largest].span, message, hint=hint)


class UnusedFile(ArchiveRule, code="L110"):
    """A file beside the briefs is not shown, linked to or named as the original by any brief in its folder."""

    needs_all_texts = True

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        briefs = [place for brief in archive.briefs.values() for place in _list_places(brief)]
        links = [(brief.path, link.target) for brief in briefs for link in brief.markup.links]
        links += [(brief.path, brief.original.file) for brief in briefs if brief.original]
        linked_paths = {resolve_path(path, target) for path, target in links}
        for path in map(PurePosixPath, sorted(archive.attachments.keys() - linked_paths)):
            example = f"![what it shows]({path.name})" if path.suffix in PICTURES else f"[words]({path.name})"
            hint = f"for example {example} in the text of its brief, or delete it"
            yield self.flag(Span(path=str(path)), f'no brief shows "{path}" or links to it', hint=hint)


class BrokenLink(ArchiveRule, code="L103"):
    """A link without a scheme leads neither to a brief nor to a file beside the briefs."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        briefs = Nearest((brief_id, f"{{brief}}`{brief_id}`") for brief_id in archive.briefs)
        sources = Nearest((key, f"{{cite:p}}`{key}`") for key in archive.sources)
        links = ((brief, link) for brief in archive.briefs.values() for link in brief.markup.links)
        for brief, link in links:
            if not _is_broken(archive, brief, link):
                continue
            name = PurePosixPath(link.target.partition("#")[0])
            if address := guess_address(link.target):
                message = f'"{link.target}" leads nowhere: it is not a complete address'
                span = link.address or link.span
                yield self.suggest(span, message, address, link.target, sure=link.address is not None)
            else:
                kinds = ", ".join(sorted(DOCUMENTS | PICTURES))
                headings = Nearest(quote_names(f"#{heading.id}" for heading in brief.markup.headings))
                brief_id = name.stem if name.suffix in {".md", ".html"} else link.target
                similar = briefs.hint(brief_id) or headings.hint(link.target) or sources.hint(link.target)
                ways = f"link to a brief's .md file, to #a-heading, or to a file below archive/ ({kinds})"
                hint = similar or f"{ways}; to cite a source, write {{cite:p}}`key`"
                yield self.flag(link.span, f'"{link.target}" leads nowhere', hint=hint)


def _is_broken(archive: Archive, brief: Brief, link: TextLink) -> bool:
    """Return whether a link's target in the archive is missing; other rules report other faults."""
    if link.image or has_scheme(link.target) or not is_allowed_address(link.target):
        return False
    is_unread = resolve_path(brief.path, link.target) in archive.unread_files
    # The heading may be one that lacks its words, which another rule reports.
    is_unread |= link.target.startswith("#") and not all(heading.id for heading in brief.markup.headings)
    is_elsewhere = is_unread or find_brief_by_page(archive, link.target) is not None
    return not is_elsewhere and resolve_link(archive, brief, link) is None


class AddressOfPage(BriefRule, code="L106"):
    """A link leads to a brief by the address of its page, `…/archive/2014/….html`, or of its file on another site."""

    def check_brief(self, brief: Brief, archive: Archive) -> Iterator[Diagnostic]:
        for link in brief.markup.links:
            other = None if link.image else find_brief_by_page(archive, link.target)
            if other is not None:
                way = posixpath.relpath(other.path, posixpath.dirname(brief.path))
                # A page has `#text-prices` where a text has `#prices`.
                part = link.target.partition("#")[2].removeprefix("text-")
                target = f"{way}#{part}" if part else way
                is_sure = bool(link.address and resolve_link(archive, brief, replace(link, target=target)))
                kind = "page" if ".html" in link.target else "file on another site"
                message, hint = f'"{link.target}" is the address of a {kind}, and may change', f'link to "{target}"'
                yield self.suggest(link.span, message, target, link.target, hint=hint, sure=is_sure, at=link.address)


_REPOSITORY_FILE = find_expression("file-of-repository")
_MAX_ADDRESS = 2_000


def find_brief_by_page(archive: Archive, target: str) -> Brief | None:
    """Return the brief whose page has an address, absolute or relative."""
    address = target.partition("#")[0].partition("?")[0]
    brief = archive.briefs.get(BriefId(PurePosixPath(address).stem))
    if brief is None:
        return None
    if address.endswith(".md"):
        is_meant = address.endswith(f"/{brief.path}") and _REPOSITORY_FILE.search(address[:_MAX_ADDRESS])
        return brief if has_scheme(address) and is_meant else None
    # Another site may have a page of that name, but not in the same folders.
    is_whole = address.endswith(f"/{brief.path.removesuffix('.md')}.html")
    return brief if address.endswith(".html") and (is_whole or not has_scheme(address)) else None


class UnusableAlias(ArchiveRule, code="L104"):
    """An alias cannot redirect to a brief: the site has, or may get, a page of its own at that address."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        pages = {f"{brief.path.removesuffix('.md')}.html" for brief in archive.briefs.values()}
        owners: Register[Brief] = Register()
        aliases = [(brief, *pair) for brief in archive.briefs.values() for pair in enumerate(brief.aliases)]
        for brief, number, alias in aliases:
            address = alias_address(alias)
            owner = owners.claim(address, brief)
            is_of_site = not is_address_free(address) or address in pages
            if is_of_site or owner is not brief:
                conflict = "one of the site's own" if is_of_site else f'that of "{owner.id}" too'
                message = f'the old address "{alias}" is {conflict}'
                yield self.flag(brief.place("aliases", number), message, hint="delete it here")
        for brief, number, alias in aliases:
            folders = map(str, PurePosixPath(alias_address(alias)).parents)
            if above := next((folder for folder in folders if owners.owner(folder)), None):
                message = f'the old address "{alias}" is part of the address of the page "{above}"'
                yield self.flag(brief.place("aliases", number), message, hint="delete one of the two")


class KnownAsSecure(ArchiveRule, code="L107"):
    """The archive uses the same address with `http://` and `https://`."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        addresses = list(_list_addresses(archive))
        secure = {_strip_scheme(one.address) for one in addresses if one.address.startswith(_HTTPS)}
        for one in addresses:
            if one.address.startswith(_HTTP) and _strip_scheme(one.address) in secure:
                new = one.address.replace("http", "https", 1)
                message, is_sure = f'"{one.address}" is known with "https://"', one.exact is not None
                yield self.suggest(one.span, message, new, one.address, hint="write https", sure=is_sure, at=one.exact)


def _strip_scheme(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


class ShortenedAddress(ArchiveRule, code="L108"):
    """An address is that of a URL shortener."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for place in _list_addresses(archive):
            if (host := find_host(place.address)) in _SHORTENERS:
                yield self.flag(place.span, f'"{host}" shortens addresses', hint="write the address to which it leads")


class PlaceholderAddress(ArchiveRule, code="L109"):
    """An address leads to nothing that others can open, such as a private host."""

    def check(self, archive: Archive) -> Iterator[Diagnostic]:
        for address in _list_addresses(archive):
            host = find_host(address.address)
            if _SHARED_DOCUMENT.match(address.address):
                message = f'a document on "{host}" is open only to those whom its owner lets in'
                hint = "link to the page on which it was published, or put the file beside the brief"
                yield self.flag(address.span, message, hint=hint)
            elif _PRIVATE_HOST.fullmatch(host):
                yield self.flag(address.span, f'"{host}" is not a real address', hint="write the address, or delete it")


class _Address(NamedTuple):
    """A web address and what has it. Its place is computed on demand, since few addresses have a fault."""

    address: str
    of: TextLink | Source

    @property
    def span(self) -> Span:
        """The place to report."""
        return place_in_source(self.of, "url") if isinstance(self.of, Source) else self.of.span

    @property
    def exact(self) -> Span | None:
        """The place of just the address, if known."""
        if not isinstance(self.of, Source):
            return self.of.address
        span = self.of.places.get("url")
        return span if span and span.end_column - span.column == len(self.address) else None


def _list_addresses(archive: Archive) -> Iterator[_Address]:
    """Yield the web addresses in texts and of sources."""
    for text in archive.texts:
        for link in text.links:
            if link.target.startswith((_HTTP, _HTTPS)):
                yield _Address(link.target, link)
    for source in archive.sources.values():
        if source.url:
            yield _Address(source.url, source)


class OpeningPageAsAddress(SourceRule, code="C213"):
    """The address of a source is a home page or a search, not the source itself."""

    def check_source(self, source: Source, archive: Archive) -> Iterator[Diagnostic]:
        message = ""
        if _SEARCH_PAGE.match(source.url):
            message = f'"{find_host(source.url)}" shows results of a search at this address'
        elif _is_home_page(source.url) and not _is_meant(source, archive):
            message = f'"{source.url}" is the home page of a site'
        if message:
            yield self.flag(place_in_source(source, "url"), message, hint="write the address of the text itself")


def _is_meant(source: Source, archive: Archive) -> bool:
    """Return whether a source is the site itself, or its publisher has only a part of a larger site."""
    host = find_host(source.url)
    publisher = archive.vocabulary.publishers.get(source.publisher) if source.publisher else None
    of_publisher = find_host(publisher.url) if publisher and publisher.url else ""
    is_site = fold_name(source.title) in {fold_name(source.publisher_name), host}
    return is_site or (host != of_publisher and host.count(".") != 1)


def _is_home_page(url: str) -> bool:
    parts = _NO_QUERY.fullmatch(url)
    return parts is not None and parts[1].lower() in _HOME_PAGES
