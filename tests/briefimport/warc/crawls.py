"""Captures of web sites as crawlers write them: pages of several designs, sent in several ways, all drawn by lot."""

import gzip
import html
import io
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from ..quirks import DATES, Content

SITE = "https://briefs.example"
ALTERNATIVE = "The harbour seen from above"
Headers = tuple[tuple[str, str], ...]
_QUOTES = ("“{}”", '"{}"', "«{}»")
_HEADINGS = ("Sources:", "For more information, consult the following sources:", "References", "Further reading:")
_BYLINES = ("Compiled by {}", "Compiled and edited by {}", "Compiled by: {}", "Written by {}")
_CHARSETS = ("utf-8", "utf-8", "UTF-8", "windows-1252", "gb18030", "windows-1251", "")
_MENU = '<a href="/">Home</a> | <a href="/about/">About</a> | <a href="/archive/">Archive</a>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site, and what must be read from it."""

    address: str
    source: str
    content: Content
    beside: tuple[str, ...] = ()
    quirks: dict[str, str] = field(default_factory=dict)


def picture() -> bytes:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (6, 4), (10, 90, 160)).save(stream, "PNG")
    return stream.getvalue()


def page(number: int, content: Content, draw: random.Random) -> Page:
    """A page that says *content*."""

    def pick(name: str, *choices: str) -> str:
        quirks[name] = draw.choice(choices)
        return quirks[name]

    quirks: dict[str, str] = {}
    title = html.escape(content.title)
    date = DATES[draw.choice(("month day, year", "weekday", "iso", "posted on"))](content.date)
    paragraphs = [html.escape(text, quote=False) for text in content.paragraphs]
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    pictured = pick("picture", "no", "no", "yes") == "yes"
    if pictured:
        body = body.replace("</p>\n", f'</p>\n<p><img src="/img/{number}.png" alt="{ALTERNATIVE}"></p>\n', 1)
    names = list(content.compilers)
    byline = (
        draw.choice(_BYLINES).format(" and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))) if names else ""
    )
    sources = _sources(content, draw)
    top = _p(byline) if pick("byline", "top", "end") == "top" else ""
    rest = f"{top}{body}{sources}{'' if top else _p(byline)}"
    heading = f"<h1>{title}</h1>"
    form = pick("design", "article", "table", "div")
    text = {
        "article": f"<nav>{_MENU}</nav><article>{heading}<p class=date>{date}</p>{rest}</article>"
        "<footer>All rights reserved</footer>",
        "table": f'<table width="100%"><tr><td width="150">{_MENU}</td>'
        f"<td>{heading}\n<p><i>{date}</i></p>{rest}</td></tr></table>",
        "div": f'<div id="header">{_MENU}</div><div id="content">{heading}<div class="meta">{date}</div>'
        f'<div class="entry">{rest}</div></div><div id="sidebar" class="sidebar">Recent briefs</div>',
    }[form]
    return Page(
        address=f"{SITE}/{content.date:%Y/%m}/brief-{number}/",
        source=f"<!DOCTYPE html>\n<html><head><title>{title} | Briefs</title></head>\n<body>\n{text}\n</body></html>",
        content=content,
        beside=(ALTERNATIVE,) if pictured else (),
        quirks=quirks,
    )


def _p(text: str) -> str:
    return f"<p>{text}</p>" if text else ""


def _sources(content: Content, draw: random.Random) -> str:
    quote = draw.choice(_QUOTES)
    rows = [
        f'{html.escape(publisher)} – <a href="{html.escape(url)}">{quote.format(html.escape(title, quote=False))}</a>'
        for publisher, title, url in content.sources
    ]
    heading = draw.choice(_HEADINGS)
    items = "".join(f"<li>{row}</li>" for row in rows)
    listed = draw.choice((f"<ul>{items}</ul>", f"<ol>{items}</ol>", "".join(f"<p>{row}</p>" for row in rows)))
    return draw.choice((f"<h2>{heading}</h2>", f"<p><b>{heading}</b></p>")) + listed


class _Writer(WARCWriter):  # type: ignore[misc]
    """The library's own leaves temporary files open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


class Crawl:
    """A capture that is being written."""

    def __init__(self, *, compressed: bool = True) -> None:
        self._stream = io.BytesIO()
        self._writer = _Writer(self._stream, gzip=compressed)
        self._writer.write_record(self._writer.create_warcinfo_record("crawl.warc", {"software": "test"}))

    def answer(
        self,
        address: str,
        data: bytes,
        *,
        kind: str = "text/html",
        day: str = "2016-01-02",
        status: str = "200 OK",
        headers: Headers = (),
    ) -> str:
        """Write what a server answered, and give its digest."""
        said = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            address, "response", payload=io.BytesIO(data), http_headers=said,
            warc_headers_dict={"WARC-Date": f"{day}T01:02:03Z"},
        )  # fmt: skip
        self._writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Payload-Digest"))

    def revisit(self, address: str, digest: str, day: str, refers_to: str = "") -> None:
        """Write that a page was the same as before."""
        record = self._writer.create_revisit_record(
            address, digest, refers_to or address, "2016-01-02T01:02:03Z",
            warc_headers_dict={"WARC-Date": f"{day}T01:02:03Z"},
        )  # fmt: skip
        self._writer.write_record(record)

    def request(self, address: str) -> None:
        """Write what the crawler asked."""
        said = StatusAndHeaders("GET / HTTP/1.1", [("Host", "briefs.example")], is_http_request=True)
        self._writer.write_record(self._writer.create_warc_record(address, "request", http_headers=said))

    def send(self, one: Page, draw: random.Random, day: str = "2016-01-02") -> str:
        """Write a page in an encoding and a way that are drawn."""
        charset = draw.choice(_CHARSETS)
        data = one.source.encode(charset or "utf-8", "xmlcharrefreplace")
        kind = draw.choice(("text/html", "text/html", "application/xhtml+xml"))
        form = draw.choice(("plain", "plain", "gzip", "deflate", "chunked", "chunked gzip"))
        headers: list[tuple[str, str]] = []
        if form in _CODINGS:
            name, compress = _CODINGS[form]
            data = compress(data)
            headers.append(("Content-Encoding", name))
        if form.startswith("chunked"):
            data = _chunked(data, draw)
            headers.append(("Transfer-Encoding", "chunked"))
        one.quirks.update({"charset": charset, "sent": form})
        return self.answer(
            one.address, data, kind=f"{kind}; charset={charset}" if charset else kind, day=day, headers=tuple(headers)
        )

    @property
    def data(self) -> bytes:
        """The file so far."""
        return self._stream.getvalue()


_CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "chunked gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
}


def _chunked(data: bytes, draw: random.Random) -> bytes:
    size = draw.choice((100, 1_000, 4_096))
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
