"""The tables that the search fetches, and what results draw."""

import json

from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.pictures.squares import SEEN, TELLERS
from briefarchive.search.documents import brief_document
from briefarchive.search.tables import facet_table
from briefarchive.site.settings import SEARCH_SCRIPTS

from ..facets.conftest import brief, make_archive, source


def test_a_document_has_the_squares_and_the_translations_of_its_brief() -> None:
    original = brief("2014-10-17-swap", cites=("tass-2014-a", "tass-2014-b"))
    other = brief("2014-10-17-swap-zh", language="zh", translation_of="2014-10-17-swap")
    sources = [source(f"tass-2014-{letter}", publisher="tass") for letter in "ab"]
    entries = Entries(Catalogue(make_archive([original, other], sources)))
    page = brief_document(entries, original, ()).html
    for name, value in (("evidence", "ǁfe2"), ("also", "ǁzh 2014/2014-10-17-swap-zh")):
        assert f'"{name}[data-v]" data-v="{value}"' in page
    bare = brief("2015-01-01-a", countries=("CN",))
    page = brief_document(Entries(Catalogue(make_archive([bare])), "zh_Hans"), bare, ()).html
    assert '"evidence[' not in page
    assert '"also[' not in page
    assert 'data-v="中国 = ' in page  # other names follow the one that the site shows


def test_the_scripts_know_the_kinds_of_squares_in_the_order_in_which_they_are_drawn() -> None:
    script = (SEARCH_SCRIPTS / "squares.js").read_text("utf-8")
    for name, kinds in (("TELLERS", TELLERS), ("SEEN", SEEN)):
        assert f"const {name} = {json.dumps([*kinds])};" in script


def test_one_filter_is_the_legend_of_the_squares() -> None:
    entries = Entries(Catalogue(make_archive([])))
    assert [facet["filter"] for facet in facet_table(entries) if facet["isLegend"]] == ["evidence"]
