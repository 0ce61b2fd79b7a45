"""Two built sites are compared, and what differs is picked out with all that it needs."""

import json
from pathlib import Path

import pytest

import changed_pages
from changed_pages import Changes, compare, copy
from unpack_pages import unpack


def _site(folder: Path, **pages: str) -> Path:
    """A site with a style sheet, a build's note and *pages*, whose names have `__` for a slash."""
    files = {"_static/looks.css": "p {}", ".notes": "kept"} | {
        f"{name.replace('__', '/')}.html": text for name, text in pages.items()
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def _copied(output: Path) -> set[str]:
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}


def test_new_changed_and_removed_pages_are_told_apart(tmp_path: Path) -> None:
    before = _site(tmp_path / "before", archive__a="a", archive__b="b", archive__c="c")
    after = _site(tmp_path / "after", archive__a="a", archive__b="B", archive__d="d")
    assert compare(before, after) == Changes(
        added=("archive/d.html",), changed=("archive/b.html",), removed=("archive/c.html",)
    )


def test_pages_of_the_same_length_and_time_are_compared_by_what_they_say(tmp_path: Path) -> None:
    before, after = _site(tmp_path / "before", index="one"), _site(tmp_path / "after", index="two")
    for site in (before, after):
        (site / "index.html").touch()
    assert compare(before, after).changed == ("index.html",)


def test_without_a_site_of_before_all_pages_are_new(tmp_path: Path) -> None:
    after = _site(tmp_path / "after", index="home", archive__a="a")
    assert compare(tmp_path / "absent", after).added == ("archive/a.html", "index.html")


def test_only_changed_pages_are_copied_with_the_looks_and_the_list(tmp_path: Path) -> None:
    after = _site(tmp_path / "after", archive__a="a", archive__b="b")
    copy(Changes(added=(), changed=("archive/b.html",), removed=("archive/c.html",)), after, tmp_path / "out")
    assert _copied(tmp_path / "out") == {"archive/b.html", "_static/looks.css", "changed.json"}
    assert json.loads((tmp_path / "out/changed.json").read_text("utf-8")) == {
        "added": [],
        "changed": ["archive/b.html"],
        "removed": ["archive/c.html"],
        "left_out": 0,
    }


def test_a_change_of_no_page_gives_the_list_alone(tmp_path: Path) -> None:
    copy(compare(tmp_path, tmp_path), tmp_path, tmp_path / "out")
    assert _copied(tmp_path / "out") == {"changed.json"}


def test_pictures_of_a_page_come_with_it_and_other_pages_and_places_do_not(tmp_path: Path) -> None:
    links = (
        "<img src='map.png'><img src='../shared/flag.svg?v=1'><a href='terms.pdf#p2'>terms</a>"
        "<a href='other.html'>page</a><a href='https://example.org/x.png'>far</a>"
        "<img src='../../secret.png'><img src='/root.png'><img src='gone.png'><a href='//[x'>bad</a>"
    )
    after = _site(tmp_path / "site/after", archive__a=links, archive__other="other")
    for name in ("archive/map.png", "shared/flag.svg", "archive/terms.pdf", "../secret.png", "unused.png"):
        (after / name).parent.mkdir(parents=True, exist_ok=True)
        (after / name).write_bytes(b"data")
    copy(Changes(added=("archive/a.html",), changed=(), removed=()), after, tmp_path / "out")
    assert _copied(tmp_path / "out") == {
        *("archive/a.html", "archive/map.png", "archive/terms.pdf", "shared/flag.svg"),
        *("_static/looks.css", "changed.json"),
    }


def test_a_preview_has_a_bounded_number_of_pages_and_tells_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changed_pages, "SHOWN", 2)
    after = _site(tmp_path / "after", archive__a="a", countries__b="b", topics__c="c")
    copy(compare(tmp_path / "absent", after), after, tmp_path / "out")
    assert _copied(tmp_path / "out") >= {"archive/a.html", "countries/b.html"}
    listed = json.loads((tmp_path / "out/changed.json").read_text("utf-8"))
    assert (listed["left_out"], len(listed["added"])) == (1, 3)


def test_files_that_would_not_be_unpacked_again_are_left_out(tmp_path: Path) -> None:
    after = _site(tmp_path / "after", index="<a href='list.bib'>list</a><img src='huge.png'>")
    (after / "list.bib").write_bytes(b"@misc{}")
    with (after / "huge.png").open("wb") as stream:
        stream.truncate(20_000_001)
    (after / "_static/link.css").symlink_to(after / "index.html")
    copy(compare(tmp_path / "absent", after), after, tmp_path / "out")
    assert _copied(tmp_path / "out") == {"index.html", "_static/looks.css", "changed.json"}


def test_the_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = _site(tmp_path / "before", index="a"), _site(tmp_path / "after", index="b", search="s")
    assert changed_pages.main([str(before), str(after), str(tmp_path / "out")]) == 0
    assert capsys.readouterr().out == "pages: 1 new, 1 changed, 0 removed\n"
    assert changed_pages.main([str(before), str(tmp_path / "none"), str(tmp_path / "again")]) == 1
    assert changed_pages.main([]) == 2


def test_what_is_picked_can_be_packed_and_unpacked(tmp_path: Path) -> None:
    import shutil

    after = _site(tmp_path / "after", index="a", archive__b="b")
    copy(compare(tmp_path / "absent", after), after, tmp_path / "out")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "out")
    assert unpack(Path(packed), tmp_path / "again") == len(_copied(tmp_path / "out"))
    assert _copied(tmp_path / "again") == _copied(tmp_path / "out")
