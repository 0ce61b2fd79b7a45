"""The same texts as a bare project of Sphinx and MyST-Parser: no citations, no roles, the theme `basic`."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from .citations import in_words
from .samples import SampleBrief

CONF = """\
project = "Sample archive"
extensions = ["myst_parser"]
html_theme = "basic"
"""
ROLE = re.compile(r"\{[\w:]+\}`([^`]+)`")


def write_plain(briefs: Sequence[SampleBrief], root: Path) -> None:
    """Write `conf.py`, an index and a file for each brief below *root*."""
    words = _words(briefs)
    for brief in briefs:
        path = root / "archive" / f"{brief.frame.date.year}" / f"{brief.frame.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = ROLE.sub(lambda role: words[role[1]], brief.text)
        path.write_text(f"# {brief.frame.title}\n\n{text}", encoding="utf-8")
    (root / "conf.py").write_text(CONF, encoding="utf-8")
    (root / "index.md").write_text(_index(briefs), encoding="utf-8")


def _words(briefs: Sequence[SampleBrief]) -> Mapping[str, str]:
    """What stands in place of a role, by its target: a brief's title, or who published a source and when."""
    titles = {brief.frame.id: brief.frame.title for brief in briefs}
    return titles | {source.key: in_words(source) for brief in briefs for source in brief.cited}


def _index(briefs: Sequence[SampleBrief]) -> str:
    """A globbed toctree for each year."""
    years = sorted({brief.frame.date.year for brief in briefs})
    trees = (f"```{{toctree}}\n:caption: {year}\n:glob:\n\narchive/{year}/*\n```\n" for year in years)
    return "\n".join(("# Sample archive\n", *trees))
