"""A hint that says what to write is followed to the letter: its finding goes away, and brings no other."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefarchive.diagnostics import Diagnostic
from briefarchive.model.lines import Edit, Lines, apply_edits

from .laying import TODAY, diagnose, find_cases, lay, name_case

pytestmark = pytest.mark.slow

_WRITE = re.compile(r'(?:write|did you mean) "(?P<text>(?:[^"…]|"(?=[^",;]*"\s*$))*)"(?! or|, if)')
_DELETE = re.compile(r"delete it(?:$|[;,])")
# What has such a fault is not looked at any further, so that another one can come to light.
_REVEALS = re.compile("F1|F20[1-7]|R20[19]|V10[23]")


def _followed(text: str, diagnostic: Diagnostic) -> Iterator[str]:
    """The text with what a hint says at the place of its finding, as its line, or for the value that it names."""
    hint, lines = diagnostic.hint or "", Lines(text)
    place = lines.offsets(diagnostic.span)
    first = lines.start(diagnostic.span.line)
    row = first, (text + "\n").index("\n", first)
    if _DELETE.match(hint):
        yield from (apply_edits(text, [Edit(*where, "")]) for where in (place, row))
    elif match := _WRITE.match(hint):
        yield from (apply_edits(text, [Edit(*where, match["text"])]) for where in (place, row))
        if named := re.match('"([^"]*)"', diagnostic.message):
            yield text[: row[0]] + text[row[0] :].replace(named[1], match["text"], 1)


@pytest.mark.parametrize("case", find_cases("invalid"), ids=name_case)
def test_a_hint_that_is_followed_takes_its_finding_away(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    lay(case, root)
    diagnostics = diagnose(root, TODAY)
    before = Counter(diagnostic.code for diagnostic in diagnostics)
    for diagnostic in diagnostics:
        file = root / diagnostic.span.path
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
        # What a fix does, the cases of mended files show.
        ways = [] if diagnostic.fix else list(_followed(text, diagnostic))
        for way in ways:
            file.write_bytes(way.encode())
            if _is_gone(diagnostic, before, diagnose(root, TODAY)):
                break
        else:
            assert not ways, f"{diagnostic.span}: {diagnostic.code} {diagnostic.message} → {diagnostic.hint}"
        if ways:
            shutil.rmtree(root)
            lay(case, root)


def _is_gone(one: Diagnostic, before: Counter[str], after: tuple[Diagnostic, ...]) -> bool:
    """Whether a finding is gone from its place, and none is new; what could not be looked at before may have others."""
    if any((other.code, other.span, other.message) == (one.code, one.span, one.message) for other in after):
        return False
    return _REVEALS.match(one.code) is not None or Counter(other.code for other in after) <= before
