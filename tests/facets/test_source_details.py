"""What a source's line tells beside title, publisher and date."""

import pytest

from briefarchive.diagnostics import Span
from briefarchive.facets.wording import details
from briefarchive.model import Name, Source

EDITORS = (Name(given="Ada", family="Person"), Name(literal="World Bank"))


@pytest.mark.parametrize(
    ("entry_type", "fields", "expected"),
    [
        ("article", {"volume": "3", "number": "2", "pages": "11–29"}, ("vol. 3", "no. 2", "pp. 11–29")),
        ("article", {"number": "2", "issue": "Spring"}, ("no. Spring",)),
        ("report", {"type": "Working paper", "number": "20/33"}, ("Working paper 20/33",)),
        ("report", {"number": "7", "location": "Washington"}, ("7", "Washington")),
        ("book", {"edition": "2", "address": "Paris"}, ("2nd edition", "Paris")),
        ("book", {"edition": "11"}, ("11th edition",)),
        ("book", {"edition": "Third, revised"}, ("Third, revised",)),
        ("thesis", {"type": "PhD thesis"}, ("PhD thesis",)),
        ("online", {"pages": "4"}, ("p. 4",)),
        ("online", {"isbn": "978-0-00-000000-0"}, ()),
    ],
)
def test_numbers_places_and_pages_are_told(entry_type: str, fields: dict[str, str], expected: tuple[str, ...]) -> None:
    assert details(Source(key="k", type=entry_type, fields=fields, span=Span(path="bib/x.bib"))) == expected


def test_the_number_of_a_press_release_stands_behind_its_name() -> None:
    fields = {"type": "Press release", "number": "60"}
    release = Source(key="k", type="online", fields=fields, publisher_kind="government", span=Span(path="bib/x.bib"))
    assert details(release) == ("Press release 60",)


def test_editors_are_told_where_there_is_an_author() -> None:
    chapter = Source(
        key="k", type="incollection", authors=(Name(family="X"),), editors=EDITORS, span=Span(path="bib/x.bib")
    )
    assert details(chapter) == ("edited by Ada Person and World Bank",)
    assert details(Source(key="k", type="book", editors=EDITORS, span=Span(path="bib/x.bib"))) == ()
