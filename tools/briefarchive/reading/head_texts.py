"""What can be wrong with the title and the summary of a brief, which are plain text."""

import html
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span
from .foreign_punctuation import find_foreign_punctuation
from .house_style import find_house_style
from .left_over import find_left_over
from .lone_quotation_marks import LoneQuotationMarks
from .odd_characters import find_odd_characters
from .personal import find_personal
from .places import place_within
from .running_text import COVER
from .spaces import find_double_spaces
from .stray_marks import find_stray_marks

Place = Callable[[int, int], Span]

_MARKUP = re.compile(
    r" ?\{(?P<role>[a-z][a-z:]{0,20})\}`[^`\n]{0,300}`"
    r"| ?(?P<number>\[(?:\d{1,3}(?:[,–-] ?\d{1,3}){0,9}|@[^\[\]]{1,200})\])"
    r"|(?P<link>!?\[(?P<words>[^\[\]]{1,300})\]\([^()\s]{1,2000}\))"
    r"|(?P<tag></?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|s|script"
    r"|small|span|strike|strong|style|sub|sup|table|td|tr|u|ul)(?:\s[\w-]{1,30}=[^<>]{0,200})?\s?/?>)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});)"
    r"|(?P<marks>(?<![\w*])\*{1,3}(?=[^\s*])(?P<starred>[^*]{1,300})(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<!\w)_{1,2}(?=[^\s_])(?P<lined>[^_]{1,300})(?<=[^\s_])_{1,2}(?!\w)|`(?P<code>[^`]{1,300})`)",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"""["'\\#:{}\[\]]|^\W|\W$""")
_SAFE = frozenset({"", " ", "&", "’", "–", "—", "“", "”"})


class MarkupInHead(Rule):
    """Markup stands in a title or a summary: a role, a link, HTML, an entity such as `&amp;`, or marks of emphasis.

    Both are plain text, also in lists, feeds, catalogues and the results of a search: the signs would be shown as they
    are typed. Sources are cited in the text of the brief. `briefs check --fix` writes the words alone.
    """

    code = "M213"
    severity = Severity.WARNING
    fixable = True


FAULTS: tuple[type[Rule], ...] = (MarkupInHead,)


def find_in_head_text(name: str, value: str, span: Span, lines: Sequence[str], language: str) -> Iterator[Diagnostic]:
    """What is found in a title or a summary.

    Args:
        name: The name of the field.
        value: Its text.
        span: Its place in the file.
        lines: The lines of the file.
        language: The language in which the brief is said to be.
    """
    place = place_within(span, value, lines)
    text = _MARKUP.sub(_covered, value)
    plain = Token("inline", "", 0, content=text)
    lone = LoneQuotationMarks(language=language)
    lone.add_line(text, place)
    for one in itertools.chain(
        _markup(name, value, place),
        find_left_over(text, place),
        find_odd_characters(text, place),
        find_foreign_punctuation(text, place),
        find_personal(text, place),
        find_stray_marks(plain, text, place),
        lone.found(),
        find_double_spaces(name, span, lines),
    ):
        yield _with_certain_fix(one, span)


def find_style_of_head_text(value: str, span: Span, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """What in a title or a summary is not in the style of the house."""
    for one in find_house_style(value, value, place_within(span, value, lines)):
        yield _with_certain_fix(one, span)


def _with_certain_fix(one: Diagnostic, whole: Span) -> Diagnostic:
    """The finding without its fix where a place in the value is not known."""
    is_certain = one.span != whole and all(part.span.line == part.span.end_line for part in one.fix)
    return one if is_certain else replace(one, fix=())


def _is_markup(found: re.Match[str]) -> bool:
    return not found["entity"] or html.unescape(found[0]) != found[0]


def _markup(name: str, value: str, place: Place) -> Iterator[Diagnostic]:
    for found in filter(_is_markup, _MARKUP.finditer(value)):
        span, words = place(found.start(), len(found[0])), _words(found)
        shown = f'"{found[0].strip()}" is markup, and is shown as it is typed in a {name}'
        if found["role"] or found["number"]:
            is_citation = found["number"] or "cite" in found["role"]
            hint = "delete it: sources are cited in the text" if is_citation else "write the name in its place"
            yield MarkupInHead.at(span, shown, hint=hint)
        else:
            is_sure = not _UNSAFE.search(words) or (found.start() > 0 and words in _SAFE)
            hint = f'write "{words}"' if words.strip() else "write a blank in its place" if words else "delete it"
            fix = (Replacement(span=span, text=words, old=found[0]),) if is_sure else ()
            yield MarkupInHead.at(span, shown, hint=hint, fix=fix)


def _words(found: re.Match[str]) -> str:
    """What of a piece of markup is meant to be read."""
    if found["entity"]:
        sign = html.unescape(found[0])
        return " " if sign.isspace() else "" if unicodedata.category(sign[0]) == "Cf" else sign
    if found["tag"]:
        return " " if found["tag"].lower().startswith("<br") else ""
    return found["words"] or found["starred"] or found["lined"] or found["code"] or ""


def without_markup(value: str) -> str:
    """The words of a title or a summary alone."""
    return _MARKUP.sub(
        lambda found: _words(found) if _is_markup(found) and not (found["role"] or found["number"]) else found[0], value
    )


def _covered(found: re.Match[str]) -> str:
    """As many signs as a piece of markup has; of a quotation mark it is the mark that counts."""
    words = _words(found) if found["entity"] else ""
    return (words if words in {"“", "”", '"'} else COVER).ljust(len(found[0]), COVER) if _is_markup(found) else found[0]
