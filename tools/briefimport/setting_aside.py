"""Texts of which no brief is made: pages that every site has (“About us”), and PDFs that stand beside another brief."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import Archive

from .faults import PartSetAside
from .legacy import LegacyBrief, unpack
from .site_lines import folder_of
from .text.parts import NAVIGATION
from .titles import parts_of
from .words import pattern_of
from .words.wordlist import wordlist

_HINT = "to import such pages too, give --pages"
_AND = re.compile(
    rf"\s+(?:{pattern_of('bylines', 'and')})\s+|\s*&\s*|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff])", re.IGNORECASE
)
_BOTH = 2
# So many texts of a folder, and this part of them, print a day and sources.
_USUAL, _SHARE = 3, 0.6
_DIGEST = re.compile(r"-([0-9a-f]{10})\.pdf$")
"""What a PDF that is carried beside a brief has in its name: the first figures of its digest."""


def page_set_aside(brief: LegacyBrief, odd: Container[str] = ()) -> Diagnostic | None:
    """Why *brief* is set aside as a page of the site; None if it is a text.

    Args:
        brief: A text.
        odd: Where the texts are from that print nothing of what the others of their folders do.
    """
    if brief.sources:
        return None
    titles = (brief.title or _button_above(brief), *(hint.value for hint in brief.hints.titles))
    title = next(filter(None, map(_title_of_page, titles)), "")
    if title and not brief.people:
        reason = f'"{title}" is the title of a page of the site, and it has neither a byline nor sources'
    elif any(hint.value == "page" for hint in brief.hints.kinds):
        reason = "it is a page of the site and no post, and has no sources"
    elif brief.origin in odd:
        reason = "it prints no day, no names and no sources, and nearly all others of its folder do"
    else:
        return None
    return PartSetAside.flag(Span(path=brief.origin), f"set aside: {reason}", hint=_HINT)


def odd_texts(briefs: Iterable[LegacyBrief]) -> frozenset[str]:
    """Where the texts are from that print neither day, nor names, nor sources, while nearly all of their folder do."""
    folders: dict[str, list[LegacyBrief]] = defaultdict(list)
    for brief in briefs:
        folders[folder_of(brief)].append(brief)
    found: set[str] = set()
    for some in folders.values():
        odd = [brief.origin for brief in some if not _prints_anything(brief)]
        usual = sum(_prints_day(brief) and bool(brief.sources) for brief in some)
        if usual >= max(_USUAL, _SHARE * len(some)):
            found.update(odd)
    return frozenset(found)


def _prints_day(brief: LegacyBrief) -> bool:
    return brief.published is not None and brief.published.line > 0


def _prints_anything(brief: LegacyBrief) -> bool:
    of_file = {hint.value for hint in (*brief.hints.authors, *brief.hints.editors)}
    return _prints_day(brief) or bool(brief.sources) or not of_file.issuperset(brief.people)


def _button_above(brief: LegacyBrief) -> str:
    """The last line above a text without a title that was taken for a button: “Support us” names a page as well."""
    body = unpack(brief).body
    first = body[0].line if body else 0
    above = [item.text for item in brief.set_aside if item.reason == NAVIGATION and item.line < first]
    return above[-1] if above else ""


def _title_of_page(title: str) -> str:
    return next((part for part in (title, *parts_of(title)) if _names_page(part)), "")


def _names_page(title: str) -> bool:
    """Whether *title* is that of a page, or of two in one: “Contact and directions”."""
    titles = _AND.split(title)
    return title in wordlist("pages") or (len(titles) == _BOTH and all(one in wordlist("pages") for one in titles))


def find_carried(briefs: Iterable[LegacyBrief], archive: Archive) -> dict[str, str]:
    """The PDFs to which *briefs* or those of the archive link, by their digests, and what each stands beside."""
    linked = (
        (one.name, f'the text of "{brief.origin}"')
        for brief in briefs
        for one in brief.attachments
        if any(f"]({one.name})" in block.markup for block in unpack(brief).body)
    )
    known = ((path, f'a brief as "{path}"') for path in archive.attachments)
    return {found[1]: where for name, where in (*known, *linked) if (found := _DIGEST.search(name))}


def pdf_set_aside(origin: str, sha256: str, carried: Mapping[str, str]) -> Diagnostic | None:
    """Why a file is set aside as one of the PDFs that are *carried* beside briefs; None if it is none of them."""
    if (where := carried.get(sha256[:10])) is None:
        return None
    message = f"set aside: it is kept with {where}, which links to it"
    return PartSetAside.flag(Span(path=origin), message, hint="to make a brief of it too, import the file itself")
