"""A build that would change nothing does nothing; whatever could change something makes it a build."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefarchive.build import inputs, run
from briefarchive.cli import main

from ..cases import alter, by_cases

BRIEF = "archive/2014/2014-05-01-good.md"
CONF = "extensions = ['briefarchive.site']\nproject = 'Archive'\nhtml_static_path = ['../beside']\n"


def build(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "build", *options])


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """An archive and its site."""
    for folder in ("archive/2014", "docs", "beside"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / BRIEF).write_text("---\ntitle: Good\ndate: 2014-05-01\ncountries: [CN]\n---\nText.\n")
    (tmp_path / "docs/conf.py").write_text(CONF)
    (tmp_path / "beside/own.css").write_text("p {}")
    assert build(tmp_path).exit_code == 0
    return tmp_path


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Gets the root of each archive of which pages are built from now on."""
    seen: list[Path] = []
    real = run.build_site

    def note(root: Path, *arguments: object, **options: object) -> object:
        seen.append(root)
        return real(root, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "build_site", note)
    return seen


def test_nothing_is_done_when_nothing_has_changed(built: Path, builds: list[Path]) -> None:
    for path in built.rglob("*.*"):
        if "build" not in path.parts:
            os.utime(path, (2_000_000_000, 2_000_000_000))
    result = build(built)
    assert (result.exit_code, result.output.count("The site is in")) == (0, 1)
    assert builds == []


@by_cases
def test_a_change_is_seen(built: Path, builds: list[Path], change: dict[str, str]) -> None:
    alter(built, **change)
    build(built)
    assert builds == [built]


def test_a_file_that_is_gone_from_the_site_is_made_again(built: Path, builds: list[Path]) -> None:
    page = built / "build/html/index.html"
    page.unlink()
    build(built)
    assert page.is_file()
    assert builds == [built]


@pytest.mark.parametrize("link", ["docs/readme.md", "docs/theme", "docs/conf.py"])
def test_what_lies_behind_links_is_not_known(built: Path, builds: list[Path], link: str) -> None:
    place = built / "elsewhere"
    if (built / link).exists():
        (built / link).rename(place)
    else:
        place.mkdir()
    (built / link).symlink_to(place)
    build(built)
    build(built)
    assert builds == [built, built]


def test_no_link_leads_the_look_for_changes_through_the_disk_and_no_pipe_holds_it_up(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = built / "outside"
    outside.mkdir()
    (outside / "secret").write_text("of another folder")
    for name, target in {"away": outside, "loop": built / "docs", "zero": "/dev/zero"}.items():
        (built / "docs" / name).symlink_to(target)
    os.mkfifo(built / "archive/2014/pipe")
    read, real = [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read.append(self) or real(self))
    assert inputs.digest_inputs(built, built / "build/html", "") == ""
    assert not [file for file in read if {"away", "loop", "zero", "pipe"} & set(file.parts)]


def test_what_the_guide_includes_from_elsewhere_is_shown_as_it_is_now(built: Path) -> None:
    (built / "docs/index.md").write_text("# Guide\n\n```{literalinclude} ../NEWS.md\n```\n")
    for text in ("A new building.", "A new roof."):
        (built / "NEWS.md").write_text(text)
        build(built)
        assert text in (built / "build/html/docs/index.html").read_text()


@pytest.mark.parametrize("options", [["--drafts"], ["--pdf"], ["--base-url", "https://b.example.org/"]])
def test_another_wish_is_another_site(built: Path, builds: list[Path], options: list[str]) -> None:
    build(built, *options)
    assert builds == [built]


def test_another_address_of_the_repository_and_another_version_of_the_program_are_seen(
    built: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_URL", "https://gitlab.example.org/briefs")
    build(built)
    monkeypatch.setattr(inputs, "code_version", lambda: "another")
    build(built)
    assert builds == [built, built]


@pytest.mark.parametrize("line", ["import os\n", "author = 'ada'.title()\n", "from pathlib import Path\n"])
def test_a_configuration_that_asks_others_is_asked_each_time(built: Path, builds: list[Path], line: str) -> None:
    (built / "docs/conf.py").write_text(CONF + line)
    build(built)
    build(built)
    assert builds == [built, built]


def test_faults_are_told_each_time(built: Path, builds: list[Path]) -> None:
    (built / BRIEF).write_text((built / BRIEF).read_text().replace("CN", "BRZ"))
    told = [build(built).output for _ in range(2)]
    assert builds == [built, built]
    assert told[0] == told[1]
    assert "V201" in told[0]


def test_the_code_of_an_extension_is_looked_at(
    built: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(built / "beside")
    extension = built / "beside/own_extension.py"
    extension.write_text("def setup(app):\n    pass\n")
    (built / "docs/conf.py").write_text(
        CONF.replace("beside'", "docs'") + "extensions = ['briefarchive.site', 'own_extension']\n"
    )
    build(built)
    builds.clear()
    build(built)
    assert builds == []
    extension.write_text("def setup(the):\n    pass\n")
    build(built)
    assert builds == [built]
