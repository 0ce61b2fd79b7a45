"""What the hunter for blow-ups grows: for each seed the files of about so many bytes, made by code alone."""

import io
import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from PIL import Image

from briefarchive.reading.decoding import ATTACHMENT_LIMIT, BIBLIOGRAPHY_LIMIT, BRIEF_LIMIT, VOCABULARY_LIMIT

from .corpus import BASE

Files = Mapping[str, bytes]
EXPORT_LIMIT = 1_000_000
BRIEF = "archive/2015/2015-03-01-grown.md"
_LETTERS = {
    "latin": (0xC0, 0x24F),
    "greek": (0x391, 0x3CE),
    "cyrillic": (0x400, 0x45F),
    "hebrew": (0x5D0, 0x5EA),
    "arabic": (0x620, 0x64A),
    "devanagari": (0x905, 0x94C),
    "thai": (0xE01, 0xE30),
    "lao": (0xE81, 0xEB0),
    "burmese": (0x1000, 0x1021),
    "khmer": (0x1780, 0x17B3),
    "japanese": (0x3041, 0x3096),
    "korean": (0xAC00, 0xD7A3),
    "chinese": (0x4E00, 0x9FA5),
    "marks": (0x300, 0x345),
    "emoji": (0x1F600, 0x1F64F),
}
_TEXTS = {
    "one-letter": "é",
    "blanks": "a" + " " * 99,
    "square-brackets": "[",
    "round-brackets": "[a](",
    "braces": "{",
    "angles": "<",
    "quotation-marks": "“a ‘",
    "fences": "```\na\n```\n",
    "directives": ":::{note}\na\n:::\n",
    "notes": "[^a] ",
    "notes-apart": "[^a§] and\n\n[^a§]: b\n\n",
    "links": "[a](https://www.example.org/§) ",
    "addresses": "https://www.example.org/§ ",
    "emphasis": "*a **b _c ",
    "code": "`a ``b ",
    "mathematics": "$a^{b}$ $$c$$ ",
    "citations": "{cite:p}`example-2013-speech` ",
    "many-citations": "A sentence § {cite:p}`example-2013-speech`.\n\n",
    "countries": "{country}`KZ` ",
    "unknown-countries": "{country}`X§` ",
    "table-rows": "| a§ | b |\n",
    "lists": "- a\n",
    "quotations": ">",
    "quoted-lines": "> > > a\n",
    "headings": "## A part §\n\nText.\n\n",
    "comments": "<!-- ",
    "tags": "<b>a</b> ",
    "entities": "&amp;&#9731; ",
    "paragraphs": "A sentence of number § of the port.\n\n",
    "dates": "On 7 October 2014, 2014-10-07 and 10/7/14. ",
    "numbers": "1,234.5 ",
    "names-of-countries": "Kazakhstan, Côte d’Ivoire and the Republic of China agreed. ",
    "escapes": "\\*\\`\\[ ",
    "hyphens": "a-b-",
    "slashes": "a/b",
    "at-signs": "a@b.c",
}
_TEXT_BEGINNINGS = {"notes": "[^a]: b\n\n", "table-rows": "| a | b |\n| - | - |\n"}
_HEADS = {
    "title": ("title: ", "Port § ", ""),
    "title-thai": ("title: ", "กข", ""),
    "summary": ("title: A\nsummary: ", "Port § ", ""),
    "nested-yaml": ("title: A\nsources: ", "[", ""),
    "compilers": ("title: A\nauthors: [", "an-editor, ", "an-editor]"),
    "fields": ("title: A\n", "field-§: a\n", ""),
    "fields-twice": ("title: A\n", "summary: a\n", ""),
    "aliases": ("title: A\naliases:\n", "  - old/§.html\n", ""),
    "corrections": ("title: A\nstatus: corrected\ncorrections:\n", "  - {date: 2015-03-02, note: A§}\n", ""),
}
_FIELDS = {
    "bib-authors": ("author = {A", " and A§", "}"),
    "bib-one-name": ("author = {A", " B", "}"),
    "bib-title": ("title = {", "Port § ", "}"),
    "bib-title-chinese": ("title = {", "港口", "}"),
    "bib-title-khmer": ("title = {", "កខ", "}"),
    "bib-braces": ("title = {", "{a}", "}"),
    "bib-open-braces": ("title = {", "{", "}"),
    "bib-commands": ("title = {", r"\'e\emph{a}$x$", "}"),
    "bib-concatenation": ('title = "a"', ' # "a"', ""),
    "bib-date": ("date = {", "2015-", "}"),
    "bib-fields-twice": ("", "title = {a},\n", "title = {a}"),
    "bib-fields": ("", "field§ = {a},\n", "title = {a}"),
    "bib-note": ("note = {", "A port, § ", "}"),
    "bib-related": ("related = {", "example-2013-speech,", "}"),
}
_BIBS = {
    "bib-entries": "@online{a-2015-§,title={Port § of A},publisher={Example Daily},date={2015},"
    "url={https://www.example.org/§}}\n",
    "bib-languages": "@online{a-2015-§,title={Port §},date={2015},publisher={Example Daily},langid={lang§}}\n",
    "bib-macros": "@string{m§ = {a}}\n",
    "bib-publishers": "@online{a-2015-§,title={Port §},publisher={Exampel Daily §},date={2015}}\n",
    "bib-at-signs": "@a",
    "bib-comments": "@comment{\n",
}
_VOCABULARIES = {
    "vocabulary-people": "person-§:\n  name: Person §\n",
    "vocabulary-publishers": "publisher-§:\n  name: The Daily §\n  kind: newspaper\n",
    "vocabulary-topics": "topic-§:\n  label: {en: Topic §}\n  parent: energy\n",
    "vocabulary-countries": "C§:\n  label: {en: Country §}\n",
}
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{}</svg>'
_DRAWINGS = {
    "svg-paths": ("", '<path d="M1 1L9 9" stroke="#000"/>', ""),
    "svg-one-path": ('<path stroke="#000" d="M1 1', "L9 9L1 5", '"/>'),
    "svg-groups": ("", "<g>", ""),
    "svg-uses": ('<defs><g id="a"><path d="M1 1L9 9"/></g></defs>', '<use href="#a"/>', ""),
    "svg-patterns": (
        '<pattern id="a" width=".01" height=".01" patternUnits="userSpaceOnUse"><path d="M0 0h1"/></pattern>',
        '<rect width="99" height="99" fill="url(#a)"/>',
        "",
    ),
    "svg-dashes": ("", '<path d="M0 0H99999" stroke="#000" stroke-dasharray=".001"/>', ""),
    "svg-texts": ("", '<text x="1" y="1">กขค</text>', ""),
    "svg-filters": (
        '<filter id="a"><feTurbulence numOctaves="99"/></filter>',
        '<rect width="9" height="9" filter="url(#a)"/>',
        "",
    ),
    "svg-gradients": ("", '<linearGradient id="a§"><stop offset="0" stop-color="red"/></linearGradient>', ""),
}
_CELLS = {
    "csv-cells": "a,",
    "csv-formulas": "=1,",
    "csv-rows": "a,b\n",
    "csv-quotes": '"a""b",',
    "csv-empty-rows": "\n",
}
_ITEM = """<item><title>Port §</title><link>https://www.example.org/?p=§</link><pubDate>Mon, 02 Mar 2015 00:00:00 +0000
</pubDate><content:encoded><![CDATA[<p>A ship § came.</p>]]></content:encoded><wp:post_id>§</wp:post_id>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>
"""
_WXR = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title><wp:wxr_version>1.2</wp:wxr_version>
"""
_HTML = "<!DOCTYPE html><html><head><title>A port</title></head><body><article><h1>A port</h1><p>2 March 2015</p>"
_EXPORTS = {
    "import-tags": ("a.html", _HTML, "<b>", "</body></html>"),
    "import-paragraphs": ("a.html", _HTML, "<p>A ship came to port §.</p>\n", "</body></html>"),
    "import-blocks": ("a.html", _HTML, "<div>", "a</body></html>"),
    "import-cells": ("a.html", f"{_HTML}<table>", "<tr><td>a<td>b", "</table></body></html>"),
    "import-nested-tables": ("a.html", _HTML, "<table><tr><td>", "a</body></html>"),
    "import-lists": ("a.html", _HTML, "<ul><li>a", "</body></html>"),
    "import-links": ("a.html", _HTML, '<a href="https://www.example.org/§">a</a> ', "</body></html>"),
    "import-notes": ("a.html", _HTML, '<p>A<a href="#n1" id="r1">[1]</a></p>', "</body></html>"),
    "import-pages": ("a.xml", _WXR, _ITEM, "</channel></rss>"),
    "import-page": ("a.xml", _WXR + _ITEM[: _ITEM.index("<p>")], "<p>A ship § came.", "]]></content:encoded></item>"),
    "import-lines": ("a.txt", "A port\n2 March 2015\n\n", "A ship came § to port.\n", ""),
    "import-paragraphs-of-text": ("a.txt", "A port\n2 March 2015\n\n", "A ship came § to port.\n\n", ""),
    "import-one-line": ("a.txt", "A port\n2 March 2015\n\n", "A ship came. ", "\n"),
    "import-one-word": ("a.txt", "A port\n2 March 2015\n\n", "é", "\n"),
    "import-chinese": ("a.txt", "港口\n2015年3月2日\n\n", "港口船舶", "\n"),
    "import-sources": ("a.txt", "A port\n2 March 2015\n\nText.\n\nSources:\n", "- “Port §”, Daily, 1 May 2014.\n", ""),
    "import-rows": ("a.csv", "title,date,text\n", 'Port §,2015-03-02,"A ship § came."\n', ""),
    "import-titles": ("a.csv", "title,date,text\n", 'Port,2015-03-02,"A ship § came."\n', ""),
    "import-json": ("a.json", "[", '{"title":"Port §","date":"2015-03-02","text":"A ship § came."},', "{}]"),
}


@dataclass(frozen=True, slots=True)
class Seed:
    """Something to grow.

    Attributes:
        make: Its files, of about so many bytes, or so many points.
        limit: The largest size that its kind of file may have.
        export: The file that is to be imported; empty if it is part of an archive.
    """

    make: Callable[[int], Files]
    limit: int = BRIEF_LIMIT
    export: str = ""


def repeated(piece: str, size: int, before: str = "", after: str = "") -> bytes:
    """*piece* between *before* and *after*, as often as fits into *size* bytes; each `§` in it is its number."""
    room = size - len((before + after).encode())
    number = max(1, room // len(piece.replace("§", "12345").encode()))
    pieces = (piece.replace("§", str(at)) for at in range(number)) if "§" in piece else [piece * number]
    return f"{before}{''.join(pieces)}{after}".encode()


def brief(text: bytes, head: bytes = b"title: A port") -> bytes:
    """A brief with that text; *head* has its title and what else is in question."""
    rest = (
        b"date: 2015-03-01\ncountries: [KZ]\ntopics: [energy]\ncompilers: [an-editor]\nsources: [example-2013-speech]"
    )
    return b"---\n" + head + b"\n" + rest + b"\n---\n" + text + b"\n"


def plain(size: int) -> Files:
    """An ordinary brief of that size, with which others are compared."""
    words = "A ship came to port number § and left it on the next day. " * 8
    return {BRIEF: brief(repeated(f"{words}{{cite:p}}`example-2013-speech`\n\n", size))}


def word(first: int, last: int, size: int) -> bytes:
    """Letters of one script in any order, without a blank."""
    letters = [chr(code) for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Cn"]
    return "".join(random.Random(1).choices(letters, k=size // len(letters[-1].encode()))).encode()


def _nested_lists(size: int) -> bytes:
    depth = int(size**0.5)
    return "".join(f"{'  ' * at}- a\n" for at in range(depth)).encode()


def _beside(name: str, data: bytes) -> Files:
    """A brief that shows a file, or leads to it."""
    text = f"![A map]({name})" if name.endswith((".svg", ".jpg", ".png")) else f"See [the table]({name})."
    return {BRIEF: brief(text.encode()), f"archive/2015/{name}": data}


def _picture(points: int, form: str, **options: bool) -> bytes:
    stream = io.BytesIO()
    side = int(points**0.5)
    Image.new("RGB", (side, side)).save(stream, form, **options)
    return stream.getvalue()


def _scans(size: int) -> Files:
    """A progressive JPEG whose last scan is there again and again."""
    whole = _picture(64, "JPEG", progressive=True)
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    return _beside("a.jpg", whole[:-2] + scan * (size // len(scan)) + b"\xff\xd9")


def _pngs(points: int) -> Files:
    """Ten pictures of one colour, which are small files and have so many points together."""
    files = {f"archive/2015/{at}.png": _picture(points // 10, "PNG") for at in range(10)}
    return {BRIEF: brief("\n\n".join(f"![Map {at}]({at}.png)" for at in range(10)).encode()), **files}


def _pdf(page: str, objects: list[bytes]) -> Files:
    """A PDF of one page, with more *objects*; *page* stands in the dictionary of the page."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]{page}>>".encode(),
        *objects,
    ]
    chunks = [b"%PDF-1.4\n", *(b"%d 0 obj%sendobj\n" % (number, one) for number, one in enumerate(objects, 1))]
    places = list(accumulate(map(len, chunks)))
    table = b"".join(b"%010d 00000 n \n" % place for place in places[:-1])
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(places), places[-1])
    return _beside("a.pdf", b"".join((*chunks, b"xref\n0 %d\n0000000000 65535 f \n" % len(places), table, end)))


def _export(name: str, before: str, piece: str, after: str) -> Seed:
    return Seed(lambda size: {name: repeated(piece, size, before, after)}, EXPORT_LIMIT, export=name)


def _bibliography(name: str, data: bytes) -> Files:
    """A bibliography, and a brief that cites its first source where it has one."""
    first = re.search(rb"@online\{([^,]+)", data)
    return {BRIEF: brief(b"A port {cite:p}`%s`." % first[1] if first else b"A port."), f"bib/{name}.bib": data}


def _misspelt(size: int) -> Files:
    """A publisher of many names, and sources whose publisher is nearly called by one of them."""
    names = repeated("  - The Harbour §\n", size * 9 // 10, "port:\n  name: The Port\n  kind: newspaper\n  aliases:\n")
    entry = "@online{a-2015-§,title={Port §},date={2015},publisher={The Harbuor §}}\n"
    files = _bibliography("a", repeated(entry, size // 12))
    return {**files, "archive/vocabulary/publishers.yaml": names}


def _queries(size: int) -> Files:
    """Sources of which the addresses have queries as long as may be, and a brief that cites all."""
    entry = "@online{a-2015-§,title={Port §},date={2015},publisher={Example Daily},url={https://www.example.org/§?a}}\n"
    data = repeated(entry.replace("?a", "?a" + "&a=1" * 1_200), size)
    cited = b"\n\n".join(b"A port {cite:p}`%s`." % key for key in re.findall(rb"@online\{([^,]+)", data))
    return {BRIEF: brief(cited), "bib/a.bib": data}


def _all() -> Iterator[tuple[str, Seed]]:
    for name, (first, last) in _LETTERS.items():
        yield f"word-{name}", Seed(lambda size, a=first, b=last: {BRIEF: brief(word(a, b, size))})
    for name, piece in _TEXTS.items():
        before = _TEXT_BEGINNINGS.get(name, "")
        yield name, Seed(lambda size, p=piece, b=before: {BRIEF: brief(repeated(p, size, b))})
    yield "nested-lists", Seed(lambda size: {BRIEF: brief(_nested_lists(size))})
    for name, (before, piece, after) in _HEADS.items():
        yield name, Seed(lambda size, b=before, p=piece, a=after: {BRIEF: brief(b"Text.", repeated(p, size, b, a))})
    for name, (before, piece, after) in _FIELDS.items():
        start, end = (
            "@online{a-2015-b,publisher={Example Daily},url={https://www.example.org/},\n" + before,
            after + "}",
        )
        yield (
            name,
            Seed(lambda size, b=start, p=piece, a=end: _bibliography("a", repeated(p, size, b, a)), BIBLIOGRAPHY_LIMIT),
        )
    for name, piece in _BIBS.items():
        yield name, Seed(lambda size, p=piece: _bibliography("a", repeated(p, size)), BIBLIOGRAPHY_LIMIT)
    yield "bib-queries", Seed(_queries, BIBLIOGRAPHY_LIMIT)
    yield "misspelt-publishers", Seed(_misspelt, VOCABULARY_LIMIT)
    for name, piece in _VOCABULARIES.items():
        place = f"archive/{name.replace('-', '/')}.yaml"
        base = (BASE / place).read_text("utf-8") if (BASE / place).exists() else ""
        yield name, Seed(lambda size, f=place, b=base, p=piece: {f: repeated(p, size, b)}, VOCABULARY_LIMIT)
    for name, (before, piece, after) in _DRAWINGS.items():
        start, end = _SVG.split("{}")
        closed = "</g>" if piece == "<g>" else ""
        yield (
            name,
            Seed(
                lambda size, b=start + before, p=piece + closed, a=after + end: _beside(
                    "a.svg", repeated(p, size, b, a)
                ),
                ATTACHMENT_LIMIT,
            ),
        )
    for name, piece in _CELLS.items():
        yield name, Seed(lambda size, p=piece: _beside("a.csv", repeated(p, size)), ATTACHMENT_LIMIT)
    yield "jpeg-scans", Seed(_scans, ATTACHMENT_LIMIT)
    yield "png-points", Seed(lambda size: _beside("a.png", _picture(size, "PNG")), 40_000_000)
    yield "png-pictures", Seed(_pngs, 400_000_000)
    yield "pdf-objects", Seed(lambda size: _pdf("", [b"<<>>"] * (size // 40)), ATTACHMENT_LIMIT)
    yield "pdf-nesting", Seed(lambda size: _pdf("/X" + "[" * (size // 2) + "]" * (size // 2), []), ATTACHMENT_LIMIT)
    yield "pdf-names", Seed(lambda size: _pdf(repeated("/A§ 1", size).decode(), []), ATTACHMENT_LIMIT)
    for name, (file, *parts) in _EXPORTS.items():
        yield name, _export(file, *parts)


SEEDS = dict(_all())
