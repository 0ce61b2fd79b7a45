"""A brief as schema.org describes a report, for search engines that read JSON-LD (W3C, JSON-LD 1.1, §7).

`datePublished` is the day that citations give, `dateModified` that of the last correction. The day of the event is its
`temporalCoverage`, and the place where a text first appeared is what it `isBasedOn`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..model import Brief, Topic, TopicId, Vocabulary
from . import addresses
from .citing.contributor import Contributor
from .citing.report import Report
from .entries import Entries

SKOS = "http://www.w3.org/2004/02/skos/core#"
_RELATIONS = ("broader", "narrower", "exactMatch", "closeMatch", "inScheme", "hasTopConcept")
CONTEXT: Mapping[str, Any] = {
    "@vocab": SKOS,
    "prefLabel": {"@container": "@language"},
    "altLabel": {"@language": None},
    **{name: {"@type": "@id"} for name in _RELATIONS},
}


def linked_data(brief: Brief, report: Report, entries: Entries, *, base_url: str = "") -> dict[str, Any]:
    """The description of a brief; addresses are left out where that of the site is not known."""
    about = [{"@type": "Thing", "name": entries.country(code).text} for code in brief.countries]
    about += [_topic(topic, entries) for topic in brief.topics]
    original = entries.catalogue.translated_from(brief)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": report.url,
        "headline": brief.title,
        "datePublished": str(report.issued or ""),
        "dateModified": report.revised.isoformat() if report.revised else "",
        "temporalCoverage": report.event.isoformat(),
        "inLanguage": brief.language,
        "abstract": brief.summary,
        "identifier": report.identifier,
        "url": report.url,
        "author": [*map(_agent, report.creators)],
        "editor": [*map(_agent, report.editors)],
        "translator": [*map(_agent, report.translators)],
        "publisher": _publisher(report, base_url),
        "license": report.license_address,
        "isBasedOn": _original(brief, entries),
        "encoding": _pdf(brief, entries, base_url),
        "about": about,
        "citation": [source.title for source in entries.catalogue.list_sources(brief) if source.title],
        "translationOfWork": _version(original, base_url) if original else {},
        "workTranslation": [_version(one, base_url) for one in entries.catalogue.translations.get(brief.id, ())],
        "isPartOf": _known({"@type": "Collection", "name": report.institution, "url": base_url}),
    }
    return _known(found)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _agent(person: Contributor) -> dict[str, Any]:
    kind = "Organization" if person.is_organisation else "Person"
    return _known({"@type": kind, "@id": person.orcid, "name": person.written, "identifier": person.orcid})


def _publisher(report: Report, base_url: str) -> dict[str, Any]:
    """Who brought it out; the archive has an address."""
    own = base_url if report.publisher == report.institution else ""
    return _known({"@type": "Organization", "name": report.publisher, "url": own})


def _original(brief: Brief, entries: Entries) -> dict[str, Any]:
    """Where the text first appeared, if that was not here."""
    first = brief.original
    if first is None:
        return {}
    publisher = {"@type": "Organization", "name": entries.publisher(first.publisher).text} if first.publisher else {}
    date = str(first.date or "")
    found = _known({"url": addresses.web_link(first.url), "datePublished": date, "publisher": publisher})
    return {"@type": "CreativeWork", **found} if found else {}


def _pdf(brief: Brief, entries: Entries, base_url: str) -> dict[str, Any]:
    pdf = entries.record_pdf_address(brief)
    if not (base_url and pdf):
        return {}
    address = addresses.whole(base_url, pdf)
    return {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": address}


def _topic(topic: TopicId, entries: Entries) -> dict[str, Any]:
    known = entries.catalogue.archive.vocabulary.topics.get(topic)
    same = {"sameAs": list(known.exact_match)} if known and known.exact_match else {}
    return {"@type": "Thing", "name": entries.topic(topic).text, **same}


def _version(brief: Brief, base_url: str) -> dict[str, Any]:
    """The same text in another language, as far as it takes to know it."""
    page = addresses.whole_of_brief(brief, base_url)
    return _known({"@type": "Report", "@id": page, "headline": brief.title, "inLanguage": brief.language, "url": page})


def concept(topic: Topic, vocabulary: Vocabulary) -> dict[str, Any]:
    """What a topic is, by addresses relative to its page."""
    return {"@context": dict(CONTEXT), **description(topic, vocabulary, address=_beside)}


def description(topic: Topic, vocabulary: Vocabulary, *, address: Callable[[TopicId], str]) -> dict[str, Any]:
    """Labels, notes and relations of a topic; *address* gives the address of each."""
    below = vocabulary.narrower.get(topic.id, ())
    found: dict[str, Any] = {
        "@id": address(topic.id),
        "@type": "Concept",
        "prefLabel": dict(topic.labels),
        "altLabel": list(topic.synonyms),
        "scopeNote": topic.note,
        "broader": address(topic.parent) if topic.parent else "",
        "narrower": [address(one) for one in below if vocabulary.topics[one].replaced_by is None],
        "exactMatch": list(topic.exact_match),
        "closeMatch": list(topic.close_match),
    }
    return {name: value for name, value in found.items() if value}


def _beside(topic: TopicId) -> str:
    return addresses.of_topic(topic).rpartition("/")[2]
