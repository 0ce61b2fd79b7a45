"""What single pages say, what is navigation of theirs, and their notes; whole runs stand in `runs/pages.yaml`."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefimport import import_exports
from briefimport.document import Block, Hint, LegacyDocument, SetAside
from briefimport.files.exports import ExportFile
from briefimport.interpreting import interpret
from briefimport.legacy import LegacyBrief, LegacySource
from briefimport.readers import documents
from briefimport.text.page_furniture import is_furniture
from briefimport.text.sources.sites import is_site_of
from briefimport.workspace import Workspace

from ...cases import by_cases, extract
from ..reading import body_of, read_html
from ..test_runs import Content

CASES = sorted((Path(__file__).parent / "cases" / "sources").glob("*.html"))
DAY = "<p>4 May 2015</p>"


def read(folder: Path, page: str | Content, **but: str) -> LegacyBrief:
    """What a page says; of a sample, *but* are parts between its marks."""
    if but:
        page = Content(sample=f"{page}.html", but={f"<!-- {name} -->": text for name, text in but.items()})
    brief = read_html(page.encode(), folder)
    assert isinstance(brief, LegacyBrief)
    return brief


def name_of(value: Any) -> str:
    match value:
        case Hint():
            return value.value
        case LegacySource():
            return value.title
        case SetAside() | Block():
            return value.text
    return str(value)


@by_cases
def test_a_page_says_what_its_case_says(tmp_path: Path, page: str | Content, told: dict[str, Any]) -> None:
    assert extract(read(tmp_path, page), told, name_of) == told


@by_cases
def test_a_name_that_a_page_marks_is_its_author_and_no_text(tmp_path: Path, mark: str) -> None:
    brief = read(tmp_path, "article", head=DAY + mark)
    assert brief.compilers == ("Ada Example",)
    assert not any("Ada Example" in paragraph for paragraph in brief.paragraphs)


@by_cases
def test_only_time_of_a_page_is_its_date_unless_a_sentence_says_it(tmp_path: Path, line: str, dates: list[str]) -> None:
    brief = read(tmp_path, "article", head=line.format('<time datetime="2015-05-04T10:00">May 4</time>'))
    assert [hint.value for hint in brief.hints.dates] == dates


def assert_clean(brief: LegacyBrief) -> None:
    assert brief.title == "A ferry opens"
    assert [source.title for source in brief.sources] == ["Rates fall", "Ferry to open"]
    assert [text[:9] for text in brief.paragraphs] == ["The ferry", "Nobody kn"]


@by_cases
def test_line_of_buttons_is_neither_text_nor_source(tmp_path: Path, below: str) -> None:
    assert_clean(read(tmp_path, "breaks", below=below))


@by_cases
def test_skip_link_logo_and_menu_are_never_the_title(tmp_path: Path, above: str) -> None:
    assert_clean(read(tmp_path, "breaks", above=above))


@by_cases
def test_sentence_is_kept_whole_whatever_links_and_classes_it_has(tmp_path: Path, sentence: str) -> None:
    brief = read(tmp_path, "breaks", head=f"<p>{sentence}</p>")
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
    brief = read(tmp_path, page)
    text = " ".join((brief.title, *brief.paragraphs))
    assert "A third owner" in text or "Crane number 11 waits" in text


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_sources_are_read_as_the_case_says_and_no_address_is_lost(case: Path, tmp_path: Path) -> None:
    wanted = json.loads(case.with_suffix(".json").read_text("utf-8"))
    export = ExportFile(path=case, origin=case.name, root=case.parent)
    (document,) = documents(export, Workspace(folder=tmp_path))
    assert isinstance(document, LegacyDocument)
    brief = interpret(document)
    assert [[one.publisher, one.title, one.url, str(one.issued or "")] for one in brief.sources] == wanted["sources"]
    assert set(wanted["set_aside"]) <= {item.text for item in brief.set_aside}
    assert [block.text[:9] for block in brief.body] == ["The ferry", "Rates fel"]
    held = [*(block.markup for block in brief.body), *(item.text for item in brief.set_aside)]
    held += [f"{source.url} {source.archive_url} {source.printed_url} {source.note}" for source in brief.sources]
    linked = {link.address for block in document.blocks if not block.outside for link in block.links}
    assert {address for address in linked if address not in "\n".join(held)} == set()


@by_cases
def test_name_fits_the_site_that_is_named_after_it(name: str, address: str, fits: bool) -> None:
    assert is_site_of(name, address) is fits


@by_cases
def test_last_paragraph_with_a_link_is_text(tmp_path: Path, words: str) -> None:
    brief = read(tmp_path, "article", head=DAY, last=f"<p>{words}</p>")
    assert not brief.sources
    assert len(brief.body) == 3
    assert "https://gazette.example/a" in brief.body[2].markup


def _body(root: Path, folder: Path, words: str) -> str:
    path = folder / "rates.html"
    page = f"<html><body><h1>Rates of the port fall</h1><p>May 4, 2015</p><p>The port was opened.</p>{words}"
    path.write_text(f"{page}<p>It closes in winter, when the ice comes.</p></body></html>", encoding="utf-8")
    return body_of(root, import_exports(root, [path]))


@by_cases
def test_note_is_the_block_that_begins_with_its_link_back(root: Path, tmp_path: Path, mark: str, note: str) -> None:
    body = _body(root, tmp_path, f"<p>Rates fell {mark} in May.</p><p>They rose in June.</p>{note}")
    assert "Rates fell[^1] in May.\n" in body
    assert body.endswith("It closes in winter, when the ice comes.\n\n[^1]: Nobody knows.\n")


@by_cases
def test_paragraph_of_the_text_is_never_a_note(root: Path, tmp_path: Path, words: str) -> None:
    body = _body(root, tmp_path, words)
    assert "[^" not in body
    assert body.index("Rates fell.") < body.index("Ships came.") < body.index("It closes")


@by_cases
def test_note_among_sources_is_one_by_weaker_signs(root: Path, tmp_path: Path, note: str, is_source: bool) -> None:
    pipe = " | " in note
    others = [
        "Ferry to open | Coast Radio | 1 May 2015" if pipe else "Coast Radio: Ferry to open (1 May 2015)",
        "Two ports agree | Harbour Gazette | 3 May 2015" if pipe else "Harbour Gazette: Two ports agree (3 May 2015)",
    ]
    marks = "".join(f'<sup><a href="#f{place}" id="r{place}">{place}</a></sup> so' for place in (1, 2, 3))
    items = "".join(f'<li id="f{place}">{text}</li>' for place, text in enumerate([*others, note], start=1))
    body = _body(root, tmp_path, f"<p>Rates fell {marks}.</p><ol>{items}</ol>")
    assert ("[^3]:" in body) is not is_source
    assert "[^1]" not in body
