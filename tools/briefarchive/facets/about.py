"""The page that tells readers what the archive is, what it covers, and how to cite it."""

from collections.abc import Iterator

from .catalogue import NEVER
from .changes import ChangeKind, changes
from .citing.report import license_address, make_report
from .citing.styles import citations
from .entries import Entries
from .evidence import find_teller, make_runs, seen_rows, teller_rows
from .indices.lists import describe_briefs
from .publication import Publication
from .views import AboutPage, Link
from .wording import sort_key, written_date

_STYLE = "APA"


def about_page(entries: Entries, publication: Publication) -> AboutPage:
    """The view of that page; what is true of any archive stands in its template."""
    catalogue, language = entries.catalogue, entries.language
    works = [work.brief for work in catalogue.works]
    sources, vocabulary = list(catalogue.archive.sources.values()), catalogue.archive.vocabulary
    runs = make_runs(sources, vocabulary)
    told = changes(catalogue.archive)
    changed = catalogue.last_change
    return AboutPage(
        scope=describe_briefs(works, catalogue, language) or entries.words.gettext("There are no briefs yet."),
        countries=tuple(
            _by_name((entries.country(code, len(briefs)) for code, briefs in catalogue.by_country.items()), language)
        ),
        tellers=teller_rows(runs, language),
        ways_seen=seen_rows(runs, language),
        state_media=tuple(_state_media(entries)),
        corrected=sum(one.kind is ChangeKind.CORRECTED for one in told),
        withdrawn=sum(one.kind is ChangeKind.WITHDRAWN for one in told),
        last_change=written_date(changed, language) if changed != NEVER else "",
        license_id=publication.license_id,
        license_address=license_address(publication.license_id),
        citation=_cited(entries, publication),
    )


def _state_media(entries: Entries) -> Iterator[Link]:
    """The publishers that are called state media."""
    catalogue = entries.catalogue
    vocabulary = catalogue.archive.vocabulary
    found = (
        publisher
        for publisher, sources in catalogue.by_publisher.items()
        if any(find_teller(source, vocabulary) == "state" for source in sources)
    )
    yield from _by_name(map(entries.publisher, found), entries.language)


def _by_name(links: Iterator[Link], language: str) -> list[Link]:
    return sorted(links, key=lambda link: sort_key(link.text, language))


def _cited(entries: Entries, publication: Publication) -> tuple[tuple[str, bool], ...]:
    """How the latest brief is cited, as an example: pieces of text, and whether each is in italics."""
    work = next(iter(entries.catalogue.works), None)
    if work is None:
        return ()
    report = make_report(work.brief, entries.catalogue.archive.vocabulary, publication)
    return next(one.runs for one in citations(report) if one.label == _STYLE)
