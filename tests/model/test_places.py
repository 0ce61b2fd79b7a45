"""Places that are kept as one text are those that were given."""

import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.diagnostics import Span
from briefarchive.model import Places

PATH = "bib/2014.bib"
numbers = st.integers(min_value=1, max_value=10_000)
spans = st.builds(Span, path=st.just(PATH), line=numbers, column=numbers, end_line=numbers, end_column=numbers)
names = st.text(max_size=8).filter(lambda name: "\n" not in name)


@given(st.dictionaries(names, spans, max_size=6))
def test_each_is_found_by_its_name(given_places: dict[str, Span]) -> None:
    places = Places.pack(given_places)
    assert dict(places) == given_places
    assert len(places) == len(given_places)
    assert list(places) == list(given_places)
    assert msgspec.json.decode(msgspec.json.encode(places), type=Places) == places
    assert pickle.loads(pickle.dumps(places)) == places


def test_a_name_that_begins_another_is_not_taken_for_it() -> None:
    places = Places.pack({"countries.1": Span(path=PATH, line=4), "countries": Span(path=PATH, line=3)})
    assert places["countries"].line == 3
    assert "countr" not in places
    with pytest.raises(KeyError, match="topics"):
        places["topics"]


def test_a_name_over_two_lines_has_no_place() -> None:
    places = Places.pack({"a\nb": Span(path=PATH), "c": Span(path=PATH, line=7)})
    assert list(places) == ["c"]


def test_nothing_has_no_places() -> None:
    assert not Places()
    assert dict(Places.pack({})) == {}
