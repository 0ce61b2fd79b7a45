"""What a brief's text says and how it is typed, whatever its markup: gathered while the markup is scanned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Span
from .garbled import find_garbled
from .lone_quotation_marks import LoneQuotationMarks
from .markup_faults import LongParagraph, RepeatedParagraph
from .quotation_marks import QuotationMarks
from .spaces import find_stray_spaces

_LONGEST = 3_000
_LEAST_TWICE = 120
"""A shorter paragraph, as in a table or a form of words, may be meant to stand twice."""


@dataclass(slots=True)
class Prose:
    """The words of a text, and which of its lines are none.

    Attributes:
        paragraphs: The words of each paragraph, heading and cell, without roles and code.
        code: Lines of the text that are code, counted from 0.
    """

    paragraphs: list[str] = field(default_factory=list)
    code: set[int] = field(default_factory=set)
    _lines: dict[str, int] = field(default_factory=dict)
    _marks: QuotationMarks = field(default_factory=QuotationMarks)
    _lone: LoneQuotationMarks = field(default_factory=LoneQuotationMarks)

    @property
    def text(self) -> str:
        """All of its words."""
        return "\n".join(self.paragraphs)

    def add(self, inline: Token, text: str, place: Callable[[int, int], Span]) -> Iterator[Diagnostic]:
        """Take a paragraph up, and tell when it is too long.

        Args:
            inline: Its token.
            text: Its running text.
            place: The place in the file of an offset in its content, and of so many characters.
        """
        words = "".join(child.content if child.type == "text" else " " for child in inline.children or ())
        if len(words) >= _LEAST_TWICE:
            yield from self._repeated(" ".join(words.split()), place(0, 1))
        self.paragraphs.append(words)
        self._marks.add(inline.content, place)
        self._lone.add(text, place)
        if len(words) > _LONGEST:
            message = f"the paragraph has {len(words):,} characters"
            yield LongParagraph.at(place(0, 1), message, hint="part it where a new thought begins")

    def _repeated(self, words: str, span: Span) -> Iterator[Diagnostic]:
        first = self._lines.setdefault(words, span.line)
        if first != span.line:
            message = f"the paragraph has the words of the one in line {first}"
            yield RepeatedParagraph.at(span, message, hint="delete one of the two")

    def add_code(self, token: Token, line: int) -> None:
        """Note that a block is code, or is shown as it was typed; it begins in *line*."""
        first, end = token.map or (0, 0)
        self.code.update(range(line, line + end - first))

    def found(self, path: str, lines: Sequence[str], first_line: int, language: str) -> Iterator[Diagnostic]:
        """What is wrong with how the text is typed, when all of it has been taken up."""
        yield from self._marks.found()
        self._lone.language = language
        yield from self._lone.found()
        yield from find_garbled(path, lines, first_line, self.code)
        yield from find_stray_spaces(path, lines, first_line, self.code)
