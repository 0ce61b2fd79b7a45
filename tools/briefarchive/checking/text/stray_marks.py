"""Rules on typing errors and leftovers in a text.

Errors are superfluous or missing spaces, marks and small words, and unpaired quotation marks; leftovers are editors'
remarks, tracked changes and email addresses.
"""

import functools
import itertools
import operator
import re
from collections.abc import Iterable, Iterator

from ...diagnostics import Diagnostic, Replacement, Span
from ...model import Status
from ...reading.markdown.dialect import CITATION_ROLES
from ...reading.markdown.text import COVER, Part, Passage, Text, TextRule
from ..patterns import Pattern, PatternRule, find_expression

_AFTER_CITATION = re.compile(r"(?<=`)(?P<mark>[.,;])(?=[A-Za-z]{1,20}[\s,])")
_DOUBLED = find_expression("doubled-word")
_ENGLISH = re.compile(r"\b(?:the|and|that|with|by|from|for|on|were|has)\b")
_ONLY_ENGLISH = frozenset({"the", "and", "with", "from", "were", "its", "their"})
_CAPITALISED = re.compile(r"\b[A-Z]\w*\Z")
_NEEDS_SPACE = re.compile("[A-Za-z0-9”),]")
_NON_BREAKING = "\u00a0\u2007\u202f"
# Wide spaces, which are used as indentation.
_WIDE_INDENT = re.compile("[ \t]{0,20}[\u2002\u2003\u3000][ \t\u2002\u2003\u3000]{0,20}(?=\\S)")
# The text before it is examined later, so that the search skips ordinary spaces quickly.
_NON_BREAKING_RUN = re.compile(rf"[{_NON_BREAKING}][ \t{_NON_BREAKING}]*")
# Two lower-case words; one of a single letter may be kept together with the other on purpose. In titles and names,
# which are shown in lists and searched, capitalized words count too.
_BETWEEN_WORDS = {Part.BODY: re.compile("[a-z]{2}.[a-z]{2}"), Part.HEAD: re.compile(r"[^\W\d_]{2}.[^\W\d_]{2}")}
_MAX_FIXES = 200
"""Lines fixed by one diagnostic; the rest are fixed in the next round."""
_OPENS_AFTER = frozenset(" \t\n([{—–-/“‘*_|>")
_CLOSES_BEFORE = frozenset(" \t\n)]}—–-/”’*_|.,;:!?…")
# In texts with these marks “ may be a closing mark, so that the rule cannot tell.
_FOREIGN_MARKS = frozenset("„«»‹›「」『』")
_LOW = frozenset("„«»‹›‚")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_HALF_CURLY = re.compile(r"‘[^‘’']{1,300}'(?!\w)(?=[^‘’]*(?:‘|\Z))")
_CURLY = _FOREIGN_MARKS | set("“”‘’")
_PARTNERS = {'"': frozenset("“”"), "'": frozenset("‘’")}
_MARKS = re.compile('[“”"]')
_CURLY_DOUBLE = re.compile("[“”]")
_CURLY_LANGUAGES = frozenset({"en", "zh"})
"""Languages that open quotations with “ and close them with ”."""
_CONTEXT = 30
_LETTERS = re.compile(r"todo|fixme|tktk|xxx+", re.IGNORECASE)
_COMMENT = re.compile(r"\[(?:comment(?:ed)? ?)?[a-z]{2,3}\d", re.IGNORECASE)
_OFFICE_MAILBOX = find_expression("office")


class StrayMark(PatternRule, code="S142", parts=Part.BODY | Part.FIELD):
    """A space, a mark or a word is superfluous or missing: `late , and`, `late.It rained`, `in the the port`."""

    def diagnose(self, row: Pattern, match: re.Match[str], passage: Passage) -> Diagnostic:
        return _diagnose(match, row.write.format(**match.groupdict()), row.says.replace("{}", match[0]), passage)

    def check_passage(self, passage: Passage) -> Iterator[Diagnostic]:
        yield from super().check_passage(passage)
        yield from _find_doubled(passage)
        for child in passage.children:
            if child.type == "myst_role" and child.meta["name"] in CITATION_ROLES:
                yield from _check_citation_spaces(child.meta["at"], child.meta["end"], passage)


def _check_citation_spaces(at: int, end: int, passage: Passage) -> Iterator[Diagnostic]:
    """Report missing spaces before and after a citation."""
    if following := _AFTER_CITATION.match(passage.content, end):
        mark = following["mark"]
        yield _diagnose(following, f"{mark} ", f'"{mark}": a space is missing after the mark', passage)
    if at and _NEEDS_SPACE.match(passage.content, at - 1) and passage.text[at] == COVER:
        span, message = passage.place(at, 1), "a space is missing before the citation"
        yield StrayMark.suggest(span, message, " ", hint="put one there", at=passage.place(at, 0))


def _find_doubled(passage: Passage) -> Iterator[Diagnostic]:
    text = passage.text
    words = text.lower().split()
    if not any(map(operator.eq, words, words[1:])):
        return
    english = set(_ENGLISH.findall(text))
    for match in _DOUBLED.finditer(text):
        word = match["word"].lower()
        if match["again"].islower() and (word in _ONLY_ENGLISH or english - {word}):
            # At the start of a line the space after the word is deleted too, elsewhere the one before it.
            begins_line = match["again"].startswith("\n")
            start = match.start("again") + begins_line
            end = match.end() + (begins_line and text[match.end() : match.end() + 1] == " ")
            span = passage.place(start, end - start)
            yield StrayMark.suggest(span, f'"{word}" stands twice', "", text[start:end], hint="delete it here")


def _diagnose(match: re.Match[str], replacement: str, message: str, passage: Passage) -> Diagnostic:
    span = passage.match_span(match)
    if match[0] in {".", "!"} and _CAPITALISED.search(match.string[max(match.start() - 40, 0) : match.start()]):
        return StrayMark.flag(span, message, hint=f'if it is not part of a name, write "{replacement}"')
    return StrayMark.suggest(span, message, replacement, match[0])


class StrayNonBreakingSpace(TextRule, code="S122", parts=Part.HEAD | Part.BODY):
    """A non-breaking space is used needlessly: beside another space, or between two ordinary words."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        for number, line in enumerate(text.lines):
            if line.isascii() or number in text.code:
                continue
            if fix := tuple(itertools.islice(_find_stray(text, number), _MAX_FIXES)):
                message = "there is a non-breaking space where an ordinary one would do"
                yield self.flag(fix[0].span, message, hint="write an ordinary space", fix=fix)
            if text.part is Part.BODY and (match := _WIDE_INDENT.match(line)):
                span = text.place(number, 0, match.end())
                yield self.suggest(span, "wide spaces indent the paragraph", "", match[0], hint="delete them")


def _find_stray(text: Text, number: int) -> Iterator[Replacement]:
    line = text.lines[number]
    if not line.strip(f" \t{_NON_BREAKING}"):
        return  # an empty line would split a paragraph
    first_word = len(line) - len(line.lstrip(f" \t{_NON_BREAKING}"))
    for run in _NON_BREAKING_RUN.finditer(line):
        start, end = run.span()
        if start < first_word:  # the ordinary spaces before it may indent a list
            yield Replacement(span=text.place(number, start, end - start), text="")
            continue
        while line[start - 1] in " \t":
            start -= 1
        is_last = end == len(line)
        if is_last:  # the ordinary spaces after it may be a line break
            end = len(line.rstrip(" \t"))
        if is_last or end - start > 1 or _BETWEEN_WORDS[text.part].fullmatch(line[max(start - 2, 0) : start + 3]):
            yield Replacement(span=text.place(number, start, end - start), text="" if is_last else " ")


class TrailingSpaces(TextRule, code="S123", parts=Part.HEAD | Part.BODY):
    """Lines end with meaningless spaces, which clutter diffs."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        if fix := tuple(_find_trailing(text)):
            message = f"{len(fix):,} lines end with spaces" if len(fix) > 1 else "the line ends with spaces"
            yield self.flag(fix[0].span, message, hint="delete them", fix=fix[:_MAX_FIXES])


def _find_trailing(text: Text) -> Iterator[Replacement]:
    """Yield the removal of meaningless spaces at the ends of lines."""
    for number, line in enumerate(text.lines):
        if line[-1:] not in {" ", "\t"} or number in text.code:
            continue
        words = line.rstrip(" \t")
        follows = number + 1 < len(text.lines) and text.lines[number + 1].strip()
        is_break = text.part is Part.BODY and words and line.endswith("  ") and follows
        if not is_break and not words.endswith("\\"):
            yield Replacement(span=text.place(number, len(words), len(line) - len(words)), text="")


class MixedQuotationMarks(TextRule, code="S120"):
    """A text mixes straight quotation marks (`"`, `'`) with curly ones (`“”`, `‘’`)."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        signs = {
            sign
            for passage in text.passages
            if not passage.content.isascii()
            for sign in _CURLY.intersection(passage.content)
        }
        if not signs or signs & _FOREIGN_MARKS:
            return
        for mark, curly, name, find in (
            ('"', "“”", "quotation marks", _find_quotation_marks),
            ("'", "’", "apostrophes", _find_apostrophes),
        ):
            if not signs & _PARTNERS[mark]:
                continue
            straight = [(passage.place(at, 1), curly) for passage in text.passages for at, curly in find(passage.text)]
            fix = tuple(Replacement(span=span, text=curly, old=mark) for span, curly in straight if curly)
            for span, _ in straight[:1]:
                message = f"straight {name} ({mark}) are mixed with curly ones"
                yield self.flag(span, message, hint=f"write {curly}", fix=fix[:_MAX_FIXES])


def _find_quotation_marks(prose: str) -> Iterator[tuple[int, str]]:
    """Yield the offsets of straight quotation marks with the curly ones for them; empty if uncertain."""
    marks = find_double_marks(prose)  # curly ones as well: “headline" has one of each
    is_certain = [kind for _, _, kind in marks] == ["“", "”"] * (len(marks) // 2)
    return ((at, kind if is_certain else "") for at, sign, kind in marks if sign == '"')


def _find_apostrophes(prose: str) -> Iterator[tuple[int, str]]:
    places = sorted({*(match.start() for match in _APOSTROPHE.finditer(prose)), *find_closing_marks(prose)})
    return ((at, "’") for at in places)


class LoneQuotationMark(TextRule, code="S138", parts=Part.BODY | Part.FIELD):
    """A quotation mark has no matching partner."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        is_elsewhere = any(not (passage.text.isascii() or _LOW.isdisjoint(passage.text)) for passage in text.passages)
        if is_elsewhere or text.language.partition("-")[0] not in _CURLY_LANGUAGES:
            return
        for mark, span in itertools.islice(_find_lone_marks(text.passages), _MAX_FIXES):
            partner, edge = ("”", "ends") if mark == "“" else ("“", "begins")
            yield self.flag(span, f'"{mark}" has no "{partner}"', hint=f"put {partner} where the quotation {edge}")


def _find_lone_marks(passages: Iterable[Passage]) -> Iterator[tuple[str, Span]]:
    """Yield unpaired curly marks, unless a straight one may be the partner: another rule reports the mix."""
    pending: Span | None = None
    for passage in passages:
        text, place = passage.text, passage.place
        if pending and not text.lstrip().startswith("“"):  # otherwise the quotation continues
            yield "“", pending
        opening: int | None = None
        for match in _CURLY_DOUBLE.finditer(text) if '"' not in text else ():
            at = match.start()
            if match[0] == "“":
                if opening is not None and at:
                    yield "“", place(opening, 1)
                opening = at
            else:
                if opening is None and not text[at - 1 : at].isdigit():  # after a digit it means inches
                    yield "”", place(at, 1)
                opening = None
        pending = None if opening is None else place(opening, 1)
    if pending:
        yield "“", pending


@functools.lru_cache(maxsize=1)
def find_closing_marks(prose: str) -> frozenset[int]:
    """Find straight marks that close curly ones, as in `‘one China'`; cached, because each mark asks."""
    return frozenset(match.end() - 1 for match in _HALF_CURLY.finditer(prose)) if "‘" in prose else frozenset()


def find_double_marks(prose: str) -> list[tuple[int, str, str]]:
    """Return the offset of each double quotation mark, the mark, and the curly one meant, empty if unclear."""
    marks = ((match.start(), match[0]) for match in _MARKS.finditer(prose))
    return [
        (at, sign, curly_mark(prose, at) if sign == '"' else sign)
        for at, sign in marks
        if sign != '"' or not is_inch(prose, at)
    ]


def is_inch(prose: str, at: int) -> bool:
    """Return whether a mark means inches: after a digit, with no quotation open."""
    return prose[at - 1 : at].isdigit() and prose.count('"', 0, at) % 2 == 0


def curly_mark(prose: str, at: int) -> str:
    """Return the curly mark for a straight one, judged by the characters around it; empty if unclear."""
    before, after = prose[at - 1 : at] if at else "\n", prose[at + 1 : at + 2] or "\n"
    opens = before in _OPENS_AFTER and after not in _CLOSES_BEFORE
    closes = after in _CLOSES_BEFORE and before not in _OPENS_AFTER
    # After a full stop or dash at the end of the quotation.
    closes = closes or (after.isspace() and not before.isspace())
    opens = opens or (before.isspace() and not after.isspace())
    return "" if opens == closes else "“" if opens else "”"


class LeftOverRemark(PatternRule, code="S130", parts=Part.BODY | Part.FIELD):
    """A text contains an editorial remark, such as `[AK1]`, `TODO` or `[source?]`, or a tracked change."""

    def check(self, text: Text) -> Iterator[Diagnostic]:
        return iter(()) if text.head.status is Status.DRAFT else super().check(text)

    def is_meant(self, row: Pattern, match: re.Match[str], passage: Passage) -> bool:
        return not _is_numeral(match) and (row.name != "remark" or _is_written_as_remark(match[0]))


def _is_written_as_remark(remark: str) -> bool:
    """Return whether a remark is in capitals, as remarks are: “todo” is a Spanish word."""
    words = remark.strip("[]()")
    return (not _LETTERS.fullmatch(words) or words.isupper()) and (
        not _COMMENT.match(remark) or words[-3:].isupper() or words[-2].isupper()
    )


def _is_numeral(match: re.Match[str]) -> bool:
    """Return whether XXX is a Roman numeral, as beside a capitalized word: “the XXX Olympiad”, “Article XXX”."""
    text = match.string
    before = text[max(match.start() - _CONTEXT, 0) : match.start()].split(" ")
    is_named = len(before) > 1 and not before[-1] and before[-2][:1].isupper()
    return match[0] in {"XX", "XXX"} and (is_named or text[match.end() : match.end() + 2].strip().isupper())


class MailAddress(PatternRule, code="S139", parts=Part.BODY | Part.FIELD):
    """A text contains a person's email address, which would be harvested and remain in every copy of the page."""

    def is_meant(self, row: Pattern, match: re.Match[str], passage: Passage) -> bool:
        return not _OFFICE_MAILBOX.search(match["who"])
