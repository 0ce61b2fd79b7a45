"""Parses the content of roles: the keys in a citation with their notes, and the errors in keys and role names.

Citations have the syntax of sphinxcontrib-bibtex, whose own parser raises an error for invalid input in the middle of a
build. This one treats such input as a key, so that the check reports an unknown source, and the page shows the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from markdown_it.token import Token

from ...diagnostics import Diagnostic, Span
from ...model import Reference
from ...model.slugs import slug
from ...model.tables import load_words
from ..nearest import find_closest
from ..rules import EmptyReference, UnknownRole
from .dialect import REFERENCE_ROLES, ROLES
from .text import Place

# Possessive throughout, since backtracking over a text of spaces would take cubic time.
_TARGET = re.compile(
    r"\s*+(?:\{(?P<before>[^{}]++)\})?+\s*+(?P<key>[^{}\s,]++)\s*+(?:\{(?P<after>[^{}]++)\})?+\s*+(?=,|\Z)"
)
_PIECE = re.compile(r"[^,]*+")
_NOT_IN_KEY = re.compile(r"[\s{}]")
_SEPARATOR = re.compile(r"(?<!\s)\s*+[;；，、]\s*+")
_LOCATOR = re.compile(
    r"(?:(?:pp?|page|pages|ch|chap|chapter|sec|section|fig|figure|table|vol|no|nos|para|paras|art|article|col|fn|n|S|§+)\.?\s?)?"
    r"[\divxlc]+(?:\s?[–-]\s?[\divxlc]+)?(?:\s?ff?\.?)?|第?\s?\d+(?:[–-]\d+)?\s?[页頁章]",
    re.IGNORECASE,
)
_ENCLOSING = " \t@[]()<>\"'“”‘’«».:"
_ROLE_SYNONYMS = {name: role for role, names in load_words(__file__).items() for name in names.split()}


class CitationTarget(NamedTuple):
    """A key, the notes before and after it, and its offset in the role's content."""

    key: str
    before: str
    after: str
    offset: int


def citation_targets(text: str) -> Iterator[CitationTarget]:
    """Yield the targets in the content of a citation role: `{see}key{p. 3}, other` has two."""
    position = 0
    while position <= len(text):
        match = _TARGET.match(text, position)
        if match:
            yield CitationTarget(match["key"], match["before"] or "", match["after"] or "", match.start("key"))
        else:
            match = cast("re.Match[str]", _PIECE.match(text, position))  # it matches the empty text as well
            piece = match[0]
            yield CitationTarget(piece.strip(), "", "", position + len(piece) - len(piece.lstrip()))
        position = match.end() + 1


def diagnose_role(role: Token, place: Place) -> Diagnostic:
    """Return the diagnostic of a role that does not exist."""
    name = role.meta["name"]
    span = place(role.meta["at"] + 1, len(name))
    guess, is_certain = _guess_role(name.lower())
    hint = f'write "{guess}"' + ("" if is_certain else ", if that is meant")
    if not guess:
        role_names = ", ".join(sorted(REFERENCE_ROLES))
        hint = f"sources are cited with cite:p and cite:t; {role_names} name what the archive has"
    return UnknownRole.suggest(span, f'there is no role "{name}"', guess, name, hint=hint, sure=is_certain)


def _guess_role(name: str) -> tuple[str, bool]:
    """Return the role intended by a lower-case name, empty if unknown, and whether that is certain."""
    if role := next((candidate for candidate in (name, name.rstrip("s")) if candidate in ROLES), ""):
        return role, True
    if name in _ROLE_SYNONYMS:
        return _ROLE_SYNONYMS[name], "cite" in name
    if name.startswith(("cite", "footcite")):
        return "cite:p", False
    return find_closest(name, ROLES), False


def read_citation(role: Token, place: Place) -> Iterator[Reference | Diagnostic]:
    """Yield a reference for each valid key of a citation, and a diagnostic for each that is wrong."""
    name = role.meta["name"]
    before: CitationTarget | None = None
    for target in citation_targets(role.content):
        at = role.meta["content_at"] + target.offset
        span = place(at, max(len(target.key), 1))
        keys = _list_keys(target.key)
        if not target.key:
            yield diagnose_empty(name, span)
        elif not keys:
            yield _diagnose_key(role, target, before, place)
        elif keys != [target.key]:
            message = f'"{target.key}" is not how keys are written in a citation'
            yield EmptyReference.suggest(span, message, ",".join(keys), target.key)
        end = 0
        for key in keys:
            start = target.key.index(key, end)
            end = start + len(key)
            yield Reference(role=name, target=key, span=place(at + start, len(key)))
        before = target


def diagnose_empty(name: str, span: Span) -> Diagnostic:
    """Return the diagnostic of a role without a key or id."""
    return EmptyReference.flag(span, f'the role "{name}" names nothing', hint="write the key or id, or delete it")


def _list_keys(text: str) -> list[str]:
    """Return the key that a text is, or those intended if other punctuation separates or encloses them."""
    keys = [piece.strip(_ENCLOSING) for piece in _SEPARATOR.split(text)]
    if not all(keys) or any(_NOT_IN_KEY.search(key) for key in keys) or _LOCATOR.fullmatch(keys[-1]):
        keys = [text] if text and not _NOT_IN_KEY.search(text) else []
    return keys


def _diagnose_key(role: Token, target: CitationTarget, before: CitationTarget | None, place: Place) -> Diagnostic:
    """Return the diagnostic of text that is not a key; a page number after a key belongs in braces."""
    message = f'"{target.key}" cannot be the key of a source'
    at = role.meta["content_at"]
    if before is None or not before.key or before.after or not _LOCATOR.fullmatch(target.key):
        span = place(at + target.offset, len(target.key))
        new = f'write "{name}", or put' if (name := slug(target.key)) else "put"
        return EmptyReference.flag(
            span, message, hint=f"a key has no spaces: {new} commas between keys and notes in braces"
        )
    text = role.content[before.offset : target.offset + len(target.key)]
    whole = place(at + before.offset, len(text))
    return EmptyReference.suggest(whole, message, f"{before.key}{{{target.key}}}", text)
