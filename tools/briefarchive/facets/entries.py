"""Links and list entries for briefs, sources and terms."""

import functools
from collections.abc import Mapping, Sequence, Set
from pathlib import PurePosixPath

from msgspec.structs import replace

from ..i18n import translations
from ..model import Brief, BriefId, CiteKey, Country, CountryCode, PersonId, PublisherId, Source, Topic, TopicId
from ..model.vocabulary import find_label
from ..pictures.squares import Runs
from ..reading.languages import base_language, guess_language, language_mark, romanized_tag
from . import addresses
from .appearance import find_source_date
from .catalogue import UNNAMED, Catalogue
from .evidence import Kind, find_kind, make_evidence, seen_name, teller_name
from .views import Evidence, Link, ListEntry, SourceView
from .wording import (
    format_list,
    format_partial_date,
    format_source_date,
    language_name,
    list_details,
    list_remarks,
    own_language_name,
    quotable_title,
)

PAGE = 100
"""The number of entries on a page of a list."""

_OTHERS = 5
_TERMS = 9


class Entries:
    """Links and list entries for a catalogue in the interface *language*; *pdfs* are the addresses of all PDFs."""

    def __init__(self, catalogue: Catalogue, language: str = "en", *, pdfs: Set[str] = frozenset()) -> None:
        self.catalogue = catalogue
        self.language = language
        self.pdfs = pdfs
        self.translations = translations(language)
        self.gettext = self.translations.gettext
        self._vocabulary = catalogue.archive.vocabulary
        self._links: dict[BriefId, Link] = {}
        self._list_entries: dict[str, ListEntry] = {}
        self._evidence: dict[BriefId, Evidence | None] = {}

    def country(self, code: CountryCode, count: int | None = None) -> Link:
        """Return a link to a country by name; an unknown code has no link."""
        # Only a country with briefs has a page.
        address = addresses.country_address(code) if code in self.catalogue.by_country else ""
        return self._term_link(self._vocabulary.countries.get(code), code, address, count)

    def topic(self, topic: TopicId, count: int | None = None) -> Link:
        """Return a link to a topic by its label."""
        address = addresses.topic_address(topic) if topic in self.catalogue.by_topic else ""
        return self._term_link(self._vocabulary.topics.get(topic), topic, address, count)

    def _term_link(self, term: Country | Topic | None, key: str, address: str, count: int | None) -> Link:
        """Name a term in the language of the interface or else of the archive; only the latter has a language mark."""
        if term is None:
            return Link(text=key)
        mark = "" if find_label(term.labels, self.language) else language_mark(term.language, self.language)
        return Link(text=term.label(self.language), address=address, count=count, lang=mark)

    def person(self, person: PersonId) -> Link:
        """Return a link to a person by name."""
        record = self._vocabulary.people.get(person)
        has_page = person in self.catalogue.group_works(Catalogue.list_people)
        address = addresses.person_address(person) if has_page else ""
        return Link(text=record.name, address=address) if record else Link(text=person)

    def publisher(self, publisher: PublisherId, count: int | None = None) -> Link:
        """Return a link to a publisher by name."""
        record, address = self._vocabulary.publishers.get(publisher), addresses.publisher_address(publisher)
        if publisher == UNNAMED:
            return Link(text=self.gettext("Publisher not named"), address=address, count=count)
        if record is None:
            return Link(text=publisher)
        mark = guess_language(record.name, record.language)
        has_page = publisher in self.catalogue.by_publisher
        return Link(text=record.name, address=address if has_page else "", count=count, lang=mark)

    def brief(self, brief: Brief) -> Link:
        """Return a link to a brief by title, which must have a page."""
        if brief.id not in self._links:
            address, mark = addresses.brief_address(brief), language_mark(brief.language, self.language)
            self._links[brief.id] = Link(text=brief.title, address=address, lang=mark, hreflang=mark)
        return self._links[brief.id]

    def expression(self, brief: Brief) -> Brief:
        """Return the work of a brief in the language of the interface or, if there is none, its original."""
        return self.catalogue.choose_expression(brief, self.language)

    def other_languages(self, brief: Brief) -> tuple[Link, ...]:
        """Return links to the same work in other languages, by the names of the languages."""
        return tuple(
            Link(
                text=own_language_name(version.language),
                address=addresses.brief_address(version),
                lang=version.language,
                hreflang=version.language,
            )
            for version in self.catalogue.versions(brief)
            if version.id != brief.id
        )

    def pdf_address(self, brief: Brief) -> str:
        """Return the address of a brief's PDF; empty if there is none."""
        address = addresses.brief_pdf_address(brief)
        return address if address in self.pdfs else ""

    def original_address(self, brief: Brief) -> str:
        """Return the address of the file that a brief was imported from; empty if there is none."""
        name = brief.original.file if brief.original else ""
        address = str(PurePosixPath(brief.path).with_name(name)) if name else ""
        return address if address in self.catalogue.archive.attachments else ""

    def record_pdf_address(self, brief: Brief) -> str:
        """Return the address of the PDF of record: the one that was imported or else the one made from the brief."""
        original = self.original_address(brief)
        return original if original.endswith(".pdf") else self.pdf_address(brief)

    def list_entry(self, brief: Brief) -> ListEntry:
        """Return the entry of a work in lists, by the brief that stands for it.

        A brief in another language than the interface shows its title and the name of that language, but no summary,
        which most readers could not read.
        """
        entry = self._list_entries.get(brief.id)
        if entry is None:
            expression = self.expression(brief)
            foreign = base_language(expression.language) != base_language(self.language)
            terms = self.terms(expression)
            entry = self._list_entries[brief.id] = ListEntry(
                link=self.brief(expression),
                date=brief.date,
                terms=terms[:_TERMS],
                more_terms=len(terms[_TERMS:]),
                summary="" if foreign else expression.summary,
                status=expression.status,
                published=expression.published,
                language=language_name(expression.language, self.language) if foreign else "",
                also_in=self.other_languages(expression),
                evidence=self.evidence(expression),
            )
        return entry

    def terms(self, brief: Brief) -> tuple[Link, ...]:
        """Return links to a brief's countries and topics, except a country that all briefs share."""
        countries = (code for code in brief.countries if code not in self.catalogue.countries_of_all)
        return (*map(self.country, countries), *map(self.topic, brief.topics))

    def evidence(self, brief: Brief) -> Evidence | None:
        """Return the evidence of a brief; None without sources."""
        if brief.id not in self._evidence:
            sources = self.catalogue.list_sources(brief)
            self._evidence[brief.id] = make_evidence(sources, self._vocabulary, self.language)
        return self._evidence[brief.id]

    @functools.cached_property
    def kinds(self) -> Mapping[CiteKey, Kind]:
        """The publisher class of each source, and how it was seen."""
        sources = self.catalogue.archive.sources
        return {key: find_kind(source, self._vocabulary) for key, source in sources.items()}

    def runs(self, brief: Brief) -> Runs:
        """Return the sources of a brief by publisher class and how they were seen."""
        evidence = self.evidence(brief)
        return evidence.runs if evidence else ()

    def source_address(self, key: CiteKey) -> str:
        """Return the place of a source on its publisher's pages; empty for an unknown key."""
        resolved_key = self.catalogue.archive.resolve_key(key)
        place = self._places_of_sources.get(resolved_key)
        if place is None:
            return ""
        publisher, page = place
        page_address = addresses.list_page_address(addresses.publisher_address(publisher), page)
        return f"{page_address}#{addresses.source_anchor(resolved_key)}"

    def source(self, key: CiteKey) -> Link:
        """Return a link to a source by title, to its place on its publisher's page; an unknown key has no link."""
        source = self.catalogue.archive.source(key)
        if source is None:
            return Link(text=key)
        title = f"“{quotable_title(source.title or source.key)}”"
        mark = language_mark(source.language, self.language) if source.title else ""
        return Link(text=title, address=self.source_address(key), lang=mark)

    def published_source(self, source: Source) -> SourceView:
        """Return a source for its publisher's page, with every work that cites it."""
        citing = self.catalogue.cited_by.get(source.key, ())
        view = self._source(source, addresses.source_anchor(source.key), citing)
        former = (alias for alias in source.aliases if self.catalogue.archive.resolve_key(alias) == source.key)
        anchors = tuple(map(addresses.source_anchor, former))
        return replace(view, date=str(source.issued or ""), former_anchors=anchors)

    def numbered_source(self, key: CiteKey, number: int, marks: int, brief: Brief) -> SourceView:
        """Return a source for the list of *brief*, with its number, its citations and the other works that cite it."""
        anchor = f"_source-{number}"
        source = self.catalogue.archive.source(key)
        if source is None:
            return SourceView(key=key, number=number, anchor=anchor, title=key, is_known=False)
        # Only the latest few are compared: thousands of works may cite a source.
        citing = self.catalogue.cited_by.get(source.key, ())
        own_id = self.catalogue.find_original(brief.id)
        latest = [work for work in citing[: _OTHERS + 1] if self.catalogue.find_original(work.id) != own_id][:_OTHERS]
        view = self._source(source, anchor, latest)
        # The brief's own work is one of those that cite it, unless it is withdrawn.
        own_ids = {version.id for version in self.catalogue.versions(brief)}
        is_counted = brief.id in own_ids or (bool(own_ids) and any(work.id in own_ids for work in citing))
        return replace(
            view,
            number=number,
            marks=tuple(mark_id(number, turn) for turn in range(marks)),
            more_count=max(len(citing) - is_counted - len(latest), 0),
            publisher=replace(self.publisher(source.publisher), address=view.address) if source.publisher else None,
        )

    def _source(self, source: Source, anchor: str, citing: Sequence[Brief]) -> SourceView:
        foreign = language_mark(source.language, self.language)
        teller, seen = find_kind(source, self._vocabulary)
        edited = " " + self.translations.ngettext("(ed.)", "(eds.)", len(source.editors)) if source.editors else ""
        return SourceView(
            key=source.key,
            anchor=anchor,
            short=self._short_name(source),
            authors=format_list(map(str, source.authors or source.editors), self.language),
            edited="" if source.authors else edited,
            details=tuple(list_details(source, self.language)),
            title=quotable_title(source.title or source.key),
            title_lang=foreign,
            quoted=not (source.title.startswith("[") and source.title.endswith("]")),
            translated=source.translated_title,
            romanized=source.romanized_title,
            romanized_lang=romanized_tag(source.language),
            language=language_name(source.language, self.language) if foreign else "",
            container=source.container_title if source.container_title != source.publisher_name else "",
            written_date=format_source_date(find_source_date(source), self.language),
            url=source.url,
            accessed=format_partial_date(source.accessed, self.language) if source.accessed else "",
            archive_url=source.archive_url,
            archive_date=format_partial_date(source.archive_date, self.language) if source.archive_date else "",
            doi=source.doi,
            remarks=list_remarks(source, self.language),
            note=source.note,
            links=tuple(self.brief(self.expression(brief)) for brief in citing),
            address=self.source_address(source.key),
            teller=teller,
            teller_name=teller_name(teller, self.language),
            seen=seen,
            seen_name=seen_name(seen, self.language),
        )

    def _short_name(self, source: Source) -> str:
        """Return the name by which a sentence cites the source: its first author, else its publisher, else its key."""
        people = source.authors or source.editors
        if people:
            first = people[0].family or str(people[0])
            return self.gettext("{name} et al.").format(name=first) if len(people) > 1 else first
        return source.publisher_name or source.key

    @functools.cached_property
    def _places_of_sources(self) -> Mapping[CiteKey, tuple[PublisherId, int]]:
        """The publisher of each source, and the page of its list."""
        return {
            source.key: (publisher, number // PAGE + 1)
            for publisher, sources in self.catalogue.by_publisher.items()
            for number, source in enumerate(sources)
        }


def mark_id(number: int, turn: int) -> str:
    """Return the id of the place where a text cites source *number* for the time *turn*, counted from 0."""
    return f"_cite-{number}-{turn + 1}"
