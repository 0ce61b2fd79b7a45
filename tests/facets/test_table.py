"""The table of facets: what each offers agrees with the others."""

from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.facets.table import FACETS, FILTERED, OPTIONAL, PAGED, index_pages

from .conftest import make_archive, make_brief, make_source


def _entries() -> Entries:
    source = make_source("tass-2014-a", publisher="tass", language="ru")
    brief = make_brief(
        "2014-05-21-a", countries=("CN",), topics=("energy",), compilers=("a-person",), cites=("tass-2014-a",)
    )
    return Entries(Catalogue(make_archive([brief], [source])))


def test_names_folders_filters_and_options_are_all_different() -> None:
    for names in (
        [facet.name for facet in FACETS],
        [pages.folder for _, pages in PAGED],
        [one.name for _, one in FILTERED],
    ):
        assert len(set(names)) == len(names)


def test_each_term_of_a_brief_has_a_page_and_a_link_that_leads_there() -> None:
    entries = _entries()
    made = {page.address for page in index_pages(entries)}
    (brief,) = entries.catalogue.shown
    for facet, pages in PAGED:
        terms = list(facet.of_brief(entries.catalogue, brief))
        assert terms, facet.name
        for term in terms:
            assert facet.link(entries, term).address == pages.address(term)
            assert {pages.index, pages.address(term)} <= made


def test_each_term_of_a_brief_may_be_asked_for() -> None:
    entries = _entries()
    (brief,) = entries.catalogue.shown
    for facet, option in OPTIONAL:
        terms = set(facet.of_brief(entries.catalogue, brief))
        assert terms <= set(option.known(entries.catalogue)), facet.name
        assert option.hint(entries.catalogue, "nothing-is-called-so"), facet.name
