"""The tables that the search fetches."""

from briefarchive.facets.catalogue import Catalogue
from briefarchive.facets.entries import Entries
from briefarchive.model import Archive, Country, CountryCode, Vocabulary
from briefarchive.search.tables import absent


class _Counted(tuple[CountryCode, ...]):
    """Members of a group, of which each look at them is counted."""

    looks = 0
    __slots__ = ()

    def __len__(self) -> int:
        _Counted.looks += 1
        return super().__len__()

    def __contains__(self, one: object) -> bool:
        _Counted.looks += 1
        return super().__contains__(one)


def test_groups_are_not_looked_through_for_each_country_without_a_brief() -> None:
    counts = []
    for times in (100, 200, 400):
        codes = [CountryCode(f"C{number}") for number in range(times)]
        countries = {code: Country(code=code, labels={"en": code}, members=_Counted(codes[:1])) for code in codes}
        _Counted.looks = 0
        rows = absent(Entries(Catalogue(Archive(vocabulary=Vocabulary(countries=countries)))))["country"]
        assert len(rows) == times
        counts.append(_Counted.looks)
    assert counts[2] <= 2.2 * counts[1] <= 4.84 * counts[0]
