"""One line of a list of sources."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefimport.text.sources.arrangement import read_list
from briefimport.text.sources.authors import names_of_authors
from briefimport.text.sources.citing import is_name, read_source
from briefimport.text.sources.references import Strength

from ..cases import by_cases
from ..costs import cpu

_CASES = Path(__file__).parent / "cases"
CASES = yaml.load((_CASES / "lines-of-lists.yaml").read_text("utf-8"), yaml.CSafeLoader)
AUTHORS = yaml.load((_CASES / "authors-in-lists.yaml").read_text("utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"])
def test_line_of_a_list_is_read(case: dict[str, str]) -> None:
    source = read_source(case["line"]).source
    fields = {"publisher": source.publisher, "title": source.title, "issued": str(source.issued), "note": source.note}
    fields |= {"translation": source.translation} if source.translation else {}
    assert {"line": case["line"], **fields, "author": names_of_authors(source.author)} == {"author": ""} | case


@pytest.mark.parametrize("lines", AUTHORS.values(), ids=AUTHORS.keys())
def test_authors_stand_anywhere_in_the_lines_of_a_list(lines: list[list[str]]) -> None:
    sources = [citing.source for citing in read_list([line for line, *_ in lines]) if citing]
    assert [[source.publisher, source.title, names_of_authors(source.author)] for source in sources] == [
        fields for _, *fields in lines
    ]


@by_cases
def test_what_stands_around_an_address_is_known_in_many_languages(text: str) -> None:
    source = read_source(f"Coast Radio, “Rates fall”. {text}").source
    assert (source.url, str(source.accessed), source.note) == ("http://coast.example/a", "2014-10-17", "")


@by_cases
def test_publisher_title_and_address_are_told_apart(text: str, publisher: str, title: str, url: str) -> None:
    source = read_source(text).source
    assert (source.publisher, source.title, source.url) == (publisher, title, url)


def test_dates_beside_a_title_are_its_own_and_that_of_the_visit() -> None:
    source = read_source("Coast Radio, “Rates fall,” 14 October 2014 (accessed October 17, 2014), p. 3").source
    assert (str(source.issued), str(source.accessed), source.note) == ("2014-10-14", "2014-10-17", "p. 3")


@by_cases
def test_sentence_is_no_strong_source(text: str) -> None:
    assert read_source(text).strength < Strength.ADDRESS


@pytest.mark.parametrize("name", ["BBC", "The Harbour Gazette", "U.S. News & World Report", "govtech.com", "东北网"])
def test_names_of_publishers_are_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("text", ["as one official said", "The minister is", "Really?", ""])
def test_beginnings_of_sentences_are_no_names(text: str) -> None:
    assert not is_name(text)


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_of_sources_fail(text: str) -> None:
    read_source(text)


@pytest.mark.parametrize("part", ["p. 1", "S. 1 ", "1 p. ", "Ab, C. ", "v. 3, "])
def test_a_line_that_could_be_parted_in_many_ways_is_read_at_once(part: str) -> None:
    assert cpu(lambda: read_source(f"Coast Radio – Ferry line closed {part * 600}x. “Title”. The Post")) < 1


@pytest.mark.parametrize("country", ["China", "Deutschland", "Россия"])
def test_a_country_is_not_the_city_of_a_house(country: str) -> None:
    assert read_source(f"Example, J.: Where next? {country}: Reform 2015").source.publisher != "Reform"
    assert read_source("Example, J.: Where next? Oslo: Reform 2015").source.publisher == "Reform"
