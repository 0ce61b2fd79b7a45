"""The branch of the site for previews holds the pages of open pull requests, and no past."""

from pathlib import Path

import pytest

import preview_site
from preview_site import TakenError, put

from ..repositories import git


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    folder = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", str(folder))
    return folder


def _pages(folder: Path, name: str, text: str = "text") -> Path:
    (folder / name).mkdir()
    (folder / name / "_static").mkdir()
    (folder / name / "index.html").write_text(text, "utf-8")
    (folder / name / "_static/looks.css").write_text("p {}", "utf-8")
    return folder / name


def _files(remote: Path) -> set[str]:
    return set(git(remote, "ls-tree", "-r", "--name-only", "main").split())


def test_the_first_pages_make_the_branch(remote: Path, tmp_path: Path) -> None:
    put(str(remote), 7, _pages(tmp_path, "pages"), {7})
    assert _files(remote) == {"7/index.html", "7/_static/looks.css", ".nojekyll", "robots.txt"}
    assert git(remote, "show", "main:robots.txt") == "User-agent: *\nDisallow: /\n"


def test_pages_of_open_pull_requests_stay_and_those_of_closed_ones_go(remote: Path, tmp_path: Path) -> None:
    pages = _pages(tmp_path, "pages")
    for number in (7, 8, 9):
        put(str(remote), number, pages, {7, 8, 9})
    put(str(remote), 10, pages, {8, 10})
    assert {name.split("/")[0] for name in _files(remote) if "/" in name} == {"8", "10"}


def test_new_pages_take_the_place_of_all_old_ones(remote: Path, tmp_path: Path) -> None:
    old = _pages(tmp_path, "old")
    (old / "gone.html").write_text("gone", "utf-8")
    put(str(remote), 7, old, {7})
    put(str(remote), 7, _pages(tmp_path, "new", "new"), {7})
    assert git(remote, "show", "main:7/index.html") == "new"
    assert "7/gone.html" not in _files(remote)


def test_what_else_is_on_the_branch_stays(remote: Path, tmp_path: Path) -> None:
    put(str(remote), 7, _pages(tmp_path, "pages"), {7})
    work = tmp_path / "work"
    git(tmp_path, "clone", "--quiet", "--branch", "main", str(remote), str(work))
    (work / "CNAME").write_text("previews.example.org\n", "utf-8")
    git(work, "add", "CNAME")
    git(work, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "Name")
    git(work, "push", "--quiet", "origin", "main")
    put(str(remote), 8, tmp_path / "pages", {8})
    assert "CNAME" in _files(remote)


def test_the_branch_has_no_past(remote: Path, tmp_path: Path) -> None:
    pages = _pages(tmp_path, "pages")
    put(str(remote), 7, pages, {7})
    put(str(remote), 8, pages, {7, 8})
    assert git(remote, "rev-list", "--count", "main").strip() == "1"


def test_a_run_that_was_quicker_is_not_undone(remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = _pages(tmp_path, "pages")
    arrange, numbers = preview_site._arrange, iter((8, 9))

    def interrupted(work: Path, number: int, folder: Path, open_numbers: set[int]) -> None:
        arrange(work, number, folder, open_numbers)
        if number == 7 and (other := next(numbers, None)):
            put(str(remote), other, folder, open_numbers)

    monkeypatch.setattr(preview_site, "_arrange", interrupted)
    put(str(remote), 7, pages, {7, 8, 9})
    assert {name.split("/")[0] for name in _files(remote) if "/" in name} == {"7", "8", "9"}


def test_it_gives_up_in_the_end(
    remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = _pages(tmp_path, "pages")
    put(str(remote), 1, pages, {1})
    monkeypatch.setattr(preview_site, "_push", lambda *_: False)
    with pytest.raises(TakenError, match="quicker 5 times"):
        put(str(remote), 7, pages, {7})
    (tmp_path / "open").write_text("7\n12\n", "utf-8")
    assert preview_site.main([str(remote), "7", str(pages), "--open", str(tmp_path / "open")]) == 1
    assert "not on the site for previews" in capsys.readouterr().err


def test_the_command_reads_the_open_numbers(remote: Path, tmp_path: Path) -> None:
    pages = _pages(tmp_path, "pages")
    (tmp_path / "open").write_text("7\n12\n", "utf-8")
    put(str(remote), 12, pages, {12})
    put(str(remote), 13, pages, {12, 13})
    assert preview_site.main([str(remote), "7", str(pages), "--open", str(tmp_path / "open")]) == 0
    assert {name.split("/")[0] for name in _files(remote) if "/" in name} == {"7", "12"}


def test_a_remote_that_is_not_there_is_told_of(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pages = _pages(tmp_path, "pages")
    (tmp_path / "open").write_text("7\n", "utf-8")
    assert preview_site.main([str(tmp_path / "none.git"), "7", str(pages), "--open", str(tmp_path / "open")]) == 1
    assert "not on the site for previews" in capfd.readouterr().err
