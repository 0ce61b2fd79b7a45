"""Texts that are skipped: pages that every site has (“About us”), and PDFs that are kept beside another brief."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model import Archive

from .legacy import LegacyBrief, unpack
from .rules import PartSetAside
from .site_lines import origin_folder
from .text.parts import NAVIGATION
from .titles import parts_of
from .words import make_pattern
from .words.wordlist import wordlist

_HINT = "to import such pages too, give --pages"
_AND = re.compile(
    rf"\s+(?:{make_pattern('bylines', 'and')})\s+|\s*&\s*|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff])",
    re.IGNORECASE,
)
_BOTH = 2
# At least this many texts of a folder, and this share of them, print a date and sources.
_MIN_TEXTS, _MIN_SHARE = 3, 0.6
_DIGEST = re.compile(r"-([0-9a-f]{10})\.pdf$")
"""The first digits of its digest, in the name of a PDF that is kept beside a brief."""


def diagnose_page(brief: LegacyBrief, odd: Container[str] = ()) -> Diagnostic | None:
    """Return a diagnostic if *brief* is skipped as a page of the site.

    Args:
        brief: The text.
        odd: The origins of texts that lack everything that the other texts in their folders print.
    """
    if brief.sources:
        return None
    titles = (brief.title or _find_button_above(brief), *(hint.value for hint in brief.hints.titles))
    title = next(filter(None, map(_find_page_title, titles)), "")
    if title and not brief.people:
        reason = f'"{title}" is the title of a page of the site, and it has neither a byline nor sources'
    elif any(hint.value == "page" for hint in brief.hints.kinds):
        reason = "it is a page of the site and no post, and has no sources"
    elif brief.origin in odd:
        reason = "it prints no day, no names and no sources, and nearly all others of its folder do"
    else:
        return None
    return PartSetAside.flag(Span(path=brief.origin), f"set aside: {reason}", hint=_HINT)


def find_odd_texts(briefs: Iterable[LegacyBrief]) -> frozenset[str]:
    """Return the origins of texts without date, names and sources in folders where nearly all others have them."""
    folders: dict[str, list[LegacyBrief]] = defaultdict(list)
    for brief in briefs:
        folders[origin_folder(brief)].append(brief)
    odd_origins: set[str] = set()
    for siblings in folders.values():
        odd = [brief.origin for brief in siblings if not _prints_anything(brief)]
        usual = sum(_prints_day(brief) and bool(brief.sources) for brief in siblings)
        if usual >= max(_MIN_TEXTS, _MIN_SHARE * len(siblings)):
            odd_origins.update(odd)
    return frozenset(odd_origins)


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
