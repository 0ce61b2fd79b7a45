"""Addresses: those of figures and sources, and those at which no old page may stand."""

import pytest

from briefarchive.facets.addresses import figures_address, find_figures_page, source_anchor
from briefarchive.facets.table import is_address_free
from briefarchive.model import CiteKey

from ..cases import by_cases, cases


@by_cases
def test_pages_of_the_site_are_reserved(address: str) -> None:
    assert not is_address_free(address)


@pytest.mark.parametrize("address", ["about/index.html", "briefs/2014/x.html", "v3/changes.html", "aboutus.html"])
def test_folders_of_an_older_site_may_have_such_names(address: str) -> None:
    assert is_address_free(address)


@pytest.mark.parametrize(
    ("page", "address"), [("index.html", "figures/shelf.csv"), ("countries/RU.html", "figures/countries/RU/shelf.csv")]
)
def test_figures_lie_by_the_address_of_their_page(page: str, address: str) -> None:
    assert figures_address(page, "shelf") == address
    assert find_figures_page(address) == page
    assert not is_address_free(address)


@pytest.mark.parametrize("address", ["exports/all.csv", "figures/shelf.html", "figures"])
def test_other_addresses_have_no_figures(address: str) -> None:
    assert find_figures_page(address) == ""


@pytest.mark.parametrize(*cases("facets/cases/source_anchors.csv"))
def test_only_a_key_of_the_archives_form_is_an_anchor_as_it_is(key: str, anchor: str) -> None:
    assert source_anchor(CiteKey(key)) == anchor
