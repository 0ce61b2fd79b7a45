"""Reads tables as lines if they are fields of a text, or lists of sources with columns in any order."""

import functools
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..document import Block, BlockKind, Cell, LegacyDocument, Link, SetAside
from ..words import phrases, read_table
from ..words.places import is_known_place
from ..words.wordlist import wordlist
from .dates.printed import read_date
from .filing import is_label
from .kinds import Kind, facts_of
from .lines.splitting import Line
from .people.bylines import names_recipient, sender_in
from .sources.addresses import ADDRESS
from .sources.authors import names_of_authors
from .sources.citing import looks_like_reference
from .sources.likeness import likeness_to_name, likeness_to_title
from .sources.quotations import add_quotes
from .sources.references import find_marker
from .titles import has_label

_LONGEST_LABEL, _LONGEST_VALUE, _PARAGRAPH = 40, 200, 170
# So much of a column is of a kind, and so well must names and titles fit where no header says what they are.
_MOST, _FITTING = 0.6, 2.5
_COLUMNS, _MOST_COLUMNS, _LINES_ABOVE = 3, 20, 2
_HEADER = "what stands above the columns of the sources"
_OF_FORM = "a row of the form above the text"
_YEAR = re.compile(r"(?:19|20)\d\d")
_BRACKET_BEHIND = re.compile(r"\s*[(（][^()（）]*[)）]$")
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?[.)]?")

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowText:
    """A row as one line with its links, or what is set aside of a table and why: the text above the columns."""

    text: str
    links: tuple[Link, ...] = ()
    aside: str = ""


def with_rows(document: LegacyDocument) -> LegacyDocument:
    """Turn the rows of such tables in *document* into paragraphs or lines; other tables stay as they are."""
    aside: list[SetAside] = []
    blocks = tuple(_with_rows(document.blocks, aside))
    lines = tuple(_with_lines_of_rows(document.lines, aside))
    return replace(document, blocks=blocks, lines=lines, set_aside=(*document.set_aside, *aside))


def _with_rows(blocks: Sequence[Block], aside: list[SetAside]) -> Iterator[Block]:
    texts = (place for place, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH and not block.outside)
    last = max((place for place in texts if len(blocks[place].text) > _PARAGRAPH), default=-1)
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.TABLE or block.outside or not block.rows:
            yield block
            continue
        row_texts = list(_fields(block.rows)) or references_in(block.rows, at_end=place > last)
        if not row_texts:
            yield block
        for row_text in row_texts:
            if row_text.aside:
                aside.append(SetAside(line=block.line, text=row_text.text, reason=row_text.aside))
            else:
                kind = BlockKind.PARAGRAPH
                yield replace(
                    block, kind=kind, text=row_text.text, markup="", glue="\n\n", links=row_text.links, rows=()
                )


def _with_lines_of_rows(lines: Sequence[Line], aside: list[SetAside]) -> Iterator[Line]:
    long = (place for place, line in enumerate(lines) if len(line.text) > _PARAGRAPH and len(line.cells) < _COLUMNS)
    last = max(long, default=-1)
    start = 0
    for cells, run in itertools.groupby(lines, key=lambda line: len(line.cells)):
        table = list(run)
        first, row_texts = _first_row(table, at_end=start > last) if cells >= _COLUMNS else (len(table), [])
        start += len(table)
        yield from table[:first]
        opens = first < len(table) and table[first].opens
        for line, row_text in zip(table[-len(row_texts) :], row_texts, strict=True) if row_texts else ():
            if row_text.aside:
                aside.append(SetAside(line=line.number, text=row_text.text, reason=row_text.aside))
            else:
                yield replace(line, text=find_marker(line.text) + row_text.text, cells=(), opens=opens)
                opens = False


def _first_row(table: Sequence[Line], *, at_end: bool) -> tuple[int, list[RowText]]:
    """Return the place of the first row of a table of sources, and its rows as text; behind its end if it is none.

    Hardly more than a line or two above such a table have as many cells as its rows.
    """
    rows = [
        [Cell(text=line.cells[0].removeprefix(find_marker(line.text))), *(Cell(text=cell) for cell in line.cells[1:])]
        for line in table
    ]
    for first in range(min(_LINES_ABOVE + 1, len(rows) - 1)):
        if row_texts := references_in(rows[first:], at_end=at_end):
            return first, row_texts
    return len(table), []


def _fields(rows: Sequence[Row]) -> Iterator[RowText]:
    """Yield rows of label and value as lines with a colon, if most are fields of a text, such as date or topic."""
    short = (
        len(row) == 2 and 0 < len(row[0].text) <= _LONGEST_LABEL and len(row[1].text) <= _LONGEST_VALUE for row in rows
    )
    if not rows or not all(short):
        return
    lines = [
        RowText(
            text=f"{label.text.rstrip(' :：')}: {value.text}",
            aside=_OF_FORM if label.text in wordlist("form_labels") else "",
        )
        for label, value in rows
        if value.text
    ]
    known = sum(_is_field(line.text) for line in lines)
    # “From” and “To” alone may be columns of a timetable.
    addressed = sum(bool(sender_in(line.text) or names_recipient(line.text)) for line in lines)
    if known and (known + addressed) * 2 >= len(lines):
        yield from lines


def _is_field(text: str) -> bool:
    fact = facts_of(text)
    label = text.partition(":")[0]
    return (
        has_label(text)
        or is_label(label)
        or fact.kind is Kind.BYLINE
        or (fact.kind is Kind.DATE and read_date(text.partition(": ")[2]) is not None)
    )


def references_in(rows: Sequence[Row], *, at_end: bool) -> list[RowText]:
    """Return each row of a table of sources as a line: publisher, title in quotation marks, day and address.

    Columns are known by their headings; otherwise publisher and title are the two that look most like these.

    Args:
        rows: Its rows, perhaps with a header.
        at_end: Whether no text follows it.
    """
    rows = [row for row in rows if any(cell.text for cell in row)]
    width = max(map(len, rows), default=0)
    if not rows or min(map(len, rows)) < width or not 2 <= width <= _MOST_COLUMNS:
        return []
    header = _header(rows[0])
    kinds, body = _columns(rows, header)
    if not body or not kinds:
        return []
    places = {kind: place for place, kind in reversed(list(enumerate(kinds))) if kind}
    texts = [place for place, kind in enumerate(kinds) if kind in ("", "publisher", "title")]
    if len(texts) == 1 and "number" in places:
        return list(_numbered(body, places["number"], texts[0]))
    if not ("publisher" in places and "title" in places):
        linked = sum(any(cell.address for cell in row) for row in body) >= _MOST * len(body)
        if not (at_end or header) or not ("date" in places or "address" in places or linked):
            return []
        best = _publisher_and_title(body, kinds, texts, least=-math.inf if header else _FITTING)
        if best is None:
            return []
        places["publisher"], places["title"] = best
    above = [RowText(text=" ".join(cell.text for cell in row), aside=_HEADER) for row in rows[: len(rows) - len(body)]]
    return [*above, *(_row_text(row, places) for row in body)]


def _columns(rows: Sequence[Row], header: list[str]) -> tuple[list[str], Sequence[Row]]:
    """Return the kinds of the columns, by the *header* and the rows, and the rows without headings."""
    if header:
        body = rows[1:]
        return ([kind or shown for kind, shown in zip(header, _kinds(body), strict=True)] if body else []), body
    if len(rows) > 2 and (below := _kinds(rows[1:])) and _stands_above(rows[0], below):
        return below, rows[1:]
    return _kinds(rows), rows


def _publisher_and_title(
    rows: Sequence[Row], kinds: Sequence[str], texts: Sequence[int], *, least: float
) -> tuple[int, int] | None:
    """Return the two columns that fit best as publishers and titles; None if they fit less well than *least*."""
    publishers, titles = ([place for place in texts if kinds[place] in ("", kind)] for kind in ("publisher", "title"))
    pairs = ((publisher, title) for publisher in publishers for title in titles if publisher != title)
    fits = {pair: _fit(rows, *pair) for pair in pairs}
    best = max(fits, key=fits.__getitem__, default=None)
    return best if best is not None and fits[best] >= least else None


def _numbered(rows: Sequence[Row], number: int, text: int) -> Iterator[RowText]:
    """Yield each row of a number and a whole source as a line, if nearly all rows are that."""
    known = [row for row in rows if looks_like_reference(row[text].text)]
    if len(known) > 1 and len(known) >= len(rows) - 1:
        for row in rows:
            links = tuple(Link(text=cell.text, address=cell.address) for cell in row if cell.address)
            other_cells = (cell.text for place, cell in enumerate(row) if place not in (number, text) and cell.text)
            source_text = ", ".join((row[text].text, *other_cells))
            yield RowText(text=f"{row[number].text.rstrip('.')}. {source_text}", links=links)


def _fit(rows: Sequence[Row], publisher: int, title: int) -> float:
    """Return how well two columns fit as publishers and titles, each row by row."""
    # Countries and cities stand beside what there is in each of them.
    if sum(is_known_place(row[publisher].text) for row in rows) > len(rows) / 2:
        return -_FITTING
    return sum(likeness_to_name(row[publisher].text) + likeness_to_title(row[title].text) for row in rows) / len(rows)


def _row_text(row: Row, places: dict[str, int]) -> RowText:
    publisher, title = row[places["publisher"]].text, row[places["title"]].text.strip()
    inner = title[1:-1] if title[:1] in '“"„«《「' and title[-1:] in '”"“»》」' else ""
    quoted_title = title if inner and not re.search(r"[“”„«»\"《》]", inner) else add_quotes(title)
    used = {places[kind] for kind in ("publisher", "title", "date", "number", "address", "author") if kind in places}
    other_cells = [cell.text for place, cell in enumerate(row) if place not in used and cell.text]
    day = row[places["date"]].text if "date" in places else ""
    address = row[places["address"]] if "address" in places else None
    number = row[places["number"]].text if "number" in places else ""
    author = row[places["author"]].text.strip(" –—-") if "author" in places else ""
    # Where a cell shows words for an address, its link is what counts.
    shown = address.text if address and ADDRESS.match(address.text.strip("<>()[] ")) else ""
    link_addresses = tuple(dict.fromkeys(cell.address for cell in row if cell.address and cell.address != shown))[:1]
    spare = [address.text] if address and address.text and not shown else []
    # Before the title, persons are known as those who wrote it.
    named = (author, quoted_title, publisher, day)
    fields = named if publisher and names_of_authors(author) else (publisher, quoted_title, day, author)
    parts = [
        f"{number.rstrip('.')}. " if number else "",
        ", ".join(filter(None, (*fields, *other_cells, *spare))),
    ]
    text = "".join(parts) + (f" {shown}" if shown else "")
    return RowText(text=text, links=tuple(Link(text=title, address=link_address) for link_address in link_addresses))


def _header(row: Row) -> list[str]:
    """Return the kind of each column, if two or more cells of *row* name kinds, all different; else empty."""
    names = [_column_names().get(cell.text.strip(" :：.").casefold(), "") for cell in row]
    known = [name for name in names if name]
    # A table with the names and titles of persons has such a header too.
    return names if len(known) >= 2 and len(set(known)) == len(known) and {"publisher", "title"} & set(known) else []


@functools.cache
def _column_names() -> dict[str, str]:
    table = read_table("cells")
    return {
        phrase.casefold().strip(" :：."): kind
        for kind in reversed(table)
        for phrases in table[kind].values()
        for phrase in phrases
    }


def _kinds(rows: Sequence[Row]) -> list[str]:
    """Return the kinds of the columns of *rows* if evident (dates, addresses, numbers); else empty names."""
    kinds = []
    for cells in zip(*rows, strict=True):
        texts = [cell.text.strip() for cell in cells if cell.text.strip()]
        of_kind = {
            "date": sum(map(_is_dated, texts)),
            "address": sum(bool(ADDRESS.fullmatch(text.strip("<>()[] "))) for text in texts),
        }
        numbers = [int(match[1]) for text in texts if (match := _NUMBER.fullmatch(text))]
        kind = next((kind for kind, count in of_kind.items() if texts and count >= _MOST * len(texts)), "")
        if numbers and len(numbers) == len(texts) and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            kind = "number"
        kinds.append("" if kind in kinds else kind)
    return kinds


def _is_dated(text: str) -> bool:
    """Return whether a cell has a day or a year, or says that there is none; a remark may stand behind it."""
    day = _BRACKET_BEHIND.sub("", text)
    return read_date(day) is not None or bool(_YEAR.fullmatch(day)) or day.casefold() in phrases("citing", "undated")


def _stands_above(row: Row, kinds: Sequence[str]) -> bool:
    """Return whether *row* differs from those below it: it has no date where they have dates."""
    telling = [(cell.text, kind) for cell, kind in zip(row, kinds, strict=True) if kind]
    return bool(telling) and all(
        not _is_dated(text) and not ADDRESS.search(text) and not _NUMBER.fullmatch(text) for text, _ in telling
    )
