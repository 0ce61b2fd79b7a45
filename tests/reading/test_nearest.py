"""“Did you mean …?”"""

import time

from briefarchive.reading.nearest import Nearest, quote_names, term_names
from briefarchive.reading.vocabularies.countries import iso_countries

from ..cases import by_cases

COUNTRIES = Nearest(term_names(iso_countries().values()))


@by_cases
def test_a_country_is_known_by_its_names_and_codes(written: str, code: str) -> None:
    assert (COUNTRIES.hint(written) or "").startswith(f'did you mean "{code}" (')


def test_words_that_several_names_have_give_them_all_if_they_are_few() -> None:
    assert COUNTRIES.hint("Korea") == 'did you mean "KP" (North Korea) or "KR" (South Korea)?'
    many = Nearest(quote_names(f"port number {number} of the far north" for number in range(4)))
    assert many.hint("port") is None


def test_all_words_must_be_in_a_name() -> None:
    nearest = Nearest(quote_names(["power-of-siberia", "power-lines"]))
    assert nearest.hint("Siberia power") == 'did you mean "power-of-siberia"?'
    assert nearest.hint("wind power") is None


@by_cases
def test_a_country_that_nobody_would_agree_on_is_not_told(written: str) -> None:
    assert COUNTRIES.hint(written) is None


@by_cases
def test_a_slip_is_told(written: str, known: str) -> None:
    assert Nearest(quote_names([known])).hint(written) == f'did you mean "{known}"?'


@by_cases
def test_what_is_merely_alike_is_not_told(written: str, known: str) -> None:
    assert Nearest(quote_names([known])).hint(written) is None


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert Nearest(()).hint("China") is None


def test_alike_names_are_searched_for_a_bounded_number_of_unknown_ones() -> None:
    nearest = Nearest(quote_names(f"source-{number}-of-many" for number in range(3_000)))
    start = time.process_time()
    hints = [nearest.hint(f"sorce-{number}-of-mani") for number in range(3_000)]
    assert time.process_time() - start < 20
    assert hints[0]
    assert not any(hints[50:])
    assert nearest.hint("SOURCE-2999-of-many") == 'did you mean "source-2999-of-many"?'
