"""Addresses of the files of figures."""

import pytest

from briefarchive.facets.addresses import figures_address, page_of_figures
from briefarchive.facets.reserved import is_free


@pytest.mark.parametrize(
    ("page", "address"),
    [("index.html", "figures/shelf.csv"), ("countries/RU.html", "figures/countries/RU/shelf.csv")],
)
def test_figures_lie_by_the_address_of_their_page(page: str, address: str) -> None:
    assert figures_address(page, "shelf") == address
    assert page_of_figures(address) == page
    assert not is_free(address)


@pytest.mark.parametrize("address", ["exports/all.csv", "figures/shelf.html", "figures"])
def test_other_addresses_have_no_figures(address: str) -> None:
    assert page_of_figures(address) == ""
