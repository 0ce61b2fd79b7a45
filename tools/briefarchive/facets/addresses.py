"""Addresses of pages, relative to the site's root. They are permanent: people link to them for decades."""

import functools
import re

from ..model import Brief, CiteKey, CountryCode
from ..reading.addresses import is_allowed_address
from ..reading.bibliography.addresses import web_address

_ID = re.compile(r"(?!(?i:index)$)\w[\w.-]*")
"""What a term may be called in an address; the index of a facet's terms has the name `index`."""
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
    """Return `archive/2014/2014-10-17-china-russia.html`, the address of a brief's page."""
    return brief.path.removesuffix(".md") + ".html"


def brief_pdf_address(brief: Brief) -> str:
    """Return `archive/2014/2014-10-17-china-russia.pdf`, the address of a brief's PDF."""
    return brief.path.removesuffix(".md") + ".pdf"


volume_address = "volumes/{}.pdf".format
"""A PDF of several briefs: `volumes/year-2014.pdf`."""

volume_part_name = "{}-part-{}".format
"""The name of one part of a volume: `year-2014-part-1`."""


def term_address(folder: str, term: str | int) -> str:
    """Return `countries/RU.html` or `years/2014.html`, the page of a term; years have four digits.

    Raises:
        ValueError: The term is no id, and its page might be outside the folder or replace another.
    """
    name = f"{term:04}" if isinstance(term, int) else term
    if not _ID.fullmatch(name):
        raise ValueError(f'"{name}" cannot be part of an address: a term of a facet must be an id')
    return f"{folder}/{name}.html"


country_address = functools.partial(term_address, "countries")
topic_address = functools.partial(term_address, "topics")
year_address = functools.partial(term_address, "years")
person_address = functools.partial(term_address, "people")
publisher_address = functools.partial(term_address, "publishers")

cell_address = "countries/{}/{}.html".format
"""The page of one topic in one country: `countries/RU/energy.html`."""

pair_address = "countries/{}/{}.html".format
"""The page of two countries: `countries/CN/RU.html`. The other order redirects to it."""


def comparison_address(*codes: CountryCode) -> str:
    """Return `compare.html?c=CN,RU`, which compares countries."""
    return f"{COMPARE}?c={','.join(codes)}"


comparison_data_address = "figures/compare/{}.json".format
"""The data of a country for `compare.html`: `figures/compare/RU.json`."""


def absolute_url(base_url: str, address: str) -> str:
    """Return the absolute URL of a page on the site at *base_url*; the home page has that of its folder."""
    return f"{base_url.rstrip('/')}/{'' if address == HOME else address}"


def brief_url(brief: Brief, base_url: str) -> str:
    """Return the absolute URL of a brief's page; empty if that of the site is unknown."""
    return absolute_url(base_url, brief_address(brief)) if base_url else ""


def feed_address(page: str) -> str:
    """Return `feeds/countries/RU.xml`, the feed of a list."""
    return f"feeds/{page.removesuffix('.html')}.xml"


places_address = "publishers/{}--places.json".format
"""A file for `find-source.js` that says which page of a list has each source: `publishers/bbc--places.json`."""


def source_anchor(key: CiteKey) -> str:
    """Return the fragment of a source on its publisher's page: its key, if it has the form of the archive's own keys.

    Any other key could be a name with a meaning in browsers or scripts, such as `constructor`. It gets a prefix with
    two hyphens, which no key of the archive's form has.
    """
    return key if _OWN_FORM.fullmatch(key) else f"source--{key}"


def heading_fragment(heading: str) -> str:
    """Return the fragment of a brief's section from the id of its heading. Browsers give no meaning to this prefix."""
    return f"text-{heading}"


def relative_url(page: str, address: str) -> str:
    """Return the relative URL from *page* to *address*, so that a copy of the site works in any folder."""
    top, slash, rest = page.partition("/")
    if slash and address.startswith(f"{top}/"):
        page, address = rest, address[len(top) + 1 :]
    return "../" * page.count("/") + address


def list_page_address(address: str, page: int) -> str:
    """Return the address of a page of a list, such as `countries/RU--2.html`: no id has two hyphens in a row."""
    return address if page == 1 else f"{address.removesuffix('.html')}--{page}.html"


def figures_address(page: str, name: str) -> str:
    """Return the address of a picture's data, `figures/countries/RU/shelf.csv`; at home, `figures/shelf.csv`."""
    folder = page.removesuffix(".html")
    return f"figures/{name}.csv" if folder == "index" else f"figures/{folder}/{name}.csv"


def find_figures_page(address: str) -> str:
    """Return the page whose picture has its data at an address; empty if the address is not one of data."""
    folder, _, name = address.removeprefix("figures/").rpartition("/")
    if not address.startswith("figures/") or not name.endswith(".csv"):
        return ""
    return f"{folder or 'index'}.html"


@functools.lru_cache(maxsize=20_000)  # many pages and all formats ask for the same sources
def web_link(address: str) -> str:
    """Return *address* if a link may use it (http or https), else an empty text."""
    link = web_address(address)
    return link if is_allowed_address(link) else ""
