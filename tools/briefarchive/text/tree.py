"""The reader of briefs' texts, the only place where their docutils documents are created.

A document depends on the bytes of the file and the view of the page, and on nothing in Sphinx.
"""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import cast

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.readers.standalone import Reader
from docutils.utils import Reporter
from myst_parser.config.main import MdParserConfig

from ..facets.views import BriefPage
from ..reading import decoding
from ..reading.characters import replace_invisible
from ..reading.front_matter.reader import split_front_matter
from ..reading.markdown.dialect import is_overloaded, make_parser
from . import directives
from .renderer import BriefRenderer
from .resolving import number_citations, resolve_text

_SETTINGS = {
    "auto_id_prefix": "id",
    "halt_level": Reporter.SEVERE_LEVEL + 1,  # no text can end a build
    # No directive can open a file or write HTML.
    "file_insertion_enabled": False,
    "raw_enabled": False,
    # The rules of `briefs check` report what briefs must not use.
    "myst_suppress_warnings": ["myst.header", "myst.duplicate_def"],
}

ReporterFactory = Callable[[str], Reporter]


def _silent_reporter(path: str) -> Reporter:
    """Return a reporter that drops messages about the file *path*; the site's own shows them."""
    return Reporter(path, Reporter.SEVERE_LEVEL + 1, Reporter.SEVERE_LEVEL + 1, stream=False)


class BriefReader:
    """A reader of briefs' document trees, for one thread because of docutils; *reporter* makes that of a file."""

    def __init__(self, reporter: ReporterFactory = _silent_reporter) -> None:
        self._reporter = reporter
        self._parser = make_parser()
        self._parser.renderer = BriefRenderer(self._parser)
        self._config = MdParserConfig()
        self._settings = get_default_settings(Reader, Parser)  # ignores docutils.conf
        vars(self._settings).update(_SETTINGS)
        directives.register_directives()

    def read(self, root: Path, page: BriefPage) -> nodes.document:
        """Return the tree of a brief; its *page* has the targets of its references."""
        brief = page.brief
        data = decoding.read_unchanged(brief.path, root / brief.path, brief.digest)
        text = cast("str", decoding.decode(brief.path, data))  # checked when the archive was read
        front = split_front_matter(brief.path, text)
        try:
            document = self.parse(front.body, page, front.body_line)
        except Exception as error:  # noqa: BLE001 — the other briefs are built whatever it is
            document = self._document(brief.path)
            reason = f"the program failed to draw this text ({type(error).__name__}), and shows it as it was typed"
            document.reporter.warning(f"{reason}; please report it", line=front.body_line)
            document += _literal_text(front.body)
        return document

    def parse(
        self, text: str, page: BriefPage, first_line: int = 1, refused: list[str] | None = None
    ) -> nodes.document:
        """Return the tree of *text* on a page; *refused* collects the kinds of markup that are shown as text."""
        document = self._document(page.brief.path)
        text = replace_invisible(text)
        if is_overloaded(text):
            document += _literal_text(text)
            return document
        self._parser.options.update({"document": document, "myst_config": self._config})
        environment = {"page": page, "refused": [] if refused is None else refused}
        self._parser.render("\n" * (first_line - 1) + text, environment)
        document.current_source = document.current_line = None
        _number_footnotes(document, page)
        number_citations(document)
        return document

    def _document(self, path: str) -> nodes.document:
        document = nodes.document(copy.copy(self._settings), self._reporter(path), source=path)
        document.note_source(path, -1)
        return document


def _literal_text(text: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language="none", classes=[])


def _number_footnotes(document: nodes.document, page: BriefPage) -> None:
    """Number footnotes, and link marks and notes. Ids consist of numbers rather than of contributors' words.

    Of two notes with one name, the second becomes a paragraph in its place; a mark without a note is shown as it was
    typed; a note without a mark comes last. The check reports all three.
    """
    notes = _extract_footnotes(document)
    numbers: dict[str, int] = {}
    order: list[str] = []
    _number_marks(document, page, notes, numbers, order)
    unmarked = iter(notes)
    position = 0
    while position < len(notes):
        if position == len(order):
            order.append(next(name for name in unmarked if name not in numbers))
            numbers[order[-1]] = len(order)
        # A note can contain marks, which extend the order.
        _number_marks(notes[order[position]], page, notes, numbers, order)
        position += 1
    for name, number in numbers.items():
        notes[name]["ids"] = [f"note-{number}"]
        notes[name].insert(0, nodes.label("", str(number)))
    document.extend(notes[name] for name in order)


def _number_marks(
    within: nodes.Element, page: BriefPage, notes: dict[str, nodes.footnote], numbers: dict[str, int], order: list[str]
) -> None:
    for mark in list(within.findall(nodes.footnote_reference)):
        name = mark["name"]
        if name not in notes:
            mark.parent.replace(mark, resolve_text(f"[^{name}]", page))
            continue
        if name not in numbers:
            order.append(name)
            numbers[name] = len(order)
        number, backs = numbers[name], notes[name]["backrefs"]
        mark["ids"] = [f"note-mark-{number}-{len(backs) + 1}" if backs else f"note-mark-{number}"]
        mark["refid"] = f"note-{number}"
        mark.append(nodes.Text(str(number)))
        backs.extend(mark["ids"])


def _extract_footnotes(document: nodes.document) -> dict[str, nodes.footnote]:
    """Remove the notes and return them by name; a second note of one name is replaced by its text."""
    notes: dict[str, nodes.footnote] = {}
    all_notes = list(document.findall(nodes.footnote))
    for note in all_notes:
        notes.setdefault(note["name"], note)
    for parent in {id(note.parent): note.parent for note in all_notes}.values():
        remaining: list[nodes.Node] = []
        for child in parent.children:
            if not isinstance(child, nodes.footnote):
                remaining.append(child)
            elif notes[child["name"]] is not child:
                remaining.append(nodes.container("", *child.children))
        parent.children = []
        parent.extend(remaining)
    return notes
