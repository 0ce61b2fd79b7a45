"""What a brief's page tells reference managers and catalogues in its head.

Highwire's `citation_*` tags, by which Zotero and Google Scholar know a report (Google Scholar, “Inclusion Guidelines
for Webmasters”), and Dublin Core (DCMI, “Expressing Dublin Core metadata using HTML”).
"""

from collections.abc import Iterator

from ..model import Brief, Source
from . import addresses
from .entries import Entries
from .kinds import PERIODICALS, REPORTS, imprint_of, kind_of

Tag = tuple[str, str]


def head_meta(brief: Brief, entries: Entries, *, series: str, base_url: str = "") -> tuple[Tag, ...]:
    """Name and content of each tag, one value a tag, people in their order.

    Args:
        brief: The brief.
        entries: Where names come from.
        series: Name of the archive, which is the institution of the report.
        base_url: Address of the site's root, if it is known; addresses are left out without it.
    """
    return tuple((name, text) for name, text in _tags(brief, entries, series, base_url) if text)


def _tags(brief: Brief, entries: Entries, series: str, base_url: str) -> Iterator[Tag]:
    people = [entries.person(person).text for person in brief.compilers]
    about = [entries.country(code).text for code in brief.countries]
    about += [entries.topic(topic).text for topic in brief.topics]
    address = _name(brief, base_url) if base_url else ""
    yield "citation_title", brief.title
    yield "citation_publication_date", brief.date.strftime("%Y/%m/%d")
    yield "citation_technical_report_institution", series
    yield "citation_technical_report_number", brief.id
    # Who compiles a brief brings others' reports together, as an editor does.
    yield from (("citation_editor", person) for person in people)
    yield "citation_language", brief.language
    yield "citation_abstract_html_url", address
    pdf = entries.pdf_of(brief)
    yield "citation_pdf_url", f"{base_url.rstrip('/')}/{pdf}" if base_url and pdf else ""
    yield from (("citation_keywords", name) for name in about)
    yield from (("citation_reference", _reference(source)) for source in entries.catalogue.sources_of(brief))
    yield "DC.title", brief.title
    yield "DC.type", "Text"
    yield "DC.date", brief.date.isoformat()
    yield "DC.language", brief.language
    yield "DC.publisher", series
    yield from (("DC.contributor", person) for person in people)
    yield from (("DC.subject", name) for name in about)
    yield "DC.description", brief.summary
    yield "DC.identifier", address or brief.id
    original = entries.catalogue.archive.briefs.get(brief.translation_of) if brief.translation_of else None
    if original is not None:
        yield "DC.source", _name(original, base_url)
    yield from (("DC.relation", _name(one, base_url)) for one in entries.catalogue.translations.get(brief.id, ()))


def _name(brief: Brief, base_url: str) -> str:
    return f"{base_url.rstrip('/')}/{addresses.of_brief(brief)}" if base_url else brief.id


def _reference(source: Source) -> str:
    """A source as Highwire writes it: `name=value` parted by semicolons, of which a value has none."""
    kind, imprint = kind_of(source), imprint_of(source)
    container = "citation_publisher"  # the site of a page
    publisher = "citation_technical_report_institution" if kind in REPORTS else "citation_publisher"
    if kind in PERIODICALS:
        container = "citation_journal_title"
    elif imprint.publisher:
        container = "citation_inbook_title"
    parts = [
        ("citation_title", source.title),
        *(("citation_author", str(name)) for name in source.authors or source.editors),
        (container, imprint.container),
        (publisher, imprint.publisher),
        ("citation_volume", source.fields.get("volume", "")),
        ("citation_issue", source.fields.get("issue", "")),
        ("citation_pages", source.fields.get("pages", "")),
        ("citation_publication_date", str(source.issued or "")),
        ("citation_doi", source.doi),
    ]
    return "; ".join(f"{name}={text.replace(';', ',')}" for name, text in parts if text)
