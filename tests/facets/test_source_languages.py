"""Pages by the languages of sources."""

from briefarchive.facets.indices.source_languages import SOURCE_LANGUAGES

from .conftest import brief, entries, pages, source

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


def test_the_example_of_the_search_asks_for_another_language_than_its_own() -> None:
    assert SOURCE_LANGUAGES.filter
    assert list(SOURCE_LANGUAGES.filter.examples(MADE)) == [("zh", "Citing sources in Chinese.")]


def test_a_language_that_no_source_has_is_told_with_what_may_be_meant() -> None:
    assert SOURCE_LANGUAGES.option
    assert SOURCE_LANGUAGES.option.hint(MADE.catalogue, "Russain") == 'did you mean "ru" (Russian)?'
    assert SOURCE_LANGUAGES.option.hint(MADE.catalogue, "sw") == "the sources are in ru, zh"
