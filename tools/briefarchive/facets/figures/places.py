"""Which countries the briefs name: a map of tiles."""

from collections.abc import Sequence

from ...i18n import counted, ngettext_noop, words, written_number
from ...model import CountryCode
from ...pictures.scales import shade_groups, shades
from ...pictures.tiles import Tile, TileMap
from .. import addresses
from ..addresses import figures_address
from ..entries import Entries
from ..views import Figure, FigureTable, LegendRow, TableRow
from ..wording import joined, sort_key, written_briefs

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
            label=label_count(links[code].text, number, language),
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


def label_count(term: str, number: int, language: str) -> str:
    """“Russia: 4 briefs”."""
    return words(language).gettext("{term}: {briefs}").format(term=term, briefs=written_briefs(number, language))


def _shade_rows(counts: Sequence[int], language: str) -> list[LegendRow]:
    rows = []
    for shade, group in enumerate(shade_groups(counts), 1):
        written = str(group[0]) if len(group) == 1 else f"{group[0]}–{group[-1]}"
        text = written_briefs(group[0], language) if shade == 1 and len(group) == 1 else written
        rows.append(LegendRow(mark=f"s{shade}", text=text))
    return rows
