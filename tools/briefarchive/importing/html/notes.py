"""Footnotes of a page: a short mark that leads down to the note, and a note that often leads up again."""

import re
from collections.abc import Iterable

from ..document import SetAside
from .parsing import Tree

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,4})\s*[\])]?", re.IGNORECASE)
_RETURN = re.compile(r"[\s↑↩︎^⤴«‹\[\]()]*(?:\d{1,3}|[a-z]|back|return|[*†‡§¶]{1,4})?[\s\[\].):↑↩︎^]*", re.IGNORECASE)
_HOLDERS = ("li", "p", "div", "dd", "aside", "td")


class Notes:
    """The footnotes of one page, found by the links between marks and notes."""

    def __init__(self, body: Tree) -> None:
        places = {name: one for one in body.iter() for name in _names(one)}
        self._labels: dict[Tree, str] = {}
        self._definitions: dict[Tree, str] = {}
        self._targets: dict[str, Tree] = {}
        self.set_aside: list[SetAside] = []
        marks: set[str] = set()
        for anchor in body.iter("a"):
            target = places.get(anchor.get("href", "")[1:]) if anchor.get("href", "").startswith("#") else None
            holder = _holder(target) if target is not None else None
            if holder is None or not _MARK.fullmatch(_text(anchor)) or not _is_note(anchor, holder):
                continue
            label = self._definitions.setdefault(holder, str(len(self._definitions) + 1))
            self._labels[anchor] = label
            marks.update(_names(anchor))
            if (parent := anchor.getparent()) is not None:
                marks.update(_names(parent))
        self._marks = marks
        links = (link for note in self._definitions for link in note.iterdescendants("a"))
        self._returns = {link for link in links if link not in self._labels and self._leads_back(link)}

    def is_mark(self, element: Tree) -> bool:
        """Whether *element* is a mark in the text."""
        return element in self._labels

    def stands_apart(self, element: Tree) -> bool:
        """Whether *element* is a mark, or leads from a note back to one: its words are accounted for alone."""
        return element in self._labels or element in self._returns

    def label(self, mark: Tree) -> str:
        """The label of the note to which *mark* leads."""
        return self._labels[mark]

    def definition(self, element: Tree) -> str:
        """The label of the note that *element* is; empty if it is none."""
        return self._definitions.get(element, "")

    def is_return(self, element: Tree) -> bool:
        """Whether *element* leads from its note back to the text, and says nothing else."""
        return element in self._returns

    def _leads_back(self, element: Tree) -> bool:
        leads_up = element.get("href", "")[1:] in self._marks and element.get("href", "").startswith("#")
        names_itself = not element.get("href") and bool(_names(element))
        return (leads_up or names_itself) and bool(_RETURN.fullmatch(_text(element)))

    def mark_words(self, element: Tree, outside: str) -> None:
        """Account for the words of a mark, which MyST numbers itself."""
        if text := _text(element):
            reason = outside or "the mark of a footnote"
            self.set_aside.append(SetAside(line=element.sourceline or 0, text=text, reason=reason))


def _is_note(anchor: Tree, holder: Tree) -> bool:
    """Whether *holder* can be the note of *anchor*: it does not hold it, and stands behind it."""
    if any(one is holder for one in anchor.iterancestors()):
        return False
    return (anchor.sourceline or 0, 0) <= (holder.sourceline or 0, 0)


def _holder(target: Tree) -> Tree | None:
    if target.tag in _HOLDERS:
        return target
    near: Iterable[Tree] = target.iterancestors(*_HOLDERS)
    return next(iter(near), None)


def _names(element: Tree) -> list[str]:
    if not isinstance(element.tag, str):
        return []
    return [name for name in (element.get("id"), element.get("name")) if name]


def _text(element: Tree) -> str:
    return " ".join("".join(element.itertext()).split())
