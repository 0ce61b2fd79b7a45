"""The tables that the search fetches, and what results draw."""

import json

from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.model import Archive, Country, CountryCode, Vocabulary
from briefarchive.pictures.squares import SEEN, TELLERS
from briefarchive.search.documents import brief_document
from briefarchive.search.tables import absent, facets
from briefarchive.site.settings import SEARCH_SCRIPTS

from ..facets.conftest import brief, make_archive, source


class _Counted(tuple[CountryCode, ...]):
    """Members of a group, of which each look at them is counted."""

    looks = 0
    __slots__ = ()

    def __len__(self) -> int:
        _Counted.looks += 1
        return super().__len__()

    def __contains__(self, one: object) -> bool:
        _Counted.looks += 1
        return super().__contains__(one)


def test_groups_are_not_looked_through_for_each_country_without_a_brief() -> None:
    counts = []
    for times in (100, 200, 400):
        codes = [CountryCode(f"C{number}") for number in range(times)]
        countries = {code: Country(code=code, labels={"en": code}, members=_Counted(codes[:1])) for code in codes}
        _Counted.looks = 0
        rows = absent(Entries(Catalogue(Archive(vocabulary=Vocabulary(countries=countries)))))["country"]
        assert len(rows) == times
        counts.append(_Counted.looks)
    assert counts[2] <= 2.2 * counts[1] <= 4.84 * counts[0]


def test_a_document_has_the_squares_and_the_translations_of_its_brief() -> None:
    original = brief("2014-10-17-swap", cites=("tass-2014-a", "tass-2014-b"))
    other = brief("2014-10-17-swap-zh", language="zh", translation_of="2014-10-17-swap")
    sources = [source(f"tass-2014-{letter}", publisher="tass") for letter in "ab"]
    entries = Entries(Catalogue(make_archive([original, other], sources)))
    metadata = brief_document(entries, original, ()).metadata
    assert (metadata["evidence"], metadata["also"]) == ("ǁfe2", "ǁzh 2014/2014-10-17-swap-zh")


def test_a_document_of_a_brief_without_sources_and_translations_has_nothing_of_them() -> None:
    one = brief("2015-01-01-a")
    metadata = brief_document(Entries(Catalogue(make_archive([one]))), one, ()).metadata
    assert {"evidence", "also"}.isdisjoint(metadata)


def test_the_scripts_know_the_kinds_of_squares_in_the_order_in_which_they_are_drawn() -> None:
    script = (SEARCH_SCRIPTS / "squares.js").read_text("utf-8")
    for name, kinds in (("TELLERS", TELLERS), ("SEEN", SEEN)):
        assert f"const {name} = {json.dumps([*kinds])};" in script


def test_one_filter_is_the_legend_of_the_squares() -> None:
    entries = Entries(Catalogue(make_archive([])))
    assert [one["filter"] for one in facets(entries) if one["isLegend"]] == ["evidence"]
