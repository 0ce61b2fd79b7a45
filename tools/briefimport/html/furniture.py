"""Elements that belong to a page and not to its text, whatever stands in them."""

import re

from .parsing import Tree

_TAGS = {
    "nav": "navigation of the page",
    "aside": "beside the article",
    "footer": "the foot of the page",
    "form": "a form of the page",
    "button": "a button of the page",
    "select": "a form of the page",
    "textarea": "a form of the page",
}
_ROLES = {"navigation": "navigation of the page", "complementary": "beside the article", "search": "a form of the page"}
# Whole names of classes and ids, as widespread programs for web sites give them.
_NAMES = {
    **dict.fromkeys(("comments", "comments-area", "comments-wrapper", "comment-list", "commentlist",
         "comment-respond", "respond",
         "disqus_thread", "fb-comments", "reader-comments"), "comments of readers"),
    **dict.fromkeys(
        ("sharedaddy", "addtoany_share_save_container", "share", "social", "social-share", "share-buttons", "sharing"),
        "buttons for sharing",
    ),
    **dict.fromkeys(
        ("breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "main-menu", "post-navigation", "pager",
         "nav-links", "pagination", "nav-previous", "nav-next", "skip-link", "screen-reader-text"),
        "navigation of the page",
    ),
    **dict.fromkeys(("sidebar", "widget", "widget-area", "related", "related-posts", "jp-relatedposts",
                     "yarpp-related", "relatedposts", "recent-posts", "popular-posts", "most-read", "side-bar",
                     "leftcol", "rightcol", "author-bio", "newsletter-signup"),
                    "beside the article"),
    **dict.fromkeys(
        ("logo", "site-logo", "site-title", "site-name", "site-branding", "site-description", "blog-title", "masthead",
         "branding", "brand", "navbar-brand", "blogname", "sitename"),
        "the name of the site",
    ),
    **dict.fromkeys(("cookie-banner", "cookie-notice", "wm-ipp", "wm-ipp-base"), "a notice of the page"),
}  # fmt: skip


def reason_outside(element: Tree) -> str:
    """Why *element* is no part of a text; empty if it may be one."""
    if reason := _TAGS.get(element.tag) or _ROLES.get(element.get("role", "")):
        return reason
    if element.tag == "h1" and _leads_home(element):
        return "the name of the site"
    names = (*element.get("class", "").lower().split(), element.get("id", "").lower())
    return next((_NAMES[name] for name in names if name in _NAMES), "")


_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:\./)?(?:(?:index|home|default)\.\w{2,5})?", re.IGNORECASE)


def _leads_home(heading: Tree) -> bool:
    """Whether all words of *heading* are a link to the first page of a site."""
    link = heading.find(".//a")
    if link is None or not link.get("href") or not _HOME.fullmatch(link.get("href", "").strip()):
        return False
    return "".join(link.itertext()).split() == "".join(heading.itertext()).split()
