"""What a site says of itself, and what of it an archive's `conf.py` says in plain words.

The file is read here and never run: only a build runs it.
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
"""The page of the guide that lists the rules, without its suffix."""
_NAMES = {
    "project": "series",
    "html_baseurl": "base_url",
    "language": "language",
    "briefs_license": "license_id",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a site says of itself.

    Attributes:
        base_url: Address of the site's root, or empty.
        license_id: The licence of texts that name none of their own, as an SPDX identifier, or empty.
        language: In the words of Sphinx, such as `en_GB`.
        references: Names of the formats in which its pages offer references; None for all.
        is_preview: Whether it is only a preview, which nobody else should find.
    """

    series: str = "Briefs"
    base_url: str = ""
    license_id: str = ""
    references: frozenset[str] | None = None
    language: str = "en"
    is_preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Publication):
    """The same, as far as the configuration writes it out, and whether the guide lists the *rules*."""

    series: str = "Archive of briefs"
    rules: bool = False

    @property
    def text_language(self) -> LanguageTag:
        """The language of a brief that names none: that of the site, without a country, by which dates are written."""
        return _without_country(self.language)

    def address_of_rule(self, code: str) -> str:
        """The web address of what the guide says of a rule; empty where none is known."""
        if not (self.rules and _ADDRESS.fullmatch(self.base_url)):
            return ""
        return f"{self.base_url.rstrip('/')}/{_RULES}.html#rule-{code.lower()}"


def read_identity(root: Path) -> Identity:
    """The archive's name and address, as far as `docs/conf.py` assigns them as texts."""
    found: dict[str, Any] = {
        _NAMES[name]: value.value
        for name, value in _assigned(root)
        if name in _NAMES and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    return Identity(**found, rules=(root / f"{_RULES}.md").is_file())


@functools.cache
def _without_country(language: str) -> LanguageTag:
    """The BCP 47 tag of a language in Sphinx's words, with its letters only where they are not its usual ones."""
    try:
        locale = Locale.parse(language.replace("-", "_"))  # of zh_TW it knows the letters
    except (ValueError, UnknownLocaleError):
        return ENGLISH
    usual = parse_locale(get_global("likely_subtags").get(locale.language, locale.language))[2]
    return LanguageTag(f"{locale.language}-{locale.script}" if locale.script not in (None, usual) else locale.language)


def also_checked(root: Path) -> dict[str, Span]:
    """Each text that `docs/conf.py` lists in `briefs_also_check`, with its place, as far as it is written out."""
    listed: list[ast.expr] = []
    for name, value in _assigned(root):
        if name == "briefs_also_check":
            listed = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
    return {_text(item): _span(item) for item in listed}


def read_pdf_bounds(root: Path) -> PdfBounds:
    """What `docs/conf.py` allows PDFs, in whole numbers that are written out; without a word of it, what is usual."""
    numbers = {
        _PDF_BOUNDS[name]: value.value
        for name, value in _assigned(root)
        if name in _PDF_BOUNDS and isinstance(value, ast.Constant) and type(value.value) is int and value.value > 0
    }
    return PdfBounds(**numbers)


def _text(value: ast.expr) -> str:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    return f"{ast.unparse(value)}, which is not a text in quotation marks"


def _span(value: ast.expr) -> Span:
    end = value.end_col_offset or value.col_offset
    return Span(path=_FILE, line=value.lineno, column=value.col_offset + 1, end_column=end + 1)


def _assigned(root: Path) -> Iterator[tuple[str, ast.expr]]:
    """Each name to which the file gives a value at its top level, and the value as it is written."""
    data = decoding.read(_FILE, root / _FILE)
    try:
        module = ast.parse(data if isinstance(data, bytes) else b"")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in module.body:
        if isinstance(node, ast.Assign):
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value
