"""Where the title of a brief comes from: its text, a copy of it, or what its file says; never made up."""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from .document import Hint
from .legacy import LegacyBrief
from .text.dates.printed import read_date
from .words import make_pattern, read_table

# “Title | Site”, “Site » Title”, “标题_网站”, “标题-栏目-网站”: a window's title names the site as well.
_SEAM = re.compile(
    r"\s+[|·•»«›‹—–-]\s+|\s+::\s+|\s*[|»]\s*|(?<=[\u3400-\u9fff])_+(?=[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff]+(?:-[\u3400-\u9fff]+)?$)"
)
_QUOTED = re.compile(r"«[^«»]{1,200}»")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
# What programs write where nobody has written a title.
_NOBODYS = re.compile(rf"(?:{make_pattern('titles', 'of programs')})[\s\d.-]*", re.IGNORECASE)
_PRINTED_BY = re.compile(r"^Microsoft (?:Office )?Word - ", re.IGNORECASE)
# A name of fewer words is an id, or says no more than “index” or “brief 12”.
_TELLING = 4
_MONTHS = (name.casefold() for name in (*calendar.month_name, *calendar.month_abbr) if name)
_UNTELLING = frozenset((*read_table("titles")["untelling"], *_MONTHS))
_SHARED_BY = 3
_NEARLY_ALL = 0.8


def find_title(brief: LegacyBrief, sites: frozenset[str] = frozenset()) -> Hint | None:
    """The title of *brief* and where it was found; None if nothing says one.

    What a catalogue says goes first, then what a text prints, what its file says in words, and the words of its address
    and of its file's name. What a copy of the text says counts as well, after what its own file says.

    Args:
        brief: What was read.
        sites: Names which many titles of the run have in common.
    """
    stated = next((hint for hint in brief.hints.titles if hint.is_of_catalogue), None)
    if stated and stated.value != brief.title:
        return stated
    if brief.title:
        return Hint(value=brief.title, where="")
    stated_hints = (hint for hint in _whole_first(brief.hints.titles) if not _is_no_headline(hint.value, brief))
    for hint in (*stated_hints, *_list_address_titles(brief), *_list_file_titles(brief)):
        if title := strip_site(hint.value, sites):
            return Hint(value=title, where=hint.where)
    return None


def site_names(briefs: Iterable[LegacyBrief]) -> frozenset[str]:
    """What the titles of many pages have in common: names of sites and of their sections.

    Copies of one brief count as one page, so that a title which they share is no site.
    """
    parts: Counter[str] = Counter()
    part_counts: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    pages = 0
    for brief in briefs:
        titles = [" ".join(hint.value.split()) for hint in brief.hints.titles]
        pages += bool(titles)
        part_counts.update({part for title in titles for part in parts_of(title)[:-1] + parts_of(title)[1:]})
        parts.update({part for title in titles for part in parts_of(title)})
        heads.update({head for title in titles if (head := _head(title))})
    shared = {part for part, count in parts.items() if count >= _SHARED_BY}
    # Two pages are enough if there are no more, and the title stands beside it.
    shared |= {part for part, count in part_counts.items() if count == pages == 2}
    return frozenset(shared | {head for head, count in heads.items() if count >= max(_SHARED_BY, _NEARLY_ALL * pages)})


def strip_site(title: str, sites: frozenset[str]) -> str:
    """*title* without the name of the site; empty if it is nothing else."""
    title = " ".join(title.split())
    if (head := _head(title)) and head in sites:
        title = title[len(head) + 1 :].lstrip()
    parts = parts_of(title)
    own_parts = [part for part in parts if part not in sites]
    if not own_parts or not any(len(_WORD.findall(part)) > 1 or not part.isascii() for part in own_parts):
        return ""
    if len(own_parts) == len(parts):
        return title
    # Between the first and the last part that stays, its own signs stay too.
    return title[title.find(own_parts[0]) : title.rfind(own_parts[-1]) + len(own_parts[-1])]


def parts_of(title: str) -> list[str]:
    """What stands between the signs by which a window's title parts the text's title from the site's name."""
    seams = _seams_of(title)
    starts, ends = [0, *(end for _, end in seams)], [*(start for start, _ in seams), len(title)]
    parts = (title[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return [part for part in parts if part]


def possible_titles(title: str) -> set[str]:
    """What may be the text's title within a window's title, which has the name of a site before or behind it."""
    seams = _seams_of(title)
    # The text's title may have such signs as well.
    ends = {title[seams[0][1] :].strip(), title[: seams[-1][0]].strip()} if seams else set()
    return {title, *parts_of(title), *ends, title.partition(": ")[2], title.rpartition(": ")[2]}


def _seams_of(title: str) -> list[tuple[int, int]]:
    """The places of these signs; between quotation marks, nothing parts a title: “« Non » : …”."""
    masked = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), title)
    return [match.span() for match in _SEAM.finditer(masked)]


def title_from_slug(slug: str) -> str:
    """The words of an address or file name as a title; empty if they are too few to be one."""
    words = [word for word in re.split(r"[\s_+.-]+", slug) if word]
    while words and words[0].isdigit():
        words = words[1:]
    if sum(bool(_WORD.search(word)) and word.casefold() not in _UNTELLING for word in words) < _TELLING:
        return ""
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _whole_first(titles: Iterable[Hint]) -> list[Hint]:
    """Titles that are cut off behind those that are not."""
    return sorted(titles, key=lambda hint: bool(_CUT.search(hint.value)))


def _is_no_headline(title: str, brief: LegacyBrief) -> bool:
    """Whether nobody wrote *title* as one: a program's words, a day, or the cut beginning of the text itself."""
    title = " ".join(title.split())
    if not any(map(str.isalnum, title)) or _NOBODYS.fullmatch(title) or _PRINTED_BY.match(title) or read_date(title):
        return True
    beginning = _folded(" ".join(brief.paragraphs[:2])[: 2 * len(title) + 100])
    return bool(_CUT.search(title)) and beginning.startswith(_folded(_CUT.sub("", title)))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _head(title: str) -> str:
    """What stands before the first colon: “Foundation: Title”."""
    head, colon, rest = title.partition(":")
    return head.strip() if colon and rest.startswith(" ") else ""


def _list_address_titles(brief: LegacyBrief) -> Iterator[Hint]:
    # A page may name the addresses of others as well, its own first.
    own_addresses = {hint.value for copy in (brief, *brief.copies) for hint in copy.hints.addresses[:1]}
    for hint in (hint for hint in brief.hints.addresses if hint.value in own_addresses):
        try:
            path = unquote(urlsplit(hint.value).path)
        except ValueError:
            continue
        if title := title_from_slug(_SUFFIX.sub("", PurePosixPath(path).name)):
            yield Hint(value=title, where=f"address in the {hint.where}")


def _list_file_titles(brief: LegacyBrief) -> Iterator[Hint]:
    for copy in (brief, *brief.copies):
        if title := _find_file_title(copy.origin):
            where = "file name" if copy is brief else f"file name of another copy, {copy.origin}"
            yield Hint(value=title, where=where)


def _find_file_title(origin: str) -> str:
    """The title that a file's name is; a part of a file has its own name, if any."""
    if "#" in origin:
        return ""
    return title_from_slug(_SUFFIX.sub("", PurePosixPath(origin).name))
