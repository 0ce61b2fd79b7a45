"""Briefs as Dublin Core in a static OAI-PMH 2.0 answer to `ListRecords`, for library catalogues and aggregators.

One document with all records, as a harvester would get it, without a resumption token. The datestamp of a record is
the day of the brief's last change; that of the answer is the latest of them and not the clock's, so that the same
archive gives the same file. With an address of the site, identifiers follow the guideline `oai-identifier`
(`oai:example.org:2014-10-17-…`); without one they are URNs. A withdrawn brief has a record that says so and no more:
its header has the status `deleted`, and the day of the withdrawal.

| Dublin Core | what |
| --- | --- |
| title, description, date, language | of the brief |
| creator | compilers |
| publisher | the archive |
| subject | topics |
| coverage | countries |
| identifier | the page's address, and the brief's id |
| source | the brief of which it is a translation |
| relation | the brief's sources that have an address, the briefs that it replaces, and its translations |
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..facets.citing.plain import web_link
from ..model import Archive, Brief
from .choice import Selection
from .identity import host_of, last_change, local_name, page_of, urn
from .xml_text import add, document, root

_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_NEVER = "1970-01-01"


def oai_records(selection: Selection, base_url: str = "", *, series: str = "") -> str:
    """The answer, with a record for each brief of *selection*, the withdrawn ones last; an error if there is none."""
    answer = root(
        "OAI-PMH",
        xmlns=_OAI,
        xmlns_xsi=_SCHEMA,
        xsi_schemaLocation=f"{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
    )
    days = (*map(last_change, selection.briefs), *map(_day_of_withdrawal, selection.withdrawn))
    latest = max(days, default=_NEVER)
    add(answer, "responseDate", f"{latest}T00:00:00Z")
    add(answer, "request", base_url, verb="ListRecords", metadataPrefix="oai_dc")
    if not days:
        add(answer, "error", "No brief is like that.", code="noRecordsMatch")
        return document(answer)
    records = add(answer, "ListRecords")
    for brief in selection.briefs:
        _add_record(records, brief, selection, base_url, series)
    for brief in selection.withdrawn:
        _add_deleted(records, brief, base_url)
    return document(answer)


def _add_deleted(records: Element, brief: Brief, base_url: str) -> None:
    """Tell harvesters to take a record out (OAI-PMH 2.0, §2.5.1): it has no metadata."""
    header = add(add(records, "record"), "header", status="deleted")
    add(header, "identifier", _identifier(brief, base_url))
    add(header, "datestamp", _day_of_withdrawal(brief))


def _day_of_withdrawal(brief: Brief) -> str:
    return brief.withdrawal.date.isoformat() if brief.withdrawal else last_change(brief)


def _add_record(records: Element, brief: Brief, selection: Selection, base_url: str, series: str) -> None:
    archive = selection.archive
    record = add(records, "record")
    header = add(record, "header")
    add(header, "identifier", _identifier(brief, base_url))
    add(header, "datestamp", last_change(brief))
    dc = add(
        add(record, "metadata"),
        "oai_dc:dc",
        xmlns_oai_dc=_OAI_DC,
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_xsi=_SCHEMA,
        xsi_schemaLocation=f"{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    )
    add(dc, "dc:title", brief.title, xml_lang=brief.language)
    _add_terms(dc, brief, archive)
    if brief.summary:
        add(dc, "dc:description", brief.summary, xml_lang=brief.language)
    _add_each(dc, "dc:publisher", [series] if series else [])
    add(dc, "dc:date", brief.date.isoformat())
    add(dc, "dc:type", "Text")
    add(dc, "dc:language", brief.language)
    if page := page_of(brief, base_url):
        add(dc, "dc:format", "text/html")
        add(dc, "dc:identifier", page)
    add(dc, "dc:identifier", brief.id)
    original = archive.briefs.get(brief.translation_of) if brief.translation_of else None
    _add_each(dc, "dc:source", [page_of(original, base_url) or original.id] if original else [])
    _add_each(dc, "dc:relation", _relations(brief, selection, base_url))


def _identifier(brief: Brief, base_url: str) -> str:
    host = host_of(base_url)
    return f"oai:{host}:{local_name(brief, base_url)}" if host else urn(brief.id)


def _add_terms(dc: Element, brief: Brief, archive: Archive) -> None:
    people, topics, countries = archive.vocabulary.people, archive.vocabulary.topics, archive.vocabulary.countries
    _add_each(dc, "dc:creator", (people[one].name if one in people else one for one in brief.compilers))
    _add_each(dc, "dc:subject", (topics[one].label() if one in topics else one for one in brief.topics))
    _add_each(dc, "dc:coverage", (countries[one].label() if one in countries else one for one in brief.countries))


def _relations(brief: Brief, selection: Selection, base_url: str) -> Iterable[str]:
    archive = selection.archive
    sources = (source for key in dict.fromkeys(brief.bibliography) if (source := archive.source(key)))
    links = [web_link(source.url) for source in sources]
    replaced = [archive.briefs[other] for other in brief.replaces if other in archive.briefs]
    others = (*replaced, *selection.translations.get(brief.id, ()))
    return (*filter(None, links), *(page_of(other, base_url) or other.id for other in others))


def _add_each(dc: Element, tag: str, texts: Iterable[str]) -> None:
    for text in texts:
        add(dc, tag, text)
