"""Lists of authors and editors."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefarchive.bibtex.names import format_names, mark_family_first, read_names
from briefarchive.model import Name

from ..cases import by_cases


@by_cases
def test_a_list_is_taken_apart(value: str, names: tuple[Name, ...]) -> None:
    assert read_names(value) == (names, ())


@pytest.mark.parametrize("value", ["A, B, C, D", ", Li", "family=X, y", "x" * 501])
def test_what_cannot_be_taken_apart_is_kept_as_it_stands(value: str) -> None:
    assert read_names(value) == ((Name(literal=value.strip(" ")),), (value.strip(" "),))


def test_a_missing_name_is_said() -> None:
    assert read_names("Chen, Li and and Wang, Wu and")[1] == ("", "")


_WORD = st.from_regex(r"[A-ZÄ习][a-zé明]{0,6}", fullmatch=True)
_NAME = st.one_of(
    st.builds(lambda family, given: Name(family=family, given=given), _WORD, _WORD),
    st.builds(lambda *words: Name(literal=" ".join(words)), _WORD, st.sampled_from(["and", "of,", "="]), _WORD),
    st.just(Name(literal="others")),
)


@given(st.lists(_NAME, max_size=4).map(tuple))
def test_names_that_are_written_read_back_the_same(names: tuple[Name, ...]) -> None:
    # Han letters say by themselves that the family name comes first, whatever the value said.
    again, unreadable = read_names(format_names(names))
    assert unreadable == ()
    assert tuple(replace(name, family_first=False) for name in again) == names


def test_an_annotation_says_who_is_named_family_first() -> None:
    names, _ = read_names("Wu, Jiao and Snell, Sabrina")
    spoken = mark_family_first(names, "1=family-first; 2=corresponding")
    assert [str(name) for name in spoken] == ["Wu Jiao", "Sabrina Snell"]
    assert str(Name(family="李", given="明", family_first=True)) == "李明"
