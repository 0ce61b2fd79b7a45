"""Which briefs are worth reading next, and what is said of them."""

from typing import Any

import pytest

from briefarchive.facets.brief_page import list_related
from briefarchive.facets.entries import Entries

from .conftest import brief, catalogue, entries, source


def _related(brief: Any, entries: Entries) -> list[tuple[str, str]]:
    return [(one.brief.link.text, one.why) for one in list_related(brief, entries)]


def _others(number: int) -> list[Any]:
    """Briefs that have nothing in common with any other."""
    return [brief(f"2010-01-{1 + n:02}-other", title=f"Other {n}") for n in range(number)]


def test_links_shared_sources_and_terms_count_in_this_order_and_are_told() -> None:
    one = brief(
        "2014-01-01-a", cites=("s", "t"), countries=("RU",), topics=("trade",), names=("brief 2013-01-01-named",)
    )
    briefs = [
        one,
        brief("2013-01-01-named", title="Named"),
        brief("2015-01-01-later", title="Later", names=("brief 2014-01-01-a",), topics=("trade",)),
        brief("2014-02-01-sources", title="Sources", cites=("t", "s")),
        brief("2014-03-01-source", title="Source", cites=("s",)),
        *_others(20),
    ]
    assert _related(one, entries(briefs, [source("s"), source("t")])) == [
        ("Later", "refers to this brief · Trade"),
        ("Named", "named in this brief"),
        ("Sources", "2 shared sources"),
        ("Source", "1 shared source"),
    ]


def test_a_term_counts_the_more_the_fewer_works_have_it() -> None:
    one = brief("2014-01-01-a", countries=("RU",), topics=("trade",))
    rare = brief("2014-02-01-rare", title="Rare", countries=("RU",))
    common = [brief(f"2014-03-{n:02}-common", title=f"Common {n}", topics=("trade",)) for n in range(1, 20)]
    assert _related(one, entries([one, rare, *common])) == [("Rare", "Russia")]


def test_what_all_works_have_is_no_reason() -> None:
    one, *others = (brief(f"2014-01-{n:02}-a", countries=("CN",), topics=("trade",)) for n in range(1, 10))
    assert _related(one, entries([one, *others])) == []


def test_at_most_four_are_named_the_earlier_first_among_equals() -> None:
    one = brief("2014-05-01-a", cites=("s",))
    citing = [brief(f"2014-06-{n:02}-x", title=str(n), cites=("s",)) for n in range(1, 7)]
    named = _related(one, entries([one, *citing], [source("s")]))
    assert [title for title, _ in named] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_draft_and_a_withdrawn_brief_are_never_named(status: str) -> None:
    one = brief("2014-01-01-a", cites=("s",), topics=("trade",), names=("brief 2014-01-02-hidden",))
    hidden = brief("2014-01-02-hidden", status=status, cites=("s",), topics=("trade",), names=("brief 2014-01-01-a",))
    assert _related(one, entries([one, hidden, *_others(20)], [source("s")])) == []


def test_translations_are_the_same_work_and_are_named_once() -> None:
    one = brief("2014-01-01-a", cites=("s",))
    own = brief("2014-01-01-a-zh", language="zh", translation_of=one.id, cites=("s",), names=("brief 2014-02-01-b",))
    other = brief("2014-02-01-b", title="Gas", cites=("s",))
    again = brief("2014-02-01-b-zh", title="天然气", language="zh", translation_of=other.id, cites=("s",))
    made = entries([one, own, other, again], [source("s")])
    assert _related(one, made) == [("Gas", "1 shared source")]
    assert _related(own, made) == [("Gas", "named in this brief · 1 shared source")]


def test_a_reference_to_something_else_that_has_the_name_of_a_brief_counts_nothing() -> None:
    one = brief("2014-01-01-a", names=("topic 2014-01-02-b",))
    assert _related(one, entries([one, brief("2014-01-02-b")])) == []


def test_the_reasons_are_told_in_the_language_of_the_archive() -> None:
    one = brief("2014-01-01-a", topics=("security",))
    other = brief("2014-01-02-b", topics=("security",))
    made = Entries(catalogue([one, other, *_others(20)]), "zh")
    assert [why for _, why in _related(one, made)] == ["安全"]
