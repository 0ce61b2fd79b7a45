"""The workflows keep what the threat model says of them, beyond what zizmor sees to in the session `lint`."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefarchive.reading.fields import KINDS

from .cases import by_cases

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted(path.stem for path in (ROOT / ".github/workflows").glob("*"))


def _named(name: str) -> dict[Any, Any]:
    workflow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))
    assert isinstance(workflow, dict)
    # In YAML 1.1, which PyYAML reads, the key `on` is a truth value.
    return {"on": workflow.pop(True), **workflow}


def _at(workflow: dict[Any, Any], path: str) -> list[Any]:
    """All that stands at a path, of which a part may be `*`."""
    values: list[Any] = [workflow]
    for part in path.split("."):
        if part == "*":
            values = [value for one in values for value in (one.values() if isinstance(one, dict) else one)]
        else:
            values = [value[part] for value in values if part in value]
    return values


def _scripts(name: str, job: str = "*") -> str:
    return "\n".join(_at(_named(name), f"jobs.{job}.steps.*.run"))


def test_actions_are_those_of_github_and_one_has_one_digest_everywhere() -> None:
    used = {action for name in WORKFLOWS for action in _at(_named(name), "jobs.*.steps.*.uses")}
    names = [action.partition("@")[0] for action in used]
    assert all(re.fullmatch(r"actions/[\w-]+", name) for name in names)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_scripts_get_no_text_from_github_stop_at_the_first_fault_and_end_in_time(name: str) -> None:
    workflow = _named(name)
    assert "${{" not in _scripts(name)
    # With `shell: bash` GitHub adds `-eo pipefail`, without it only `-e`.
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    minutes = _at(workflow, "jobs.*.timeout-minutes")
    assert len(minutes) == len(workflow["jobs"])
    assert all(0 < number <= 60 for number in minutes)


@by_cases
def test_workflows_keep_what_the_threat_model_says(
    workflow: str, has: dict[str, list[Any]], finds: dict[str, list[str]], lacks: str
) -> None:
    assert {path: _at(_named(workflow), path) for path in has} == has
    assert {pattern: re.findall(pattern, _scripts(workflow), re.MULTILINE) for pattern in finds} == finds
    assert not re.search(lacks, (ROOT / f".github/workflows/{workflow}.yml").read_text("utf-8"))


def test_what_the_check_keeps_the_preview_takes_and_what_is_made_is_proposed_without_running_anything() -> None:
    [kept] = [step["name"] for step in _at(_named("check"), "jobs.*.steps.*.with") if "path" in step]
    assert f"name={kept}" in _scripts("preview")
    assert [_named("check")["name"]] == _named("preview")["on"]["workflow_run"]["workflows"]
    [group] = _at(_named("preview"), "jobs.preview.concurrency.group")
    for part in ("head_repository.full_name", "head_branch"):
        assert f"${{{{ github.event.workflow_run.{part} }}}}" in group
    [pull] = [step for step in _at(_named("preview"), "jobs.*.steps.*") if step.get("id") == "pull"]
    assert "$RUNNER_TEMP" not in pull["run"]  # as the artefact is
    assert not re.search(r"\b(python3?|pip|bootstrap|nox|source|eval|bash|sh)\b", _scripts("made-files", "propose"))


def test_no_check_asks_for_files_that_are_made_after_merging() -> None:
    for path in (".ci/run", ".pre-commit-config.yaml", "noxfile.py"):
        assert not re.search(r"schema[^\n]*--check", (ROOT / path).read_text("utf-8")), path


def test_the_form_for_a_source_offers_the_kinds_of_publishers() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/source.yml").read_text("utf-8"))
    [kind] = [field["attributes"]["options"] for field in form["body"] if field.get("id") == "kind"]
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
