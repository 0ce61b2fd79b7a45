"""Puts the modules of a script into one file, so that a browser fetches one in place of ten."""

import re
from collections.abc import Iterator
from pathlib import Path

ENTRIES = (
    "reading/reading.js",
    "reading/basket.js",
    "reading/panel.js",
    "reading/reading-list.js",
    "search/box.js",
    "search/narrow.js",
    "search/page.js",
    "search/worker.js",
)
"""Scripts that pages, or other scripts, ask for; what these import while they run stays by itself."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |async |class )", re.MULTILINE)
_REMARK = re.compile(r"^ *//.*\n|^ +", re.MULTILINE)


def bundled(script: Path) -> str:
    """A module and all that it imports, each once and before what needs it, without remarks and indents.

    It is made for our own modules: names are theirs alone, and what they export is called as it is at home. What the
    module itself exports is for scripts that load it while they run.
    """
    *imported, own = _modules(script, set())
    return "".join((*(_EXPORT.sub("", text) for text in imported), own))


def _modules(script: Path, seen: set[str]) -> Iterator[str]:
    seen.add(script.name)
    text = script.read_text("utf-8")
    for name in _IMPORT.findall(text):
        if name not in seen:
            yield from _modules(script.parent / name, seen)
    yield _REMARK.sub("", _IMPORT.sub("", text))
