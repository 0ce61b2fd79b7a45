"""Keys in a brief's file, written anew: in its citations, its `{source}` roles and its list `sources`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..checking.archive import read_and_check
from ..diagnostics import Span
from ..model import Brief, CiteKey
from ..model.lines import Edit, Lines, edited
from ..reading.markdown.dialect import CITATION_ROLES
from ..reading.markdown.roles import citation_targets
from .front_matter_editing import meaning, remove_item

_ROLE = re.compile(rf"\{{(?:{'|'.join(map(re.escape, sorted(CITATION_ROLES)))})\}}(`+)")
_PLAIN = re.compile(r"(?!(?:true|false|null|y|n|yes|no|on|off)\Z)[A-Za-z][\w.+/-]*", re.IGNORECASE | re.ASCII)

Keys = Mapping[CiteKey, CiteKey]
"""The new key for each old one."""


def replace_keys(path: str, text: str, keys: Keys) -> tuple[str, tuple[Span, ...]]:
    """The text of a brief's file with *keys* put in, and the places at which that was not possible.

    The result is read again; if the brief would then have other sources than it should, nothing is changed.
    """
    brief, faults = read_and_check(path, text.encode())
    if brief is None:
        return text, ()
    edits, left = _edits(text, brief, keys)
    result = edited(text, edits)
    after, faults_after = read_and_check(path, result.encode())
    codes, codes_after = ([one.code for one in found] for found in (faults, faults_after))
    if after is not None and codes == codes_after and _meaning(after, keys) == _meaning(brief, keys):
        return result, tuple(left)
    return text, tuple(_find_keys(brief, keys))


def _meaning(brief: Brief, keys: Keys) -> Brief:
    """What a brief says with the new keys, each reference once."""
    said = meaning(brief)
    references = (replace(ref, target=keys.get(CiteKey(ref.target), ref.target)) for ref in said.markup.references)
    markup = replace(said.markup, references=tuple(dict.fromkeys(references)))
    return replace(said, markup=markup, sources=tuple(dict.fromkeys(keys.get(key, key) for key in said.sources)))


def _find_keys(brief: Brief, keys: Keys) -> Iterator[Span]:
    yield from (brief.place("sources", number) for number, key in enumerate(brief.sources) if key in keys)
    yield from (
        ref.span for ref in brief.markup.references if ref.target in keys and (ref.cites or ref.role == "source")
    )


def _edits(text: str, brief: Brief, keys: Keys) -> tuple[list[Edit], list[Span]]:
    lines = Lines(text)
    edits, left = _in_list(text, lines, brief, keys)
    cited: dict[int, CiteKey] = {}
    for ref in brief.markup.references:
        at = lines.offsets(ref.span)[0]
        if not text.startswith(ref.target, at):
            left += [ref.span] if ref.target in keys else []
        elif ref.cites:
            cited[at] = CiteKey(ref.target)
        elif ref.role == "source" and ref.target in keys:
            edits.append(Edit(at, at + len(ref.target), keys[CiteKey(ref.target)]))
    for role in _ROLE.finditer(text):
        end = text.find(role[1], role.end())
        edits += _in_role(text, role.end(), end, cited, keys) if end > 0 else ()
    edits += [Edit(at, at + len(key), keys[key]) for at, key in cited.items() if key in keys]
    return edits, left


def _in_role(text: str, start: int, end: int, cited: dict[int, CiteKey], keys: Keys) -> list[Edit]:
    """The edits of a role with several keys, which are taken from *cited*; a double without notes goes."""
    targets = [(target, start + target.offset) for target in citation_targets(text[start:end])]
    if len(targets) < 2 or any(cited.get(at) != target.key for target, at in targets):
        return []
    edits: list[Edit] = []
    seen: set[CiteKey] = set()
    renamed = {keys[CiteKey(target.key)] for target, _ in targets if target.key in keys}
    for target, at in targets:
        key = cited.pop(at)
        new = keys.get(key, key)
        if new in renamed & seen and not (target.before or target.after):
            edits.append(Edit(text.rindex(",", start, at), at + len(key), ""))
        elif new != key:
            edits.append(Edit(at, at + len(key), new))
        seen.add(new)
    return edits


def _in_list(text: str, lines: Lines, brief: Brief, keys: Keys) -> tuple[list[Edit], list[Span]]:
    edits: list[Edit] = []
    left: list[Span] = []
    seen: set[CiteKey] = set()
    renamed = {keys[key] for key in brief.sources if key in keys}
    for number, key in enumerate(brief.sources):
        new = keys.get(key, key)
        span = brief.place("sources", number)
        start, end = lines.offsets(span)
        edit: Edit | None = None
        if new in renamed & seen:
            edit = remove_item(text, lines.start_around(start), start, end)
        elif new != key and text[start:end].strip("\"'") == key:
            edit = Edit(start, end, new if _PLAIN.fullmatch(new) else f'"{new}"')
        else:
            seen.add(new)
            continue
        seen.add(new)
        if edit is None:
            left.append(span)
        else:
            edits.append(edit)
    return edits, left
