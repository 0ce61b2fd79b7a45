"""A one-character slip in a vocabulary or a front matter, mended, changes no other line."""

import datetime
import difflib
import functools
import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefarchive.checking.fixes import apply_fixes
from briefarchive.diagnostics import Diagnostic

from ..cases import by_cases
from .laying import BASE, diagnose

ROOT = Path(__file__).parents[2]
VOCABULARIES = [*(ROOT / "archive/vocabulary").glob("*.yaml"), *(BASE / "archive/vocabulary").glob("*.yaml")]
BRIEFS = [*(ROOT / "archive").glob("2*/*.md")]
_KEY = re.compile(r"[ -]*[\w-]+:(?:\s|$)")


@functools.cache
def _mended(name: str, text: str) -> str:
    """A vocabulary, or a brief, as it is when it has been mended in an archive of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "archive", "vocabulary" if name.endswith(".yaml") else name[:4], name)
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")

        def found() -> tuple[Diagnostic, ...]:
            return diagnose(Path(folder), datetime.date(2026, 1, 1))

        apply_fixes(Path(folder), found)
        return file.read_text("utf-8")


def _changed_rows(before: str, after: str) -> set[int]:
    lines = before.split("\n"), after.split("\n")
    changes = difflib.SequenceMatcher(None, *lines, autojunk=False).get_opcodes()
    return {row for tag, start, end, *_ in changes if tag != "equal" for row in range(start, max(end, start + 1))}


def _rows_of_value(lines: list[str], row: int) -> range:
    """The rows of the field whose value a line is a part of."""
    start = next((at for at in range(row, 0, -1) if _KEY.match(lines[at])), 0)
    return range(start, next((at for at in range(row + 1, len(lines)) if _KEY.match(lines[at])), len(lines)))


@given(st.data())
def test_a_slip_of_one_character_changes_no_line_of_another_field(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(VOCABULARIES) | st.sampled_from(BRIEFS))
    lines = file.read_text("utf-8").split("\n")
    first, last = (1, lines.index("---", 1)) if file.suffix == ".md" else (0, len(lines) - 1)
    row = data.draw(st.integers(first, last - 1))
    signs = [at for at, sign in enumerate(lines[row]) if not sign.isalnum()]
    at = data.draw(st.sampled_from(signs or [0]) | st.integers(0, len(lines[row])))
    sign = data.draw(st.sampled_from(["", *" :,-[]{}\"'#|>a\t"]))
    slipped = lines[row][:at] + sign + lines[row][at + data.draw(st.integers(0, 1)) :]
    text, sound = ("\n".join([*lines[:row], line, *lines[row + 1 :]]) for line in (slipped, lines[row]))
    ours = {row, *_rows_of_value(lines, row)} | _changed_rows(sound, _mended(file.name, sound))
    term = re.match(r"[\w-]+", lines[row]) if file.suffix == ".yaml" else None
    ours |= {number for number, line in enumerate(lines) if term and term[0] in line}  # what names it follows a new id
    assert _changed_rows(text, _mended(file.name, text)) <= ours


@by_cases
def test_where_more_than_one_thing_may_be_meant_nothing_is_written(name: str, text: str) -> None:
    assert _mended(name, text) == text
