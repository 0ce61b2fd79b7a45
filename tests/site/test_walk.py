"""Every page of a site is walked: no link is broken, no id stands twice, and everything can be reached."""

from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from bs4 import BeautifulSoup

from briefarchive.checking.loading import read_archive

from .building import BuiltSite


def test_no_link_is_broken_and_no_id_stands_twice(site: BuiltSite) -> None:
    assert _faults(site.outdir) == []


def test_every_page_is_reached_from_the_front_page(site: BuiltSite) -> None:
    visited, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for address in _links(site, waiting.pop()):
            if address not in visited and address.endswith(".html"):
                visited.add(address)
                waiting.append(address)
    old = {alias for brief in read_archive(site.root).archive.briefs.values() for alias in brief.aliases}
    # This archive has no guide, whose address leads to “About”, and a script leads to the reading list.
    unvisited = set(site.addresses()) - visited - {"404.html", "docs/index.html", "reading-list.html"}
    assert {page for page in unvisited if page not in old and page.removesuffix("index.html") not in old} == set()


def _links(site: BuiltSite, address: str) -> set[str]:
    folder = (site.outdir / address).parent
    addresses = set()
    page = site.page(address)
    targets = [link["href"] for link in page.find_all("a", href=True)]
    targets += [form["action"] for form in page.find_all("form", action=True)]
    for target in targets:
        href = urldefrag(str(target)).url
        if href and "://" not in href and not href.startswith("mailto:"):
            addresses.add((folder / href).resolve().relative_to(site.outdir.resolve()).as_posix())
    return addresses


def _faults(outdir: Path) -> list[str]:
    """Broken internal links, links to fragments that are not there, and ids that stand twice."""
    # The theme leaves one of its templates among its static files.
    files = sorted(page for page in outdir.rglob("*.html") if "_static" not in page.parts)
    pages = {page: BeautifulSoup(page.read_text("utf-8"), "html.parser") for page in files}
    ids = {page: Counter(str(tag["id"]) for tag in soup.find_all(id=True)) for page, soup in pages.items()}
    faults = []
    for page, soup in pages.items():
        faults += [f"{page.relative_to(outdir)}: id {id_!r} stands twice" for id_, n in ids[page].items() if n > 1]
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")):
            for element in soup.find_all(tag, attrs={attribute: True}):
                fault = _fault(outdir, page, str(element[attribute]), ids)
                if fault:
                    faults.append(f"{page.relative_to(outdir)}: {element[attribute]}: {fault}")
    return faults


def _fault(outdir: Path, page: Path, link: str, ids: dict[Path, Counter[str]]) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None if parts.scheme in {"http", "https", "mailto"} else "its scheme"
    path = unquote(parts.path)
    folder = outdir if path.startswith("/") else page.parent  # the page for missing ones has links from the root
    target = (folder / path.lstrip("/")).resolve() if path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "there is no such file"
    if parts.fragment and unquote(parts.fragment) not in ids.get(target, ()):
        return "there is no such place on the page"
    return None
