"""Pages of a brief in several languages."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .building import BuiltSite, build

ENGLISH = "archive/2014/2014-10-17-port.html"
CHINESE = "archive/2014/2014-10-18-gangkou.html"
BRIEF = "---\ntitle: {title}\ndate: 2014-10-{day}\n{more}---\n{title}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with a brief and its translation."""
    root = tmp_path_factory.mktemp("translations")
    folder = root / "archive/2014"
    folder.mkdir(parents=True)
    (folder / "2014-10-17-port.md").write_text(BRIEF.format(title="A port opens", day=17, more=""), "utf-8")
    more = "language: zh\ntranslation_of: 2014-10-17-port\n"
    (folder / "2014-10-18-gangkou.md").write_text(BRIEF.format(title="港口开放", day=18, more=more), "utf-8")
    return build(root, Path(root, "build"))


def _alternates(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.find_all("link", hreflang=True)}


def test_the_translation_leads_to_its_original(site: BuiltSite) -> None:
    line = site.page(CHINESE).find("p", class_="versions")
    assert " ".join(line.get_text().split()) == "Translation of A port opens."
    assert line["lang"] == "en"
    assert line.find("a")["href"] == "../../archive/2014/2014-10-17-port.html"


def test_the_original_leads_to_its_translation_by_the_name_of_the_language(site: BuiltSite) -> None:
    line = site.page(ENGLISH).find("p", class_="versions")
    assert " ".join(line.get_text().split()) == "Also in: 中文"
    link = line.find("a")
    assert (link["lang"], link["hreflang"], link["href"]) == ("zh", "zh", f"../../{CHINESE}")


@pytest.mark.parametrize("address", [ENGLISH, CHINESE])
def test_each_names_all_versions_in_its_head(site: BuiltSite, address: str) -> None:
    assert _alternates(site.page(address)) == {"en": f"../../{ENGLISH}", "zh": f"../../{CHINESE}"}
