"""Exports as WordPress writes them."""

import html
import random
from pathlib import Path

SITE = "https://briefs.example"
_HEAD = Path(__file__).with_name("head.xml").read_text("utf-8")


def cdata(text: str) -> str:
    """*text* as WordPress protects it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def export(items: list[str], draw: random.Random, names: tuple[str, ...] = ()) -> bytes:
    """The file that holds *items*, of a site on which the people *names* have accounts."""
    version = draw.choice(("1.0", "1.1", "1.2"))
    head = _HEAD.format(site=SITE, version=version, program=draw.choice(("3.0.4", "4.9.8", "5.2")))
    authors = "".join(author(number, login_of(name), name) for number, name in enumerate(names, start=2))
    text = f"{head}{author(1, 'admin', 'admin')}{authors}\n{''.join(items)}</channel>\n</rss>\n"
    data = text.replace("\n", draw.choice(("\n", "\n", "\r\n"))).encode()
    return draw.choice((b"", b"", b"\xef\xbb\xbf", b"\n\n", b"<br />\n<b>Notice</b>: undefined index\n")) + data


def author(number: int, login: str, name: str) -> str:
    """An account of the site."""
    first, _, last = name.partition(" ")
    return (
        f"\t<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{cdata(f'{number}@example.org')}</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name>"
        f"<wp:author_first_name>{cdata(first if last else '')}</wp:author_first_name>"
        f"<wp:author_last_name>{cdata(last)}</wp:author_last_name></wp:author>\n"
    )


def login_of(name: str) -> str:
    """The login of somebody."""
    return "".join(char for char in name.lower() if char.isalnum())


def item(number: int, title: str, content: str, more: str = "", **fields: str) -> str:
    """An item; *fields* are those of WordPress, without their prefix."""
    post = {
        "post_id": str(number), "post_date": "2016-01-02 10:00:00", "post_date_gmt": "2016-01-02 09:00:00",
        "comment_status": "closed", "ping_status": "closed", "post_name": f"post-{number}", "status": "publish",
        "post_parent": "0", "menu_order": "0", "post_type": "post", "post_password": "", "is_sticky": "0",
    } | fields  # fmt: skip
    link = post.pop("link", f"{SITE}/2016/01/{post['post_name']}/")
    creator = post.pop("creator", "admin")
    excerpt = post.pop("excerpt", "")
    written = "".join(f"\t\t<wp:{name}>{cdata(value)}</wp:{name}>\n" for name, value in post.items())
    return (
        f"\t<item>\n\t\t<title>{title}</title>\n\t\t<link>{html.escape(link)}</link>\n"
        f"\t\t<pubDate>Sat, 02 Jan 2016 09:00:00 +0000</pubDate>\n\t\t<dc:creator>{cdata(creator)}</dc:creator>\n"
        f'\t\t<guid isPermaLink="false">{SITE}/?p={number}</guid>\n\t\t<description></description>\n'
        f"\t\t<content:encoded>{cdata(content)}</content:encoded>\n"
        f"\t\t<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>\n{written}{more}\t</item>\n"
    )


def meta(key: str, value: str) -> str:
    """A field that a plugin added."""
    inner = f"<wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"
    return f"\t\t<wp:postmeta>{inner}</wp:postmeta>\n"


def term(domain: str, nicename: str, name: str) -> str:
    """A category, tag or other mark of a post."""
    return f'\t\t<category domain="{domain}" nicename="{nicename}">{cdata(name)}</category>\n'


def comment(number: int, text: str, approved: str = "1", kind: str = "") -> str:
    """What a reader wrote."""
    return (
        f"\t\t<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author>{cdata('A Reader')}</wp:comment_author>"
        f"<wp:comment_author_email>{cdata('reader@example.org')}</wp:comment_author_email>"
        f"<wp:comment_author_IP>{cdata('192.0.2.1')}</wp:comment_author_IP>"
        f"<wp:comment_date>{cdata('2016-02-03 04:05:06')}</wp:comment_date>"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content>"
        f"<wp:comment_approved>{cdata(approved)}</wp:comment_approved>"
        f"<wp:comment_type>{cdata(kind)}</wp:comment_type></wp:comment>\n"
    )
