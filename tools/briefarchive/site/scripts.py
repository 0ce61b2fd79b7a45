"""Puts the modules of a script into one file, so that a browser fetches one in place of ten."""

import posixpath
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
"""Scripts that are served with what they import at their start; what they import while they run stays by itself."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "(\.{1,2}/[a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |async |class )", re.MULTILINE)
_ASKED = re.compile(r'(?:import\(|from |new URL\()"(\.\.?/[a-z/-]+\.js)"')
_REMARK = re.compile(r"^ *//.*\n|^ +", re.MULTILINE)


def bundled(script: Path) -> str:
    """A module and all that it imports, each once and before what needs it, without remarks and indents.

    It is made for our own modules: names are theirs alone, and what they export is called as it is at home. What the
    module itself exports is for scripts that load it while they run.
    """
    *imported, own = _modules(script.resolve(), set())
    return "".join((*(_EXPORT.sub("", text) for text in imported), own))


def served(folder: Path) -> dict[str, str]:
    """The scripts of *folder* that browsers ask for, by name: the entries, and what these import while they run."""
    made: dict[str, str] = {}
    wanted = sorted(ENTRIES)
    while wanted:
        name = wanted.pop()
        if name not in made:
            script = folder / name
            made[name] = bundled(script) if name in ENTRIES else script.read_text("utf-8")
            beside = posixpath.dirname(name)
            wanted += [posixpath.normpath(posixpath.join(beside, other)) for other in _ASKED.findall(made[name])]
    return made


def _modules(script: Path, seen: set[Path]) -> Iterator[str]:
    seen.add(script)
    text = script.read_text("utf-8")
    for name in _IMPORT.findall(text):
        if (imported := (script.parent / name).resolve()) not in seen:
            yield from _modules(imported, seen)
    yield _REMARK.sub("", _IMPORT.sub("", text))
