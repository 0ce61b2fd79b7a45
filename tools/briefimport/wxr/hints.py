"""What the fields of an item say about its text."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ..document import Hint, Hints
from ..text.dates import read_date
from ..titles import from_slug
from .items import Item
from .paragraphs import plain_title
from .site import Site

_CATEGORIES, _TAGS = "category", "post_tag"
# Marks that sort nothing by subject.
_OTHERS = frozenset({
    "post_format", "nav_menu", "author", "language", "post_translations", "term_language", "link_category", "wp_theme",
    "wp_template_part_area", "wp_pattern_category", "series_group",
})  # fmt: skip
# Fields by which plugins and themes name people who have no account on the site.
_AUTHORS = ("guest-author", "guest_author", "byline", "compiled_by", "author_name")
_DOIS = ("doi", "_doi", "post_doi", "dc_identifier", "citation_doi", "crossref_doi", "_crossref_doi")
_LONGEST = 2_000
# Fields in which plugins keep what search engines show of a post.
DESCRIPTIONS = ("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_genesis_description")


def hints_of(item: Item, site: Site) -> Hints:
    """The hints of *item*; what its author chose goes before what WordPress made."""
    return Hints(
        titles=_hints(("WXR title", _title(item)), ("WXR slug", from_slug(item.slug))),
        dates=_hints(*((where, _day(text)) for where, text in _dates(item))),
        modified=_hints(("WXR date of the last change", _day(item.modified))),
        authors=_hints(*_authors(item, site)),
        addresses=_hints(*_addresses(item)),
        categories=_hints(*(
            ("WXR category" if term.domain == _CATEGORIES else f"WXR {term.domain}", term.name)
            for term in item.terms if term.domain not in _OTHERS and term.domain != _TAGS
        )),
        tags=_hints(*(("WXR tag", term.name) for term in item.terms if term.domain == _TAGS)),
        summaries=_hints(*((where, plain_title(text)) for where, text in _summaries(item) if _is_said(text))),
        dois=_hints(*((f"WXR field {field}", doi) for field in _DOIS for doi in item.meta_of(field))),
        kinds=_hints(("WXR post type", "page" if item.type == "page" else "")),
        statuses=_hints(("WXR status", "published" if item.status == "publish" else "draft")),
        languages=_hints(*(("WXR language", term.nicename) for term in item.terms if term.domain == "language"),
                         ("WXR language of the site", site.language)),
    )  # fmt: skip


def _title(item: Item) -> str:
    """The title of an item, if it has a word."""
    title = plain_title(item.title)
    return title if any(char.isalnum() for char in title) else ""


def _hints(*said: tuple[str, str]) -> tuple[Hint, ...]:
    """The hints of fields that say something, each value where it is said first."""
    values: dict[str, str] = {}
    for where, value in said:
        if value:
            values.setdefault(value, where)
    return tuple(Hint(value=value, where=where) for value, where in values.items())


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    yield "WXR post date", item.date
    yield "WXR date of publication", item.sent
    yield "WXR post date in Greenwich time", item.date_gmt
    if not _day(item.date):
        # A draft that was never saved with a date has only that of its last change.
        yield "WXR date of the last change", item.modified


def _day(text: str) -> str:
    """The day that a field gives; WordPress writes years of nought where there is none."""
    if iso := re.match(r"(?!0000|-)\d{4}-(?!00)\d\d-(?!00)\d\d", text):
        return iso[0]
    day = re.match(r"\w{3}, (\d{1,2} \w{3} \d{4}) ", text)
    reading = read_date(day[1]) if day else None
    return reading.date.isoformat() if reading and not reading.reason else ""


def _summaries(item: Item) -> Iterator[tuple[str, str]]:
    yield "WXR excerpt", item.excerpt
    for field in DESCRIPTIONS:
        yield from ((f"WXR field {field}", text) for text in item.meta_of(field))


def _is_said(text: str) -> bool:
    """Whether somebody wrote *text*: patterns of plugins have marks in them, and so has a beginning cut off."""
    return len(text) <= _LONGEST and "%%" not in text and "[" not in text


def _authors(item: Item, site: Site) -> Iterator[tuple[str, str]]:
    for field in _AUTHORS:
        yield from ((f"WXR field {field}", name) for name in item.meta_of(field))
    named = [term for term in item.terms if term.domain == "author"]
    for term in named:
        login = term.nicename.removeprefix("cap-")
        known = site.name_of_author(login)
        yield "WXR author", known if known != login else term.name
    if not named:
        yield "WXR author", site.name_of_author(item.creator)


def _addresses(item: Item) -> Iterator[tuple[str, str]]:
    yield "WXR link", item.link if item.link.startswith(("http://", "https://")) else ""
    if item.guid.startswith(("http://", "https://")):
        yield "WXR guid", item.guid
    # A post that was renamed led on from its former names.
    if item.slug and item.link.rstrip("/").endswith(item.slug):
        end = "/" if item.link.endswith("/") else ""
        for former in item.meta_of("_wp_old_slug"):
            if re.fullmatch(r"[\w%.~-]{1,200}", former):
                yield "WXR former slug", urljoin(item.link.rstrip("/"), former) + end
