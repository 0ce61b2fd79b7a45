"""Briefs, sources and terms as links and lists show them."""

import pytest

from briefarchive.facets.entries import Entries
from briefarchive.model import Name, Seen

from ..cases import by_cases, cases
from .conftest import brief, catalogue, entries, pages, source


@pytest.mark.parametrize(*cases("facets/cases/language_marks.csv"))
def test_a_title_is_marked_where_it_is_not_in_the_language_of_the_page(
    language: str, interface: str, mark: str
) -> None:
    one = brief("2014-10-17-a", language=language)
    link = Entries(catalogue([one]), interface).brief(one)
    assert (link.lang, link.hreflang) == (mark, mark)


def test_the_address_of_every_source_is_where_it_stands() -> None:
    sources = [source(f"s{n:03}", publisher="bbc", issued=str(1900 + n % 90)) for n in range(250)]
    archive_entries: Entries = entries([], [*sources, source("other", publisher="press"), source("none")])
    standing = {
        view.key: f"{page.address}#{view.anchor}"
        for page in pages(archive_entries).values()
        for group in page.groups
        for view in group.sources
    }
    assert len(standing) == 252
    assert standing == {key: archive_entries.source_address(key) for key in standing}
    assert {address.partition("#")[0] for address in standing.values()} == {
        "publishers/bbc.html",
        "publishers/bbc--2.html",
        "publishers/bbc--3.html",
        "publishers/press.html",
        "publishers/_unnamed.html",
    }


@by_cases
def test_a_sentence_names_the_author_or_the_publisher_or_the_key(
    authors: tuple[Name, ...], editors: tuple[Name, ...], publisher_name: str, short: str
) -> None:
    one = source("a", authors=authors, editors=editors, publisher_name=publisher_name)
    assert entries([], [one]).published_source(one).short == short


@by_cases
def test_it_is_told_how_a_source_was_seen_and_which_agencies_wrote_it(
    seen: Seen | None, agencies: tuple[str, ...], remarks: tuple[str, ...]
) -> None:
    shown = entries([], [one := source("a", seen=seen, agencies=agencies)])

    assert shown.published_source(one).remarks == remarks
