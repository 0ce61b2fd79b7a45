"""Metadata on a brief's page for reference managers, catalogues and search engines.

Highwire's `citation_*` tags, by which Zotero and Google Scholar recognize a report (Google Scholar, “Inclusion
Guidelines for Webmasters”), and Dublin Core (DCMI, “Expressing Dublin Core metadata using HTML”). People are `Family,
Given`, because readers of these tags would otherwise take the last word for the family name. Unknown values have no
tag. In JSON-LD (W3C, JSON-LD 1.1, §7), a brief is schema.org's `Report`. The guide (`docs/reference/formats.md`) says
which date is where.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..model import Brief, PartialDate, Topic, TopicId, Vocabulary
from . import addresses
from .entries import Entries
from .report import Contributor, Report

Tag = tuple[str, str]

SKOS = "http://www.w3.org/2004/02/skos/core#"
_RELATIONS = ("broader", "narrower", "exactMatch", "closeMatch", "inScheme", "hasTopConcept")
CONTEXT: Mapping[str, Any] = {
    "@vocab": SKOS,
    "prefLabel": {"@container": "@language"},
    "altLabel": {"@language": None},
    **{name: {"@type": "@id"} for name in _RELATIONS},
}


def linked_data(report: Report, entries: Entries, *, base_url: str = "") -> dict[str, Any]:
    """Return the description of a brief; without *base_url* it has no addresses."""
    brief = report.brief
    topics, catalogue = entries.catalogue.archive.vocabulary.topics, entries.catalogue
    matches = {topic: topics[topic].exact_match for topic in brief.topics if topic in topics}
    about = [_thing("Thing", name=entries.country(code).text) for code in brief.countries]
    about += [
        _thing("Thing", name=entries.topic(topic).text, sameAs=[*matches.get(topic, ())]) for topic in brief.topics
    ]
    original, pdf = catalogue.find_translation_source(brief), entries.record_pdf_address(brief)
    file = {"encodingFormat": "application/pdf", "contentUrl": addresses.absolute_url(base_url, pdf)}
    properties: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": report.url,
        "headline": brief.title,
        "datePublished": str(brief.issued or ""),
        "dateModified": brief.revised.isoformat() if brief.revised else "",
        "temporalCoverage": _day(brief.event_date),
        "inLanguage": brief.language,
        "abstract": brief.summary,
        "identifier": report.identifier,
        "url": report.url,
        "author": [*map(_agent, report.creators)],
        "editor": [*map(_agent, report.editors)],
        "translator": [*map(_agent, report.translators)],
        # Only the archive has an address.
        "publisher": _thing(
            "Organization", name=report.publisher, url=base_url if report.publisher == report.institution else ""
        ),
        "license": report.license_address,
        "isBasedOn": _first_publication(brief, entries),
        "encoding": _thing("MediaObject", **file) if base_url and pdf else {},
        "about": about,
        "translationOfWork": _version(original, base_url) if original else {},
        "workTranslation": [_version(translation, base_url) for translation in catalogue.translations(brief)],
        "isPartOf": _thing("Collection", name=report.institution, url=base_url),
    }
    return _drop_empty(properties)


def _drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _thing(kind: str, *, address: str = "", **values: Any) -> dict[str, Any]:
    return _drop_empty({"@type": kind, "@id": address, **values})


def _agent(person: Contributor) -> dict[str, Any]:
    kind = "Organization" if person.is_organisation else "Person"
    return _thing(kind, address=person.orcid, name=person.display_name, identifier=person.orcid)


def _first_publication(brief: Brief, entries: Entries) -> dict[str, Any]:
    """Describe an earlier publication of the text elsewhere."""
    first = brief.original
    if first is None:
        return {}
    url, date = addresses.web_link(first.url), str(first.date or "")
    publisher = _thing("Organization", name=entries.publisher(first.publisher).text) if first.publisher else {}
    return _thing("CreativeWork", url=url, datePublished=date, publisher=publisher) if url or date or publisher else {}


def _version(brief: Brief, base_url: str) -> dict[str, Any]:
    page = addresses.brief_url(brief, base_url)
    return _thing("Report", address=page, headline=brief.title, inLanguage=brief.language, url=page)


def concept(topic: Topic, vocabulary: Vocabulary) -> dict[str, Any]:
    """Describe a topic, with addresses relative to its page."""
    properties = description(topic, vocabulary, address=lambda id_: addresses.topic_address(id_).rpartition("/")[2])
    return {"@context": dict(CONTEXT), **properties}


def description(topic: Topic, vocabulary: Vocabulary, *, address: Callable[[TopicId], str]) -> dict[str, Any]:
    """Describe the labels, notes and relations of a topic; *address* returns the address of a topic."""
    below = vocabulary.narrower.get(topic.id, ())
    properties: dict[str, Any] = {
        "@id": address(topic.id),
        "@type": "Concept",
        "prefLabel": dict(topic.labels),
        "altLabel": list(topic.synonyms),
        "scopeNote": topic.note,
        "broader": address(topic.parent) if topic.parent else "",
        "narrower": [address(topic_id) for topic_id in below if vocabulary.topics[topic_id].replaced_by is None],
        "exactMatch": list(topic.exact_match),
        "closeMatch": list(topic.close_match),
    }
    return _drop_empty(properties)


def head_meta(report: Report, entries: Entries, *, base_url: str = "") -> tuple[Tag, ...]:
    """Return the name and content of each tag, with one value per tag; without *base_url* it has no addresses."""
    return tuple((name, text) for name, text in _tags(report, entries, base_url) if text)


def _tags(report: Report, entries: Entries, base_url: str) -> Iterator[Tag]:
    brief = report.brief
    about = [entries.country(code).text for code in brief.countries]
    about += [entries.topic(topic).text for topic in brief.topics]
    yield "citation_title", report.title
    for person in report.creators:
        yield "citation_author", person.name.inverted_name()
        yield "citation_author_orcid", person.orcid
    yield "citation_publication_date", _day(brief.issued, "/")
    yield "citation_online_date", _day(brief.published, "/") if _day(brief.published) != _day(brief.issued) else ""
    yield "citation_technical_report_institution", report.publisher
    yield from (("citation_editor", person.name.inverted_name()) for person in report.editors)
    yield "citation_doi", brief.doi
    yield "citation_language", brief.language
    yield "citation_abstract_html_url", report.url
    pdf = entries.record_pdf_address(brief)
    yield "citation_pdf_url", addresses.absolute_url(base_url, pdf) if base_url and pdf else ""
    yield from ((f"DC.{name}", text) for name, text in dublin_core(report))
    yield "DCTERMS.modified", _day(brief.revised)
    yield "DCTERMS.temporal", _day(brief.event_date)
    yield from (("DC.subject", name) for name in about)  # read by Zotero as keywords
    original = entries.catalogue.find_translation_source(brief)
    if original:
        yield "DC.source", _name(original, base_url)
    yield from (("DC.relation", _name(translation, base_url)) for translation in entries.catalogue.translations(brief))


def dublin_core(report: Report) -> Iterator[Tag]:
    """Yield the Dublin Core elements of a brief; unknown ones have an empty text."""
    brief = report.brief
    yield "title", report.title
    yield "type", "Text"
    yield from (("creator", person.identified_name) for person in report.creators)
    yield from (("contributor", person.identified_name) for person in report.contributors)
    yield "date", _day(brief.issued)
    yield "language", brief.language
    yield "publisher", report.publisher
    yield "source", report.first_url
    yield "rights", report.license_address or report.license_id
    yield "description", brief.summary
    yield from (("identifier", name) for name in (report.doi_address, report.url, brief.id))


def _day(day: datetime.date | PartialDate | None, separator: str = "-") -> str:
    return str(day or "").replace("-", separator)


def _name(brief: Brief, base_url: str) -> str:
    return addresses.brief_url(brief, base_url) or brief.id
