"""Examples of questions on the page of the search and in the guide follow the archive from build to build."""

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bs4 import Tag

from .building import BuiltSite, build, copy_archive

GUIDE = "# Guide\n\n```{briefs-search-examples} words\n```\n\nText.\n\n```{briefs-search-examples} filters\n```\n"


def asked(links: list[Tag]) -> list[str]:
    """What the links ask the search, which is the page that they lead to."""
    parts = [urlsplit(str(link["href"])) for link in links]
    assert all(Path(part.path).name == "search.html" for part in parts)
    return [parse_qs(part.query)["q"][0] for part in parts]


def on_both(site: BuiltSite) -> tuple[list[str], list[str]]:
    return asked(site.page("search.html").select(".search-help a")), asked(site.page("docs/index.html").select("td a"))


def test_examples_are_of_the_archive_and_an_empty_one_has_none(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "root")
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text(GUIDE)
    of_search, of_guide = on_both(build(root))
    assert of_search == of_guide
    assert "year:2013" in of_guide
    (root / "archive/2013/2013-12-31-first.md").unlink()
    of_search, of_guide = on_both(build(root))
    assert of_search == of_guide
    assert "year:2013" not in of_guide
    for year in root.glob("archive/20*"):
        shutil.rmtree(year)
    site = build(root)
    assert on_both(site) == ([], [])
    assert site.page("docs/index.html").find("table") is None
