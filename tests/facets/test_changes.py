"""What changed in the archive, and when."""

import datetime
from dataclasses import replace

from briefarchive.facets.changes import change_pages, changes
from briefarchive.facets.home import home_page
from briefarchive.facets.table import index_page
from briefarchive.model import Correction, Withdrawal

from .conftest import brief, entries, make_archive

FIRST, SECOND, THIRD = (datetime.date(2026, 11, day) for day in (1, 2, 3))


def correction(day: datetime.date, note: str = "A number.") -> Correction:
    return Correction(date=day, note=note)


def test_changes_are_told_the_latest_first_and_on_one_day_what_readers_of_an_older_text_must_know() -> None:
    withdrawal = Withdrawal(date=SECOND, reason="False.")
    briefs = [
        brief("2014-01-01-a", published=FIRST, corrections=(correction(THIRD),)),
        brief("2014-01-02-b", published=SECOND, corrections=(correction(SECOND),)),
        brief("2015-01-01-c", published=FIRST, status="withdrawn", withdrawal=withdrawal),
    ]
    told = [
        (one.day, one.kind.value, one.brief.id[11:], one.texts, one.since_withdrawn)
        for one in changes(make_archive(briefs))
    ]
    assert told == [
        (THIRD, "corrected", "a", ("A number.",), False),
        (SECOND, "withdrawn", "c", ("False.",), False),
        (SECOND, "corrected", "b", ("A number.",), False),
        (SECOND, "published", "b", (), False),
        (FIRST, "published", "c", (), True),
        (FIRST, "published", "a", (), False),
    ]


def test_corrections_of_one_day_are_one_change() -> None:
    notes = (correction(SECOND, "One."), correction(THIRD, "Two."), correction(SECOND, "Three."))
    one = brief("2014-01-01-a", corrections=notes)
    assert [(told.day, told.texts) for told in changes(make_archive([one]))] == [
        (THIRD, ("Two.",)),
        (SECOND, ("One.", "Three.")),
    ]


def test_drafts_and_briefs_of_an_unknown_day_have_no_changes() -> None:
    briefs = [brief("2014-01-01-a"), brief("2014-01-02-b", status="draft", published=FIRST)]
    assert changes(make_archive(briefs)) == []


def test_a_renaming_since_the_publication_is_a_change_of_the_day_that_the_history_tells() -> None:
    aliases = ("2014-01-01-old", "2014-01-01-older", "2014-01-01-oldest", "v3/2014/", "2014-01-01-a")
    days = {"archive/2014/2014-01-01-old.md": THIRD, "archive/2014/2014-01-01-older.md": FIRST}
    archive = replace(make_archive([brief("2014-01-01-a", published=SECOND, aliases=aliases)]), moves=days)
    told = [(one.day, one.kind.value, one.address) for one in changes(archive)]
    assert told == [(THIRD, "renamed", "archive/2014/2014-01-01-old.html"), (SECOND, "published", "")]


def test_the_page_has_a_heading_for_each_day() -> None:
    briefs = [
        brief("2014-01-01-a", published=FIRST),
        brief("2014-01-02-zh", published=SECOND, language="zh", translation_of="2014-01-01-a"),
        brief("2014-01-03-c", status="withdrawn", withdrawal=Withdrawal(date=SECOND, reason="False.")),
        brief("2014-01-04-d", published=SECOND, replaces=("2014-01-03-c",)),
    ]
    made = entries(briefs)
    [page] = change_pages(made)
    assert [group.title for group in page.groups] == ["November 2, 2026", "November 1, 2026"]
    withdrawn, new, translation = page.groups[0].changes
    assert [link.text for link in withdrawn.replacements] == [new.brief.text] == ["D"]
    assert (translation.brief.lang, translation.original.text) == ("zh", "A")
    assert home_page(made)["changes"] == (*page.groups[0].changes, *page.groups[1].changes)


def test_a_long_list_goes_on_on_further_pages_that_are_found_by_their_addresses() -> None:
    made = entries([brief(f"2014-01-01-{number}", published=FIRST) for number in range(201)])
    pages = list(change_pages(made))
    assert [page.address for page in pages] == ["changes.html", "changes--2.html"]
    assert [sum(len(group.changes) for group in page.groups) for page in pages] == [200, 1]
    assert index_page(made, "changes--2.html") == pages[1]
