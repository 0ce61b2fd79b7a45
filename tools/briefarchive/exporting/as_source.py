"""A brief as something that others cite: a report of the archive, in the fields of an entry.

Every format that takes sources takes briefs in this shape, and needs no words of its own for them.
"""

from collections.abc import Iterator

from ..facets.citing.report import names_of
from ..facets.citing.reported import report_of
from ..facets.wording import language_name
from ..model import Brief, CiteKey, PartialDate, Source, Vocabulary
from ..reading.bibliography.names import format_names


def as_source(brief: Brief, vocabulary: Vocabulary, *, series: str, base_url: str = "") -> Source:
    """The brief as a report of the archive. It has no date where the day of its publication is not known.

    Args:
        brief: The brief.
        vocabulary: For the names of people, countries and topics.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known.
    """
    report = report_of(brief, vocabulary, series=series, base_url=base_url)
    authors, editors, day = names_of(report.creators), names_of(report.editors), report.issued
    fields = {
        "title": report.title,
        "author": format_names(authors),
        "institution": series,
        "date": day.isoformat() if day else "",
        "editor": format_names(editors),
        "translator": format_names(names_of(report.translators)),
        "doi": report.doi,
        "url": report.url,
        "langid": language_name(brief.language.partition("-")[0]).lower(),
        "keywords": ", ".join(_keywords(brief, vocabulary)),
        "abstract": brief.summary,
    }
    return Source(
        key=CiteKey(brief.id),
        type="report",
        title=report.title,
        authors=authors,
        editors=editors,
        publisher_name=series,
        issued=PartialDate(year=day.year, month=day.month, day=day.day) if day else None,
        url=report.url,
        doi=report.doi,
        language=brief.language,
        fields={name: text for name, text in fields.items() if text},
        span=brief.place("title"),
    )


def _keywords(brief: Brief, vocabulary: Vocabulary) -> Iterator[str]:
    """The countries and topics; a comma in a name would part it in two."""
    countries, topics = vocabulary.countries, vocabulary.topics
    names = [countries[one].label() if one in countries else one for one in brief.countries]
    names += [topics[one].label() if one in topics else one for one in brief.topics]
    return (" ".join(name.replace(",", " ").replace(";", " ").split()) for name in names)
