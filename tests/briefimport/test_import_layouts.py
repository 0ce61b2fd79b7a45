"""Each case is an export and what must be read from it, as files; a new case is two new files."""

import json
from pathlib import Path

import pytest

from briefimport.legacy import LegacyBrief

from .reading import read_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def described(brief: LegacyBrief) -> dict[str, object]:
    """What a case's JSON holds."""
    return {
        "date": brief.published.date.isoformat() if brief.published else None,
        "title": brief.title,
        "paragraphs": list(brief.paragraphs),
        "sources": [
            {
                "publisher": source.publisher,
                "title": source.title,
                **({"author": source.author} if source.author else {}),
                "url": source.url,
                "issued": str(source.issued) if source.issued else None,
                "note": source.note,
                "language": source.script,
                "line": source.line,
            }
            for source in brief.sources
        ],
        "compilers": list(brief.compilers),
        "editors": list(brief.editors),
        "set_aside": [f"{item.line}: {item.text}" for item in brief.set_aside],
        "codes": [diagnostic.code for diagnostic in brief.diagnostics],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_layout_is_read_as_its_file_says(path: Path) -> None:
    brief = read_text(path.read_bytes(), path.name)
    assert isinstance(brief, LegacyBrief)
    assert described(brief) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
