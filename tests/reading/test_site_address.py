"""The address of a site: what is given, what is configured, and what a service tells of itself."""

import pytest

from briefarchive.reading.site_address import AddressError, SiteAddress, check_address, find_site_address

from ..cases import by_cases

NETLIFY = {"NETLIFY": "true", "URL": "https://b.example.org", "DEPLOY_PRIME_URL": "https://deploy-1--b.netlify.app"}


@by_cases
def test_a_service_tells_the_address(environment: dict[str, str], domain: str, url: str, host: str | None) -> None:
    site_address = find_site_address("", environment, domain)
    assert site_address.url == url
    assert host is None or site_address.host == host
    assert not site_address.is_preview


def test_what_is_configured_stands_before_what_a_service_tells() -> None:
    assert find_site_address("https://example.org/x", NETLIFY) == SiteAddress(url="https://example.org/x")


@by_cases
def test_a_proposed_change_is_a_preview_and_its_address_that_of_the_site(environment: dict[str, str]) -> None:
    assert find_site_address("", environment).is_preview
    assert find_site_address("https://example.org/", environment) == SiteAddress(
        url="https://example.org/", is_preview=True
    )


@by_cases
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    with pytest.raises(AddressError):
        check_address(url)
    with pytest.raises(AddressError, match="the address that Netlify gives"):
        find_site_address("", NETLIFY | {"URL": url})


@pytest.mark.parametrize(
    ("url", "folder"), [("", "/"), ("https://a.org", "/"), ("https://a.org/b", "/b/"), ("https://a.org/b/", "/b/")]
)
def test_the_folder_of_a_site_is_its_path_on_the_host(url: str, folder: str) -> None:
    assert SiteAddress(url=url).folder == folder
