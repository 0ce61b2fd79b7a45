"""The page “About”, and the head and the foot of every page."""

import io
from pathlib import Path
from typing import Any

from briefarchive import __version__

from ..building import build_site
from ..cases import by_cases
from ..pages import differences
from .building import BuiltSite, copy_archive


@by_cases
def test_pages_show(site: BuiltSite, page: str, shows: dict[str, Any]) -> None:
    assert differences(site.page(page), shows) == {}
    assert page.startswith("docs/") or __version__ in site.page(page).footer.get_text()


def test_each_part_of_the_page_is_in_its_contents(site: BuiltSite) -> None:
    page = site.page("about.html")
    parts = [heading["id"] for heading in page.select(".prose h2")]
    assert [str(link["href"]) for link in page.select(".toc a")] == [f"#{part}" for part in parts]


def test_pages_name_the_picture_of_the_archive_where_they_know_their_address(tmp_path: Path, site: BuiltSite) -> None:
    assert not (site.outdir / "social-card.png").exists()
    assert not site.page("index.html").select('meta[property="og:image"]')
    root, outdir = copy_archive(tmp_path / "archive"), tmp_path / "out"
    assert build_site(root, outdir, base_url="https://example.org/a", warning=io.StringIO()) is not None
    known = BuiltSite(root, outdir, "")
    assert (outdir / "social-card.png").read_bytes().startswith(b"\x89PNG")
    for address in ("index.html", "archive/2014/2014-05-02-harbour.html", "countries/GB.html"):
        page = known.page(address)
        assert page.select_one('meta[property="og:image"]')["content"] == "https://example.org/a/social-card.png"
        assert page.select_one('meta[property="og:image:alt"]')["content"]
