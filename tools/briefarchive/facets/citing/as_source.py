"""A brief as something that others cite: a report of the archive, in the fields of an entry.

Every format that takes sources takes briefs in this shape, and needs no words of its own for them.
"""

from ...bibtex.names import format_names
from ...diagnostics import Span
from ...model import Brief, CiteKey, LanguageTag, PartialDate, Source, Vocabulary
from ..wording import language_name
from .report import Report, list_names
from .reported import make_report


def as_source(brief: Brief, vocabulary: Vocabulary, *, series: str, base_url: str = "") -> Source:
    """The brief as a report of the archive.

    Args:
        brief: The brief.
        vocabulary: For the names of people, countries and topics.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known.
    """
    report = make_report(brief, vocabulary, series=series, base_url=base_url)
    return report_as_source(report, span=brief.place("title"))


def report_as_source(report: Report, *, span: Span | None = None) -> Source:
    """The report as a source. It has no date where the day of its publication is not known.

    Args:
        report: The report.
        span: The place of the brief.
    """
    authors, editors, day = list_names(report.creators), list_names(report.editors), report.issued
    note = "".join(f"{one}. " for one in report.notes).strip()
    fields = {
        "title": report.title,
        "author": format_names(authors),
        "institution": report.publisher,
        "date": day.isoformat() if day else "",
        "editor": format_names(editors),
        "translator": format_names(list_names(report.translators)),
        "doi": report.doi,
        "url": report.url,
        "langid": language_name(report.language.partition("-")[0]).lower(),
        "keywords": ", ".join(report.keywords),
        "abstract": report.summary,
        "note": note,
    }
    return Source(
        key=CiteKey(report.id),
        type="report",
        title=report.title,
        authors=authors,
        editors=editors,
        publisher_name=report.publisher,
        issued=PartialDate(year=day.year, month=day.month, day=day.day) if day else None,
        url=report.url,
        doi=report.doi,
        language=LanguageTag(report.language),
        note=note,
        fields={name: text for name, text in fields.items() if text},
        span=span or Span(path=report.id),
    )
