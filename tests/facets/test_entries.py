"""Briefs, sources and terms as links and lists show them."""

import pytest

from briefarchive.facets.catalogue import UNNAMED
from briefarchive.facets.entries import Entries
from briefarchive.facets.table import index_pages
from briefarchive.facets.views import Link
from briefarchive.model import Name, PartialDate, Seen

from ..cases import by_cases, cases
from .conftest import brief, catalogue, entries, source


def test_a_term_leads_to_its_page_only_where_there_is_one() -> None:
    one = brief("2014-01-01-a", countries=("CN",), compilers=("a-person",), topics=("natural-gas",))
    made: Entries = entries([one])
    assert made.country("CN", 3) == Link(text="China", address="countries/CN.html", count=3)
    assert made.country("RU") == Link(text="Russia")
    assert made.country("XX") == Link(text="XX")
    assert made.person("a-person").address == "people/a-person.html"
    assert made.person("b-person") == Link(text="B Person")
    assert made.person("nobody") == Link(text="nobody")
    assert made.topic("natural-gas") == Link(text="Natural gas", address="topics/natural-gas.html")
    assert made.topic("energy").address == "topics/energy.html"  # the topic above it
    assert made.topic("trade").address == ""
    assert made.topic("unknown") == Link(text="unknown")


def test_a_source_without_a_publisher_is_on_the_page_of_those() -> None:
    made: Entries = entries([], [source("a")])
    assert made.publisher(UNNAMED) == Link(text="Publisher not named", address="publishers/_unnamed.html")
    assert made.source_address("a") == "publishers/_unnamed.html#source--a"
    assert made.source_address("unknown") == ""


def test_a_brief_in_a_list_has_its_title_language_date_and_terms() -> None:
    countries, topics = ("CN", "XX"), ("natural-gas",)
    one = brief("2014-10-17-a", title="能源", language="zh", countries=countries, topics=topics, status="corrected")
    listed = entries([one]).listed(one)
    assert listed.link == Link(text="能源", address="archive/2014/2014-10-17-a.html", lang="zh", hreflang="zh")
    assert ([term.text for term in listed.terms], listed.more_terms) == (["China", "XX", "Natural gas"], 0)
    assert listed.status == "corrected"


def test_a_country_that_all_briefs_have_is_not_told_of_each() -> None:
    one, other = (brief(f"2014-10-{day}-a", countries=("CN", code)) for day, code in (("17", "RU"), ("18", "EU")))
    assert [term.text for term in entries([one, other]).terms(one)] == ["Russia"]
    assert [term.text for term in entries([one]).terms(one)] == ["China", "Russia"]


def test_a_brief_with_many_terms_tells_of_nine_and_how_many_more() -> None:
    one = brief("2014-10-17-a", countries=tuple(f"X{letter}" for letter in "ABCDEFGHIJKL"))
    listed = entries([one]).listed(one)
    assert (len(listed.terms), listed.more_terms) == (9, 3)


def test_of_a_text_that_is_only_in_another_language_a_list_has_the_title_and_says_which() -> None:
    one = brief("2014-10-17-a", title="能源", language="zh", summary="摘要")
    made = catalogue([one])
    english, chinese = Entries(made, "en-GB").listed(one), Entries(made, "zh").listed(one)
    assert (english.link.lang, english.summary, english.language) == ("zh", "", "Chinese")
    assert (chinese.link.lang, chinese.summary, chinese.language) == ("", "摘要", "")


def test_a_work_in_several_languages_is_one_entry_in_the_language_of_the_page() -> None:
    chinese = brief("2014-10-17-a", title="能源", language="zh", summary="摘要")
    english = brief("2014-10-18-b", title="Energy", summary="A summary", translation_of=chinese.id)
    made = catalogue([chinese, english])
    for language, title, summary, other in (
        ("en", "Energy", "A summary", "中文"),
        ("zh", "能源", "摘要", "English"),
        ("ru", "能源", "", "English"),
    ):
        listed = Entries(made, language).listed(chinese)
        assert (listed.link.text, listed.summary) == (title, summary)
        assert [link.text for link in listed.also_in] == [other]
        assert listed.date.day == 17


@pytest.mark.parametrize(*cases("facets/cases/language_marks.csv"))
def test_a_title_is_marked_where_it_is_not_in_the_language_of_the_page(
    language: str, interface: str, mark: str
) -> None:
    one = brief("2014-10-17-a", language=language)
    link = Entries(catalogue([one]), interface).brief(one)
    assert (link.lang, link.hreflang) == (mark, mark)


def test_a_source_is_foreign_to_the_language_of_the_page() -> None:
    one = source("a", title="Energía", language="es")
    views = [Entries(catalogue([], [one]), language).published_source(one) for language in ("en", "es")]
    assert [(view.title_lang, view.language) for view in views] == [("es", "Spanish"), ("", "")]


def test_the_address_of_every_source_is_where_it_stands() -> None:
    sources = [source(f"s{n:03}", publisher="bbc", issued=str(1900 + n % 90)) for n in range(250)]
    made: Entries = entries([], [*sources, source("other", publisher="press"), source("none")])
    standing = {
        view.key: f"{page.address}#{view.anchor}"
        for page in index_pages(made)
        for group in page.groups
        for view in group.sources
    }
    assert len(standing) == 252
    assert standing == {key: made.source_address(key) for key in standing}
    assert {address.partition("#")[0] for address in standing.values()} == {
        "publishers/bbc.html",
        "publishers/bbc--2.html",
        "publishers/bbc--3.html",
        "publishers/press.html",
        "publishers/_unnamed.html",
    }


def test_a_source_on_its_publishers_page_names_every_brief_that_cites_it() -> None:
    one = source("a", publisher="bbc")
    made: Entries = entries([brief(f"2014-01-{day:02}-x", cites=("a",)) for day in range(1, 31)], [one])
    view = made.published_source(one)
    assert len(view.links) == 30
    assert (view.more, view.number, view.anchor) == (0, 0, "source--a")


def test_a_source_that_a_brief_cites_in_two_languages_is_cited_by_one_work() -> None:
    one = brief("2014-01-01-a", title="Gas", cites=("s",))
    same = brief("2014-01-01-a-zh", title="气", language="zh", cites=("s",), translation_of=one.id)
    other = brief("2014-01-02-b", title="Oil", cites=("s",))
    again = brief("2014-01-02-b-zh", title="油", language="zh", cites=("s",), translation_of=other.id)
    made: Entries = entries([one, same, other, again], [source("s", publisher="bbc")])
    assert [link.text for link in made.published_source(source("s", publisher="bbc")).links] == ["Oil", "Gas"]
    for text in (one, same):
        view = made.numbered_source("s", 1, 1, text)
        assert ([link.text for link in view.links], view.more) == (["Oil"], 0)


def test_a_foreign_source_has_its_language_in_words_and_as_a_tag() -> None:
    one = source("a", title="能源", translated_title="Energy", romanized_title="Nengyuan", language="zh-Hans")
    view = entries([], [one]).published_source(one)
    assert (view.title, view.title_lang, view.language) == ("能源", "zh-Hans", "Simplified Chinese")
    assert (view.translated, view.romanized) == ("Energy", "Nengyuan")


def test_the_dates_of_a_source_are_written_out_as_far_as_they_are_known() -> None:
    one = source("a", issued="2014-10", accessed=PartialDate.parse("2014-10-17"), url="https://example.org/")
    view = entries([], [one, source("b")]).published_source(one)
    assert (view.written_date, view.accessed, view.archive_date) == ("October 2014", "October 17, 2014", "")
    assert entries([], [source("b")]).published_source(source("b")).written_date == "n.d."


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


def test_a_source_is_named_by_its_title_and_leads_to_its_place() -> None:
    shown = entries([], [source("a", title="中俄", language="zh", publisher="wire")])

    assert shown.source("a") == Link(text="“中俄”", address="publishers/wire.html#source--a", lang="zh")
    assert shown.source("b") == Link(text="b")


def test_a_container_that_is_the_publisher_is_not_said_twice() -> None:
    same = source("a", publisher="bbc", publisher_name="BBC", container_title="BBC")
    other = source("b", publisher="bbc", publisher_name="BBC", container_title="News at Ten")
    made: Entries = entries([], [same, other])
    assert [made.published_source(one).container for one in (same, other)] == ["", "News at Ten"]
