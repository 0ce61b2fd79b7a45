"""Entries made one: what is rewritten, what stays to the byte, and what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.curating.changes import CannotChangeError
from briefarchive.curating.merging import Merge, plan_merge

from ..cases import by_cases, extract

BIB = (Path(__file__).parent / "cases/merging.bib").read_text("utf-8")
HEAD = "---\ntitle: A brief # of mine\ndate: 2014-10-17\n{more}---\n"
Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Writes an archive: bibliographies by name, and one brief."""

    def write(text: str = "Text.\n", more: str = "", **bibliographies: str) -> Path:
        for name, bib in (bibliographies or {"b2014": BIB}).items():
            (tmp_path / "bib").mkdir(exist_ok=True)
            (tmp_path / f"bib/{name[1:]}.bib").write_bytes(bib.encode())
        (tmp_path / "archive/2014").mkdir(parents=True, exist_ok=True)
        (tmp_path / "archive/2014/2014-10-17-brief.md").write_bytes((HEAD.format(more=more) + text).encode())
        return tmp_path

    return write


def merge(root: Path, keep: str = "keep-2014", *drop: str) -> Merge:
    """Merge and write."""
    planned = plan_merge(root, read_archive(root, cache=False), keep, drop or ("drop-2014",))
    planned.changes.write()
    return planned


def brief_of(root: Path) -> str:
    return (root / "archive/2014/2014-10-17-brief.md").read_bytes().decode()


def bib_of(root: Path, name: str = "2014") -> str:
    return (root / f"bib/{name}.bib").read_bytes().decode()


@by_cases
def test_entries_become_one(
    lay: Lay,
    *,
    keep: str,
    drop: list[str],
    bibliographies: dict[str, str | None],
    text: str,
    more: str,
    after: dict[str, str],
    merged: dict[str, Any],
) -> None:
    root = lay(text, more, **{f"b{name}": BIB if bib is None else bib for name, bib in bibliographies.items()})
    planned = merge(root, keep, *drop)
    assert extract(planned, merged) == merged
    for path, wanted in after.items():
        written = (
            brief_of(root).partition("---\n")[2].partition("---\n")[2] if path == "brief" else bib_of(root, path[4:8])
        )
        assert written == wanted


@by_cases
def test_a_field_is_written_as_the_entry_is(lay: Lay, entry: str, expected: str) -> None:
    drop = "@online{drop, title = {A}}"
    root = lay(b2014=f"{entry}\n", b2015=f"{drop}\n")
    merge(root, "keep", "drop")
    assert bib_of(root) == f"{expected}\n"
    assert bib_of(root, "2015") == ""


@by_cases
def test_citations_name_the_kept_entry_and_all_else_stays(lay: Lay, text: str, expected: str) -> None:
    root = lay(text)
    merge(root)
    assert brief_of(root) == HEAD.format(more="") + expected


@by_cases
def test_the_list_of_sources_names_the_kept_entry_once(lay: Lay, listed: str, expected: str) -> None:
    root = lay(more=listed)
    merge(root)
    assert brief_of(root) == HEAD.format(more=expected) + "Text.\n"


@pytest.mark.parametrize("drop", ["müller-2014", "a&b-2014", "o'brien-2014", "新华社-2014", "a:b+c", "source"])
def test_a_key_of_any_signs_is_rewritten_in_the_text(lay: Lay, drop: str) -> None:
    text = f"A {{cite:p}}`{drop}` {{source}}`{drop}`, but `{drop}`.\n"
    root = lay(text, b2014=f"@online{{{drop}, title={{A}}}}\n@online{{keep-2014, title={{A}}}}\n")
    assert not merge(root, "keep-2014", drop).unreplaced
    assert brief_of(root) == HEAD.format(more="") + f"A {{cite:p}}`keep-2014` {{source}}`keep-2014`, but `{drop}`.\n"


@pytest.mark.parametrize("keep", ["2012", "null", "0E0"])
def test_a_key_that_yaml_takes_for_something_else_is_put_between_quotation_marks(lay: Lay, keep: str) -> None:
    bib = f"@online{{drop-2014, title={{A}}}}\n@online{{{keep}, title={{A}}}}\n"
    root = lay(more="sources: [drop-2014]\n", b2014=bib)
    merge(root, keep, "drop-2014")
    assert brief_of(root) in {HEAD.format(more=f"sources: [{mark}{keep}{mark}]\n") + "Text.\n" for mark in "\"'"}


def test_a_dropped_key_goes_on_naming_the_source(lay: Lay) -> None:
    root = lay()
    merge(root)
    late = root / "archive/2014/2014-10-18-late.md"
    late.write_text("---\ntitle: Late\ndate: 2014-10-18\n---\nA {cite:p}`drop-2014`.\n")
    archive = read_archive(root, cache=False).archive
    assert archive.has_source("drop-2014")
    assert archive.resolve_key("drop-2014") == "keep-2014"
    assert archive.source("drop-2014") is archive.sources["keep-2014"]


@by_cases
def test_a_merge_that_would_lose_something_is_refused_and_writes_nothing(lay: Lay, bib: str, told: str) -> None:
    root = lay("A {cite:p}`b`.", b2014=bib)
    with pytest.raises(CannotChangeError, match=told):
        merge(root, "a", "b")
    assert (bib_of(root), brief_of(root)) == (bib, HEAD.format(more="") + "A {cite:p}`b`.")


def test_a_key_that_stands_twice_is_told_behind_any_number_of_others(lay: Lay) -> None:
    others = "".join(f"@online{{o{number}}}\n" for number in range(210))
    root = lay(b2014=f"@online{{a}}\n{others * 2}@online{{b}}\n@online{{B}}\n")
    with pytest.raises(CannotChangeError, match=r"bib/2014\.bib:412:9: and 11 more of these"):
        merge(root, "a", "b")
    root = lay(b2014=f"@online{{a}}\n{others}@online{{b}}\n", b2015=f"{others}@online{{B}}\n")
    with pytest.raises(CannotChangeError, match=r"bib/2015\.bib:201:9: and 11 more of these"):
        merge(root, "a", "b")


def test_briefs_are_written_first_and_dropped_entries_last(lay: Lay) -> None:
    root = lay("A {cite:p}`b`.", b2014="@online{b, title = {A}}\n", b2015="@online{a, title = {A}}\n")
    planned = plan_merge(root, read_archive(root, cache=False), "a", ["b"])
    assert list(planned.changes.after) == ["archive/2014/2014-10-17-brief.md", "bib/2015.bib", "bib/2014.bib"]
