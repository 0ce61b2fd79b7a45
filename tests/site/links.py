"""What is wrong with the links and ids of a site: everything a reader could fall into."""

from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup


def faults(outdir: Path) -> list[str]:
    """Broken internal links, links to fragments that are not there, and ids that stand twice."""
    # The theme leaves one of its templates among its static files.
    files = sorted(page for page in outdir.rglob("*.html") if "_static" not in page.parts)
    pages = {page: BeautifulSoup(page.read_text("utf-8"), "html.parser") for page in files}
    ids = {page: Counter(str(tag["id"]) for tag in soup.find_all(id=True)) for page, soup in pages.items()}
    found = []
    for page, soup in pages.items():
        found += [f"{page.relative_to(outdir)}: id {one!r} stands twice" for one, n in ids[page].items() if n > 1]
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")):
            for element in soup.find_all(tag, attrs={attribute: True}):
                fault = _fault(outdir, page, str(element[attribute]), ids)
                if fault:
                    found.append(f"{page.relative_to(outdir)}: {element[attribute]}: {fault}")
    return found


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
