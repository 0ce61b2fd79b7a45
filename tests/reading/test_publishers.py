"""Which publisher a name means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.diagnostics import Span
from briefarchive.model import Publisher, PublisherId, Vocabulary
from briefarchive.model.slugs import slug
from briefarchive.reading.vocabularies.publishers import PublisherIndex, fold_name

from ..cases import by_cases


def _index(*publishers: Publisher) -> PublisherIndex:
    return PublisherIndex(Vocabulary(publishers={publisher.id: publisher for publisher in publishers}))


def _publisher(name: str, *aliases: str) -> Publisher:
    span = Span(path="archive/vocabulary/publishers.yaml")
    return Publisher(id=PublisherId(slug(name)), name=name, aliases=aliases, span=span)


POST = _publisher("South China Morning Post", "SCMP", "Southern China Morning Post", "南华早报")


@by_cases
def test_a_publisher_is_found_by_id_name_and_alias_in_any_spelling(name: str) -> None:
    assert _index(POST).find(name) is POST
    assert _index(POST).make(name) is POST


@pytest.mark.parametrize("name", ["", "China Morning Post", "Post", "South China Morning Post Ltd"])
def test_a_name_that_is_only_alike_is_another_publisher(name: str) -> None:
    assert _index(POST).find(name) is None


def test_a_publisher_is_made_from_its_name_once() -> None:
    index = _index(POST)
    publisher = index.make("Xinhua News Agency")
    assert (publisher.id, publisher.name, publisher.is_listed) == ("xinhua-news-agency", "Xinhua News Agency", False)
    assert index.make("the XINHUA news agency") is publisher
    assert list(index.publishers) == ["south-china-morning-post", "xinhua-news-agency"]


def test_a_name_without_latin_letters_has_an_id_of_its_own_each_time_the_same() -> None:
    publisher, other = _index().make("新华社"), _index().make("人民日报")
    assert publisher.id == _index().make("新华社").id
    assert publisher.id.startswith("publisher-")
    assert publisher.id != other.id


def test_names_that_give_the_same_slug_get_numbers() -> None:
    index = _index()
    assert [index.make(name).id for name in ("A & B", "A B", "A+B")] == ["a-b", "a-b-2", "a-b-3"]


def test_a_name_of_two_publishers_is_told_with_both_and_means_the_first() -> None:
    index = _index(_publisher("BBC", "BBC News"), _publisher("British Broadcasting", "the bbc news"))
    assert [(diagnostic.code, diagnostic.message) for diagnostic in index.diagnostics] == [
        ("V106", '"the bbc news" of "british-broadcasting" is also a name of "bbc"')
    ]
    publisher = index.find("BBC News")
    assert publisher is not None
    assert publisher.id == "bbc"


def test_a_name_of_one_publisher_may_stand_twice() -> None:
    assert _index(_publisher("BBC", "bbc", "The BBC")).diagnostics == []


@given(st.lists(st.text(min_size=1, max_size=8), max_size=8))
def test_every_name_means_one_publisher_whatever_comes_before(names: list[str]) -> None:
    index = _index()
    publishers = [index.make(name) for name in names]
    assert [index.find(name) for name in names] == publishers
    assert len({publisher.id for publisher in publishers}) == len({fold_name(name) for name in names})


@given(st.text())
def test_quotation_marks_around_a_name_do_not_count(name: str) -> None:
    assert fold_name(f"“{name}”") == fold_name(name)
