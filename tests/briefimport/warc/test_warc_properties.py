"""What holds for every capture, whatever is in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from briefimport.document import LegacyDocument

from ..reading import read_bytes
from .crawls import SITE, Crawl

PAGE = b"<html><h1>A ferry opens</h1><p>May 4, 2015</p><p>The ferry line opened again this week.</p>"


def crawl(*, compressed: bool) -> bytes:
    made = Crawl(compressed=compressed)
    for number in range(3):
        made.answer(f"{SITE}/{number}/", PAGE.replace(b"again", b"again %d" % number))
    return made.data


WHOLE = {compressed: crawl(compressed=compressed) for compressed in (True, False)}


@settings(deadline=None)
@given(st.booleans(), st.integers(0, 3_000), st.binary(max_size=60), st.integers(0, 60))
def test_no_damage_makes_the_reader_fail(compressed: bool, place: int, junk: bytes, left_out: int) -> None:
    data = WHOLE[compressed]
    place = 10 + place % (len(data) - 10)
    found = read_bytes(data[:place] + junk + data[place + left_out :], "site.warc")
    assert all(isinstance(one, LegacyDocument) or one.code != "I210" for one in found)
    for one in found:
        assert not isinstance(one, LegacyDocument) or "ferry" in one.text or compressed or junk or left_out
