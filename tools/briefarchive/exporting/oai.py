"""Briefs as Dublin Core in a static OAI-PMH 2.0 answer to `ListRecords`, for library catalogues and aggregators.

One document has all records, without a resumption token. The datestamp of a record is the last day on which the brief
was published, corrected or withdrawn in this archive (`Brief.changed`), so that a harvester asking for changes since
yesterday gets a text of 2008 that was added today. Edits without a note do not count: with the days of their commits,
each edit of a text would change this file. A brief without a known day has the last known one of any brief
(`day_of_change`), so that no harvester misses it. The record of a withdrawn brief has only a header with the status
`deleted`. The response date is the latest datestamp rather than the clock's, so that the same archive gives the same
file. With the site's address, identifiers follow the guideline `oai-identifier` (`oai:example.org:2014-10-17-…`);
without one they are URNs.

The guide (`docs/reference/formats.md`) says what each element has. Beside these, `subject` has topics, `coverage`
countries, `source` the brief of which this one is a translation, and `relation` the brief's sources that have an
address, the briefs that it replaces, and its translations.

People are written `Family, Given`. This Dublin Core schema has no element or attribute for an identifier, and a second
`creator` would be a second author, so the address of an ORCID record follows the name: `Family, Given;
https://orcid.org/…`.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from ..facets import addresses
from ..facets.addresses import web_link
from ..facets.catalogue import NEVER
from ..facets.linked_data import dublin_core
from ..facets.report import Report, make_report
from ..model import Brief, Status
from ..reading.configuration import Publication
from .choice import Selection
from .format import RecordFormat, add, day_of_change, document, find_host, local_name, root, urn

_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"


def oai_records(selection: Selection, site: Publication) -> str:
    """Return the response, with a record for each brief, withdrawn ones last; an error if there are none."""
    answer = root(
        "OAI-PMH",
        xmlns=_OAI,
        xmlns_xsi=_SCHEMA,
        xsi_schemaLocation=f"{_OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd",
    )
    briefs = (*selection.briefs, *selection.withdrawn)
    days = [day_of_change(brief, selection) for brief in briefs]
    add(answer, "responseDate", f"{max(days, default=NEVER)}T00:00:00Z")
    add(answer, "request", site.base_url, verb="ListRecords", metadataPrefix="oai_dc")
    if not days:
        add(answer, "error", "No briefs match.", code="noRecordsMatch")
        return document(answer)
    add(answer, "ListRecords")
    # Serialized one by one, since the tree of all would take four times the memory of the text.
    records = (tostring(_record(brief, selection, site), encoding="unicode") for brief in briefs)
    head, _, tail = document(answer).partition("<ListRecords />")
    return "".join((head, "<ListRecords>", *records, "</ListRecords>", tail))


def _record(brief: Brief, selection: Selection, site: Publication) -> Element:
    """Return a record; that of a withdrawn brief tells harvesters to delete it (OAI-PMH 2.0, §2.5.1)."""
    record, base_url, is_deleted = root("record"), site.base_url, brief.status is Status.WITHDRAWN
    header, host = add(record, "header", status="deleted" if is_deleted else ""), find_host(base_url)
    add(header, "identifier", f"oai:{host}:{local_name(brief, base_url)}" if host else urn(brief.id))
    add(header, "datestamp", str(day_of_change(brief, selection)))
    if is_deleted:
        return record
    report = make_report(brief, selection.archive.vocabulary, site)
    dc = add(
        add(record, "metadata"),
        "oai_dc:dc",
        xmlns_oai_dc=_OAI_DC,
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_xsi=_SCHEMA,
        xsi_schemaLocation=f"{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    )
    for name, text in (*_elements(brief, report, selection), *_relations(brief, selection, base_url)):
        if text or name == "title":
            add(dc, f"dc:{name}", text, xml_lang=brief.language if name in ("title", "description") else "")
    return record


def _elements(brief: Brief, report: Report, selection: Selection) -> Iterator[tuple[str, str]]:
    vocabulary = selection.archive.vocabulary
    yield from dublin_core(report)
    yield from (("subject", vocabulary.topic_label(topic_id)) for topic_id in brief.topics)
    yield from (("coverage", vocabulary.country_label(code)) for code in brief.countries)
    yield "coverage", str(brief.event_date or "")
    yield "format", "text/html" if report.url else ""


def _relations(brief: Brief, selection: Selection, base_url: str) -> Iterator[tuple[str, str]]:
    archive = selection.archive
    if original := archive.find_listed(brief.translation_of):
        yield "source", addresses.brief_url(original, base_url) or original.id
    sources = (source for key in dict.fromkeys(brief.bibliography) if (source := archive.source(key)))
    yield from (("relation", web_link(source.url)) for source in sources)
    for related in (*archive.list_replaced(brief), *selection.catalogue.translations(brief)):
        yield "relation", addresses.brief_url(related, base_url) or related.id


OAI = RecordFormat(
    name="oai",
    label="OAI-PMH",
    media_type="application/xml",
    suffix=".xml",
    audience="Library catalogues",
    contents="Briefs as Dublin Core, in one OAI-PMH document",
    records=oai_records,
    file="exports/oai.xml",
)
