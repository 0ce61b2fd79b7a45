"""A brief as schema.org describes a report, for search engines that read JSON-LD (W3C, JSON-LD 1.1, §7)."""

from typing import Any

from ..model import Brief
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
    about = [entries.country(code).text for code in brief.countries]
    about += [entries.topic(topic).text for topic in brief.topics]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": brief.title,
        "datePublished": brief.date.isoformat(),
        "dateModified": max(one.date for one in brief.corrections).isoformat() if brief.corrections else "",
        "inLanguage": brief.language,
        "abstract": brief.summary,
        "reportNumber": brief.id,
        "url": f"{base_url.rstrip('/')}/{addresses.of_brief(brief)}" if base_url else "",
        "author": [{"@type": "Person", "name": entries.person(person).text} for person in brief.compilers],
        "about": [{"@type": "Thing", "name": name} for name in about],
        "citation": [source.title for source in entries.catalogue.sources_of(brief) if source.title],
        "isPartOf": {"@type": "Collection", "name": series},
    }
    return {name: value for name, value in found.items() if value}
