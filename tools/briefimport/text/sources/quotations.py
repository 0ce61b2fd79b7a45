"""Finds quotations, and what stands between signs of emphasis, by marks of many shapes."""

import re
from collections.abc import Iterator

from ...words.patterns import SignPattern

_SHUTS = {
    "“": '”"', "„": '“”"', "«": "»", "»": "«", "「": "」", "『": "』", "《": "》", "〈": "〉", "‹": "›", "›": "‹",
    '"': '"', "‘": "’", "‚": "‘", "'": "'", "_": "_", "*": "*", "`": "'", "〝": "〞",
}  # fmt: skip
_SHUTTING = frozenset("".join((*_SHUTS, *_SHUTS.values())))
_SINGLE = "‘‚'`_*"
_OPENS = re.compile(r"(?:^|(?<=[\s(\[（:：，،。,、—–|/]))(?:[“„«»「『《〈‹›\"‘‚'`〝]|[_*](?=\w|[“„«‘\"']))")
_OPENS_HAN = re.compile("[「『《〈“]")
_BEFORE = re.compile(r"(?:^|[\s(\[（|｜:：，،,。;；/–—-])$")
_BEHIND = re.compile(r"$|[\s()\[\]（）|｜:：，،,.。;；/–—-]")
# Behind the second of two equal marks, or an apostrophe, no word with a small letter follows.
_ENDS = re.compile(r"$|[”’»\")\]）｜:：，،,.。;；/–—-]|(?<=[,.，،][\"”])\s|\s(?![a-zß-ÿа-я])|\s(?=(?:in|von|par|by)\b)")
_ANY, _DOUBLE = frozenset("“”\"„‟«»‹›「『《〈‘’‚'`〝＂"), frozenset('“”"„‟«»「」『』《》〈〉〝〞＂')
_PAIRS = (("“", "”", '"'), ("«", "»"), ("《", "》"))
_OPEN = SignPattern('“"„«「『《', r"(?:^|[\s|:：–—-])[“\"„«「『《]([^“”\"„«»「」『』《》]*)$")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost quotations of *text*, and what stands between signs of emphasis."""
    position = 0
    while position < len(text):
        opening = min(
            filter(None, (_OPENS.search(text, position), _OPENS_HAN.search(text, position))),
            key=lambda match: match.start(),
            default=None,
        )
        if opening is None:
            return
        start = opening.start()
        end = _end_of_quotation(text, start)
        if end:
            yield start, end
        position = end or start + 1


def _end_of_quotation(text: str, start: int) -> int:
    """Return where the quotation that begins at *start* ends; 0 if it does not."""
    mark = text[start]
    shuts, depth = _SHUTS[mark], 1
    # A mark of typewriters shuts only what no other does.
    shuts = shuts if all(text.find(closing, start + 1) < 0 for closing in shuts[:-1]) else shuts[:-1]
    alone = mark in _SINGLE or mark == '"'
    for place in range(start + 1, len(text)):
        char = text[place]
        if char == "“" and mark == "„" and text[place - 1].isspace():
            depth += 1
        elif char in shuts and (not alone or (_ENDS.match(text, place + 1) and not text[place - 1].isspace())):
            depth -= 1
            if not depth:
                return place + 1
        elif char == mark and not alone:
            depth += 1
    if mark == '"' and text.count(mark, start) == 2:
        # “Minister says "no deal" in autumn”
        return text.index(mark, start + 1) + 1
    return _end_of_open_quotation(text, start) if mark in '“"„«' else 0


def _end_of_open_quotation(text: str, start: int) -> int:
    """Return where a quotation ends whose closing mark is missing, or is an opening one: “Title“."""
    for place in range(len(text) - 1, start + 1, -1):
        if text[place] in _DOUBLE and _ENDS.match(text, place + 1):
            return place + 1
    return len(text)


def is_apart(text: str, start: int, end: int) -> bool:
    """Return whether the quotation from *start* to *end* is a part of the line rather than of a sentence."""
    begins = may_begin_behind(text[:start]) or text[start] in "「『《〈“"
    return begins and (may_end_before(text[end:]) or text[end - 1] in "」』》〉”")


def may_begin_behind(text: str) -> bool:
    """Return whether a part of a line may begin behind *text*, and not only a word."""
    return bool(_BEFORE.search(text))


def may_end_before(text: str) -> bool:
    """Return whether a part of a line may end before *text*, and not only a word."""
    return bool(_BEHIND.match(text))


def strip_quotation(text: str) -> str:
    """Return *text* without the quotation marks or the signs of emphasis around the whole of it."""
    text = text.strip()
    while len(text) > 2 and text[0] in _SHUTS and _end_of_quotation(text, 0) == len(text):
        text = text[1 : -1 if text[-1] in _SHUTTING else None].strip()
    return text


def add_quotes(title: str) -> str:
    """Return *title* in quotation marks that it does not have itself."""
    opening, shutting, *_ = next((marks for marks in _PAIRS if not any(mark in title for mark in marks)), _PAIRS[0])
    return f"{opening}{title}{shutting}"


def opens_with_quote(text: str) -> bool:
    """Return whether *text* begins with a quotation mark."""
    return text.lstrip()[:1] in _ANY


def has_quotes(text: str) -> bool:
    """Return whether *text* has a double quotation mark."""
    return not _DOUBLE.isdisjoint(text)


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
