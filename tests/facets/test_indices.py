"""The pages of the indices: all there, none twice, none too long, and every brief and source on each of its pages."""

import itertools
import re
from collections import defaultdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.facets.catalogue import Catalogue, Work
from briefarchive.facets.entries import Entries
from briefarchive.facets.table import index_pages
from briefarchive.facets.views import IndexPage, Link, TreeItem
from briefarchive.model import Brief, Claim, Country, PartialDate, Period, Publisher, Topic

from ..cases import by_cases
from .conftest import COUNTRIES, TREE, brief, entries, make_archive, pages, source


@st.composite
def _archives(draw: st.DrawFn) -> Entries:
    some = lambda values: st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)  # noqa: E731
    ids = [
        f"{draw(st.integers(2013, 2015))}-{draw(st.integers(1, 12)):02}-01-n{number}"
        for number in range(draw(st.integers(0, 8)))
    ]
    briefs = [
        brief(
            one,
            language=draw(st.sampled_from(["en", "zh"])),
            translation_of=draw(st.sampled_from([None, None, *ids[:2]])),
            countries=draw(some([*COUNTRIES, "XX"])),
            topics=draw(some([*TREE, "unknown"])),
            compilers=draw(some(["a-person", "b-person", "nobody"])),
            cites=draw(some(["s0", "s1", "gone"])),
            status=draw(st.sampled_from(["published", "published", "corrected", "draft", "withdrawn"])),
        )
        for one in ids
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
    shown = {f"archive/{one.id[:4]}/{one.id}.html": one for one in made.catalogue.shown}
    assert standing.keys() <= shown.keys()
    assert len(standing) == len(made.catalogue.works)
    for work in made.catalogue.works:
        brief = work.in_language("en") or work.brief
        assert sorted(standing[f"archive/{brief.id[:4]}/{brief.id}.html"]) == sorted(_expected(work))


@given(_archives())
def test_every_work_on_two_countries_is_on_their_page_if_there_are_two_such_works(made: Entries) -> None:
    standing: dict[str, list[str]] = defaultdict(list)
    for page in index_pages(made):
        if page.kind == "pair":
            standing[page.address] = [one.link.address for group in page.groups for one in group.briefs]
    expected: dict[str, set[str]] = defaultdict(set)
    for work in made.catalogue.works:
        brief = work.in_language("en") or work.brief
        for one in work.expressions:
            for pair in itertools.combinations(sorted({code for code in one.countries if code in COUNTRIES}), 2):
                expected["countries/{}/{}.html".format(*pair)].add(f"archive/{brief.id[:4]}/{brief.id}.html")
    assert {address: sorted(briefs) for address, briefs in standing.items()} == {
        address: sorted(briefs) for address, briefs in expected.items() if len(briefs) > 1
    }


@given(_archives())
def test_every_link_of_an_index_leads_to_a_page_that_is_made(made: Entries) -> None:
    found = list(index_pages(made))
    addresses = [page.address for page in found]
    assert len(set(addresses)) == len(addresses)
    briefs = {brief.path.removesuffix(".md") + ".html" for brief in made.catalogue.shown}
    for page in found:
        assert _links(page) <= {*addresses, *briefs, "compare.html"}, page.address


def _links(page: IndexPage) -> set[str]:
    links = [*page.trail, *(link for group in (*page.doors, *page.groups) for link in group.links)]
    links += [link for group in page.groups for one in group.briefs for link in (one.link, *one.terms, *one.also_in)]
    links += [link for group in page.groups for view in group.sources for link in view.links]
    links += [link for item in page.tree for link in _of_tree(item)]
    links += page.pager.pages if page.pager else ()
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
        # A publisher's page counts its sources, and the door to it the briefs that rest on them.
        doors = [door for door in page.doors if door.title != "Publishers cited"]
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


def test_a_long_list_is_cut_into_pages_of_a_hundred() -> None:
    briefs = [brief(f"2014-{1 + n // 28:02}-{1 + n % 28:02}-n{n}", countries=("CN",), cites=("a",)) for n in range(201)]
    found = [page for page in index_pages(entries(briefs, [source("a")])) if page.kind == "country"]
    assert [page.address for page in found] == ["countries/CN.html", "countries/CN--2.html", "countries/CN--3.html"]
    assert [sum(len(group.briefs) for group in page.groups) for page in found] == [100, 100, 1]
    assert [page.total for page in found] == [201] * 3
    assert [(page.pager.number, len(page.pager.pages)) for page in found if page.pager] == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]
    assert [[one.anchor for one in page.figures] for page in found] == [["shelf", "told"], [], []]
    order = [one.date for page in found for group in page.groups for one in group.briefs]
    assert order == sorted(order, reverse=True)


def test_the_tree_of_topics_has_the_counts_of_its_branches() -> None:
    made = entries([brief("2014-01-01-a", topics=("natural-gas",)), brief("2014-01-02-b", topics=("trade", "energy"))])
    assert [_shape(item) for item in pages(made)["topics/index.html"].tree] == [
        ("Economy", 2, [("Energy", 2, [("Natural gas", 1, [])]), ("Trade", 1, [])]),
        ("Security", 0, []),
    ]


def _shape(item: TreeItem) -> tuple[str, int | None, list[Any]]:
    return item.link.text, item.link.count, [_shape(below) for below in item.below]


def test_the_page_of_a_topic_has_what_is_above_and_below_it() -> None:
    page = pages(entries([brief("2014-01-01-a", topics=("natural-gas",), countries=("RU", "CN"))]))[
        "topics/energy.html"
    ]
    assert [link.text for link in page.trail] == ["Topics", "Economy"]
    assert {door.title: [(link.text, link.address, link.count) for link in door.links] for door in page.doors} == {
        "Narrower topics": [("Natural gas", "topics/natural-gas.html", 1)],
        "Countries": [("China", "countries/CN/energy.html", 1), ("Russia", "countries/RU/energy.html", 1)],
    }


def test_a_member_of_a_group_leads_to_the_group_where_there_are_briefs_on_it() -> None:
    page = pages(entries([brief("2014-01-01-a", countries=("CI", "EU"))]))["countries/CI.html"]
    assert {door.title: [link.text for link in door.links] for door in page.doors} == {"Member of": ["European Union"]}


@by_cases
def test_names_stand_under_their_first_letters_without_accents_and_in_chinese_under_those_of_their_sound(
    language: str, names: list[str], groups: dict[str, list[str]]
) -> None:
    sources = [source(f"s{n}", publisher=f"p{n}", publisher_name=name) for n, name in enumerate(names)]
    page = pages(entries([], sources, language))["publishers/index.html"]
    found = {group.title: [link.text for link in group.links] for group in page.groups}
    assert list(found.items()) == list(groups.items())


def test_years_lead_to_the_years_beside_them() -> None:
    found = pages(entries([brief(f"{year}-01-01-a") for year in (2012, 2014, 2015)])).values()
    near = {page.title: [link.text for link in page.doors[0].links] for page in found if page.kind == "year"}
    assert near == {"2015": ["2014"], "2014": ["2015", "2012"], "2012": ["2014"]}


def test_sources_stand_under_their_years() -> None:
    days = ["2014", "", "2015-01", "2014-02"]
    sources = [source(f"s{n}", publisher="bbc", issued=issued) for n, issued in enumerate(days)]
    page = pages(entries([], sources))["publishers/bbc.html"]
    assert [(group.title, [view.key for view in group.sources]) for group in page.groups] == [
        ("2015", ["s2"]),
        ("2014", ["s3", "s0"]),
        ("No date", ["s1"]),
    ]
    assert page.counted == "4 sources"


def test_publishers_are_told_with_kind_country_language_and_who_calls_them_state_media() -> None:
    publishers = {
        "wire": Publisher(
            id="wire", name="wire", kind="news-agency", country="CN", language="zh", state_media=Claim(source="b")
        ),
        "other": Publisher(id="other", name="other", state_media=Claim(source="https://example.org/report")),
    }
    made = entries([], [source("a", publisher="wire"), source("b", publisher="other")], publishers=publishers)
    found = pages(made)
    assert {link.text: link.detail for group in found["publishers/index.html"].groups for link in group.links} == {
        "wire": (("kind", "news agency"), ("country", "China"), ("language", "Chinese")),
        "other": (),
    }
    address = "https://example.org/report"
    assert found["publishers/wire.html"].claims == (("State media", made.source("b")),)
    assert found["publishers/other.html"].claims == (("State media", Link(text=address, address=address)),)


def test_countries_and_topics_tell_on_whose_sources_they_rest() -> None:
    sources = [source("a", publisher="wire"), source("b", publisher="wire"), source("c", publisher="x")]
    briefs = [
        brief("2014-01-01-a", countries=("CN",), topics=("energy",), cites=("a", "b", "c")),
        brief("2015-01-01-b", countries=("CN",), topics=("energy",), cites=("b",)),
        brief("2015-01-01-c", countries=("RU",), cites=("c",)),
    ]
    found = pages(entries(briefs, sources))
    for address in ("countries/CN.html", "topics/energy.html"):
        assert [(link.text, link.count) for link in found[address].doors[-1].links] == [("wire", 2), ("x", 1)]


def test_a_publishers_page_shows_its_sources_on_the_shelf_and_the_latest_briefs_that_rest_on_it() -> None:
    briefs = [brief(f"2014-01-{day:02}-n", cites=("a", "b") if day == 1 else ("a",)) for day in range(1, 15)]
    page = pages(entries(briefs, [source("a", publisher="wire"), source("b", publisher="wire")]))[
        "publishers/wire.html"
    ]
    (door,) = page.doors
    assert len(door.links) == 13
    assert (door.links[-1].text, door.links[-1].address) == ("and 2 more", "")
    assert page.shelf
    assert [(row.key, row.counts) for row in page.shelf.table.rows][:2] == [
        ("2014-01-01", (2, 2)),
        ("2014-01-02", (1, 1)),
    ]


def test_the_page_of_a_group_tells_when_its_members_were_members() -> None:
    periods = {
        "RU": (Period(since=PartialDate(year=1973), until=PartialDate(year=2020, month=1, day=31)),),
        "CI": (
            Period(since=PartialDate(year=1963), until=PartialDate(year=1984)),
            Period(since=PartialDate(year=2017)),
        ),
    }
    union = Country(code="EU", labels={"en": "European Union"}, members=("CI", "RU", "CN"), memberships=periods)
    found = pages(entries([brief("2014-01-01-a", countries=("EU", "CI", "RU"))], countries={"EU": union}))
    assert dict(found["countries/EU.html"].about) == {
        "Members": "Côte d’Ivoire (1963–1984, since 2017), China",
        "Former members": "Russia (1973 – January 31, 2020)",
    }
    (group,) = (door for door in found["countries/CI.html"].doors if door.title == "Member of")
    assert [(link.text, link.address) for link in group.links] == [
        ("European Union (1963–1984, since 2017)", "countries/EU.html")
    ]


def test_the_page_of_a_topic_leads_to_the_same_terms_elsewhere() -> None:
    same, near = "http://terms.example/1", "https://terms.example/2"
    energy = Topic(
        id="energy", labels={"en": "Energy"}, parent="economy", exact_match=(same,), close_match=(near,), note="All."
    )
    found = pages(entries([brief("2014-01-01-a", topics=("energy",))], topics={"energy": energy}))
    page = found["topics/energy.html"]
    assert page.elsewhere == (("Same as", (same,)), ("See also", (near,)))
    told = dict(page.linked_data)
    assert told.pop("@context")["@vocab"] == "http://www.w3.org/2004/02/skos/core#"
    assert (told["@id"], told["broader"], told["narrower"]) == ("energy.html", "economy.html", ["natural-gas.html"])
    assert (told["scopeNote"], told["exactMatch"], told["closeMatch"]) == ("All.", [same], [near])
    assert found["topics/economy.html"].elsewhere == ()


def test_the_page_of_a_person_has_each_brief_with_the_part_that_they_had_in_it() -> None:
    briefs = [
        brief("2014-01-04-d", authors=("a-person",)),
        brief("2014-01-03-c", compilers=("b-person", "a-person")),
        brief("2014-01-02-b", editors=("a-person",), translators=("a-person",)),
        brief("2014-01-01-a", compilers=("b-person",)),
    ]
    found = pages(entries(briefs))
    listed = [one for group in found["people/a-person.html"].groups for one in group.briefs]
    assert [one.role for one in listed] == ["Written", "Compiled", "Edited and translated"]
    assert all(not one.role for group in found["years/2014.html"].groups for one in group.briefs)
