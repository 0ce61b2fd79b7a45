"""Values that wait on disk."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from briefimport.spool import Spool


@dataclass
class Shared:
    name: str
    notes: list[str] = field(default_factory=list)


@given(st.lists(st.recursive(st.integers() | st.text(), st.lists)))
def test_spool_is_the_sequence_that_was_put_in(values: list[object]) -> None:
    spool = Spool(values)
    assert list(spool) == values
    assert [spool[place] for place in range(len(spool))] == values
    assert spool[1:3] == values[1:3]
    assert len(spool) == len(values)


def test_spool_grows_while_it_is_read() -> None:
    spool = Spool(["a", "b"])
    read = iter(spool)
    assert next(read) == "a"
    spool.append("c")
    assert list(read) == ["b", "c"]


def test_what_is_shared_stays_one_thing() -> None:
    spool: Spool[tuple[Shared, str]] = Spool(shared=lambda thing: thing.name if isinstance(thing, Shared) else None)
    entry = Shared("x")
    spool.append((entry, "first"))
    entry.notes.append("later")
    spool.append((entry, "second"))
    assert spool[0][0] is spool[1][0] is entry
    assert spool[0][0].notes == ["later"]
