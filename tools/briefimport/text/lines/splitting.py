"""Splits an export's text into lines with normalised spaces."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from briefarchive.reading.characters import INVISIBLE

from ...words import make_pattern
from ...words.patterns import SignPattern

# Zero-width characters, soft hyphens and marks of writing direction: they show nothing and upset searches.
_WORD_BREAK = re.compile(r"(?<=[^\W\u2e80-\u9fff])\u200b+(?=[^\W\u2e80-\u9fff])")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
# Most texts have none but these, of which all are seen.
_SEEN = re.compile("[\t\n -~\u00a0-\u00ac\u00ae-\u024f\u0370-\u052f\u2010-\u2027\u3000-\u30ff\u3400-\u9fff]*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# A no-break space before punctuation is French typography or a leftover of HTML; neither is wanted in English.
_NO_BREAK = re.compile("[\u00a0\u202f\u2007]+(?=[,.;:!?%)\\]»”])")
# A label, or a publisher, in a column of its own.
_TABBED = SignPattern("\t", r"^(\s*[A-Za-z][A-Za-z .&]{2,40}[A-Za-z])\t+(?=\S)")
# What parts the cells of a row in plain text.
_BETWEEN_CELLS = SignPattern(("\t", "|", "｜", "  ", "\u3000"), r"\s*\t\s*|\s*[|｜]\s*| {2,}|\u3000+")
# “【标　题】渡轮重新开航”: a label in brackets, which spaces widen to the length of the others
_WIDENED = SignPattern("【", r"(?<=【)([\u3400-\u9fff])[ \u3000]+([\u3400-\u9fff])(?=】)")
_FRAMED = SignPattern(
    "】",
    rf"(?:^|(?<=[>\r\n]))[ \u3000]{{0,8}}【({make_pattern('cells', 'title', 'date')})】:?：?[ \u3000]{{0,8}}(?=[^\s<])",
)
_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with words.

    Attributes:
        number: Its place in the file, from 1.
        text: The line with single spaces and none at its ends.
        indent: Columns before its first character.
        cells: Its parts between tabs, strokes or wide spaces, if there are any.
        opens: Whether a blank line, or the start of the file, precedes it.
    """

    number: int
    text: str
    indent: int
    opens: bool
    cells: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The columns that it takes with its indentation: a Chinese character takes two."""
        return self.indent + columns(self.text)


def columns(text: str) -> int:
    """Return the columns that *text* takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def plain(text: str) -> str:
    """Return *text* in NFC, with one kind of line end and without characters that show nothing.

    Labels in brackets have the colon that others have.
    """
    text = _FRAMED.sub(r"\1：", _WIDENED.sub(r"\1\2", unicodedata.normalize("NFC", text)))
    if _SEEN.fullmatch(text):
        return text
    # A zero-width space inside Latin letters is where a page's tags stood: it parts words.
    text = _WORD_BREAK.sub(" ", _LINE_END.sub("\n", text))
    return INVISIBLE.sub("", _CONTROL.sub("", _INVISIBLE.sub("", text)))


def count_hidden(text: str) -> int:
    """Return how many characters `plain` would leave out."""
    if _SEEN.fullmatch(text):
        return 0
    text, invisible = _INVISIBLE.subn("", text.removeprefix("\ufeff"))
    text, controls = _CONTROL.subn("", text)
    return invisible + controls + sum(len(characters) for characters in INVISIBLE.findall(text))


def spaced(text: str) -> str:
    """Return *text* with single spaces of the common kind."""
    return _SPACES.sub(" ", _NO_BREAK.sub("", text))


def split(text: str) -> Iterator[Line]:
    """Yield the lines of plain *text* that are not blank."""
    opens = True
    for number, raw in enumerate(text.split("\n"), start=1):
        words = " ".join(_NO_BREAK.sub("", _TABBED.sub(r"\1: ", raw)).split())
        if not words:
            opens = True
            continue
        lead = raw[: len(raw) - len(raw.lstrip())]
        indent = columns(lead.expandtabs(4).replace("\u00a0", " "))
        cells = tuple(filter(None, (spaced(cell).strip() for cell in _BETWEEN_CELLS.split(raw))))
        yield Line(number=number, text=words, indent=indent, opens=opens, cells=cells if len(cells) > 1 else ())
        opens = False
