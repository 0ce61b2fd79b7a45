"""Every page of a site is walked: no link is broken, no id stands twice, and everything can be reached."""

from collections.abc import Iterator
from urllib.parse import urldefrag

from briefarchive.checking.archive import read_archive
from briefarchive.facets.catalogue import Catalogue
from briefarchive.model import Brief

from .building import BuiltSite
from .links import faults


def test_no_link_is_broken_and_no_id_stands_twice(site: BuiltSite) -> None:
    assert faults(site.outdir) == []


def test_each_brief_is_reached_from_each_of_its_index_pages(site: BuiltSite) -> None:
    assert list(_unreached(site)) == []


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


def _unreached(site: BuiltSite) -> Iterator[str]:
    """Pairs of an index page and a brief which it should list and does not."""
    catalogue = Catalogue(read_archive(site.root).archive)
    links: dict[str, set[str]] = {}
    for brief in catalogue.shown:
        for index in _indices_of(brief, catalogue):
            if index not in links:
                links[index] = {link for page in _pages(site, index) for link in _links(site, page)}
            if f"{brief.path.removesuffix('.md')}.html" not in links[index]:
                yield f"{index} does not list {brief.id}"


def _indices_of(brief: Brief, catalogue: Catalogue) -> Iterator[str]:
    archive = catalogue.archive
    countries = [code for code in brief.countries if code in archive.vocabulary.countries]
    yield f"years/{brief.date.year}.html"
    yield from (f"countries/{code}.html" for code in countries)
    yield from (f"people/{person}.html" for person in brief.compilers if person in archive.vocabulary.people)
    for topic in catalogue.list_topics(brief):
        yield f"topics/{topic}.html"
        yield from (f"countries/{code}/{topic}.html" for code in countries)
    cited = (archive.sources.get(key) for key in brief.bibliography)
    yield from (f"publishers/{source.publisher or '_unnamed'}.html" for source in cited if source)


def _pages(site: BuiltSite, index: str) -> Iterator[str]:
    yield index
    number = 2
    while (site.outdir / (page := index.replace(".html", f"-{number}.html"))).exists():
        yield page
        number += 1


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
