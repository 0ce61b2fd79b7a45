"""What every command has."""

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

import briefarchive.cli
from briefarchive import __version__

from ..cases import by_cases
from .conftest import Run

BRIEF = "---\ntitle: Mars\ndate: 2014-05-03\ncountries: [火星]\n---\nText.\n"
COMMANDS = ["build", "check", "export", "import", "init", "preview", "rules", "serve", "sources"]


def test_help_lists_every_command(briefs: Run) -> None:
    result = briefs("--help")
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.output.partition("Commands:")[2].splitlines() if line.strip()]
    assert [name for name in listed if name in COMMANDS] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_takes_the_root(command: str, briefs: Run) -> None:
    result = briefs(command, "--help")
    assert result.exit_code == 0
    assert "--root" in result.output or command == "init"


def test_the_version_is_that_of_the_package(briefs: Run) -> None:
    assert __version__ in briefs("--version").output


@by_cases
def test_a_wrong_use_is_told_and_gives_2(arguments: list[str], briefs: Run, root: Path) -> None:
    result = briefs(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.output


def test_the_root_may_stand_before_and_after_the_command(briefs: Run, root: Path) -> None:
    before, after = briefs("--root", root, "check"), briefs("check", "--root", root)
    assert before.exit_code == after.exit_code == 1
    assert before.output == after.output


def test_help_does_not_load_sphinx() -> None:
    code = (
        "import sys, briefarchive.cli as cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        "print('sphinx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_a_folder_that_is_no_archive_is_a_wrong_use(
    command: str, briefs: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "archive" / "2014")
    here, there = briefs(command), briefs("--root", root.parent, command)
    assert (here.exit_code, there.exit_code) == (2, 2)
    assert "there is no archive here; go to the folder with archive/ and bib/, or use --root" in here.output
    assert f'there is no archive in "{Path("../../..")}"' in there.output
    assert not (root / "archive" / "2014" / "build").exists()


def test_a_command_that_is_misspelt_is_told_the_nearest(briefs: Run) -> None:
    assert 'there is no command "chekc"; did you mean check?' in briefs("chekc").output


def test_what_a_terminal_cannot_show_does_not_stop_the_command(root: Path) -> None:
    (root / "archive" / "2014" / "2014-05-03-words.md").write_text(BRIEF, "utf-8")
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PATH": ""}
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (1, "")
    assert r'unknown country code "\u706b\u661f"' in done.stdout


def test_a_command_whose_extra_is_not_installed_names_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint(name="import", value="no_such_package:command [import]", group="briefs.commands")
    monkeypatch.setitem(briefarchive.cli.main.__dict__, "_others", {"import": entry})
    result = CliRunner().invoke(briefarchive.cli.main, ["import", "old-site", "--help"])
    message = '"no_such_package" is not installed; install it with: pip install "briefarchive[import]"'
    assert (result.exit_code, result.output) == (1, f"Error: {message}\n")
