"""The page that tells readers what the archive is, what it covers, and how to cite it."""

from collections.abc import Iterator

from ..i18n import counted, ngettext_noop
from .catalogue import NEVER, UNNAMED
from .changes import ChangeKind, changes
from .citing.report import license_address, make_report
from .citing.styles import citations
from .entries import Entries
from .evidence import find_teller, make_runs, seen_rows, teller_rows
from .publication import Publication
from .views import AboutPage, Link
from .wording import paragraph, sort_key, written_date

_STYLE = "APA"


def about_page(entries: Entries, publication: Publication) -> AboutPage:
    """The view of that page; what is true of any archive stands in its template."""
    catalogue, language = entries.catalogue, entries.language
    sources, vocabulary = list(catalogue.archive.sources.values()), catalogue.archive.vocabulary
    runs = make_runs(sources, vocabulary)
    told = changes(catalogue.archive)
    changed = catalogue.last_change
    return AboutPage(
        scope=paragraph(_scope(entries), language),
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


def _scope(entries: Entries) -> Iterator[str]:
    """How many briefs there are, on what time, with how many sources of how many publishers."""
    catalogue, language = entries.catalogue, entries.language
    years = list(catalogue.by_year)
    if not years:
        yield entries.words.gettext("There are no briefs yet.")
        return
    forms = ngettext_noop(
        "At present there is {number} brief, on events from {first} to {last}.",
        "At present there are {number} briefs, on events from {first} to {last}.",
    )
    if len(years) == 1:
        forms = ngettext_noop(
            "At present there is {number} brief, on an event of {first}.",
            "At present there are {number} briefs, on events of {first}.",
        )
    yield counted(*forms, len(catalogue.works), language, first=min(years), last=max(years))
    if publishers := len(catalogue.by_publisher.keys() - {UNNAMED}):
        held = ngettext_noop(
            "The bibliography has {number} source of {publishers}.",
            "The bibliography has {number} sources of {publishers}.",
        )
        makers = counted("{number} publisher", "{number} publishers", publishers, language)
        yield counted(*held, len(catalogue.archive.sources), language, publishers=makers)


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
