"""Reads a brief from the bytes of its file."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from ..diagnostics import Diagnostic, Span
from ..model import Brief, BriefId, LanguageTag, Places
from ..model.brief import ENGLISH
from ..model.slugs import slug
from ..storage import files
from . import decoding
from .characters import find_invisible
from .front_matter.reader import FrontMatter, read_front_matter
from .markdown.scanner import scan
from .markdown.text import Part, Text
from .rules import InvalidFileName, TooManyLines

ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[a-z0-9]+)+")
_MAX_LINES = 20_000
ID_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


class ScannedBrief(NamedTuple):
    """A brief, the diagnostics of its file, and the texts that rules check."""

    brief: Brief | None
    diagnostics: list[Diagnostic]
    texts: tuple[Text, ...] = ()
    """The lines of the front matter, the title, the summary, and last the body."""


def scan_brief(path: str, data: bytes) -> ScannedBrief:
    """Read a brief from the root-relative path and the bytes of its file.

    A brief with an invalid field is returned without that field, so that the rest of it, and references to it, can
    still be checked. If the front matter cannot be read, the brief has only its body and is not *readable*; if there is
    no body either, the brief is None.
    """
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        return ScannedBrief(None, [text])
    if (lines := text.count("\n")) > _MAX_LINES:
        message = f"the file has {lines:,} lines; at most {_MAX_LINES:,} are allowed"
        hint = "delete what does not belong to the brief, or put it beside the brief as a file"
        return ScannedBrief(None, [TooManyLines.flag(Span(path=path, line=_MAX_LINES + 1), message, hint=hint)])
    stem = PurePosixPath(path).stem
    head = read_front_matter(path, text)
    # An invisible character that already caused an error in the front matter is not reported again.
    reported = {(diagnostic.span.line, diagnostic.span.column) for diagnostic in head.diagnostics}
    invisible = find_invisible(path, text)
    diagnostics = [
        *head.diagnostics,
        *(diagnostic for diagnostic in invisible if (diagnostic.span.line, diagnostic.span.column) not in reported),
    ]
    if not ID.fullmatch(stem):
        message = f'"{stem}" cannot be the id of a brief'
        diagnostics.append(InvalidFileName.flag(Span(path=path), message, hint=_name_hint(path, stem, head)))
    if not head.ends:
        return ScannedBrief(None, diagnostics)
    body = scan(path, head.body, head.body_line, head)
    values = {"title": stem, "date": head.file_date or datetime.date.min, "readable": head.readable} | head.values
    places, digest = Places.pack(head.places), files.digest(data)
    brief = Brief(id=BriefId(stem), path=path, digest=digest, markup=body.markup, places=places, **values)  # type: ignore[arg-type]
    return ScannedBrief(brief, [*diagnostics, *body.diagnostics], (*_split_head(path, text.split("\n"), head), body))


def _split_head(path: str, lines: list[str], head: FrontMatter) -> Iterator[Text]:
    """Yield the lines of the front matter, then the title and the summary."""
    yield Text(path=path, part=Part.HEAD, lines=lines[: head.body_line - 1], head=head)
    for name in ("title", "summary"):
        if head.values.get(name) and name in head.places:
            yield Text(path=path, part=Part.FIELD, lines=lines, head=head, name=name, span=head.places[name])


def set_default_language(brief: Brief, language: LanguageTag) -> Brief:
    """Return the brief with the archive's *language* if its file does not specify one."""
    if language == ENGLISH or brief.language != ENGLISH or "language" in brief.places:
        return brief
    return replace(brief, language=language)


def _name_hint(path: str, stem: str, head: FrontMatter) -> str:
    """Suggest a file name from the date and the words of the current name, or else from the title."""
    words = re.sub(r"\s*(?:\(\d+\)|[-_ ]copy)$", "", stem, flags=re.IGNORECASE)
    words = re.sub(r"(?<!\d)(?:\d{4}[-_. ]\d{1,2}[-_. ]\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4})(?!\d)", "", words)
    name = slug(re.sub(r"^\d{4}[-_. ](?=\D)", "", words), limit=60) or slug(head.values.get("title", ""), limit=60)
    day = head.values.get("date") or (ID_DAY.match(stem) or [""])[0]
    if not name or not day:
        return 'name the file like "2014-10-17-words-of-the-title.md", for example'
    folder = f"archive/{str(day)[:4]}"
    is_there = str(PurePosixPath(path).parent) == folder
    return f'rename it to "{day}-{name}.md"' if is_there else f'move it to "{folder}/{day}-{name}.md"'
