"""Finds the footnotes of a page: a short mark links down to the note, and the note often links back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ..document import SetAside
from .parsing import BLOCKS, Tree, text_of

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,4})\s*[\])]?", re.IGNORECASE)
_ARROWS = "↑↩↲⏎︎️^⤴⤶⬆«‹"
_RETURN = re.compile(
    rf"[\s{_ARROWS}\[\]()]*(?:\d{{1,3}}|[a-z]|[ivx]{{1,5}}"
    r"|(?:jump |go )?(?:back|return)(?: to (?:the )?(?:text|content|article|top))?"
    rf"|jump up|[*†‡§¶]{{1,4}})?[\s\[\].):{_ARROWS}]*",
    re.IGNORECASE,
)
# What says by itself that it leads up, wherever a page that was saved in part lets it lead.
_LEADS_UP = re.compile(rf"[{_ARROWS}]|\b(?:back|return|jump up)\b", re.IGNORECASE)
_NOTE_NAME = re.compile(r"_?(?:f(?:oot)?n|ftn|edn|e(?:nd)?n|note|cite)", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOLDERS = ("li", "p", "div", "dd", "aside", "td")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holder:
    """A block that could be a note.

    Attributes:
        opening: The elements with which it begins, before any of its words.
        links: The names on the page to which it links.
        words: Its first words.
    """

    opening: frozenset[Tree]
    links: frozenset[str]
    words: str
    has_heading: bool

    @classmethod
    def of(cls, element: Tree) -> "_Holder":
        return cls(
            opening=_opening(element),
            links=frozenset(link.get("href", "")[1:] for link in element.iterdescendants("a")),
            words=text_of(element)[:20],
            has_heading=any(inner.tag in _HEADINGS for inner in element.iter()),
        )


class Notes:
    """The footnotes of one page, found by the links between marks and notes."""

    def __init__(self, body: Tree) -> None:
        places: dict[str, Tree] = {}
        self._order: dict[Tree, int] = {}
        for order, element in enumerate(body.iter()):
            self._order[element] = order
            for name in _names(element):
                places.setdefault(name, element)
        self._holders: dict[Tree, _Holder] = {}
        self._worded: dict[Tree, bool] = {}
        self._labels: dict[Tree, str] = {}
        self._definitions: dict[Tree, str] = {}
        signs: dict[Tree, str] = {}
        self.set_aside: list[SetAside] = []
        marks: set[str] = set()
        for anchor in body.iter("a"):
            target = places.get(anchor.get("href", "")[1:]) if anchor.get("href", "").startswith("#") else None
            holder = _holder(target) if target is not None else None
            if target is None or holder is None or not self._is_note(anchor, target, holder):
                continue
            label = self._definitions.setdefault(holder, str(len(self._definitions) + 1))
            self._labels[anchor] = label
            signs.setdefault(holder, _bare_sign(anchor))
            marks.update(_names(anchor))
            if (parent := anchor.getparent()) is not None:
                marks.update(_names(parent))
        self._marks = marks
        links = (link for note in self._definitions for link in note.iterdescendants("a"))
        self._returns = {link for link in links if link not in self._labels and self._leads_back(link)}
        # The sign of its mark, printed before a note without a link: “<sup>1</sup> Coast Radio”.
        opening = ((element, sign) for note, sign in signs.items() for element in self._holders[note].opening - {note})
        self._returns |= {
            element
            for element, sign in opening
            if not len(element) and _bare_sign(element) == sign and not _leads_out(element)
        }

    def is_mark(self, element: Tree) -> bool:
        """Return whether *element* is a mark in the text."""
        return element in self._labels

    def stands_apart(self, element: Tree) -> bool:
        """Return whether *element* is a mark or a link back to one: its words are accounted for separately."""
        return element in self._labels or element in self._returns

    def label(self, mark: Tree) -> str:
        """Return the label of the note to which *mark* leads."""
        return self._labels[mark]

    def definition(self, element: Tree) -> str:
        """Return the label of the note that *element* is; empty if it is none."""
        return self._definitions.get(element, "")

    def is_return(self, element: Tree) -> bool:
        """Return whether *element* is nothing but a link from its note back to the text, or the sign of its mark."""
        return element in self._returns

    def with_marks(self, article: Tree) -> Tree:
        """Return the smallest element around *article* with the marks of all notes: long notes can seem the text."""
        inside = {*article.iter(), *article.iterancestors()}
        labels = {label for note, label in self._definitions.items() if note in inside}
        apart = [mark for mark, label in self._labels.items() if label in labels and mark not in inside]
        for mark in apart:
            candidates = [article, *article.iterancestors()]
            around = set(mark.iterancestors())
            article = next((candidate for candidate in candidates if candidate in around), article)
        return article

    def opens_note(self, element: Tree, note: Tree) -> bool:
        """Return whether *element*, which leads back from *note*, comes before all its words."""
        return element in _opening(note)

    def _leads_back(self, element: Tree) -> bool:
        leads_up = element.get("href", "")[1:] in self._marks and element.get("href", "").startswith("#")
        names_itself = not element.get("href") and bool(_names(element))
        text = text_of(element)
        shows_it = element.get("href", "").startswith("#") and bool(_LEADS_UP.search(text))
        return (leads_up or names_itself or shows_it) and bool(_RETURN.fullmatch(text))

    def _is_note(self, mark: Tree, target: Tree, holder: Tree) -> bool:
        """Return whether *holder*, which contains the *target* of a link, is a note and no part of the text.

        The link is a short sign in running words, and the note follows it and begins at the target. It must also link
        back, have the name of a note, begin with the same sign, or be in a list; or the link must be raised or in
        brackets. None of this is true of a link to section 3 of a text.
        """
        sign = text_of(mark)
        if not _MARK.fullmatch(sign) or self._order[mark] >= self._order[holder]:
            return False
        if holder in self._definitions:
            return True
        if holder not in self._holders:
            self._holders[holder] = _Holder.of(holder)
        facts = self._holders[holder]
        if (
            facts.has_heading
            or target not in facts.opening
            or any(ancestor is holder for ancestor in mark.iterancestors())
        ):
            return False
        names = {name for element in (mark, mark.getparent()) if element is not None for name in _names(element)}
        leads_back = not facts.links.isdisjoint(names)
        named = any(_NOTE_NAME.match(name) for name in _names(target))
        if not self._stands_in_words(mark) and not (leads_back and named):
            return False
        raised = not sign.isalnum() or any(element.tag == "sup" for element in (*mark.iterancestors(), *mark.iter()))
        repeats_sign = facts.words.lstrip("[( ").startswith(_bare_sign(mark))
        return leads_back or named or raised or repeats_sign or holder.tag in ("li", "dd")

    def _stands_in_words(self, mark: Tree) -> bool:
        """Return whether the block of *mark* has other words: a table of contents has nothing but links."""
        block = next((ancestor for ancestor in mark.iterancestors() if ancestor.tag in BLOCKS), None)
        if block is None:
            return True
        if block not in self._worded:
            links = block.iterdescendants("a")
            in_links = sum(len(text_of(link)) for link in links if link.get("href", "").startswith("#"))
            self._worded[block] = sum(map(str.isalpha, text_of(block))) > in_links
        return self._worded[block]

    def mark_words(self, element: Tree, outside: str) -> None:
        """Account for the words of a mark, which MyST numbers itself."""
        if text := text_of(element):
            reason = outside or "the mark of a footnote"
            self.set_aside.append(SetAside(line=element.sourceline or 0, text=text, reason=reason))


def _bare_sign(element: Tree) -> str:
    return text_of(element).strip("[](). ")


def _leads_out(element: Tree) -> bool:
    """Return whether *element* is, or is in, a link to something else than a place of the page."""
    links = (link for link in (element, *element.iterancestors()) if link.tag == "a")
    return any(not link.get("href", "#").startswith("#") for link in links)


def _holder(target: Tree) -> Tree | None:
    if target.tag in _HOLDERS:
        return target
    near: Iterable[Tree] = target.iterancestors(*_HOLDERS)
    return next(iter(near), None)


def _opening(holder: Tree) -> frozenset[Tree]:
    opening: set[Tree] = set()
    for event, element in etree.iterwalk(holder, events=("start", "end")):
        if event == "start":
            opening.add(element)
        words = element.text if event == "start" else element.tail if element is not holder else ""
        if words and words.strip():
            break
    return frozenset(opening)


def _names(element: Tree) -> list[str]:
    if not isinstance(element.tag, str):
        return []
    return [name for name in (element.get("id"), element.get("name")) if name]
