"""Keys in a brief's file, written anew: in its citations, its `{source}` roles and its list `sources`."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from ..checking.archive import read_and_check
from ..diagnostics import Span
from ..model import Brief, CiteKey, Reference
from ..model.lines import Edit, Lines, edited
from ..reading.front_matter.writer import scalar_in_flow
from ..reading.markdown.dialect import CITATION_ROLES
from ..reading.markdown.roles import citation_targets
from .front_matter_editing import meaning, remove_item

_ROLE = re.compile(rf"\{{(?:{'|'.join(map(re.escape, sorted(CITATION_ROLES)))})\}}(`+)")

Keys = Mapping[CiteKey, CiteKey]
"""The new key for each old one."""


def replace_keys(path: str, text: str, keys: Keys) -> tuple[str, tuple[Span, ...]]:
    """The text of a brief's file with *keys* put in, and the places at which that was not possible.

    The result is read again; if the brief would then have other sources than it should, nothing is changed.
    """
    brief, faults = read_and_check(path, text.encode())
    if brief is None:
        return text, ()
    result = edited(text, [*_edits_in_list(text, brief, keys), *_edits_in_text(text, brief, keys)])
    result = edited(result, list(_find_doubles_in_roles(path, result, frozenset(keys.values()))))
    after, faults_after = read_and_check(path, result.encode())
    same_faults = [one.code for one in faults] == [one.code for one in faults_after]
    if after is not None and same_faults and _meaning(after, keys) == _meaning(brief, keys):
        return result, tuple(_find_keys(after, keys))
    return text, tuple(_find_keys(brief, keys))


def _names_source(ref: Reference) -> bool:
    return ref.cites or ref.role == "source"


def _find_keys(brief: Brief, keys: Keys) -> Iterator[Span]:
    yield from (brief.place("sources", number) for number, key in enumerate(brief.sources) if key in keys)
    yield from (ref.span for ref in brief.markup.references if ref.target in keys and _names_source(ref))


def _meaning(brief: Brief, keys: Keys) -> Brief:
    """What a brief says with the new keys, each reference once."""
    said = meaning(brief)
    references = (replace(ref, target=keys.get(CiteKey(ref.target), ref.target)) for ref in said.markup.references)
    markup = replace(said.markup, references=tuple(dict.fromkeys(references)))
    return replace(said, markup=markup, sources=tuple(dict.fromkeys(keys.get(key, key) for key in said.sources)))


def _edits_in_list(text: str, brief: Brief, keys: Keys) -> Iterator[Edit]:
    """The edits that put keys into the list `sources`, or take out one that would stand there a second time."""
    lines, seen = Lines(text), set[CiteKey]()
    for number, key in enumerate(brief.sources):
        new = keys.get(key, key)
        start, end = lines.offsets(brief.place("sources", number))
        if new in seen and new in keys.values():
            if (edit := remove_item(text, lines.start_around(start), start, end)) is not None:
                yield edit
        elif new != key and text[start:end].strip("\"'") == key:
            mark = text[start] if text[start] in "\"'" else ""
            yield Edit(start, end, f"{mark}{new}{mark}" if mark else scalar_in_flow(new))
        seen.add(new)


def _edits_in_text(text: str, brief: Brief, keys: Keys) -> Iterator[Edit]:
    """The edits that put keys into citations and roles, where they are written as they read."""
    lines = Lines(text)
    places = {lines.offsets(ref.span)[0]: ref.target for ref in brief.markup.references if _names_source(ref)}
    for at, target in places.items():
        if target in keys and text.startswith(target, at):
            yield Edit(at, at + len(target), keys[CiteKey(target)])


def _find_doubles_in_roles(path: str, text: str, new: Set[CiteKey]) -> Iterator[Edit]:
    """The edits that take out a new key which stands a second time, without notes, in one role."""
    brief, _ = read_and_check(path, text.encode())
    lines = Lines(text)
    cited = {lines.offsets(ref.span)[0] for ref in brief.markup.references if ref.cites} if brief else ()
    for role in _ROLE.finditer(text):
        first, seen = role.end(), set[str]()
        for key, before, after, offset in citation_targets(text[first : max(text.find(role[1], first), first)]):
            at = first + offset
            if key in seen & new and at in cited and not (before or after):
                yield Edit(text.rindex(",", first, at), at + len(key), "")
            seen.add(key)
