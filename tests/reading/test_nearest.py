"""“Did you mean …?”"""

import time

import pytest

from briefarchive.reading.nearest import Nearest, country_names, plain
from briefarchive.reading.vocabularies.countries import iso_countries

COUNTRIES = Nearest(country_names(iso_countries().values()))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("China", "CN"),
        ("中国", "CN"),
        ("中國", "CN"),
        ("Китай", "CN"),
        ("cn", "CN"),
        ("CHN", "CN"),
        ("RUS", "RU"),
        ("che", "CH"),
        ("Brasil", "BR"),
        ("BRZ", "BR"),
        ("Russian  Federation", "RU"),
        ("Holland", "NL"),
        ("Burma", "MM"),
        ("USA", "US"),
        ("VR China", "CN"),
        ("kasachstan", "KZ"),
        ("Russland", "RU"),
        ("Kazahkstan", "KZ"),
        ("Chnia", "CN"),
        ("ＣＮ", "CN"),
    ],
)
def test_a_country_is_known_by_its_names_and_codes(written: str, code: str) -> None:
    assert (COUNTRIES.hint(written) or "").startswith(f'did you mean "{code}" (')


def test_words_that_several_names_have_give_them_all_if_they_are_few() -> None:
    assert COUNTRIES.hint("Korea") == 'did you mean "KP" (North Korea) or "KR" (South Korea)?'
    many = Nearest(plain(f"port number {number} of the far north" for number in range(4)))
    assert many.hint("port") is None


def test_all_words_must_be_in_a_name() -> None:
    nearest = Nearest(plain(["power-of-siberia", "power-lines"]))
    assert nearest.hint("Siberia power") == 'did you mean "power-of-siberia"?'
    assert nearest.hint("wind power") is None


@pytest.mark.parametrize("written", ["Astana", "Öl", "Tibet", "CN KZ", "Soviet Union", "XY"])
def test_a_country_that_nobody_would_agree_on_is_not_told(written: str) -> None:
    assert COUNTRIES.hint(written) is None


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("mfa-china-2013-joint-decleration", "mfa-china-2013-joint-declaration"),
        ("example-daily-2014-harbor", "example-daily-2014-harbour"),
        ("2013-09-07-silk-road", "2013-09-07-silk-road-astana"),
        ("Wall Street Jounral", "The Wall Street Journal"),
        ("China Dialy", "China Daily"),
    ],
)
def test_a_slip_is_told(written: str, known: str) -> None:
    assert Nearest(plain([known])).hint(written) == f'did you mean "{known}"?'


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("The Astana Times", "The Japan Times"),
        ("Irish Times", "The Moscow Times"),
        ("example-daily-2015-dock", "example-daily-2014-harbour"),
        ("china-daily-2014-new-silk-road", "china-daily-2013-new-silk-road"),
        ("one-2013-a;two-2013-b", "one-2013-a"),
        ("Henan Daily", "Yunnan Daily"),
    ],
)
def test_what_is_merely_alike_is_not_told(written: str, known: str) -> None:
    assert Nearest(plain([known])).hint(written) is None


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert Nearest(()).hint("China") is None


def test_alike_names_are_searched_for_a_bounded_number_of_unknown_ones() -> None:
    nearest = Nearest(plain(f"source-{number}-of-many" for number in range(3_000)))
    start = time.process_time()
    hints = [nearest.hint(f"sorce-{number}-of-mani") for number in range(3_000)]
    assert time.process_time() - start < 20
    assert hints[0]
    assert not any(hints[50:])
    assert nearest.hint("SOURCE-2999-of-many") == 'did you mean "source-2999-of-many"?'
