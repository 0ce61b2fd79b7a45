"""What a brief's page shows beside its text."""

import datetime
from typing import Any

from briefarchive.facets.brief_page import brief_page
from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.facets.views import BriefPage, Link
from briefarchive.model import Correction, Original, Withdrawal
from briefarchive.reading.configuration import Publication

from ..cases import by_cases
from .conftest import brief, catalogue, entries, source


def _page(brief: Any, entries: Entries, **options: str) -> BriefPage:
    return brief_page(brief, entries, Publication(series="An Archive", **options))


def test_sources_are_numbered_by_first_citation_and_then_as_listed_and_lead_back_to_what_cites_them() -> None:
    one = brief("2014-01-01-a", cites=("b", "gone", "b"), sources=("c", "gone"))
    page = _page(one, entries([one], [source("b"), source("c")]))
    assert [(view.number, view.key, view.known, view.anchor) for view in page.sources] == [
        (1, "b", True, "_source-1"),
        (2, "gone", False, "_source-2"),
        (3, "c", True, "_source-3"),
    ]
    assert [view.marks for view in page.sources] == [("_cite-1-1", "_cite-1-2"), (), ()]
    assert page.citations == {"b": 1, "gone": 2, "c": 3}


def test_a_source_that_is_cited_by_its_old_key_too_is_one_with_one_number_and_every_mark() -> None:
    one = brief("2014-01-01-a", cites=("old", "other", "kept"), sources=("old",), names=("source old",))
    made = entries([one], [source("kept", aliases=("old",), title="Kept"), source("other")])
    page = _page(one, made)
    assert [(view.key, view.number, len(view.marks)) for view in page.sources] == [("kept", 1, 2), ("other", 2, 1)]
    assert page.citations == {"old": 1, "kept": 1, "other": 2}
    assert made.catalogue.cited_by["kept"] == (one,)
    assert page.references["source old"] == Link(text="Kept", address=made.source_address("kept"))
    assert made.source_address("old") == made.source_address("kept") != ""


@by_cases
def test_a_brief_that_is_held_back_is_named_in_words(language: str, shown: Link) -> None:
    held, day = brief("2014-01-02-held", published=datetime.date(2026, 11, 28)), datetime.date(2026, 11, 27)
    names = (f"brief {held.id}", "brief 2014-01-03-unknown")
    one = brief("2014-01-01-a", language=language, names=names)
    released = catalogue([one, held]).archive.released(day)
    assert _page(one, Entries(Catalogue(released))).references == {f"brief {held.id}": shown}


def test_roles_show_names_and_lead_to_pages() -> None:
    other = brief("2013-01-01-other", title="Another")
    names = ("country CN", "topic energy", "person a-person", "brief 2013-01-01-other", "source a", "publisher bbc")
    one = brief("2014-01-01-a", names=names, countries=("CN",))
    page = _page(one, entries([one, other], [source("a", title="A source", publisher="bbc", publisher_name="BBC")]))
    assert page.references == {
        "country CN": Link(text="China", address="countries/CN.html"),
        "topic energy": Link(text="Energy"),
        "person a-person": Link(text="A Person"),
        "brief 2013-01-01-other": Link(text="Another", address="archive/2013/2013-01-01-other.html"),
        "source a": Link(text="A source", address="publishers/bbc.html#source--a"),
        "publisher bbc": Link(text="BBC", address="publishers/bbc.html"),
    }


def test_countries_and_topics_are_named_in_the_language_of_the_text() -> None:
    names = ("country CN", "topic security", "country RU")
    one = brief("2014-01-01-a", language="zh-Hans", names=names, countries=("CN",), topics=("security",))
    page = _page(one, entries([one]))
    assert {name: link.text for name, link in page.references.items()} == {
        "country CN": "中国",
        "topic security": "安全",
        # There is no Chinese name for it in this vocabulary.
        "country RU": "Russia",
    }
    # What stands around the text is in the language of the interface.
    assert [link.text for link in (*page.countries, *page.topics)] == ["China", "Security"]


def test_roles_that_name_nothing_known_are_left_out() -> None:
    names = ("country XX", "topic x", "person x", "brief x", "source x", "publisher x")
    one = brief("2014-01-01-a", names=names)
    assert _page(one, entries([one])).references == {}


def test_a_draft_that_another_brief_names_has_no_page_to_lead_to() -> None:
    draft = brief("2014-01-01-draft", title="Draft", status="draft")
    one = brief("2014-01-02-a", names=("brief 2014-01-01-draft",))
    page = _page(one, entries([one, draft]))
    assert page.references == {"brief 2014-01-01-draft": Link(text="Draft")}
    page = _page(one, entries([one, draft], drafts=True))
    assert page.references["brief 2014-01-01-draft"].address == "archive/2014/2014-01-01-draft.html"


def test_briefs_that_name_this_one_are_listed_latest_first_up_to_fifty() -> None:
    one = brief("2013-01-01-a", names=("brief 2013-01-01-a",))
    others = [brief(f"2014-{1 + n // 28:02}-{1 + n % 28:02}-n{n}", names=("brief 2013-01-01-a",)) for n in range(52)]
    page = _page(one, entries([one, *others]))
    assert len(page.named_by) == 50
    assert page.named_by[0].link.text == "N51"
    assert page.named_by_more == 2


def test_a_brief_is_cited_as_a_report_and_a_withdrawn_one_is_called_so() -> None:
    one = brief("2014-10-17-a", title="Gas", compilers=("a-person", "b-person"))
    report = _page(one, entries([one]), base_url="https://example.org/x/").report
    assert report is not None
    assert (report.title, report.institution) == ("Gas", "An Archive")
    assert report.url == "https://example.org/x/archive/2014/2014-10-17-a.html"
    withdrawn = _page(brief("2014-10-17-b", title="Oil.", status="withdrawn"), entries([])).report
    assert withdrawn is not None
    assert withdrawn.title == "Oil [Withdrawn]"


def test_a_corrected_brief_says_what_was_corrected_and_when() -> None:
    note = Correction(date=datetime.date(2014, 10, 20), note="Names the right place.")
    one = brief("2014-10-17-a", status="corrected", corrections=(note,))
    assert _page(one, entries([one])).corrections == (("October 20, 2014", "Names the right place."),)


def test_a_withdrawn_brief_keeps_what_it_said_and_says_when_why_and_what_replaces_it() -> None:
    why = Withdrawal(date=datetime.date(2015, 1, 5), reason="Not confirmed.")
    one = brief("2014-10-17-a", status="withdrawn", withdrawal=why, summary="S", cites=("a", "b"), countries=("CN",))
    new = brief("2015-01-06-new", replaces=("2014-10-17-a", "gone"), cites=("a",))
    made = entries([one, new], [source("a", publisher="bbc"), source("b", publisher="bbc")])
    page = _page(one, made)
    assert (page.summary, page.citations) == ("S", {"a": 1, "b": 2})
    assert [[link.text for link in view.links] for view in page.sources] == [["New"], []]
    assert [view.address for view in page.sources] == ["publishers/bbc.html#source--a", "publishers/bbc.html#source--b"]
    assert (page.head_meta, page.linked_data, page.languages) == ((), {}, ())
    assert page.withdrawn == ("January 5, 2015", "Not confirmed.")
    assert [link.text for link in page.replacements] == ["New"]
    assert (page.related, page.previous, page.next) == ((), None, None)
    assert [link.text for link in _page(new, made).replaces] == ["A"]


def test_a_brief_and_its_translations_lead_to_one_another_by_the_names_of_their_languages() -> None:
    original = brief("2014-10-17-a", title="Gas")
    chinese = brief("2014-10-18-b", title="天然气", language="zh", translation_of=original.id)
    russian = brief("2014-10-19-c", title="Газ", language="ru", translation_of=original.id)
    draft = brief("2014-10-20-d", language="fr", status="draft", translation_of=original.id)
    made = entries([original, chinese, russian, draft])
    pages = [_page(one, made) for one in (original, chinese, russian)]
    assert [page.translation_of and page.translation_of.text for page in pages] == [None, "Gas", "Gas"]
    assert [[(link.text, link.hreflang) for link in page.also_in] for page in pages] == [
        [("русский", "ru"), ("中文", "zh")],
        [("русский", "ru")],
        [("中文", "zh")],
    ]
    languages = [("en", "a"), ("ru", "c"), ("zh", "b")]
    assert [[(tag, address[-6]) for tag, address in page.languages] for page in pages] == [languages] * 3


def test_what_replaces_a_brief_in_two_languages_is_named_once_in_its_language() -> None:
    old = brief("2014-10-17-a", language="zh", status="withdrawn")
    new = brief("2015-01-06-new", replaces=(old.id,))
    same = brief("2015-01-06-new-zh", title="新", language="zh", translation_of=new.id, replaces=(old.id,))
    assert [link.text for link in _page(old, entries([old, new, same])).replacements] == ["新"]


def test_a_brief_that_its_own_translation_names_is_not_called_named() -> None:
    one = brief("2014-10-17-a", title="Gas")
    own = brief("2014-10-17-a-zh", language="zh", translation_of=one.id, names=(f"brief {one.id}",))
    other = brief("2014-10-18-b", title="Oil", names=(f"brief {one.id}",))
    again = brief("2014-10-18-b-zh", title="油", language="zh", translation_of=other.id, names=(f"brief {own.id}",))
    made = entries([one, own, other, again])
    for text in (one, own):
        assert [listed.link.text for listed in _page(text, made).named_by] == ["Oil"]


def test_names_of_briefs_and_sources_in_a_text_have_their_language() -> None:
    english = brief("2014-10-17-a", title="Gas")
    chinese = brief("2014-10-18-b", title="油", language="zh", names=(f"brief {english.id}", "source s"))
    references = _page(chinese, entries([english, chinese], [source("s", title="能源", language="zh")])).references
    assert [references[name].lang for name in (f"brief {english.id}", "source s")] == ["en", ""]


def test_a_translation_of_a_brief_that_is_not_there_says_nothing_of_it() -> None:
    one = brief("2014-10-17-a", language="zh", translation_of="2014-01-01-gone")
    itself = brief("2014-10-18-b", translation_of="2014-10-18-b")
    made = entries([one, itself])
    for page in (_page(one, made), _page(itself, made)):
        assert (page.translation_of, page.also_in, page.languages) == (None, (), ())


def test_a_translation_of_a_withdrawn_brief_leads_to_what_is_left_of_it() -> None:
    original = brief("2014-10-17-a", title="Gas", status="withdrawn")
    one = brief("2014-10-18-b", language="zh", translation_of=original.id)
    page = _page(one, entries([original, one]))
    assert page.translation_of is not None
    assert page.translation_of.address == "archive/2014/2014-10-17-a.html"
    assert page.languages == ()


def test_each_part_that_people_had_is_told_below_its_words() -> None:
    one = brief("2014-01-01-a", authors=("b-person",), editors=("a-person",), translators=("a-person", "b-person"))
    page = _page(one, entries([one]))
    assert [(label, [person.text for person, _ in people]) for label, people in page.credits] == [
        ("By", ["B Person"]),
        ("Edited by", ["A Person"]),
        ("Translated by", ["A Person", "B Person"]),
    ]
    assert [link.text for link in page.people] == ["B Person", "A Person"]


@by_cases
def test_the_days_of_publication_and_revision_are_told_in_words(
    published: datetime.date | None,
    original: Original | None,
    corrections: tuple[Correction, ...],
    elsewhere: str,
    days: list[str],
) -> None:
    one = brief("2014-01-01-a", published=published, original=original, corrections=corrections)
    page = _page(one, entries([one], [source("x", publisher="bbc", publisher_name="BBC")]))
    assert page.elsewhere == elsewhere
    assert [f"{label} {written}" for label, _, written in page.days] == days
