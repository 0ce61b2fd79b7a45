"""What a brief's page tells reference managers and catalogues in its head.

Highwire's `citation_*` tags, by which Zotero and Google Scholar know a report (Google Scholar, “Inclusion Guidelines
for Webmasters”), and Dublin Core (DCMI, “Expressing Dublin Core metadata using HTML”).

People stand as `Family, Given`: otherwise readers of these tags take the last word for the family name. The date of
publication is the one that citations give; `citation_online_date` is the day on which the text came to this archive,
if it appeared elsewhere before. The day of the event stands in `DCTERMS.temporal`, that of the last correction in
`DCTERMS.modified`. What is not known has no tag.
"""

import datetime
from collections.abc import Iterator, Sequence

from ..model import Brief, PartialDate
from . import addresses
from .citing.report import Report
from .entries import Entries

Tag = tuple[str, str]


def head_meta(brief: Brief, report: Report, entries: Entries, *, base_url: str = "") -> tuple[Tag, ...]:
    """Name and content of each tag, one value a tag, people in their order; addresses need that of the site."""
    return tuple((name, text) for name, text in _tags(brief, report, entries, base_url) if text)


def _tags(brief: Brief, report: Report, entries: Entries, base_url: str) -> Iterator[Tag]:
    about = [entries.country(code).text for code in brief.countries]
    about += [entries.topic(topic).text for topic in brief.topics]
    yield "citation_title", report.title
    yield from _authors(report)
    yield "citation_publication_date", _day(report.issued, "/")
    yield "citation_online_date", _day(report.published, "/") if _day(report.published) != _day(report.issued) else ""
    yield "citation_technical_report_institution", report.publisher
    yield from (("citation_editor", person.inverted) for person in report.editors)
    yield "citation_doi", report.doi
    yield "citation_language", brief.language
    yield "citation_abstract_html_url", report.url
    pdf = entries.record_pdf_address(brief)
    yield "citation_pdf_url", addresses.whole(base_url, pdf) if base_url and pdf else ""
    yield from (("citation_keywords", name) for name in about)
    yield from _dublin_core(brief, report, about)
    original = entries.catalogue.translated_from(brief)
    if original:
        yield "DC.source", _name(original, base_url)
    yield from (("DC.relation", _name(one, base_url)) for one in entries.catalogue.translations.get(brief.id, ()))


def _authors(report: Report) -> Iterator[Tag]:
    """Each author, with their ORCID record behind them."""
    for person in report.creators:
        yield "citation_author", person.inverted
        yield "citation_author_orcid", person.orcid


def _dublin_core(brief: Brief, report: Report, about: Sequence[str]) -> Iterator[Tag]:
    yield "DC.title", report.title
    yield "DC.type", "Text"
    yield from (("DC.creator", person.identified) for person in report.creators)
    yield from (("DC.contributor", person.identified) for person in report.contributors)
    yield "DC.date", _day(report.issued)
    yield "DCTERMS.modified", _day(report.revised)
    yield "DCTERMS.temporal", _day(report.event)
    yield "DC.language", brief.language
    yield "DC.publisher", report.publisher
    yield "DC.source", report.first_url
    yield "DC.rights", report.license_address or report.license_id
    yield from (("DC.subject", name) for name in about)
    yield "DC.description", brief.summary
    yield from (("DC.identifier", name) for name in (report.doi_address, report.url, report.id))


def _day(day: datetime.date | PartialDate | None, separator: str = "-") -> str:
    return str(day or "").replace("-", separator)


def _name(brief: Brief, base_url: str) -> str:
    return addresses.whole_of_brief(brief, base_url) or brief.id


def open_graph(brief: Brief, report: Report) -> tuple[Tag, ...]:
    """Property and content of each tag; the address is left out where that of the site is not known."""
    tags = (
        ("og:type", "article"),
        ("og:title", brief.title),
        ("og:description", brief.summary),
        ("og:url", report.url),
        ("og:site_name", report.institution),
        ("article:published_time", _day(report.issued)),
        ("article:modified_time", _day(report.revised)),
    )
    return tuple((name, text) for name, text in tags if text)
