"""What the facets offer agrees; examples of the search follow from the archive; pages by languages of sources."""

import pytest

from briefarchive.facets import addresses
from briefarchive.facets.indices.sources import SOURCE_LANGUAGES
from briefarchive.facets.table import FACETS, FILTERED, OPTIONAL, PAGED

from .conftest import brief, catalogue, entries, pages, source

SOURCES = [source("tass-2014-a", publisher="tass", language="ru")]
BRIEF = brief("2014-05-21-a", countries=("CN",), topics=("energy",), compilers=("a-person",), cites=("tass-2014-a",))


def test_names_folders_filters_and_options_are_all_different() -> None:
    for names in (
        [facet.name for facet in FACETS],
        [of_facet.folder for _, of_facet in PAGED],
        [facet_filter.name for _, facet_filter in FILTERED],
    ):
        assert len(set(names)) == len(names)


def test_each_term_of_a_brief_has_a_page_and_a_link_that_leads_there() -> None:
    archive_entries = entries([BRIEF], SOURCES)
    pages_by_address = pages(archive_entries)
    for facet, of_facet in PAGED:
        terms = list(facet.brief_terms(archive_entries.catalogue, BRIEF))
        assert terms, facet.name
        for term in terms:
            assert facet.link(archive_entries, term).address == of_facet.address(term)
            assert {of_facet.index, of_facet.address(term)} <= pages_by_address.keys()


def test_each_term_of_a_brief_may_be_asked_for() -> None:
    made = catalogue([BRIEF], SOURCES)
    for facet, _ in OPTIONAL:
        assert set(facet.brief_terms(made, BRIEF)) <= set(facet.known_terms(made)), facet.name
        assert facet.hint(made, "nothing-is-called-so"), facet.name


def test_a_language_that_no_source_has_is_told_with_what_may_be_meant() -> None:
    cited = brief("2014-01-01-one", cites=("a", "b"))
    made = catalogue([cited], [source("a", language="ru"), source("b", language="zh-Hant")])
    assert SOURCE_LANGUAGES.hint(made, "Russain") == 'did you mean "ru" (Russian)?'
    assert SOURCE_LANGUAGES.hint(made, "sw") == "the sources are in ru, zh"


@pytest.mark.parametrize("term", ["../brief", "/etc", "a/b", "index", "Index", "", ".hidden"])
def test_a_term_that_is_no_id_has_no_address(term: str) -> None:
    with pytest.raises(ValueError, match="must be an id"):
        addresses.term_address("agencies", term)
