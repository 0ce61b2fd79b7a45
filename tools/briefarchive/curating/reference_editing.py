"""References to a brief that gets another id: roles, links to its file, `replaces` and `translation_of`, in any brief.

A text is not taken apart a second time to find where they stand. Each word that could be one is replaced by a mark of
its own, and the text is read: the marks that come back as a reference tell which words are. A word in a code block, in
a title or in the text of a link is none, and stays.
"""

import posixpath
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace

from ..checking.archive import read_and_check
from ..diagnostics import Span
from ..model import Brief, BriefId, Reference, TextLink
from ..model.lines import Edit, edited
from ..reading.attached_files.attachments import DOCUMENTS, PICTURES, resolve_path
from ..storage.files import digest
from .changes import CannotChangeError
from .front_matter_editing import meaning

_WORD = re.compile(r"[\w./%~-]+", re.ASCII)
_LINKED_TO = DOCUMENTS | PICTURES | {".md"}
_REST_OF_LINK = re.compile(r"[?#]")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMove:
    """A brief that gets another id, and with it another file."""

    old: BriefId
    new: BriefId
    old_path: str
    new_path: str


def refers(brief_path: str, links: tuple[TextLink, ...], references: tuple[Reference, ...], moved: BriefMove) -> bool:
    """Whether a text, which stands in the file *brief_path*, names the brief that moves."""
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
    """The relative addresses of links that change, each as written."""
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
    """The part of a link's target that names a file."""
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
    """The addresses of its links."""
    return {_address(link.target) for link in brief.markup.links if not link.image}


def _named(brief: Brief) -> Set[str]:
    """The ids of briefs that it names."""
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
    """The place of the first reference that is not as it should be; the file if it is none of them."""
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
