"""Old addresses may stand where the site has, and will have, no pages of its own."""

import pytest

from briefarchive.facets.reserved import is_free


@pytest.mark.parametrize(
    "address",
    [
        *("briefs.html", "briefs--2.html", "changes.html", "changes--12.html", "about.html", "compare.html"),
        *("reading-list.html", "404.html", "Briefs.html", "robots.txt/index.html", "sitemap.xml/index.html"),
        *("sitemap--1.xml/index.html", "countries/CN/RU.html", "feeds/changes.xml/index.html"),
    ],
)
def test_pages_of_the_site_are_reserved(address: str) -> None:
    assert not is_free(address)


@pytest.mark.parametrize("address", ["about/index.html", "briefs/2014/x.html", "v3/changes.html", "aboutus.html"])
def test_folders_of_an_older_site_may_have_such_names(address: str) -> None:
    assert is_free(address)
