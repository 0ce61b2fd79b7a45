"""One brief, from the bytes of its file."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Findings, Rule, Severity, Span
from ..model import Brief, BriefId, LanguageTag, Markup, Places, Status
from ..model.brief import ENGLISH
from ..model.slugs import slug
from ..storage import files
from . import decoding
from .accidental_blocks import AccidentalHeading
from .failures import read_or_fault
from .frontmatter import FrontMatter, read_front_matter
from .garbled import find_garbled
from .head_bounds import SecondFrontMatter
from .head_texts import find_in_head_text, find_style_of_head_text
from .invisible import find_invisible
from .left_over import LeftOverRemark
from .markup import scan
from .merge_marks import take_merge_marks
from .overlong import find_overlong
from .spaces import find_stray_spaces
from .yaml import DuplicateKey

PLACEHOLDER = "Write here what happened, in plain paragraphs, and delete this one."
"""What stands in a new brief in the place of its text."""

_NO_TITLES = frozenset({
    "draft", "headline", "lorem ipsum", "n/a", "new brief", "no", "no title", "none", "null", "tba", "tbc", "tbd",
    "test", "the title", "title", "todo", "untitled", "untitled brief", "xx", "xxx", "yes", "无标题", "标题",
})  # fmt: skip
_UNWRITTEN = "write it, or say: status: draft"
_WORD = re.compile(r"\w")
ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[a-z0-9]+)+")
ID_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


class InvalidFileName(Rule):
    """A brief's file has a name that cannot be its id.

    The name is the date and a few words of the title, in small letters, digits and hyphens:
    `2014-10-17-china-russia-agreements.md`. It is part of the brief's address and never changes.
    """

    code = "F107"


class UnwrittenText(Rule):
    """A brief that is no draft has no text, or still the sentence with which `briefs new` begins one, or no real title.

    Readers would find that on the page, a title such as “TBD” too. Write what is missing, or leave the brief a draft
    until it is written.
    """

    code = "M210"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (InvalidFileName, UnwrittenText)


def read_brief_or_fault(path: str, data: bytes) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """The same as `read_brief`, whatever happens: one file never stops the others from being read."""
    return read_or_fault(read_brief, path, data, None)


def read_brief(path: str, data: bytes) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """Read a brief.

    Args:
        path: Root-relative path of its file.
        data: The bytes of the file.

    Returns:
        The brief and all that is wrong with its file. A brief with a fault in a field comes without that field, so
        that the rest of it, and what refers to it, can still be checked. One whose head cannot be read comes with its
        text alone and is not *readable*; None when that is not there either.
    """
    text = decoding.decode(path, data)
    if isinstance(text, Diagnostic):
        return None, (text,)
    if overlong := tuple(find_overlong(path, text)):
        return None, overlong
    stem = PurePosixPath(path).stem
    text, marks = take_merge_marks(path, text)
    head = read_front_matter(path, text)
    if marks:  # both versions of a field stand there
        head.found = [one for one in head.found if one.code != DuplicateKey.code]
    # What spoils the front matter is told there, once.
    told = {(one.span.line, one.span.column) for one in head.found}
    invisible = find_invisible(path, text)
    found = [*marks, *head.found, *(one for one in invisible if (one.span.line, one.span.column) not in told)]
    if not ID.fullmatch(stem):
        message = f'"{stem}" cannot be the id of a brief'
        found.append(InvalidFileName.at(Span(path=path), message, hint=_name_hint(path, stem, head)))
    if not head.ends:
        return None, tuple(Findings(found).told())
    lines = text.split("\n")[: head.body_line - 1]
    found += find_garbled(path, lines, 1)
    found += find_stray_spaces(path, lines, 1, markdown=False)
    markup, faults = scan(path, head.body, head.body_line, str(head.values.get("language", "en")))
    if any(one.code == SecondFrontMatter.code for one in head.found):  # its last line makes a heading
        faults = [one for one in faults if one.code != AccidentalHeading.code]
    rows = text.split("\n")
    texts = list(_texts_of_head(head))
    style = [one for _, value, span in texts for one in find_style_of_head_text(value, span, rows)]
    markup = replace(markup, on_request=(*style, *markup.on_request))
    for parts in texts:
        faults += find_in_head_text(*parts, rows, str(head.values.get("language", "en")))
    brief = _brief(path, stem, files.digest(data), head, markup)
    if brief.status is Status.DRAFT:  # as long as it is one, its authors may leave remarks in it
        faults = [one for one in faults if one.code != LeftOverRemark.code]
    return brief, tuple(Findings((*found, *faults, *_unwritten(path, brief, head))).told())


def in_language(brief: Brief, language: LanguageTag) -> Brief:
    """The brief with the archive's *language* if its file names none."""
    named = "language" in brief.places or brief.language != ENGLISH
    return brief if named or language == ENGLISH else replace(brief, language=language)


def _name_hint(path: str, stem: str, head: FrontMatter) -> str:
    """The name that a file should have: of the date and the words of its name, or of the title where it has none."""
    without_copy = re.sub(r"\s*(?:\(\d+\)|[-_ ]copy)$", "", stem, flags=re.IGNORECASE)
    words = re.sub(
        r"(?<!\d)(?:\d{4}[-_. ]\d{1,2}[-_. ]\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4})(?!\d)", "", without_copy
    )
    title = str(head.values.get("title", ""))
    words = re.sub(r"^\d{4}[-_. ](?=\D)", "", words)
    name = slug(words, limit=60) or slug(title, limit=60)
    day = head.values.get("date") or (ID_DAY.match(stem) or [""])[0]
    if not name or not day:
        return 'name the file like "2014-10-17-words-of-the-title.md", for example'
    wanted = f"archive/{str(day)[:4]}"
    if str(PurePosixPath(path).parent) != wanted:
        return f'move it to "{wanted}/{day}-{name}.md"'
    return f'rename it to "{day}-{name}.md"'


def _texts_of_head(head: FrontMatter) -> Iterator[tuple[str, str, Span]]:
    """The name, the text and the place of the title and the summary."""
    for name in ("title", "summary"):
        if (value := head.values.get(name)) and name in head.places:
            yield name, value, head.places[name]


def _unwritten(path: str, brief: Brief, head: FrontMatter) -> Iterator[Diagnostic]:
    """Words that stand for others, in a brief that is no draft any more."""
    if brief.status is Status.DRAFT:
        return
    if not _WORD.search(head.body) and brief.readable and brief.status is not Status.WITHDRAWN:
        yield UnwrittenText.at(Span(path=path, line=head.body_line), "the brief has no text", hint=_UNWRITTEN)
    title = str(head.values.get("title", ""))
    if title.strip(" .?!-").casefold() in _NO_TITLES:
        message = f'the title "{title}" stands in the place of another'
        yield UnwrittenText.at(head.places["title"], message, hint=_UNWRITTEN)
    for number, line in enumerate(head.body.split("\n"), head.body_line):
        if line.strip() == PLACEHOLDER:
            span = Span(path=path, line=number, end_column=len(line) + 1)
            yield UnwrittenText.at(span, "the text is not written yet", hint=_UNWRITTEN)


def _brief(path: str, stem: str, digest: str, head: FrontMatter, markup: Markup) -> Brief:
    known = {"title": stem, "date": _date_of(stem), "readable": head.readable} | head.values
    if "language" in known:
        known["language"] = LanguageTag(str(known["language"]))
    if "status" in known:
        known["status"] = Status(str(known["status"]))
    return Brief(id=BriefId(stem), path=path, digest=digest, markup=markup, places=Places.of(head.places), **known)  # type: ignore[arg-type]


def _date_of(stem: str) -> datetime.date:
    """The day in a brief's id, for one whose date cannot be read."""
    try:
        return datetime.date.fromisoformat(stem[:10])
    except ValueError:
        return datetime.date.min
