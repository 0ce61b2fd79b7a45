"""Pages by the languages of sources."""

from collections.abc import Callable
from typing import Any

from briefarchive.facets.entries import Entries
from briefarchive.facets.indices.source_languages import SOURCE_LANGUAGES
from briefarchive.facets.table import index_pages
from briefarchive.facets.views import IndexPage

Make = Callable[..., Any]


def _made(entries: Make, brief: Make, source: Make) -> Entries:
    sources = [
        source("a", language="ru", publisher="tass"),
        source("b", language="zh-Hant", publisher="cna"),
        source("c", language="zh-Hans", publisher="xinhua"),
        source("d", publisher="bbc"),
    ]
    briefs = [brief("2014-01-01-one", cites=("a", "b", "d")), brief("2015-01-01-two", cites=("c",))]
    made: Entries = entries([*briefs, brief("2015-01-02-three", cites=("d",))], sources)
    return made


def _pages(made: Entries) -> dict[str, IndexPage]:
    return {page.address: page for page in index_pages(made) if page.address.startswith("source-languages/")}


def test_a_page_has_the_briefs_that_cite_sources_in_a_language_in_any_script(
    entries: Make, brief: Make, source: Make
) -> None:
    pages = _pages(_made(entries, brief, source))
    assert list(pages) == [f"source-languages/{name}.html" for name in ("index", "zh", "ru")]
    chinese = pages["source-languages/zh.html"]
    assert chinese.title == "Sources in Chinese"
    assert [listed.date.year for group in chinese.groups for listed in group.briefs] == [2015, 2014]
    assert [(link.text, link.count) for link in chinese.doors[0].links] == [("cna", 1), ("xinhua", 1)]


def test_the_list_counts_the_briefs_of_each(entries: Make, brief: Make, source: Make) -> None:
    whole = _pages(_made(entries, brief, source))["source-languages/index.html"]
    assert [(link.text, link.count) for group in whole.groups for link in group.links] == [
        ("Chinese", 2),
        ("Russian", 1),
    ]


def test_the_example_of_the_search_asks_for_another_language_than_its_own(
    entries: Make, brief: Make, source: Make
) -> None:
    one = SOURCE_LANGUAGES.filter
    assert one is not None
    assert list(one.examples(_made(entries, brief, source))) == [("zh", "Citing sources in Chinese.")]


def test_a_language_that_no_source_has_is_told_with_what_may_be_meant(entries: Make, brief: Make, source: Make) -> None:
    option, made = SOURCE_LANGUAGES.option, _made(entries, brief, source).catalogue
    assert option is not None
    assert option.hint(made, "Russain") == 'did you mean "ru" (Russian)?'
    assert option.hint(made, "sw") == "the sources are in ru, zh"
