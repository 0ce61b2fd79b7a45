"""A hint that is followed to the letter takes its finding away and brings no other, or it says “for example”."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model.lines import Edit, Lines, edited

from .laying import TODAY, find_cases, lay, look, name_case

pytestmark = pytest.mark.slow

# What a hint says to do. In curly quotation marks, `write “and”` names a word as well.
_QUOTED = r'"(?P<text>(?:[^"]|"(?=[^",;]*"\s*$))*)"|“(?P<curly>[^”]*)”'
_WRITE = re.compile(
    rf"(?:^|[:,;] )(?:write|did you mean) (?:{_QUOTED}|(?P<bare>[a-z_]+: \"[^\"]*\"|[a-z_]+: .+|[^,;]+))"
)
_OTHERS = re.compile(r' or "([^"]*)"')
_RENAME = re.compile(r'(?:rename|move) it to "([^"]*\.\w+|[^"/]*)"')
_ADD = re.compile(r'add "([^"]*)" to (\w+\.yaml)')
_DELETE = re.compile(r"^delete (?:it|them)(?:$|[:;,])")
# Words with which a hint only tells what to do, without the text that is to stand there.
_IN_WORDS = re.compile(
    r"(?:it|them|what|the|an?|words|another|each|year|one|how|its|fewer|ordinary|https?$)\b|-|.*(?:…|\.\.\.)", re.DOTALL
)
# What has such a fault is not looked at any further, so that another one can come to light.
_REVEALS = re.compile("F1|F20[1-7]|R20[19]|V10[23]")
_EXAMPLE = re.compile(r"\b(?:for example|such as|as in|like)\b")


def _followed(one: Diagnostic, root: Path) -> Iterator[None]:
    """Do what a hint says, in each way in which it can be taken; the caller looks, and the archive is put back."""
    kept = root.with_name("kept")
    shutil.copytree(root, kept, symlinks=True)
    for _ in _steps(one, root):
        yield
        shutil.rmtree(root)
        shutil.copytree(kept, root, symlinks=True)


def _steps(one: Diagnostic, root: Path) -> Iterator[None]:
    """Do the one or the other; what it was done to is whole again when the next is asked for."""
    hint, file = one.hint or "", root / one.span.path
    if renamed := _RENAME.search(hint):
        named = _named(one, root)
        target = root / renamed[1] if "/" in renamed[1] else named.with_name(renamed[1])
        target.parent.mkdir(exist_ok=True)
        named.rename(target)
        yield
    elif one.code == "F109":
        file.unlink()
        yield
    else:
        before = file.read_bytes().decode("utf-8", "replace")
        for text in dict.fromkeys(_changed(before, one)):
            file.write_bytes(text.encode())
            for entry, name in _ADD.findall(hint):
                with (root / "archive/vocabulary" / name).open("a") as stream:
                    stream.write(f"{entry}\n")
            yield


def _named(one: Diagnostic, root: Path) -> Path:
    """The file of a diagnostic, or the folder that its message names."""
    file = root / one.span.path
    name = re.match('"([^"]*)"', one.message)
    return next((folder for folder in file.parents if name and folder.name == name[1]), file)


def _changed(text: str, one: Diagnostic) -> Iterator[str]:
    hint = one.hint or ""
    start, end = _offset(text, one.span.line, one.span.column), _offset(text, one.span.end_line, one.span.end_column)
    if hint.startswith("delete them"):
        yield from _mended(text, one)
    if _DELETE.search(hint):
        yield text[:start] + text[end:]
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        yield text[:line_start] + text[line_end + 1 :]
    for wanted in _texts(hint):
        yield text[:start] + wanted + text[end:]
        yield from _in_place_of_line(text, one.span, wanted, one.message)
        if text[start : start + 1] in {"'", '"', "{"}:
            yield text[: start + 1] + wanted + text[end - 1 :]
        if "after the value" in hint:
            row_end = text.find("\n", start)
            yield text[:row_end] + wanted + text[row_end:]


def _mended(text: str, one: Diagnostic) -> Iterator[str]:
    """The text with all the places mended that “them” means."""
    lines = Lines(text)
    yield edited(text, [Edit(*lines.offsets(part.span), part.text) for part in one.fix])


def _in_place_of_line(text: str, span: Span, wanted: str, message: str) -> Iterator[str]:
    """The text with *wanted* as the line, as the field, as the value of the field, and in the place of one word."""
    lines = text.split("\n")
    row = span.line - 1
    indent = re.match(r" *(?:- )?", lines[row])
    margin = "" if wanted.startswith(" ") or indent is None else indent[0]
    yield "\n".join([*lines[:row], margin + wanted, *lines[row + 1 :]])
    yield "\n".join([*lines[:row], wanted, *lines[row + 1 :]])
    if key := re.match(r"([a-z_]+):(?: |$)", wanted):
        ways = (*range(row, -1, -1), *range(row, len(lines)))
        first = next((at for at in ways if re.match(rf"{key[1]}:", lines[at])), row)
        last = first + 1
        while last < len(lines) and re.match(r"[ \t]|- |[•*]", lines[last]):
            last += 1
        yield "\n".join([*lines[:first], wanted, *lines[last:]])
    if (key := re.match(r"([a-z_]+): ", wanted)) and lines[row][: span.column - 1].endswith(key[0]):
        end = span.end_column - 1 if span.end_line == span.line else len(lines[row])
        line = lines[row][: span.column - 1 - len(key[0])] + wanted + lines[row][end:]
        yield "\n".join([*lines[:row], line, *lines[row + 1 :]])
    if named := re.match('"([^"]*)"', message):
        yield "\n".join([*lines[:row], lines[row].replace(named[1], wanted), *lines[row + 1 :]])
    if value := re.match(r"([\w-]+: )", lines[row]):
        yield "\n".join([*lines[:row], value[1] + wanted, *lines[row + 1 :]])


def _texts(hint: str) -> Iterator[str]:
    """What a hint says to write; nothing if it says it in words."""
    found = _WRITE.search(hint)
    if found is None or _EXAMPLE.search(hint):
        return
    bare = (found["bare"] or "").strip()
    text = next((one for one in (found["text"], found["curly"], bare) if one), "")
    if bare and _IN_WORDS.match(bare):
        return
    if "…" not in text:
        yield text
        yield from _OTHERS.findall(hint)


def _offset(text: str, line: int, column: int) -> int:
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1


def _says_what_to_do(one: Diagnostic) -> bool:
    hint = one.hint or ""
    return bool(_RENAME.search(hint) or _DELETE.search(hint) or next(_texts(hint), None) is not None)


@pytest.mark.parametrize("case", find_cases("invalid"), ids=name_case)
def test_a_hint_that_is_followed_takes_its_finding_away(case: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    lay(case, root)
    found = look(root, TODAY)
    before = Counter(one.code for one in found)
    for one in found:
        if not _says_what_to_do(one):
            continue
        shutil.rmtree(root.with_name("kept"), ignore_errors=True)
        shutil.rmtree(root)
        lay(case, root)
        assert any(_is_gone(one, before, look(root, TODAY)) for _ in _followed(one, root)), (
            f"{one.span}: {one.code} {one.message} → {one.hint}"
        )


def _is_gone(one: Diagnostic, before: Counter[str], after: tuple[Diagnostic, ...]) -> bool:
    """Whether a finding is gone from its place, and none is new; what could not be looked at before may have others."""
    if any(_place_of(other) == _place_of(one) for other in after):
        return False
    return _REVEALS.match(one.code) is not None or Counter(other.code for other in after) <= before


def _place_of(one: Diagnostic) -> tuple[str, str, int, int, str]:
    return one.code, one.span.path, one.span.line, one.span.column, one.message
