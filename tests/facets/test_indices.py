"""The pages of the indices: all there, none twice, none too long, and every brief and source on each of its pages."""

import itertools
import re
from collections import defaultdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.facets.catalogue import Catalogue, Work
from briefarchive.facets.entries import Entries
from briefarchive.facets.views import IndexPage, TreeItem
from briefarchive.model import Brief

from ..cases import by_cases
from .conftest import COUNTRIES, TREE, brief, entries, index_pages, make_archive, pages, source


@st.composite
def _archives(draw: st.DrawFn) -> Entries:
    some = lambda values: st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)  # noqa: E731
    ids = [
        f"{draw(st.integers(2013, 2015))}-{draw(st.integers(1, 12)):02}-01-n{number}"
        for number in range(draw(st.integers(0, 8)))
    ]
    briefs = [
        brief(
            id_,
            language=draw(st.sampled_from(["en", "zh"])),
            translation_of=draw(st.sampled_from([None, None, *ids[:2]])),
            countries=draw(some([*COUNTRIES, "XX"])),
            topics=draw(some([*TREE, "unknown"])),
            compilers=draw(some(["a-person", "b-person", "nobody"])),
            cites=draw(some(["s0", "s1", "gone"])),
            status=draw(st.sampled_from(["published", "published", "corrected", "draft", "withdrawn"])),
        )
        for id_ in ids
    ]
    sources = [
        source(
            f"s{n}", publisher=draw(st.sampled_from([None, "bbc", "press"])), issued=draw(st.sampled_from(["", "2014"]))
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    return Entries(Catalogue(make_archive(briefs, sources), drafts=draw(st.booleans())))


def _expected(work: Work) -> set[str]:
    """The indices on which a work belongs: those of its briefs, but of one year alone."""
    indices = {one for brief in work.expressions for one in _indices_of(brief) if not one.startswith("years/")}
    return {*indices, f"years/{work.brief.date.year}.html"}


def _indices_of(brief: Brief) -> set[str]:
    """The indices on which a brief belongs, worked out from the brief alone."""
    topics: set[str] = set()
    for topic in brief.topics:
        at: str | None = topic if topic in TREE else None
        while at:
            topics.add(at)
            at = TREE[at]
    countries = [code for code in brief.countries if code in COUNTRIES]
    return {
        "briefs.html",
        f"years/{brief.date.year}.html",
        *(f"countries/{code}.html" for code in countries),
        *(f"topics/{topic}.html" for topic in topics),
        *(f"countries/{code}/{topic}.html" for code in countries for topic in topics),
        *(f"people/{person}.html" for person in brief.people if person.endswith("-person")),
    }


@given(_archives())
def test_every_work_is_once_on_each_of_its_pages_and_on_no_other(made: Entries) -> None:
    standing: dict[str, list[str]] = defaultdict(list)
    for page in index_pages(made):
        if page.kind == "pair":
            continue
        for group in page.groups:
            for listed in group.briefs:
                standing[listed.link.address].append(page.address)
    by_address = {f"archive/{brief.id[:4]}/{brief.id}.html": brief for brief in made.catalogue.shown_briefs}
    assert standing.keys() <= by_address.keys()
    assert len(standing) == len(made.catalogue.works)
    for work in made.catalogue.works:
        brief = work.find_expression("en") or work.brief
        assert sorted(standing[f"archive/{brief.id[:4]}/{brief.id}.html"]) == sorted(_expected(work))


@given(_archives())
def test_every_work_on_two_countries_is_on_their_page_if_there_are_two_such_works(made: Entries) -> None:
    standing: dict[str, list[str]] = defaultdict(list)
    for page in index_pages(made):
        if page.kind == "pair":
            standing[page.address] = [entry.link.address for group in page.groups for entry in group.briefs]
    expected: dict[str, set[str]] = defaultdict(set)
    for work in made.catalogue.works:
        brief = work.find_expression("en") or work.brief
        for one in work.expressions:
            for pair in itertools.combinations(sorted({code for code in one.countries if code in COUNTRIES}), 2):
                expected["countries/{}/{}.html".format(*pair)].add(f"archive/{brief.id[:4]}/{brief.id}.html")
    assert {address: sorted(briefs) for address, briefs in standing.items()} == {
        address: sorted(briefs) for address, briefs in expected.items() if len(briefs) > 1
    }


@given(_archives())
def test_every_link_of_an_index_leads_to_a_page_that_is_made(made: Entries) -> None:
    listed = list(index_pages(made))
    addresses = [page.address for page in listed]
    assert len(set(addresses)) == len(addresses)
    briefs = {brief.path.removesuffix(".md") + ".html" for brief in made.catalogue.shown_briefs}
    for page in listed:
        assert _links(page) <= {*addresses, *briefs, "compare.html", "search.html"}, page.address


def _links(page: IndexPage) -> set[str]:
    links = [*page.trail, *(link for group in (*page.related, *page.groups) for link in group.links)]
    links += [link for group in page.groups for one in group.briefs for link in (one.link, *one.terms, *one.also_in)]
    links += [link for group in page.groups for view in group.sources for link in view.links]
    links += [link for item in page.tree for link in _of_tree(item)]
    links += page.pages
    return {re.split("[#?]", link.address)[0] for link in links if link.address}


def _of_tree(item: TreeItem) -> list[Any]:
    return [item.link, *(link for below in item.below for link in _of_tree(below))]


@given(_archives())
def test_counts_are_the_numbers_of_what_stands_on_the_pages(made: Entries) -> None:
    found = list(index_pages(made))
    listed: dict[str, int] = defaultdict(int)
    for page in found:
        if page.kind in {"country", "cell", "topic", "year", "person", "publisher", "pair"}:
            listed[page.address] = sum(len(group.briefs) + len(group.sources) for group in page.groups)
            assert page.total == listed[page.address]
    for page in found:
        # A publisher's page counts all its sources, and the door to it those that these briefs cite.
        doors = [door for door in page.related if door.title != "Publishers cited"]
        counted = [link for group in (*doors, *page.groups) for link in group.links if link.count is not None]
        counted += [link for item in page.tree for link in _of_tree(item)]
        if page.kind == "pair":  # it counts within its own briefs
            continue
        assert all(link.count == listed[link.address] for link in counted)


def test_an_empty_archive_has_the_doors_alone() -> None:
    folders = ("countries", "topics", "years", "people", "publishers", "source-languages")
    found = pages(entries([]))
    assert sorted(found) == sorted(["briefs.html", "changes.html", *(f"{folder}/index.html" for folder in folders)])
    assert all(page.total == 0 for page in found.values() if page.kind != "topics")


@by_cases
def test_names_stand_under_their_first_letters_without_accents_and_in_chinese_under_those_of_their_sound(
    language: str, names: list[str], groups: dict[str, list[str]]
) -> None:
    sources = [source(f"s{n}", publisher=f"p{n}", publisher_name=name) for n, name in enumerate(names)]
    page = pages(entries([], sources, language))["publishers/index.html"]
    links = {group.title: [link.text for link in group.links] for group in page.groups}
    assert list(links.items()) == list(groups.items())
