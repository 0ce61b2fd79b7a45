"""Each case is an export and what must be read from it, as files; a new case is two new files."""

import json
from pathlib import Path

import pytest

from briefimport.legacy import LegacyBrief

from .reading import read_html, read_text

CASES = sorted(path for form in ("*.txt", "*.html") for path in (Path(__file__).parent / "cases").glob(form))


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
                **({"translation": source.translation} if source.translation else {}),
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
        **({"translators": list(brief.translators)} if brief.translators else {}),
        **({"stated": stated} if (stated := _stated(brief)) else {}),
        "set_aside": [f"{item.line}: {item.text}" for item in brief.set_aside],
        "codes": [diagnostic.code for diagnostic in brief.diagnostics],
    }


def _stated(brief: LegacyBrief) -> list[str]:
    """The categories and tags of which the case tells; the others cases have been written without them."""
    return [hint.value for hint in (*brief.hints.categories, *brief.hints.tags)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_layout_is_read_as_its_file_says(path: Path, tmp_path: Path) -> None:
    layout = path.read_bytes()
    brief = read_html(layout, tmp_path) if path.suffix == ".html" else read_text(layout, path.name)
    assert isinstance(brief, LegacyBrief)
    assert described(brief) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
