"""What programs that show a preview of a link are told."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from briefarchive.facets.citing.report import make_report
from briefarchive.facets.head_meta import add_territory, open_graph
from briefarchive.model import Correction, Original

Make = Callable[..., Any]


def _tags(one: Any, made: Any, **options: str) -> Any:
    report = make_report(one, made.catalogue.archive.vocabulary, series="The Briefs", **options)
    return open_graph(one, report, made)


def test_a_text_that_appeared_elsewhere_has_the_day_on_which_it_did(entries: Make, brief: Make) -> None:
    elsewhere = Original(date=datetime.date(2008, 5, 3))
    one = brief("2008-05-01-a", published=datetime.date(2026, 11, 1), original=elsewhere)
    assert dict(_tags(one, entries([one])))["article:published_time"] == "2008-05-03"


def test_a_brief_is_an_article_with_its_days(entries: Make, brief: Make) -> None:
    day = datetime.date(2026, 11, 1)
    one = brief("2014-01-01-a", summary="What was.", published=day, corrections=(Correction(date=day, note="A."),))
    other = brief("2014-01-01-zh", language="zh", translation_of=one.id)
    assert _tags(one, entries([one, other]), base_url="https://example.org/x/") == (
        ("og:type", "article"),
        ("og:title", "A"),
        ("og:description", "What was."),
        ("og:url", "https://example.org/x/archive/2014/2014-01-01-a.html"),
        ("og:site_name", "The Briefs"),
        ("og:locale", "en_US"),
        ("og:locale:alternate", "zh_CN"),
        ("article:published_time", "2026-11-01"),
        ("article:modified_time", "2026-11-01"),
    )


def test_what_is_not_known_is_left_out(entries: Make, brief: Make) -> None:
    one = brief("2014-01-01-a")
    assert dict(_tags(one, entries([one]))).keys() == {*("og:type", "og:title", "og:site_name", "og:locale")}


@pytest.mark.parametrize(
    ("language", "site", "locale"),
    [
        ("en", "en_GB", "en_GB"),
        ("en", "en", "en_US"),
        ("en-IN", "en_GB", "en_IN"),
        ("zh-Hant", "en", "zh_TW"),
        ("pt-BR", "en", "pt_BR"),
        ("ru", "en_GB", "ru_RU"),
        ("qqq", "en", ""),
    ],
)
def test_a_language_has_the_country_that_the_protocol_asks_for(language: str, site: str, locale: str) -> None:
    assert add_territory(language, site) == locale
