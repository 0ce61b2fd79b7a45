"""Every page of a site is walked: no link is broken, no id stands twice, and everything can be reached."""

from urllib.parse import urldefrag

from briefarchive.checking.archive import read_archive

from .building import BuiltSite
from .links import faults


def test_no_link_is_broken_and_no_id_stands_twice(site: BuiltSite) -> None:
    assert faults(site.outdir) == []


def test_every_page_is_reached_from_the_front_page(site: BuiltSite) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for address in _links(site, waiting.pop()):
            if address not in seen and address.endswith(".html"):
                seen.add(address)
                waiting.append(address)
    old = {alias for brief in read_archive(site.root).archive.briefs.values() for alias in brief.aliases}
    # This archive has no guide, whose address leads to “About”, and a script leads to the reading list.
    left = set(site.addresses()) - seen - {"404.html", "docs/index.html", "reading-list.html"}
    assert {page for page in left if page not in old and page.removesuffix("index.html") not in old} == set()


def _links(site: BuiltSite, address: str) -> set[str]:
    folder = (site.outdir / address).parent
    found = set()
    page = site.page(address)
    targets = [link["href"] for link in page.find_all("a", href=True)]
    targets += [form["action"] for form in page.find_all("form", action=True)]
    for target in targets:
        href = urldefrag(str(target)).url
        if href and "://" not in href and not href.startswith("mailto:"):
            found.add((folder / href).resolve().relative_to(site.outdir.resolve()).as_posix())
    return found
