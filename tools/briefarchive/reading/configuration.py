"""What an archive's `conf.py` says of itself in plain words. It is read and never run: only a build runs it."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from . import files

_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/-]+")
RULES_FOLDER = "docs/reference/rules"
"""Where a site has a page for each rule."""
_NAMES = {"project": "series", "html_baseurl": "base_url", "language": "language", "briefs_rules": "rules"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Name of the archive, and address of its site's root and language as far as the configuration writes them out.

    Attributes:
        language: That of its site, in Sphinx's words (`en_GB`).
        rules: Where the rules stand of which its site has pages; empty where it has none.
    """

    series: str = "Archive of briefs"
    base_url: str = ""
    language: str = "en"
    rules: str = ""

    def address_of_rule(self, code: str) -> str:
        """The web address of the page of a rule; empty where none is known."""
        if not (self.rules and _ADDRESS.fullmatch(self.base_url)):
            return ""
        return f"{self.base_url.rstrip('/')}/{RULES_FOLDER}/{code}.html"


def identity_of(root: Path) -> Identity:
    """The archive's name and address, as far as `docs/conf.py` assigns them as texts."""
    data = files.read("docs/conf.py", root / "docs" / "conf.py", files.DATA_LIMIT)
    try:
        module = ast.parse(data if isinstance(data, bytes) else b"")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Identity()
    found = {
        _NAMES[target.id]: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in _NAMES
    }
    return Identity(**found)
