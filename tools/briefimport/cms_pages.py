"""Pages that every site has and that are no texts of an archive: “About us”, “Contact”, “Impressum”."""

from briefarchive.diagnostics import Diagnostic, Span

from .faults import PartSetAside
from .legacy import LegacyBrief
from .titles import parts_of
from .words.wordlist import wordlist

_HINT = "to import such pages too, give --pages"


def page_set_aside(brief: LegacyBrief) -> Diagnostic | None:
    """Why *brief* is set aside as a page of the site; None if it is a text."""
    if brief.sources:
        return None
    title = next(filter(None, map(_title_of_page, (brief.title, *(hint.value for hint in brief.hints.titles)))), "")
    if title and not (brief.compilers or brief.editors):
        reason = f'"{title}" is the title of a page of the site, and it has neither a byline nor sources'
    elif any(hint.value == "page" for hint in brief.hints.kinds):
        reason = "it is a page of the site and no post, and has no sources"
    else:
        return None
    return PartSetAside.at(Span(path=brief.origin), f"set aside: {reason}", hint=_HINT)


def _title_of_page(title: str) -> str:
    return next((part for part in (title, *parts_of(title)) if part in wordlist("pages")), "")
