"""`briefs check --changed`: what a change answers for, and what it does not."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefarchive.storage.cache import cache_folder

from .conftest import Run, commit_all, git

OLD = "archive/2014/2014-05-01-port.md"
CITING = "archive/2014/2014-05-02-quay.md"
BRIEF = "---\ntitle: {title}\ndate: {date}\ncountries: [{country}]\n---\n{text}\n"
SOURCE = "@online{{a-2014-{0},\n  title = {{{0}}},\n  date = {{2014}},\n  publisher = {{A}},\n  url = {{https://example.org/{0}}},\n}}\n"


def _brief(title: str, date: str, text: str, country: str = "CN") -> str:
    return BRIEF.format(title=title, date=date, text=text, country=country)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose first brief has a fault since ever, and whose second cites a source and the first brief."""
    root = tmp_path / "root"
    for folder in ("archive/2014", "archive/vocabulary", "bib"):
        (root / folder).mkdir(parents=True)
    (root / OLD).write_text(_brief("A port", "2014-05-01", "Text.\n\nMore {cite:p}`a-2014-port`.", "QQ"))
    text = "See {cite:p}`a-2014-quay` and {brief}`2014-05-01-port`."
    (root / CITING).write_text(_brief("A quay", "2014-05-02", text))
    (root / "bib/2014.bib").write_text(SOURCE.format("port") + "\n" + SOURCE.format("quay"))
    git(root, "init", "-q", "-b", "main")
    commit_all(root)
    git(root, "checkout", "-q", "-b", "change")
    return root


def told(briefs: Run, root: Path, base: str = "main") -> tuple[int, list[tuple[str, str, str]], list[dict[str, Any]]]:
    result = briefs("--root", root, "check", "--changed", base, "--format", "json")
    found = json.loads(result.stdout)
    return (
        result.exit_code,
        [
            (one["code"], one["severity"], f"{one['path']}:{one['line']}")
            for one in found
            if one["code"] not in ("C203", "V204")
        ],
        found,
    )


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def test_a_fault_that_was_there_is_a_notice_and_fails_nothing(briefs: Run, repository: Path) -> None:
    assert briefs("--root", repository, "check").exit_code == 1
    edit(repository, OLD, "Text.", "Another text.")
    code, found, (one, *_) = told(briefs, repository)
    assert (code, found) == (0, [("V201", "notice", f"{OLD}:4")])
    assert one["hint"].endswith("it was there before this change, on a line that the change does not touch")


def test_it_stays_a_notice_where_its_line_has_moved(briefs: Run, repository: Path) -> None:
    edit(repository, OLD, "date: 2014-05-01\n", "date: 2014-05-01\nsummary: A port is opened.\n")
    assert told(briefs, repository)[:2] == (0, [("V201", "notice", f"{OLD}:5")])


def test_on_a_touched_line_it_is_the_contributors(briefs: Run, repository: Path) -> None:
    edit(repository, OLD, "[QQ]", "[QQ, CN]")
    assert told(briefs, repository)[:2] == (1, [("V201", "error", f"{OLD}:4")])


def test_a_second_fault_like_an_old_one_counts(briefs: Run, repository: Path) -> None:
    edit(repository, OLD, "Text.", "Text on {country}`QQ`.")
    code, found, _ = told(briefs, repository)
    assert (code, sorted(found)) == (1, [("V201", "error", f"{OLD}:6"), ("V201", "notice", f"{OLD}:4")])


def test_a_deleted_key_is_an_error_where_it_is_cited(briefs: Run, repository: Path) -> None:
    edit(repository, "bib/2014.bib", SOURCE.format("quay"), "")
    code, found, all_ = told(briefs, repository)
    assert (code, found) == (1, [("V201", "notice", f"{OLD}:4"), ("C201", "error", f"{CITING}:6")])
    (hint,) = (one["hint"] for one in all_ if one["code"] == "C201")
    assert hint.endswith("this change causes it, though the line itself is as it was")


@pytest.mark.parametrize("with_git", [True, False])
def test_a_renamed_brief_keeps_its_old_faults_and_answers_for_what_it_breaks(
    with_git: bool, briefs: Run, repository: Path
) -> None:
    new = "archive/2014/2014-05-01-harbour.md"
    if with_git:
        git(repository, "mv", OLD, new)
    else:
        (repository / OLD).rename(repository / new)
    code, found, all_ = told(briefs, repository)
    expected = [("R207", "warning", f"{new}:1"), ("V201", "notice", f"{new}:4"), ("R201", "error", f"{CITING}:6")]
    assert (code, found) == (1, expected)
    (hint,) = (one["hint"] for one in all_ if one["code"] == "R201")
    assert hint.endswith("this change causes it, though the line itself is as it was")


def test_committed_staged_and_new_files_count_alike(briefs: Run, repository: Path) -> None:
    bad = _brief("New", "2014-05-03", "Text.", "XQ")
    for day, commands in ((3, ()), (4, (("add", "."),)), (5, (("add", "."), ("commit", "-q", "-m", "Two")))):
        path = f"archive/2014/2014-05-0{day}-new.md"
        (repository / path).write_text(bad.replace("05-03", f"05-0{day}"))
        for command in commands:
            git(repository, *command)
        assert ("V201", "error", f"{path}:4") in told(briefs, repository)[1]


def test_a_change_elsewhere_on_main_is_not_the_branchs(briefs: Run, repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    edit(repository, CITING, "A quay", "A long quay")
    git(repository, "commit", "-q", "-a", "-m", "Main goes on")
    git(repository, "checkout", "-q", "change")
    assert told(briefs, repository)[:2] == (0, [("V201", "notice", f"{OLD}:4")])


def test_a_source_entered_twice_is_a_warning(briefs: Run, repository: Path) -> None:
    again = SOURCE.format("quay").replace("a-2014-quay", "a-2014-quay-again")
    (repository / "bib/2014.bib").write_text((repository / "bib/2014.bib").read_text() + "\n" + again)
    code, found, _ = told(briefs, repository)
    assert (code, ("C211", "warning", "bib/2014.bib:15") in found) == (1, True)


def test_nothing_stays_behind(briefs: Run, repository: Path) -> None:
    told(briefs, repository)
    assert [path.name for path in cache_folder(repository).iterdir()] == ["reading"]
    status = subprocess.run(["git", "-C", str(repository), "status", "--porcelain"], check=True, capture_output=True)
    assert status.stdout == b""


def test_a_shallow_clone_says_what_it_lacks(briefs: Run, repository: Path, tmp_path: Path) -> None:
    edit(repository, OLD, "Text.", "Another text.")
    git(repository, "commit", "-q", "-a", "-m", "Two")
    shallow = tmp_path / "shallow"
    address = repository.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", "-b", "change", address, str(shallow)], check=True)
    git(shallow, "fetch", "-q", "--depth", "1", "origin", "main:main")
    (shallow / ".git/shallow").read_text()
    git(repository, "checkout", "-q", "main")
    result = briefs("--root", shallow, "check", "--changed", "main")
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.output
    result = briefs("--root", shallow, "check", "--changed", "nowhere")
    assert (result.exit_code, "does not hold that revision" in result.output) == (2, True)


def test_without_a_repository_or_a_revision_it_says_so(briefs: Run, repository: Path, tmp_path: Path) -> None:
    result = briefs("--root", repository, "check", "--changed", "nowhere")
    assert (result.exit_code, 'no revision "nowhere" here' in result.output) == (2, True)
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy, ignore=shutil.ignore_patterns(".git"))
    result = briefs("--root", copy, "check", "--changed", "main")
    assert (result.exit_code, "not a git repository" in result.output) == (2, True)


def test_faults_whose_messages_name_lines_are_known_again_when_lines_move(briefs: Run, repository: Path) -> None:
    double = (
        "@online{b-2014-x,\n  title = {X},\n  title = {Y},\n  date = {2014},\n  url = {https://example.org/x},\n}\n"
    )
    text = "## Twice\n\nText.\n\n## Twice\n\nText."
    (repository / "bib/2014.bib").write_text((repository / "bib/2014.bib").read_text() + double)
    (repository / "archive/2014/2014-05-04-two.md").write_text(_brief("Two", "2014-05-04", text))
    git(repository, "checkout", "-q", "main")
    commit_all(repository, "Faults")
    git(repository, "checkout", "-q", "-B", "change")
    (repository / "bib/2014.bib").write_text("% A remark.\n" + (repository / "bib/2014.bib").read_text())
    edit(repository, "archive/2014/2014-05-04-two.md", "## Twice\n\nText.\n\n##", "More.\n\n## Twice\n\nText.\n\n##")
    found = told(briefs, repository)[1]
    assert {(code, severity) for code, severity, _ in found} >= {("C106", "notice"), ("S113", "notice")}
    assert "error" not in {severity for _, severity, _ in found}


def test_a_renamed_bibliography_leaves_old_faults_elsewhere_old(briefs: Run, repository: Path) -> None:
    (repository / "bib/zz.bib").write_text(SOURCE.format("port"))
    git(repository, "checkout", "-q", "main")
    commit_all(repository, "Double")
    git(repository, "checkout", "-q", "-B", "change")
    git(repository, "mv", "bib/2014.bib", "bib/2014-a.bib")
    severities = {severity for code, severity, _ in told(briefs, repository)[1] if code == "C150"}
    assert severities == {"notice"}


def test_a_link_that_was_there_is_an_old_fault(briefs: Run, repository: Path) -> None:
    (repository / "archive/2016").symlink_to("2014")
    git(repository, "checkout", "-q", "main")
    commit_all(repository, "Link")
    git(repository, "checkout", "-q", "-B", "change")
    edit(repository, "bib/2014.bib", "title = {quay}", "title = {A quay}")
    assert [severity for code, severity, _ in told(briefs, repository)[1] if code == "F101"] == ["notice"]


def test_a_link_where_a_folder_was_stops_nothing(briefs: Run, repository: Path) -> None:
    shutil.rmtree(repository / "archive/2014")
    (repository / "archive/2014").symlink_to("vocabulary")
    assert told(briefs, repository)[0] == 1


def test_a_brief_that_is_gone_is_told_with_what_to_run(briefs: Run, repository: Path) -> None:
    (repository / CITING).unlink()
    code, found, all_ = told(briefs, repository)
    assert (code, ("R207", "warning", f"{CITING}:1") in found) == (1, True)
    assert all_[[one["code"] for one in all_].index("R207")]["hint"].endswith("withdraw 2014-05-02-quay --reason …")


def test_a_brief_that_was_renamed_by_the_command_is_not_gone(briefs: Run, repository: Path) -> None:
    edit(repository, OLD, "[QQ]", "[CN]")
    git(repository, "commit", "-q", "-a", "-m", "Mended")
    git(repository, "branch", "-q", "-f", "main")
    assert briefs("--root", repository, "rename", "2014-05-01-port", "harbour").exit_code == 0
    assert told(briefs, repository)[:2] == (0, [])


def test_a_brief_that_was_renamed_and_edited_keeps_its_old_faults(briefs: Run, repository: Path) -> None:
    (repository / OLD).rename(repository / "archive/2014/2014-05-01-harbour.md")
    (repository / CITING).unlink()
    edit(repository, "archive/2014/2014-05-01-harbour.md", "title: A port", "title: A harbour")
    found = told(briefs, repository)[1]
    assert ("V201", "notice", "archive/2014/2014-05-01-harbour.md:4") in found
    (repository / "archive/2014/2014-05-01-harbour.md").unlink()
    other = _brief("A market", "2014-05-03", "Nothing that was said before stands in this brief.", "QQ")
    (repository / "archive/2014/2014-05-03-market.md").write_text(other)
    assert ("V201", "error", "archive/2014/2014-05-03-market.md:4") in told(briefs, repository)[1]


def test_a_file_that_is_gone_excuses_the_faults_of_one_new_file(briefs: Run, repository: Path) -> None:
    text = (repository / OLD).read_text()
    (repository / OLD).rename(repository / "archive/2014/2014-05-01-port-c.md")
    for name in "ab":
        (repository / f"archive/2014/2014-05-01-port-{name}.md").write_text(text.replace("Text.", f"Text {name}."))
    _, found, _ = told(briefs, repository)
    faults = {place[-6:-5]: severity for code, severity, place in found if code == "V201"}
    assert faults == {"a": "error", "b": "error", "c": "notice"}
