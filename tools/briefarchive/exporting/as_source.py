"""A brief as something that others cite: a report of the archive, in the fields of an entry.

Every format that takes sources takes briefs in this shape, and needs no words of its own for them.
"""

from ..facets.citing.reported import cited_names, cited_title
from ..facets.wording import language_name
from ..model import Brief, CiteKey, Name, PartialDate, Source, Vocabulary
from ..reading.bibliography.names import format_names
from .identity import page_of


def as_source(brief: Brief, vocabulary: Vocabulary, *, series: str, base_url: str = "") -> Source:
    """The brief as a report: its number is its id, its institution the archive, its editors are its compilers.

    Args:
        brief: The brief.
        vocabulary: For the names of people.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known.
    """
    editors = cited_names(brief, vocabulary)
    # Whom nobody is known to have compiled it, the archive itself answers for.
    authors = () if editors else (Name(literal=series),)
    fields = {
        "title": cited_title(brief),
        "author": format_names(authors),
        "institution": series,
        "number": brief.id,
        "date": brief.date.isoformat(),
        "editor": format_names(editors),
        "editortype": "compiler" if editors else "",
        "url": page_of(brief, base_url),
        "langid": language_name(brief.language.partition("-")[0]).lower(),
        "abstract": brief.summary,
    }
    return Source(
        key=CiteKey(brief.id),
        type="report",
        title=cited_title(brief),
        authors=authors,
        editors=editors,
        publisher_name=series,
        issued=PartialDate(year=brief.date.year, month=brief.date.month, day=brief.date.day),
        url=page_of(brief, base_url),
        language=brief.language,
        fields={name: text for name, text in fields.items() if text},
        span=brief.place("title"),
    )
