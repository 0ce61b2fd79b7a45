"""What the facets offer agrees; examples of the search follow from the archive; pages by languages of sources."""

from typing import Any

from briefarchive.facets.home import search_examples
from briefarchive.facets.indices.sources import SOURCE_LANGUAGES
from briefarchive.facets.table import FACETS, FILTERED, OPTIONAL, PAGED

from .conftest import brief, catalogue, entries, pages, source

SOURCES = [source("tass-2014-a", publisher="tass", language="ru")]
BRIEF = brief("2014-05-21-a", countries=("CN",), topics=("energy",), compilers=("a-person",), cites=("tass-2014-a",))


def test_names_folders_filters_and_options_are_all_different() -> None:
    for names in (
        [facet.name for facet in FACETS],
        [of_facet.folder for _, of_facet in PAGED],
        [one.name for _, one in FILTERED],
    ):
        assert len(set(names)) == len(names)


def test_each_term_of_a_brief_has_a_page_and_a_link_that_leads_there() -> None:
    made = entries([BRIEF], SOURCES)
    found = pages(made)
    for facet, of_facet in PAGED:
        terms = list(facet.of_brief(made.catalogue, BRIEF))
        assert terms, facet.name
        for term in terms:
            assert facet.link(made, term).address == of_facet.address(term)
            assert {of_facet.index, of_facet.address(term)} <= found.keys()


def test_each_term_of_a_brief_may_be_asked_for() -> None:
    made = catalogue([BRIEF], SOURCES)
    for facet, option in OPTIONAL:
        assert set(facet.of_brief(made, BRIEF)) <= set(option.known(made)), facet.name
        assert option.hint(made, "nothing-is-called-so"), facet.name


def examples(*given: Any) -> list[str]:
    return [one.query for one in search_examples(entries(*given))]


def test_an_archive_without_briefs_has_none() -> None:
    assert examples([brief("2014-05-21-a", status="draft", countries=("CN",))]) == []


def test_words_are_those_of_titles_and_values_are_those_that_occur() -> None:
    title = "Contract “on gas” <b>signed</b> in Shanghai"
    briefs = [
        brief("2014-05-21-a", title=title, countries=("CN", "RU"), topics=("energy",), cites=("tass-2014-a",)),
        brief("2015-01-01-b", title="俄罗斯", countries=("CN",), language="zh", compilers=("b-person",)),
        brief("2015-02-01-c", title="A high-speed railway opens", countries=("CN",), topics=("trade",)),
    ]
    assert examples(briefs, [source("tass-2014-a", publisher="tass")]) == [
        *("contract shanghai", '"railway opens"', "railway -country:RU", "中国"),
        *("country:RU", "topic:energy", "year:2014", "evidence:other", "lang:zh", "by:b-person", "publisher:tass"),
    ]


def test_titles_without_such_words_give_no_example_of_them() -> None:
    briefs = [brief(f"{year}-01-01-b", title="俄罗斯") for year in (2013, 2014, 2015)]
    assert examples(briefs) == ["year:2013", "year:2014-2015"]


def test_no_example_finds_the_whole_archive() -> None:
    assert examples([brief("2015-01-01-b", title="俄罗斯", countries=("RU",))]) == []


MADE = entries(
    [
        brief("2014-01-01-one", cites=("a", "b", "d")),
        brief("2015-01-01-two", cites=("c",)),
        brief("2015-01-02-three", cites=("d",)),
    ],
    [
        source("a", language="ru", publisher="tass"),
        source("b", language="zh-Hant", publisher="cna"),
        source("c", language="zh-Hans", publisher="xinhua"),
        source("d", publisher="bbc"),
    ],
)


def test_a_page_has_the_briefs_that_cite_sources_in_a_language_in_any_script() -> None:
    found = {address: page for address, page in pages(MADE).items() if address.startswith("source-languages/")}
    assert list(found) == [f"source-languages/{name}.html" for name in ("index", "zh", "ru")]
    whole, chinese, _ = found.values()
    links = [link for group in whole.groups for link in group.links]
    assert [(link.text, link.count) for link in links] == [("Chinese", 2), ("Russian", 1)]
    assert chinese.title == "Sources in Chinese"
    assert [listed.date.year for group in chinese.groups for listed in group.briefs] == [2015, 2014]
    assert [(link.text, link.count) for link in chinese.doors[0].links] == [("cna", 1), ("xinhua", 1)]


def test_a_language_that_no_source_has_is_told_with_what_may_be_meant() -> None:
    assert SOURCE_LANGUAGES.option
    assert SOURCE_LANGUAGES.option.hint(MADE.catalogue, "Russain") == 'did you mean "ru" (Russian)?'
    assert SOURCE_LANGUAGES.option.hint(MADE.catalogue, "sw") == "the sources are in ru, zh"
