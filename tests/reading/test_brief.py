"""One brief, from the bytes of its file."""

import pytest

from briefarchive.reading import brief as brief_module
from briefarchive.reading.brief import read_brief_or_fault


def test_a_mistake_of_the_programs_is_told_and_stops_no_other_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(brief_module, "scan", fail)
    brief, found = read_brief_or_fault("archive/2014/2014-05-01-a.md", b"---\ntitle: A\ndate: 2014-05-01\n---\nText.\n")
    assert brief is None
    assert [(one.code, one.message) for one in found] == [("F116", "the program failed to read the file (IndexError)")]
