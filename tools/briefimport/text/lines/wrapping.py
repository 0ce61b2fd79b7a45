"""Makes paragraphs from lines: joins what an editor had wrapped, and keeps separate what was separate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefarchive.reading.languages import HAN

from ...document import Block
from ...words.patterns import WIDE
from ..page_furniture import is_divider
from ..sources.linked_blocks import cited_text
from .splitting import Line, columns

_WIDEST = 200
_NARROWEST, _LONG_HAN = 36, 50
_SLACK = 8
# So many lines an item of a list may have; how far behind its sign its first word begins.
_LINES_OF_ITEM, _BEHIND_SIGN = 12, range(2, 5)
# A title in the middle of a page begins behind so many columns; a shorter one needs no second line.
_LEAST_CENTRED, _LONGEST_IN_ONE_LINE = 4, 40
_BULLET = re.compile(r"(?:[*•·‧∙▪◦‣●○■□◆◇►▶➢➤→※★>–—-]|\(?\d{1,3}[.)])\s")
_SIGN_OF_ITEM = re.compile(r"[*•·●■▪–—-]\s")
_NUMERAL_HAN = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_SENTENCE_END = re.compile(r"[.!?…。！？:：;；][”\"’'»」』)\]]*$")
_ONGOING_END = re.compile(r"[:：;；]$")
_WIDE = re.compile(f"[{WIDE}]")
# A line of a fixed width ends within a number as well: “2015年1⏎0月”.
_BETWEEN_WIDE = re.compile(rf"[{WIDE}]\n[{WIDE}]|[{WIDE}]\d{{1,3}}\n\d{{1,3}}[{WIDE}]")
_HYPHEN = re.compile(r"\w-\n\w")
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A paragraph, or one line that is something else.

    Attributes:
        cited: Its words with the addresses after its links, as a list of sources in plain text would print them.
        joined: Words that a line end had split.
        hyphenated: Words with a hyphen from a line end.
        block: Its block in the document's format; None in plain text.
    """

    line: int
    text: str
    cited: str = ""
    opens: bool = True
    joined: tuple[tuple[str, str], ...] = ()
    hyphenated: tuple[str, ...] = ()
    block: Block | None = None

    @classmethod
    def of(cls, block: Block) -> "Element":
        """Return the element that *block* is."""
        return cls(line=block.line, text=block.text, cited=cited_text(block), block=block)

    @property
    def as_source(self) -> str:
        """The text in which a source is looked for."""
        return self.cited or self.text

    def without_lead(self, words: str) -> "Element":
        """Return the element without the *words* with which it begins."""
        return replace(self, text=self.text.removeprefix(words), cited=self.cited.removeprefix(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file's lines were made.

    Attributes:
        width: Columns at which they were wrapped; 0 if they were not.
        certain: Whether enough lines show that width.
        base: The least indentation of lines inside blocks.
        first_lines: Whether paragraphs begin with an indented line instead of after a blank one.
    """

    width: int = 0
    certain: bool = False
    base: int = 0
    first_lines: bool = False

    def begins_paragraph(self, line: Line) -> bool:
        """Return whether the indentation of *line* shows that it is the first of a paragraph."""
        return self.first_lines and line.indent >= self.base + 2

    def full(self, line: Line, following: Line) -> bool:
        """Return whether the first word of *following* would not have fitted into *line*."""
        return bool(self.width) and line.width <= self.width < line.width + _room(line, following)


@dataclass(slots=True)
class _Joiner:
    """Joins lines one by one."""

    layout: Layout
    elements: list[Element] = field(default_factory=list)

    def add(self, line: Line, *, onto_last: bool) -> None:
        if not onto_last:
            self.elements.append(Element(line=line.number, text=line.text, opens=line.opens))
            return
        last = self.elements[-1]
        glue = _glue(last.text, line.text)
        joined, hyphenated = last.joined, last.hyphenated
        if not glue and last.text.endswith("-"):
            hyphenated += (f"{last.text.split()[-1]}{line.text.split()[0]}",)
        if not glue:
            word_start, word_end = re.search(r"[^\W_]+$", last.text), re.match(r"[^\W_]+", line.text)
            joined += ((word_start[0], word_end[0]),) if word_start and word_end else ()
        self.elements[-1] = replace(last, text=last.text + glue + line.text, joined=joined, hyphenated=hyphenated)


def join_into_paragraphs(lines: Sequence[Line], apart: Sequence[bool], goes_on: Sequence[bool]) -> list[Element]:
    """Return the elements that *lines* make.

    Args:
        lines: All lines of a file that are not blank.
        apart: For each line, whether it is something of its own (a date, a source), at which a new line may start.
        goes_on: For each line, whether it cannot end there, as with a source that has an open quotation mark.
    """
    layout = measure_layout(lines, apart)
    joiner = _Joiner(layout)
    for index, line in enumerate(lines):
        onto_last = index > 0 and not line.opens and _continues(lines, index, apart, goes_on, layout)
        joiner.add(line, onto_last=onto_last)
    return joiner.elements


def measure_layout(lines: Sequence[Line], apart: Sequence[bool]) -> Layout:
    """Return how the text was made, found from the lines that no blank line parts."""
    layout = _measure_indentation(lines)
    pairs = [
        (line, following)
        for index, (line, following) in enumerate(pairwise(lines))
        if not following.opens
        and "://" not in line.text
        and (_hangs(line, following) or not (layout.begins_paragraph(following) or apart[index] or apart[index + 1]))
    ]
    widths = sorted({line.width for line, _ in pairs if _NARROWEST <= line.width <= _WIDEST})[-12:]
    best, most = 0, 0
    for width in widths:
        fitting = sum(Layout(width=width).full(line, following) for line, following in pairs)
        if fitting >= most:
            best, most = width, fitting
    if not best or most < 0.5 * len(pairs):
        return layout
    return replace(layout, width=best, certain=most >= 3)


def _hangs(line: Line, following: Line) -> bool:
    """Return whether *following* goes on with an item of a list, as its indentation shows."""
    return bool(_BULLET.match(line.text)) and following.indent > line.indent and not _BULLET.match(following.text)


def _measure_indentation(lines: Sequence[Line]) -> Layout:
    base = min((line.indent for line in lines if not line.opens), default=0)
    first_lines = any(
        not line.opens and line.indent >= base + 2 and before.indent == base and not _BULLET.match(before.text)
        for before, line in pairwise(lines)
    )
    return Layout(base=base, first_lines=first_lines)


def _continues(
    lines: Sequence[Line], index: int, apart: Sequence[bool], goes_on: Sequence[bool], layout: Layout
) -> bool:
    before, line = lines[index - 1], lines[index]
    if is_divider(line.text) or is_divider(before.text):
        return False
    if goes_on[index - 1] and not apart[index]:
        return True
    if _is_centred_title(before, line) and not (apart[index] or apart[index - 1]):
        return True
    if layout.begins_paragraph(line):
        return False
    full = layout.full(before, line)
    ended = bool(_SENTENCE_END.search(before.text))
    if apart[index]:
        # The middle of a sentence may look like a source or a date, and so may what someone says in it.
        listed = apart[index - 1] or (index > 1 and goes_on[index - 2])
        return full and not listed and ((layout.certain and not ended) or _is_announced_quotation(before, line))
    if apart[index - 1] and not full:
        return line.indent > before.indent and bool(layout.width)
    return _belongs_to_item(lines, index) or _runs_on(before, line, layout, full=full, ended=ended)


def _belongs_to_item(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line begins below the first word of the item that a sign opens some lines above it."""
    line = lines[index]
    for place in range(index - 1, max(-1, index - 1 - _LINES_OF_ITEM), -1):
        above = lines[place]
        if _SIGN_OF_ITEM.match(above.text):
            return line.indent - above.indent in _BEHIND_SIGN and not _BULLET.match(line.text)
        if above.opens or above.indent != line.indent:
            return False
    return False


def _is_centred_title(before: Line, line: Line) -> bool:
    """Return whether two lines around one middle are a title that is too long for one line."""
    centred = abs(before.indent + before.width - line.indent - line.width) <= 2 and before.indent != line.indent
    indented = min(before.indent, line.indent) >= _LEAST_CENTRED
    alike = before.text.isupper() == line.text.isupper() and not _SENTENCE_END.search(before.text)
    return centred and indented and alike and columns(before.text) + columns(line.text) > _LONGEST_IN_ONE_LINE


def _is_announced_quotation(before: Line, line: Line) -> bool:
    """Return whether *line* is a quotation that the colon before it announces."""
    return before.text.endswith((":", "：")) and line.text[0] in '“„«"「'


def _runs_on(before: Line, line: Line, layout: Layout, *, full: bool, ended: bool) -> bool:
    """Return whether *line* goes on with the paragraph of the line before it, where both are text."""
    if line.indent >= before.indent + 2 and not _BULLET.match(before.text):
        return False
    if _NUMERAL_HAN.match(line.text) or (_BULLET.match(line.text) and (ended or _BULLET.match(before.text))):
        return False
    if before.width >= _LONG_HAN and HAN.match(before.text[-1]) and _WIDE.match(line.text):
        # In Chinese, a long line without a sign at its end goes on.
        return True
    if full:
        # A sentence goes on behind a colon, unless a list follows.
        ongoing = bool(_ONGOING_END.search(before.text)) and not _BULLET.match(line.text)
        return layout.certain or not ended or ongoing
    if ended or _BULLET.match(line.text):
        return False
    # Editors differ in where they break compounds, so a line that is nearly full counts as well.
    nearly = layout.width - before.width <= _SLACK
    return bool(layout.width) and (nearly or line.text[0].islower())


def _room(line: Line, following: Line) -> int:
    """Return the columns that the first word of *following* needs at the end of *line*."""
    text = following.text
    if _WIDE.match(text):
        return 2
    space = 0 if line.text.endswith("-") and not line.text.endswith(" -") else 1
    return space + columns(text.split(" ", 1)[0])


def _glue(above: str, below: str) -> str:
    """Return the glue of two joined lines: a space, or nothing inside Chinese, a compound or an address."""
    seam = f"{above[-4:]}\n{below[:4]}"
    if _BETWEEN_WIDE.search(seam) or _HYPHEN.search(seam):
        return ""
    if _ADDRESS_END.search(above) and above[-1] in "-/?&=_%" and not re.match(r"https?:|www\.|[(\[<“\"]", below):
        return ""
    return " "
