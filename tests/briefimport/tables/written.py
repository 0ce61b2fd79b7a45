"""Tables of records as databases, spreadsheets and scripts write them; which of their ways, is drawn by lot."""

import csv
import html
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..quirks import Content

NAMES = {
    "id": ("id", "ID", "slug", "post_name", "File"),
    "title": ("title", "Title", "headline", "post_title", "标题"),
    "date": ("date", "Date", "published_at", "Publication date", "pub_date", "post_date"),
    "body": ("body", "text", "content", "post_content", "Full text", "正文"),
    "html": ("html", "body_html", "content", "Content (HTML)", "body"),
    "authors": ("authors", "Author", "compilers", "Compiled by", "author(s)", "byline"),
    "countries": ("countries", "country_codes", "Country"),
    "topics": ("topics", "categories", "Subject"),
    "url": ("url", "permalink", "Link"),
    "sources": ("sources", "Sources", "references", "citations"),
    "other": ("views", "Internal note", "wp_meta"),
}
_DATES: dict[str, Callable[[Any], Any]] = {
    "iso": lambda day: day.isoformat(),
    "with time": lambda day: f"{day.isoformat()}T09:30:00Z",
    "with a space": lambda day: f"{day.isoformat()} 09:30:00",
    "words": lambda day: f"{day:%B} {day.day}, {day.year}",
    "day first": lambda day: f"{day:%d.%m.%Y} 10:42",
    "figures": lambda day: f"{day:%Y%m%d}",
    "seconds": lambda day: int((day.toordinal() - 719_163) * 86_400 + 36_000),
    "month first": lambda day: f"{day.month}/{day.day}/{day.year}",
}
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030")


@dataclass(slots=True)
class Written:
    """A table: its bytes, its name, and the quirks that it has."""

    data: bytes
    name: str
    quirks: dict[str, str] = field(default_factory=dict)


def written(contents: Sequence[Content], draw: random.Random, **fixed: str) -> Written:
    """A table of *contents*; *fixed* names quirks that must have one value."""
    quirks: dict[str, str] = {}

    def pick(name: str, *choices: str) -> str:
        quirks[name] = fixed.get(name) or draw.choice(choices)
        return quirks[name]

    kind = pick("kind", "csv", "csv", "jsonl", "json")
    body = pick("body", "blank lines", "lines", "html", "html without paragraphs", *(["list"] if kind != "csv" else []))
    form = pick("dates", *_DATES)
    listed = pick("sources", "lines", "semicolons", "json", "records", "html", "in the text")
    people = pick("authors", "commas", "and", "semicolons", "inverted", *(["list", "records"] if kind != "csv" else []))
    names = {
        key: draw.choice(NAMES["html" if key == "body" and body.startswith("html") else key])
        for key in NAMES
        if key != "html"
    }
    records = []
    for number, content in enumerate(contents):
        values: dict[str, Any] = {
            "id": f"brief-{number}",
            "title": html.escape(content.title) if kind == "json" else content.title,
            "date": _DATES[form](content.date),
            "body": _body(content, body, listed),
            "authors": _people(content.compilers, people),
            "countries": ["RU", "CN"] if kind != "csv" else "RU, CN",
            "topics": "shipping",
            "url": f"https://old.example/{content.date:%Y/%m}/brief-{number}/",
            "sources": _sources(content, listed, kind),
            "other": draw.choice(("", "17", "seen by nobody")),
        }
        records.append(
            {names[key]: value for key, value in values.items() if not (key == "sources" and listed == "in the text")}
        )
    text = _csv(records, pick) if kind == "csv" else _json(records, kind, pick)
    encoding = pick("encoding", *ENCODINGS) if kind == "csv" else pick("encoding", "utf-8", "utf-8-sig")
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.encode()
    return Written(data=data, name=f"briefs.{kind}", quirks=quirks)


def _body(content: Content, form: str, listed: str) -> Any:
    paragraphs = list(content.paragraphs)
    if listed == "in the text":
        paragraphs += ["Sources:", *(f"{publisher} – “{title}”" for publisher, title, _ in content.sources)]
    match form:
        case "html":
            return "".join(f"<p>{html.escape(text)}</p>\n" for text in paragraphs)
        case "html without paragraphs":
            return "\r\n\r\n".join(
                f"<strong>{html.escape(text[:8])}</strong>{html.escape(text[8:])}" for text in paragraphs
            )
        case "list":
            return paragraphs
        case "lines":
            return "\n".join(paragraphs)
    return "\r\n\r\n".join(paragraphs)


def _people(names: Sequence[str], form: str) -> Any:
    match form:
        case "list":
            return list(names)
        case "records":
            return [{"name": name, "id": 3} for name in names]
        case "semicolons":
            return "; ".join(names)
        case "inverted":
            return "; ".join(f"{name.rpartition(' ')[2]}, {name.rpartition(' ')[0]}" for name in names)
        case "and":
            return " and ".join(names)
    return ", ".join(names)


def _sources(content: Content, form: str, kind: str) -> Any:
    lines = [f"{publisher} – “{title}”" for publisher, title, _ in content.sources]
    records = [{"publisher": publisher, "title": title, "url": url} for publisher, title, url in content.sources]
    match form:
        case "semicolons":
            return "; ".join(lines)
        case "json":
            return json.dumps(records, ensure_ascii=False)
        case "records":
            return json.dumps(lines) if kind == "csv" else records
        case "html":
            items = (f'<li>{html.escape(publisher)} – <a href="{html.escape(url)}">“{html.escape(title)}”</a></li>'
                     for publisher, title, url in content.sources)  # fmt: skip
            return f"<ul>{''.join(items)}</ul>"
    return "\n".join(lines)


def _csv(records: list[dict[str, Any]], pick: Callable[..., str]) -> str:
    stream = io.StringIO()
    escaped = pick("quotation marks", "doubled", "doubled", "with a stroke") == "with a stroke"
    writer = csv.writer(
        stream,
        delimiter={"comma": ",", "semicolon": ";", "tab": "\t"}[pick("delimiter", "comma", "semicolon", "tab")],
        quoting=csv.QUOTE_ALL if pick("quoted", "where needed", "all") == "all" or escaped else csv.QUOTE_MINIMAL,
        lineterminator={"crlf": "\r\n", "lf": "\n"}[pick("line ends", "crlf", "lf")],
        doublequote=not escaped,
        escapechar="\\" if escaped else None,
    )
    writer.writerow(list(records[0]))
    writer.writerows(list(record.values()) for record in records)
    return stream.getvalue()


def _json(records: list[dict[str, Any]], kind: str, pick: Callable[..., str]) -> str:
    ascii_only = pick("letters", "as they are", "escaped") == "escaped"
    if kind == "jsonl":
        return "\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in records) + "\n"
    holder: Any = {"count": len(records), "posts": records} if pick("list", "bare", "held") == "held" else records
    return json.dumps(holder, ensure_ascii=ascii_only, indent=2)
