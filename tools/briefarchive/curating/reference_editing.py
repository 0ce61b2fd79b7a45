"""References put in anew: to a source that gets another key, and to a brief that gets another id, in any brief.

A text is not taken apart a second time to find where a brief is named. Each word that could do so is replaced by a mark
of its own, and the text is read: the marks that come back as a reference tell which words are. A word in a code block,
in a title or in the text of a link is none, and stays. Whatever is changed is read again.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from ..checking.archive import read_and_check
from ..diagnostics import Span
from ..model import Brief, BriefId, CiteKey, Reference, TextLink
from ..model.lines import Edit, Lines, edited
from ..reading.attached_files.attachments import DOCUMENTS, PICTURES, resolve_path
from ..reading.front_matter.writer import scalar_in_flow
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
    """A brief that gets another id, and with it another file."""

    old: BriefId
    new: BriefId
    old_path: str
    new_path: str


def refers(brief_path: str, links: tuple[TextLink, ...], references: tuple[Reference, ...], moved: BriefMove) -> bool:
    """Return whether a text, which stands in the file *brief_path*, names the brief that moves."""
    return any(ref.role == "brief" and ref.target == moved.old for ref in references) or any(
        not link.image and resolve_path(brief_path, _address(link.target)) == moved.old_path for link in links
    )


def replace_references(path: str, text: str, moved: BriefMove) -> str:
    """The text of a brief's file with every reference to *moved* put in anew, and of the moved one its own links.

    Raises:
        CannotChangeError: One cannot be changed.
    """
    brief, faults = read_and_check(path, text.encode())
    if brief is None:
        return text
    addresses = _new_addresses(brief, moved)
    # One after the other: `[the contract][2014-05-21-x]` is no link any more when the id in its label is a mark.
    edits = _find_edits(path, text, addresses, _linked) + _find_edits(path, text, {moved.old: moved.new}, _named)
    result = edited(text, edits)
    after, faults_after = read_and_check(path, result.encode())
    expected = _expected(brief, addresses, moved)
    same_faults = [one.code for one in faults] == [one.code for one in faults_after]
    if after is None or not same_faults or meaning(after) != meaning(expected):
        reason = f'"{moved.old}" is named in a way that cannot be rewritten; write the id or file name plainly'
        raise CannotChangeError(f"{_first_difference(brief, expected, after)}: {reason}")
    return result


def _new_addresses(brief: Brief, moved: BriefMove) -> dict[str, str]:
    """Return the relative addresses of links that change, each as written."""
    found = {}
    for link in brief.markup.links:
        address = _address(link.target)
        leads_to = None if link.image else resolve_path(brief.path, address)
        # What is called otherwise leads nowhere, before as after.
        if leads_to and posixpath.splitext(leads_to)[1] in _LINKED_TO:
            found[address] = _new_address(brief.path, address, leads_to, moved)
    return {old: new for old, new in found.items() if old != new}


def _new_address(path: str, address: str, leads_to: str, moved: BriefMove) -> str:
    own = moved.new_path if path == moved.old_path else path
    folder, _, name = address.rpartition("/")
    target = leads_to
    if leads_to == moved.old_path:
        target, name = moved.new_path, posixpath.basename(moved.new_path)
    kept = f"{folder}/{name}" if folder else name
    return kept if resolve_path(own, kept) == target else posixpath.relpath(target, posixpath.dirname(own))


def _address(target: str) -> str:
    """Return the part of a link's target that names a file."""
    return _REST_OF_LINK.split(target, maxsplit=1)[0]


def _find_edits(path: str, text: str, wanted: Mapping[str, str], found: Callable[[Brief], Set[str]]) -> list[Edit]:
    """The edits that put in what is *wanted* for a word, wherever the word is one that *found* gives of the brief."""
    words = [word for word in _WORD.finditer(text) if word[0] in wanted]
    # The name of a mark is not foreseen by a text, and adds no sign that could be one of markup.
    name = f"mark{digest(text.encode())[:8]}n"
    marks = {f"{name}{number}": word for number, word in enumerate(words)}
    brief, _ = read_and_check(path, edited(text, [Edit(*word.span(), mark) for mark, word in marks.items()]).encode())
    meant = marks.keys() & found(brief) if brief else ()
    return [Edit(*marks[mark].span(), wanted[marks[mark][0]]) for mark in meant]


def _linked(brief: Brief) -> Set[str]:
    """Return the addresses of its links."""
    return {_address(link.target) for link in brief.markup.links if not link.image}


def _named(brief: Brief) -> Set[str]:
    """Return the ids of briefs that it names."""
    return {*brief.mentions, *([brief.translation_of] if brief.translation_of else [])}


def _expected(brief: Brief, addresses: Mapping[str, str], moved: BriefMove) -> Brief:
    def target(link: TextLink) -> str:
        address = _address(link.target)
        return link.target if link.image else addresses.get(address, address) + link.target[len(address) :]

    def name(written: str) -> str:
        return moved.new if written == moved.old else written

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
        replaces=tuple(BriefId(name(other)) for other in brief.replaces),
    )


def _first_difference(brief: Brief, expected: Brief, after: Brief | None) -> Span:
    """Return the place of the first reference that is not as it should be; the file if it is none of them."""
    if after is not None:
        for kind in ("references", "links"):
            wanted, found = (tuple(one.target for one in getattr(some.markup, kind)) for some in (expected, after))
            for one, is_wanted, is_found in zip(getattr(brief.markup, kind), wanted, found, strict=False):
                if is_wanted != is_found:
                    span: Span = one.span
                    return span
        for field in ("translation_of", "replaces"):
            if getattr(after, field) != getattr(expected, field):
                return brief.place(field)
    return Span(path=brief.path)


def replace_keys(path: str, text: str, keys: Keys) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a brief's file with *keys* put in, and the places at which that was not possible.

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
    """Yield the edits that put keys into the list `sources`, or take out one that would stand there a second time."""
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
    """Yield the edits that put keys into citations and roles, where they are written as they read."""
    lines = Lines(text)
    places = {lines.offsets(ref.span)[0]: ref.target for ref in brief.markup.references if _names_source(ref)}
    for at, target in places.items():
        if target in keys and text.startswith(target, at):
            yield Edit(at, at + len(target), keys[CiteKey(target)])


def _find_doubles_in_roles(path: str, text: str, new: Set[CiteKey]) -> Iterator[Edit]:
    """Yield the edits that take out a new key which stands a second time, without notes, in one role."""
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
