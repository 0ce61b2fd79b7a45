"""The picture that other sites show beside a link."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image

from briefarchive.pictures.social_card import HEIGHT, WIDTH, SocialCard, _fit_lines, render_card
from briefarchive.pictures.squares import SEEN, TELLERS, Run, Runs

EVERY_KIND = tuple(Run(teller=teller, seen=seen, count=1) for teller in TELLERS for seen in SEEN)
SHELF = (330, 575)


def _drawn(name: str = "", text: str = "", *, columns: Sequence[Runs] = ()) -> Image.Image:
    card = SocialCard(name=name, text=text, columns=tuple(columns), accent="#1f4e79")
    return Image.open(io.BytesIO(render_card(card, "en")))


def _inked(image: Image.Image, top: int, bottom: int) -> int:
    """How many points between two heights are not paper."""
    part = image.crop((0, top, WIDTH, bottom))
    return sum(count for count, colour in part.getcolors(1 << 20) or () if colour != (0xFA, 0xF8, 0xF4))


def test_it_has_the_size_and_the_accent() -> None:
    image = _drawn("The Archive")
    assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")
    assert image.getpixel((600, 5)) == (0x1F, 0x4E, 0x79)


def test_the_same_card_is_the_same_bytes() -> None:
    card = SocialCard(name="A", text="B", columns=(EVERY_KIND,), accent="#1f4e79")
    assert render_card(card, "en") == render_card(card, "en")


@pytest.mark.parametrize(("name", "is_drawn"), [("The Archive", True), ("简报库", True), ("مرصد", False), ("", False)])
def test_a_name_that_no_font_has_is_left_out(name: str, is_drawn: bool) -> None:
    assert (_inked(_drawn(name), 20, 320) > 0) is is_drawn


@pytest.mark.parametrize("number", [1, 31, 60])
def test_a_bar_stands_on_the_shelf_and_within_the_margins(number: int) -> None:
    image = _drawn(columns=[EVERY_KIND] * number)
    alone = _inked(_drawn(columns=[EVERY_KIND]), *SHELF)
    assert alone > 0
    assert _inked(image, *SHELF) > (0 if number == 1 else alone)
    assert _inked(image, 20, SHELF[0] - 5) == 0
    # Nothing stands beyond the margin.
    assert image.crop((WIDTH - 70, *SHELF[:1], WIDTH, SHELF[1])).getcolors() == [
        (70 * (SHELF[1] - SHELF[0]), (250, 248, 244))
    ]


def test_bars_have_a_gap_where_there_is_nothing() -> None:
    runs = (Run(teller="press", seen="original", count=10_000),)
    image = _drawn(columns=[runs, (), runs])
    colours = {image.getpixel((x, 500)) for x in (100, 210, 290)}
    assert len(colours) == 2


def test_lines_break_between_words_and_between_chinese_characters() -> None:
    def broken(text: str, most: int) -> list[str]:
        return list(_fit_lines(text, len, 10, most))

    assert broken("One two three four", 3) == ["One two", "three four"]
    assert broken("One two three four five six", 2) == ["One two", "three fou…"]
    assert broken("这是一个很长的句子用来测试", 2) == ["这是一个很长的句子用", "来测试"]
    assert broken("incomprehensibility", 2) == ["incomprehe", "nsibility"]
