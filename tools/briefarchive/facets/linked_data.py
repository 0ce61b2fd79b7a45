"""A brief as schema.org describes a report, for search engines that read JSON-LD (W3C, JSON-LD 1.1, §7)."""

from typing import Any

from ..model import Brief, TopicId
from . import addresses
from .entries import Entries


def linked_data(brief: Brief, entries: Entries, *, series: str, base_url: str = "") -> dict[str, Any]:
    """The description of a brief.

    Args:
        brief: The brief.
        entries: Where names come from.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known; addresses are left out without it.
    """
    about = [{"@type": "Thing", "name": entries.country(code).text} for code in brief.countries]
    about += [_topic(topic, entries) for topic in brief.topics]
    original = entries.catalogue.archive.briefs.get(brief.translation_of) if brief.translation_of else None
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": brief.title,
        "datePublished": brief.date.isoformat(),
        "dateModified": max(one.date for one in brief.corrections).isoformat() if brief.corrections else "",
        "inLanguage": brief.language,
        "abstract": brief.summary,
        "reportNumber": brief.id,
        "url": _page(brief, base_url),
        "author": [{"@type": "Person", "name": entries.person(person).text} for person in brief.compilers],
        "about": about,
        "citation": [source.title for source in entries.catalogue.sources_of(brief) if source.title],
        "translationOfWork": _version(original, base_url) if original else {},
        "workTranslation": [_version(one, base_url) for one in entries.catalogue.translations.get(brief.id, ())],
        "isPartOf": {"@type": "Collection", "name": series},
    }
    return {name: value for name, value in found.items() if value}


def _topic(topic: TopicId, entries: Entries) -> dict[str, Any]:
    known = entries.catalogue.archive.vocabulary.topics.get(topic)
    same = {"sameAs": list(known.exact_match)} if known and known.exact_match else {}
    return {"@type": "Thing", "name": entries.topic(topic).text, **same}


def _version(brief: Brief, base_url: str) -> dict[str, Any]:
    """The same text in another language, as far as it takes to know it."""
    found = {
        "@type": "Report",
        "headline": brief.title,
        "inLanguage": brief.language,
        "reportNumber": brief.id,
        "url": _page(brief, base_url),
    }
    return {name: value for name, value in found.items() if value}


def _page(brief: Brief, base_url: str) -> str:
    return f"{base_url.rstrip('/')}/{addresses.of_brief(brief)}" if base_url else ""
