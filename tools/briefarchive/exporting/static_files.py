"""Export files on the site: references of briefs, of lists and of everything; tables, topics, feeds and the sitemap."""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import msgspec

from ..facets import addresses
from ..facets.catalogue import Catalogue, list_metadata
from ..facets.entries import Entries
from ..facets.indices.lists import ALL
from ..facets.linked_data import CONTEXT, description
from ..facets.report import source_from_brief
from ..facets.table import PAGED, page_lists
from ..i18n import translations
from ..model import Brief, BriefId, CiteKey, Source, TopicId, Vocabulary
from ..reading.configuration import Publication
from ..storage.files import digest
from .atom import ATOM, NEWEST, changes_feed, sort_newest
from .choice import Selection, select
from .format import RecordFormat, ReferenceFormat, json_text
from .formats import FORMATS, REFERENCE_FORMATS, AnyFormat, table_formats

LARGEST = 50_000
"""Maximum number of pages in a sitemap (sitemaps.org), more than an archive of 10,000 briefs has."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

Page = tuple[str, str]
"""The address of a page, relative to the site's root, and the day of its last change, if known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """A file of the site; *fingerprint* returns a digest of all inputs of *make*, which returns the content."""

    address: str
    fingerprint: Callable[[], str]
    make: Callable[[], bytes]


def static_files(catalogue: Catalogue, publication: Publication) -> Iterator[StaticFile]:
    """Yield all files in `exports/` and `feeds/`, and the files for search engines."""
    exports = _Exports(catalogue, publication)
    yield from _tables(exports)
    # One format after the other, to save memory.
    for form in offered_references(publication):
        for page, briefs, sources in _pages(catalogue):
            if form.of_pages or page == ALL:
                list_references = functools.partial(exports.list_references, briefs, sources)
                yield StaticFile(
                    address=form.address(page),
                    fingerprint=functools.partial(_digest_references, list_references),
                    make=functools.partial(_join_references, form, list_references),
                )
    yield _text_file("exports/topics.jsonld", lambda: concept_scheme(catalogue.archive.vocabulary, publication))
    yield _text_file(addresses.ROBOTS, lambda: robots(publication))
    if publication.base_url:  # feed readers need absolute addresses, as search engines do
        yield from _feeds(exports)
        yield _text_file(addresses.FEED_OF_CHANGES, lambda: changes_feed(catalogue, publication))
    if publication.base_url and not publication.is_preview:
        yield _text_file(addresses.SITEMAP, lambda: sitemap([*pages_of_site(catalogue)], publication.base_url))


def offered_references(site: Publication) -> tuple[ReferenceFormat, ...]:
    """Return the reference formats that a site offers."""
    return tuple(format_ for format_ in REFERENCE_FORMATS if site.references is None or format_.name in site.references)


def _pages(catalogue: Catalogue) -> Iterator[tuple[str, Sequence[Brief], Collection[Source]]]:
    """Yield each page with exports: its address, its briefs in all languages, and additional sources."""
    for facet, pages in PAGED:
        for term, items in facet.list_items(catalogue).items():
            if facet.has_export(items):
                works, sources = ((), items) if facet.sources else (catalogue.expressions(items), ())
                yield pages.address(term), works, sources
    yield from ((addresses.brief_address(brief), (brief,), ()) for brief in catalogue.shown_briefs)
    yield ALL, catalogue.shown_briefs, ()


class _Reference:
    """A reference with a digest of its content; its last formatted text is cached for the files that follow."""

    __slots__ = ("_encoded", "_form", "_source", "digest")

    def __init__(self, source: Source) -> None:
        self._source = source
        kind = source.type, source.publisher_kind
        self.digest = _digest_value((source.key, kind, source.publisher_name, source.language, dict(source.fields)))
        self._form, self._encoded = "", b""

    def encode(self, form: ReferenceFormat) -> bytes:
        """Format the reference."""
        if form.name != self._form:  # earlier formats are not needed again
            self._form, self._encoded = form.name, form.reference(self._source).encode()
        return self._encoded


class _Exports:
    """What files are made from: references, each formatted once per format, and digests of metadata."""

    def __init__(self, catalogue: Catalogue, site: Publication) -> None:
        self.catalogue, self.site = catalogue, site
        self.exported_briefs = (*catalogue.shown_briefs, *catalogue.archive.withdrawn)

    @functools.cached_property
    def _reports(self) -> dict[BriefId, _Reference]:
        vocabulary, briefs = self.catalogue.archive.vocabulary, self.catalogue.shown_briefs
        return {brief.id: _Reference(source_from_brief(brief, vocabulary, self.site)) for brief in briefs}

    @functools.cached_property
    def _sources(self) -> dict[CiteKey, _Reference]:
        return {key: _Reference(source) for key, source in sorted(self.catalogue.archive.sources.items())}

    def list_references(self, briefs: Sequence[Brief], sources: Collection[Source]) -> list[_Reference]:
        """Return the references of a page: the briefs, newest first, then the sources by key."""
        keys = {source.key for brief in briefs for source in self.catalogue.list_sources(brief)}
        keys.update(source.key for source in sources)
        return [*(self._reports[brief.id] for brief in briefs), *(self._sources[key] for key in sorted(keys))]

    @functools.cached_property
    def _common_digest(self) -> str:
        # Feeds and records use the last known change for a brief whose own is unknown.
        last, vocabulary = self.catalogue.last_change, self.catalogue.archive.vocabulary
        return "".join((_digest_value(vocabulary), self.site.license_id, self.site.language, str(last)))

    @functools.cached_property
    def _metadata(self) -> dict[BriefId, str]:
        """Digests of briefs without their texts, which are not exported."""
        return {brief.id: _digest_value((list_metadata(brief), brief.bibliography)) for brief in self.exported_briefs}

    def digest_briefs(self, briefs: Iterable[Brief]) -> str:
        """Return a digest of the metadata of some briefs."""
        return digest("".join((self._common_digest, *(self._metadata[brief.id] for brief in briefs))).encode())

    @functools.cached_property
    def digest_of_all(self) -> str:
        """A digest of the metadata of all briefs, and of all sources."""
        return digest(f"{self.digest_briefs(self.exported_briefs)}{_digest_references(self._sources.values)}".encode())


def _digest_references(list_references: Callable[[], Iterable[_Reference]]) -> str:
    return digest("".join(reference.digest for reference in list_references()).encode())


def _join_references(form: ReferenceFormat, list_references: Callable[[], Iterable[_Reference]]) -> bytes:
    return form.file(reference.encode(form) for reference in list_references())


def _tables(exports: _Exports) -> Iterator[StaticFile]:
    """Yield the tables of all briefs and of all sources, and the records of all briefs."""
    everything = functools.cache(lambda: select(exports.catalogue, {}))

    def file(address: str, form: AnyFormat, *, sources: bool = False) -> StaticFile:
        def make() -> bytes:
            return form.export(everything(), exports.site, sources=sources)

        return StaticFile(address=address, fingerprint=lambda: exports.digest_of_all, make=make)

    for form in table_formats():
        yield file(f"exports/briefs{form.suffix}", form)
        yield file(f"exports/sources{form.suffix}", form, sources=True)
    yield from (file(form.file, form) for form in FORMATS if isinstance(form, RecordFormat) and form.file)


def _text_file(address: str, write: Callable[[], str]) -> StaticFile:
    """Return a file that is cheap to write, so that its own digest is its fingerprint."""
    text = functools.cache(lambda: write().encode())
    return StaticFile(address=address, fingerprint=lambda: digest(text()), make=text)


def concept_scheme(vocabulary: Vocabulary, site: Publication) -> str:
    """Return the topics, without replaced ones, as a SKOS concept scheme in JSON-LD, for catalogues and thesauri.

    A concept is identified by its topic's page, whose address is relative to the file if the site's is unknown.
    """
    root = site.base_url.rstrip("/") or ".."
    scheme = f"{root}/{addresses.TOPICS}"

    def address(topic: TopicId) -> str:
        return f"{root}/{addresses.topic_address(topic)}"

    concepts = [
        {**description(topic, vocabulary, address=address), "inScheme": scheme}
        for topic in vocabulary.topics.values()
        if topic.replaced_by is None
    ]
    tops = [address(topic) for topic in vocabulary.narrower.get(None, ()) if not vocabulary.topics[topic].replaced_by]
    title = translations(site.language).gettext("{series}: topics").format(series=site.series)
    label = {site.language.replace("_", "-"): title}
    head = {"@id": scheme, "@type": "ConceptScheme", "prefLabel": label, "hasTopConcept": tops}
    return json_text({"@context": dict(CONTEXT), "@graph": [head, *concepts]}) + "\n"


def _feeds(exports: _Exports) -> Iterator[StaticFile]:
    """Yield a feed of all briefs, and one for each term of facets with feeds."""
    catalogue = exports.catalogue

    def feed(address: str, terms: str, briefs: Sequence[Brief]) -> StaticFile:
        @functools.cache
        def newest() -> Selection:
            latest = sort_newest(catalogue.expressions(briefs))[:NEWEST]
            return Selection(catalogue=catalogue, briefs=latest, sources=(), terms=terms)

        return StaticFile(
            address=address,
            fingerprint=lambda: exports.digest_briefs(newest().briefs),
            make=lambda: ATOM.export(newest(), exports.site),
        )

    yield feed(addresses.FEED, "", catalogue.shown_briefs)
    for facet, pages in PAGED:
        if pages.feeds:
            for term, briefs in facet.works(catalogue).items():
                yield feed(addresses.feed_address(pages.address(term)), str(term), briefs)


def _digest_value(value: object) -> str:
    return digest(msgspec.json.encode(value))


def robots(site: Publication) -> str:
    """Return `robots.txt` (RFC 9309), which allows everything or, for a preview, nothing.

    Crawlers read it only at the root of a host; for a site in a folder, it shows what the host's file should say.
    """
    if site.is_preview:
        return "User-agent: *\nDisallow: /\n"
    sitemap_line = f"\nSitemap: {addresses.absolute_url(site.base_url, addresses.SITEMAP)}\n" if site.base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap_line}"


def pages_of_site(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the pages for search engines: no redirects, withdrawn briefs, later pages of lists, or guide."""
    lists = (address for address, _ in page_lists(Entries(catalogue)))
    yield from ((address, "") for address in (addresses.HOME, addresses.ABOUT, addresses.COMPARE, *lists))
    for brief in catalogue.shown_briefs:
        yield addresses.brief_address(brief), brief.changed.isoformat() if brief.changed else ""


def sitemap(pages: Sequence[Page], base_url: str) -> str:
    """Return the sitemap of the first `LARGEST` of *pages*."""
    items = (
        f"<url><loc>{escape(addresses.absolute_url(base_url, address))}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for address, day in pages[:LARGEST]
    )
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n{"".join(items)}</urlset>\n'
