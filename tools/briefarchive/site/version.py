"""The versions of what decides how a text is read and how a page looks."""

import functools
import hashlib
from importlib import metadata

from ..reading.code_digest import code_digest

_LIBRARIES = ("docutils", "myst-parser", "pydata-sphinx-theme", "sphinx", "sphinx-design")


def text_version() -> str:
    """A digest of the code that makes doctrees of texts, and of the libraries beneath it."""
    return _with_libraries(code_digest(("diagnostics.py", "model", "reading", "site")))


def page_version() -> str:
    """A digest of the code, templates and static files that make pages, and of the libraries beneath them."""
    rooms = ("diagnostics.py", "model", "reading", "facets", "site")
    return _with_libraries(code_digest(rooms, (".py", ".html", ".css", ".js", ".md")))


@functools.cache
def _with_libraries(code: str) -> str:
    versions = " ".join(f"{library} {metadata.version(library)}" for library in _LIBRARIES)
    return hashlib.sha256(f"{code} {versions}".encode()).hexdigest()[:24]
