"""A build that would change nothing does nothing; whatever could change something makes it a build."""

import importlib
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from briefarchive.site.ledger import Ledger
from click.testing import Result

from briefarchive.cli import unchanged
from briefarchive.search import index
from briefarchive.site import build as site_build

Run = Callable[..., Result]
BRIEF = "archive/2014/2014-05-01-good.md"
PAGE = "build/html/archive/2014/2014-05-01-good.html"
CONF = "extensions = ['briefarchive.site']\nproject = 'Archive'\nhtml_static_path = ['../beside']\n"


@pytest.fixture
def built(briefs: Run, sound: Path) -> Path:
    """An archive and its site."""
    (sound / "docs").mkdir()
    (sound / "docs/conf.py").write_text(CONF)
    (sound / "beside").mkdir()
    (sound / "beside/own.css").write_text("p {}")
    time.sleep(0.2)
    assert briefs("--root", sound, "build").exit_code == 0
    return sound


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Gets the root of each archive that is built from now on."""
    seen: list[Path] = []
    build = site_build.build_site

    def note(root: Path, *arguments: object, **options: object) -> int | None:
        seen.append(root)
        return build(root, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(site_build, "build_site", note)
    return seen


def test_nothing_is_done_when_nothing_has_changed(briefs: Run, built: Path, builds: list[Path]) -> None:
    result = briefs("--root", built, "build")
    assert (result.exit_code, result.output) == (0, "The site is in root/build/html.\n")
    assert builds == []


def _same_size_and_time(path: Path, old: str, new: str) -> None:
    assert len(old) == len(new)
    before = path.stat()
    path.write_text(path.read_text().replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda root: (root / BRIEF).write_text((root / BRIEF).read_text() + "More.\n"),
    "a text of the same size and time": lambda root: _same_size_and_time(root / BRIEF, "Text", "Word"),
    "a new brief": lambda root: (root / "archive/2014/2014-05-09-new.md").write_text((root / BRIEF).read_text()),
    "a link in the archive": lambda root: (root / "archive/2014/link.md").symlink_to("2014-05-01-good.md"),
    "a hidden file in the archive": lambda root: (root / "archive/.hidden").write_text(""),
    "a bibliography": lambda root: ((root / "bib").mkdir(), (root / "bib/2014.bib").write_text("")),
    "the configuration": lambda root: (root / "docs/conf.py").write_text(CONF.replace("Archive", "Library")),
    "a page of the guide": lambda root: (root / "docs/index.md").write_text("# Guide\n"),
    "a file that the configuration names": lambda root: (root / "beside/own.css").write_text("p {color: red}"),
    "a page that is gone": lambda root: (root / PAGE).unlink(),
    "a page that was meddled with": lambda root: _same_size_and_time(root / PAGE, "Text", "Word"),
    "a file of somebody else's in the site": lambda root: (root / "build/html/odd.html").write_text("odd"),
    "no record": lambda root: (root / "build/html/.briefarchive-unchanged.sealed").unlink(),
    "a record without our seal": lambda root: (root / "build/html/.briefarchive-unchanged.sealed").write_text("{}"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(briefs: Run, built: Path, builds: list[Path], change: str) -> None:
    CHANGES[change](built)
    briefs("--root", built, "build")
    assert builds == [built]


def test_what_changes_while_the_index_is_made_is_seen(
    briefs: Run, built: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    add = index.add_search

    def meddle(*arguments: Any, **options: Any) -> object:
        (built / PAGE).write_text("Not what was built.")
        return add(*arguments, **options)

    (built / BRIEF).write_text((built / BRIEF).read_text() + "More.\n")
    time.sleep(0.2)
    with monkeypatch.context() as patch:
        patch.setattr(index, "add_search", meddle)
        briefs("--root", built, "build")
    briefs("--root", built, "build")
    assert builds == [built, built]
    assert "More." in (built / PAGE).read_text()


def _meddle_in(
    owner: Any, name: str, monkeypatch: pytest.MonkeyPatch, meddle: Callable[[], object], *, after: bool
) -> None:
    """Have somebody meddle with files right before or after a step of a build."""
    step = getattr(owner, name)

    def done(*arguments: Any, **options: Any) -> object:
        if not after:
            meddle()
        result = step(*arguments, **options)
        if after:
            meddle()
        return result

    monkeypatch.setattr(owner, name, done)


def test_a_page_beside_one_that_changes_is_looked_at_if_it_changed_meanwhile(
    briefs: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = built / "archive/2014/2014-05-09-other.md"
    other.write_text((built / BRIEF).read_text())
    briefs("--root", built, "build")
    page = built / "build/html/archive/2014/2014-05-09-other.html"
    before = page.read_bytes()
    (built / BRIEF).write_text((built / BRIEF).read_text() + "More.\n")
    time.sleep(0.2)
    with monkeypatch.context() as patch:
        _meddle_in(Ledger, "finish", patch, lambda: page.write_text("Not what was built."), after=False)
        briefs("--root", built, "build")
    assert page.read_bytes() != before
    briefs("--root", built, "build")
    assert page.read_bytes() == before


def test_an_index_that_changed_right_after_it_was_made_is_made_again(
    briefs: Run, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = built / "build/html/search/part-0/words.json"
    (built / BRIEF).write_text((built / BRIEF).read_text() + "More.\n")
    time.sleep(0.2)
    with monkeypatch.context() as patch:
        _meddle_in(index, "_stamp_of_made", patch, lambda: words.write_text("[]"), after=True)
        briefs("--root", built, "build")
    assert words.read_text() == "[]"
    briefs("--root", built, "build")
    assert words.read_text() != "[]"


def test_what_the_guide_includes_from_elsewhere_is_seen(briefs: Run, built: Path, builds: list[Path]) -> None:
    (built / "docs/index.md").write_text("# Guide\n\n```{literalinclude} ../NEWS.md\n```\n")
    (built / "NEWS.md").write_text("A new building.\n")
    time.sleep(0.2)
    for _ in range(2):  # the first learns what is included, the second remembers what it looked like
        briefs("--root", built, "build")
    builds.clear()
    briefs("--root", built, "build")
    assert builds == []
    (built / "NEWS.md").write_text("A new roof.\n")
    briefs("--root", built, "build")
    assert builds == [built]
    assert "roof" in (built / "build/html/docs/index.html").read_text()


@pytest.mark.parametrize("options", [["--drafts"], ["--pdf"]])
def test_another_wish_is_another_site(briefs: Run, built: Path, builds: list[Path], options: list[str]) -> None:
    briefs("--root", built, "build", *options)
    assert builds == [built]


def test_another_address_of_the_repository_is_seen(
    briefs: Run, built: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_URL", "https://gitlab.example.org/briefs")
    briefs("--root", built, "build")
    assert builds == [built]


def test_another_version_of_the_program_is_seen(
    briefs: Run, built: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "code_version", lambda: "another")
    briefs("--root", built, "build")
    assert builds == [built]


@pytest.mark.parametrize("line", ["import os\n", "author = 'ada'.title()\n", "from pathlib import Path\n"])
def test_a_configuration_that_asks_others_is_asked_each_time(
    briefs: Run, built: Path, builds: list[Path], line: str
) -> None:
    (built / "docs/conf.py").write_text(CONF + line)
    briefs("--root", built, "build")
    briefs("--root", built, "build")
    assert builds == [built, built]


def test_faults_are_told_each_time(briefs: Run, root: Path, builds: list[Path]) -> None:
    told = [briefs("--root", root, "build").output for _ in range(2)]
    assert builds == [root, root]
    assert told[0] == told[1]
    assert "V201" in told[0]


def test_what_changed_just_now_may_change_again_and_look_the_same(
    briefs: Run, built: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    monkeypatch.setattr(unchanged.time, "time_ns", lambda: now)
    (built / BRIEF).write_text((built / BRIEF).read_text() + "More.\n")
    monkeypatch.setattr(unchanged.time, "time_ns", lambda: (built / BRIEF).stat().st_ctime_ns + 1_000)
    briefs("--root", built, "build")
    monkeypatch.undo()
    assert not unchanged.Standstill(built, built / "build/html", "drafts: False, PDFs: False").holds()


@pytest.mark.parametrize("link", ["docs/readme.md", "docs/theme", "docs/conf.py"])
def test_what_lies_behind_links_is_not_known(briefs: Run, built: Path, builds: list[Path], link: str) -> None:
    place = built / "elsewhere"
    if (built / link).exists():
        (built / link).rename(place)
    else:
        place.mkdir()
    (built / link).symlink_to(place)
    briefs("--root", built, "build")
    briefs("--root", built, "build")
    assert builds == [built, built]


def test_the_code_of_an_extension_is_looked_at(
    briefs: Run, built: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(built / "beside")
    extension = built / "beside/own_extension.py"
    extension.write_text("def setup(app):\n    pass\n")
    (built / "docs/conf.py").write_text(
        CONF.replace("beside'", "docs'") + "extensions = ['briefarchive.site', 'own_extension']\n"
    )
    time.sleep(0.2)
    briefs("--root", built, "build")
    builds.clear()
    briefs("--root", built, "build")
    assert builds == []
    _same_size_and_time(extension, "app", "the")
    briefs("--root", built, "build")
    assert builds == [built]


def _install(folder: Path, version: str, text: bytes) -> None:
    """Put a package into *folder* that adds a file to each site."""
    told = folder / "beside.dist-info"
    told.mkdir(parents=True, exist_ok=True)
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: beside\nVersion: {version}\n")
    (told / "entry_points.txt").write_text("[briefarchive.companions]\nbeside = beside:make\n")
    (folder / "beside.py").write_text(
        "from briefarchive.facets.companions import Companion\n"
        f"def make(catalogue, site):\n    yield Companion(address='beside.txt', made_from='1', make=lambda: {text!r})\n"
    )


def test_a_companion_that_is_newly_installed_or_of_another_version_is_noticed(
    briefs: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.syspath_prepend(str(packages))
    assert briefs("--root", built, "build").exit_code == 0
    beside = built / "build/html/beside.txt"
    for version in ("1", "2"):
        _install(packages, version, version.encode())
        monkeypatch.delitem(sys.modules, "beside", raising=False)
        importlib.invalidate_caches()
        assert briefs("--root", built, "build").exit_code == 0
        assert beside.read_text() == version
    shutil.rmtree(packages / "beside.dist-info")
    importlib.invalidate_caches()
    assert briefs("--root", built, "build").exit_code == 0
    assert not beside.exists()
