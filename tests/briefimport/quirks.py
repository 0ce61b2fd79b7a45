"""Exports of the same content in many layouts: what the reader must find is known, how it is printed is drawn."""

import datetime
import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an export says."""

    date: datetime.date
    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[tuple[str, str, str], ...]
    compilers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export: its bytes, what must be read from it, and the quirks that it has, by name."""

    data: bytes
    content: Content
    has_title: bool
    has_urls: bool
    quirks: dict[str, str] = field(default_factory=dict)


DATES: dict[str, Callable[[datetime.date], str]] = {
    "month day, year": lambda day: f"{day:%B} {day.day}, {day.year}",
    "weekday": lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
    "day month year": lambda day: f"{day.day} {day:%B} {day.year}",
    "abbreviated": lambda day: f"{day:%b}. {day.day}, {day.year}",
    "iso": lambda day: day.isoformat(),
    "us numeric": lambda day: f"{day.month}/{max(day.day, 13)}/{day.year}",
    "dotted": lambda day: f"{max(day.day, 13)}.{day.month:02}.{day.year}",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "ordinal": lambda day: f"{day:%B} {day.day}{'st' if day.day in (1, 21, 31) else 'th'}, {day.year}",
    "posted on": lambda day: f"Posted on {day:%B} {day.day}, {day.year}",
    "published": lambda day: f"Published: {day.day} {day:%b} {day.year}",
    "date label": lambda day: f"Date: {day.isoformat()}",
    "upper case": lambda day: f"{day:%B} {day.day}, {day.year}".upper(),
    "with time": lambda day: f"{day:%B} {day.day}, {day.year} 10:42 AM",
}
HEADINGS = (
    "For more information, consult the following sources:",
    "Sources:",
    "SOURCES",
    "Source:",
    "References",
    "Further reading:",
    "For more information, see:",
    "Read more:",
    "For further information, please see the following articles:",
    "Sources and further reading",
    "Links:",
    "",
)
SEPARATORS = (" – ", " — ", " - ", ": ", " | ", "—", ", ", " -- ")
QUOTES = {
    "curly": "“{}”", "straight": '"{}"', "wrong close": "“{}“", "single": "‘{}’", "straight single": "'{}'",
    "guillemets": "«{}»", "german": "„{}“", "corner": "「{}」", "unclosed": "“{}", "none": "{}",
}  # fmt: skip
ADDRESSES = ("none", "after", "parentheses", "angle", "next line")
MARKERS = ("", "* ", "• ", "- ", "{}. ", "[{}] ", "{}) ")
BYLINES = (
    "Compiled and edited by {}", "Compiled by {}", "Compiled by: {}", "By {}", "Edited by {}", "Author: {}",
    "Written by {}", "Prepared by {}.", "COMPILED AND EDITED BY {}", "Compiled & edited by {}", "Authors: {}",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "gb18030")


def export(content: Content, draw: random.Random, **fixed: str) -> Export:
    """*content* as an export in a layout that *draw* chooses; *fixed* names quirks that must have one value."""

    def pick(name: str, *choices: str) -> str:
        quirks[name] = fixed.get(name) or draw.choice(choices)
        return quirks[name]

    quirks: dict[str, str] = {}
    form = pick("date", *DATES)
    if form in ("us numeric", "dotted"):
        content = _with_day(content, max(content.date.day, 13))
    paragraphs = _paragraphs(content, pick("paragraphs", *["blank"] * 3, "wrapped", "lines", "indented", "wrapped 100"))
    gap = "\n" if quirks["paragraphs"] in ("lines", "indented") else "\n\n"
    head = [DATES[form](content.date)]
    place = pick("title", "none", "none", "above date", "below date")
    if place == "above date":
        head.insert(0, content.title)
    elif place == "below date":
        head.append(content.title)
    if pick("today", "none", "first line", "weekday") != "none":
        head.insert(0, "Tuesday June 2, 2020" if quirks["today"] == "weekday" else "June 2, 2020")
    byline = _byline(content, pick("byline", *BYLINES)) if content.compilers else ""
    if byline and pick("byline place", "end", "end", "end", "top") == "top":
        head.append(byline)
    if pick("menu", "none", "none", "yes") == "yes":
        head.insert(0, "Home | About | Contact")
    sources = _sources(content, pick, draw)
    parts = ["\n\n".join(head), gap.join(paragraphs), sources]
    if byline and quirks.get("byline place") == "end":
        parts.append(byline)
    if quirks["menu"] == "yes":
        parts.append("Print this page")
    text = "\n\n".join(part for part in parts if part)
    return Export(
        data=_encoded(_spaced(text, pick("spaces", "plain", "plain", "no-break", "double")), pick, draw),
        content=content,
        has_title=place != "none",
        has_urls=quirks["address"] != "none",
        quirks=quirks,
    )


def _with_day(content: Content, day: int) -> Content:
    return replace(content, date=content.date.replace(day=min(day, 28)))


def _paragraphs(content: Content, form: str) -> list[str]:
    if form == "wrapped":
        return [textwrap.fill(text, 72) for text in content.paragraphs]
    if form == "wrapped 100":
        return [textwrap.fill(text, 100, break_on_hyphens=False, break_long_words=False) for text in content.paragraphs]
    if form == "indented":
        return [textwrap.fill(text, 76, initial_indent="    ") for text in content.paragraphs]
    return list(content.paragraphs)


def _byline(content: Content, form: str) -> str:
    names = list(content.compilers)
    joined = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return form.format(joined)


def _sources(content: Content, pick: Callable[..., str], draw: random.Random) -> str:
    separator = pick("separator", *SEPARATORS)
    quote = QUOTES[pick("quotes", *QUOTES)]
    heading = pick("heading", *HEADINGS)
    address = pick("address", *ADDRESSES)
    marker = pick("marker", *["" for _ in MARKERS], *MARKERS)
    gap = "\n\n" if pick("source gap", "blank", "line") == "blank" else "\n"
    rows = []
    for number, (publisher, title, url) in enumerate(content.sources, start=1):
        row = f"{marker.format(number)}{publisher}{separator}{quote.format(title)}"
        forms = {"after": f" {url}", "parentheses": f" ({url})", "angle": f" <{url}>", "next line": f"\n{url}"}
        rows.append(row + forms.get(address, ""))
    return gap.join(([heading] if heading else []) + rows)


def _spaced(text: str, form: str) -> str:
    if form == "no-break":
        return text.replace(", ", ",\u00a0").replace(" – ", "\u00a0– ")
    return text.replace(". ", ".  ") if form == "double" else text


def _encoded(text: str, pick: Callable[..., str], draw: random.Random) -> bytes:
    ends = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}[pick("line ends", "lf", "lf", "crlf", "cr")]
    text += draw.choice(("", "\n", "\n\n\n"))
    encoding = pick("encoding", *["utf-8"] * 4, *ENCODINGS)
    try:
        return text.replace("\n", ends).encode(encoding)
    except UnicodeEncodeError:
        return text.replace("\n", ends).encode("utf-8")
