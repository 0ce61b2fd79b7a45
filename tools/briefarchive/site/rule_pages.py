"""A page for each rule: its manual, and the cases by which it is tested as examples."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from ..checking.registry import FAMILIES
from ..diagnostics import Diagnostic, Rule
from ..facets.views import Link
from ..reading import files
from ..reading.configuration import RULES_FOLDER
from ..reading.invisible import made_visible

CASES = "tests/checking/cases"
_LIST = Link(text="Rules", address="docs/reference/rules.html")
_LONGEST = 1_500
_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A file that breaks or keeps a rule, what is then said of it, and how it is mended; empty where it is not."""

    name: str
    text: str
    told: str = ""
    mended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """The page of one rule.

    Attributes:
        manual: What it is about, in HTML.
        broken: Files that break it.
        kept: Files that keep it.
    """

    address: str
    title: str
    code: str
    family: str
    severity: str
    fixable: bool
    optional: bool
    trail: tuple[Link, ...]
    manual: str
    broken: tuple[Example, ...]
    kept: tuple[Example, ...]


def rules_at(name: str) -> tuple[type[Rule], ...]:
    """The rules in a tuple that a setting or a directive names, as `briefarchive.importing:RULES`."""
    rules: tuple[type[Rule], ...] = pkgutil.resolve_name(name)
    return rules


def address_of_rule(code: str) -> str:
    """Where the page of a rule is."""
    return f"{RULES_FOLDER}/{code}.html"


def title_of_rule(rule: type[Rule]) -> str:
    """Code and name of a rule, in words."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", rule.__name__).capitalize()
    return f"{rule.code} {name}"


def rule_pages(root: Path, rules: tuple[type[Rule], ...]) -> Iterator[RulePage]:
    """The page of each rule; examples are there where the tests lie below *root*."""
    for rule in rules:
        manual = MarkdownIt("commonmark").enable("table").render(inspect.getdoc(rule) or "")
        yield RulePage(
            address=address_of_rule(rule.code),
            title=title_of_rule(rule),
            code=rule.code,
            family=FAMILIES[rule.code[0]],
            severity=rule.severity,
            fixable=rule.fixable,
            optional=rule.optional,
            trail=(_LIST,),
            manual=manual,
            broken=tuple(_examples(root, rule.code, "invalid")),
            kept=tuple(_examples(root, rule.code, "valid")),
        )


def _examples(root: Path, code: str, kind: str) -> Iterator[Example]:
    """The first few short cases of a rule that are single files."""
    folder = root / CASES / code
    cases = sorted((folder / kind).glob("*")) if (folder / kind).is_dir() else []
    shown = 0
    for case in cases:
        text = _text(case) if case.suffix in {".md", ".bib", ".yaml"} else ""
        if text and shown < _MOST:
            shown += 1
            told = _text(case.with_name(f"{case.name}.diagnostics.txt")) if kind == "invalid" else ""
            mended = _text(folder / "fixed" / case.name) if kind == "invalid" else ""
            yield Example(name=case.name, text=text, told=told, mended=mended)


def _text(file: Path) -> str:
    """The text of a short file; nothing of one that is long, is no text, or is not there."""
    if not file.is_file():
        return ""
    data = files.read(file.name, file, _LONGEST)
    text = data if isinstance(data, Diagnostic) else files.decode(file.name, data)
    return made_visible(text) if isinstance(text, str) else ""
