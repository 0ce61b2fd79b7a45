"""Texts from right to left on paper: on which side things stand, and in which order a line is drawn."""

from pathlib import Path

from briefarchive.facets.views import Link, SourceView
from briefarchive.printing.template_data import reference_runs

from .printed import Printed, builder_for, job_of, lay_archive, lay_brief, make

ADDRESS = "https://example.org/harbour/reports/2014/05/02/the-official-page"
ARABIC = f"""السفن تنتظر في [الميناء]({ADDRESS}).

:::{{note}}
الميناء جاهز.
:::
"""


def _printed(root: Path, language: str, text: str) -> Printed:
    brief = lay_brief(lay_archive(root), text, head=f"title: {text.split(maxsplit=1)[0]}\nlanguage: {language}\n")
    return make(job_of(builder_for(root), brief))


def test_the_line_of_an_admonition_stands_where_its_text_begins(tmp_path: Path) -> None:
    page = _printed(tmp_path, "ar", ARABIC).pages[0]
    bars = [line for line in (*page.lines, *page.rects) if line["height"] > 5 * line["width"]]
    assert [bar["x0"] > page.width / 2 for bar in bars] == [True]


def test_an_address_is_read_from_left_to_right_in_any_line(tmp_path: Path) -> None:
    page = _printed(tmp_path, "ar", ARABIC).pages[0]
    letters = sorted((char["top"], char["x0"], char["text"]) for char in page.chars if "SourceSans" in char["fontname"])
    assert ADDRESS in "".join(text for *_, text in letters)


def test_a_number_behind_arabic_words_keeps_its_place() -> None:
    source = SourceView(
        key="a", number=1, anchor="a", title="T", publisher=Link(text="الجزيرة"), written_date="5 de mayo de 2014"
    )
    assert [run["text"] for run in reference_runs(source, "es")][-2:] == ["الجزيرة\u200e", ", 5 de mayo de 2014."]
    assert [run["text"] for run in reference_runs(source, "ar")][-2:] == ["الجزيرة", ", 5 de mayo de 2014."]
