"""The yardstick: the texts of a sample, without citations, as a project of bare Sphinx and MyST."""

import re
from collections.abc import Sequence
from pathlib import Path

from .samples import SampleBrief, without_citations

_CONF = 'project = "Sample archive"\nextensions = ["myst_parser"]\nexclude_patterns = ["out"]\nhtml_theme = "basic"\n'
_BRIEF = re.compile(r"\{brief\}`([^`]+)`")


def write_bare(briefs: Sequence[SampleBrief], root: Path) -> None:
    """Write the project, in a tree of years; links between briefs stay links."""
    titles = {brief.frame.id: brief.frame.title for brief in briefs}

    def link(role: re.Match[str]) -> str:
        return f"[{titles[role[1]]}](../{role[1][:4]}/{role[1]}.md)"

    years: dict[int, list[str]] = {}
    for brief in without_citations(briefs):
        _write(root / brief.frame.path, f"# {brief.frame.title}\n\n{_BRIEF.sub(link, brief.text)}")
        years.setdefault(brief.frame.date.year, []).append(brief.frame.id)
    _write(root / "conf.py", _CONF)
    _write(root / "index.md", _tree("Sample archive", [f"archive/{year}/index" for year in sorted(years)]))
    for year, ids in years.items():
        _write(root / "archive" / str(year) / "index.md", _tree(str(year), ids))


def _tree(title: str, pages: Sequence[str]) -> str:
    return f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n" + "\n".join(pages) + "\n```\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
