"""What a brief says of its sources, of other briefs and of its places."""

import pytest

from briefarchive.diagnostics import Span
from briefarchive.model import CiteKey, Places

from ..facets.conftest import brief, make_archive

PATH = "archive/2014/2014-10-17-a.md"


def test_sources_are_those_cited_by_first_citation_and_then_those_listed() -> None:
    keys = (CiteKey("c"), CiteKey("b"), CiteKey("d"))
    one = brief("2014-10-17-a", names=("cite:p b", "source x", "cite:t a", "cite:p b"), sources=keys)
    assert one.bibliography == ("b", "a", "c", "d")


def test_mentions_are_the_briefs_of_its_text_and_those_it_replaces_each_once() -> None:
    one = brief("2014-10-17-a", names=("brief two", "topic x", "brief one", "brief two"), replaces=("one", "three"))
    assert one.mentions == ("two", "one", "three")


def test_a_place_is_that_of_the_item_or_of_the_field_or_of_the_file() -> None:
    field, item = Span(path=PATH, line=4), Span(path=PATH, line=4, column=13)
    one = brief("2014-10-17-a", places=Places.pack({"countries": field, "countries.0": item}))
    assert one.place("countries", 0) == item
    assert one.place("countries", 1) == field
    assert one.place("topics", 0) == Span(path=PATH)


@pytest.mark.parametrize(("drafts", "shown"), [(False, ["a", "c"]), (True, ["a", "b", "c"])])
def test_withdrawn_briefs_are_never_shown_and_drafts_on_request(drafts: bool, shown: list[str]) -> None:
    statuses = {"a": "published", "b": "draft", "c": "corrected", "d": "withdrawn"}
    archive = make_archive([brief(f"2014-10-17-{name}", status=status) for name, status in statuses.items()])
    assert [brief.id[-1] for brief in archive.listed_briefs(drafts=drafts)] == shown
