"""Figures as texts have them, and calculations as the list has them."""

from decimal import Decimal

import pytest

from .calculations import Calculated, evaluated
from .figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,731 grams and 10,400 megawatts", ["1731", "10400"]),
        ("38 billion, 1.4 billion, £2bn, one trillion", ["38000000000", "1400000000", "2000000000", "1000000000000"]),
        ("26–28 per cent, 350 to 390 US dollars, a 30-year contract", ["26", "28", "350", "390", "30"]),
        ("1,963 ± 57 million years", ["1963000000", "57000000"]),
        ("Fifty of the 57, twenty-one countries, the nineteenth meeting", ["50", "57", "21", "19"]),
        ("one of two, the first and the second; G20, 5G, Yutu-2 and COVID-19", []),
        ("the goals after 2020, and those post-2020", ["2020"]),
        (
            "29 June 2015, from 12 to 14 October 2014, on 12 March",
            ["2015-06-29", "2014-10-12", "2014-10-14", "?-03-12"],
        ),
        ("in October 2014, in May, 2019-12-02", ["2014-10-?", "?-05-?", "2019-12-02"]),
        ("at 10:26 and at 23:00", ["10:26", "23:00"]),
        ("2014年10月17日至2016年，10月12至14日", ["2014-10-17", "2016", "?-10-12", "?-10-14"]),
        ("1500亿元，三十八份文件，第十九次，百分之26，四川，十分，一个", ["150000000000", "38", "19", "26"]),
    ],
)
def test_figures_are_read_in_digits_in_words_and_as_dates(text: str, found: list[str]) -> None:
    assert sorted(map(str, figures(text))) == sorted(found)


@pytest.mark.parametrize(
    ("calculation", "result"),
    [
        ("57 - 50", "7"),
        ("(41.73 + 30.93) / 10", "7.266"),
        ('days("2017-07-11", "2017-08-01")', "21"),
        ('months("2013-06", "2014-11-12")', "17"),
        ('years("2006", "2015-12-04")', "9"),
    ],
)
def test_a_calculation_is_worked_out(calculation: str, result: str) -> None:
    assert evaluated(calculation) == Decimal(result)


@pytest.mark.parametrize("calculation", ["__import__('os')", "2 ** 9", "a", "True", "(1).real", "[1]", "days(1, 2)"])
def test_nothing_else_is_worked_out(calculation: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        evaluated(calculation)


@pytest.mark.parametrize(
    ("figure", "calculation", "relation", "holds"),
    [
        ("16 billion", "400000000000 / 25", "equals", True),
        ("3.5", "26.06 / 7.5", "equals", True),
        ("3.4", "26.06 / 7.5", "equals", False),
        ("three", "26.06 / 7.5", "over", True),
        ("four", "26.06 / 7.5", "over", False),
        ("four", "26.06 / 7.5", "under", True),
    ],
)
def test_a_figure_is_what_its_calculation_gives_or_near_to_it_on_the_side_that_is_told(
    figure: str, calculation: str, relation: str, *, holds: bool
) -> None:
    one = Calculated(brief="x", figure=figure, calculation=calculation, relation=relation)
    assert one.holds() == holds


def test_each_number_in_a_calculation_stands_in_a_fact() -> None:
    one = Calculated(brief="x", figure="7", calculation="57 - 49 - 1", rests_on=("Fifty of the 57 members",))
    assert one.unfounded() == {"49"}
