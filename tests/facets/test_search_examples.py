"""What the pages on the search show as examples follows from the archive."""

from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.facets.search_page import search_examples
from briefarchive.model import Archive

from .conftest import brief, make_archive, source


def examples(archive: Archive) -> list[str]:
    return [one.query for one in search_examples(Entries(Catalogue(archive), "en"))]


def test_an_archive_without_briefs_has_none() -> None:
    assert examples(make_archive([brief("2014-05-21-a", status="draft", countries=("CN",))])) == []


def test_words_are_those_of_titles_and_values_are_those_that_occur() -> None:
    title = "Contract “on gas” <b>signed</b> in Shanghai"
    briefs = [
        brief("2014-05-21-a", title=title, countries=("CN", "RU"), topics=("energy",), cites=("tass-2014-a",)),
        brief("2015-01-01-b", title="俄罗斯", countries=("CN",), language="zh", compilers=("b-person",)),
        brief("2015-02-01-c", title="A high-speed railway opens", countries=("CN",), topics=("trade",)),
    ]
    assert examples(make_archive(briefs, [source("tass-2014-a", publisher="tass")])) == [
        *("contract shanghai", '"railway opens"', "railway -country:RU", "中国"),
        *("country:RU", "topic:energy", "year:2014", "year:2014-2015", "evidence:other", "lang:zh", "by:b-person"),
        "publisher:tass",
    ]


def test_titles_without_such_words_give_no_example_of_them() -> None:
    assert examples(make_archive([brief("2015-01-01-b", title="俄罗斯")])) == ["year:2015", "lang:en"]
