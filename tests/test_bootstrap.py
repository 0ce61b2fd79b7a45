"""What `tools/bootstrap.py` decides; what it does is shown by every run of the tests on a new machine."""

import itertools
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bootstrap

from .cases import alter, by_cases

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder with an empty `.venv` and none of our own files."""
    for name, path in {"VENV": ".venv", "LOCK": "requirements.lock", "PROJECT": "pyproject.toml"}.items():
        monkeypatch.setattr(bootstrap, name, tmp_path / path)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("one==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


@pytest.fixture
def steps(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that `prepare` takes, in their order; none of them does anything but leave a Python."""
    taken: list[str] = []
    for step in ("make_environment", "install_packages", "install_project"):
        monkeypatch.setattr(bootstrap, step, lambda step=step: taken.append(step))
    Path(bootstrap.python()).touch()
    return taken


def test_main_ends_with_code_1_and_one_sentence_on_an_old_python(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for version in ((3, 11), (3, 14), (4, 0)):
        bootstrap.refuse_old_python(version)
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 1))
    assert bootstrap.main(["html"]) == 1
    assert capsys.readouterr().err.startswith("This project needs Python 3.11 or later, and this is Python 3.9")


def test_where_nothing_can_be_installed_the_connection_is_asked_for(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise subprocess.CalledProcessError(1, "pip")

    monkeypatch.setattr(bootstrap, "install_packages", fail)
    assert bootstrap.main(["html"]) == 1
    assert "Is there a connection to the package index?" in capsys.readouterr().err
    assert steps == ["make_environment"]


ALL = ["make_environment", "install_packages", "install_project"]


@by_cases
def test_the_first_run_takes_every_step_and_the_next_those_that_a_change_asks_for(
    steps: list[str], project: Path, change: dict[str, str], taken: list[str]
) -> None:
    bootstrap.prepare()
    assert steps == ALL
    steps.clear()
    if change:
        alter(project, **change)
    bootstrap.prepare()
    assert steps == taken


def test_an_environment_that_was_moved_and_an_interrupted_run_are_made_anew(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "install_packages", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.prepare()
    steps.clear()
    bootstrap.prepare()
    assert steps == ALL
    before = bootstrap.packages_fingerprint()
    monkeypatch.setattr(bootstrap, "VENV", bootstrap.VENV.parent / "elsewhere/.venv")
    assert bootstrap.packages_fingerprint() != before


@by_cases
def test_arguments_are_sessions_and_what_nox_takes(arguments: list[str], expected: list[str]) -> None:
    assert bootstrap.nox_arguments(arguments)[2:] == expected


def test_missing_packages_come_with_the_command_that_installs_them() -> None:
    assert bootstrap.advice(["chromium", "chromium-driver"], "Or use another machine.") == (
        "chromium, chromium-driver are missing on this machine.\n"
        "On Debian, run: sudo apt-get install chromium chromium-driver\n"
        "Or use another machine."
    )


@pytest.mark.parametrize(("allowed", "told"), [(False, "sudo apt-get install chromium"), (True, "chromium is missing")])
def test_what_cannot_be_installed_is_named(monkeypatch: pytest.MonkeyPatch, told: str, *, allowed: bool) -> None:
    monkeypatch.setattr(bootstrap, "may_install", lambda: allowed)
    monkeypatch.setattr(bootstrap, "_succeeds", lambda command: allowed and "update" in command)
    with pytest.raises(bootstrap.PackagesMissingError, match=told):
        bootstrap.install_debian_packages(["chromium"])


def _dependencies() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    lines = [*project["project"]["dependencies"], *itertools.chain(*extras), *project["dependency-groups"]["dev"]]
    return list(map(Requirement, lines))


def test_every_dependency_is_locked_in_the_range_that_the_project_asks_for() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
    locked = {canonicalize_name(name): version for name, version in pins}
    unmet = [one for one in _dependencies() if not one.specifier.contains(locked.get(canonicalize_name(one.name), "0"))]
    assert unmet == []


def test_what_installs_the_others_has_its_version_and_hashes_from_the_lock() -> None:
    first, *hashes = bootstrap.lines_of("uv", (ROOT / "requirements.lock").read_text(encoding="utf-8")).splitlines()
    assert first.startswith("uv==")
    assert hashes
    assert all("--hash=sha256:" in line for line in hashes)


def test_the_guide_gives_the_reason_of_each_dependency() -> None:
    guide = (ROOT / "docs/reference/dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| (?!Package|---)(.+?) \| .{10,} \|$", guide, re.MULTILINE)
    named = {canonicalize_name(name) for row in rows for name in row.split(", ")}
    assert named == {canonicalize_name(requirement.name) for requirement in _dependencies()}
