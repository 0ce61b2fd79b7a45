"""Pictures of counts: the map of countries, the matrix of countries and topics, timelines, and publisher classes.

The first three count briefs; the last counts sources, by the country and class of their publishers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from ..i18n import format_count, gettext_noop, ngettext_noop, translations
from ..model import Brief, CiteKey, CountryCode, TopicId
from ..pictures.drawing import Row, Rows, Tile, TileMap
from ..pictures.scales import shade_groups, shades
from ..pictures.squares import Runs, count_sources
from . import addresses
from .entries import Entries
from .evidence import Kind, make_legends, make_runs, tabulate_tellers
from .views import Figure, FigureTable, LegendRow, Link, MatrixCell, TableRow
from .wording import format_brief_count, format_source_count, sort_key

_COUNTRIES = 15
_FEWEST, _ROWS, _COLUMNS = 3, 12, 12
_LENGTHS = (1, 2, 5, 10, 20, 50, 100)
_SHADES = gettext_noop("The stronger the colour, the more briefs a cell has.")

_MatrixRow = tuple[str, Link, int, Sequence[MatrixCell]]
"""A row of a matrix: its key, its heading, the total of its briefs, and its cells before they are shaded."""
_PLACES = 4
_ELSEWHERE, _UNKNOWN = CountryCode("elsewhere"), CountryCode("unknown")


def countries_by_count(entries: Entries) -> list[CountryCode]:
    """Return countries and groups by their number of briefs, the highest first, and then by name."""
    works = entries.catalogue.by_country
    return sorted(works, key=lambda code: (-len(works[code]), sort_key(entries.country(code).text, entries.language)))


def country_map(entries: Entries) -> Figure | None:
    """Return the map; None if no brief names a country."""
    _, language = entries.gettext, entries.language
    counts = {code: len(entries.catalogue.by_country[code]) for code in countries_by_count(entries)}
    if not counts:
        return None
    title, links, shade = _("Where"), {code: entries.country(code) for code in counts}, shades([*counts.values()])
    tiles = (
        Tile(code=code, shade=shade[number], address=link.address, label=label_count(link.text, number, language))
        for (code, link), number in zip(links.items(), counts.values(), strict=True)
    )
    rows = (TableRow(key=code, texts=(links[code],), counts=(number,)) for code, number in counts.items())
    say = ngettext_noop("The briefs name {number} country or group.", "The briefs name {number} countries and groups.")
    return Figure(
        anchor="where",
        title=title,
        sentence=format_count(*say, len(counts), language),
        picture=TileMap(tiles=tuple(tiles), label=title, groups=_("Groups")),
        table=FigureTable(key="code", texts=(_("Country"),), counts=(Link(text=_("Briefs")),), rows=tuple(rows)),
        address=addresses.figures_address(addresses.HOME, "countries"),
        legends=((_("Shades"), tuple(_shade_rows([*counts.values()], language))),),
    )


def label_count(term: str, number: int, language: str) -> str:
    """Return “Russia: 4 briefs”."""
    text = translations(language).gettext("{term}: {briefs}")
    return text.format(term=term, briefs=format_brief_count(number, language))


def _shade_rows(counts: Sequence[int], language: str) -> list[LegendRow]:
    rows = []
    for shade, group in enumerate(shade_groups(counts), 1):
        bounds = str(group[0]) if len(group) == 1 else f"{group[0]}–{group[-1]}"
        text = format_brief_count(group[0], language) if shade == 1 and len(group) == 1 else bounds
        rows.append(LegendRow(mark=f"s{shade}", text=text))
    return rows


def country_matrix(entries: Entries) -> Figure | None:
    """Return the countries of most but not all briefs by the broadest topics; None if either is empty."""
    catalogue, _ = entries.catalogue, entries.gettext
    codes = [code for code in countries_by_count(entries) if code not in catalogue.countries_of_all][:_COUNTRIES]
    topics = catalogue.broadest_topics
    if not codes or not topics:
        return None
    heads = [entries.topic(topic, len(catalogue.by_topic[topic])) for topic in topics]
    rows = [
        (code, entries.country(code), len(catalogue.by_country[code]), [_cell(entries, code, term) for term in topics])
        for code in codes
    ]
    return Figure(
        anchor="what",
        title=_("With whom, about what"),
        sentence=_(_SHADES),
        table=_shade_table(entries, "code", _("Country"), heads, rows),
        address=addresses.figures_address(addresses.HOME, "countries-topics"),
    )


def _cell(entries: Entries, code: CountryCode, topic: TopicId) -> MatrixCell:
    number = len(entries.catalogue.by_cell.get((code, topic), ()))
    if not number:
        return MatrixCell(count=0)
    text = entries.gettext("{country} ({topic})")
    name = text.format(country=entries.country(code).text, topic=entries.topic(topic).text)
    label = label_count(name, number, entries.language)
    return MatrixCell(count=number, address=addresses.cell_address(code, topic), label=label)


def _shade_table(
    entries: Entries, key: str, term: str, heads: Sequence[Link], rows: Sequence[_MatrixRow]
) -> FigureTable:
    """Return a table with shaded numbers; *key* and *term* head the keys and terms, *heads* the other columns."""
    shade = shades([cell.count for *_, cells in rows for cell in cells])
    table_rows = (
        TableRow(
            key=name,
            texts=(head,),
            counts=(total, *(cell.count for cell in cells)),
            cells=tuple(replace(cell, shade=shade[cell.count]) for cell in cells),
        )
        for name, head, total, cells in rows
    )
    counts = (Link(text=entries.gettext("Briefs")), *heads)
    return FigureTable(key=key, texts=(term,), counts=counts, rows=tuple(table_rows))


def topic_timeline(entries: Entries, page: str, topic: TopicId, briefs: Sequence[Brief]) -> Figure | None:
    """Return the timeline of a topic's direct subtopics or, if it has none, of its countries."""
    catalogue = entries.catalogue
    below = [child for child in catalogue.archive.vocabulary.narrower.get(topic, ()) if child in catalogue.by_topic]
    if below:
        return _timeline(entries, page, briefs, {entries.topic(child): catalogue.by_topic[child] for child in below})
    codes = catalogue.count_countries(briefs)
    commonest = [code for code, _ in codes.most_common() if code not in catalogue.countries_of_all][:_ROWS]
    on_each = {entries.country(code): [brief for brief in briefs if code in brief.countries] for code in commonest}
    return _timeline(entries, page, briefs, on_each)


def pair_timeline(entries: Entries, page: str, briefs: Sequence[Brief]) -> Figure | None:
    """Return the timeline of the top-level topics."""
    catalogue = entries.catalogue
    topics = {brief.id: catalogue.list_topics(brief) for brief in briefs}
    tops = catalogue.archive.vocabulary.narrower.get(None, ())
    rows = {entries.topic(top): [brief for brief in briefs if top in topics[brief.id]] for top in tops}
    return _timeline(entries, page, briefs, {link: row for link, row in rows.items() if row})


def _timeline(
    entries: Entries, page: str, briefs: Sequence[Brief], terms: Mapping[Link, Sequence[Brief]]
) -> Figure | None:
    years = [brief.date.year for brief in briefs]
    if len(briefs) < _FEWEST or len(set(years)) == 1 or not terms:
        return None
    _ = entries.gettext
    first, last = min(years), max(years)
    length = next((years for years in _LENGTHS if (last - first) // years < _COLUMNS), last)
    starts = range(first // length * length, last + 1, length)
    heads = [Link(text=str(year) if length == 1 else f"{year}–{year + length - 1}") for year in starts]
    rows = []
    for link in sorted(terms, key=lambda link: -len(terms[link]))[:_ROWS]:
        counts = Counter(brief.date.year // length * length for brief in terms[link])
        key = link.address.rpartition("/")[2].removesuffix(".html")
        rows.append((key, link, counts.total(), [MatrixCell(count=counts[start]) for start in starts]))
    return Figure(
        anchor="timeline",
        title=_("Over the years"),
        sentence=_(_SHADES),
        table=_shade_table(entries, "term", _("Term"), heads, rows),
        address=addresses.figures_address(page, "years"),
    )


def tellers_figure(
    entries: Entries, page: str, briefs: Sequence[Brief], first: Iterable[CountryCode] = ()
) -> Figure | None:
    """Return the sources of these briefs by place, always including the places *first*; None without sources."""
    sources, _ = entries.catalogue.list_cited(briefs), entries.gettext
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
        sentence=text.format(sources=format_source_count(len(sources), entries.language)),
        picture=Rows(rows=tuple(Row(name=names[place], runs=runs) for place, runs in places.items()), label=title),
        table=tabulate_tellers("code", (_("Published in"),), (_("Sources"),), rows, entries.language),
        address=addresses.figures_address(page, "sources"),
        legends=make_legends([run for runs in places.values() for run in runs], entries.language),
    )


def count_tellers(entries: Entries, briefs: Iterable[Brief]) -> Counter[str]:
    """Count the distinct sources of these briefs by publisher class."""
    return Counter(entries.kinds[key][0] for key in entries.catalogue.list_cited(briefs))


def _sort_by_place(keys: Iterable[CiteKey], first: Sequence[CountryCode], entries: Entries) -> dict[CountryCode, Runs]:
    """Return sources by place: the *first*, those with most, all others together, and the unknown."""
    archive = entries.catalogue.archive
    kinds_by_place: dict[CountryCode, Counter[Kind]] = defaultdict(Counter)
    for key in keys:
        publisher_id = archive.sources[key].publisher
        publisher = archive.vocabulary.publishers.get(publisher_id) if publisher_id else None
        place = (publisher.country if publisher else None) or _UNKNOWN
        kinds_by_place[place][entries.kinds[key]] += 1
    unknown = kinds_by_place.pop(_UNKNOWN, Counter())
    ordered = sorted(kinds_by_place, key=lambda place: (place not in first, -kinds_by_place[place].total(), place))
    named_places, other_places = ordered[:_PLACES], ordered[_PLACES:]
    elsewhere = sum((kinds_by_place[place] for place in other_places), Counter())
    places = {place: kinds_by_place[place] for place in named_places} | {_ELSEWHERE: elsewhere, _UNKNOWN: unknown}
    return {place: make_runs(kinds) for place, kinds in places.items() if kinds}
