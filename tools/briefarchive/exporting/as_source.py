"""A brief as something that others cite: a report of the archive, in the fields of an entry.

Every format that takes sources takes briefs in this shape, and needs no words of its own for them.
"""

from ..facets.citing.as_source import as_source as report_as_source
from ..facets.citing.reported import report_of
from ..model import Brief, Source, Vocabulary


def as_source(brief: Brief, vocabulary: Vocabulary, *, series: str, base_url: str = "") -> Source:
    """The brief as a report of the archive.

    Args:
        brief: The brief.
        vocabulary: For the names of people, countries and topics.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known.
    """
    report = report_of(brief, vocabulary, series=series, base_url=base_url)
    return report_as_source(report, span=brief.place("title"))
