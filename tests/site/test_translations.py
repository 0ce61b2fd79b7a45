"""Pages of a brief in several languages."""

import shutil
from pathlib import Path

import pytest

from .building import BuiltSite, build

ENGLISH = "archive/2014/2014-10-17-port.html"
CHINESE = "archive/2014/2014-10-18-gangkou.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with a brief and its translation."""
    root = shutil.copytree(Path(__file__).parent / "cases/translations", tmp_path_factory.mktemp("pages") / "archive")
    return build(root, Path(root, "build"))


def test_the_translation_leads_to_its_original(site: BuiltSite) -> None:
    line = site.page(CHINESE).find(class_="m-translation").parent
    assert " ".join(line.get_text().split()) == "译文 A port opens"
    assert line.find("a")["href"] == "../2014/2014-10-17-port.html"


def test_the_original_leads_to_its_translation_by_the_name_of_the_language(site: BuiltSite) -> None:
    link = site.page(ENGLISH).find("header", class_="b-head").find(class_="m-language")
    assert link.get_text() == "also in 中文"
    assert (link.find("span")["lang"], link["hreflang"], link["href"]) == ("zh", "zh", CHINESE.replace("archive", ".."))


def test_a_list_has_one_entry_for_both_and_says_in_which_other_language_it_is(site: BuiltSite) -> None:
    for address in ("index.html", "years/2014.html"):
        page = site.page(address)
        entries = page.find("ol", class_="briefs").find_all("li")
        assert [one.find("a").get_text() for one in entries] == ["煤炭", "A port opens"]
        link = entries[1].find(class_="m-language")
        assert link.get_text() == "also in 中文"
        assert (link.find("span")["lang"], link["hreflang"]) == ("zh", "zh")
        assert link["href"].endswith(CHINESE)
    assert site.page("years/2014.html").find(class_="lede").get_text().startswith("2 briefs, ")


def test_what_is_not_in_the_language_of_the_page_is_marked_and_named(site: BuiltSite) -> None:
    entry = site.page("index.html").find("ol", class_="briefs").find("li")
    title = entry.find(class_="title")
    assert " ".join(title.get_text().split()) == "煤炭 in Chinese"
    assert (title.find("a")["lang"], title.find("a")["hreflang"]) == ("zh", "zh")
    assert "一份摘要" not in entry.get_text()
