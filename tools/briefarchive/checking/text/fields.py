"""Rules on the title and summary of a brief, which are plain text, and on placeholders."""

import functools
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Span
from ...model import Status
from ...model.lines import Lines
from ...reading.markdown.text import COVER, Part, Passage, Place, Text, TextRule
from ..patterns import find_expression, find_words

PLACEHOLDER = "Write here what happened, in plain paragraphs, and delete this one."
"""Placeholder text of a new brief."""

_MARKUP = find_expression("markup")
_UNSAFE = re.compile(r"""["'\\#:{}\[\]]|^\W|\W$""")
_SAFE = frozenset({"", " ", "&", "’", "–", "—", "“", "”"})
_PLACEHOLDER_TITLES = find_words("no-titles")
_UNWRITTEN_HINT = "write it, or say: status: draft"
_WORD = re.compile(r"\w")


class UnwrittenText(TextRule, code="M210"):
    """A brief that is not a draft is empty or still contains the placeholder text from `briefs new`."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        head = text.head
        if head.status is Status.DRAFT:
            return
        if not _WORD.search(head.body) and head.readable and head.status is not Status.WITHDRAWN:
            yield self.flag(Span(path=text.path, line=head.body_line), "the brief has no text", hint=_UNWRITTEN_HINT)
        title = str(head.values.get("title", ""))
        if title.strip(" .?!-").casefold() in _PLACEHOLDER_TITLES:
            message = f'the title "{title}" is a placeholder'
            yield self.flag(head.places["title"], message, hint=_UNWRITTEN_HINT)
        for number, line in enumerate(head.body.split("\n"), head.body_line):
            if line.strip() == PLACEHOLDER:
                span = Span(path=text.path, line=number, end_column=len(line) + 1)
                yield self.flag(span, "the text is not written yet", hint=_UNWRITTEN_HINT)


class MarkupInHead(TextRule, code="M213", parts=Part.FIELD):
    """A title or a summary contains markup: a role, a link, HTML, an entity such as `&amp;`, or emphasis."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for passage in text.passages:
            for match in filter(_is_markup, _MARKUP.finditer(passage.content)):
                span = passage.match_span(match)
                message = f'"{match[0].strip()}" is markup, and is shown as typed in a {text.name}'
                if match["role"] or match["number"]:
                    is_citation = match["number"] or "cite" in match["role"]
                    hint = "delete it: sources are cited in the text" if is_citation else "write the name instead"
                    yield self.flag(span, message, hint=hint)
                else:
                    words = _readable_words(match)
                    is_sure = not _UNSAFE.search(words) or (match.start() > 0 and words in _SAFE)
                    hint = f'write "{words}"' if words.strip() else "write a space instead" if words else "delete it"
                    yield self.suggest(span, message, words, match[0], hint=hint, sure=is_sure)


def make_passage(text: Text) -> Passage:
    """Return a title or a summary as the only passage of its text, with markup masked."""
    value = str(text.head.values[text.name])
    inline = Token("inline", "", 0, content=value)
    place = _map_value(text.span, value, text.lines)
    return Passage(inline=inline, field_text=_MARKUP.sub(_mask, value), place=place, start=text.span)


def _map_value(span: Span, value: str, lines: Sequence[str]) -> Place:
    """Return a function that maps an offset and a length within *value* to a span.

    The *value* is at *span* in the *lines* of its file, with runs of white space collapsed. If it contains escapes, the
    function returns the span of the whole value.
    """

    @functools.cache
    def locate() -> tuple[Lines, list[int]]:
        """Return the lines of the file, and the offset in it of each character of the value and of its end."""
        text = "\n".join(lines)
        source = Lines(text, span.path)
        words = r"\s+".join(f"({re.escape(word)})" for word in value.split())
        match = re.compile(words).search(text, *source.offsets(span))
        return source, [at for start, end in match.regs[1:] for at in range(start, end + 1)] if match else []

    def place(at: int, length: int) -> Span:
        source, offsets = locate()
        if not offsets:
            return span
        return source.span(offsets[at], offsets[at + length - 1] + 1 if length else offsets[at])

    return place


def drop_uncertain_fix(diagnostic: Diagnostic, whole: Span) -> Diagnostic:
    """Drop the fix of a diagnostic if its place within the value is unknown."""
    is_certain = diagnostic.span != whole and all(part.span.line == part.span.end_line for part in diagnostic.fix)
    return diagnostic if is_certain else replace(diagnostic, fix=())


def _is_markup(match: re.Match[str]) -> bool:
    return not match["entity"] or html.unescape(match[0]) != match[0]


def _readable_words(match: re.Match[str]) -> str:
    if match["entity"]:
        sign = html.unescape(match[0])
        return " " if sign.isspace() else "" if unicodedata.category(sign[0]) == "Cf" else sign
    if match["tag"]:
        return " " if match["tag"].lower().startswith("<br") else ""
    return match["words"] or match["starred"] or match["lined"] or match["code"] or ""


def strip_markup(value: str) -> str:
    """Remove markup from a title or a summary."""
    return _MARKUP.sub(
        lambda match: (
            _readable_words(match) if _is_markup(match) and not (match["role"] or match["number"]) else match[0]
        ),
        value,
    )


def _mask(match: re.Match[str]) -> str:
    """Mask markup by as many characters, keeping a quotation mark written as an entity."""
    words = _readable_words(match) if match["entity"] else ""
    return (words if words in {"“", "”", '"'} else COVER).ljust(len(match[0]), COVER) if _is_markup(match) else match[0]
