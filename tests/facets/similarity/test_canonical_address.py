"""Addresses of one page."""

import pytest

from briefarchive.facets.similarity.canonical_address import canonical_address, extract_doi, identifies_text

from ...cases import cases

PLAIN = "example.com/2014/10/14/a-story?id=7"


@pytest.mark.parametrize(*cases("facets/cases/addresses_of_one_page.csv"))
def test_all_addresses_of_a_page_are_one(url: str) -> None:
    assert canonical_address(url) == PLAIN


@pytest.mark.parametrize(*cases("facets/cases/addresses_of_two_pages.csv"))
def test_addresses_of_two_pages_are_two(one: str, other: str) -> None:
    assert canonical_address(one) != canonical_address(other)


@pytest.mark.parametrize(
    "url", ["", "https://example.com", "https://example.com/", "https://example.com:x/a", "http://["]
)
def test_what_names_no_page_is_no_address(url: str) -> None:
    assert canonical_address(url) == ""


def test_a_short_link_of_the_archive_is_one_on_each_of_its_hosts() -> None:
    assert canonical_address("https://archive.ph/AbCdE") == canonical_address("http://archive.today/AbCdE")


def test_an_address_can_lead_to_a_doi() -> None:
    assert extract_doi(canonical_address("http://dx.doi.org/10.1000/ABC")) == "10.1000/abc"
    assert extract_doi(canonical_address("http://example.com/10.1000/ABC")) == ""


def test_a_column_has_no_address_of_one_text() -> None:
    assert identifies_text("example.com/news/886094")
    assert identifies_text("example.com/china-and-russia-pledge-to-boost-ties")
    assert not identifies_text("example.com/news/daily-briefing")
