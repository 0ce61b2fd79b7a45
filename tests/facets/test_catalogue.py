"""The archive in every order in which it is shown."""

import datetime
import itertools
from string import ascii_uppercase

from briefarchive.facets.catalogue import Catalogue
from briefarchive.model import Country

from .conftest import brief, catalogue, entries


def test_without_a_known_change_the_last_one_is_the_latest_event_that_has_happened() -> None:
    briefs = [brief("2014-01-01-a"), brief("2026-01-01-draft", status="draft"), brief("2030-01-01-b")]
    archive = catalogue(briefs).archive.public_view(datetime.date(2026, 11, 27))
    assert Catalogue(archive).last_change == datetime.date(2014, 1, 1)
    assert Catalogue(archive).last_change == Catalogue(archive, drafts=True).last_change
    assert catalogue(briefs[1:2]).last_change == datetime.date(1970, 1, 1)


def test_a_long_chain_of_translations_is_walked_once() -> None:
    ids = [f"2014-01-01-n{number:04}" for number in range(3_000)]
    briefs = [brief(one, translation_of=before) for before, one in itertools.pairwise(["2014-01-01-gone", *ids])]
    assert len(catalogue(briefs[::-1]).works) == 1


def test_a_brief_on_very_many_countries_is_on_none_of_their_pairs() -> None:
    codes = [f"{first}{letter}" for first in "AB" for letter in ascii_uppercase]
    countries = {code: Country(code=code, labels={"en": code}) for code in codes}
    for number, pairs in ((30, 435), (31, 0)):
        briefs = [brief(f"2014-01-0{day}-x", countries=codes[:number]) for day in (1, 2)]
        assert len(entries(briefs, countries=countries).catalogue.by_pair) == pairs
