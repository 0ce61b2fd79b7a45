"""A brief that is printed from a browser: what a real Chromium puts on paper."""

import base64
import functools
import io
import logging
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page
from selenium import webdriver

from .building import build, copy_archive

BRIEFS = Path(__file__).parent / "printed"
ADDRESS = "archive/2014/2014-09-09-printed.html"
SIZES = {"A4": (8.27, 11.69), "Letter": (8.5, 11.0)}
STATEMENT = (
    "https://example.org/statements/2014/09/a-very-long-address-that-no-line-of-a-printed-page-could-hold-without-a-"
    "break/and-its-second-half.html?language=en&version=2"
)
MARGIN = 22 / 25.4 * 72

Print = Callable[..., list[Page]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str], browser: webdriver.Chrome) -> Print:
    """The pages of a brief as Chromium prints them, on A4 unless another size or the dark colours are asked for."""
    root = copy_archive(tmp_path_factory.mktemp("printing") / "archive")
    for brief in BRIEFS.iterdir():
        shutil.copy(brief, root / "archive" / "2014")
    address = serve(build(root).outdir)

    @functools.cache
    def pages(page: str = ADDRESS, *, size: str = "A4", theme: str = "light") -> list[Page]:
        browser.get(f"{address}/{page}")
        browser.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
        width, height = SIZES[size]
        options = {"paperWidth": width, "paperHeight": height, "printBackground": True, "preferCSSPageSize": True}
        # A font's box that Chromium leaves out is no fault of ours.
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        data = browser.execute_cdp_cmd("Page.printToPDF", options)["data"]
        return pdfplumber.open(io.BytesIO(base64.b64decode(data))).pages

    return pages


def field_text(pages: list[Page]) -> str:
    """The text without the numbers of its pages, in one line."""
    text = " ".join(page.within_bbox((0, 0, page.width, page.height - 60)).extract_text() for page in pages)
    return " ".join(text.split())


def closed_up(text: str) -> str:
    """*text* without spaces, since a line may end anywhere in an address.

    Chromium takes some Chinese characters for the radicals that look the same; NFKC makes them characters again.
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_navigation_and_buttons_are_not_printed(printed: Print) -> None:
    text = field_text(printed())
    assert text.startswith("Archive of briefs United Kingdom · China · Trade A brief for the printer It has all that")
    absent = ("Skip to", "Search", "Countries", "Topics", "About", "Before and after", "Edit this", "Copy", "BibTeX")
    assert [word for word in absent if word in text] == []
    assert "Latest events" not in field_text(printed("search.html"))


def test_what_is_folded_on_the_screen_is_printed_open_and_in_order(printed: Print) -> None:
    text = field_text(printed())
    wanted = (
        *("In English", "Text of the first tab.", "In Chinese", "第二个标签的文字。"),
        *("The closed box", "Text of the closed box.", "The open box", "Text of the open box."),
        *('"before", "its", "end"', "A note at the end.", "Text of the footnote.", "Sources 1", "How to cite", "APA"),
    )
    places = [closed_up(text).find(closed_up(words)) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_an_address_follows_a_link_to_the_web_and_no_other(printed: Print) -> None:
    text = field_text(printed())
    assert f"statement<{STATEMENT}>is" in closed_up(text)
    assert text.count("https://example.org/spelled-out") == 1
    assert closed_up("See A harbour opens: “ships & <trade>” and below.") in closed_up(text)
    sources = field_text(printed("archive/2014/2014-05-02-harbour.html")).partition("Sources 4 1")[2]
    assert closed_up("“A harbour opens & <closes>” <https://example.org/harbour?a=1&b=2>") in closed_up(sources)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_stands_in_the_margin_but_the_numbers_of_pages(size: str, printed: Print) -> None:
    pages = printed(size=size)
    assert len(pages) > 2
    feet = [page.within_bbox((0, page.height - 60, page.width, page.height)).extract_text() for page in pages]
    assert feet == [f"{number} / {len(pages)}" for number in range(1, len(pages) + 1)]
    for page in pages:
        for char in page.within_bbox((0, 0, page.width, page.height - 60)).chars:
            assert char["x0"] >= MARGIN
            assert char["x1"] <= page.width - MARGIN
            assert char["top"] >= MARGIN - 3


def test_a_long_table_repeats_its_head_and_leaves_no_row_alone(printed: Print) -> None:
    texts = [page.extract_text() for page in printed()]
    parts = [re.findall(r"^Ship \d+ Coal", text, re.MULTILINE) for text in texts]
    heads = [text.count("Ship Cargo Tonnes") for text in texts]
    assert sum(map(len, parts)) == 60
    assert heads == [1 if part else 0 for part in parts]
    assert min(len(part) for part in parts if part) >= 2


def test_the_dark_appearance_is_printed_black_on_white(printed: Print) -> None:
    pages = printed(theme="dark")
    assert field_text(pages) == field_text(printed())
    for page in pages:
        assert all(dark(char["non_stroking_color"]) for char in page.chars)
        assert not [area for area in page.rects if area["fill"] and is_wide(area) and dark(area["non_stroking_color"])]


def dark(colour: tuple[float, ...] | None) -> bool:
    """Whether a colour of one or three parts can be read on white; none is black."""
    return not colour or max(colour) <= 0.35


def is_wide(area: dict[str, float]) -> bool:
    """Whether it is more than a line or the square of a source."""
    return min(area["width"], area["height"]) > 12
