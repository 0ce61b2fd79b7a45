"""Quotation marks: straight ones beside curly ones in one text, and curly ones that have no other."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator

from ...diagnostics import Diagnostic, Replacement, Span
from ...reading.markdown.text import Part, Passage, Text, TextRule

_OPENS_AFTER = frozenset(" \t\n([{—–-/“‘*_|>")
_CLOSES_BEFORE = frozenset(" \t\n)]}—–-/”’*_|.,;:!?…")
# Where these quote, “ closes: which mark is meant is another question there.
_ELSEWHERE = frozenset("„«»‹›「」『』")
_LOW = frozenset("„«»‹›‚")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_HALF_CURLY = re.compile(r"‘[^‘’']{1,300}'(?!\w)(?=[^‘’]*(?:‘|\Z))")
_CURLY = _ELSEWHERE | set("“”‘’")
_PARTNERS = {'"': frozenset("“”"), "'": frozenset("‘’")}
_MARKS = re.compile('[“”"]')
_MOST = 200
"""When so many are mended, the others are told."""
_QUOTING_SO = frozenset({"en", "zh"})
"""Languages that quote with “ and ”; others have these marks for another side."""


class MixedQuotationMarks(TextRule, code="S120"):
    """Straight quotation marks (`"`, `'`) stand in a text beside curly ones (`“”`, `‘’`)."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        seen = {sign for one in text.passages if not one.content.isascii() for sign in _CURLY.intersection(one.content)}
        if not seen or seen & _ELSEWHERE:
            return
        for mark, curly, name, find in (
            ('"', "“”", "quotation marks", _doubles),
            ("'", "’", "apostrophes", _apostrophes),
        ):
            if not seen & _PARTNERS[mark]:
                continue
            straight = [(passage.place(at, 1), meant) for passage in text.passages for at, meant in find(passage.text)]
            fix = tuple(Replacement(span=span, text=meant, old=mark) for span, meant in straight if meant)
            for span, _ in straight[:1]:
                message = f"straight {name} ({mark}) stand beside curly ones"
                yield self.at(span, message, hint=f"write {curly}", fix=fix[:_MOST])


def _doubles(prose: str) -> Iterator[tuple[int, str]]:
    """The places of straight quotation marks, and what is meant by each; nothing where that is not certain."""
    kinds = {at: kind_of_mark(prose, at) for at, sign in enumerate(prose) if sign == '"' and not is_inch(prose, at)}
    # Curly ones count as well: “headline" has one of each.
    both = sorted((kinds | {found.start(): found[0] for found in re.finditer("[“”]", prose)}).items())
    is_certain = [kind for _, kind in both] == ["“", "”"] * (len(both) // 2)
    return ((at, kind if is_certain else "") for at, kind in kinds.items())


def _apostrophes(prose: str) -> Iterator[tuple[int, str]]:
    places = sorted({*(found.start() for found in _APOSTROPHE.finditer(prose)), *closing_marks(prose)})
    return ((at, "’") for at in places)


class LoneQuotationMark(TextRule, code="S138"):
    """A quotation mark `“` has no `”`, or the other way round, so that nobody knows where the quotation ends."""

    parts = frozenset({Part.BODY, Part.FIELD})

    def check(self, text: Text) -> Iterator[Diagnostic]:
        is_elsewhere = any(not (one.text.isascii() or _LOW.isdisjoint(one.text)) for one in text.passages)
        if is_elsewhere or text.language.partition("-")[0] not in _QUOTING_SO:
            return
        for mark, span in itertools.islice(_lone_marks(text.passages), _MOST):
            other, where = ("”", "ends") if mark == "“" else ("“", "begins")
            yield self.at(span, f'"{mark}" has no "{other}"', hint=f"put {other} where the quotation {where}")
        for passage in text.passages if text.part is Part.FIELD else ():
            straight = [at for at, sign in enumerate(passage.text) if sign == '"' and not is_inch(passage.text, at)]
            if len(straight) % 2:
                hint = "put another one where the quotation begins or ends, or delete it"
                yield self.at(passage.place(straight[-1], 1), 'a " has no other', hint=hint)


def _lone_marks(passages: Iterable[Passage]) -> Iterator[tuple[str, Span]]:
    """The curly marks that have no other, passage by passage; that a straight one is the other is told by itself."""
    pending: Span | None = None
    for passage in passages:
        text, place = passage.text, passage.place
        if pending and not text.lstrip().startswith("“"):  # else the quotation goes on
            yield "“", pending
        opened: int | None = None
        straight = 0
        """How many straight marks are open."""
        for found in _MARKS.finditer(text) if "“" in text or "”" in text else ():
            at, sign = found.start(), found[0]
            if sign == '"':
                kind = "" if is_inch(text, at) else kind_of_mark(text, at)
                straight += kind == "“"
                opened = None if kind == "”" and not straight else opened
                straight -= kind == "”" and straight > 0
            elif sign == "”" and straight and opened is None:
                straight -= 1
            elif sign == "“":
                if opened is not None and at:
                    yield "“", place(opened, 1)
                opened = at
            else:
                if opened is None and not text[at - 1 : at].isdigit():  # there it is a mark for inches
                    yield "”", place(at, 1)
                opened = None
        pending = None if opened is None else place(opened, 1)
    if pending:
        yield "“", pending


@functools.lru_cache(maxsize=1)
def closing_marks(prose: str) -> frozenset[int]:
    """Where a straight mark ends a quotation that a curly one began, `‘one China'`; asked for each mark in turn."""
    return frozenset(found.end() - 1 for found in _HALF_CURLY.finditer(prose)) if "‘" in prose else frozenset()


def is_inch(prose: str, at: int) -> bool:
    """Whether a mark stands for inches: behind a figure, where no quotation is open."""
    return prose[at - 1 : at].isdigit() and prose.count('"', 0, at) % 2 == 0


def kind_of_mark(prose: str, at: int) -> str:
    """Whether a mark opens or closes, by the signs around it; empty where they do not tell."""
    before, after = prose[at - 1 : at] if at else "\n", prose[at + 1 : at + 2] or "\n"
    opens = before in _OPENS_AFTER and after not in _CLOSES_BEFORE
    closes = after in _CLOSES_BEFORE and before not in _OPENS_AFTER
    # Behind a point or a dash that the quotation ends with.
    closes = closes or (after.isspace() and not before.isspace())
    opens = opens or (before.isspace() and not after.isspace())
    return "" if opens == closes else "“" if opens else "”"
