"""Which countries the briefs name: a map of tiles, and with which topics: a matrix."""

from collections.abc import Mapping, Sequence

from ...i18n import counted, ngettext_noop, words, written_number
from ...model import Brief, CountryCode, TopicId
from ...pictures.scales import shade_groups, shades
from ...pictures.tiles import Tile, TileMap
from .. import addresses
from ..addresses import figures_address
from ..entries import Entries
from ..views import Figure, FigureTable, LegendRow, Matrix, MatrixCell, MatrixRow, TableRow
from ..wording import joined, sort_key, written_briefs

_ROWS = 15
_NAMED = 3


def countries_by_count(entries: Entries) -> list[CountryCode]:
    """Countries and groups, those with most briefs first, and then by name."""
    works = entries.catalogue.by_country
    return sorted(works, key=lambda code: (-len(works[code]), sort_key(entries.country(code).text, entries.language)))


def map_of_countries(entries: Entries) -> Figure | None:
    """The map; None if no brief names a country."""
    texts, language = entries.words, entries.language
    works, codes = entries.catalogue.by_country, countries_by_count(entries)
    if not codes:
        return None
    counts = [len(works[code]) for code in codes]
    shade = shades(counts)
    links = {code: entries.country(code) for code in codes}
    tiles = tuple(
        Tile(
            code=code,
            shade=shade[number],
            address=links[code].address,
            label=_label(links[code].text, number, language),
        )
        for code, number in zip(codes, counts, strict=True)
    )
    most = [
        texts.gettext("{term} ({number})").format(
            term=links[code].text, number=written_number(len(works[code]), language)
        )
        for code in codes
    ]
    forms = ngettext_noop(
        "The briefs name {number} country or group – {most}.",
        "The briefs name {number} countries and groups, most often {most}.",
    )
    sentence = counted(forms, len(codes), language, most=joined(most[:_NAMED], language))
    rows = tuple(TableRow(key=code, texts=(links[code],), counts=(len(works[code]),)) for code in codes)
    title = texts.gettext("Where")
    return Figure(
        anchor="where",
        title=title,
        sentence=sentence,
        picture=TileMap(tiles=tiles, label=title, groups=texts.gettext("Groups")),
        table=FigureTable(key="code", texts=(texts.gettext("Country"),), counts=(texts.gettext("Briefs"),), rows=rows),
        address=figures_address(addresses.HOME, "countries"),
        shades=tuple(_shade_rows(counts, language)),
        note=texts.gettext(
            "A square for each country and territory, about where it lies; nothing is said of borders or status."
        ),
    )


def _label(term: str, number: int, language: str) -> str:
    return words(language).gettext("{term}: {briefs}").format(term=term, briefs=written_briefs(number, language))


def _shade_rows(counts: Sequence[int], language: str) -> list[LegendRow]:
    rows = []
    for shade, group in enumerate(shade_groups(counts), 1):
        written = str(group[0]) if len(group) == 1 else f"{group[0]}–{group[-1]}"
        text = written_briefs(group[0], language) if shade == 1 and len(group) == 1 else written
        rows.append(LegendRow(mark=f"s{shade}", text=text))
    return rows


def matrix_of_countries(entries: Entries) -> Figure | None:
    """Countries with most briefs by the topics that are below no other; None where either is missing.

    A country that all briefs name says nothing, and is left out.
    """
    catalogue, language = entries.catalogue, entries.language
    texts = words(language)
    codes = [code for code in countries_by_count(entries) if code not in catalogue.countries_of_all][:_ROWS]
    topics = [topic for topic in catalogue.archive.vocabulary.narrower.get(None, ()) if topic in catalogue.by_topic]
    topics.sort(key=lambda topic: -len(catalogue.by_topic[topic]))
    if not codes or not topics:
        return None
    cells = {(code, topic): len(catalogue.by_cell.get((code, topic), ())) for code in codes for topic in topics}
    most = max(cells.values())
    fullest = [_term(entries, *cell) for cell, number in cells.items() if number == most][:_NAMED]
    forms = ngettext_noop(
        "At most {number} brief has a country and a topic in common, such as {cells}.",
        "At most {number} briefs have a country and a topic in common, such as {cells}.",
    )
    sentence = counted(forms, most, language, cells=joined(fullest, language))
    return Figure(
        anchor="what",
        title=texts.gettext("With whom, about what"),
        sentence=sentence,
        matrix=_matrix(entries, codes, topics, cells),
        table=_table(entries, codes, topics, cells),
        address=figures_address(addresses.HOME, "countries-topics"),
    )


Cells = Mapping[tuple[CountryCode, TopicId], int]


def _matrix(entries: Entries, codes: Sequence[CountryCode], topics: Sequence[TopicId], cells: Cells) -> Matrix:
    shade = shades(list(cells.values()))
    rows = tuple(
        MatrixRow(
            head=entries.country(code, len(entries.catalogue.by_country[code])),
            cells=tuple(_cell(entries, code, topic, cells[code, topic], shade) for topic in topics),
        )
        for code in codes
    )
    heads = tuple(entries.topic(topic, len(entries.catalogue.by_topic[topic])) for topic in topics)
    return Matrix(heads=heads, rows=rows)


def _cell(entries: Entries, code: CountryCode, topic: TopicId, number: int, shade: Mapping[int, int]) -> MatrixCell:
    if not number:
        return MatrixCell(count=0, shade=0)
    label = _label(_term(entries, code, topic), number, entries.language)
    return MatrixCell(count=number, shade=shade[number], address=addresses.of_cell(code, topic), label=label)


def _term(entries: Entries, code: CountryCode, topic: TopicId) -> str:
    text = entries.words.gettext("{country} ({topic})")
    return text.format(country=entries.country(code).text, topic=entries.topic(topic).text)


def _table(entries: Entries, codes: Sequence[CountryCode], topics: Sequence[TopicId], cells: Cells) -> FigureTable:
    works: Mapping[CountryCode, Sequence[Brief]] = entries.catalogue.by_country
    _ = entries.words.gettext
    rows = tuple(
        TableRow(
            key=code,
            texts=(entries.country(code),),
            counts=(len(works[code]), *(cells[code, topic] for topic in topics)),
        )
        for code in codes
    )
    heads = (_("Briefs"), *(entries.topic(topic).text for topic in topics))
    return FigureTable(key="code", texts=(_("Country"),), counts=heads, rows=rows)
