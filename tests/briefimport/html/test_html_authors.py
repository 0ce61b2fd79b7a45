"""What a page marks as its author and its day, where its text has no word for it."""

from pathlib import Path

import pytest

from briefimport import import_exports
from briefimport.legacy import LegacyBrief

from ...cases import by_cases
from ..reading import read_html

PAGE = """<html><head><title>A ferry opens between two ports</title></head><body><article>
<h1>A ferry opens between two ports</h1>{head}
<p>The ferry line of the northern port was opened again this week, after two years of repairs on both piers.</p>
<p>Rates fell at once, and nobody in the harbour had expected that they would fall so far within a week.</p>
</article>{foot}</body></html>"""
DAY = "<p>4 May 2015</p>"


def read(folder: Path, head: str, foot: str = "") -> LegacyBrief:
    brief = read_html(PAGE.format(head=head, foot=foot).encode(), folder)
    assert isinstance(brief, LegacyBrief)
    return brief


@by_cases
def test_a_name_that_a_page_marks_is_its_author_and_no_text(tmp_path: Path, mark: str) -> None:
    brief = read(tmp_path, DAY + mark)
    assert brief.compilers == ("Ada Example",)
    assert not any("Ada Example" in paragraph for paragraph in brief.paragraphs)


def test_of_several_names_none_is_known_to_be_the_author(tmp_path: Path) -> None:
    foot = '<div class="other"><span class="fn">Ben Sample</span> on ships</div>'
    assert not read(tmp_path, f'{DAY}<p>On <span class="fn">Ada Example</span> and ships.</p>', foot).compilers


def test_a_day_that_a_page_marks_counts_where_its_text_says_none(tmp_path: Path) -> None:
    brief = read(tmp_path, '<p><abbr class="published" title="2015-05-04T10:22:00-06:00">10:22</abbr></p>')
    assert brief.published is not None
    assert brief.published.date.isoformat() == "2015-05-04"


def test_a_label_for_screen_readers_is_parted_from_the_day_beside_it(tmp_path: Path) -> None:
    label = '<span class="screen-reader-text">Fecha de la entrada</span>'
    brief = read(tmp_path, f'<ul><li>{label}<a href="#">29 de octubre de 2020</a></li></ul>')
    assert brief.published is not None
    assert brief.published.date.isoformat() == "2020-10-29"


def test_links_side_by_side_are_words_of_their_own(root: Path, tmp_path: Path) -> None:
    nav = '<span class="nav-previous"><a href="/p">Ships</a></span><span class="nav-next"><a href="/n">Piers</a></span>'
    (tmp_path / "a.html").write_text(PAGE.format(head=DAY, foot=f"<nav>{nav}</nav>"))
    assert not import_exports(root, [tmp_path / "a.html"]).failed


@by_cases
def test_only_time_of_a_page_is_its_date_unless_a_sentence_says_it(tmp_path: Path, line: str, dates: list[str]) -> None:
    brief = read(tmp_path, line.format('<time datetime="2015-05-04T10:00">May 4</time>'))
    assert [hint.value for hint in brief.hints.dates] == dates


@pytest.mark.parametrize("said", ['class="entry-date updated"', 'class="updated"', 'itemprop="dateModified"'])
def test_time_of_a_change_is_not_the_date_of_the_page(tmp_path: Path, said: str) -> None:
    assert not read(tmp_path, f'<time {said} datetime="2019-01-02">2</time>').hints.dates
