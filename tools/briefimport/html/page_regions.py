"""Recognises elements that belong to a page and not to its text, whatever their words are."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from briefarchive.reading.addresses import split_address

from ..document import LINKS_OF_TERMS
from ..text.filing import FILED, LONGEST_LABEL, Filed, is_label
from ..text.notices import begins_notice
from ..text.page_furniture import filed_of_line, is_furniture, parts_of_line
from ..text.people.unlabelled_names import is_certain_person
from ..words import read_table
from ..words.wordlist import wordlist
from .inline import Run
from .parsing import Tree

FOOT = "the foot of the page"
_TAGS: dict[str, str] = read_table("elements")["regions"]
_ROLES: dict[str, str] = read_table("elements")["roles"]
_NAMES = {name: reason for reason, names in read_table("classes").items() for name in names}
MARKED = frozenset({*_TAGS.values(), *_NAMES.values()}) - {FOOT, "beside the article", "the name of the site"}
"""Kinds of elements whose words are neither title, date, names nor topics of a text."""
# Parts of such names that tell by themselves.
_PARTS = {part: reason for reason, parts in read_table("class_parts").items() for part in parts}
_TRAILS = frozenset(read_table("class_parts")["navigation of the page"]) | frozenset(
    read_table("breadcrumbs")["classes"]
)
_PATHS = frozenset(read_table("breadcrumbs")["paths"])
# What a line of nothing but short links to other pages of the site is.
NAVIGATION = "navigation of the page"
_LONGEST_BUTTON, _LONGEST_LINE = 40, 150
_BETWEEN, _PARAGRAPH = 3, 200
# In place of a link to a category, where what stands around such links is judged.
_FILED = "\0"


def read_linked_line(runs: Sequence[Run]) -> tuple[str, list[Filed]]:
    """Return why a line of *runs* is no part of a text, by the targets of its links, and its categories and tags.

    The reason is empty if the line may be text.
    """
    if any(run.filed for run in runs):
        reason = FILED if _has_only_topics(runs) else ""
        # “Posted on 4 May by Ada Example in Trade”: the line says more, and is read as others are.
        if reason or sum(len(run.text) for run in runs if not run.filed) <= _LONGEST_LINE:
            return reason, list(_filed_of(runs))
    if filed := filed_of_links(runs):
        # “This entry was posted on 4 May in Trade” says the day as well, and is read as others are.
        return "" if begins_notice("".join(run.text for run in runs).strip()) else FILED, filed
    links = {run.site: run for run in runs if run.site and run.text.strip()}
    others = [part for run in runs if not run.site for part in parts_of_line(run.text) if _has_words(part)]
    # “Back to top – List of briefs”: of the first, the target is this page.
    if len(links) + len(others) < 2 or not links or not all(map(is_furniture, others)):
        return "", []
    # Of several authors, each name is a link to a page of its own.
    named = all(is_certain_person(run.text.strip()) for run in links.values())
    return (NAVIGATION if not named and all(len(run.text) <= _LONGEST_BUTTON for run in links.values()) else ""), []


def leads_to_related(runs: Sequence[Run]) -> bool:
    """Return whether a line is nothing but links to pages of the site behind words such as “See also”."""
    label = "".join(run.text for run in runs if not run.site)
    linked = any(_has_words(run.text) for run in runs if run.site)
    return linked and (label in wordlist("also") or label in wordlist("related"))


def _has_only_topics(runs: Sequence[Run]) -> bool:
    """Return whether only labels, buttons and signs surround links to categories: “Posted in … | Leave a comment”.

    Labels in any language count, by their place: a few words before the links, one or two between them.
    """
    linked = {run.text.strip() for run in runs if run.site}
    for part in parts_of_line("".join(_FILED if run.filed else run.text for run in runs).strip()):
        label, *between = part.split(_FILED)
        if not between:
            if _has_words(part) and not (part.strip() in linked or is_label(part) or is_furniture(part)):
                return False
            continue
        end = between.pop()
        if _has_words(end) or end.rstrip().endswith((".", "。")) or not _may_be_label(label):
            return False
        if any(len(words.split()) > _BETWEEN and not is_label(words) for words in between):
            return False
    return True


def _may_be_label(text: str) -> bool:
    """Return whether words before the first category can be a label: they contain no day and no name."""
    bare = text.strip(" :：|·•")
    if is_label(bare):
        return True
    small = all(word[:1].islower() or not word[:1].isalpha() for word in bare.split()[1:])
    return len(bare) <= LONGEST_LABEL and small and not any(map(str.isdigit, bare))


def _filed_of(runs: Sequence[Run]) -> Iterator[Filed]:
    """Yield the categories and tags to which links lead, each with the words before them."""
    label = ""
    for run in runs:
        if not run.filed:
            words = parts_of_line(run.text)[-1].strip(" ,:：;")
            label = words if _has_words(words) and not run.site else label
        elif value := " ".join(run.text.split()):
            words_before = label if label and len(label) <= LONGEST_LABEL else LINKS_OF_TERMS[run.filed]
            is_tag = words_before in wordlist("tags") if is_label(words_before) else run.filed == "tag"
            yield Filed(value, words_before, is_tag)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def kind_by_address(href: str) -> str:
    """Return “category” or “tag” if a link to a page of the site leads to one by its address; else empty."""
    parts = [part for part in re.split(r"[/?=&.:]+", unquote(href).casefold()) if part][:-1]
    return next(("tag" if part.startswith("tag") else "category" for part in parts if part in _PATHS), "")


def filed_of_links(runs: Sequence[Run]) -> list[Filed]:
    """Return the categories and tags of a line in which each is a link to the site, after words that say so."""
    linked = {run.text.strip() for run in runs if run.site}
    return filed_of_line(" ".join("".join(run.text for run in runs).split()), linked) if linked else []


def reason_outside(element: Tree) -> str:
    """Return why *element* is no part of a text; empty if it may be one."""
    if reason := _TAGS.get(element.tag) or _ROLES.get(element.get("role", "")):
        return reason
    if (element.tag == "h1" or (element.tag == "a" and element.find(".//img") is not None)) and _leads_home(element):
        return "the name of the site"
    names = (*element.get("class", "").lower().split(), element.get("id", "").lower())
    if reason := next((_NAMES[name] for name in names if name in _NAMES), ""):
        return reason
    # “with-sidebar” is the name of the whole page, and “newsletter-item” that of a text.
    reason = _reason_by_parts(names)
    return "" if reason and _holds_text(element) else reason


def is_breadcrumb_trail(element: Tree) -> bool:
    """Return whether an element is, by its names, the trail from the site's first page to this one."""
    if not isinstance(element.tag, str):
        return False
    names = (*element.get("class", "").lower().split(), element.get("id", "").lower())
    return any(part in _TRAILS for name in names for part in (name, *_parts_of(name)))


def _holds_text(element: Tree) -> bool:
    """Return whether *element* contains a title of the page or a paragraph."""
    blocks = element.iter("h1", "p", "article", "main")
    return any(element.tag != "p" or is_running_text(element) for element in blocks)


def find_site_host(tree: Tree, base: str) -> str:
    """Return the host of the site of a page: that of its own address *base*, else that of the first page it links to.

    Only links above the text count, such as the logo; empty if there is none.
    """
    own = split_address(base)
    if own and own.netloc:
        return own.netloc
    for element in tree.iter("a", "p"):
        if element.tag == "p" and is_running_text(element):
            return ""
        address = split_address(element.get("href", ""))
        if address and address.scheme in ("http", "https") and address.path in ("", "/") and not address.query:
            return address.netloc
    return ""


def is_running_text(paragraph: Tree) -> bool:
    """Return whether a paragraph is longer than those around a text."""
    return len("".join(paragraph.itertext())) > _PARAGRAPH


def _reason_by_parts(names: Sequence[str]) -> str:
    """Return why an element is no part of a text, by parts of its names: “c-share”, “article__related”."""
    parts = (part for name in names for part in _parts_of(name))
    return next((_PARTS[part] for part in parts if part in _PARTS), "")


def _parts_of(name: str) -> list[str]:
    return re.split(r"[-_]+", name) if "-" in name or "_" in name else []


_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:\./)?(?:(?:index|home|default)\.\w{2,5})?", re.IGNORECASE)


def _leads_home(heading: Tree) -> bool:
    """Return whether all words of *heading* are a link to the first page of a site; a logo has none."""
    link = heading if heading.tag == "a" else heading.find(".//a")
    if link is None or not link.get("href") or not _HOME.fullmatch(link.get("href", "").strip()):
        return False
    return "".join(link.itertext()).split() == "".join(heading.itertext()).split()
