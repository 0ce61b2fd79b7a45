"""Pages of what briefs say, as three generations of an invented site had them and as browsers saved them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import escape

from .contents import MONTHS, Cited, Said

SITE = "Example Briefing Service"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """The bytes of a page, and what was drawn for it, by name."""

    data: bytes
    habits: dict[str, str] = field(default_factory=dict)


_Pick = Callable[..., str]
_HEADINGS = {
    "en": (
        "Sources",
        "Sources:",
        "References",
        "For more information, see:",
        "Further reading",
        "Read more",
        "For more information, consult the following sources:",
    ),
    "zh": ("资料来源", "参考资料：", "相关链接"),
    "zh-Hant": ("資料來源：", "參考資料"),
    "ru": ("Источники", "Ссылки:"),
    "de": ("Quellen", "Weiterführende Links:"),
}
_BY = {
    "en": ("Compiled by {}", "; edited by {}"),
    "zh": ("编译：{}", "；责任编辑：{}"),
    "zh-Hant": ("編譯：{}", "；責任編輯：{}"),
    "ru": ("Составитель: {}", "; редактор: {}"),
    "de": ("Zusammengestellt von {}", "; Redaktion: {}"),
}


def page_of(content: Said, draw: random.Random) -> SavedPage:
    """*content* as a saved page of one of the three designs."""
    habits: dict[str, str] = {}

    def pick(name: str, *choices: str) -> str:
        habits[name] = draw.choice(choices)
        return habits[name]

    design = {"tables": _tables, "blog": _blog, "theme": _theme}[pick("design", "tables", "blog", "theme")]
    return SavedPage(data=_saved(design(content, pick, draw), content, pick, draw), habits=habits)


def _tables(content: Said, pick: _Pick, draw: random.Random) -> str:
    """2004: tables in tables, fonts, line ends for paragraphs."""
    paragraphs = [_text(text, draw) for text in content.paragraphs]
    form = pick("paragraphs", "p", "br br", "unclosed p", "font p")
    if form == "br br":
        body = "<br><br>\n".join(paragraphs)
    elif form == "unclosed p":
        body = "".join(f"<P>{text}\n" for text in paragraphs)
    elif form == "font p":
        body = "".join(
            f'<p align="justify"><font face="Verdana, Arial" size="2">{text}</font></p>\n' for text in paragraphs
        )
    else:
        body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    shape = pick("source", "linked title", "quoted and linked", "address behind", "whole linked", "dash linked")
    rows = [_source(one, shape, content.language) for one in content.sources]
    listed = {
        "br": "<br>\n".join(rows),
        "p": "".join(f"<p>{row}</p>\n" for row in rows),
        "ul": "<ul>" + "".join(f"<li>{row}\n" for row in rows) + "</ul>",
        "rows": "<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>",
    }[pick("list", "br", "p", "ul", "rows")]
    head = _heading(content, draw)
    marked = {
        "b": f"<b>{head}</b><br>",
        "h3": f"<h3>{head}</h3>",
        "font": f'<font size="3" color="#003366"><b>{head}</b></font><br>',
        "p": f"<p><i>{head}</i></p>",
    }
    title = {
        "h1": f"<h1>{escape(content.title)}</h1>",
        "font": f'<font size="5" color="#003366"><b>{escape(content.title)}</b></font><br>',
        "h2": f"<h2>{escape(content.title)}</h2>",
        "p class": f'<p class="title"><b>{escape(content.title)}</b></p>',
    }[pick("title", "h1", "font", "h2", "p class")]
    day = {
        "font": f'<font size="1">{_day(content)}</font><br>',
        "p": f"<p><em>{_day(content)}</em></p>",
        "cell": f"{_day(content)}<br><br>",
    }[pick("day", "font", "p", "cell")]
    byline = f"<p><i>{escape(_byline(content))}</i></p>"
    top, end = (byline, "") if pick("byline", "end", "end", "top") == "top" else ("", byline)
    sources = f"{marked[pick('heading', *marked)]}\n{listed}"
    menu = "".join(
        f'<tr><td><a href="{name}.html"><font size="2">{name}</font></a></td></tr>'
        for name in ("Home", "About us", "Archive", "Contact")
    )
    return f"""<body bgcolor="#ffffff" link="#003366">
<table width="760" border="0" cellpadding="0" cellspacing="0" align="center"><tr><td colspan="3">
<img src="images/logo.gif" width="760" height="80" alt="{SITE}"></td></tr>
<tr><td width="140" valign="top" bgcolor="#eeeeee"><table>{menu}</table><form action="search.cgi">
<input name="q"><input type="submit" value="Go"></form></td>
<td width="480" valign="top"><!-- content -->{title}
{day}
{top}
{body}
<hr>
{sources}
{end}
</td><td width="140" valign="top"><b>Latest briefs</b><br><a href="b1.html">A lighthouse is lit again</a><br>
<a href="b2.html">Seals return to the bay</a></td></tr>
<tr><td colspan="3" align="center">
<font size="1">Copyright &copy; 2004 {SITE}. All rights reserved. | <a href="privacy.html">Privacy</a></font>
</td></tr></table></body>"""


def _blog(content: Said, pick: _Pick, draw: random.Random) -> str:
    """2010: boxes, sidebars, an entry with its meta line."""
    linked = pick("links in text", "no", "some") == "some"
    body = "\n".join(f"<p>{_text(text, draw, linked=linked)}</p>" for text in content.paragraphs)
    form = pick("source", "linked title", "quoted and linked", "address behind", "whole linked", "dash linked")
    rows = "\n".join(f"<li>{_source(one, form, content.language)}</li>" for one in content.sources)
    listed = f"<ol>{rows}</ol>" if pick("list", "ol", "ul") == "ol" else f'<ul class="sources">{rows}</ul>'
    head = _heading(content, draw)
    heading = {"h3": f"<h3>{head}</h3>", "strong": f"<p><strong>{head}</strong></p>", "h4": f"<h4>{head}</h4>"}[
        pick("heading", "h3", "strong", "h4")
    ]
    meta = {
        "posted": f'<p class="postmetadata">{"Posted on " if content.language == "en" else ""}{_day(content)}</p>',
        "date": f'<div class="date"><span>{_day(content)}</span></div>',
        "abbr": f'<div class="meta"><abbr class="published" title="{content.date}">{_day(content)}</abbr></div>',
    }[pick("meta", "posted", "date", "abbr")]
    byline = f'<p class="byline">{escape(_byline(content))}</p>'
    top, end = (byline, "") if pick("byline", "end", "top") == "top" else ("", byline)
    caption = (
        '<div class="wp-caption"><img src="page_files/port.jpg" alt="The port">'
        '<p class="wp-caption-text">The port in spring</p></div>'
        if pick("picture", "no", "no", "yes") == "yes"
        else ""
    )
    titled = "h1" if pick("title", "h1", "h2") == "h1" else "h2"
    logo = (
        f'<div id="logo"><a href="/">{SITE}</a></div>'
        if titled == "h1"
        else f'<h1 id="logo"><a href="/">{SITE}</a></h1>'
    )
    return f"""<body class="single"><div id="wrapper"><div id="header">{logo}<ul id="nav" class="menu"><li>
<a href="/">Home</a></li><li><a href="/about/">About</a></li><li><a href="/archive/">Archive</a></li></ul>
</div>
<div id="main"><div id="content" class="narrowcolumn">
<div class="breadcrumbs">You are here: <a href="/">Home</a> &raquo; <a href="/briefs/">Briefs</a></div>
<div class="post hentry" id="post-{draw.randint(10, 999)}">
<{titled} class="entry-title">{escape(content.title)}</{titled}>
{meta}
{top}<div class="entry">{caption}
{body}
{heading}
{listed}
{end}
</div><div class="sharedaddy"><ul><li><a href="#">Share on Facebook</a></li><li><a href="#">Tweet</a></li>
</ul></div>
<p class="tags">Tags: <a href="/tag/ports/">ports</a>, <a href="/tag/ferries/">ferries</a></p></div>
<div class="navigation"><div class="alignleft"><a href="/p/1">&laquo; A lighthouse is lit again</a></div>
<div class="alignright"><a href="/p/2">Seals return to the bay &raquo;</a></div></div>
<div id="comments"><h3>2 Comments</h3><ol class="commentlist">
<li id="c1">Reader One says: <p>Thank you, this was very useful to me and to my class.</p> May 9, 2011 at 10:12 am</li>
<li>Reader Two: <p>I do not agree with the second point at all.</p></li></ol></div></div>
<div id="sidebar"><ul><li class="widget"><h2>Recent briefs</h2><ul><li>
<a href="/p/1">A lighthouse is lit again</a></li><li><a href="/p/2">Seals return to the bay</a></li></ul>
</li><li class="widget"><h2>Archives</h2><select><option>May 2011</option><option>June 2011</option></select>
</li></ul></div></div>
<div id="footer"><p>&copy; 2011 {SITE} | Powered by ExamplePress</p></div></div>
<script>var x = "<p>not text</p>";</script></body>"""


def _theme(content: Said, pick: _Pick, draw: random.Random) -> str:
    """2018: elements with meanings, comments, related posts."""
    linked = pick("links in text", "no", "some") == "some"
    body = "\n".join(f"<p>{_text(text, draw, linked=linked)}</p>" for text in content.paragraphs)
    form = pick("source", "linked title", "quoted and linked", "whole linked", "dash linked", "cite")
    rows = "\n".join(f"<li>{_source(one, form, content.language)}</li>" for one in content.sources)
    head = _heading(content, draw)
    level = pick("heading", "h2", "h3", "h4")
    section = f"<{level}>{head}</{level}>\n<ul>{rows}</ul>"
    if pick("sources in", "article", "section") == "section":
        section = f'<section class="references">{section}</section>'
    day = pick("day", "time", "text", "time in words")
    shown = {
        "time": f'<time class="entry-date published" datetime="{content.date}T08:00:00+00:00">{_day(content)}</time>',
        "text": f"<span>{_day(content)}</span>",
        "time in words": f'<time datetime="{content.date.isoformat()}">{_day(content)}</time>',
    }[day]
    by = f'<p class="byline">{escape(_byline(content))}</p>'
    top, end = (by, "") if pick("byline", "end", "top", "end") == "top" else ("", by)
    figure = (
        '<figure><img src="page_files/port.jpg" alt="The port"><figcaption>The port in spring</figcaption></figure>'
        if pick("picture", "no", "no", "yes") == "yes"
        else ""
    )
    return f"""<body class="post-template-default single">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header class="site-header"><div class="site-branding"><p class="site-title"><a href="/">{SITE}</a></p></div>
<nav class="main-navigation"><ul><li><a href="/">Home</a></li><li><a href="/topics/">Topics</a></li></ul>
</nav></header>
<main id="content"><article class="post type-post"><header class="entry-header">
<h1 class="entry-title">{escape(content.title)}</h1><div class="entry-meta">{shown}</div>{top}</header>
<div class="entry-content">{figure}
{body}
{section}
{end}
</div><footer class="entry-footer"><span class="cat-links">Posted in <a href="/c/ports/">Ports</a></span>
</footer></article>
<nav class="post-navigation"><h2 class="screen-reader-text">Post navigation</h2><div class="nav-links">
<a href="/1">Previous: A lighthouse is lit again</a></div></nav>
<div class="related-posts"><h3>You may also like</h3><article><h4><a href="/1">A lighthouse is lit again</a>
</h4><time datetime="2019-01-05">January 5, 2019</time></article><article><h4>
<a href="/2">Seals return to the bay</a></h4></article></div>
<div id="comments" class="comments-area"><h2>One thought on “{escape(content.title)}”</h2>
<ol class="comment-list"><li><article><b>Reader One</b> <time datetime="2018-05-09">May 9, 2018</time>
<p>Thank you, this was very useful to me and to my class.</p></article></li></ol><div id="respond">
<h3>Leave a Reply</h3><form><label>Name</label><input></form></div></div></main>
<aside class="widget-area"><h2>Recent Posts</h2><ul><li><a href="/1">A lighthouse is lit again</a></li></ul>
</aside>
<footer class="site-footer">Proudly powered by ExamplePress</footer></body>"""


def _text(text: str, draw: random.Random, *, linked: bool = False) -> str:
    """A paragraph with a few words emphasised or linked."""
    words = escape(text, quote=False).split(" ")
    for _ in range(draw.randint(0, 2)):
        place = draw.randrange(len(words))
        word = words[place]
        if word and word.isalnum():
            form = draw.choice(
                (
                    "<b>{}</b>",
                    "<em>{}</em>",
                    "<strong>{}</strong>",
                    "<span>{}</span>",
                    '<a href="https://news.example.org/a">{}</a>' if linked else "<i>{}</i>",
                )
            )
            words[place] = form.format(word)
    joined = " ".join(words)
    return (
        joined.replace("–", "&ndash;").replace("“", "&ldquo;").replace("”", "&#8221;")
        if draw.random() < 0.3
        else joined
    )


def _source(one: Cited, form: str, language: str) -> str:
    publisher, title, url = escape(one.publisher, quote=False), escape(one.title, quote=False), escape(one.url)
    opening, closing = {"en": "“”", "zh": "《》", "zh-Hant": "《》", "ru": "«»", "de": "„“"}[language]
    return {
        "linked title": f'{publisher}: <a href="{url}">{title}</a>',
        "quoted and linked": f'{publisher} – <a href="{url}">{opening}{title}{closing}</a>',
        "address behind": f'{publisher} – {opening}{title}{closing} <a href="{url}">{url}</a>',
        "whole linked": f'<a href="{url}">{publisher} – {opening}{title}{closing}</a>',
        "dash linked": f'{publisher} – <a href="{url}" target="_blank">{title}</a>',
        "cite": f'<cite>{publisher}</cite>, <a href="{url}">{opening}{title}{closing}</a>',
    }[form]


def _heading(content: Said, draw: random.Random) -> str:
    return draw.choice(_HEADINGS[content.language])


def _day(content: Said) -> str:
    day: date = content.date
    match content.language:
        case "en":
            return f"{day:%B} {day.day}, {day.year}"
        case "ru" | "de" as language:
            return f"{day.day}{'.' if language == 'de' else ''} {MONTHS[language][day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _byline(content: Said) -> str:
    first, second = _BY[content.language]
    joint = {"en": " and ", "ru": " и ", "de": " und "}.get(content.language, "、")
    return first.format(joint.join(content.compilers)) + (
        second.format(joint.join(content.editors)) if content.editors else ""
    )


def _saved(body: str, content: Said, pick: _Pick, draw: random.Random) -> bytes:
    """The page with its head, in the form in which a browser or a program saves it."""
    own = {
        "en": ("windows-1252",),
        "de": ("iso-8859-1",),
        "zh": ("gb2312",),
        "zh-Hant": ("big5",),
        "ru": ("windows-1251", "koi8-r"),
    }
    charset = pick("charset", "utf-8", "utf-8", "utf-8", *own[content.language])
    codec = {"gb2312": "gb18030", "big5": "cp950", "iso-8859-1": "cp1252"}.get(charset, charset)
    declared = pick("declared", "meta", "http-equiv", "none") if charset == "utf-8" else "http-equiv"
    meta = {
        "meta": f'<meta charset="{charset}">',
        "http-equiv": f'<META http-equiv="Content-Type" content="text/html; charset={charset}">',
        "none": "",
    }[declared]
    title = {"site last": f"{content.title} | {SITE}", "site first": f"{SITE} » {content.title}", "site": SITE}[
        pick("window", "site last", "site first", "site")
    ]
    address = f"http://briefs.example.org/{content.date:%Y/%m/%d}/b{draw.randint(1, 99)}.html"
    form = pick("saved", "plain", "chrome", "firefox", "explorer")
    note = f"<!-- saved from url=({len(address):04}){address} -->"
    start = {
        "plain": "<!DOCTYPE html>\n<html>",
        "chrome": f'<!DOCTYPE html>\n{note}\n<html lang="{content.language}">',
        "firefox": f'<html xmlns="http://www.w3.org/1999/xhtml"><!--{address}-->',
        "explorer": f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 EN">\n{note}\n<HTML>',
    }[form]
    style = '<link rel="stylesheet" href="./page_files/style.css"><style>body { color: black }</style>'
    text = f"{start}<head>{meta}<title>{escape(title)}</title>{style}</head>\n{body}</html>"
    if pick("line ends", "lf", "crlf") == "crlf":
        text = text.replace("\n", "\r\n")
    return text.encode(codec, "xmlcharrefreplace")
