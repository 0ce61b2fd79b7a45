"""What a brief's page tells programs that show a preview of a link (the Open Graph protocol, https://ogp.me)."""

from collections.abc import Iterator

from babel.core import get_global

from ..model import Brief
from .citing.report import Report
from .entries import Entries
from .head_meta import Tag


def open_graph(brief: Brief, report: Report, entries: Entries) -> tuple[Tag, ...]:
    """Property and content of each tag; the address is left out where that of the site is not known."""
    return tuple((name, text) for name, text in _tags(brief, report, entries) if text)


def _tags(brief: Brief, report: Report, entries: Entries) -> Iterator[Tag]:
    yield "og:type", "article"
    yield "og:title", brief.title
    yield "og:description", brief.summary
    yield "og:url", report.url
    yield "og:site_name", report.institution
    yield "og:locale", add_territory(brief.language, entries.language)
    others = (one.language for one in entries.catalogue.versions(brief) if one.language != brief.language)
    yield from (("og:locale:alternate", add_territory(language, entries.language)) for language in others)
    yield "article:published_time", report.issued.isoformat() if report.issued else ""
    yield "article:modified_time", report.revised.isoformat() if report.revised else ""


def add_territory(language: str, site: str = "") -> str:
    """A language with the country that the protocol asks for: `en` gives `en_GB` on a site in `en_GB`, else `en_US`.

    Args:
        language: A tag of BCP 47.
        site: The language of the site, in Sphinx's words.

    Returns:
        Empty where no country is known for the language.
    """
    base, *others = language.replace("_", "-").split("-")
    country = next((part.upper() for part in others if len(part) == 2), "")
    if not country and site.partition("_")[0] == base:
        country = site.partition("_")[2]
    if not country:
        script = next((part.title() for part in others if len(part) == 4), "")
        likely = get_global("likely_subtags")
        country = (likely.get(f"{base}_{script}") or likely.get(base, "")).rpartition("_")[2]
    return f"{base}_{country}" if len(country) == 2 else ""
