"""Plain text exports of what briefs say, as many hands and programs have written them: each habit is drawn by lot."""

import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from .contents import MONTHS, Cited, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class TextExport:
    """The bytes of an export, and the habits of the hand that wrote it, by name."""

    data: bytes
    has_title: bool
    has_addresses: bool
    habits: dict[str, str] = field(default_factory=dict)


_DATES: dict[str, dict[str, Callable[[date], str]]] = {
    "en": {
        "american": lambda day: f"{day:%B} {day.day}, {day.year}",
        "weekday": lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
        "british": lambda day: f"{day.day} {day:%B} {day.year}",
        "short": lambda day: f"{day:%b} {day.day}, {day.year}",
        "iso": lambda day: day.isoformat(),
        "with clock": lambda day: f"{day:%B} {day.day}, {day.year} at 9:05 am EST",
        "posted": lambda day: f"Posted: {day:%B} {day.day}, {day.year}",
        "published on": lambda day: f"Published on {day:%A}, {day.day} {day:%B} {day.year}",
        "dateline": lambda day: f"Date: {day:%d}-{day:%b}-{day.year}",
        "in brackets": lambda day: f"[{day:%B} {day.day}, {day.year}]",
        "starred": lambda day: f"** {day:%B} {day.day}, {day.year} **",
        "no comma": lambda day: f"{day:%B} {day.day} {day.year}",
        "dots": lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    },
    "zh": {
        "figures": lambda day: f"{day.year}年{day.month}月{day.day}日",
        "padded": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
        "label": lambda day: f"发布日期：{day.isoformat()}",
        "weekday": lambda day: f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}",
    },
    "zh-Hant": {
        "figures": lambda day: f"{day.year}年{day.month}月{day.day}日",
        "label": lambda day: f"發佈日期：{day.year}年{day.month}月{day.day}日",
    },
    "ru": {
        "genitive": lambda day: f"{day.day} {MONTHS['ru'][day.month - 1]} {day.year} года",
        "short": lambda day: f"{day.day} {MONTHS['ru'][day.month - 1]} {day.year} г.",
        "label": lambda day: f"Дата: {day.day} {MONTHS['ru'][day.month - 1]} {day.year}",
    },
    "de": {
        "dotted": lambda day: f"{day.day}. {MONTHS['de'][day.month - 1]} {day.year}",
        "label": lambda day: f"Veröffentlicht am {day.day}. {MONTHS['de'][day.month - 1]} {day.year}",
    },
}
_TODAY = {
    "en": (
        "Tuesday June 2, 2020",
        "June 2, 2020",
        "Today is June 2, 2020",
        "Printed on 2 June 2020",
        "Retrieved: 2020-06-02",
    ),
    "zh": ("2020年6月2日", "今天是2020年6月2日 星期二"),
    "zh-Hant": ("2020年6月2日",),
    "ru": ("2 июня 2020 г.",),
    "de": ("2. Juni 2020",),
}
_HEADINGS = {
    "en": (
        "Sources:",
        "Sources",
        "SOURCES:",
        "For more information, see:",
        "For more information, consult the following sources:",
        "References",
        "References:",
        "REFERENCES",
        "Further reading",
        "Further Reading:",
        "Read more",
        "Source(s):",
        "Bibliography",
        "For further information see the following:",
        "To learn more, see:",
        "Related links",
        "Works cited:",
        "* Sources *",
        "== References ==",
        "Sources and links",
        "Sources used in this brief:",
        "Notes and sources",
        "Additional resources:",
        "References and further reading",
        "Sources consulted:",
        "Selected sources",
        "More on this story:",
        "Links to sources:",
    ),
    "zh": (
        "资料来源：",
        "参考资料",
        "消息来源：",
        "欲知更多信息，请参阅以下来源：",
        "参考文献：",
        "来源：",
        "延伸阅读",
        "相关链接：",
    ),
    "zh-Hant": ("資料來源：", "參考資料", "延伸閱讀：", "來源："),
    "ru": ("Источники:", "Источники", "Литература:", "Ссылки:", "Подробнее:", "Использованные источники:", "По теме:"),
    "de": (
        "Quellen:",
        "Quellen",
        "Weiterführende Links:",
        "Literatur",
        "Mehr zum Thema:",
        "Quellenverzeichnis",
        "Weitere Informationen:",
    ),
}
_BYLINES = {
    "en": (
        ("Compiled by {}", "; edited by {}"),
        ("Compiled and edited by {}", ""),
        ("By {}", "\nEdited by {}"),
        ("Author: {}", "\nEditor: {}"),
        ("Authors: {}", " | Editors: {}"),
        ("Written by {}.", " Edited by {}."),
        ("Researched and written by {}", "\nEdited by {}"),
        ("Compiled by: {}", "\nEdited by: {}"),
        ("(Compiled by {}", "; edited by {})"),
        ("Prepared by {}", ", edited by {}"),
        ("This brief was compiled by {}", " and edited by {}"),
        ("COMPILED BY {}", "; EDITED BY {}"),
        ("by {}", "\nedited by {}"),
    ),
    "zh": (("编译：{}", "\n编辑：{}"), ("作者：{}", "\n责任编辑：{}"), ("整理：{}", "；编辑：{}")),
    "zh-Hant": (("編譯：{}", "\n編輯：{}"), ("整理：{}", "\n責任編輯：{}")),
    "ru": (
        ("Составитель: {}", "\nРедактор: {}"),
        ("Автор: {}", "\nРедактор: {}"),
        ("Подготовка: {}", "; редактор: {}"),
    ),
    "de": (
        ("Zusammengestellt von {}", "\nRedaktion: {}"),
        ("Autor: {}", "\nRedaktion: {}"),
        ("Bearbeitet von {}", "\nRedaktion: {}"),
    ),
}
_QUOTES = {
    "en": ("“{}”", '"{}"', "'{}'", "‘{}’", "«{}»", "{}", "“{}“", "''{}''", "„{}”"),
    "zh": ("《{}》", "“{}”", "「{}」", "{}", '"{}"', "《{}》"),
    "zh-Hant": ("《{}》", "「{}」", "{}"),
    "ru": ("«{}»", "“{}”", "„{}“", '"{}"', "{}"),
    "de": ("„{}“", "»{}«", "“{}”", "«{}»", '"{}"', "{}"),
}
_SEPARATORS = (" – ", " — ", " - ", ": ", " – ", "—", ", ", " -- ", " | ", "–")
_BARE_SEPARATORS = (" – ", " — ", " - ", ": ", " | ")
_MARKERS = ("", "", "", "* ", "• ", "- ", "{}. ", "[{}] ", "{}) ", "({}) ", "· ", "{}、")
_ADDRESSES = ("none", "none", "after", "next line", "indented", "parentheses", "angle", "comma", "labelled", "bracket")
_DATED = ("", "", "", "({})", ", {}", " [{}]", "({}, accessed June 1, 2020)")
_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


def text_of(content: Said, draw: random.Random) -> TextExport:
    """*content* as a file, in habits that *draw* chooses."""
    habits: dict[str, str] = {}

    def pick(name: str, choices: tuple[str, ...]) -> str:
        habits[name] = draw.choice(choices)
        return habits[name]

    language = content.language
    head, placed = _head(content, pick, draw)
    byline = _byline(content, draw, habits)
    parts = ["\n\n".join(head)]
    if pick("byline place", ("end", "end", "end", "top", "before sources")) == "top":
        parts.append(byline)
    parts.append(_body(content, pick))
    if habits["byline place"] == "before sources":
        parts.append(byline)
    parts.append(_sources(content, pick, draw))
    if habits["byline place"] == "end":
        parts.append(byline)
    if pick("foot", ("none", "none", "some")) == "some" and language == "en":
        parts.append(
            draw.choice(
                (
                    "Print this page",
                    "Share this article",
                    "© 2014 Example Foundation. All rights reserved.",
                    "Back to top",
                    "Tags: ports, ferries",
                )
            )
        )
    text = "\n\n".join(parts)
    return TextExport(
        data=_encoded(text, content.language, pick, draw),
        has_title=placed != "none",
        has_addresses=habits["address"] != "none",
        habits=habits,
    )


def _head(content: Said, pick: Callable[[str, tuple[str, ...]], str], draw: random.Random) -> tuple[list[str], str]:
    """The lines above the text, and where its title stands among them."""
    language = content.language
    head = [_DATES[language][pick("date", tuple(_DATES[language]))](content.date)]
    placed = pick("title", ("none", "none", "above", "below", "label"))
    if placed == "above":
        head.insert(0, content.title)
    elif placed == "below":
        head.append(content.title)
    elif placed == "label":
        head.insert(0, f"{'标题：' if language.startswith('zh') else 'Title: '}{content.title}")
    if pick("today", ("none", "none", "first", "first")) == "first":
        head.insert(0, draw.choice(_TODAY[language]))
    if pick("updated", ("no", "no", "no", "yes")) == "yes" and language == "en":
        head.append(f"Last updated: {content.date + timedelta(days=40):%B %d, %Y}")
    if pick("menu", ("none", "none", "top")) == "top" and language == "en":
        head.insert(
            0,
            draw.choice(
                (
                    "Home | About | Briefs | Contact",
                    "Home > Briefs > Archive",
                    "Skip to main content",
                    "[Home] [Archive] [Search]",
                )
            ),
        )
    return head, placed


def _byline(content: Said, draw: random.Random, habits: dict[str, str]) -> str:
    first, second = draw.choice(_BYLINES[content.language])
    habits["byline"] = first
    joint = {"en": " and ", "ru": " и ", "de": " und "}.get(content.language, "、")
    comma = "、" if content.language.startswith("zh") else ", "
    names = [*content.compilers, *(content.editors if not second else ())]
    written = joint.join(filter(None, [comma.join(names[:-1]), names[-1]]))
    if first.isupper():
        written = written.upper()
    line = first.format(written)
    if content.editors:
        line += second.format(joint.join(content.editors))
    return line + (")" if line.startswith("(") and not line.endswith(")") else "")


def _body(content: Said, pick: Callable[[str, tuple[str, ...]], str]) -> str:
    spaced = not content.language.startswith("zh")
    form = pick(
        "paragraphs",
        ("blank", "blank", "72", "100", "lines", "indented", "65 justified")
        if spaced
        else ("blank", "lines", "indented"),
    )
    if form in ("72", "100"):
        return "\n\n".join(textwrap.fill(text, int(form), break_long_words=False) for text in content.paragraphs)
    if form == "65 justified":
        return "\n\n".join(textwrap.fill(text, 65, break_on_hyphens=False) for text in content.paragraphs)
    if form == "indented":
        lead = "    " if spaced else "\u3000\u3000"
        return "\n".join(lead + text for text in content.paragraphs)
    return ("\n" if form == "lines" else "\n\n").join(content.paragraphs)


def _sources(content: Said, pick: Callable[[str, tuple[str, ...]], str], draw: random.Random) -> str:
    language = content.language
    quote = pick("quotes", _QUOTES[language])
    separators = _SEPARATORS if quote != "{}" else _BARE_SEPARATORS
    separator = pick("separator", (*separators, "：", "——") if language.startswith("zh") else separators)
    marker = pick("marker", _MARKERS)
    address = pick("address", _ADDRESSES)
    order = (
        pick("order", ("publisher", "publisher", "publisher", "title"))
        if quote not in ("{}", "'{}'", "‘{}’", "''{}''")
        else "publisher"
    )
    dated = pick("dated", _DATED) if language == "en" and quote != "{}" else ""
    gap = {"blank": "\n\n", "line": "\n"}[pick("gap", ("blank", "line"))]
    rows = [
        marker.format(number) + _row(one, quote, separator, order, dated, draw) + _address(one.url, address)
        for number, one in enumerate(content.sources, start=1)
    ]
    heading = pick("heading", _HEADINGS[language])
    return f"{heading}{gap}{gap.join(rows)}"


def _row(one: Cited, quote: str, separator: str, order: str, dated: str, draw: random.Random) -> str:
    title = quote.format(one.title)
    if order == "title":
        return f"{title}, {one.publisher}{_day(one, dated)}"
    return f"{one.publisher}{separator}{title}{_day(one, dated)}"


def _day(one: Cited, dated: str) -> str:
    text = dated.format(f"{one.issued:%B} {one.issued.day}, {one.issued.year}") if dated else ""
    return f" {text}" if text.startswith("(") else text


def _address(url: str, form: str) -> str:
    return {
        "after": f" {url}",
        "next line": f"\n{url}",
        "indented": f"\n    {url}",
        "parentheses": f" ({url})",
        "angle": f" <{url}>",
        "comma": f", {url}",
        "labelled": f"\nURL: {url}",
        "bracket": f" [{url}]",
    }.get(form, "")


def _encoded(text: str, language: str, pick: Callable[[str, tuple[str, ...]], str], draw: random.Random) -> bytes:
    own = {
        "en": ("cp1252",),
        "de": ("cp1252",),
        "zh": ("gb18030", "gb18030"),
        "zh-Hant": ("cp950", "cp950", "gb18030"),
        "ru": ("cp1251", "koi8-r", "cp1251"),
    }
    encoding = pick(
        "encoding", ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "double", *own[language])
    )
    text = text.replace("\n", _ENDS[pick("line ends", ("lf", "lf", "crlf", "cr"))])
    if encoding == "double":
        return text.encode("utf-8").decode("latin-1").encode("utf-8")
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        pick("encoding", ("utf-8",))
        return text.encode("utf-8")
