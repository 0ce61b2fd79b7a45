"""What a brief says of its sources, of other briefs and of its places."""

import datetime

import pytest

from briefarchive.diagnostics import Span
from briefarchive.model import Archive, Brief, BriefId, CiteKey, Markup, Places, Reference, Status

PATH = "archive/2014/2014-10-17-a.md"


def _brief(
    *references: tuple[str, str], name: str = "2014-10-17-a", status: str = "published", **fields: object
) -> Brief:
    found = tuple(Reference(role=role, target=target, span=Span(path=PATH)) for role, target in references)
    return Brief(
        id=BriefId(name),
        path=PATH,
        digest="",
        title="A",
        date=datetime.date(2014, 10, 17),
        status=Status(status),
        markup=Markup(references=found),
        **fields,
    )


def test_sources_are_those_cited_by_first_citation_and_then_those_listed() -> None:
    keys = (CiteKey("c"), CiteKey("b"), CiteKey("d"))
    brief = _brief(("cite:p", "b"), ("source", "x"), ("cite:t", "a"), ("cite:p", "b"), sources=keys)
    assert brief.cited == ("b", "a")
    assert brief.bibliography == ("b", "a", "c", "d")


def test_mentions_are_the_briefs_of_its_text_and_those_it_replaces_each_once() -> None:
    brief = _brief(("brief", "two"), ("topic", "x"), ("brief", "one"), ("brief", "two"), replaces=("one", "three"))
    assert brief.mentions == ("two", "one", "three")


def test_a_place_is_that_of_the_item_or_of_the_field_or_of_the_file() -> None:
    field, item = Span(path=PATH, line=4), Span(path=PATH, line=4, column=13)
    brief = _brief(places=Places.of({"countries": field, "countries.0": item}))
    assert brief.place("countries", 0) == item
    assert brief.place("countries", 1) == field
    assert brief.place("topics", 0) == Span(path=PATH)


@pytest.mark.parametrize(("drafts", "shown"), [(False, ["a", "c"]), (True, ["a", "b", "c"])])
def test_withdrawn_briefs_are_never_shown_and_drafts_on_request(drafts: bool, shown: list[str]) -> None:
    statuses = {"a": "published", "b": "draft", "c": "corrected", "d": "withdrawn"}
    archive = Archive(briefs={BriefId(name): _brief(name=name, status=status) for name, status in statuses.items()})
    assert [brief.id for brief in archive.shown(drafts=drafts)] == shown
