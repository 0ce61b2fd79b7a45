"""Laws of grouping: what belongs together does, what does not stays apart, and the order of files tells nothing."""

import datetime
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefimport.copies.comparing import find_differences, read_words
from briefimport.copies.merging import merge_copies
from briefimport.document import Block
from briefimport.legacy import LegacyBrief

from ...cases import by_cases
from ...costs import cpu
from .alike import brief, copy, found, groups, on_day, revision

LOTS = st.integers(0, 2**32).map(random.Random)


def some(draw: random.Random) -> list[LegacyBrief]:
    """A few briefs, most with copies and some with a revision."""
    texts: list[LegacyBrief] = []
    for number in range(draw.randint(1, 5)):
        first = brief(draw, f"{number}.txt")
        texts += [first, *(copy(first, draw, f"{number}-{other}.html") for other in range(draw.randint(0, 3)))]
        if draw.random() < 0.3:
            texts.append(revision(first, draw, f"{number}-revised.txt"))
    return texts


@given(LOTS)
def test_copies_are_found_and_nothing_else_is_one(draw: random.Random) -> None:
    texts = some(draw)
    expected: dict[str, set[str]] = {}
    for text in texts:
        if "revised" not in text.origin:
            expected.setdefault(text.origin[0], set()).add(text.origin)
    assert groups(texts) == {frozenset(names) for names in expected.values() if len(names) > 1}


@given(LOTS)
def test_order_of_files_does_not_matter(draw: random.Random) -> None:
    texts = some(draw)
    shuffled = draw.sample(texts, len(texts))
    assert groups(texts) == groups(shuffled)
    assert found(texts).revisions == found(shuffled).revisions


@given(LOTS)
def test_union_is_the_same_in_any_order(draw: random.Random) -> None:
    first = brief(draw, "a.txt")
    texts = [first, *(copy(first, draw, f"{number}.html") for number in range(3))]
    assert merge_copies(texts) == merge_copies(draw.sample(texts, len(texts)))


@given(LOTS)
def test_revision_is_named_and_never_united(draw: random.Random) -> None:
    first = brief(draw, "a.txt")
    changed = revision(first, draw, "b.txt")
    copies = found([first, changed])
    assert not copies.groups
    (pair,) = copies.revisions
    assert (pair.one, pair.other) == ("a.txt", "b.txt")
    assert "otherwise" in " ".join(pair.places)


def test_one_text_under_two_dates_is_two_briefs_and_told() -> None:
    first = brief(random.Random(1), "a.txt")
    second = replace(on_day(first, datetime.date(2001, 1, 1)), origin="b.txt")
    nowhere = replace(first, origin="c.txt", published=None)
    copies = found([first, second, nowhere])
    assert not copies.groups
    assert [pair.places[0].partition(":")[0] for pair in copies.revisions] == ["the same text under two dates"] * 2


def test_date_of_a_file_gives_way_to_the_date_that_a_copy_prints() -> None:
    first = brief(random.Random(2), "a.txt")
    assert first.published
    saved = replace(first.published, date=datetime.date(2019, 9, 9), text="")
    united = merge_copies([first, replace(first, origin="b.docx", sha256="1", published=saved)])
    assert groups([first, replace(first, origin="b.docx", published=saved)]) == {frozenset({"a.txt", "b.docx"})}
    assert united.published
    assert united.published.date == first.published.date


@pytest.mark.parametrize(
    ("title", "other", "together"), [("", "", True), ("First call", "", True), ("First call", "Second call", False)]
)
def test_few_words_are_one_brief_unless_their_titles_differ(title: str, other: str, *, together: bool) -> None:
    short = replace(brief(random.Random(3), "a.txt"), title=title, body=(Block(text="The recording is below."),))
    second = replace(short, origin="b.txt", title=other)
    assert bool(groups([short, second])) is together


@by_cases
def test_small_differences_are_differences(one: str, other: str) -> None:
    text = brief(random.Random(4), "a.txt")
    first = replace(text, body=(Block(text=one), *text.body))
    second = replace(text, body=(Block(text=other), *text.body))
    assert find_differences(read_words(first), read_words(second))


def test_time_grows_as_the_number_of_texts_even_if_all_share_a_paragraph() -> None:
    draw = random.Random(5)
    shared = Block(text=" ".join(f"Our foundation has said so since {year} and will say so." for year in range(30)))
    texts = [brief(draw, f"{number}.txt") for number in range(800)]
    texts = [replace(text, body=(shared, *text.body)) for text in texts]
    found(texts)  # what is known of a paragraph is kept, and only the first of the two below would pay for it
    assert cpu(lambda: found(texts)) < 4 * 2.5 * cpu(lambda: found(texts[:200]))
