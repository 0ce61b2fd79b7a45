"""A brief in schema.org's words."""

from collections.abc import Callable
from typing import Any

from briefarchive.facets.linked_data import linked_data

Make = Callable[..., Any]
SITE = "https://briefs.example/"


def test_a_brief_and_its_translation_name_each_other(entries: Make, brief: Make) -> None:
    original = brief("2014-10-17-a", title="Gas")
    translation = brief("2014-10-18-b", title="天然气", language="zh", translation_of=original.id)
    made = entries([original, translation])
    told = linked_data(original, made, series="Briefs", base_url=SITE)
    assert told["workTranslation"] == [
        {
            "@type": "Report",
            "headline": "天然气",
            "inLanguage": "zh",
            "reportNumber": "2014-10-18-b",
            "url": "https://briefs.example/archive/2014/2014-10-18-b.html",
        }
    ]
    assert "translationOfWork" not in told
    told = linked_data(translation, made, series="Briefs")
    assert told["translationOfWork"] == {
        "@type": "Report",
        "headline": "Gas",
        "inLanguage": "en",
        "reportNumber": "2014-10-17-a",
    }
    assert "workTranslation" not in told
