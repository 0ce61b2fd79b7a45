"""What a site says about itself, and the settings that can be read from an archive's `conf.py`.

The file is parsed here and never executed: only a build executes it.
"""

import ast
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError, parse_locale
from babel.core import get_global

from ..diagnostics import Span
from ..model import LanguageTag
from ..model.brief import ENGLISH
from . import decoding
from .decoding import PdfBounds

_FILE = "docs/conf.py"
_PDF_BOUNDS = {"briefs_pdf_mb": "megabytes", "briefs_pdf_objects": "values"}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/-]+")
_RULES = "docs/reference/rules"
"""The guide's page of rules, without its suffix."""
_NAMES = {"project": "series", "html_baseurl": "base_url", "language": "language", "briefs_license": "license_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a site says about itself.

    Attributes:
        base_url: Address of the site's root, or empty.
        license_id: The default licence of texts, as an SPDX identifier, or empty.
        language: Sphinx's name of the language, such as `en_GB`.
        references: Names of the formats in which its pages offer references; None for all.
        is_preview: Whether it is only a preview, which search engines should not index.
    """

    series: str = "Briefs"
    base_url: str = ""
    license_id: str = ""
    references: frozenset[str] | None = None
    language: str = "en"
    is_preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Publication):
    """The same, as far as the configuration states it literally, and whether the guide lists the *rules*."""

    series: str = "Archive of briefs"
    rules: bool = False

    @property
    def text_language(self) -> LanguageTag:
        """The default language of briefs: that of the site, without the region, which only affects dates."""
        return _remove_region(self.language)

    def address_of_rule(self, code: str) -> str:
        """Return the web address of a rule's page in the guide; empty if unknown."""
        if not (self.rules and _ADDRESS.fullmatch(self.base_url)):
            return ""
        return f"{self.base_url.rstrip('/')}/{_RULES}.html#rule-{code.lower()}"


def read_identity(root: Path) -> Identity:
    """Read the archive's name, address and defaults from the string literals in `docs/conf.py`."""
    literals = _read_literals(root)
    values: dict[str, Any] = {
        field: value for name, field in _NAMES.items() if isinstance(value := literals.get(name), str)
    }
    return Identity(**values, rules=(root / f"{_RULES}.md").is_file())


@functools.cache
def _remove_region(language: str) -> LanguageTag:
    """Return the BCP 47 tag of a Sphinx language, with its script only if that is not the usual one."""
    try:
        locale = Locale.parse(language.replace("-", "_"))  # it infers the script of zh_TW
    except (ValueError, UnknownLocaleError):
        return ENGLISH
    usual = parse_locale(get_global("likely_subtags").get(locale.language, locale.language))[2]
    return LanguageTag(f"{locale.language}-{locale.script}" if locale.script not in (None, usual) else locale.language)


def read_also_check(root: Path) -> dict[str, Span]:
    """Return each text that `docs/conf.py` lists in `briefs_also_check` as a literal, with its span."""
    elements: list[ast.expr] = []
    for name, value in find_assignments(parse_configuration(root)):
        if name == "briefs_also_check":
            elements = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
    spans: dict[str, Span] = {}
    for item in elements:
        text = f"{ast.unparse(item)}, which is not a text in quotation marks"
        if isinstance(item, ast.Constant) and isinstance(item.value, str):
            text = item.value
        end = item.end_col_offset or item.col_offset
        spans[text] = Span(path=_FILE, line=item.lineno, column=item.col_offset + 1, end_column=end + 1)
    return spans


def read_pdf_bounds(root: Path) -> PdfBounds:
    """Return the limits that `docs/conf.py` sets for PDFs as integer literals, or the defaults."""
    literals = _read_literals(root)
    numbers = {field: value for name, field in _PDF_BOUNDS.items() if type(value := literals.get(name)) is int}
    return PdfBounds(**{field: value for field, value in numbers.items() if value > 0})


def _read_literals(root: Path) -> dict[str, object]:
    assigned = find_assignments(parse_configuration(root))
    return {name: value.value for name, value in assigned if isinstance(value, ast.Constant)}


def parse_configuration(root: Path) -> ast.Module | None:
    """Return the syntax tree of `docs/conf.py`, which is empty without that file; None if it cannot be parsed."""
    data = decoding.read(_FILE, root / _FILE)
    try:
        return ast.parse(data if isinstance(data, bytes) else b"")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def find_assignments(module: ast.Module | None) -> Iterator[tuple[str, ast.expr]]:
    """Yield each name that the file assigns at its top level, with the unevaluated value."""
    for node in module.body if module else ():
        if isinstance(node, ast.Assign):
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value
