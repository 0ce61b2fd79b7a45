"""What every command has."""

import subprocess
import sys
import webbrowser
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

import briefarchive.cli
from briefarchive import __version__
from briefarchive.checking import FAMILIES, RULES
from briefimport import RULES as IMPORT_RULES

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


def test_help_does_not_load_sphinx() -> None:
    code = (
        "import sys, briefarchive.cli as cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        "print('sphinx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_what_a_terminal_cannot_show_does_not_stop_the_command(root: Path) -> None:
    (root / "archive" / "2014" / "2014-05-03-words.md").write_text(BRIEF, "utf-8")
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PATH": ""}
    command = [sys.executable, "-m", "briefarchive.cli", "--root", str(root), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (1, "")
    assert r'unknown country code "\u706b\u661f"' in done.stdout


def test_a_command_whose_extra_is_not_installed_names_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint(name="import", value="no_such_package:command [import]", group="briefs.commands")
    monkeypatch.setitem(briefarchive.cli.main.__dict__, "_other_commands", {"import": entry})
    result = CliRunner().invoke(briefarchive.cli.main, ["import", "old-site", "--help"])
    message = '"no_such_package" is not installed; install it with: pip install "briefarchive[import]"'
    assert (result.exit_code, result.output) == (1, f"Error: {message}\n")


def test_every_rule_is_listed_with_its_severity_by_family(briefs: Run) -> None:
    result = briefs("rules")
    rows = [line.split(maxsplit=2) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert {code: severity for code, severity, _ in rows} == {
        rule.code: rule.severity for rule in (*RULES, *IMPORT_RULES)
    }
    order = [(list(FAMILIES).index(code[0]), code) for code, _, _ in rows]
    assert order == sorted(order)


def test_the_browser_is_opened_on_request(root: Path, briefs: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    briefs("--root", root, "preview", "2014-05-01-good")
    assert opened == []
    briefs("--root", root, "preview", "2014-05-01-good", "--open")
    assert opened == [(root / "build" / "preview" / "archive" / "2014" / "2014-05-01-good.html").resolve().as_uri()]
