"""The reader of PDF files with a text layer, which combines their lines into paragraphs, headings and notes."""

import html
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import dropwhile, groupby, pairwise, takewhile, zip_longest
from pathlib import Path
from statistics import median
from typing import Any

from briefarchive.diagnostics import Diagnostic, Severity, Span
from briefarchive.reading.attached_files.contents import UNREADABLE_PDF, check_attachment
from briefarchive.reading.decoding import PdfBounds
from briefarchive.reading.rules import ActiveFile

from ..document import LegacyDocument, SetAside
from ..docx.properties import property_hints
from ..files.exports import ExportFile, read_bytes
from ..files.isolated_reading import SECONDS, ResourceLimitError, UnreadableError, read_isolated
from ..html.reader import document_of, page_of
from ..rules import FileDamaged, LookSimplified, NoTextLayer, PasswordNeeded, PdfUnusable
from ..text.dates.dating import is_place_and_day
from ..text.lines.splitting import plain
from ..words.patterns import WIDE
from ..workspace import Workspace

_EXTRACT = Path(__file__).with_name("extract.py")
_SECONDS = SECONDS
_FEWEST_LETTERS = 30
# Lines that are compared to find the width of the text, and characters kept before a line end to join the next line.
_MOST_COMPARED, _LONGEST_LINE_END = 400, 500
# The number of lines in headers and footers, and the tolerance of their height in points.
_EDGE_LINES, _HEIGHT_TOLERANCE = 3, 10
_LONGEST_HEADING = 200
# Relative to the font size, or to the usual distance between lines.
_LARGER, _SMALLER, _GAP, _INDENT = 1.12, 0.93, 1.22, 0.8
_HYPHEN = "\u00ad"
_ANY_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,8}\.?\s+)?(\d{1,4})(?:\W+(?:\w{1,6}\s+)?\d{1,4})?\W*")
_SENTENCE_END = re.compile(r"[.!?…。！？:：;；][”\"’'»」』)\]\d]*$")
_CLAUSE_END = re.compile(r"[.,;。；]$")
_BULLET = re.compile(r"(?:[*•·‧▪◦‣●○■□◆◇►➢➤→※–—-]|[\[(]?\d{1,3}[.)\]])\s")
_DASHES = "–—-0123456789"
_BULLET_ITEM = re.compile(r"[*•·‧▪◦‣●○■□◆◇►➢➤→※–—-]\s+")
_NOTE = re.compile(r"[\[(]?(\d{1,3})[\].)]*\s*(?=[^\W\d]|[“\"«„(])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TAIL = re.compile(r"[^\W\d_]+$")
_WIDE = re.compile(f"[{WIDE}]")
_UNFINISHED_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
# “7.html”: it begins as a numbered note does, but there is no space behind the number.
_NUMBERED_REST = re.compile(r"\d+[./_-]?[a-z][\w./?&=%#~+-]*(?!\S)")


class PdfReader:
    """The reader of PDF files with a text layer."""

    name = "pdf"
    description = "a PDF with a text layer, which is kept beside its brief"
    suffixes = frozenset({".pdf"})

    def fits(self, head: bytes) -> bool:
        """Return whether the file begins with the signature of PDF."""
        return head.lstrip().startswith(b"%PDF-")

    def read(self, export: ExportFile, workspace: Workspace) -> Iterator[LegacyDocument | Diagnostic]:
        """Yield the text of a file, or the reason why it cannot be read."""
        data = read_bytes(export, workspace.size_limit(".pdf"))
        if isinstance(data, Diagnostic):
            yield data
            return
        if problem := _find_problem(export.origin, data, workspace.bounds):
            yield problem
            return
        content = _extract_pages(export)
        yield content if isinstance(content, Diagnostic) else _build_document(content, export, workspace)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Words of a line, with the address to which they link; *raised* for a superscript number."""

    text: str
    link: str
    raised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of a page; *number* is its position in the document."""

    runs: tuple[_Run, ...]
    left: float
    right: float
    y: float
    size: float
    bold: bool
    page: int
    number: int

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A paragraph, a note, or a heading with its level."""

    lines: tuple[_Line, ...]
    level: int


def _find_problem(origin: str, data: bytes, bounds: PdfBounds) -> Diagnostic | None:
    """Return the reason why a PDF cannot be attached to a brief, in the words of the check."""
    span = Span(path=origin)
    for diagnostic in check_attachment(origin if origin.endswith(".pdf") else f"{origin}.pdf", data, bounds):
        if diagnostic.severity is not Severity.ERROR:
            continue
        if "password" in diagnostic.message:
            return PasswordNeeded.flag(span, diagnostic.message, hint=diagnostic.hint)
        if diagnostic.code == ActiveFile.code or UNREADABLE_PDF not in diagnostic.message:
            return PdfUnusable.flag(span, diagnostic.message, hint=diagnostic.hint)
        return FileDamaged.flag(
            span, f'"{origin}" is damaged or incomplete', hint="fetch it again, or save it again as PDF"
        )
    return None


def _extract_pages(export: ExportFile) -> dict[str, Any] | Diagnostic:
    """Extract the text in a separate process, since a file can hang or crash it."""
    span = Span(path=export.origin)
    try:
        content: dict[str, Any] = read_isolated(_EXTRACT, export.path, _SECONDS)
    except ResourceLimitError:
        message = f'"{export.origin}" takes longer than {_SECONDS} seconds to read, or too much memory'
        return PdfUnusable.flag(span, message, hint="print it to a new PDF, with fewer pages if it is long")
    except UnreadableError:
        message = f'"{export.origin}" is damaged or incomplete'
        return FileDamaged.flag(span, message, hint="open it in a PDF program, and print it to a new PDF")
    if "limit" in content:
        message = f'"{export.origin}" has more than {content["limit"]}'
        return PdfUnusable.flag(span, message, hint="save the pages that belong to one text as a PDF of their own")
    return content


def _build_document(content: dict[str, Any], export: ExportFile, workspace: Workspace) -> LegacyDocument | Diagnostic:
    span = Span(path=export.origin)
    lines = list(_read_lines(content["pages"]))
    characters, unknown = (sum(page[name] for page in content["pages"]) for name in ("characters", "unknown"))
    if unknown * 3 > characters or sum(map(str.isalnum, "".join(line.text for line in lines))) < _FEWEST_LETTERS:
        problem = (
            "does not say which letters it shows"
            if unknown * 3 > characters
            else "has no text layer, only pictures of pages"
        )
        hint = "have a program for text recognition (OCR) such as OCRmyPDF add one, and import the new file"
        return NoTextLayer.flag(span, f'"{export.origin}" {problem}', hint=hint)
    notes: list[Diagnostic] = []
    if empty := sorted({*range(1, content["page_count"] + 1)} - {line.page for line in lines}):
        message = (
            f"no text was found on {len(empty)} of {content['page_count']} pages, the first of them page {empty[0]}"
        )
        notes.append(LookSimplified.flag(span, message))
    edges = _find_edges(lines, content["page_count"])
    if len(edges) == len(lines):
        edges = set()
    texts = _combine_lines([line for line in lines if line.number not in edges])
    known_words = {word.lower() for line in lines for word in _WORD.findall(line.text)}
    marks = _match_notes(texts)
    metadata = {name: plain(value) for name, value in content["metadata"].items()}
    document = document_of(
        page_of(_build_page(texts, known_words, marks)),
        export,
        workspace,
        is_all_text=True,
        hints=property_hints(
            title=metadata.get("Title", ""),
            creator=metadata.get("Author", ""),
            created=_read_day(metadata.get("CreationDate", "")),
            modified=_read_day(metadata.get("ModDate", "")),
            keywords=metadata.get("Keywords", ""),
            language=metadata.get("Lang", ""),
        ),
        notes=notes,
        reader=PdfReader.name,
    )
    if isinstance(document, Diagnostic):
        return document
    edge_lines = [
        SetAside(line=line.number, text=line.text.replace(_HYPHEN, "-"), reason="head or foot of a page")
        for line in lines
        if line.number in edges
    ]
    words = (
        "".join(
            run.text if _find_note(run, line, marks) is None else f" {run.text} "
            for line, run in _join_lines(text, known_words)
        )
        for text in texts
    )
    return replace(
        document,
        text=plain("\n".join((*words, *(item.text for item in edge_lines)))),
        set_aside=(*document.set_aside, *edge_lines),
        original=workspace.keep_file(export.path, f"{export.sha256}.pdf"),
    )


def _read_day(moment: str) -> str:
    """Return the day of `D:20141017120000Z` or `2014-10-17T12:00:00Z` in ISO 8601."""
    match = re.match(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)", moment)
    return "-".join(match.groups()) if match else ""


def _read_lines(pages: Sequence[dict[str, Any]]) -> Iterator[_Line]:
    number = 0
    for page, page_content in enumerate(pages, start=1):
        for line in page_content["lines"]:
            number += 1
            runs = tuple(_Run(text=text, link=link, raised=raised) for text, link, raised in line.pop("runs"))
            yield _Line(runs=runs, page=page, number=number, **line)


def _find_edges(lines: Sequence[_Line], pages: int) -> set[int]:
    """Return the numbers of lines in page headers and footers: those that recur on other pages, and page numbers."""
    by_page: dict[int, list[_Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: -line.y):
        by_page[line.page].append(line)
    sides = [side[:_EDGE_LINES] for page in by_page.values() for side in (page, page[::-1])]
    # The lines of a short page are on both of its sides, and no others for that.
    candidates = ((*page[:_EDGE_LINES], *page[-_EDGE_LINES:]) for page in by_page.values())
    counts = Counter(key for group in candidates for key in {_edge_key(line) for line in group})
    least = max(2, pages // 3)
    numbers: set[int] = set()
    for side in sides:
        for line in side:
            match = _PAGE_NUMBER.fullmatch(line.text)
            if counts[_edge_key(line)] < least and not (match and match[1] == str(line.page)):
                break
            numbers.add(line.number)
    return numbers


def _edge_key(line: _Line) -> tuple[str, int]:
    """Return what a header or footer has in common on all pages: its words without numbers, and its height."""
    return _ANY_NUMBER.sub("#", line.text), round(line.y / _HEIGHT_TOLERANCE)


def _combine_lines(lines: Sequence[_Line]) -> list[_Text]:
    """Combine *lines* into paragraphs and headings in their order, followed by the footnotes."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    # A long list of sources in small print can have more words than the text.
    least = min(sizes.total() / 5, max(sizes.values()))
    body = max(size for size, characters in sizes.items() if characters >= least)
    notes = _find_note_lines(lines, body)
    layout = _Layout(lines)
    texts: list[list[_Line]] = []
    for line in (
        *(candidate for candidate in lines if candidate.number not in notes),
        *(candidate for candidate in lines if candidate.number in notes),
    ):
        opens_note = (
            line.number in notes
            and _NOTE.match(line.text)
            and not (texts and layout.continues_address(texts[-1][-1], line))
        )
        is_heading = bool(texts) and texts[-1][0].size > body * _LARGER
        is_note = line.number in notes
        if not texts or opens_note or not layout.continues(texts[-1], line, heading=is_heading, note=is_note):
            texts.append([])
        texts[-1].append(line)
    larger = sorted({text[0].size for text in texts if _is_heading(text, body)}, reverse=True)[:3]
    combined: list[_Text] = []
    has_title = False
    for text in texts:
        level = 0
        if _is_heading(text, body):
            level = 1 + sum(size > text[0].size for size in larger)
            level += level == 1 and has_title
            has_title = has_title or level == 1
        combined.append(_Text(lines=tuple(text), level=level))
    return combined


def _is_dateline(text: Sequence[_Line], line: _Line) -> bool:
    """Return whether *line* is a place and a day below *text*, which is no item or sentence that they may end."""
    ends_text = text[-1].text.endswith(",") or _BULLET.match(text[0].text)
    return not ends_text and is_place_and_day(line.text)


def _is_heading(text: Sequence[_Line], body: float) -> bool:
    words = " ".join(line.text for line in text)
    outstanding = text[0].size > body * _LARGER or (text[0].bold and text[0].size > body * 0.95 and len(text) <= 2)
    return (
        outstanding
        and len(words) <= _LONGEST_HEADING
        and not _CLAUSE_END.search(words)
        and any(map(str.isalpha, words))
    )


def _find_note_lines(lines: Sequence[_Line], body: float) -> set[int]:
    """Return the lines of footnotes: small ones at the end of a page, from the first that begins with a number."""
    numbers: set[int] = set()
    for _, page in groupby(lines, key=lambda line: line.page):
        members = list(page)
        small = list(takewhile(lambda line: line.size < body * _SMALLER, members[::-1]))[::-1]
        if len(small) < len(members):
            numbers |= {line.number for line in dropwhile(lambda line: not _NOTE.match(line.text), small)}
    return numbers


class _Layout:
    """The layout of a document: the distance between lines, and their width."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        gaps: dict[float, list[float]] = defaultdict(list)
        self._near: dict[tuple[int, float], list[_Line]] = defaultdict(list)
        for line in lines:
            for near_lines in (self._near[line.page, line.size], self._near[0, line.size]):
                if len(near_lines) < _MOST_COMPARED:
                    near_lines.append(line)
        for before, line in pairwise(lines):
            # Within paragraphs: below lines that end neither a sentence nor before the margin.
            is_within = before.page == line.page and before.size == line.size and not _SENTENCE_END.search(before.text)
            if is_within and 0.8 < (before.y - line.y) / line.size < 3 and self._is_full(before, line):
                gaps[line.size].append(before.y - line.y)
        self._leading = {size: median(size_gaps) for size, size_gaps in gaps.items()}
        usual = max(gaps, key=lambda size: len(gaps[size]), default=1.0)
        self._usual_leading = self._leading.get(usual, 1.5) / usual

    def continues(self, text: Sequence[_Line], line: _Line, *, heading: bool, note: bool) -> bool:
        """Return whether *line* continues the paragraph, *heading* or *note* that is *text*."""
        before, first = text[-1], text[0]
        if before.text.endswith(_HYPHEN):
            return True
        is_alike = 1 / _LARGER < before.size / line.size < _LARGER and before.bold == line.bold
        if not is_alike or (not note and _is_dateline(text, line)):
            return False
        ended = bool(_SENTENCE_END.search(before.text))
        if _BULLET.match(line.text) and (ended or not self._is_full(before, line) or line.text[0] not in _DASHES):
            return False
        step = before.y - line.y
        leading = self._leading.get(line.size, self._usual_leading * line.size)
        is_near = before.page == line.page and 0 < step < _GAP * leading
        if heading or (step > 0 and before.page == line.page and not is_near):
            return is_near
        indent = (line.left - before.left) / line.size
        if not is_near:  # the next page, or the next column
            return self._is_full(before, line) and not ended
        if indent > _INDENT:
            return len(text) == 1 and (bool(_BULLET.match(first.text)) or (self._is_full(before, line) and not ended))
        if indent < -_INDENT and len(text) > 1:
            return False
        may_be_quoted = not ended and indent > -_INDENT
        return self._is_full(before, line) or (may_be_quoted and self._is_full(before, line, inset=True))

    def continues_address(self, before: _Line, line: _Line) -> bool:
        """Return whether *line* begins with a number of the address that fills the line *before*."""
        return (
            bool(_UNFINISHED_ADDRESS.search(before.text) and _NUMBERED_REST.match(line.text))
            and not line.runs[0].raised
            and self._is_full(before, line)
        )

    def _is_full(self, before: _Line, line: _Line, *, inset: bool = False) -> bool:
        """Return whether the first word of *line* did not fit after *before*; quotations are *inset* on both sides."""
        similar = self._similar_lines(before.page, before)
        if len(similar) <= 2:
            similar += self._similar_lines(0, before)
        right = max((similar_line.right for similar_line in similar), default=before.right)
        if inset:
            right -= before.left - min((similar_line.left for similar_line in similar), default=before.left)
        word = 1 if _WIDE.match(line.text) else len(line.text.split(" ", 1)[0]) + 1
        return before.right + word * (line.right - line.left) / max(len(line.text), 1) > right - _INDENT * line.size

    def _similar_lines(self, page: int, line: _Line) -> list[_Line]:
        return [
            near_line for near_line in self._near[page, line.size] if abs(near_line.left - line.left) < 3 * line.size
        ]


def _build_page(texts: Sequence[_Text], known_words: Set[str], marks: Mapping[tuple[int, str], int]) -> str:
    """Return a page with these texts, in which notes and their marks link to each other."""
    labels: dict[int, str] = {}

    def show_run(line: _Line, run: _Run) -> str:
        text, note = html.escape(run.text), _find_note(run, line, marks)
        if note is not None and note not in labels:
            labels[note] = run.text.strip()
            return f'<sup id="mark{note}"><a href="#note{note}">{text}</a></sup>'
        if note is not None:
            return f" {text} "
        return f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text

    pieces = []
    for index, text in enumerate(texts):
        words = "".join(itertools.starmap(show_run, _join_lines(text, known_words))).strip()
        if index in labels:
            label = labels[index]
            rest = words[words.index(label) + len(label) :].lstrip(" .)]")
            pieces.append(f'<p id="note{index}"><a href="#mark{index}">{label}</a> {rest}</p>')
        elif match := _BULLET_ITEM.match(words):
            pieces.append(f"<ul><li>{words[match.end() :]}</li></ul>")
        else:
            name = f"h{text.level}" if text.level else "p"
            pieces.append(f"<{name}>{words}</{name}>")
    return "\n".join(("<html><body>", *pieces, "</body></html>")).replace("</ul>\n<ul>", "\n")


def _match_notes(texts: Sequence[_Text]) -> dict[tuple[int, str], int]:
    """Return the index of the note for each superscript number by line: a footnote, or else an endnote."""
    notes: dict[tuple[int, str], int] = {}
    for index, text in enumerate(texts):
        if match := _NOTE.match(text.lines[0].text):
            notes[text.lines[0].page, match[1]] = notes[0, match[1]] = index
    marks: dict[tuple[int, str], int] = {}
    for index, text in enumerate(texts):
        for line in text.lines:
            for label in (run.text.strip() for run in line.runs if run.raised):
                note = notes.get((line.page, label), notes.get((0, label), -1))
                if note > index:
                    marks[line.number, label] = marks[texts[note].lines[0].number, label] = note
    return marks


def _find_note(run: _Run, line: _Line, marks: Mapping[tuple[int, str], int]) -> int | None:
    return marks.get((line.number, run.text.strip())) if run.raised else None


def _join_lines(text: _Text, known_words: Set[str]) -> list[tuple[_Line, _Run]]:
    """Return the runs of a text as one line, in which hyphenated words are joined."""
    pieces: list[tuple[_Line, _Run]] = []
    text_before = ""
    for line, following in zip_longest(text.lines, text.lines[1:]):
        pieces += [(line, run) for run in line.runs]
        text_before = f"{text_before}{line.text}"[-_LONGEST_LINE_END:]
        separator = _find_separator(text_before, line, following, known_words) if following else ""
        text_before = text_before.removesuffix(_HYPHEN) + separator
        last = pieces[-1][1]
        pieces[-1] = line, replace(last, text=last.text.rstrip().removesuffix(_HYPHEN) + separator)
    return pieces


def _find_separator(text_before: str, line: _Line, following: _Line, known_words: Set[str]) -> str:
    """Return the separator of two lines of a paragraph: a space, a hyphen that belongs to the word, or nothing."""
    left, right = text_before.removesuffix(_HYPHEN), following.text
    hyphen = "-" if left != text_before and "-" not in (left[-1:], right[:1]) else ""
    if _UNFINISHED_ADDRESS.search(left):
        continues = line.runs[-1].link == following.runs[0].link != "" or re.match(r"[a-z0-9/?&=_%#-]", right)
        return hyphen or ("" if continues else " ")
    if left != text_before:
        first, second = _TAIL.search(left), _WORD.match(right)
        compound = f"{first[0]}-{second[0]}".lower() if first and second else ""
        return hyphen if not compound or right[0].isupper() or compound in known_words else ""
    return "" if _WIDE.search(left[-1:]) and _WIDE.match(right) else " "
