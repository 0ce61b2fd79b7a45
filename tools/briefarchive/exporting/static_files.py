"""Export files on the site: references of briefs, of lists and of everything; tables, topics, feeds and sitemaps."""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import msgspec

from ..facets import addresses
from ..facets.catalogue import Catalogue
from ..facets.changes import list_changes
from ..facets.fingerprint import list_metadata
from ..facets.indices.lists import ALL
from ..facets.linked_data import CONTEXT, description
from ..facets.report import source_from_brief
from ..facets.table import PAGED
from ..i18n import translations
from ..model import Brief, BriefId, CiteKey, Source, TopicId, Vocabulary
from ..reading.configuration import Publication
from ..storage.files import digest
from .atom import ATOM, NEWEST, changes_feed, sort_newest
from .choice import Choice, Selection, select
from .format import AnyFormat, RecordFormat, ReferenceFormat, json_text
from .formats import FORMATS, REFERENCE_FORMATS, table_formats

LARGEST = 50_000
"""Maximum number of pages in a sitemap (sitemaps.org)."""

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
    references = _References(catalogue, publication)
    fingerprints = _Fingerprints(catalogue, publication, references)
    yield from _tables(catalogue, publication, fingerprints)
    # One format after the other, to save memory.
    for form in offered_references(publication):
        for page, briefs, sources in _pages(catalogue):
            if form.of_pages or page == ALL:
                yield references.file(form, page, briefs, sources)
    yield _text_file("exports/topics.jsonld", lambda: concept_scheme(catalogue.archive.vocabulary, publication))
    yield _text_file(addresses.ROBOTS, lambda: robots(publication))
    if publication.base_url:  # feed readers need absolute addresses, as search engines do
        yield from _feeds(catalogue, publication, fingerprints)
        archive = catalogue.archive
        yield _text_file(addresses.FEED_OF_CHANGES, lambda: changes_feed(list_changes(archive), publication))
    if publication.base_url and not publication.is_preview:
        for address, text in sitemaps([*pages_of_site(catalogue)], publication.base_url).items():
            yield _text_file(address, functools.partial(str, text))


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
    yield ALL, catalogue.shown_briefs, catalogue.archive.sources.values()


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


class _References:
    """The references of an archive: its briefs, as reports, and its sources, each formatted once per format."""

    def __init__(self, catalogue: Catalogue, site: Publication) -> None:
        self._catalogue, self._site = catalogue, site

    @functools.cached_property
    def _briefs(self) -> dict[BriefId, _Reference]:
        vocabulary = self._catalogue.archive.vocabulary
        return {
            brief.id: _Reference(source_from_brief(brief, vocabulary, self._site))
            for brief in self._catalogue.shown_briefs
        }

    @functools.cached_property
    def _sources(self) -> dict[CiteKey, _Reference]:
        return {key: _Reference(source) for key, source in sorted(self._catalogue.archive.sources.items())}

    @property
    def digest_of_sources(self) -> str:
        """Digest of all sources."""
        return digest("".join(reference.digest for reference in self._sources.values()).encode())

    def file(
        self, form: ReferenceFormat, page: str, briefs: Sequence[Brief], sources: Collection[Source]
    ) -> StaticFile:
        """Return the export of a page: the briefs, newest first, then the sources by key."""
        return StaticFile(
            address=form.address(page),
            fingerprint=lambda: digest("".join(ref.digest for ref in self._list_references(briefs, sources)).encode()),
            make=lambda: form.file(ref.encode(form) for ref in self._list_references(briefs, sources)),
        )

    def _list_references(self, briefs: Sequence[Brief], sources: Collection[Source]) -> list[_Reference]:
        keys = {source.key for brief in briefs for source in self._catalogue.list_sources(brief)}
        keys.update(source.key for source in sources)
        return [*(self._briefs[brief.id] for brief in briefs), *(self._sources[key] for key in sorted(keys))]


class _Fingerprints:
    """Digests of the content of tables, records and feeds."""

    def __init__(self, catalogue: Catalogue, site: Publication, references: _References) -> None:
        self._catalogue, self._site, self._references = catalogue, site, references

    @functools.cached_property
    def _shared_key(self) -> str:
        # Feeds and records use the last known change for a brief whose own is unknown.
        last, vocabulary = self._catalogue.last_change, self._catalogue.archive.vocabulary
        return "".join((_digest_value(vocabulary), self._site.license_id, self._site.language, str(last)))

    @functools.cached_property
    def _briefs(self) -> dict[BriefId, str]:
        """Digests of briefs without their texts, which are not exported."""
        exported = (*self._catalogue.shown_briefs, *self._catalogue.archive.withdrawn)
        return {brief.id: _digest_value((list_metadata(brief), brief.bibliography)) for brief in exported}

    def digest_briefs(self, briefs: Iterable[Brief]) -> str:
        """Return a digest of some briefs."""
        return digest("".join((self._shared_key, *(self._briefs[brief.id] for brief in briefs))).encode())

    @functools.cached_property
    def briefs(self) -> str:
        """Digest of the table of briefs."""
        return self.digest_briefs((*self._catalogue.shown_briefs, *self._catalogue.archive.withdrawn))

    @functools.cached_property
    def sources(self) -> str:
        """Digest of the table of sources, including the briefs that cite them."""
        cited_by = repr([(key, [brief.id for brief in briefs]) for key, briefs in self._catalogue.cited_by.items()])
        return digest(f"{self._shared_key}{self._references.digest_of_sources}{cited_by}".encode())


def _tables(catalogue: Catalogue, site: Publication, fingerprints: _Fingerprints) -> Iterator[StaticFile]:
    """Yield the tables of all briefs and of all sources, and the records of all briefs."""
    everything = functools.cache(lambda: select(catalogue, {}))

    def export(form: AnyFormat, *, sources: bool = False) -> bytes:
        return form.export(everything(), site, sources=sources)

    for form in table_formats():
        for sources in (False, True):
            name = "sources" if sources else "briefs"
            yield StaticFile(
                address=f"exports/{name}{form.suffix}",
                fingerprint=functools.partial(getattr, fingerprints, name),
                make=functools.partial(export, form, sources=sources),
            )
    for format_ in FORMATS:
        if isinstance(format_, RecordFormat) and format_.file:
            yield StaticFile(
                address=format_.file,
                fingerprint=lambda: fingerprints.briefs + fingerprints.sources,
                make=functools.partial(export, format_),
            )


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


def _feeds(catalogue: Catalogue, site: Publication, fingerprints: _Fingerprints) -> Iterator[StaticFile]:
    """Yield a feed of all briefs, and one for each term of facets with feeds."""

    def feed(address: str, choice: Choice, briefs: Sequence[Brief]) -> StaticFile:
        @functools.cache
        def newest() -> Selection:
            latest = sort_newest(catalogue.expressions(briefs))[:NEWEST]
            return Selection(catalogue=catalogue, choice=choice, briefs=latest, sources=())

        return StaticFile(
            address=address,
            fingerprint=lambda: fingerprints.digest_briefs(newest().briefs),
            make=lambda: ATOM.export(newest(), site),
        )

    yield feed(addresses.FEED, {}, catalogue.shown_briefs)
    for facet, pages in PAGED:
        if pages.feeds:
            for term, briefs in facet.works(catalogue).items():
                yield feed(addresses.feed_address(pages.address(term)), {facet.name: (term,)}, briefs)


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
    lists = (
        *(addresses.HOME, addresses.ABOUT, addresses.BRIEFS, addresses.CHANGES, addresses.COMPARE),
        *(pages.index for _, pages in PAGED),
        *(pages.address(term) for facet, pages in PAGED for term in facet.list_items(catalogue)),
        *(addresses.cell_address(*cell) for cell in catalogue.by_cell),
        *(addresses.pair_address(*pair) for pair in catalogue.by_pair),
    )
    yield from ((address, "") for address in lists)
    for brief in catalogue.shown_briefs:
        yield addresses.brief_address(brief), brief.changed.isoformat() if brief.changed else ""


def sitemaps(pages: Sequence[Page], base_url: str, *, largest: int = LARGEST) -> dict[str, str]:
    """Return the sitemaps by address: one, or an index and its parts if there are too many pages."""
    if len(pages) <= largest:
        return {addresses.SITEMAP: _format_sitemap("urlset", "url", pages, base_url)}
    starts = range(0, len(pages), largest)
    parts = {
        addresses.sitemap_part_address(number): _format_sitemap(
            "urlset", "url", pages[start : start + largest], base_url
        )
        for number, start in enumerate(starts, 1)
    }
    index = _format_sitemap("sitemapindex", "sitemap", [(address, "") for address in parts], base_url)
    return {addresses.SITEMAP: index, **parts}


def _format_sitemap(root: str, item: str, pages: Sequence[Page], base_url: str) -> str:
    lines = (
        f"<{item}><loc>{escape(addresses.absolute_url(base_url, address))}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</{item}>\n"
        for address, day in pages
    )
    return f'{_HEAD}<{root} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{root}>\n'
