"""Addresses of pages, relative to the site's root. They are permanent: others link to them for decades."""

import functools
import re

from ..model import Brief, CiteKey, CountryCode
from ..model.lines import CONTROL, SURROGATE
from ..reading.addresses import allowed_address
from ..reading.bibliography.addresses import web_address

_OWN_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-(?:\d{4}|nd)(?:-[a-z0-9]+)+")

HOME = "index.html"
SEARCH = "search.html"
ABOUT = "about.html"
TOPICS = "topics/index.html"
YEARS = "years/index.html"
BRIEFS = "briefs.html"
CHANGES = "changes.html"
READING_LIST = "reading-list.html"
COMPARE = "compare.html"
NOT_FOUND = "404.html"
SOCIAL_CARD = "social-card.png"
FEED = "feeds/briefs.xml"
FEED_OF_CHANGES = "feeds/changes.xml"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"


def brief_address(brief: Brief) -> str:
    """`archive/2014/2014-10-17-china-russia.html`: the brief's file, as a page."""
    return brief.path.removesuffix(".md") + ".html"


def brief_pdf_address(brief: Brief) -> str:
    """`archive/2014/2014-10-17-china-russia.pdf`: the same for paper."""
    return brief.path.removesuffix(".md") + ".pdf"


volume_address = "volumes/{}.pdf".format
"""Several briefs, bound together: `volumes/year-2014.pdf`."""

volume_part_name = "{}-part-{}".format
"""The name of a part of a volume: `year-2014-part-1`."""


def term_address(folder: str, term: str | int) -> str:
    """`countries/RU.html`, `years/2014.html`: what there is on a term of a facet; years have four digits."""
    return f"{folder}/{f'{term:04}' if isinstance(term, int) else term}.html"


country_address = functools.partial(term_address, "countries")
topic_address = functools.partial(term_address, "topics")
year_address = functools.partial(term_address, "years")
person_address = functools.partial(term_address, "people")
publisher_address = functools.partial(term_address, "publishers")

cell_address = "countries/{}/{}.html".format
"""What there is on one topic in one country: `countries/RU/energy.html`."""

pair_address = "countries/{}/{}.html".format
"""What there is on two countries: `countries/CN/RU.html`. The other order leads there."""


def comparison_address(*codes: CountryCode) -> str:
    """`compare.html?c=CN,RU`: countries side by side."""
    return f"{COMPARE}?c={','.join(codes)}"


comparison_data_address = "figures/compare/{}.json".format
"""What `compare.html` shows of a country: `figures/compare/RU.json`."""


def absolute_url(base_url: str, address: str) -> str:
    """The whole address of a page on the site at *base_url*; the front page has that of its folder."""
    return f"{base_url.rstrip('/')}/{'' if address == HOME else address}"


def brief_url(brief: Brief, base_url: str) -> str:
    """The whole address of a brief's page; empty where that of the site is not known."""
    return absolute_url(base_url, brief_address(brief)) if base_url else ""


sitemap_part_address = "sitemap--{}.xml".format
"""A part of the list of pages, where one file cannot have all: `sitemap--2.xml`."""


def feed_address(page: str) -> str:
    """`feeds/countries/RU.xml`: the newest briefs of a list, for feed readers."""
    return f"feeds/{page.removesuffix('.html')}.xml"


places_address = "publishers/{}--places.json".format
"""On which page of a long list each source stands, for `find-source.js`: `publishers/bbc--places.json`."""


def source_anchor(key: CiteKey) -> str:
    """The fragment of a source on its publisher's page: its key, if that is of the archive's own form.

    Any other key could be a name that browsers or scripts know, such as `constructor`, and gets two hyphens before it,
    which no key of the archive's form has.
    """
    return key if _OWN_FORM.fullmatch(key) else f"source--{key}"


def heading_fragment(heading: str) -> str:
    """The fragment of a part of a brief, from its heading's id; no name that browsers know begins like this."""
    return f"text-{heading}"


def relative_url(page: str, address: str) -> str:
    """The relative link from *page* to *address*, so that a copy of the site in a folder works too."""
    top, slash, rest = page.partition("/")
    if slash and address.startswith(f"{top}/"):
        page, address = rest, address[len(top) + 1 :]
    return "../" * page.count("/") + address


def list_page_address(address: str, page: int) -> str:
    """The address of a list's page, such as `countries/RU--2.html`: no id has two hyphens in a row."""
    return address if page == 1 else f"{address.removesuffix('.html')}--{page}.html"


def figures_address(page: str, name: str) -> str:
    """`figures/countries/RU/shelf.csv` of a picture on `countries/RU.html`; `figures/shelf.csv` of the front page's."""
    folder = page.removesuffix(".html")
    return f"figures/{name}.csv" if folder == "index" else f"figures/{folder}/{name}.csv"


def find_figures_page(address: str) -> str:
    """The page with the picture whose figures are at an address; empty if that is no such address."""
    folder, _, name = address.removeprefix("figures/").rpartition("/")
    if not address.startswith("figures/") or not name.endswith(".csv"):
        return ""
    return f"{folder or 'index'}.html"


@functools.lru_cache(maxsize=20_000)  # many pages and each format ask for the addresses of a source in their turn
def web_link(address: str) -> str:
    """*address* if it is one of http or https that a link may have, else nothing."""
    if CONTROL.search(address) or SURROGATE.search(address):
        return ""
    link = web_address(address)
    return link if allowed_address(link) else ""
