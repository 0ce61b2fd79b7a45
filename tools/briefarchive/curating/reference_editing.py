"""Updating references in briefs, to sources with new keys and to a brief with a new id.

To find references to a brief, each word that may be one is replaced by a unique marker and the text is read again: the
markers that come back as references show which words are. Words in code blocks, titles and link texts are not, and
stay. Every change is read back.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from ..checking.loading import read_and_check
from ..diagnostics import Diagnostic, Span
from ..model import Brief, BriefId, CiteKey, Reference, TextLink
from ..model.lines import Edit, Lines, apply_edits
from ..reading.attached_files.attachments import DOCUMENTS, PICTURES, resolve_path
from ..reading.front_matter.writer import write_flow_scalar
from ..reading.markdown.dialect import CITATION_ROLES
from ..reading.markdown.roles import citation_targets
from ..storage.files import digest
from .changes import CannotChangeError, meaning, remove_item

_WORD = re.compile(r"[\w./%~-]+", re.ASCII)
_LINKED_TO = DOCUMENTS | PICTURES | {".md"}
_REST_OF_LINK = re.compile(r"[?#]")
_ROLE = re.compile(rf"\{{(?:{'|'.join(map(re.escape, sorted(CITATION_ROLES)))})\}}(`+)")

Keys = Mapping[CiteKey, CiteKey]
"""The new key for each old one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMove:
    """A brief with a new id, and thus a new file."""

    old: BriefId
    new: BriefId
    old_path: str
    new_path: str


def replace_references(path: str, text: str, move: BriefMove) -> str:
    """Update all references to the brief of *move* in a brief's file, and the moved brief's own relative links.

    Raises:
        CannotChangeError: A reference cannot be changed.
    """
    brief, faults = read_and_check(path, text.encode())
    if brief is None:
        return text
    addresses = _new_addresses(brief, move)
    # In two steps: `[the contract][2014-05-21-x]` is no longer a link when the id in its label is a marker.
    edits = _find_edits(path, text, addresses, _list_links) + _find_edits(path, text, {move.old: move.new}, _list_named)
    result = apply_edits(text, edits)
    after = _read_back(path, result, faults)
    if after is None or meaning(after) != meaning(_make_expected(brief, addresses, move)):
        reason = f'"{move.old}" is named in a way that cannot be rewritten; write the id or file name plainly'
        raise CannotChangeError(f"{path}: {reason}")
    return result


def _read_back(path: str, text: str, faults: Sequence[Diagnostic]) -> Brief | None:
    """Return the brief with its new text; None if it has other faults than before."""
    brief, faults_after = read_and_check(path, text.encode())
    return brief if [fault.code for fault in faults] == [fault.code for fault in faults_after] else None


def _new_addresses(brief: Brief, move: BriefMove) -> dict[str, str]:
    """Map the relative addresses that change, as written, to new ones."""
    addresses = {}
    for link in brief.markup.links:
        address = _address(link.target)
        leads_to = None if link.image else resolve_path(brief.path, address)
        # Other targets are broken, before and after.
        if leads_to and posixpath.splitext(leads_to)[1] in _LINKED_TO:
            addresses[address] = _new_address(brief.path, address, leads_to, move)
    return {old: new for old, new in addresses.items() if old != new}


def _new_address(path: str, address: str, leads_to: str, move: BriefMove) -> str:
    own_path = move.new_path if path == move.old_path else path
    folder, _, name = address.rpartition("/")
    target = leads_to
    if leads_to == move.old_path:
        target, name = move.new_path, posixpath.basename(move.new_path)
    new = f"{folder}/{name}" if folder else name
    return new if resolve_path(own_path, new) == target else posixpath.relpath(target, posixpath.dirname(own_path))


def _address(target: str) -> str:
    return _REST_OF_LINK.split(target, maxsplit=1)[0]


def _find_edits(path: str, text: str, new_words: Mapping[str, str], find: Callable[[Brief], Set[str]]) -> list[Edit]:
    """Return the edits that replace words by *new_words* where *find* says that they are references of the brief."""
    words = [word for word in _WORD.finditer(text) if word[0] in new_words]
    # A marker is unpredictable to the author of a text, and has no character that could be markup.
    name = f"mark{digest(text.encode())[:8]}n"
    marks = {f"{name}{number}": word for number, word in enumerate(words)}
    marked_text = apply_edits(text, [Edit(*word.span(), mark) for mark, word in marks.items()])
    brief, _ = read_and_check(path, marked_text.encode())
    places = marks.keys() & find(brief) if brief else ()
    return [Edit(*marks[mark].span(), new_words[marks[mark][0]]) for mark in places]


def _list_links(brief: Brief) -> Set[str]:
    return {_address(link.target) for link in brief.markup.links if not link.image}


def _list_named(brief: Brief) -> Set[str]:
    return {*brief.mentions, *([brief.translation_of] if brief.translation_of else [])}


def _make_expected(brief: Brief, addresses: Mapping[str, str], move: BriefMove) -> Brief:
    def target(link: TextLink) -> str:
        address = _address(link.target)
        return link.target if link.image else addresses.get(address, address) + link.target[len(address) :]

    def name(target: str) -> str:
        return move.new if target == move.old else target

    markup = replace(
        brief.markup,
        links=tuple(replace(link, target=target(link)) for link in brief.markup.links),
        references=tuple(
            replace(ref, target=name(ref.target)) if ref.role == "brief" else ref for ref in brief.markup.references
        ),
    )
    return replace(
        brief,
        markup=markup,
        translation_of=BriefId(name(brief.translation_of)) if brief.translation_of else None,
        replaces=tuple(BriefId(name(replaced)) for replaced in brief.replaces),
    )


def replace_keys(path: str, text: str, keys: Keys) -> tuple[str, tuple[Span, ...]]:
    """Replace old keys in a brief's file; return the new text and the places where that was impossible.

    The result is read back; if the brief would have the wrong sources, nothing is changed.
    """
    brief, faults = read_and_check(path, text.encode())
    if brief is None:
        return text, ()
    result = apply_edits(text, [*_edits_in_list(text, brief, keys), *_edits_in_text(text, brief, keys)])
    result = apply_edits(result, list(_find_doubles_in_roles(path, result, frozenset(keys.values()))))
    after = _read_back(path, result, faults)
    if after is not None and _meaning(after, keys) == _meaning(brief, keys):
        return result, tuple(_find_keys(after, keys))
    return text, tuple(_find_keys(brief, keys))


def _names_source(ref: Reference) -> bool:
    return ref.cites or ref.role == "source"


def _find_keys(brief: Brief, keys: Keys) -> Iterator[Span]:
    yield from (brief.place("sources", number) for number, key in enumerate(brief.sources) if key in keys)
    yield from (ref.span for ref in brief.markup.references if ref.target in keys and _names_source(ref))


def _meaning(brief: Brief, keys: Keys) -> Brief:
    """Return the meaning of a brief with the new keys, each reference once."""
    content = meaning(brief)
    references = (replace(ref, target=keys.get(CiteKey(ref.target), ref.target)) for ref in content.markup.references)
    markup = replace(content.markup, references=tuple(dict.fromkeys(references)))
    return replace(content, markup=markup, sources=tuple(dict.fromkeys(keys.get(key, key) for key in content.sources)))


def _edits_in_list(text: str, brief: Brief, keys: Keys) -> Iterator[Edit]:
    """Yield the edits that replace keys in the list `sources`, or remove duplicates."""
    lines, seen_keys = Lines(text), set[CiteKey]()
    for number, key in enumerate(brief.sources):
        new = keys.get(key, key)
        start, end = lines.offsets(brief.place("sources", number))
        if new in seen_keys and new in keys.values():
            if (edit := remove_item(text, lines.find_line_start(start), start, end)) is not None:
                yield edit
        elif new != key and text[start:end].strip("\"'") == key:
            mark = text[start] if text[start] in "\"'" else ""
            yield Edit(start, end, f"{mark}{new}{mark}" if mark else write_flow_scalar(new))
        seen_keys.add(new)


def _edits_in_text(text: str, brief: Brief, keys: Keys) -> Iterator[Edit]:
    """Yield the edits that replace keys in citations and roles, if they are written literally."""
    lines = Lines(text)
    places = {lines.offsets(ref.span)[0]: ref.target for ref in brief.markup.references if _names_source(ref)}
    for at, target in places.items():
        if target in keys and text.startswith(target, at):
            yield Edit(at, at + len(target), keys[CiteKey(target)])


def _find_doubles_in_roles(path: str, text: str, new: Set[CiteKey]) -> Iterator[Edit]:
    """Yield the edits that remove a new key repeated in one role, unless it has notes."""
    brief, _ = read_and_check(path, text.encode())
    lines = Lines(text)
    citation_offsets = {lines.offsets(ref.span)[0] for ref in brief.markup.references if ref.cites} if brief else ()
    for role in _ROLE.finditer(text):
        first, seen_keys = role.end(), set[str]()
        for key, before, after, offset in citation_targets(text[first : max(text.find(role[1], first), first)]):
            at = first + offset
            if key in seen_keys & new and at in citation_offsets and not (before or after):
                yield Edit(text.rindex(",", first, at), at + len(key), "")
            seen_keys.add(key)
