"""Items of an export: posts, pages, attachments, and other data that WordPress stores as “posts”."""

import hashlib
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass

from .elements import XmlElement

_FIELDS = {
    "title": "title", "link": "link", "guid": "guid", "pubDate": "published", "dc:creator": "creator",
    "content:encoded": "content", "excerpt:encoded": "excerpt", "wp:post_id": "id", "wp:post_date": "date",
    "wp:post_date_gmt": "date_gmt", "wp:post_modified": "modified", "wp:post_name": "slug", "wp:status": "status",
    "wp:post_type": "type", "wp:post_parent": "parent", "wp:post_password": "password",
    "wp:attachment_url": "attachment_url",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A category, a tag, or a term of another taxonomy."""

    domain: str
    nicename: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item, with its fields as written.

    Attributes:
        published: The date of publication in the format of feeds.
        type: `post`, `page`, `attachment`, `nav_menu_item`, or a type of a plugin.
        status: `publish`, `draft`, `pending`, `future`, `private`, `trash`, `inherit`.
        meta: The custom fields that the site or a plugin added, in order.
        comments: The number of comments.
    """

    id: str = ""
    title: str = ""
    link: str = ""
    guid: str = ""
    published: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    date: str = ""
    date_gmt: str = ""
    modified: str = ""
    slug: str = ""
    status: str = ""
    type: str = ""
    parent: str = ""
    password: str = ""
    attachment_url: str = ""
    terms: tuple[Term, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    comments: int = 0

    @property
    def sha256(self) -> str:
        """The digest of what the author wrote, which comments and plugins do not change."""
        authored = (
            self.id, self.title, self.link, self.creator, self.content, self.excerpt, self.date, self.slug,
            self.status, self.type, [(term.domain, term.name) for term in self.terms],
        )  # fmt: skip
        return hashlib.sha256(json.dumps(authored, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()

    def find_meta(self, key: str) -> Iterator[str]:
        """Return the values of a custom field, which can be repeated."""
        return (value for name, value in self.meta if name == key and value.strip())


def read_item(element: XmlElement) -> Item:
    """Read an item."""
    fields: dict[str, str] = {}
    terms: list[Term] = []
    meta: list[tuple[str, str]] = []
    comments = 0
    for child in element.children:
        name = child.name
        if name in _FIELDS:
            text = child.text
            fields.setdefault(_FIELDS[name], text if name.endswith(":encoded") else text.strip())
        elif name == "category":
            # Old exports contain each term twice, once without its domain.
            if domain := child.attributes.get("domain", ""):
                term = Term(domain=domain, nicename=child.attributes.get("nicename", ""), name=clean_name(child.text))
                terms += [term] if term.name and term not in terms else []
        elif name == "wp:postmeta":
            custom = child.fields
            meta.append((custom.get("wp:meta_key", "").strip(), custom.get("wp:meta_value", "")))
        elif name == "wp:comment":
            comments += 1
    return Item(**fields, terms=tuple(terms), meta=tuple(meta), comments=comments)


def clean_name(text: str) -> str:
    """Return a name without the character references that WordPress stores in it."""
    return " ".join(html.unescape(text).split())
