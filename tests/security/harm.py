"""What must never be in a built site: found by reading every file of it."""

import csv
import functools
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from bs4 import BeautifulSoup, Tag
from rich.console import Console

from briefarchive.checking.report import format_json, print_text
from briefarchive.diagnostics import Diagnostic
from briefarchive.site.security_headers import policy

from .corpus import SECRET

_TAGS = {"iframe", "object", "embed", "base", "frame", "applet", "portal", "audio", "video", "template", "style"}
# What only names something elsewhere, and is never fetched.
_NAMES = {"canonical", "license", "schema.DC", "schema.DCTERMS"}
_ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "cite", "xlink:href", "srcset", "ping"}
# A page that has moved leads to another one of the site.
_WITHIN = re.compile(r"0; url=(?:\.\./)*[\w./%-]+\.html")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
# Of a text no other id may be made: not the page's, not a script's.
_OF_TEXTS = re.compile(r"(?:text|note|figure|sd-tab-(?:set|item)|_cite)-[\w-]+|_p\d+")


def reported(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """What a terminal shows of diagnostics; other programs get them as well."""
    stream = io.StringIO()
    print_text(diagnostics, Console(file=stream, highlight=False, markup=False, emoji=False), root)
    "".join(format_json(diagnostics))
    return stream.getvalue()


def harm_in(site: Path) -> Iterator[str]:
    """Everything that is wrong in the files of a site."""
    for file in sorted(path for path in site.rglob("*") if path.is_file() or path.is_symlink()):
        name = file.relative_to(site).as_posix()
        if file.is_symlink():
            yield f"{name} is a link"
            continue
        data = file.read_bytes()
        if SECRET.encode() in data:
            yield f"{name} holds the secret"
        if name.startswith("_static/"):
            continue
        if data.startswith((b"\x80\x04", b"\x80\x05")):
            yield f"{name} is a pickle"
        yield from (f"{name}: {what}" for what in _harm_in_text(name, file.suffix, data.decode("utf-8-sig", "replace")))


def _harm_in_text(name: str, suffix: str, text: str) -> Iterator[str]:
    match suffix:
        case ".html":
            yield from _harm_in_page(name, text)[0]
        case ".json":
            json.loads(text)
        case ".jsonl":
            [json.loads(line) for line in text.split("\n") if line]
        case ".svg" | ".xml":
            ET.fromstring(text.encode())
        case ".csv":
            yield from (f"a formula: {cell[:40]}" for cell in _formulas(text))
        case ".ris":
            lines = (line for line in text.split("\r\n") if line)
            yield from (f"no line of RIS: {line[:60]}" for line in lines if not re.match("[A-Z][A-Z0-9]  - ", line))


def _formulas(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text, newline="")):
        yield from (cell for cell in row if re.match(r"[=@\t\r]|[+-](?![\d.,%\s]*(?:[eE][+-]?\d+)?$)", cell))


def page_text(name: str, page: str) -> str:
    """What somebody reads on a page."""
    return _harm_in_page(name, page)[1]


@functools.lru_cache(maxsize=1_000)
def _harm_in_page(name: str, text: str) -> tuple[tuple[str, ...], str]:
    """The harm, and the text; many a page is the same in several sites, and to parse it takes longest."""
    page = BeautifulSoup(text, "html.parser")
    return tuple(_find_harm(name, text, page)), page.get_text()


def _find_harm(name: str, text: str, page: BeautifulSoup) -> Iterator[str]:
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text):
        yield "a control character"
    for tag in page.find_all(True):
        yield from _harm_in_tag(tag)
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    yield from (f'the id "{id_}" stands twice' for id_, count in ids.items() if count > 1)
    body = page.find("div", class_="prose") if name.startswith("archive/") else None
    for tag in body.find_all(id=True) if body else ():
        if not _OF_TEXTS.fullmatch(tag["id"]):
            yield f'the text has the id "{tag["id"]}"'
    for tag in body.find_all(["form", "button", "select", "textarea", "input"]) if body else ():
        if tag.get("type") != "radio":  # the tabs of a set are radio buttons
            yield f"the text has a {tag.name}"
    asked = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    if asked is None or asked["content"] != policy():
        yield "there is no policy"


def _harm_in_tag(tag: Tag) -> Iterator[str]:
    if tag.name in _TAGS:
        yield f"a <{tag.name}>"
    if tag.name == "script" and not _is_own_script(tag):
        yield f"a script: {str(tag)[:80]}"
    if tag.get("http-equiv", "").lower() == "refresh" and not _WITHIN.fullmatch(tag["content"]):
        yield f"a refresh: {tag['content']}"
    for attribute, value in tag.attrs.items():
        if attribute.startswith("on") or attribute == "style":
            yield f'the attribute {attribute}="{value}"'
        if attribute in _ADDRESSES:
            yield from _harm_in_address(tag, attribute, str(value))


def _is_own_script(tag: Tag) -> bool:
    if tag.get("type") == "application/ld+json":
        json.loads(tag.string or "")
        return True
    # The page for missing ones is sent at any depth, and begins its links at the root.
    ours = r"(?:/|(?:\.\./)*)_static/[\w./-]+\.js(?:\?.*)?"
    return re.fullmatch(ours, tag.get("src", "")) is not None and not tag.string


def _harm_in_address(tag: Tag, attribute: str, value: str) -> Iterator[str]:
    scheme = _SCHEME.match(value)
    leaves = scheme is not None or value.lstrip().startswith(("//", "\\"))
    if scheme and scheme[1].lower() not in {"http", "https", "mailto"}:
        yield f'<{tag.name} {attribute}="{value}">'
    elif leaves and tag.name != "a" and not (tag.name == "link" and _NAMES & set(tag.get("rel", ()))):
        yield f'a request to elsewhere: <{tag.name} {attribute}="{value}">'
