"""Addresses of archived copies, the dates in addresses, and the parameters that only track readers."""

import pytest

from briefarchive.model import PartialDate
from briefimport.inline.captures import Capture, parse_capture
from briefimport.legacy import LegacySource
from briefimport.text.dates.address_dates import address_date
from briefimport.text.sources.addresses import with_address

from ..cases import load_cases

PAGE = "http://www.example.org/2014/10/13/x?y=1"
WRAPPED = (
    f"http://web.archive.org/web/20141014083000/{PAGE}",
    f"https://web.archive.org/web/20141014083000id_/{PAGE}",
    "http://wayback.archive.org/web/20141014083000/www.example.org/2014/10/13/x?y=1",
    f"http://archive.today/20141014083000/{PAGE}",
    f"https://archive.ph/2014.10.14-083000/{PAGE}",
    "http://www.webcitation.org/query?url=http%3A%2F%2Fwww.example.org%2F2014%2F10%2F13%2Fx%3Fy%3D1&date=2014-10-14",
    f"http://wayback.archive-it.org/1234/20141014083000/{PAGE}",
)


@pytest.mark.parametrize("address", WRAPPED)
def test_copy_is_taken_apart(address: str) -> None:
    day = PartialDate(year=2014, month=10, day=14)
    assert parse_capture(address) == Capture(url=PAGE, archive_url=address, archive_date=day)


@pytest.mark.parametrize(
    "address", ["https://perma.cc/AB12-CD34", "https://archive.is/AbC12", "http://www.webcitation.org/6TIo2xyz"]
)
def test_copy_with_a_short_name_is_one_of_an_unknown_page(address: str) -> None:
    assert parse_capture(address) == Capture(archive_url=address)


@pytest.mark.parametrize(
    "address", [f"https://web.archive.org/web/*/{PAGE}", f"https://web.archive.org/web/2014*/{PAGE}"]
)
def test_list_of_copies_is_no_copy(address: str) -> None:
    assert parse_capture(address) == Capture(url=PAGE)


def test_cache_keeps_the_page_and_its_own_address_as_a_note() -> None:
    address = "http://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:example.org/x+ferry"
    source, _ = with_address(LegacySource(title="X", url=address))
    assert (source.url, source.archive_url, source.note) == ("http://example.org/x", "", address)


@pytest.mark.parametrize(
    "address", ["https://archive.org/details/x", PAGE, "https://example.org/20141014083000/x", "http://["]
)
def test_other_addresses_are_no_copies(address: str) -> None:
    assert parse_capture(address) is None


DATES = load_cases(__file__)["dates"]


@pytest.mark.parametrize("path", DATES)
def test_date_of_an_address_is_read(path: str) -> None:
    assert str(address_date(f"http://x.example{path}", latest=PartialDate(year=2014, month=10, day=17))) == DATES[path]


def test_parameters_that_track_readers_are_told_apart() -> None:
    source, left_out = with_address(LegacySource(title="X", url="http://x.example/a?utm_source=b&id=3&fbclid=z"))
    assert (source.url, left_out) == ("http://x.example/a?id=3", "utm_source=b&fbclid=z")
