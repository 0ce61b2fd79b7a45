"""Rules on markup that has no effect: that of other programs, mistyped roles, and unclosed emphasis."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Span
from ...reading.markdown.dialect import ROLES
from ...reading.markdown.text import COVER, Passage, Text
from ..patterns import Pattern, PatternRule
from ..rule import PassageRule

_ROLE_WORDS = {name.partition(":")[0] for name in ROLES}
_EMPHASIS = {"b": "**…**", "strong": "**…**", "i": "*…*", "em": "*…*"}
_TAG = re.compile(r"<\s*([A-Za-z]+)\s*>")
_ID = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[a-z0-9]+)+")
# Every match contains one of these.
_SIGNS = ("{", ")=", "\\", "$", "[", "''", "==")
_SPACED = re.compile(r"(?<![\w*])(?P<marks>\*{1,3}) {1,3}(?P<words>[^*\s\d][^*\n]{0,100}?) {0,3}(?P=marks)(?![\w*])")
_SPACED_END = re.compile(r"(?<![\w*])(?P<marks>\*{1,3})(?P<words>[^\s*][^*\n]{0,100}?) {1,3}(?P=marks)(?![\w*])")
_UNEQUAL = re.compile(r"(?<![\w*])(?P<open>\*{1,3})(?P<words>[^\s*\d][^*\n]{0,100}?(?<=\S))(?P<close>\*{1,3})(?![\w*])")
_UNDERSCORED = re.compile(
    r"(?<![\w_])(?P<marks>_{1,2}) {1,3}(?P<words>[^_\s\d][^_\n]{0,100}?) {0,3}(?P=marks)(?![\w_])"
)
_OPENING = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])(?![.,;:)\]\d])")
_CLOSING = re.compile(r"(?<=[^\s*])\*{2,3}(?![\w*])")
_TICK = re.compile(r"`+")
_QUOTED = re.compile(r"(?<!`)(?P<open>``?)(?P<words>[^`'\n\ue000]{1,300})(?P<close>''?)(?!')")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(?<!``)`(?=[^\W\d_])(?!`)")
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
                span = text.places.find_text(block.line, first)
                yield self.flag(span, "HTML is shown as text", hint=_suggest_markdown(first))
        yield from super().check(text)

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Report opening tags, or the first closing one if there are only closing tags."""
        tags = [child for child in passage.children if child.type == "html_inline"]
        for tag in [tag for tag in tags if not tag.content.startswith("</")] or tags[:1]:
            message = f'"{tag.content}" is HTML and is shown as text'
            yield self.flag(passage.place(tag.meta["at"], 1), message, hint=_suggest_markdown(tag.content))


def _suggest_markdown(html: str) -> str:
    match = _TAG.match(html)
    if match and match[1].lower() in _EMPHASIS:
        return f"write {_EMPHASIS[match[1].lower()]} instead"
    return "delete it" if html.startswith("<!--") else r'write it in Markdown, or "\<" for the sign itself'


class ForeignSyntax(PatternRule, code="S114"):
    """A text uses Markdown syntax that briefs do not have, which is shown as text."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Skip passages without any of the signs that each match contains."""
        return super().check_passage(passage) if any(sign in passage.text for sign in _SIGNS) else iter(())

    def diagnose(self, row: Pattern, found: re.Match[str], passage: Passage) -> Diagnostic:
        start, length = found.end() - len(found[0].lstrip()), len(found[0].strip())
        return self.diagnose_span(row, passage.place(start, length), passage.content[start : start + length])

    def diagnose_span(self, row: Pattern, span: Span, written: str) -> Diagnostic:
        """Make the diagnostic of a match, which is *written* so in the text."""
        return self.flag(span, row.says.replace("{}", written), hint=row.hint)


class MarkupOfOthers(ForeignSyntax, code="S144"):
    """A text contains another program's markup, which is shown as typed."""

    def diagnose_span(self, row: Pattern, span: Span, written: str) -> Diagnostic:
        brief = written[2:-2].partition("|")[0].strip()
        if row.name == "wiki" and _ID.fullmatch(brief):
            return self.suggest(span, row.says.replace("{}", written), f"{{brief}}`{brief}`", written)
        return super().diagnose_span(row, span, written)


class LooseRole(PatternRule, code="S109"):
    """A role lacks its content, or has it in the wrong form."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        text, content, place = passage.text, passage.content, passage.place
        if not ("{" in content or "｛" in content or "cite" in content):
            return
        if not (any(map(text.__contains__, _ROLE_WORDS)) or "${" in content or "@{" in content):
            return  # all roles are sound, as in nearly every passage
        reported: set[int] = set()
        *loose, alone = self.patterns
        for found in (found for row in loose for found in row.find.finditer(content)):
            start, end = found.span()
            is_role = COVER in text[slice(*found.span("role"))] and content[start] not in "$@"
            if is_role or not reported.isdisjoint(range(found.start("role"), end)):
                continue
            reported.update(range(start, end))
            if not content[:start].endswith("\\"):  # otherwise it is meant to be shown
                instead = f"{{{_role_name(found)}}}`{found['key'].strip()}`"
                where = place(start, len(found[0].partition("\n")[0]))
                message = alone.says.replace("{}", " ".join(found[0].split()))
                yield self.suggest(where, message, instead, found[0], sure="\n" not in found[0])
        for found in alone.find.finditer(text):
            if found.start() not in reported:
                hint = f"write {{{_role_name(found)}}}`…`, with backticks directly after it"
                yield self.flag(passage.match_span(found), alone.says.replace("{}", found[0]), hint=hint)


def _role_name(found: re.Match[str]) -> str:
    return re.sub(r"[^a-z]+", ":", found["role"])


class LooseEmphasis(PassageRule, code="S135"):
    """An asterisk or a backtick is shown as typed, because of a missing partner or a superfluous space."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        text, shown = passage.text, passage.shown
        if "*" in shown and "*" in text:
            yield from _check_asterisks(passage)
        if "_ " in shown and "_ " in text:
            yield from _find_spaced(_UNDERSCORED, passage)
        if "`" in shown and "`" in text:
            yield from _check_ticks(passage)


def _check_asterisks(passage: Passage) -> Iterator[Diagnostic]:
    reported = [one for pattern in (_SPACED, _SPACED_END) for one in _find_spaced(pattern, passage)] or list(
        _find_unequal(passage)
    )
    yield from reported
    marks = (found for pattern in (_OPENING, _CLOSING) for found in pattern.finditer(passage.text))
    found = None if reported else next((one for one in marks if _is_shown(one, passage.shown)), None)
    if found:
        where = "begins" if found.re is _CLOSING else "ends"
        hint = f"put {found[0]} also where the emphasis {where}, or delete it"
        yield LooseEmphasis.flag(passage.match_span(found), f'"{found[0]}" is shown as typed', hint=hint)


def _find_spaced(pattern: re.Pattern[str], passage: Passage) -> Iterator[Diagnostic]:
    """Report emphasis with spaces inside its marks."""
    text, content = passage.text, passage.content
    for found in pattern.finditer(text):
        is_name = len(found["words"].split()) <= _MAX_WORDS and not found["words"].rstrip().endswith((".", "!", "?"))
        if is_name and _CONTINUES.match(text, found.end()) and (found[0] in passage.shown or COVER in found[0]):
            words, written = content[slice(*found.span("words"))].strip(), content[slice(*found.span())]
            instead = f"{found['marks']}{words}{found['marks']}".replace("_", "*")
            may_multiply = found["marks"] == "*" and pattern is _SPACED and text[found.end() - 2] == " "
            message = f'"{written}" is shown with its marks'
            if may_multiply:
                yield LooseEmphasis.flag(passage.match_span(found), message, hint=f'for emphasis, write "{instead}"')
            else:
                yield LooseEmphasis.suggest(passage.match_span(found), message, instead, written)


def _find_unequal(passage: Passage) -> Iterator[Diagnostic]:
    """Report words with more asterisks on one side than on the other."""
    for found in _UNEQUAL.finditer(passage.text):
        words = found["words"]
        if found["open"] != found["close"] and len(words.split()) <= _MAX_WORDS and words in passage.shown:
            hint = f'write "*{words}*" or "**{words}**"'
            yield LooseEmphasis.flag(passage.match_span(found), f'"{found[0]}" is shown with an asterisk', hint=hint)


def _is_shown(found: re.Match[str], shown: str) -> bool:
    """Return whether a mark is in the rendered text, judged by the plain text around it."""
    text = found.string
    behind = _PLAIN_AFTER.match(text, found.end())
    before = _PLAIN_BEFORE.search(text[max(found.start() - _CONTEXT, 0) : found.start()])
    return f"{before[0] if before else ''}{found[0]}{behind[0] if behind else ''}" in shown


def _check_ticks(passage: Passage) -> Iterator[Diagnostic]:
    text = passage.text
    if found := _QUOTED.search(text):
        is_double = found["open"] == "``" and found["close"] == "''"
        instead = f"“{found['words']}”" if is_double else f"‘{found['words']}’"
        message = f'"{found[0]}" is shown with its backticks'
        yield LooseEmphasis.suggest(passage.match_span(found), message, instead, found[0], sure=is_double)
    elif found := _APOSTROPHE.search(text):
        yield LooseEmphasis.suggest(passage.match_span(found), '"`" is used as an apostrophe', "’", "`")
    elif (found := _TICK.search(text)) and not text[: found.start()].endswith("}"):
        hint = "put another one where the code ends, or delete it"
        yield LooseEmphasis.flag(passage.match_span(found), f'"{found[0]}" opens code that is not closed', hint=hint)
