"""Texts that are skipped: pages that every site has (“About us”), and PDFs that are kept beside another brief."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import Archive

from ..legacy import LegacyBrief, unpack
from ..rules import PartSetAside
from ..text.brief_draft import NAVIGATION
from ..text.dates.printed import find_dates
from ..titles import parts_of
from ..words import make_pattern
from ..words.wordlist import wordlist
from .shared_lines import origin_folder

_HINT = "to import such pages too, give --pages"
_AND = re.compile(
    rf"\s+(?:{make_pattern('bylines', 'and')})\s+|\s*&\s*|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff])",
    re.IGNORECASE,
)
_BOTH = 2
# At least this many texts of a folder, and this share of them, print a date and sources.
_MIN_TEXTS, _MIN_SHARE = 3, 0.6
# A page with the titles of so many other texts is a list of them.
_MIN_TITLES, _SHORTEST_PARAGRAPH = 3, 100
_AROUND = " \t[](){}（）【】,.:;|·–—-"
_DIGEST = re.compile(r"-([0-9a-f]{10})\.pdf$")
"""The first digits of its digest, in the name of a PDF that is kept beside a brief."""


def diagnose_page(brief: LegacyBrief, odd: Mapping[str, str] = MappingProxyType({})) -> Diagnostic | None:
    """Return a diagnostic if *brief* is skipped as a page of the site.

    Args:
        brief: The text.
        odd: Texts that differ from the other texts in their folders, by origin, with what is odd about each.
    """
    if brief.sources and brief.origin not in odd:
        return None
    titles = (brief.title or _find_button_above(brief), *(hint.value for hint in brief.hints.titles))
    title = next(filter(None, map(_find_page_title, titles)), "")
    stem = PurePosixPath(brief.origin).stem
    if stem in wordlist("readme") and not (brief.people or (brief.published and brief.published.text)):
        reason = (
            f'"{stem}" is the name of a file about the others, and it has no line with a date, no byline and no sources'
        )
    elif title and not brief.people:
        reason = f'"{title}" is the title of a page of the site, and it has neither a byline nor sources'
    elif any(hint.value == "page" for hint in brief.hints.kinds):
        reason = "it is a page of the site and no post, and has no sources"
    elif brief.origin in odd:
        reason = odd[brief.origin]
    else:
        return None
    return PartSetAside.flag(Span(path=brief.origin), f"set aside: {reason}", hint=_HINT)


def find_odd_texts(briefs: Iterable[LegacyBrief]) -> Mapping[str, str]:
    """Return lists of other texts, and texts without date, names and sources where nearly all others have them.

    Returns:
        The reason for each, by origin.
    """
    folders: dict[str, list[LegacyBrief]] = defaultdict(list)
    for brief in briefs:
        folders[origin_folder(brief)].append(brief)
    titles = {brief.title for siblings in folders.values() for brief in siblings} - {""}
    reasons: dict[str, str] = {}
    for siblings in folders.values():
        usual = sum(_prints_day(brief) and bool(brief.sources) for brief in siblings)
        for brief in siblings:
            if usual >= max(_MIN_TEXTS, _MIN_SHARE * len(siblings)) and not _prints_anything(brief):
                reasons[brief.origin] = "it prints no day, no names and no sources; nearly all others of its folder do"
            elif (count := len(titles.intersection(_list_lines(brief)) - {brief.title})) >= _MIN_TITLES:
                reasons[brief.origin] = f"it is a list with the titles of {count:,} other texts"
    return reasons


def _list_lines(brief: LegacyBrief) -> Iterator[str]:
    """Yield the lines of *brief* that may be titles of other texts, each with a text below it.

    A text with sources is none but a list whose lines were taken for sources, and has no paragraph.
    """
    lines = [block.text for block in unpack(brief).body]
    below = [place for place, line in enumerate(lines) if len(line) >= _SHORTEST_PARAGRAPH]
    if not below:
        yield from (*map(_without_day, lines), *(source.title for source in brief.sources))
    elif not brief.sources:
        # Behind the last paragraph stands what to read next.
        yield from lines[: below[-1]]


def _without_day(line: str) -> str:
    """Return *line* without the first date in it and the signs around that: “The ferry opens [2015-05-04]”."""
    date = next(iter(find_dates(line)), None)
    return f"{line[: date.start].rstrip(_AROUND)} {line[date.end :].lstrip(_AROUND)}".strip() if date else line


def _prints_day(brief: LegacyBrief) -> bool:
    return brief.published is not None and brief.published.line > 0


def _prints_anything(brief: LegacyBrief) -> bool:
    of_file = {hint.value for hint in (*brief.hints.authors, *brief.hints.editors)}
    return _prints_day(brief) or bool(brief.sources) or not of_file.issuperset(brief.people)


def _find_button_above(brief: LegacyBrief) -> str:
    """Return the last line above a text without a title that was taken for a button: “Support us” also names a page."""
    body = unpack(brief).body
    first = body[0].line if body else 0
    above = [item.text for item in brief.set_aside if item.reason == NAVIGATION and item.line < first]
    return above[-1] if above else ""


def _find_page_title(title: str) -> str:
    return next((part for part in (title, *parts_of(title)) if _is_page_title(part)), "")


def _is_page_title(title: str) -> bool:
    """Return whether *title* is the title of a page, or of two pages in one: “Contact and directions”."""
    titles = _AND.split(title)
    return title in wordlist("pages") or (len(titles) == _BOTH and all(part in wordlist("pages") for part in titles))


def find_attached_pdfs(briefs: Iterable[LegacyBrief], archive: Archive) -> dict[str, str]:
    """Return the PDFs to which *briefs* or the archive link: by digest, with the text that links to each."""
    linked = (
        (attachment.name, f'the text of "{brief.origin}"')
        for brief in briefs
        for attachment in brief.attachments
        if any(f"]({attachment.name})" in block.markup for block in unpack(brief).body)
    )
    archived = ((path, f'a brief as "{path}"') for path in archive.attachments)
    return {match[1]: where for name, where in (*archived, *linked) if (match := _DIGEST.search(name))}


def diagnose_pdf(origin: str, sha256: str, carried: Mapping[str, str]) -> Diagnostic | None:
    """Return a diagnostic if a file is skipped because it is one of the PDFs *carried* beside briefs."""
    if (where := carried.get(sha256[:10])) is None:
        return None
    message = f"set aside: it is kept with {where}, which links to it"
    return PartSetAside.flag(Span(path=origin), message, hint="to make a brief of it too, import the file itself")
