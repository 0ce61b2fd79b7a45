"""Addresses of one page."""

import pytest

from briefarchive.facets.similarity.canonical_address import canonical_address, doi_of_address, is_of_one_text

PLAIN = "example.com/2014/10/14/a-story?id=7"
VARIANTS = [
    "https://example.com/2014/10/14/a-story?id=7",
    "http://example.com/2014/10/14/a-story?id=7",
    "https://www.example.com/2014/10/14/a-story?id=7",
    "https://WWW.Example.COM/2014/10/14/a-story?id=7",
    "http://example.com:80/2014/10/14/a-story?id=7",
    "https://example.com:443/2014/10/14/a-story?id=7",
    "https://m.example.com/2014/10/14/a-story?id=7",
    "https://mobile.example.com/2014/10/14/a-story?id=7",
    "https://amp.example.com/2014/10/14/a-story?id=7",
    "https://www.m.example.com/2014/10/14/a-story?id=7",
    "https://example.com/2014/10/14/a-story/amp?id=7",
    "https://example.com/2014/10/14/a-story/amp/?id=7",
    "https://example.com/2014/10/14/a-story/?id=7",
    "https://example.com/2014/10/14/a-story?id=7#comments",
    "https://example.com/2014/10/14/a-story?utm_source=x&id=7&utm_medium=y&fbclid=z&gclid=1",
    "https://example.com/2014/10/14/%61-story?id=7",
    "https://web.archive.org/web/20141017000000/http://example.com/2014/10/14/a-story?id=7",
    "https://web.archive.org/web/20141017000000id_/https://www.example.com/2014/10/14/a-story?id=7",
    "https://archive.today/20141017/http://example.com/2014/10/14/a-story?id=7",
    "https://archive.ph/2014.10.17-120000/https://example.com/2014/10/14/a-story?id=7",
    "https://web.archive.org/web/2015/https://archive.is/newest/http://example.com/2014/10/14/a-story?id=7",
    "https://www.google.com/amp/s/example.com/2014/10/14/a-story?id=7",
]


@pytest.mark.parametrize("url", VARIANTS)
def test_all_addresses_of_a_page_are_one(url: str) -> None:
    assert canonical_address(url) == PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a?id=7", "https://example.com/a?id=8"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/a", "https://news.example.com/a"),
        ("https://example.com:8080/a", "https://example.com/a"),
        ("https://example.com/#!/a", "https://example.com/#!/b"),
        ("https://m.com/a", "https://com/a"),
        ("https://archive.ph/AbCdE", "https://archive.ph/AbCdF"),
        ("https://example.com/a%2Fb", "https://example.com/a%252Fb"),
    ],
)
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
    assert doi_of_address(canonical_address("http://dx.doi.org/10.1000/ABC")) == "10.1000/abc"
    assert doi_of_address(canonical_address("http://example.com/10.1000/ABC")) == ""


def test_a_column_has_no_address_of_one_text() -> None:
    assert is_of_one_text("example.com/news/886094")
    assert is_of_one_text("example.com/china-and-russia-pledge-to-boost-ties")
    assert not is_of_one_text("example.com/news/daily-briefing")
