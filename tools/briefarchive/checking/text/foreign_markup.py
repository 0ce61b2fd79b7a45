"""Markup that is shown as it is typed: that of other programs, such as HTML, LaTeX and wikis, and roles with a slip."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Span
from ...reading.markdown.dialect import ROLES
from ...reading.markdown.text import COVER, Passage, Text
from ..patterns import Pattern, PatternRule
from ..rule import PassageRule

_EMPHASIS = {"b": "**…**", "strong": "**…**", "i": "*…*", "em": "*…*"}
_TAG = re.compile(r"<\s*([A-Za-z]+)\s*>")
_ID = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[a-z0-9]+)+")
# Without one of these there is nothing of the kind.
_SIGNS = ("{", ")=", "\\", "$", "[", "''", "==")
# The colon in the middle of a name is easily another sign, or none.
_NAMES = "|".join(name.replace(":", r"[:;.,\s]\s?") for name in sorted(ROLES, key=len, reverse=True))
_QUOTES = "`‘’'\"“”´｀"
_KEY = rf"(?P<key>[^\s{_QUOTES}\[\](){{}}<>][^\n{_QUOTES}\[\](){{}}<>]{{0,199}}?)"
_OPENING = rf"[{{｛]\s?(?P<role>{_NAMES})\s?[}}｝]\s?"
_CODE = r"`(?P<key>[^`\n]{1,200})`"
_LOOSE_ROLES = tuple(
    map(
        re.compile,
        (
            rf"{_OPENING}[{_QUOTES}]{{1,2}}\s?{_KEY}\s?[{_QUOTES}]{{1,2}}",  # {cite:p} ‘key’, { cite:p }`key`
            rf"{_OPENING}[\[(]{_KEY}[\])]",  # {cite:p}[key]
            rf"{_CODE}\{{(?P<role>{_NAMES})\}}(?!`)",  # `key`{cite:p}
            rf"(?<![\w{{:}}])\((?P<role>{_NAMES})\){_CODE}",  # (cite:p)`key`
            rf"(?<![\w{{:}}])(?P<role>{_NAMES}){_CODE}",  # cite:p`key`
            rf"(?<![\w$])[$@]\{{(?P<role>{_NAMES})\}}{_CODE}",  # ${{country}}`KZ`
            rf"\{{(?P<role>{_NAMES})\}}(?P<key>[A-Za-z0-9]+(?:[-_:][A-Za-z0-9]+)+|[A-Z]{{2}}\b)",  # {cite:p}some-key
        ),
    )
)
_ALONE = re.compile(rf"\{{(?:{_NAMES})\}}")


class RawHtml(PassageRule, code="S104"):
    """HTML stands in the text. It is shown as text."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for block in text.blocks:
            if block.token.type == "html_block":
                first = block.token.content.strip().split("\n")[0]
                span = text.places.of_text(block.line, first)
                yield self.at(span, "HTML is shown as text", hint=_instead(first))
        yield from super().check(text)

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Tell of each tag but the closing ones, and of those that close nothing the first."""
        tags = [child for child in passage.children if child.type == "html_inline"]
        for tag in [tag for tag in tags if not tag.content.startswith("</")] or tags[:1]:
            message = f'"{tag.content}" is HTML and is shown as text'
            yield self.at(passage.place(tag.meta["at"], 1), message, hint=_instead(tag.content))


def _instead(html: str) -> str:
    """What to write instead of a piece of HTML."""
    match = _TAG.match(html)
    if match and match[1].lower() in _EMPHASIS:
        return f"write {_EMPHASIS[match[1].lower()]} instead"
    return "delete it" if html.startswith("<!--") else r'write it in Markdown, or "\<" for the sign itself'


class ForeignSyntax(PatternRule, code="S114"):
    """Something stands in the text that other documents may have and briefs may not. It is shown as text."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        """Look where there is one of the signs without which there is nothing of the kind."""
        return super().check_passage(passage) if any(sign in passage.text for sign in _SIGNS) else iter(())

    def tell(self, row: Pattern, found: re.Match[str], passage: Passage) -> Diagnostic:
        start, length = found.end() - len(found[0].lstrip()), len(found[0].strip())
        return self.told(row, passage.place(start, length), passage.content[start : start + length])

    def told(self, row: Pattern, span: Span, written: str) -> Diagnostic:
        """What is said of the signs *written* there."""
        return self.at(span, row.says.replace("{}", written), hint=row.hint)


class MarkupOfOthers(ForeignSyntax, code="S144"):
    """Markup of another program stands in the text, and is shown as it was typed."""

    def told(self, row: Pattern, span: Span, written: str) -> Diagnostic:
        brief = written[2:-2].partition("|")[0].strip()
        if row.name == "wiki" and _ID.fullmatch(brief):
            return self.instead(span, row.says.replace("{}", written), f"{{brief}}`{brief}`", written)
        return super().told(row, span, written)


class LooseRole(PassageRule, code="S109"):
    """A role's name stands in the text without what it names."""

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        text, content, place = passage.text, passage.content, passage.place
        if not ("{" in content or "｛" in content or "cite" in content):
            return
        told: set[int] = set()
        for found in (found for pattern in _LOOSE_ROLES for found in pattern.finditer(content)):
            start, end = found.span()
            is_role = COVER in text[slice(*found.span("role"))] and content[start] not in "$@"
            if is_role or not told.isdisjoint(range(found.start("role"), end)):
                continue
            told.update(range(start, end))
            if not content[:start].endswith("\\"):  # else it is meant to be shown
                instead = f"{{{_name_of_role(found['role'])}}}`{found['key'].strip()}`"
                where = place(start, len(found[0].partition("\n")[0]))
                message = f'"{" ".join(found[0].split())}" is shown as text'
                yield self.instead(where, message, instead, found[0], sure="\n" not in found[0])
        for found in _ALONE.finditer(text):
            if found.start() not in told:
                hint = f"write {{{_name_of_role(found[0][1:-1])}}}`…`, with backticks directly behind it"
                yield self.at(passage.match_span(found), f'"{found[0]}" is shown as text', hint=hint)


def _name_of_role(written: str) -> str:
    """The name of the role that is meant."""
    return re.sub(r"[^a-z]+", ":", written)
