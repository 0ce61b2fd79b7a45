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


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive."""
    for folder in ("archive/2014", "docs", "beside"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / BRIEF).write_text("---\ntitle: Good\ndate: 2014-05-01\ncountries: [CN]\n---\nText.\n")
    (tmp_path / "docs/conf.py").write_text(CONF)
    (tmp_path / "beside/own.css").write_text("p {}")
    return tmp_path


def digest(root: Path) -> str:
    return inputs.digest_inputs(root, root / "build/html", "")


def build(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "build", *options])


@pytest.fixture
def builds(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Gets the root of each archive of which pages are built from now on; the site of this one stands."""
    assert build(root).exit_code == 0
    paths: list[Path] = []
    real = run.build_site

    def note(root: Path, *arguments: object, **options: object) -> object:
        paths.append(root)
        return real(root, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "build_site", note)
    return paths


def test_nothing_is_done_when_nothing_has_changed_and_a_file_that_is_gone_is_made_again(
    root: Path, builds: list[Path]
) -> None:
    for path in root.rglob("*.*"):
        if "build" not in path.parts:
            os.utime(path, (2_000_000_000, 2_000_000_000))
    result = build(root)
    assert (result.exit_code, result.output.count("The site is in")) == (0, 1)
    assert builds == []
    (root / "build/html/index.html").unlink()
    build(root)
    assert (root / "build/html/index.html").is_file()
    assert builds == [root]


def test_another_wish_is_another_site(root: Path, builds: list[Path]) -> None:
    for number, options in enumerate((["--drafts"], ["--pdf"], ["--base-url", "https://b.example.org/"]), 1):
        build(root, *options)
        assert len(builds) == number


def test_faults_are_told_each_time(root: Path, builds: list[Path]) -> None:
    (root / BRIEF).write_text((root / BRIEF).read_text().replace("CN", "BRZ"))
    outputs = [build(root).output for _ in range(2)]
    assert builds == [root, root]
    assert outputs[0] == outputs[1]
    assert "V201" in outputs[0]


def test_what_the_guide_includes_from_elsewhere_is_shown_as_it_is_now(root: Path) -> None:
    (root / "docs/index.md").write_text("# Guide\n\n```{literalinclude} ../NEWS.md\n```\n")
    for word in ("building", "roof"):
        (root / "NEWS.md").write_text(f"A new {word}.\n")
        result = build(root)
        assert result.exit_code == 0, result.output
        assert word in (root / "build/html/docs/index.html").read_text()


@by_cases
def test_a_change_is_seen(root: Path, change: dict[str, str]) -> None:
    before = digest(root)
    assert before == digest(root)
    alter(root, **change)
    assert digest(root) != before


def test_another_address_of_the_repository_and_another_version_of_the_program_are_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = [digest(root)]
    monkeypatch.setenv("CI_PROJECT_URL", "https://gitlab.example.org/briefs")
    digests.append(digest(root))
    monkeypatch.setattr(inputs, "code_version", lambda: "another")
    assert len({*digests, digest(root)}) == 3


@pytest.mark.parametrize("link", ["docs/readme.md", "docs/theme", "docs/conf.py"])
def test_what_lies_behind_links_is_not_known(root: Path, link: str) -> None:
    place = root / "elsewhere"
    if (root / link).exists():
        (root / link).rename(place)
    else:
        place.mkdir()
    (root / link).symlink_to(place)
    assert digest(root) == ""


@pytest.mark.parametrize(
    "line",
    [
        *("import os", "author = 'ada'.title()", "from pathlib import Path"),
        *("extensions = ['own_one']", "extensions += ['own_one']", "own = ['own_one']\nextensions = own"),
    ],
)
def test_a_configuration_that_asks_others_is_asked_each_time(root: Path, line: str) -> None:
    (root / "docs/conf.py").write_text(f"{CONF}{line}\n")
    assert digest(root) == ""


def test_no_link_leads_the_look_for_changes_through_the_disk_and_no_pipe_holds_it_up(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = root / "outside"
    outside.mkdir()
    (outside / "secret").write_text("of another folder")
    for name, target in {"away": outside, "loop": root / "docs", "zero": "/dev/zero"}.items():
        (root / "docs" / name).symlink_to(target)
    os.mkfifo(root / "archive/2014/pipe")
    read, real = [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read.append(self) or real(self))
    assert digest(root) == ""
    assert not [file for file in read if {"away", "loop", "zero", "pipe"} & set(file.parts)]
