"""The page “About”, and the foot of every page."""

import io
from pathlib import Path

from briefarchive import __version__

from ..building import build_site
from .building import BuiltSite, copy_archive


def test_each_part_of_the_page_is_in_its_contents(site: BuiltSite) -> None:
    page = site.page("about.html")
    parts = [heading["id"] for heading in page.select(".prose h2")]
    assert [str(link["href"]) for link in page.select(".toc a")] == [f"#{part}" for part in parts]
    assert parts[0] == "what"
    assert "imprint" not in parts


def test_the_door_about_leads_to_it_from_every_page(site: BuiltSite) -> None:
    for address in ("index.html", "archive/2014/2014-05-02-harbour.html", "countries/GB.html", "404.html"):
        page = site.page(address)
        up = "/" if address == "404.html" else "../" * address.count("/")
        assert f"{up}about.html" in [link["href"] for link in page.select("header.mast nav a")], address
        foot = page.find("footer", class_="foot")
        assert f"{up}about.html#method" in [link["href"] for link in foot.find_all("a")], address
        assert __version__ in foot.get_text()


def test_without_a_guide_its_address_leads_to_the_page(site: BuiltSite) -> None:
    assert site.page("docs/index.html").select_one("meta[http-equiv=refresh]")["content"] == "0; url=../about.html"


def test_links_of_the_foot_lead_to_parts_that_are_there(site: BuiltSite) -> None:
    ids = {one["id"] for one in site.page("about.html").select("[id]")}
    links = [str(link["href"]) for link in site.page("index.html").select("footer a")]
    assert {link.partition("#")[2] for link in links if "#" in link} <= ids
    assert all((site.outdir / link.partition("#")[0]).is_file() for link in links)
    assert not any("feeds/" in link or "imprint" in link for link in links)


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


def test_the_header_marks_the_door_behind_which_a_page_lies(site: BuiltSite) -> None:
    expected = {
        "archive/2014/2014-05-02-harbour.html": [("Briefs", "true")],
        "briefs.html": [("Briefs", "page")],
        "countries/GB.html": [("Countries", "true")],
        "countries/index.html": [("Countries", "page")],
        "index.html": [],
    }
    for address, marked in expected.items():
        doors = site.page(address).select("header.mast nav a[aria-current]")
        assert [(door.get_text(), door["aria-current"]) for door in doors] == marked, address
