"""A report in the shape of a source, for formats that write sources: they need no words of their own for it."""

from ...bibtex.names import format_names
from ...diagnostics import Span
from ...model import CiteKey, LanguageTag, PartialDate, Source
from ..wording import language_name
from .report import Report, names_of


def as_source(report: Report, *, span: Span | None = None) -> Source:
    """The report as a source. It has no date where the day of its publication is not known.

    Args:
        report: The report.
        span: The place of the brief.
    """
    authors, editors, day = names_of(report.creators), names_of(report.editors), report.issued
    note = "".join(f"{one}. " for one in report.notes).strip()
    fields = {
        "title": report.title,
        "author": format_names(authors),
        "institution": report.publisher,
        "date": day.isoformat() if day else "",
        "editor": format_names(editors),
        "translator": format_names(names_of(report.translators)),
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
