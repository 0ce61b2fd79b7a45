"""Rules on markup that has no effect: that of other programs, mistyped roles, and unclosed emphasis."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ...model.tables import load_words
from ...reading.markdown.dialect import ROLES
from ...reading.markdown.text import COVER, Passage, Text
from ..patterns import Pattern, PatternRule, find_expression
from ..rule import PassageRule
from .meant_blocks import UnevenRow

_ROLE_WORDS = {name.partition(":")[0] for name in ROLES}
_HINTS = {name: hint for hint, names in load_words(__file__).items() for name in names.split()}
"""What to write for HTML, by the name of its tag."""
_TAG = re.compile(r"</?\s*(?P<name>[A-Za-z]+[1-6]?)\b")
_SHIFTED = re.compile(r"<(?P<tag>su[bp])>\s*(?P<signs>[0-9+=()-]{1,20})\s*</(?P=tag)>", re.IGNORECASE)
_LOW, _HIGH = (str.maketrans("0123456789+-=()", signs) for signs in ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"))
# Every match contains one of these.
_SIGNS = ("{", ")=", "\\", "$", "[", "''", "==")
_SPACED = re.compile(r"(?<![\w*])(?P<marks>\*{1,3}) {1,3}(?P<words>[^*\s\d][^*\n]{0,100}?) {0,3}(?P=marks)(?![\w*])")
_SPACED_END = re.compile(r"(?<![\w*])(?P<marks>\*{1,3})(?P<words>[^\s*][^*\n]{0,100}?) {1,3}(?P=marks)(?![\w*])")
_UNEQUAL = re.compile(r"(?<![\w*])(?P<open>\*{1,3})(?P<words>[^\s*\d][^*\n]{0,100}?(?<=\S))(?P<close>\*{1,3})(?![\w*])")
_UNDERSCORED = find_expression("spaced-underscores")
_OPENING = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])(?![.,;:)\]\d])")
_CLOSING = re.compile(r"(?<=[^\s*])\*{2,3}(?![\w*])")
_TICK = re.compile(r"`+")
_QUOTED = re.compile(r"(?<!`)(?P<open>``?)(?P<words>[^`'\n\ue000]{1,300})(?P<close>''?)(?!')")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?<!``)`(?=[^\W\d_])(?!`)")
# It opens code if another one follows: the man`s view and the woman`s.
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])`(?=s\b)")
_CONTINUES = re.compile(r"\s*(?:$|[^\W\d_A-Z]|[.,;:!?)”’\ue000])")
_MAX_WORDS = 8
_PLAIN_AFTER = re.compile(r"[^*`\ue000\n\[\]<>&\\]{0,12}")
_PLAIN_BEFORE = re.compile(r"[^*`\ue000\n\[\]<>&\\]{0,12}\Z")
_CONTEXT = 12


class RawHtml(PassageRule, code="S104"):
    """A text contains HTML, which is shown as text."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            if block.token.type == "html_block":
                first = block.token.content.strip().split("\n")[0]
                span = text.find(first, block.line)
                yield self.flag(span, "HTML is shown as text", hint=_suggest_markdown(first))
        yield from super().check(text)

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Report opening tags, or the first closing one if there are only closing tags."""
        tags = [child for child in passage.children if child.type == "html_inline"]
        for tag in [tag for tag in tags if not tag.content.startswith("</")] or tags[:1]:
            message, span = f'"{tag.content}" is HTML and is shown as text', passage.place(tag.meta["at"], 1)
            if match := _SHIFTED.match(passage.content, tag.meta["at"]):
                new = match["signs"].translate(_LOW if match["tag"].lower() == "sub" else _HIGH)
                hint = f'write "{new}" for "{match[0]}"'
                yield self.suggest(span, message, new, match[0], hint=hint, at=passage.match_span(match))
            else:
                yield self.flag(span, message, hint=_suggest_markdown(tag.content))


def _suggest_markdown(html: str) -> str:
    match = _TAG.match(html)
    hint = _HINTS.get(match["name"].lower(), "") if match else ""
    how = 'delete it, up to "-->"' if html.startswith("<!--") else r'write it in Markdown, or "\<" for the sign itself'
    return hint or how


class ForeignSyntax(PatternRule, code="S114"):
    """A text uses Markdown syntax that briefs do not have, which is shown as text."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Skip passages without any of the signs that each match contains."""
        return super().check_passage(passage) if any(sign in passage.text for sign in _SIGNS) else iter(())

    def diagnose(self, row: Pattern, match: re.Match[str], passage: Passage) -> Diagnostic:
        start, length = match.end() - len(match[0].lstrip()), len(match[0].strip())
        original = passage.content[start : start + length]
        return self.flag(passage.place(start, length), row.says.replace("{}", original), hint=row.hint)


class MarkupOfOthers(ForeignSyntax, code="S144"):
    """A text contains another program's markup, which is shown as typed."""


class LooseRole(PatternRule, code="S109"):
    """A role is empty or malformed."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        text, content, place = passage.text, passage.content, passage.place
        if not any(map(content.__contains__, "{｛}`")) and "cite" not in content:
            return
        if not (any(map(text.__contains__, _ROLE_WORDS)) or "${" in content or "@{" in content):
            return  # all roles are sound, as in nearly every passage
        reported: set[int] = set()
        *loose, standalone = self.patterns
        for match in (match for row in loose for match in row.find.finditer(content)):
            start, end = match.span()
            is_role = COVER in text[slice(*match.span("role"))] and content[start] not in "$@"
            if is_role or not reported.isdisjoint(range(match.start("role"), end)):
                continue
            reported.update(range(start, end))
            if not content[:start].endswith("\\"):  # otherwise it is meant to be shown
                replacement = f"{{{_role_name(match)}}}`{match['key'].strip()}`"
                span = place(start, len(match[0].partition("\n")[0]))
                message = standalone.says.replace("{}", " ".join(match[0].split()))
                yield self.suggest(span, message, replacement, match[0], sure="\n" not in match[0])
        for match in standalone.find.finditer(text):
            if match.start() not in reported:
                is_open = text[match.end() : match.end() + 1] == "`"
                how = "with another backtick after what it names" if is_open else "with backticks directly after it"
                hint = f"write {{{_role_name(match)}}}`…`, {how}"
                yield self.flag(passage.match_span(match), standalone.says.replace("{}", match[0]), hint=hint)


def _role_name(match: re.Match[str]) -> str:
    return re.sub(r"[^a-z]+", ":", match["role"])


class LooseEmphasis(PassageRule, code="S135"):
    """An asterisk or a backtick is shown as typed, because of a missing partner or a superfluous space."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        text, rendered = passage.text, passage.rendered
        if "*" in rendered and "*" in text:
            yield from _check_asterisks(passage)
        if "_ " in rendered and "_ " in text:
            yield from _find_spaced(_UNDERSCORED, passage)
        # Without one of its marks, a role leaves the others of the passage in the wrong pairs; a cell has one of two.
        if passage.reported_codes.isdisjoint({LooseRole.code, UnevenRow.code}):
            yield from _check_ticks(passage)


def _check_asterisks(passage: Passage) -> Iterator[Diagnostic]:
    reported = [
        diagnostic for pattern in (_SPACED, _SPACED_END) for diagnostic in _find_spaced(pattern, passage)
    ] or list(_find_unequal(passage))
    yield from reported
    marks = (match for pattern in (_OPENING, _CLOSING) for match in pattern.finditer(passage.text))
    match = None if reported else next((mark for mark in marks if _is_shown(mark, passage.rendered)), None)
    if match:
        edge = "begins" if match.re is _CLOSING else "ends"
        hint = f"put {match[0]} also where the emphasis {edge}, or delete it"
        yield LooseEmphasis.flag(passage.match_span(match), f'"{match[0]}" is shown as typed', hint=hint)


def _find_spaced(pattern: re.Pattern[str], passage: Passage) -> Iterator[Diagnostic]:
    """Report emphasis with spaces inside its marks."""
    text, content = passage.text, passage.content
    for match in pattern.finditer(text):
        is_name = len(match["words"].split()) <= _MAX_WORDS and not match["words"].rstrip().endswith((".", "!", "?"))
        if is_name and _CONTINUES.match(text, match.end()) and (match[0] in passage.rendered or COVER in match[0]):
            words, original = content[slice(*match.span("words"))].strip(), content[slice(*match.span())]
            replacement = f"{match['marks']}{words}{match['marks']}".replace("_", "*")
            may_multiply = match["marks"] == "*" and pattern is _SPACED and text[match.end() - 2] == " "
            span, message = passage.match_span(match), f'"{original}" is shown with its marks'
            hint = f'for emphasis, write "{replacement}"' if may_multiply else ""
            yield LooseEmphasis.suggest(span, message, replacement, original, hint=hint, sure=not may_multiply)


def _find_unequal(passage: Passage) -> Iterator[Diagnostic]:
    """Report words with more asterisks on one side than on the other."""
    for match in _UNEQUAL.finditer(passage.text):
        words = match["words"]
        if match["open"] != match["close"] and len(words.split()) <= _MAX_WORDS and words in passage.rendered:
            hint = f'write "*{words}*" or "**{words}**"'
            yield LooseEmphasis.flag(passage.match_span(match), f'"{match[0]}" is shown with an asterisk', hint=hint)


def _is_shown(match: re.Match[str], rendered: str) -> bool:
    """Return whether a mark is in the rendered text, judged by the plain text around it."""
    text = match.string
    after = _PLAIN_AFTER.match(text, match.end())
    before = _PLAIN_BEFORE.search(text[max(match.start() - _CONTEXT, 0) : match.start()])
    return f"{before[0] if before else ''}{match[0]}{after[0] if after else ''}" in rendered


def _check_ticks(passage: Passage) -> Iterator[Diagnostic]:
    text = passage.text
    children = passage.children if "`s" in passage.content else ()
    codes = (child.meta.get("at", 0) for child in children if child.type == "code_inline")
    begun = next((match for at in codes if (match := _POSSESSIVE.match(passage.content, at))), None)
    if begun is None and "`" not in passage.rendered:
        return
    if begun is None and (match := _QUOTED.search(text)):
        is_double = match["open"] == "``" and match["close"] == "''"
        replacement = f"“{match['words']}”" if is_double else f"‘{match['words']}’"
        message = f'"{match[0]}" is shown with its backticks'
        yield LooseEmphasis.suggest(passage.match_span(match), message, replacement, match[0], sure=is_double)
    elif match := begun or _APOSTROPHE.search(text):
        yield LooseEmphasis.suggest(passage.match_span(match), '"`" is used as an apostrophe', "’", "`")
    elif (match := _TICK.search(text)) and not text[: match.start()].endswith("}"):
        hint = "put another one where the code ends, or delete it"
        yield LooseEmphasis.flag(passage.match_span(match), f'"{match[0]}" opens code that is not closed', hint=hint)
