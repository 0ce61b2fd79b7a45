"""Rules on the title and summary of a brief, which are plain text, and on placeholders."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Span
from ...model import Status
from ...reading.markdown.text import COVER, Part, Passage, Text, TextRule
from ...reading.places import map_value
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
    """A brief that is not a draft has no text, or still the placeholder from `briefs new`."""

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


class MarkupInHead(TextRule, code="M213"):
    """A title or a summary contains markup: a role, a link, HTML, an entity such as `&amp;`, or emphasis."""

    parts = frozenset({Part.FIELD})

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for passage in text.passages:
            for found in filter(_is_markup, _MARKUP.finditer(passage.content)):
                span = passage.match_span(found)
                message = f'"{found[0].strip()}" is markup, and is shown as typed in a {text.name}'
                if found["role"] or found["number"]:
                    is_citation = found["number"] or "cite" in found["role"]
                    hint = "delete it: sources are cited in the text" if is_citation else "write the name instead"
                    yield self.flag(span, message, hint=hint)
                else:
                    words = _readable_words(found)
                    is_sure = not _UNSAFE.search(words) or (found.start() > 0 and words in _SAFE)
                    hint = f'write "{words}"' if words.strip() else "write a space instead" if words else "delete it"
                    yield self.suggest(span, message, words, found[0], hint=hint, sure=is_sure)


def make_passage(text: Text) -> Passage:
    """Return a title or a summary as the only passage of its text, with markup masked."""
    value = str(text.head.values[text.name])
    inline = Token("inline", "", 0, content=value)
    place = map_value(text.span, value, text.lines)
    return Passage(inline=inline, text=_MARKUP.sub(_mask, value), place=place, start=text.span)


def drop_uncertain_fix(one: Diagnostic, whole: Span) -> Diagnostic:
    """Drop the fix of a diagnostic if its place within the value is unknown."""
    is_certain = one.span != whole and all(part.span.line == part.span.end_line for part in one.fix)
    return one if is_certain else replace(one, fix=())


def _is_markup(found: re.Match[str]) -> bool:
    return not found["entity"] or html.unescape(found[0]) != found[0]


def _readable_words(found: re.Match[str]) -> str:
    if found["entity"]:
        sign = html.unescape(found[0])
        return " " if sign.isspace() else "" if unicodedata.category(sign[0]) == "Cf" else sign
    if found["tag"]:
        return " " if found["tag"].lower().startswith("<br") else ""
    return found["words"] or found["starred"] or found["lined"] or found["code"] or ""


def strip_markup(value: str) -> str:
    """Remove markup from a title or a summary."""
    return _MARKUP.sub(
        lambda found: (
            _readable_words(found) if _is_markup(found) and not (found["role"] or found["number"]) else found[0]
        ),
        value,
    )


def _mask(found: re.Match[str]) -> str:
    """Mask markup by as many characters, keeping a quotation mark written as an entity."""
    words = _readable_words(found) if found["entity"] else ""
    return (words if words in {"“", "”", '"'} else COVER).ljust(len(found[0]), COVER) if _is_markup(found) else found[0]
