"""RIS, read by another program's reader."""

import rispy
from hypothesis import given

from briefarchive.model import Source

from .samples import one_line, sources, written_in


@given(sources(), sources())
def test_there_are_as_many_records_with_the_same_titles(first: Source, second: Source) -> None:
    records = rispy.loads(written_in("ris", [first, second]).replace("\r\n", "\n"))

    for name in ("title", "translated_title"):
        assert [record.get(name, "") for record in records] == [one_line(getattr(one, name)) for one in (first, second)]
