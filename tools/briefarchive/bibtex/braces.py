"""Braces in BibTeX: they count even after a backslash, and what they hold belongs together."""

import re
from collections.abc import Iterator

_BRACES = re.compile(r"[{}]")


def balanced(text: str) -> bool:
    """Whether each brace in *text* has its partner there."""
    depth = 0
    for brace in _BRACES.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return False
    return not depth


def partners(text: str) -> dict[int, int]:
    """The offset of the closing brace for each opening one that has a partner."""
    found: dict[int, int] = {}
    unclosed: list[int] = []
    for brace in _BRACES.finditer(text):
        if brace[0] == "{":
            unclosed.append(brace.start())
        elif unclosed:
            found[unclosed.pop()] = brace.start()
    return found


def split_outside(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """The parts of *text* between separators that stand in no braces; the pattern must match braces as well."""
    start = depth = 0
    for mark in separator.finditer(text):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif not depth:
            yield text[start : mark.start()].strip()
            start = mark.end()
    yield text[start:].strip()
