"""The report that a brief is: here every citation, record and feed gets what it tells of a brief."""

from collections.abc import Iterator

from ...model import Brief, PersonId, Status, Vocabulary
from ...model.one_line import one_line
from .. import addresses
from .contributor import Contributor, contributor
from .plain import web_link
from .report import Report

PLACEHOLDER = "[Untitled] "
"""How the title of an imported brief begins that has none of its own."""

_UNTITLED = "[Untitled brief]"
_WITHDRAWN = "[Withdrawn]"


def make_report(
    brief: Brief, vocabulary: Vocabulary, *, series: str, base_url: str = "", license_id: str = ""
) -> Report:
    """The brief as a report.

    Args:
        brief: The brief.
        vocabulary: Where the names of people come from.
        series: Name of the archive.
        base_url: Address of the site's root, if it is known.
        license_id: The licence of texts that name none of their own.
    """
    first = brief.original
    # Somebody who compiled a text that others wrote had a part in it as an editor has.
    compilers = (person for person in brief.compilers if brief.authors and person not in brief.authors)

    def named(people: tuple[PersonId, ...]) -> tuple[Contributor, ...]:
        return tuple(contributor(person, vocabulary) for person in people)

    return Report(
        id=brief.id,
        title=cited_title(brief),
        authors=named(brief.responsible),
        editors=named(tuple(dict.fromkeys((*brief.editors, *compilers)))),
        translators=named(brief.translators),
        institution=series,
        publisher=_publisher(brief, vocabulary) or series,
        event=brief.date,
        issued=brief.issued,
        published=brief.published,
        revised=brief.revised,
        first_url=web_link(first.url) if first else "",
        is_republished=first is not None,
        url=addresses.whole_of_brief(brief, base_url),
        doi=brief.doi,
        license_id=brief.license or license_id,
        language=brief.language,
        summary=brief.summary,
        keywords=tuple(_keywords(brief, vocabulary)),
    )


def _publisher(brief: Brief, vocabulary: Vocabulary) -> str:
    """Who brought the text out before it came to the archive; empty where that is not known."""
    name = brief.original.publisher if brief.original else None
    known = vocabulary.publishers.get(name) if name else None
    return one_line(known.name) if known else name or ""


def _keywords(brief: Brief, vocabulary: Vocabulary) -> Iterator[str]:
    """The countries and topics; a comma in a name would part it in two."""
    countries, topics = vocabulary.countries, vocabulary.topics
    names = [countries[one].label() if one in countries else one for one in brief.countries]
    names += [topics[one].label() if one in topics else one for one in brief.topics]
    return (" ".join(name.replace(",", " ").replace(";", " ").split()) for name in names)


def cited_title(brief: Brief) -> str:
    """The title without its full stop, or words that say that there is none yet; a withdrawn brief is called so."""
    title = one_line(brief.title)
    if title.startswith(PLACEHOLDER):
        title = _UNTITLED
    elif not title.endswith(".."):
        title = title.removesuffix(".")
    return f"{title} {_WITHDRAWN}" if brief.status is Status.WITHDRAWN else title
