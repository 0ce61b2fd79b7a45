"""What one brief has from each of its copies, and that every word of all of them is somewhere."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefimport.copies.merging import merge_copies
from briefimport.document import Block, Hint, Hints, Link, SetAside
from briefimport.legacy import LegacyBrief, LegacySource, PrintedDate
from briefimport.word_coverage import count_words, count_words_read

from .alike import brief, copy

LOTS = st.integers(0, 2**32).map(random.Random)
TEXT = brief(random.Random(17), "a.txt")


def with_page(text: LegacyBrief, draw: random.Random) -> LegacyBrief:
    """*text* with a menu, a byline and a source of its own, as pages have them."""
    menu = " ".join(draw.choices(("Home", "Archive", "Contact", "2015", "port", "A"), k=draw.randint(0, 6)))
    name = draw.choice(("Ada Example", "Ben Sample", "ada example", ""))
    source = LegacySource(
        publisher=f"Gazette {draw.randrange(3)}", title="The port", url=f"https://x.example/{menu[:1]}"
    )
    return replace(
        text,
        text="\n".join((text.text, menu, name, source.publisher, source.title, source.url)),
        compilers=(name,) if name else (),
        sources=(*text.sources, source),
        set_aside=(*text.set_aside, SetAside(line=1, text=menu, reason="navigation")),
    )


@given(LOTS)
def test_every_word_of_every_copy_is_in_a_field_or_set_aside(draw: random.Random) -> None:
    first = brief(draw, "a.txt")
    copies = [copy(first, draw, f"{number}.html") for number in range(draw.randint(1, 4))]
    texts = [with_page(text, draw) for text in (first, *copies)]
    united = merge_copies(texts)
    assert len(united.copies) == len(texts) - 1
    assert united.published
    sources = [(one.publisher, one.title, one.url, one.note, *one.printed_dates) for one in united.sources]
    held = count_words(united.title, united.published.text, *united.paragraphs, *united.compilers, *united.editors)
    held += count_words(*(part for source in sources for part in source))
    held += count_words(*(item.text for item in united.set_aside))
    assert not count_words_read(united) - held


@given(LOTS)
def test_words_that_the_lead_has_are_not_set_aside_for_a_copy(draw: random.Random) -> None:
    first = brief(draw, "a.txt")
    united = merge_copies([first, replace(first, origin="b.txt", sha256="1")])
    assert not united.set_aside


def test_words_of_a_copy_that_no_part_of_it_has_leave_it_out() -> None:
    broken = replace(TEXT, origin="b.txt", sha256="1", text=f"{TEXT.text} forgotten")
    assert merge_copies([TEXT, broken]) == TEXT
    third = replace(TEXT, origin="c.txt", sha256="2")
    assert [brief.origin for brief in merge_copies([TEXT, broken, third]).copies] == ["c.txt"]


def test_copy_with_links_and_notes_gives_the_text_and_says_so() -> None:
    linked = replace(
        TEXT,
        origin="z.html",
        body=(
            replace(TEXT.body[0], markup="*x*", links=(Link(text="x", address="https://x.example"),)),
            *TEXT.body[1:],
        ),
    )
    united = merge_copies([TEXT, linked])
    assert (united.origin, united.body) == ("z.html", linked.body)


def test_whole_words_go_before_words_that_a_line_end_cut() -> None:
    cut = Block(text=TEXT.body[0].text.replace("again", "ag-ain"))
    assert merge_copies([TEXT, replace(TEXT, origin="0.txt", body=(cut, *TEXT.body[1:]))]).origin == "a.txt"


def test_byline_of_any_copy_goes_before_the_author_that_a_file_names() -> None:
    page = replace(
        TEXT, origin="z.html", compilers=("Site Editor",), body=(replace(TEXT.body[0], markup="*x*"), *TEXT.body[1:])
    )
    text = replace(TEXT, compilers=("Ada Example",), text=f"{TEXT.text}\nAda Example")
    united = merge_copies([page, text])
    assert (united.origin, united.compilers) == ("z.html", ("Ada Example",))
    assert merge_copies([page, TEXT]).compilers == ("Site Editor",)


def test_source_is_one_in_both_copies_and_has_the_address_that_one_prints() -> None:
    one = LegacySource(publisher="Coast Radio", title="Rates: down")
    other = LegacySource(publisher="Coast Radio", title="“Rates: Down”", url="https://radio.example/rates")
    first = replace(TEXT, sources=(one,), text=f"{TEXT.text} Coast Radio Rates: down")
    second = replace(TEXT, origin="b.txt", sources=(other,), text=f"{TEXT.text} Coast Radio Rates: Down {other.url}")
    (source,) = merge_copies([first, second]).sources
    assert (source.title, source.url) == ("Rates: down", "https://radio.example/rates")
    weekly = [replace(other, url=f"https://radio.example/{week}") for week in (1, 2)]
    parted = [
        replace(second, origin=f"{one.url}", sources=(one,), text=f"{TEXT.text} Coast Radio Rates: Down {one.url}")
        for one in weekly
    ]
    assert len(merge_copies(parted).sources) == 2


def test_text_that_one_copy_says_is_published_is_no_draft() -> None:
    draft = replace(TEXT, hints=Hints(statuses=(Hint(value="draft", where="WXR status"),)))
    public = replace(TEXT, origin="b.txt", hints=Hints(statuses=(Hint(value="published", where="WXR status"),)))
    assert [hint.value for hint in merge_copies([draft, public]).hints.statuses] == ["published"]
    assert [hint.value for hint in merge_copies([draft, TEXT]).hints.statuses] == ["draft"]


def test_date_that_only_a_copy_has_is_taken_and_told() -> None:
    bare = replace(TEXT, origin="0.html", published=None, body=(replace(TEXT.body[0], markup="*x*"), *TEXT.body[1:]))
    united = merge_copies([bare, TEXT])
    assert united.published == TEXT.published
    assert isinstance(united.published, PrintedDate)
    assert any(diagnostic.code == "I104" and "a.txt" in diagnostic.message for diagnostic in united.diagnostics)
