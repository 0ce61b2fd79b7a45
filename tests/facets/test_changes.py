"""What changed in the archive, and when."""

import datetime
from dataclasses import replace

from briefarchive.facets.changes import list_changes

from .conftest import brief, make_archive

FIRST, SECOND, THIRD = (datetime.date(2026, 11, day) for day in (1, 2, 3))


def test_a_renaming_since_the_publication_is_a_change_of_the_day_that_the_history_tells() -> None:
    aliases = ("2014-01-01-old", "2014-01-01-older", "2014-01-01-oldest", "v3/2014/", "2014-01-01-a")
    days = {"archive/2014/2014-01-01-old.md": THIRD, "archive/2014/2014-01-01-older.md": FIRST}
    archive = replace(make_archive([brief("2014-01-01-a", published=SECOND, aliases=aliases)]), moves=days)
    rows = [(change.day, change.kind.value, change.address) for change in list_changes(archive)]
    assert rows == [(THIRD, "renamed", "archive/2014/2014-01-01-old.html"), (SECOND, "published", "")]
