"""Roles that are shown as text: the marks of the key are others, stand elsewhere, or are missing."""

import itertools
import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ...reading.markdown.dialect import ROLES
from ...reading.markdown.text import COVER, Passage
from ..rule import PassageRule

# The colon in the middle of a name is easily another sign, or none.
_NAMES = "|".join(name.replace(":", r"[:;.,\s]\s?") for name in sorted(ROLES, key=len, reverse=True))
_MARKS = "`‘’'\"“”´｀"
_KEY = rf"(?P<key>[^\s{_MARKS}\[\](){{}}<>][^\n{_MARKS}\[\](){{}}<>]{{0,199}}?)"
_FORMS = (
    # {cite:p} ‘key’, { cite:p }`key`, {cite:p}[key]
    re.compile(
        rf"[{{｛]\s?(?P<role>{_NAMES})\s?[}}｝]\s?"
        rf"(?:[{_MARKS}]{{1,2}}\s?{_KEY}\s?[{_MARKS}]{{1,2}}|[\[(]{_KEY.replace('key', 'other')}[\])])"
    ),
    # `key`{cite:p}
    re.compile(rf"`(?P<key>[^`\n]{{1,200}})`\{{(?P<role>{_NAMES})\}}(?!`)"),
    # (cite:p)`key`, cite:p`key`
    re.compile(rf"(?<![\w{{:}}])(?:\((?P<role>{_NAMES})\)|(?P<bare>{_NAMES}))`(?P<key>[^`\n]{{1,200}})`"),
    # ${country}`KZ`
    re.compile(rf"(?<![\w$])(?P<sign>[$@])\{{(?P<role>{_NAMES})\}}`(?P<key>[^`\n]{{1,200}})`"),
    # {cite:p}some-key
    re.compile(rf"\{{(?P<role>{_NAMES})\}}(?P<key>[A-Za-z0-9]+(?:[-_:][A-Za-z0-9]+)+|[A-Z]{{2}}\b)"),
)
_ALONE = re.compile(rf"\{{(?:{_NAMES})\}}")
_MOST = 50
"""So many of a paragraph are looked at."""


class LooseRole(PassageRule):
    """A role's name stands in the text without what it names.

    The backticks follow directly, and something stands between them: `` {country}`RU` ``. With a space before them,
    with quotation marks instead, or with none, the text is shown as it was typed.
    """

    code = "S109"
    fixable = True
    rewrites = True

    @classmethod
    def check_passage(cls, passage: Passage) -> Iterator[Diagnostic]:
        text, content, place = passage.text, passage.content, passage.place
        if not ("{" in content or "｛" in content or "cite" in content):
            return
        told: set[int] = set()
        for pattern in _FORMS:
            for found in itertools.islice(pattern.finditer(content), _MOST):
                parts = found.groupdict()
                role, key = parts["role"] or parts.get("bare") or "", parts["key"] or parts.get("other") or ""
                start, end = found.start("role") if parts["role"] else found.start("bare"), found.end()
                is_covered = COVER in text[start : start + len(role)] and not parts.get("sign")
                if is_covered or not told.isdisjoint(range(start, end)):
                    continue
                told.update(range(found.start(), end))
                if content[: found.start()].endswith("\\"):
                    continue  # it is meant to be shown
                instead = f"{{{_name(role)}}}`{key.strip()}`"
                span = place(found.start(), len(found[0].partition("\n")[0]))
                message = f'"{" ".join(found[0].split())}" is shown as text'
                yield cls.instead(span, message, instead, found[0], sure="\n" not in found[0])
        for found in _ALONE.finditer(text):
            if found.start() not in told:
                hint = f"write {{{_name(found[0][1:-1])}}}`…`, with backticks directly behind it"
                yield cls.at(passage.match_span(found), f'"{found[0]}" is shown as text', hint=hint)


def _name(written: str) -> str:
    """The name of the role that is meant."""
    return re.sub(r"[^a-z]+", ":", written)
