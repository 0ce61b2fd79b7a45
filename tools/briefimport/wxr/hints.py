"""Hints from the fields of an item."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ..document import Hints
from ..text.dates import read_date
from ..titles import from_slug
from ..words import read_table
from .items import Item
from .paragraphs import plain_title
from .site import Site

_TAGS = "post_tag"
# Taxonomies that do not describe the subject.
_OTHERS = frozenset(read_table("wordpress")["marks that sort nothing"])
# Fields in which plugins and themes name authors without an account on the site.
_AUTHORS = ("guest-author", "guest_author", "byline", "compiled_by", "author_name")
_DOIS = ("doi", "_doi", "post_doi", "dc_identifier", "citation_doi", "crossref_doi", "_crossref_doi")
_LONGEST = 2_000
# Fields in which plugins keep descriptions of a post for search engines.
DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_genesis_description")


def hints_of(item: Item, site: Site) -> Hints:
    """Return the hints of *item*; the author's choices precede what WordPress generated."""
    return Hints.of((name, value, f"WXR {where}") for name, where, value in _said(item, site))


def _said(item: Item, site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of hint, the field and the value for each field of *item*."""
    title = plain_title(item.title)
    yield "titles", "title", title if any(char.isalnum() for char in title) else ""
    yield "titles", "slug", from_slug(item.slug)
    yield "dates", "post date", _day(item.date)
    yield "dates", "date of publication", _day(item.sent)
    yield "dates", "post date in Greenwich time", _day(item.date_gmt)
    if not _day(item.date):
        # The only date of some drafts is that of the last change.
        yield "dates", "date of the last change", _day(item.modified)
    yield "modified", "date of the last change", _day(item.modified)
    yield from (("authors", where, name) for where, name in _authors(item, site))
    yield from (("addresses", where, address) for where, address in _addresses(item))
    for term in item.terms:
        if term.domain == _TAGS:
            yield "tags", "tag", term.name
        elif term.domain not in _OTHERS:
            yield "categories", term.domain, term.name
        elif term.domain == "language":
            yield "languages", "language", term.nicename
    yield "languages", "language of the site", site.language
    excerpts = (
        ("excerpt", item.excerpt),
        *((f"field {one}", text) for one in DESCRIPTIONS for text in item.meta_of(one)),
    )
    yield from (("summaries", where, plain_title(text)) for where, text in excerpts if _is_written(text))
    yield from (("dois", f"field {field}", doi) for field in _DOIS for doi in item.meta_of(field))
    yield "kinds", "post type", "page" if item.type == "page" else ""
    yield "statuses", "status", "published" if item.status == "publish" else "draft"


def _day(text: str) -> str:
    """Return the day in a field; where there is none, WordPress writes zeros."""
    if iso := re.match(r"(?!0000|-)\d{4}-(?!00)\d\d-(?!00)\d\d", text):
        return iso[0]
    day = re.match(r"\w{3}, (\d{1,2} \w{3} \d{4}) ", text)
    reading = read_date(day[1]) if day else None
    return reading.date.isoformat() if reading and not reading.reason else ""


def _is_written(text: str) -> bool:
    """Return whether a person wrote *text*: templates of plugins and truncated beginnings contain such marks."""
    return len(text) <= _LONGEST and "%%" not in text and "[" not in text


def _authors(item: Item, site: Site) -> Iterator[tuple[str, str]]:
    for field in _AUTHORS:
        yield from ((f"field {field}", name) for name in item.meta_of(field))
    named = [term for term in item.terms if term.domain == "author"]
    for term in named:
        login = term.nicename.removeprefix("cap-")
        known = site.name_of_author(login)
        yield "author", known if known != login else term.name
    if not named:
        yield "author", site.name_of_author(item.creator)


def _addresses(item: Item) -> Iterator[tuple[str, str]]:
    yield "link", item.link if item.link.startswith(("http://", "https://")) else ""
    if item.guid.startswith(("http://", "https://")):
        yield "guid", item.guid
    # WordPress redirects from the former names of a post.
    if item.slug and item.link.rstrip("/").endswith(item.slug):
        end = "/" if item.link.endswith("/") else ""
        for former in item.meta_of("_wp_old_slug"):
            if re.fullmatch(r"[\w%.~-]{1,200}", former):
                yield "former slug", urljoin(item.link.rstrip("/"), former) + end
