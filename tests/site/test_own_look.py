"""An organisation's own look: on the pages of the archive, on those of the guide, and on paper."""

import io
import shutil
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from briefarchive.i18n import replace_texts, translations
from briefarchive.site.application import ConfigurationError, set_up_sphinx
from briefarchive.site.look import read_words

from ..cases import by_cases
from ..printing.printed import builder_for, job_of, make
from .building import BuiltSite, build, configure

PAGE = "archive/2014/2014-05-02-harbour.html"


def test_own_accent_and_fonts_take_the_place_of_ours(own: BuiltSite) -> None:
    rules = (own.outdir / "_static/site.css").read_text("utf-8")
    wanted = ("--claret:light-dark(#1f4e79,", '--font-text:"Charter","Georgia";', '--font-display:"Own display";')
    assert [rule for rule in (*wanted, '--font-sans:"Brief Sans"') if rule not in rules] == []
    names = {file.name.rpartition("-")[0] for file in (own.outdir / "_static/fonts").glob("*.woff2")}
    assert "own-display" in names
    assert not any(name.startswith(("brief-serif", "brief-display")) for name in names)


def test_a_page_is_drawn_again_when_its_style_sheet_changes(own: BuiltSite, tmp_path: Path) -> None:
    root = shutil.copytree(own.root, tmp_path / "archive", ignore=shutil.ignore_patterns("build"))
    (root / "docs/_static/house.css").write_text(".house { font-weight: 400; }\n", "utf-8")
    before, after = (page.page(PAGE).select_one('link[href*="house.css"]')["href"] for page in (own, build(root)))
    assert before != after


def test_paper_follows(own: BuiltSite) -> None:
    printed = make(job_of(builder_for(own.root), "2014-05-02-harbour"))
    first = next(char for char in printed.pages[0].chars if char["text"] == "H")
    assert first["non_stroking_color"] == pytest.approx([0x1F / 255, 0x4E / 255, 0x79 / 255], abs=0.01)
    # The logo is a square before the name, as high as a line and a half.
    squares = [
        rect
        for rect in printed.pages[0].rects + printed.pages[0].curves
        if rect["x0"] < first["x0"] and rect["height"] < 20
    ]
    assert any(square["width"] == pytest.approx(square["height"], abs=0.5) for square in squares)


@by_cases
def test_what_cannot_be_used_is_refused(setting: str, message: str, tmp_path: Path) -> None:
    configure(tmp_path, setting)
    sphinx = set_up_sphinx(tmp_path, tmp_path / "out", drafts=False, warning=io.StringIO())
    with pytest.raises(ConfigurationError) as error, sphinx:
        pass
    assert message in str(error.value)


def test_own_words_count_as_the_language_does() -> None:
    own = {"{number} brief": ["{number} report", "{number} reports"], "Briefs": "Reports"}
    replace_texts(read_words({"en_GB": own}))
    try:
        texts = translations("en")
        counted = [texts.ngettext("{number} brief", "{number} briefs", number) for number in (1, 3)]
        assert counted == ["{number} report", "{number} reports"]
        assert [texts.gettext(text) for text in ("Briefs", "Topics")] == ["Reports", "Topics"]
        assert translations("xx").gettext("Briefs") == "Briefs"
    finally:
        replace_texts({})
    assert translations("en").gettext("Briefs") == "Briefs"


def test_own_words_place_nothing_that_the_text_does_not_have() -> None:
    with pytest.raises(ConfigError, match=r"“\{number\} brief” does not have: count"):
        read_words({"en": {"{number} brief": "{count} report"}})
