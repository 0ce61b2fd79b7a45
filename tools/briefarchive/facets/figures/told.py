"""Who tells it: the sources of some briefs by where they were published and by whom."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ...i18n import words
from ...model import Brief, BriefId, CiteKey, CountryCode
from ...pictures.rows import Row, Rows
from ...pictures.squares import TELLERS
from ..entries import Entries
from ..evidence import (
    count_sources,
    find_seen,
    find_teller,
    in_drawing_order,
    seen_rows,
    teller_name,
    teller_rows,
)
from ..views import Figure, FigureTable, Link, TableRow
from ..wording import joined, written_number
from .addresses import figures_address

_PLACES = 4
_ELSEWHERE, _UNKNOWN = CountryCode("elsewhere"), CountryCode("unknown")

Kinds = Counter[tuple[str, str]]


class Told:
    """Makes such pictures. Where each source was published is looked up once."""

    def __init__(self, entries: Entries) -> None:
        self._entries, self._language = entries, entries.language
        vocabulary = entries.catalogue.archive.vocabulary
        self._cited: dict[BriefId, tuple[CiteKey, ...]] = {}
        self._kinds: dict[CiteKey, tuple[CountryCode, tuple[str, str]]] = {}
        for key, source in entries.catalogue.archive.sources.items():
            publisher = vocabulary.publishers.get(source.publisher) if source.publisher else None
            place = publisher.country if publisher and publisher.country else _UNKNOWN
            self._kinds[key] = place, (find_teller(source, vocabulary), find_seen(source))

    def of_briefs(self, page: str, briefs: Sequence[Brief], first: Iterable[CountryCode] = ()) -> Figure | None:
        """Who tells of what these briefs are on; the places *first* are there in any case. None without sources."""
        sources = {key: None for brief in briefs for key in self._keys(brief)}
        places = self._by_place(sources, tuple(first))
        if not places:
            return None
        _ = words(self._language).gettext
        title = _("Who tells it")
        runs = {place: in_drawing_order(kinds) for place, kinds in places.items()}
        rows = tuple(Row(name=self._name(place), runs=runs[place]) for place in places)
        whole = in_drawing_order(sum(places.values(), Counter()))
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

    def count_kinds(self, briefs: Iterable[Brief]) -> Kinds:
        """How many sources of each kind these briefs have; each source counts once."""
        return Counter(self._kinds[key][1] for key in {key: None for brief in briefs for key in self._keys(brief)})

    def _keys(self, brief: Brief) -> tuple[CiteKey, ...]:
        """The sources of a brief, looked up once for all pages that it is on."""
        if brief.id not in self._cited:
            sources = self._entries.catalogue.list_sources(brief)
            self._cited[brief.id] = tuple(source.key for source in sources)
        return self._cited[brief.id]

    def _by_place(self, sources: Iterable[CiteKey], first: Sequence[CountryCode]) -> dict[CountryCode, Kinds]:
        """Kinds of sources by place: the *first*, those with most, all others in one, and what is not recorded."""
        found: dict[CountryCode, Kinds] = {}
        for key in sources:
            place, kind = self._kinds[key]
            found.setdefault(place, Counter())[kind] += 1
        unknown = found.pop(_UNKNOWN, Counter())
        ordered = sorted(found, key=lambda place: (place not in first, -found[place].total(), place))
        named, others = ordered[:_PLACES], ordered[_PLACES:]
        elsewhere = sum((found[place] for place in others), Counter())
        places = {place: found[place] for place in named} | {_ELSEWHERE: elsewhere, _UNKNOWN: unknown}
        return {place: kinds for place, kinds in places.items() if kinds}

    def _name(self, place: CountryCode) -> str:
        _ = words(self._language).gettext
        special = {_ELSEWHERE: _("Elsewhere"), _UNKNOWN: _("No single country, or not recorded")}
        return special.get(place) or self._entries.country(place).text

    def _sentence(self, number: int, places: dict[CountryCode, Kinds]) -> str:
        """What the picture shows: “42 sources, by the country of the publisher: China (19) and Russia (1)”."""
        _ = words(self._language).gettext
        parts = [
            _("{place} ({number})").format(
                place=self._name(place), number=written_number(kinds.total(), self._language)
            )
            for place, kinds in places.items()
        ]
        text = _("{sources}, by the country of the publisher: {places}.")
        return text.format(sources=count_sources(number, self._language), places=joined(parts, self._language))

    def _table(self, places: dict[CountryCode, Kinds]) -> FigureTable:
        _ = words(self._language).gettext
        there = {teller for kinds in places.values() for teller, _seen in kinds}
        tellers = [teller for teller in TELLERS if teller in there]
        rows = tuple(
            TableRow(
                key=place,
                texts=(Link(text=self._name(place)),),
                counts=(kinds.total(), *(_count(kinds, teller) for teller in tellers)),
            )
            for place, kinds in places.items()
        )
        heads = (_("Sources"), *(teller_name(teller, self._language) for teller in tellers))
        return FigureTable(key="code", texts=(_("Published in"),), counts=heads, rows=rows)


def _count(kinds: Kinds, teller: str) -> int:
    return sum(number for (one, _seen), number in kinds.items() if one == teller)
