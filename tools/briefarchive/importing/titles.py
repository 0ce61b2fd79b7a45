"""Where the title of a brief comes from: its text, else what its file says; never made up."""

import re
from pathlib import PurePosixPath

from .document import Hint
from .legacy import LegacyBrief

# “Title | Site”, “Site » Title”: a window's title names the site as well.
_SEAM = re.compile(r"\s+[|·•»«›‹—–-]\s+|\s+::\s+|\s*[|»]\s*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
# A name of fewer words is an id, or says no more than “index” or “brief 12”.
_TELLING = 4


def title_of(brief: LegacyBrief, sites: frozenset[str] = frozenset()) -> Hint | None:
    """The title of *brief* and where it was found; None if nothing says one.

    Args:
        brief: What was read.
        sites: Names which many titles of the run have in common.
    """
    if brief.title:
        return Hint(value=brief.title, where="")
    for hint in brief.hints.titles:
        if title := without_site(hint.value, sites):
            return Hint(value=title, where=hint.where)
    if title := _from_file(brief.origin):
        return Hint(value=title, where="file name")
    return None


def parts_of(title: str) -> list[str]:
    """What stands between the signs by which a window's title parts the text's title from the site's name."""
    return [part.strip() for part in _SEAM.split(title) if part.strip()]


def without_site(title: str, sites: frozenset[str]) -> str:
    """*title* without the name of the site; empty if it is nothing else."""
    title = " ".join(title.split())
    parts = parts_of(title)
    rest = [part for part in parts if part not in sites]
    if not rest or not any(len(_WORD.findall(part)) > 1 or not part.isascii() for part in rest):
        return ""
    if len(rest) == len(parts):
        return title
    # Between the first and the last part that stays, its own signs stay too.
    return title[title.find(rest[0]) : title.rfind(rest[-1]) + len(rest[-1])]


def from_slug(slug: str) -> str:
    """The words of an address or file name as a title; empty if they are too few to be one."""
    words = [word for word in re.split(r"[\s_+.-]+", slug) if word]
    while words and words[0].isdigit():
        words = words[1:]
    if sum(bool(_WORD.search(word)) for word in words) < _TELLING:
        return ""
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _from_file(origin: str) -> str:
    """The title that a file's name is; a part of a file has its own name, if any."""
    if "#" in origin:
        return ""
    return from_slug(_SUFFIX.sub("", PurePosixPath(origin).name))
