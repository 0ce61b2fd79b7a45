"""Changes that enter a source twice, with what is then said, and changes about which nothing is said."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefarchive.checking import review
from briefarchive.checking.loading import read_archive
from briefarchive.checking.review import find_near_duplicates
from briefarchive.checking.rule import NearDuplicate
from briefarchive.storage.revision import Change

CASES = Path(__file__).parent / "changes" / NearDuplicate.code
SERIES = "@online{{a{number},\n  title = {{{title}}},\n  publisher = {{{publisher}}},\n  date = {{2014}},\n}}\n"


def _cases(kind: str) -> list[Path]:
    return sorted((CASES / kind).iterdir())


def _change(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Change:
    paths = frozenset(path for path in before | after if before.get(path) != after.get(path))
    return Change(paths=paths, outside_paths=(), before={path: before[path] for path in paths if path in before})


def _files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.bib")}


def _told(case: Path) -> str:
    before, now = (read_archive(case / name, cache=False).archive for name in ("before", "after"))
    diagnostics = find_near_duplicates(now, before, _change(_files(case / "before"), _files(case / "after")))
    lines = [f"{one.span}: {one.code} {one.severity}: {one.message}\n  hint: {one.hint}\n" for one in diagnostics]
    return "".join(sorted(lines))


@pytest.mark.parametrize("case", _cases("invalid"), ids=lambda case: case.name)
def test_a_change_that_enters_a_source_twice_is_told(case: Path) -> None:
    assert _told(case) == (case / "diagnostics.txt").read_text("utf-8")


@pytest.mark.parametrize("case", _cases("valid"), ids=lambda case: case.name)
def test_a_change_that_enters_none_twice_is_not(case: Path) -> None:
    assert _told(case) == ""


def test_only_the_pairs_of_new_sources_are_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = "\n".join(
        SERIES.format(number=number, title="A title of six words indeed", publisher=f"Paper {number % 10}")
        for number in range(500)
    )
    new = SERIES.format(number=500, title="A title of six words indeed", publisher="Paper 3")
    for name, text in (("before", old), ("after", f"{old}\n{new}")):
        (tmp_path / name / "bib").mkdir(parents=True)
        (tmp_path / name / "bib/2014.bib").write_text(text)
    looked: list[set[str]] = []
    monkeypatch.setattr(review, "weigh", lambda one, other: looked.append({one.source.key, other.source.key}))
    assert _told(tmp_path) == ""
    assert 0 < len(looked) <= 16
    assert all("a500" in pair for pair in looked)
