"""A brief's page: its head, its text, its sources and what stands around it."""

import re
from typing import Any

from ..cases import by_cases
from ..pages import differences
from .building import BuiltSite

FAULTS = "archive/2015/2015-02-01-faults.md"


@by_cases
def test_pages_show(site: BuiltSite, page: str, shows: dict[str, Any]) -> None:
    assert differences(site.page(page), shows) == {}


def test_a_withdrawn_brief_and_a_draft_are_in_no_list(site: BuiltSite) -> None:
    for address in (address for address in site.addresses() if not address.startswith("archive/")):
        links = site.page(address).find_all("a", href=re.compile("withdrawn|draft"))
        # What was withdrawn is told as a change.
        assert not [link for link in links if link.find_parent(class_="chg") is None], address
    gone = ("exports/archive/2014/2014-06-01-withdrawn.ris", "countries/FR.html", "archive/2014/2014-08-01-draft.html")
    assert not [name for name in gone if (site.outdir / name).exists()]


@by_cases
def test_what_is_wrong_is_reported_with_line_and_column(site: BuiltSite, number: int, value: str, code: str) -> None:
    line = (site.root / FAULTS).read_text("utf-8").splitlines()[number - 1]
    assert f"{FAULTS}:{number}:{line.index(value) + 1}: WARNING: {code} " in site.warnings
