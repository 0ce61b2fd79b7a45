"""Who tells it: the sources of some briefs by where they were published and by whom."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ...model import Brief, CiteKey, CountryCode
from ...pictures.drawing import Row, Rows
from ...pictures.squares import Runs, count_sources
from ..addresses import figures_address
from ..entries import Entries
from ..evidence import Kind, in_drawing_order, make_legends, tabulate_tellers
from ..views import Figure, Link
from ..wording import written_sources

_PLACES = 4
_ELSEWHERE, _UNKNOWN = CountryCode("elsewhere"), CountryCode("unknown")


def show_tellers(
    entries: Entries, page: str, briefs: Sequence[Brief], first: Iterable[CountryCode] = ()
) -> Figure | None:
    """The sources of these briefs by place, with the places *first* in any case; None without sources."""
    sources, _ = _list_sources(briefs, entries), entries.words.gettext
    places = _sort_by_place(sources, tuple(first), entries)
    if not places:
        return None
    title = _("Who published it")
    special = {_ELSEWHERE: _("Elsewhere"), _UNKNOWN: _("No single country, or not recorded")}
    names = {place: special.get(place) or entries.country(place).text for place in places}
    counts = {place: count_sources(runs) for place, runs in places.items()}
    text = _("{sources}, by the country of the publisher.")
    rows = [(place, (Link(text=names[place]),), (counts[place],), runs) for place, runs in places.items()]
    return Figure(
        anchor="told",
        title=title,
        sentence=text.format(sources=written_sources(len(sources), entries.language)),
        picture=Rows(rows=tuple(Row(name=names[place], runs=runs) for place, runs in places.items()), label=title),
        table=tabulate_tellers("code", (_("Published in"),), (_("Sources"),), rows, entries.language),
        address=figures_address(page, "sources"),
        legends=make_legends([run for runs in places.values() for run in runs], entries.language),
    )


def count_tellers(entries: Entries, briefs: Iterable[Brief]) -> Counter[str]:
    """How many sources of these briefs each tells; each source counts once."""
    return Counter(entries.kinds[key][0] for key in _list_sources(briefs, entries))


def _list_sources(briefs: Iterable[Brief], entries: Entries) -> list[CiteKey]:
    """The known sources of some briefs, each once."""
    keys = dict.fromkeys(key for brief in briefs for key in entries.catalogue.bibliography(brief))
    return [key for key in keys if key in entries.kinds]


def _sort_by_place(keys: Iterable[CiteKey], first: Sequence[CountryCode], entries: Entries) -> dict[CountryCode, Runs]:
    """Sources by place: the *first*, those with most, all others in one, and what is not recorded."""
    archive = entries.catalogue.archive
    found: dict[CountryCode, Counter[Kind]] = {}
    for key in keys:
        named = archive.sources[key].publisher
        publisher = archive.vocabulary.publishers.get(named) if named else None
        place = (publisher.country if publisher else None) or _UNKNOWN
        found.setdefault(place, Counter())[entries.kinds[key]] += 1
    unknown = found.pop(_UNKNOWN, Counter())
    ordered = sorted(found, key=lambda place: (place not in first, -found[place].total(), place))
    named_places, others = ordered[:_PLACES], ordered[_PLACES:]
    elsewhere = sum((found[place] for place in others), Counter())
    places = {place: found[place] for place in named_places} | {_ELSEWHERE: elsewhere, _UNKNOWN: unknown}
    return {place: in_drawing_order(kinds) for place, kinds in places.items() if kinds}
