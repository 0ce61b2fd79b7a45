"""The address of a site: what is given, what is configured, and what a service tells of itself."""

import pytest

from briefarchive.reading.site_address import AddressError, SiteAddress, checked_address, site_address

GITHUB = {"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "Institute/briefs", "GITHUB_SERVER_URL": "https://github.com"}
NETLIFY = {"NETLIFY": "true", "URL": "https://b.example.org", "DEPLOY_PRIME_URL": "https://deploy-1--b.netlify.app"}
READ_THE_DOCS = {"READTHEDOCS": "True", "READTHEDOCS_CANONICAL_URL": "https://b.readthedocs.io/en/latest/"}


@pytest.mark.parametrize(
    ("environment", "domain", "url", "host"),
    [
        ({}, "", "", ""),
        (GITHUB, "", "https://institute.github.io/briefs/", "GitHub Pages"),
        (GITHUB | {"GITHUB_REPOSITORY": "Institute/institute.github.io"}, "", "https://institute.github.io/", None),
        (GITHUB, "briefs.example.org\n", "https://briefs.example.org/", "GitHub Pages"),
        (GITHUB, "no domain", "https://institute.github.io/briefs/", "GitHub Pages"),
        (GITHUB | {"GITHUB_SERVER_URL": "https://git.example.org"}, "", "", ""),
        (GITHUB | {"GITHUB_ACTIONS": ""}, "", "", ""),
        ({"CI_PAGES_URL": "https://institute.gitlab.io/briefs"}, "", "https://institute.gitlab.io/briefs", None),
        (NETLIFY, "", "https://b.example.org", "Netlify"),
        (NETLIFY | {"URL": ""}, "", "https://deploy-1--b.netlify.app", "Netlify"),
        ({"URL": "https://b.example.org"}, "", "", ""),
        (READ_THE_DOCS, "", "https://b.readthedocs.io/en/latest/", "Read the Docs"),
        (GITHUB | {"BRIEFS_BASE_URL": "https://own.example.org/"}, "b.org", "https://own.example.org/", None),
    ],
)
def test_a_service_tells_the_address(environment: dict[str, str], domain: str, url: str, host: str | None) -> None:
    found = site_address("", environment, domain)
    assert found.url == url
    assert host is None or found.host == host
    assert not found.is_preview


def test_what_is_configured_stands_before_what_a_service_tells() -> None:
    assert site_address("https://example.org/x", NETLIFY) == SiteAddress(url="https://example.org/x")


@pytest.mark.parametrize(
    "environment",
    [
        NETLIFY | {"CONTEXT": "deploy-preview"},
        NETLIFY | {"CONTEXT": "branch-deploy"},
        READ_THE_DOCS | {"READTHEDOCS_VERSION_TYPE": "external"},
        {"CI_PAGES_URL": "https://institute.gitlab.io/briefs", "CI_MERGE_REQUEST_IID": "7"},
        GITHUB | {"GITHUB_EVENT_NAME": "pull_request"},
    ],
)
def test_a_proposed_change_is_a_preview_and_its_address_that_of_the_site(environment: dict[str, str]) -> None:
    assert site_address("", environment).is_preview
    assert site_address("https://example.org/", environment) == SiteAddress(url="https://example.org/", is_preview=True)


@pytest.mark.parametrize(
    "url",
    [
        *("example.org", "ftp://example.org/", "https://", "https://example.org/?a=b", "https://example.org/#a"),
        *("https://user:word@example.org/", "https://user@example.org/", "https://exa mple.org/", "javascript:x"),
        *("https://[", "https://example.org/\x1b]8", "//example.org/"),
    ],
)
def test_what_is_no_address_of_a_site_is_refused(url: str) -> None:
    with pytest.raises(AddressError):
        checked_address(url)
    with pytest.raises(AddressError, match="the address that Netlify gives"):
        site_address("", NETLIFY | {"URL": url})


@pytest.mark.parametrize(
    ("url", "folder"), [("", "/"), ("https://a.org", "/"), ("https://a.org/b", "/b/"), ("https://a.org/b/", "/b/")]
)
def test_the_folder_of_a_site_is_its_path_on_the_host(url: str, folder: str) -> None:
    assert SiteAddress(url=url).folder == folder
