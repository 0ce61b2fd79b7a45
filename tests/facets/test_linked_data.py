"""A brief in schema.org's words."""

from collections.abc import Callable
from typing import Any

from briefarchive.facets.citing.report import make_report
from briefarchive.facets.linked_data import linked_data

Make = Callable[..., Any]
SITE = "https://briefs.example/"


def _told(brief: Any, made: Any, **options: str) -> dict[str, Any]:
    report = make_report(brief, made.catalogue.archive.vocabulary, series="Briefs", **options)
    return linked_data(brief, report, made, base_url=options.get("base_url", ""))


def test_a_brief_and_its_translation_name_each_other(entries: Make, brief: Make) -> None:
    original = brief("2014-10-17-a", title="Gas")
    translation = brief("2014-10-18-b", title="天然气", language="zh", translation_of=original.id)
    made = entries([original, translation])
    told = _told(original, made, base_url=SITE)
    assert told["workTranslation"] == [
        {
            "@type": "Report",
            "@id": "https://briefs.example/archive/2014/2014-10-18-b.html",
            "headline": "天然气",
            "inLanguage": "zh",
            "url": "https://briefs.example/archive/2014/2014-10-18-b.html",
        }
    ]
    assert "translationOfWork" not in told
    told = _told(translation, made)
    assert told["translationOfWork"] == {
        "@type": "Report",
        "headline": "Gas",
        "inLanguage": "en",
    }
    assert "workTranslation" not in told
