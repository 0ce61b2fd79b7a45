"""How exactly the old exports are read, measured against their truth; flaws of that truth are counted by name."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from briefimport import Outcome, import_exports
from briefimport.legacy import LegacyBrief

from .reading import read_text


def truth(legacy: Path) -> list[dict]:  # type: ignore[type-arg]
    lines = (legacy / "sample" / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read(path: Path) -> LegacyBrief:
    brief = read_text(path.read_bytes(), path.name)
    assert isinstance(brief, LegacyBrief)
    return brief


def test_every_date_paragraph_source_and_compiler_of_the_sample_is_read(legacy: Path) -> None:
    score: Counter[str] = Counter()
    known_flaws: Counter[str] = Counter()
    for row in truth(legacy):
        brief = read(legacy / "sample" / row["file"])
        expected = [(source["publisher"], source["title"]) for source in row["sources"]]
        sources = [(source.publisher, source.title) for source in brief.sources]
        score["dates"] += brief.published is not None and brief.published.date.isoformat() == row["date"]
        score["paragraphs"] += len(brief.paragraphs) == row["n_paragraphs"]
        score["sources"] += sum((Counter(sources) & Counter(expected)).values())
        score["sources expected"] += len(expected)
        score["sources found"] += len(sources)
        score["compilers"] += list(brief.compilers) == row["authors"]
        score["titles invented"] += bool(brief.title)
        known_flaws["titles that are not in the exports"] += row["title"] not in brief.text
        known_flaws["addresses that are not in the exports"] += any(s["url"] not in brief.text for s in row["sources"])
        known_flaws["bylines of “the editors” and of a team"] += any(one.code == "I304" for one in brief.diagnostics)
        known_flaws["titles that keep YAML quotes"] += row["title"].startswith("'")
    assert score["dates"] == 100
    assert score["paragraphs"] == 100
    assert score["sources"] >= 0.99 * score["sources expected"]
    assert score["sources"] >= 0.99 * score["sources found"]
    assert score["compilers"] >= 99
    assert score["titles invented"] == 0
    assert known_flaws["bylines of “the editors” and of a team"] == 29
    assert known_flaws["titles that keep YAML quotes"] == sum(row["title"].startswith("'") for row in truth(legacy))
    assert known_flaws["titles that are not in the exports"] >= 90


def test_no_word_of_the_sample_is_lost(legacy: Path, root: Path) -> None:
    report = import_exports(root, [legacy / "sample"])
    assert {file.status for file in report.files} == {Outcome.WRITTEN}
    assert len(report.files) == 100
    assert not sum((file.draft.coverage.lost for file in report.files if file.draft), Counter())
    assert report.ignored == ("expected.jsonl",)


def test_the_real_export_is_read_whole(legacy: Path) -> None:
    brief = read(legacy / "seed-2014-10-17.txt")
    assert brief.published is not None
    assert brief.published.date == date(2014, 10, 17)
    assert (brief.title, len(brief.paragraphs), len(brief.sources)) == ("", 5, 13)
    assert len(brief.compilers) == 1
    assert not brief.editors
    lines = [source.line for source in brief.sources]
    assert lines == sorted(lines)
    assert [source.script for source in brief.sources[-2:]] == ["chinese", "chinese"]
