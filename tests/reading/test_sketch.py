"""Sketches of texts: the more two texts share, the more their sketches do."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from briefarchive.reading.sketch import SIZE, make_sketch, read_numbers

WORDS = [f"word{number}" for number in range(400)]


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(read_numbers(make_sketch(one)), read_numbers(make_sketch(other)))


def test_a_text_is_like_itself_whatever_its_marks_and_capitals() -> None:
    assert _likeness(" ".join(WORDS), " -- ".join(WORDS).upper()) == 1


def test_texts_without_a_common_sequence_are_not_alike() -> None:
    assert _likeness(" ".join(WORDS), " ".join(reversed(WORDS))) < 0.1


def test_a_text_with_every_tenth_word_changed_is_less_like_it_than_one_with_every_fiftieth() -> None:
    def changed(every: int) -> str:
        return " ".join("other" if number % every == 0 else word for number, word in enumerate(WORDS))

    whole = " ".join(WORDS)
    assert 0.5 < _likeness(whole, changed(10)) < _likeness(whole, changed(50)) < 1


def test_a_text_without_spaces_between_words_has_a_sketch_of_its_signs() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(200))
    assert _likeness(text, text[:190] + "港口开放") > 0.9


@given(st.text(max_size=2_000))
def test_a_sketch_is_bounded_sorted_and_the_same_each_time(text: str) -> None:
    numbers = read_numbers(make_sketch(text))
    assert len(numbers) <= SIZE
    assert numbers == sorted(set(numbers))
    assert make_sketch(text) == make_sketch(text)
    assert read_numbers(make_sketch(text), 8) == numbers[:8]
