"""Explains in plain words the likely mistake in YAML that cannot be parsed.

A parser stops where it can no longer make sense of the text, which is often some lines below the mistake. Here, common
mistakes are undone in each line up to that point; the first correction that lets the parser get further is suggested.
"""

import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import yaml

from ...diagnostics import Diagnostic, Replacement, Span
from ...model.tables import load_words
from ..fields import FRONT_MATTER, VOCABULARY_FIELDS
from ..rules import Syntax
from .writer import quote, split_items, suggest_entry, write_flow_list

_ROWS_ABOVE, _ROWS_BELOW = 60, 40
"""Number of lines to examine above and below the point where the parser stops."""
_MAX_CHARACTERS = 30_000
_MAX_SHOWN, _MAX_WRITTEN = 160, 1_200
_FIELDS = frozenset(FRONT_MATTER).union(*VOCABULARY_FIELDS.values())
_LISTS = frozenset(name for name, field in FRONT_MATTER.items() if field.item and not field.item.members)
_COLON_IN_VALUE = "the value has a colon in it"
_CLOSING = {"[": "]", "{": "}"}
_SPACES = "\u00a0\u2002-\u200a\u202f\u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mistake:
    """A mistake in *length* characters from *column* of line *row*, both counted from 0.

    Attributes:
        lines: The corrected lines, by row.
        is_certain: Whether nothing else could have been intended; only then are they offered.
    """

    row: int
    column: int = 0
    length: int
    message: str
    hint: str
    lines: Mapping[int, str]
    is_certain: bool = True


def find_mistake(text: str, path: str = "", first_line: int = 1) -> Diagnostic | None:
    """Return the diagnostic of the first mistake in YAML from *first_line* of a file; None if no correction helps."""
    failure = _find_failure(text)
    if failure == math.inf:
        return None
    lines = text.split("\n")
    last = min(int(failure), len(lines) - 1)
    first = max(last - _ROWS_ABOVE, 0)
    start = next((row for row in range(first - 1, 0, -1) if re.match(r"[\w-]+:(?:\s|$)", lines[row])), 0)
    part = lines[start : last + _ROWS_BELOW]
    if sum(map(len, part)) > _MAX_CHARACTERS:  # each correction is tested by parsing again
        return None
    rows = range(first - start, last - start + 1)
    mistakes = [mistake for row in rows for mistake in _mistakes(part, row, path)]
    mistake = _find_best(part, mistakes) or next(_guess(part, rows, mistakes), None)
    if mistake is None:
        return None
    first_line += start
    fix = tuple(
        Replacement(span=Span.in_line(path, first_line + row, 0, len(part[row])), text=new)
        for row, new in mistake.lines.items()
        if mistake.is_certain
    )
    span = Span.in_line(path, first_line + mistake.row, mistake.column, mistake.length)
    return Syntax.flag(span, mistake.message, hint=mistake.hint, fix=fix)


def _find_best(lines: list[str], mistakes: Sequence[_Mistake]) -> _Mistake | None:
    """Return the mistake whose correction lets the parser get furthest.

    It is a guess if correcting another line helps as much, or if it is in a valid line and other mistakes remain.
    """
    reached = [
        (progress, mistake) for mistake in mistakes if (progress := _measure_progress(lines, mistake)) > -math.inf
    ]
    best = max((progress for progress, _ in reached), default=-math.inf)
    best_mistakes = [mistake for progress, mistake in reached if progress == best]
    best_mistakes.sort(key=lambda mistake: _is_sound(lines[mistake.row]))  # a valid line is less likely to be wrong
    if not best_mistakes:
        return None
    rows = best_mistakes[0].lines.keys()
    is_guess = any(mistake.lines.keys() != rows for mistake in best_mistakes) or (
        best < math.inf and any(_is_sound(lines[at]) for at in rows)
    )
    return replace(best_mistakes[0], is_certain=best_mistakes[0].is_certain and not is_guess)


def _guess(lines: Sequence[str], rows: range, mistakes: Sequence[_Mistake]) -> Iterator[_Mistake]:
    """Yield possible mistakes where no correction helps the parser, such as the first of many wrong lines."""
    for row in rows:
        yield from _match_patterns(_UNMENDED, lines, row)
    for mistake in mistakes:
        if not _is_sound(lines[mistake.row]) and all(map(_is_sound, mistake.lines.values())):
            yield replace(mistake, is_certain=False)
    for row in rows:
        yield from _match_patterns(_LAST, lines, row)


def _find_failure(text: str) -> float:
    """Return the row where the parser stops; infinity if it succeeds."""
    try:
        nodes = [event for event in yaml.parse(text, Loader=yaml.CSafeLoader) if isinstance(event, yaml.NodeEvent)]
    except yaml.MarkedYAMLError as error:
        return text.count("\n", 0, error.problem_mark.index if error.problem_mark else 0)
    except yaml.YAMLError:  # a forbidden character
        return math.inf
    return 0 if nodes and isinstance(nodes[0], yaml.ScalarEvent) else math.inf


def _measure_progress(lines: list[str], mistake: _Mistake) -> float:
    """Return how far the parser gets with a mistake corrected, as a row counted from the end; -infinity if no further.

    If it stops at the same row, the correction still counts if everything up to it can now be parsed.
    """
    corrected = [mistake.lines.get(row, line) for row, line in enumerate(lines)]
    before, after = (_find_failure("\n".join(text)) - "\n".join(text).count("\n") for text in (lines, corrected))
    if after != before:
        return after if after > before else -math.inf
    last = max(mistake.lines) + 1
    sound = (_find_failure("\n".join(version[:last])) == math.inf for version in (lines, corrected))
    return before if [*sound] == [False, True] else -math.inf


def _is_sound(line: str) -> bool:
    """Return whether a line is a valid field on its own."""
    return bool(_SIMPLE_KEY.match(line)) and _find_failure(line.strip()) == math.inf


def _field_name(match: re.Match[str]) -> str:
    return match["key"].strip(" -:")


def _field_column(match: re.Match[str]) -> int:
    return len(match["key"]) - len(match["key"].lstrip(" -"))


def _write_value(name: str, value: str) -> str:
    """Return a value as it should be written: lists in brackets, anything else in quotes."""
    if name in _LISTS:
        return write_flow_list(split_items(re.sub(r"[\[\](){}]", ",", value)))
    unstyled = re.sub(r"(?<!\w)(\*+|_{1,2})(?=\S)([^*_]*\S)\1(?!\w)", r"\2", value)
    return quote(unstyled if name in {"title", "summary"} else value)


def _add_colon(match: re.Match[str]) -> str:
    value = match["value"].rstrip()
    if _field_name(match) in _LISTS and not value.startswith("["):
        value = write_flow_list(split_items(value.lstrip("-\"' ")))
    return f"{match['key'].rstrip()}: {value}"


def _quote_value(match: re.Match[str]) -> str:
    value = re.sub(r"\s+#\s.*$", "", match["value"]).rstrip()
    if value[0] in "\"'":  # the marks within become “ and ”
        value = re.sub(r'(?<![^\s(\[])"', "“", _strip_quotes(value)).replace('"', "”")
    return f"{match['key']} {_write_value(_field_name(match), value)}"


def _strip_quotes(value: str) -> str:
    """Return the intended value: without the quotes at both ends, if they were meant to enclose it."""
    mark, second = value[0], value.find(value[0], 1)
    if mark == "'" and value.endswith("'"):
        return value[1:-1]
    opens_again = value[second - 1 : second].isspace() and not value[second + 1 : second + 2].isspace()
    return value[1:-1] if value.endswith(mark) and opens_again and 0 < second < len(value) - 1 else value


def _delete(match: re.Match[str]) -> str:
    pattern = re.escape(match["bad"])
    return re.sub(rf"([\[{{,]\s*){pattern}", r"\1", match[0])


_KEY = r"(?P<key>[ ]*(?:- +)*[^\s\"'\[{#:-][^:#\[{]*:)"
_START = r"(?P<key>[ ]*(?:- +)*[A-Za-z_][\w-]*)"
_KNOWN = rf"(?P<key>[ ]*(?:- +)*(?:{'|'.join(sorted(_FIELDS))}))"
_FIELD = re.compile(rf"[ ]*(?:{'|'.join(sorted(_FIELDS))}):(?:\s|$)")
_SIMPLE_KEY = re.compile(r"(?P<key> *(?:- +)*[\w-]+:)(?:\s|$)")
_TEXT = re.compile(r"\s*(?![-–—#\"'\[{]|[\w-]+:(?:\s|$))\S.*")
_CORRECTIONS: dict[str, Callable[[re.Match[str]], str]] = {
    "delete": _delete,
    "quote_value": _quote_value,
    "replace_tabs": lambda match: match[0].replace("\t", "  "),
    "add_colon": _add_colon,
}


class _Pattern(NamedTuple):
    """A common mistake in a line, as described in the table beside this module."""

    find: re.Pattern[str]
    says: str
    hint: str = ""
    mend: str = ""


def _read_patterns(rows: list[dict[str, str]]) -> Iterator[_Pattern]:
    names = {"<KNOWN>": _KNOWN, "<KEY>": _KEY, "<START>": _START, "<SPACES>": _SPACES}
    for row in rows:
        pattern = re.sub("<[A-Z]+>", lambda name: names[name[0]], row["find"])
        yield _Pattern(re.compile(pattern), row["says"], row.get("hint", ""), row.get("mend", ""))


_MENDED, _UNMENDED, _LAST = (tuple(_read_patterns(rows)) for rows in load_words(__file__).values())


def _mistakes(lines: Sequence[str], row: int, path: str) -> Iterator[_Mistake]:
    """Yield possible mistakes in a line, with their corrections."""
    item = re.fullmatch(r"- (?P<id>id: *)?(?P<words>[^:<>/{}\[\]]*\w[^:<>/{}\[\]]*)", lines[row])
    if item and (entry := suggest_entry(path, item["words"])):
        entry = f"{item['words'].strip()}:" if item["id"] else entry
        message = "there is a list item where an entry belongs, which begins with its id"
        yield replace(_rewrite_line(lines, row, entry, message), is_certain=not item["id"])
    yield from _match_patterns(_MENDED, lines, row)
    yield from _find_first_item(lines, row)
    yield from _find_unquoted_lines(lines, row)
    yield from _find_indented(lines, row)
    yield from _find_unindented(lines, row)


def _match_patterns(patterns: Iterable[_Pattern], lines: Sequence[str], row: int) -> Iterator[_Mistake]:
    """Yield the mistakes that patterns describe in a line, each with those in the lines below that have it too."""
    for pattern in patterns:
        all_matches = map(pattern.find.fullmatch, lines[row:])
        matches = [*itertools.takewhile(lambda match: match is not None and not _is_sound(match[0]), all_matches)]
        new = {at: _correct(pattern, match) for at, match in enumerate(matches, row) if match and pattern.mend}
        whole = dict(itertools.takewhile(lambda item: _is_whole(lines, *item), new.items()))
        for match in filter(None, matches[:1]):
            bad = match["bad"].lstrip(" ")
            words = {"bad": _truncate(bad), "partner": _CLOSING.get(bad, "")}
            yield _Mistake(
                row=row,
                column=match.end("bad") - len(bad),
                length=len(bad),
                message=pattern.says.format(**words),
                hint=pattern.hint.format(**words) or hint_to_write(new[row].strip()),
                lines=whole or new,
                is_certain=bool(whole) and _is_aligned(lines, row, new[row]),
            )


def _correct(pattern: _Pattern, match: re.Match[str]) -> str:
    """Return the corrected line."""
    if pattern.mend in _CORRECTIONS:
        return _CORRECTIONS[pattern.mend](match)
    words = match.groupdict() | {"line": match[0].rstrip()}
    partner = _CLOSING.get(words.get("open") or words["bad"], "")
    return pattern.mend.format(**words, partner=partner).rstrip()


def _is_aligned(lines: Sequence[str], row: int, corrected: str) -> bool:
    """Return whether a line without its tab is indented like one next to it, or by two below a field without value."""
    is_tabbed = "\t" in lines[row][: _margin(lines[row])]
    return not is_tabbed or _margin(corrected) in _list_margins(lines, row)


def _is_whole(lines: Sequence[str], row: int, corrected: str) -> bool:
    """Return whether a corrected line closes no bracket twice, ends no value that continues below, and keeps fields."""
    if any(corrected.count(opening) < corrected.count(partner) for opening, partner in _CLOSING.items()):
        return False
    closes = corrected.endswith(("]", "}", '"', "'")) and not lines[row].rstrip().endswith(corrected[-1:])
    continues = _margin(lines[row]) < _margin("".join(lines[row + 1 : row + 2]))
    return not (closes and continues) and not re.search(r": [\"'].*[{}]", corrected)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _list_margins(lines: Sequence[str], row: int) -> Iterator[int]:
    """Yield where a line can begin, given those next to it."""
    for line in (*lines[max(row - 1, 0) : row], *lines[row + 1 : row + 2]):
        yield _margin(line)
        yield len(line) - len(line.lstrip(" -"))
    if row and _SIMPLE_KEY.fullmatch(above := lines[row - 1].rstrip(" >|+-")):
        yield len(above) - len(above.lstrip(" -")) + 2


def _rewrite_line(lines: Sequence[str], row: int, text: str, message: str) -> _Mistake:
    """Return a mistake that is corrected by replacing a whole line."""
    length, hint = len(lines[row].rstrip()), hint_to_write(text)
    return _Mistake(row=row, length=length, message=message, hint=hint, lines={row: text})


def _find_first_item(lines: Sequence[str], row: int) -> Iterator[_Mistake]:
    """Find a list item on the line of its field, with others below."""
    match = re.fullmatch(rf"{_KEY} +(?P<bad>(?:- +)?(?P<value>[^\s#\[{{|>].*))", lines[row])
    below = re.match(r" *(?=- )", "".join(lines[row + 1 : row + 2]))
    if match and below and not _FIELD.match(lines[row + 1].lstrip(" -")):
        yield _Mistake(
            row=row,
            column=match.start("bad"),
            length=len(match["bad"]),
            message="a list begins on the line of its field",
            hint=f'write "- {_truncate(match["value"])}" on a line below "{match["key"].lstrip()}"',
            lines={row: f"{match['key']}\n{below[0]}- {match['value']}"},
            is_certain=_field_name(match) in _LISTS,
        )


def _find_unquoted_lines(lines: Sequence[str], row: int) -> Iterator[_Mistake]:
    """Find a value of several lines that contains a colon, or ` #`, which begins a comment."""
    key = re.fullmatch(rf"{_KEY} +(?P<value>[^\s\"'\[{{|>&*!%@`-].*)", lines[row])
    if key is None:
        return
    margin = " " * (_field_column(key) + 1)
    below = itertools.takewhile(lambda line: line.startswith(margin) and not _FIELD.match(line), lines[row + 1 :])
    texts = [key["value"].rstrip(), *map(str.rstrip, below)]
    match = re.search(r":(?=\s|$)|(?<=\s)#.*", "\n".join(texts))
    if len(texts) == 1 or match is None:
        return
    mark = "'" if re.search(r'["\\]', "\n".join(texts)) else '"'
    at = match.string.count("\n", 0, match.start())
    start = key.start("value")
    column = match.start() - match.string.rfind("\n", 0, match.start()) - 1 + (start if at == 0 else 0)
    quoted = [f"{lines[row][:start]}{mark}{lines[row][start:]}", *lines[row + 1 : row + len(texts)]]
    quoted[-1] = quoted[-1].rstrip() + mark
    yield _Mistake(
        row=row + at,
        column=column,
        length=len(match[0]),
        message=_COLON_IN_VALUE if match[0] == ":" else f'" {_truncate(match[0])}" is taken for a comment',
        hint=f'put the whole value of "{_field_name(key)}" in quotation marks',
        lines=dict(enumerate(quoted, row)),
        is_certain=not any(map(_SIMPLE_KEY.match, texts[1:])),
    )


def _find_indented(lines: Sequence[str], row: int) -> Iterator[_Mistake]:
    """Find a field that is indented differently from those next to it."""
    match = re.fullmatch(r"[ -]+(?P<rest>[\w-]+:(?:\s.*)?)", lines[row])
    if match is None:
        return
    margins = dict.fromkeys(_list_margins(lines, row))
    is_item = row > 0 and lines[row].lstrip().startswith("- ")
    above = lines[row - 1] if row else ""
    is_below_slip = re.match(_KEY, above) and not _SIMPLE_KEY.match(above)  # its key may be what is wrong
    is_certain = not (is_item or is_below_slip or match.start("rest") in margins)
    for margin in margins:
        if margin % 2 <= _margin(lines[row]) % 2:  # people indent by two or four
            text = " " * margin + match["rest"].rstrip()
            mistake = _rewrite_line(lines, row, text, "the field is indented")
            yield replace(mistake, is_certain=is_certain)


def _find_unindented(lines: Sequence[str], row: int) -> Iterator[_Mistake]:
    """Find continuation lines of a text that begin where fields begin."""
    key = next((match for line in reversed(lines[:row]) if (match := _SIMPLE_KEY.match(line))), None)
    margin = " " * (_field_column(key) + 2) if key else ""
    texts = [*itertools.takewhile(lambda line: _TEXT.fullmatch(line) and not line.startswith(margin), lines[row:])]
    if key is None or not texts:
        return
    new = {at: f"{margin}{text.lstrip()}" for at, text in enumerate(texts, row)}
    message = f'the line is part of "{_field_name(key)}" but begins where a field begins'
    hint = f'indent it: write "{margin}{_truncate(texts[0].strip())}"'
    yield _Mistake(row=row, length=len(texts[0].rstrip()), message=message, hint=hint, lines=new)


def hint_to_write(text: str) -> str:
    """Return a hint that says what to write, in quotation marks unless it has some; a summary is not cut."""
    shown = _truncate(text, _MAX_WRITTEN)
    return f"write {shown}" if '"' in text else f'write "{shown}"'


def _truncate(text: str, limit: int = _MAX_SHOWN) -> str:
    """Truncate a very long text."""
    return text if len(text) <= limit else f"{text[:limit]}…"
