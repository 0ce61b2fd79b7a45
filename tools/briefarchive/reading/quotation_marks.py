"""Straight quotation marks beside curly ones in one text."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Replacement, Rule, Severity, Span

# What is no prose: roles and code, addresses of links, autolinks and HTML, bare addresses, and what is escaped.
NO_PROSE = re.compile(
    r"(?:\{[\w:+-]+\})?(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|<[A-Za-z/!][^<>\n]*>|https?://\S+|\\[\\\"']",
    re.DOTALL,
)
_OPENS_AFTER = frozenset(" \t\n([{—–-/“‘*_|>")
_CLOSES_BEFORE = frozenset(" \t\n)]}—–-/”’*_|.,;:!?…")
# Where these quote, “ closes: which mark is meant is another question there.
_ELSEWHERE = frozenset("„«»‹›「」『』")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_HALF_CURLY = re.compile(r"‘[^‘’']{1,300}'(?!\w)(?=[^‘’]*(?:‘|\Z))")
_CURLY = _ELSEWHERE | set("“”‘’")
_PARTNERS = {'"': frozenset("“”"), "'": frozenset("‘’")}


class MixedQuotationMarks(Rule):
    r"""Straight quotation marks (`"`, `'`) stand in a text beside curly ones (`“”`, `‘’`).

    It happens when passages are pasted together. Write one kind. Marks of which it is certain whether they open or
    close, and apostrophes within words, are made curly by `briefs check --fix`; marks for feet and inches stay.
    """

    code = "S120"
    severity = Severity.NOTICE
    fixable = True


FAULTS: tuple[type[Rule], ...] = (MixedQuotationMarks,)


@dataclass(slots=True)
class QuotationMarks:
    """Collects the marks of one text, paragraph by paragraph."""

    seen: set[str] = field(default_factory=set)
    paragraphs: list[tuple[str, Callable[[int, int], Span]]] = field(default_factory=list)
    straight: dict[str, list[Span]] = field(default_factory=lambda: {'"': [], "'": []})
    meant: dict[str, list[Replacement]] = field(default_factory=lambda: {'"': [], "'": []})

    def add(self, content: str, place: Callable[[int, int], Span]) -> None:
        """Look at a paragraph.

        Args:
            content: Its text with its marks.
            place: The place in the file of an offset in it, and of so many characters.
        """
        if not content.isascii():
            self.seen |= set(content) & _CURLY
        if '"' in content or "'" in content:
            self.paragraphs.append((content, place))

    def found(self) -> Iterator[Diagnostic]:
        """What is wrong with the text, by kind of mark."""
        if not self.seen or self.seen & _ELSEWHERE:
            return
        for content, place in self.paragraphs:
            prose = NO_PROSE.sub(lambda found: "\ue000" * len(found[0]), content)
            self._doubles(prose, place)
            self._apostrophes(prose, place)
        for mark, curly, name in (('"', "“”", "quotation marks"), ("'", "’", "apostrophes")):
            if self.straight[mark] and self.seen & _PARTNERS[mark]:
                message = f"straight {name} ({mark}) stand beside curly ones"
                fix = tuple(self.meant[mark][:200])
                yield MixedQuotationMarks.at(self.straight[mark][0], message, hint=f"write {curly}", fix=fix)

    def _doubles(self, prose: str, place: Callable[[int, int], Span]) -> None:
        marks = [at for at, sign in enumerate(prose) if sign == '"' and not is_inch(prose, at)]
        if not marks:
            return
        self.straight['"'] += [place(at, 1) for at in marks]
        kinds = {at: kind_of_mark(prose, at) for at in marks}
        # Curly ones count as well: “headline" has one of each.
        both = sorted((kinds | {found.start(): found[0] for found in re.finditer("[“”]", prose)}).items())
        if [kind for _, kind in both] == ["“", "”"] * (len(both) // 2):
            self.meant['"'] += [Replacement(span=place(at, 1), text=kind, old='"') for at, kind in kinds.items()]

    def _apostrophes(self, prose: str, place: Callable[[int, int], Span]) -> None:
        for at in sorted({*(found.start() for found in _APOSTROPHE.finditer(prose)), *closing_marks(prose)}):
            span = place(at, 1)
            self.straight["'"].append(span)
            self.meant["'"].append(Replacement(span=span, text="’", old="'"))


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
