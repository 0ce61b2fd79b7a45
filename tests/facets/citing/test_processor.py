"""A style at work for one item after another: none of them changes what is said of the next."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefarchive.facets.citing.processor import Item, Style
from briefarchive.facets.citing.styles import STYLES

Csl = Mapping[str, Any]
# Marks of ours, blanks, full stops (which a style may strip) and other signs, what nobody sees, numbers, and words.
HOSTILE = ("\ue000", "\ue001\ue002", " ", "\u3000", "\ue000 ", ".", "...", "—?!", "\u200b", "\ue002.", "0", "12", "1-2")
TEXTS = st.sampled_from((*HOSTILE, "", "Example", "A harbour opens", "港口", "x\ue000y")) | st.text(
    st.sampled_from("\ue000\ue001\ue002 \xa0.,;:-–&'\"aB1港"), max_size=5
)
NAMES = st.fixed_dictionaries({"literal": TEXTS}) | st.fixed_dictionaries(
    {}, optional={"family": TEXTS, "given": TEXTS, "suffix": TEXTS, "static-ordering": st.just(True)}
)
DAYS = st.sampled_from(([2014], [2014, 5], [2014, 6], [2014, 5, 1], [2014, 13], [2015, 5], [0], [-3]))
DATES = st.fixed_dictionaries({"literal": TEXTS}) | st.fixed_dictionaries(
    {"date-parts": st.lists(DAYS, min_size=1, max_size=2)},
    optional={"season": st.integers(1, 5), "circa": st.just(True)},
)
ITEMS = st.fixed_dictionaries(
    {
        "id": st.just("key"),
        "type": st.sampled_from(("report", "webpage", "book", "article-newspaper", "article-journal", "document")),
    },
    optional={
        "title": TEXTS,
        "author": st.lists(NAMES, max_size=4),
        "editor": st.lists(NAMES, max_size=2),
        **dict.fromkeys(("issued", "accessed"), DATES),
        **dict.fromkeys(("container-title", "publisher", "number", "volume", "issue", "page", "edition", "URL"), TEXTS),
        "language": st.sampled_from(("en", "de", "zh")),
    },
)
REPORT = {
    "id": "key",
    "type": "report",
    "title": "A harbour opens",
    "author": [{"family": "Example", "given": "Ada"}],
    "publisher": "An Archive",
    "issued": {"date-parts": [[2014, 5, 2]]},
}
# What is swapped leaves the shape of an item alike more often than two items drawn apart.
CHANGED = st.dictionaries(st.sampled_from(("title", "publisher", "number", "volume", "page", "edition")), TEXTS)
PAIRS = st.tuples(ITEMS, ITEMS) | st.builds(
    lambda item, changed, authors: (
        {**item, **{name: text for name, text in changed.items() if name in item}, "author": authors},
        {**item, "author": [{"family": "Example", "given": "Ada"} for _ in authors]},
    ),
    ITEMS | st.just(REPORT),
    CHANGED,
    st.lists(NAMES, max_size=3),
)


def cite(style: Style, item: Csl) -> str:
    return style.cite(Item(item))


@pytest.mark.parametrize("name", STYLES.values())
@given(pair=PAIRS)
@settings(max_examples=40, deadline=None)
def test_no_item_changes_the_citation_of_another(name: str, pair: tuple[Csl, Csl]) -> None:
    used = Style(name, "en-US")
    for item in (*pair, *pair):
        assert cite(used, item) == cite(Style(name, "en-US"), item)


@pytest.mark.parametrize("name", STYLES.values())
@pytest.mark.parametrize("text", HOSTILE)
def test_a_person_without_a_name_takes_no_other_person_away(name: str, text: str) -> None:
    used = Style(name, "en-US")
    for author in ({"family": text}, {"literal": text}, {"given": text}, {"suffix": text}):
        cite(used, {**REPORT, "author": [author]})
        cite(used, {**REPORT, "title": text, "publisher": text})
    assert cite(used, REPORT) == cite(Style(name, "en-US"), REPORT)
    assert "example" in cite(used, REPORT).lower()


@pytest.mark.parametrize("name", STYLES.values())
def test_a_variable_of_which_nothing_is_left_is_as_none(name: str) -> None:
    empty = {**REPORT, "author": [{"family": "\ue000"}, {"literal": "\ue001 "}], "title": "\ue002", "number": " "}
    empty["issued"] = {"literal": "\ue000"}
    without = {"id": "key", "type": "report", "publisher": "An Archive"}
    assert cite(Style(name, "en-US"), empty) == cite(Style(name, "en-US"), without)
    assert "An Archive" in cite(Style(name, "en-US"), empty)


@pytest.mark.parametrize("name", STYLES.values())
def test_a_name_without_a_family_name_is_printed_whole(name: str) -> None:
    assert cite(Style(name, "en-US"), {**REPORT, "author": [{"family": "\ue000", "given": "Ada Maria"}]}).startswith(
        "Ada Maria"
    )


@pytest.mark.parametrize("name", STYLES.values())
def test_a_range_whose_end_is_less_exact_is_printed(name: str) -> None:
    item = {**REPORT, "URL": "https://example.org/", "accessed": {"date-parts": [[2015, 5, 1], [2015]]}}
    assert "A harbour opens" in cite(Style(name, "en-US"), item).replace("H", "h").replace("O", "o")
