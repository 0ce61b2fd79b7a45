"""The workflows keep what the threat model says of them, beyond what zizmor sees to in the session `lint`."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefarchive.reading.fields import KINDS

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted(path.stem for path in (ROOT / ".github/workflows").glob("*"))


def _named(name: str) -> dict[Any, Any]:
    workflow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def _triggers(name: str) -> dict[str, Any]:
    # In YAML 1.1, which PyYAML reads, the key `on` is a truth value.
    triggers = _named(name)[True]
    assert isinstance(triggers, dict)
    return triggers


def _steps(name: str) -> list[dict[str, Any]]:
    return [step for job in _named(name)["jobs"].values() for step in job["steps"]]


def _scripts(name: str) -> str:
    return "\n".join(step.get("run", "") for step in _steps(name))


def test_actions_are_those_of_github_and_one_has_one_digest_everywhere() -> None:
    used = {step["uses"] for name in WORKFLOWS for step in _steps(name) if "uses" in step}
    names = [one.partition("@")[0] for one in used]
    assert all(re.fullmatch(r"actions/[\w-]+", name) for name in names)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_scripts_get_no_text_from_github_stop_at_the_first_fault_and_end_in_time(name: str) -> None:
    workflow = _named(name)
    assert [step["run"] for step in _steps(name) if "${{" in step.get("run", "")] == []
    # With `shell: bash` GitHub adds `-eo pipefail`, without it only `-e`.
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    assert all(0 < job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


def test_the_check_has_no_secret_and_no_right_but_to_read() -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    assert _triggers("check")["pull_request"] == _triggers("check")["push"] == {"branches": ["main"]}
    assert not re.search(r"secrets\s*[.\[]|github\.token|GITHUB_TOKEN|GH_TOKEN", text)
    assert [name for name, job in _named("check")["jobs"].items() if "permissions" in job or "environment" in job] == []
    assert not re.search(r"\bcache\b.*:", text.split("\njobs:")[1])


def test_the_check_annotates_builds_and_keeps_the_changed_pages() -> None:
    scripts = _scripts("check")
    for part in ("--untrusted", "--format github", "--changed", ".ci/run", "tools/changed_pages.py"):
        assert part in scripts
    [kept] = [step["with"] for step in _steps("check") if "upload-artifact" in step.get("uses", "")]
    assert f"name={kept['name']}" in _scripts("preview")
    assert _triggers("preview")["workflow_run"]["workflows"] == [_named("check")["name"]]


def test_the_preview_has_no_secret_and_runs_nothing_but_one_script_of_the_default_branch() -> None:
    assert "secrets." not in (ROOT / ".github/workflows/preview.yml").read_text("utf-8")
    assert not any("uses" in step for step in _steps("preview"))
    scripts = _scripts("preview")
    # In a run that follows another, GITHUB_SHA is the newest commit of the default branch.
    assert [line.strip() for line in scripts.splitlines() if line.lstrip().startswith("git ")] == [
        "git init --quiet",
        'git fetch --quiet --depth 1 "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" "$GITHUB_SHA"',
        "git checkout --quiet --detach FETCH_HEAD",
    ]
    assert re.findall(r"python3 (\S+)", scripts) == ["tools/preview_comment.py"]
    assert not re.search(r"\b(unzip|pip|bootstrap|nox|npm|source|eval|bash|sh -c)\b", scripts)


def test_the_preview_learns_the_pull_request_from_github_and_a_new_one_ends_the_old_one() -> None:
    [pull] = [step for step in _steps("preview") if step.get("id") == "pull"]
    assert "select(.head.sha == env.HEAD_SHA and .base.ref == env.DEFAULT_BRANCH)" in pull["run"]
    assert pull["env"]["DEFAULT_BRANCH"] == "${{ github.event.repository.default_branch }}"
    assert "$RUNNER_TEMP" not in pull["run"]  # as the artefact is
    concurrency = _named("preview")["jobs"]["preview"]["concurrency"]
    assert concurrency["cancel-in-progress"] is True
    for part in ("head_repository.full_name", "head_branch"):
        assert f"${{{{ github.event.workflow_run.{part} }}}}" in concurrency["group"]
    # Of the whole workflow, it would let a run whose job is left out end one that is at work.
    assert "concurrency" not in _named("preview")


def test_only_main_is_published_and_by_a_job_that_builds_nothing() -> None:
    jobs = _named("publish")["jobs"]
    assert _triggers("publish")["push"] == {"branches": ["main"]}
    assert "permissions" not in jobs["build"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["deploy"]["if"] == "github.ref == 'refs/heads/main'"
    assert not any("run" in step for step in jobs["deploy"]["steps"])


def test_made_files_are_made_without_rights_and_proposed_without_running_anything() -> None:
    workflow = _named("made-files")
    make, propose = workflow["jobs"]["make"], workflow["jobs"]["propose"]
    assert _triggers("made-files")["push"]["branches"] == ["main"]
    assert "permissions" not in make
    assert propose["permissions"] == {"actions": "read", "contents": "write", "pull-requests": "write"}
    scripts = "\n".join(step["run"] for step in propose["steps"])
    assert not re.search(r"\b(python3?|pip|bootstrap|nox|source|eval|bash|sh)\b", scripts)
    # What was made is only taken where made files lie; a workflow or a program never is.
    assert re.findall(r"--include='([^']+)'", scripts) == [".vscode/*"]
    assert "HEAD:refs/heads/made-files" in scripts


def test_no_check_asks_for_files_that_are_made_after_merging() -> None:
    for path in (".ci/run", ".pre-commit-config.yaml", ".github/workflows/check.yml", "noxfile.py"):
        text = (ROOT / path).read_text("utf-8")
        assert not re.search(r"schema[^\n]*--check", text), path


def test_the_form_for_a_source_offers_the_kinds_of_publishers() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/source.yml").read_text("utf-8"))
    [kind] = [one["attributes"]["options"] for one in form["body"] if one.get("id") == "kind"]
    assert kind == [name.replace("-", " ").capitalize() for name in KINDS]


def test_the_hooks_for_commits_name_what_is_there() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    # Nothing is fetched: what a hook runs is in the environment of the lock.
    assert {repository["repo"] for repository in config["repos"]} == {"local"}
    assert all(hook["entry"].startswith(".venv/bin/") for hook in hooks)
    [ours] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (ours["id"], ours["entry"], ours["language"]) == ("briefs-check", "briefs check", "python")
    assert re.search(ours["files"], "archive/2014/a.md")
    assert not re.search(ours["files"], "docs/archive/a.md")
