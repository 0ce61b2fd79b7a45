"""What is wrong with a role's name, or with the keys in a citation, and what to write in the author's own words."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Replacement, Span
from .citation_targets import CitationTarget
from .dialect import REFERENCE_ROLES, ROLES
from .rules import EmptyReference, UnknownRole

Place = Callable[[int, int], Span]

_NO_KEY = re.compile(r"[\s{}]")
_PARTED = re.compile(r"(?<!\s)\s*+[;；，、]\s*+")
_LOCATOR = re.compile(
    r"(?:(?:pp?|page|pages|ch|chap|chapter|sec|section|fig|figure|table|vol|no|nos|para|paras|art|article|col|fn|n|S|§+)\.?\s?)?"
    r"[\divxlc]+(?:\s?[–-]\s?[\divxlc]+)?(?:\s?ff?\.?)?|第?\s?\d+(?:[–-]\d+)?\s?[页頁章]",
    re.IGNORECASE,
)
_AROUND = " \t@[]()<>\"'“”‘’«».:"
# What other programs and other people call a citation.
_CITATIONS = frozenset({
    "autocite", "bibcite", "cit", "citation", "cite-p", "cite_p", "cite.p", "citealp", "citep", "cites", "footnote",
    "parencite", "quote", "ref", "reference", "references", "sources", "src",
})  # fmt: skip
_IN_SENTENCE = frozenset({"cite-t", "cite_t", "cite.t", "citealt", "citeauthor", "citet", "textcite"})
_OTHERS = {
    "doc": "brief",
    "land": "country",
    "nation": "country",
    "state": "country",
    "subject": "topic",
    "tag": "topic",
    "author": "person",
}


def find_unknown_role(role: Token, place: Place) -> Iterator[Diagnostic]:
    """What is said of a role that is not there."""
    name = role.meta["name"]
    span = place(role.meta["at"] + 1, len(name))
    meant, is_certain = _meant_role(name)
    fix = (Replacement(span=span, text=meant, old=name),) if is_certain else ()
    hint = f'write "{meant}"' + ("" if is_certain else ", if that is meant")
    if not meant:
        hint = (
            "sources are cited with cite:p and cite:t; "
            + ", ".join(sorted(REFERENCE_ROLES))
            + " name what the archive has"
        )
    yield UnknownRole.at(span, f'there is no role "{name}"', hint=hint, fix=fix)


def _meant_role(name: str) -> tuple[str, bool]:
    """The role that was meant, and whether that is certain."""
    small = name.lower()
    if small in ROLES or small.rstrip("s") in ROLES:
        return (small, True) if small in ROLES else (small.rstrip("s"), True)
    if small in _CITATIONS | _IN_SENTENCE:
        is_certain = small.startswith("cite") or small.endswith("cite")
        return ("cite:t" if small in _IN_SENTENCE else "cite:p"), is_certain
    if small in _OTHERS:
        return _OTHERS[small], False
    near = difflib.get_close_matches(small, sorted(ROLES), n=1, cutoff=0.7)
    if small.startswith(("cite", "footcite")):
        return "cite:p", False
    return (near[0], False) if near else ("", False)


def find_in_citation(
    role: Token, targets: Iterable[CitationTarget], place: Place
) -> Iterator[tuple[str, Span, Diagnostic | None]]:
    """Each key of a citation with its place, and what is wrong with it; a key that is none is empty.

    Args:
        role: The token of the citation.
        targets: What it names.
        place: The place in the file of an offset in the paragraph, and of so many characters.
    """
    before: CitationTarget | None = None
    for target in targets:
        at = role.meta["content_at"] + target.offset
        span = place(at, max(len(target.key), 1))
        keys, instead = _keys(target)
        if not target.key:
            message = f'the role "{role.meta["name"]}" names nothing'
            yield "", span, EmptyReference.at(span, message, hint="write the key or id, or delete it")
        elif len(keys) > 1 or (keys and keys[0] != target.key):
            message = f'"{target.key}" is not how keys are written in a citation'
            fault: Diagnostic | None = EmptyReference.instead(span, message, instead, target.key)
            end = 0
            for key in keys:
                start = target.key.index(key, end)
                end = start + len(key)
                yield key, place(at + start, len(key)), fault
                fault = None
        elif _NO_KEY.search(target.key):
            yield "", span, _no_key(role, target, before, place)
        else:
            yield target.key, span, None
        before = target


def _keys(target: CitationTarget) -> tuple[list[str], str]:
    """The keys that were meant, if other marks part them or stand around them, and what to write."""
    keys = [piece.strip(_AROUND) for piece in _PARTED.split(target.key)]
    if not all(keys) or any(_NO_KEY.search(key) for key in keys) or _LOCATOR.fullmatch(keys[-1]):
        return [], ""
    return keys, ",".join(keys)


def _no_key(role: Token, target: CitationTarget, before: CitationTarget | None, place: Place) -> Diagnostic:
    """What is said of words where a key should be; a page behind a key goes into braces."""
    message = f'"{target.key}" cannot be the key of a source'
    span = place(role.meta["content_at"] + target.offset, len(target.key))
    if before is None or not before.key or before.after or not _LOCATOR.fullmatch(target.key):
        return EmptyReference.at(span, message, hint="part several keys by commas; notes stand in braces")
    start = before.offset
    written = role.content[start : target.offset + len(target.key)]
    instead = f"{before.key}{{{target.key}}}"
    whole = place(role.meta["content_at"] + start, len(written))
    return EmptyReference.instead(whole, message, instead, written)
