"""The table of formats, from which commands, pages and the guide take what they offer."""

import pytest

from briefarchive.exporting.formats import FORMATS, table_formats
from briefarchive.exporting.static_files import static_files
from briefarchive.facets.publication import Publication

from .samples import BBC, FULL, make_catalogue


def test_no_two_formats_have_one_name_and_no_two_files_one_address() -> None:
    assert len({one.name for one in FORMATS}) == len(FORMATS)
    made = [one.address for one in static_files(make_catalogue([FULL], [BBC]), Publication())]
    assert len(set(made)) == len(made)


def test_a_format_whose_extra_is_missing_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefarchive.exporting.format.find_spec", lambda _: None)
    assert [one.name for one in table_formats()] == ["csv", "jsonl"]
    made = {one.address for one in static_files(make_catalogue([FULL], [BBC]), Publication())}
    assert "exports/briefs.csv" in made
    assert "exports/briefs.parquet" not in made
