"""What kind of thing a source is: by its entry type, and by its publisher where that says too little."""

from typing import Any

import pytest

from briefarchive.facets.appearance import Imprint, csl_kind, describe_imprint, is_kind_from_publisher
from briefarchive.model import Source
from briefarchive.reading.fields import KINDS

from ..cases import by_cases, cases
from .conftest import source

ADDRESS = "https://example.org/a"


def source_of(entry_type: str, publisher_kind: str = "", **fields: Any) -> Source:
    return source("a", type=entry_type, publisher_kind=publisher_kind, **({"url": ADDRESS} | fields))


@pytest.mark.parametrize(*cases("facets/cases/kinds_by_publisher.csv"))
def test_a_page_is_what_its_publisher_brings_out(publisher_kind: str, kind: str) -> None:
    assert csl_kind(source_of("online", publisher_kind)) == kind
    assert csl_kind(source_of("misc", publisher_kind)) == kind
    without = source_of("misc", publisher_kind, url="")
    assert csl_kind(without) == ("document" if kind == "webpage" else kind)
    assert is_kind_from_publisher(without) == (kind != "webpage")


@pytest.mark.parametrize("publisher_kind", KINDS)
@pytest.mark.parametrize(*cases("facets/cases/kinds_by_entry_type.csv"))
def test_an_entry_type_that_says_enough_stays(entry_type: str, kind: str, publisher_kind: str) -> None:
    source = source_of(entry_type, publisher_kind)

    assert (csl_kind(source), is_kind_from_publisher(source)) == (kind, False)


@pytest.mark.parametrize(*cases("facets/cases/press_releases.csv"))
@by_cases
def test_a_press_release_is_a_report_whoever_brings_it_out(
    said: dict[str, Any], publisher_kind: str, kind: str
) -> None:
    assert csl_kind(source_of("online", publisher_kind, **said)) == kind


@pytest.mark.parametrize("title", ["Press release rules are tightened", "On a press release: what it says"])
def test_a_headline_about_press_releases_is_none(title: str) -> None:
    assert csl_kind(source_of("online", "newspaper", title=title)) == "article-newspaper"


@by_cases
def test_a_publisher_is_named_once(
    entry_type: str, publisher_kind: str, more: dict[str, Any], imprint: Imprint
) -> None:
    source = source_of(entry_type, publisher_kind, **({"fields": {"publisher": "Wire"}} | more), publisher_name="Wire")

    assert describe_imprint(source) == imprint
