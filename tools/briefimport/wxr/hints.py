"""Hints from the fields of an item."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ..document import Hints
from ..text.dates.printed import read_date
from ..text.filing import is_label, values_in
from ..titles import title_from_slug
from ..words import read_table
from .items import Item
from .paragraphs import plain_title
from .site import Site

_TAG_DOMAIN = "post_tag"
# Taxonomies that do not describe the subject.
_IGNORED_DOMAINS = frozenset(read_table("wordpress")["marks that sort nothing"])
# Fields in which plugins and themes name authors without an account on the site.
_AUTHOR_FIELDS = frozenset(read_table("wordpress")["names of authors"])
_NO_AUTHOR_FIELDS = frozenset(read_table("author_classes")["no names"])
_DOI_FIELDS = ("doi", "_doi", "post_doi", "dc_identifier", "citation_doi", "crossref_doi", "_crossref_doi")
_FOR_MACHINES = re.compile(r"[{}<>=_:\d]")
_LONGEST_SUMMARY, _LONGEST_FIELD = 2_000, 200
# Fields in which plugins keep descriptions of a post for search engines.
DESCRIPTION_FIELDS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_genesis_description")


def read_hints(item: Item, site: Site) -> Hints:
    """Return the hints of *item*; the author's choices precede what WordPress generated."""
    return Hints.of((name, value, f"WXR {where}") for name, where, value in _list_hints(item, site))


def _list_hints(item: Item, site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of hint, the field and the value for each field of *item*."""
    title = plain_title(item.title)
    yield "titles", "title", title if any(char.isalnum() for char in title) else ""
    yield "titles", "slug", title_from_slug(item.slug)
    yield "dates", "post date", _read_day(item.date)
    yield "dates", "date of publication", _read_day(item.published)
    yield "dates", "post date in Greenwich time", _read_day(item.date_gmt)
    if not _read_day(item.date):
        # The only date of some drafts is that of the last change.
        yield "dates", "date of the last change", _read_day(item.modified)
    yield "modified", "date of the last change", _read_day(item.modified)
    yield from (("authors", where, name) for where, name in _list_authors(item, site))
    yield from (("addresses", where, address) for where, address in _list_addresses(item))
    for term in item.terms:
        if term.domain == _TAG_DOMAIN:
            yield "tags", "tag", term.name
        elif term.domain not in _IGNORED_DOMAINS and not _names_authors(term.domain):
            yield "categories", term.domain, term.name
        elif term.domain == "language":
            yield "languages", "language", term.nicename
    for name, text in item.meta:
        label = name.replace("_", " ").replace("-", " ")
        # “a:1:{…}” and “default” are for machines.
        if is_label(label) and not (len(text) > _LONGEST_FIELD or text[:1].islower() or _FOR_MACHINES.search(text)):
            yield from (("categories", f"field {name}", value) for value in values_in(text))
    yield "languages", "language of the site", site.language
    excerpts = (
        ("excerpt", item.excerpt),
        *((f"field {name}", text) for name in DESCRIPTION_FIELDS for text in item.find_meta(name)),
    )
    yield from (("summaries", where, plain_title(text)) for where, text in excerpts if _is_written_by_person(text))
    yield from (("dois", f"field {field}", doi) for field in _DOI_FIELDS for doi in item.find_meta(field))
    yield "kinds", "post type", "page" if item.type == "page" else ""
    yield "statuses", "status", "published" if item.status == "publish" else "draft"


def _read_day(text: str) -> str:
    """Return the day in a field; where there is none, WordPress writes zeros."""
    if iso := re.match(r"(?!0000|-)\d{4}-(?!00)\d\d-(?!00)\d\d", text):
        return iso[0]
    day = re.match(r"\w{3}, (\d{1,2} \w{3} \d{4}) ", text)
    reading = read_date(day[1]) if day else None
    return reading.date.isoformat() if reading and not reading.reason else ""


def _is_written_by_person(text: str) -> bool:
    """Return whether a person wrote *text*: templates of plugins and truncated beginnings contain such marks."""
    return len(text) <= _LONGEST_SUMMARY and "%%" not in text and "[" not in text


def _list_authors(item: Item, site: Site) -> Iterator[tuple[str, str]]:
    for field in filter(_names_authors, dict.fromkeys(field for field, _ in item.meta)):
        yield from ((f"field {field}", name) for name in item.find_meta(field))
    author_terms = [term for term in item.terms if _names_authors(term.domain)]
    for term in author_terms:
        nicename = term.nicename.removeprefix("cap-")
        # The term of an account has its login, and as its nicename this without full stops: “a.example”, “a-example”.
        login = term.name if re.sub(r"[.\s@]+", "-", term.name.casefold()) == nicename else nicename
        author_name = site.find_author(login)
        yield "author", author_name if author_name != login else term.name
    if not author_terms:
        yield "author", site.find_author(item.creator)


def _names_authors(field: str) -> bool:
    """Return whether a field or a taxonomy has the names of authors, by its own name: “guest-author”, “_autores”."""
    parts = set(re.split("[-_ ]+", field.casefold()))
    return not _AUTHOR_FIELDS.isdisjoint(parts) and _NO_AUTHOR_FIELDS.isdisjoint(parts)


def _list_addresses(item: Item) -> Iterator[tuple[str, str]]:
    yield "link", item.link if item.link.startswith(("http://", "https://")) else ""
    if item.guid.startswith(("http://", "https://")):
        yield "guid", item.guid
    # WordPress redirects from the former names of a post.
    if item.slug and item.link.rstrip("/").endswith(item.slug):
        end = "/" if item.link.endswith("/") else ""
        for former in item.find_meta("_wp_old_slug"):
            if re.fullmatch(r"[\w%.~-]{1,200}", former):
                yield "former slug", urljoin(item.link.rstrip("/"), former) + end
