"""Finds where a quoted title begins and ends, by quotation marks of many shapes."""

import re

from .patterns import SignPattern
from .surroundings import ADDRESS

_OPENING = "“”\"„‟«»‹›「『《〈‘’‚'`〝＂"
_DOUBLE = '“”"„‟«»「」『』《》〈〉〝〞＂'
_SINGLE = "‘’‚'`‹›"

_OPEN = SignPattern('“"„«「『《', r"(?:^|[\s|:：–—-])[“\"„«「『《]([^“”\"„«»「」『』《》]*)$")


def openings(text: str) -> list[int]:
    """Return where quotations that could be titles begin: at the start, after a separator or after a space."""
    places = []
    for index, char in enumerate(text[:-1]):
        if char not in _OPENING or (text[index + 1] == " " and not _is_spaced(text, index)):
            continue
        before = text[:index].rstrip()
        if not before or before[-1] in "–—―−-:：,，|｜/.;)" or text[index - 1] == " " or char in "「『《〈“„«":
            places.append(index)
    return places[:3]


def _is_spaced(text: str, index: int) -> bool:
    """Return whether the mark at *index* opens a quotation as French print spaces it: « Title »."""
    return text[index] == "«" and "»" in text[index + 2 :]


def closing(text: str, start: int) -> int | None:
    """Return where the quotation ends: at the last mark of its kind, of any shape, or at the end if there is none."""
    marks = _SINGLE if text[start] in _SINGLE else _DOUBLE
    tail = ADDRESS.search(text, start + 1)
    stop = tail.start() if tail and tail.start() > start + 1 else len(text)
    for index in range(stop - 1, start + 1, -1):
        if text[index] not in marks:
            continue
        if marks is _SINGLE and re.match(r"\w", text[index + 1 : index + 2]):
            continue
        return index
    if tail and tail.start() == start + 1:
        shut = re.search(f"[{re.escape(marks)}]|\\s|$", text[start + 1 :])
        return start + 1 + shut.start() if shut else None
    if marks is _SINGLE:
        return None
    return stop


def behind(text: str, end: int) -> str:
    """Return the text after a quotation that ends at *end*, and whose closing mark may be missing."""
    return text[end + 1 :] if text[end : end + 1] in {*_DOUBLE, *_SINGLE} else text[end:]


def opens_with_quote(text: str) -> bool:
    """Return whether *text* begins with a quotation mark."""
    return text.lstrip()[:1] in set(_OPENING)


def opens_quote(text: str) -> bool:
    """Return whether a quotation mark of *text* is still open at its end."""
    return bool(_OPEN.search(text))


def without_stray_quotes(title: str) -> str:
    """Return *title* without one quotation mark that has no partner in it."""
    title = title.strip()
    marks = [char for char in title if char in _DOUBLE]
    if len(marks) % 2 and title[:1] in _DOUBLE:
        return title[1:].strip()
    if len(marks) % 2 and title[-1:] in _DOUBLE:
        return title[:-1].strip()
    if len(marks) == 2 and title[:1] in _DOUBLE and title[-1:] in _DOUBLE:
        return title[1:-1].strip()
    return title
