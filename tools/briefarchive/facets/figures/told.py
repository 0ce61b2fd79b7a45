"""Who tells it: the sources of some briefs by where they were published and by whom."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ...i18n import written_number
from ...model import Brief, CiteKey, CountryCode
from ...pictures.drawing import Row, Rows
from ...pictures.squares import Runs, count_sources
from ..addresses import figures_address
from ..entries import Entries
from ..evidence import Kind, find_kind, in_drawing_order, seen_rows, tabulate_tellers, teller_rows
from ..views import Figure, FigureTable, Link
from ..wording import joined, written_sources

_PLACES = 4
_ELSEWHERE, _UNKNOWN = CountryCode("elsewhere"), CountryCode("unknown")


class Told:
    """Makes pictures of the sources of some briefs. Where each source was published is looked up once."""

    def __init__(self, entries: Entries) -> None:
        self._entries, self._language = entries, entries.language
        vocabulary = entries.catalogue.archive.vocabulary
        self._kinds: dict[CiteKey, tuple[CountryCode, Kind]] = {}
        for key, source in entries.catalogue.archive.sources.items():
            publisher = vocabulary.publishers.get(source.publisher) if source.publisher else None
            place = publisher.country if publisher and publisher.country else _UNKNOWN
            self._kinds[key] = place, find_kind(source, vocabulary)

    def of_briefs(self, page: str, briefs: Sequence[Brief], first: Iterable[CountryCode] = ()) -> Figure | None:
        """The sources of these briefs by place, with the places *first* in any case; None without sources."""
        sources = self._sources(briefs)
        places = self._by_place(sources, tuple(first))
        if not places:
            return None
        _ = self._entries.words.gettext
        title = _("Who tells it")
        rows = tuple(Row(name=self._name(place), runs=runs) for place, runs in places.items())
        whole = [run for runs in places.values() for run in runs]
        return Figure(
            anchor="told",
            title=title,
            sentence=self._sentence(len(sources), places),
            picture=Rows(rows=rows, label=title),
            table=self._table(places),
            address=figures_address(page, "sources"),
            tellers=teller_rows(whole, self._language),
            ways_seen=seen_rows(whole, self._language),
        )

    def count_tellers(self, briefs: Iterable[Brief]) -> Counter[str]:
        """How many sources of these briefs each tells; each source counts once."""
        kinds = (self._kinds[key][1] for key in self._sources(briefs))
        return Counter(teller for teller, _seen in kinds)

    def _sources(self, briefs: Iterable[Brief]) -> list[CiteKey]:
        """The known sources of some briefs, each once."""
        catalogue = self._entries.catalogue
        keys = dict.fromkeys(key for brief in briefs for key in catalogue.bibliography(brief))
        return [key for key in keys if key in self._kinds]

    def _by_place(self, sources: Iterable[CiteKey], first: Sequence[CountryCode]) -> dict[CountryCode, Runs]:
        """Sources by place: the *first*, those with most, all others in one, and what is not recorded."""
        found: dict[CountryCode, Counter[Kind]] = {}
        for key in sources:
            place, kind = self._kinds[key]
            found.setdefault(place, Counter())[kind] += 1
        unknown = found.pop(_UNKNOWN, Counter())
        ordered = sorted(found, key=lambda place: (place not in first, -found[place].total(), place))
        named, others = ordered[:_PLACES], ordered[_PLACES:]
        elsewhere = sum((found[place] for place in others), Counter())
        places = {place: found[place] for place in named} | {_ELSEWHERE: elsewhere, _UNKNOWN: unknown}
        return {place: in_drawing_order(kinds) for place, kinds in places.items() if kinds}

    def _name(self, place: CountryCode) -> str:
        _ = self._entries.words.gettext
        special = {_ELSEWHERE: _("Elsewhere"), _UNKNOWN: _("No single country, or not recorded")}
        return special.get(place) or self._entries.country(place).text

    def _sentence(self, number: int, places: dict[CountryCode, Runs]) -> str:
        """What the picture shows: “42 sources, by the country of the publisher: China (19) and Russia (1)”."""
        _ = self._entries.words.gettext
        parts = [
            _("{place} ({number})").format(
                place=self._name(place), number=written_number(count_sources(runs), self._language)
            )
            for place, runs in places.items()
        ]
        text = _("{sources}, by the country of the publisher: {places}.")
        return text.format(sources=written_sources(number, self._language), places=joined(parts, self._language))

    def _table(self, places: dict[CountryCode, Runs]) -> FigureTable:
        _ = self._entries.words.gettext
        rows = [
            (place, (Link(text=self._name(place)),), (count_sources(runs),), runs) for place, runs in places.items()
        ]
        return tabulate_tellers("code", (_("Published in"),), (_("Sources"),), rows, self._language)
