"""Navigation of a page is no text, no source and no title, whatever language it speaks and however it is made."""

import re
from pathlib import Path

from briefimport.legacy import LegacyBrief
from briefimport.text.furniture import is_furniture

from ...cases import by_cases
from ..reading import read_html

TEXT = (
    "The ferry line between the two ports opened again this week, as everybody there had expected.<br><br>"
    "Nobody knew why the crane waited so long before it moved again, or who had paid for it.<br><br>"
)
SOURCES = "<b>Sources</b><br>Coast Radio – “Rates fall”<br>The Harbour Gazette – “Ferry to open”<br>"


def read(folder: Path, above: str = "", below: str = "", title: str = "<h1>A ferry opens</h1>") -> LegacyBrief:
    head = "<title>A ferry opens | Port Watch</title>"
    page = f"<html><head>{head}</head><body>{above}{title}May 4, 2015<br><br>{TEXT}{SOURCES}{below}</body></html>"
    brief = read_html(page.encode(), folder)
    assert isinstance(brief, LegacyBrief)
    return brief


def assert_clean(brief: LegacyBrief) -> None:
    assert brief.title == "A ferry opens"
    assert [source.title for source in brief.sources] == ["Rates fall", "Ferry to open"]
    assert [text[:9] for text in brief.paragraphs] == ["The ferry", "Nobody kn"]


@by_cases
def test_line_of_buttons_is_neither_text_nor_source(tmp_path: Path, below: str) -> None:
    assert_clean(read(tmp_path, below=below))


@by_cases
def test_skip_link_logo_and_menu_are_never_the_title(tmp_path: Path, above: str) -> None:
    assert_clean(read(tmp_path, above=above))


def test_date_above_the_title_stays_the_date_of_the_text(tmp_path: Path) -> None:
    brief = read(tmp_path, title="4 June 2015<br><h1>A ferry opens</h1>")
    assert brief.published is not None
    assert brief.title == "A ferry opens"


def test_line_with_one_link_and_a_long_list_of_links_to_the_site_stay_text(tmp_path: Path) -> None:
    link = '<p><a href="/2014/crane">The crane at the northern port waits for its third owner in a year</a></p>'
    brief = read(tmp_path, title=f"<h1>A ferry opens</h1><p>May 4, 2015</p><p>See also our earlier brief:</p>{link}")
    assert any(text.startswith("The crane") for text in brief.paragraphs)


@by_cases
def test_sentence_is_kept_whole_whatever_links_and_classes_it_has(tmp_path: Path, sentence: str) -> None:
    brief = read(tmp_path, title=f"<h1>A ferry opens</h1><p>{sentence}</p>")
    assert re.sub("<.*?>", "", sentence) in brief.paragraphs


@by_cases
def test_button_is_told_in_every_language(text: str) -> None:
    assert is_furniture(text)


@by_cases
def test_words_that_may_be_text_are_no_button(text: str) -> None:
    assert not is_furniture(text)


@by_cases
def test_short_text_above_a_heading_that_is_no_title_stays_text(tmp_path: Path, above: str) -> None:
    page = f"<title>Cranes</title><body><article>{above}<p>Coast Radio – “Rates fall”</p></article></body>"
    brief = read_html(page.encode(), tmp_path)
    assert isinstance(brief, LegacyBrief)
    told = " ".join((brief.title, *brief.paragraphs))
    assert "A third owner" in told or "Crane number 11 waits" in told


def test_notice_that_a_library_takes_for_the_article_hides_no_text(tmp_path: Path) -> None:
    items = "".join(
        f'<li><a href="http://x{place}.example/">Coast Radio (2015): Rates fall {place}</a></li>' for place in range(5)
    )
    body = f"<h1>A ferry opens</h1><p>May 4, 2015</p><p>{TEXT}</p><h2>Sources</h2><ol>{items}</ol>"
    notice = "<div>We use cookies to improve your experience. OK, got it</div>"
    page = f"<body>{notice}<main><section>{body}</section></main></body>"
    brief = read_html(page.encode(), tmp_path)
    assert isinstance(brief, LegacyBrief)
    assert len(brief.sources) == 5
    assert "The ferry line" in brief.paragraphs[0]
