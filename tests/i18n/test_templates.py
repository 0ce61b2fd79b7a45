"""No template says anything to readers but through the catalogues."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

import briefarchive.site

from ..cases import by_cases

FOLDER = Path(briefarchive.site.__file__).parent / "templates"
# Pages of `briefs serve` speak to authors, as the command line does, and are in English.
TEMPLATES = sorted(path for path in FOLDER.rglob("*.html") if path.parent.name != "live")
SHOWN = {"alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"}
# Names that are the same in every language, and what is typed in a query.
NAMES = {"Atom", "BibTeX", "CSV", "DOI", "JSON-LD", "OR", "ORCID", "PDF", "SKOS", "doi"}
WORD = re.compile(r"[^\W\d_][\w-]*[^\W\d_]")
ATTRIBUTE = re.compile(r"\s*[a-z-]+=")
ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


class Texts(HTMLParser):
    """Collects what readers see or hear of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within.append(tag)
        self.found += [value or "" for name, value in attrs if name in SHOWN]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._within):
            self.found.append(data)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.relative_to(FOLDER).as_posix())
def test_every_text_of_a_template_is_in_the_catalogues(template: Path) -> None:
    assert words_outside_of_catalogues(template.read_text("utf-8")) == []


@by_cases
def test_a_text_that_is_in_no_catalogue_is_found(template: str, found: list[str]) -> None:
    assert words_outside_of_catalogues(template) == found


def words_outside_of_catalogues(template: str) -> list[str]:
    """The words that a template shows by itself."""
    texts = Texts()
    texts.feed("".join(_written(ENVIRONMENT.parse(template))))
    texts.close()
    return [word for text in texts.found for word in WORD.findall(text) if word not in NAMES]


def _written(node: nodes.Node) -> Iterator[str]:
    """What a template writes, all branches one after the other; a digit stands for what is not known."""
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            yield from _shown(part)
        return
    parts = [part for child in node.iter_child_nodes() if isinstance(child, nodes.Stmt) for part in _written(child)]
    if isinstance(node, nodes.AssignBlock | nodes.Block) and ATTRIBUTE.match("".join(parts)):
        parts = ["<i ", *parts, ">"]
    yield from parts


def _shown(node: nodes.Node) -> Iterator[str]:
    """What a part of an output can write."""
    match node:
        case nodes.TemplateData():
            yield node.data
        case nodes.Const(value=str(text)):
            yield text
        case nodes.CondExpr():
            yield from _shown(node.expr1)
            yield " "
            yield from _shown(node.expr2) if node.expr2 else ()
        case nodes.And() | nodes.Or() | nodes.Add():
            yield from _shown(node.left)
            yield from _shown(node.right)
        case nodes.Concat():
            for part in node.nodes:
                yield from _shown(part)
        case nodes.Filter(node=nodes.Node() as inner):
            yield from _shown(inner)
        case _:
            yield "0"
