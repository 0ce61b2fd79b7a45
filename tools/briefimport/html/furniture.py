"""Elements that belong to a page and not to its text, whatever stands in them."""

import re
from collections.abc import Iterable, Sequence

from ..text.filing import Filed
from ..text.furniture import filed_of_line
from ..words import read_table
from .inline import Run
from .parsing import Tree

FOOT = "the foot of the page"
_TAGS = {
    "nav": "navigation of the page",
    "aside": "beside the article",
    "footer": FOOT,
    "form": "a form of the page",
    "button": "a button of the page",
    "select": "a form of the page",
    "textarea": "a form of the page",
}
_ROLES = {"navigation": "navigation of the page", "complementary": "beside the article", "search": "a form of the page"}
_NAMES = {name: reason for reason, names in read_table("classes").items() for name in names}
# What a line of nothing but short links to other pages of the site is.
NAVIGATION = "navigation of the page"
FILED = "categories and tags of the page"
_LONGEST_BUTTON = 40
# So much may stand around the links to categories: “Posted in … | Tagged … | Leave a comment”.
_LONGEST_LABELS = 80


def reason_of_line(runs: Sequence[Run]) -> str:
    """Why a line that *runs* make is no part of a text, by where its links lead; empty if it may be one."""
    if any(run.filed for run in runs) and _letters(run for run in runs if not run.filed) <= _LONGEST_LABELS:
        return FILED
    if filed_of_links(runs):
        return FILED
    links = {run.site: run for run in runs if run.site and run.text.strip()}
    if len(links) < 2 or _letters(run for run in runs if not run.site):
        return ""
    return NAVIGATION if all(len(run.text) <= _LONGEST_BUTTON for run in links.values()) else ""


def filed_of_links(runs: Sequence[Run]) -> list[Filed]:
    """The categories and tags of a line in which each is a link to the site, behind words that say so."""
    linked = {run.text.strip() for run in runs if run.site}
    return filed_of_line(" ".join("".join(run.text for run in runs).split()), linked) if linked else []


def _letters(runs: Iterable[Run]) -> int:
    return sum(char.isalnum() for run in runs for char in run.text)


def reason_outside(element: Tree) -> str:
    """Why *element* is no part of a text; empty if it may be one."""
    if reason := _TAGS.get(element.tag) or _ROLES.get(element.get("role", "")):
        return reason
    if (element.tag == "h1" or (element.tag == "a" and element.find(".//img") is not None)) and _leads_home(element):
        return "the name of the site"
    names = (*element.get("class", "").lower().split(), element.get("id", "").lower())
    return next((_NAMES[name] for name in names if name in _NAMES), "")


_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:\./)?(?:(?:index|home|default)\.\w{2,5})?", re.IGNORECASE)


def _leads_home(heading: Tree) -> bool:
    """Whether all words of *heading* are a link to the first page of a site; a logo has none."""
    link = heading if heading.tag == "a" else heading.find(".//a")
    if link is None or not link.get("href") or not _HOME.fullmatch(link.get("href", "").strip()):
        return False
    return "".join(link.itertext()).split() == "".join(heading.itertext()).split()
