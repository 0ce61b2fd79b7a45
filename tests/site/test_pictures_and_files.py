"""Pictures and files on pages, and texts that are odd without harm; those that mean harm are in `tests/security`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from ..cases import by_cases
from ..pages import differences
from .building import BuiltSite, build

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6390b389020001"
    "3000b5645195430000000049454e44ae426082"
)

PDF = Path(__file__).parents[1] / "checking/cases/F113/valid/files/archive/2014/terms.pdf"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with pictures, a file and two briefs."""
    root = tmp_path_factory.mktemp("walls")
    folder = root / "archive" / "2014"
    folder.mkdir(parents=True)
    (folder / "own.png").write_bytes(PNG)
    (folder / "terms.pdf").write_bytes(PDF.read_bytes())
    (folder / "ships.csv").write_text("label,value\nNorth & <b>old</b>,12\n南,7\n", "utf-8")
    for name, text in {"lonely": "Text.", "good": GOOD}.items():
        (folder / f"2014-01-01-{name}.md").write_text(f"---\ntitle: {name}\ndate: 2014-01-01\n---\n{text}\n", "utf-8")
    return build(root)


GOOD = (Path(__file__).parent / "cases/pictures.md").read_text("utf-8")


@by_cases
def test_pages_show(shown: BuiltSite, shows: dict[str, Any]) -> None:
    assert differences(shown.page("archive/2014/2014-01-01-good.html"), shows) == {}


def test_a_chart_is_described_by_its_words_and_files_are_published(shown: BuiltSite) -> None:
    figure = shown.page("archive/2014/2014-01-01-good.html").find("figure", class_="chart")
    assert {one["aria-describedby"] for one in figure.find_all("svg")} == {figure.find(class_="fig-say")["id"]}
    assert 'L112 "gone.csv" is not a CSV file' in shown.warnings
    assert (shown.outdir / "archive/2014/own.png").read_bytes() == PNG
    assert [name for name in ("ships.csv", "terms.pdf") if not (shown.outdir / "archive/2014" / name).exists()] == []


def test_a_withdrawn_brief_keeps_its_pictures_and_what_is_no_longer_shown_leaves_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    (folder / "own.png").write_bytes(PNG)
    head = "title: A\ndate: 2014-01-01\n"
    withdrawn = f"{head}status: withdrawn\nwithdrawal: {{date: 2014-02-01, reason: Wrong.}}\n"
    picture = "![p](own.png)"
    for fields, text, there in ((head, picture, True), (withdrawn, picture, True), (withdrawn, "", False)):
        (folder / "2014-01-01-a.md").write_text(f"---\n{fields}---\nText. {text}\n")
        assert (build(tmp_path).outdir / "archive/2014/own.png").exists() == there


ODD = yaml.safe_load((Path(__file__).parent / "cases/odd-texts.yaml").read_text("utf-8"))


def test_odd_texts_are_judged_alike_by_the_check_and_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    for name, text in ODD.items():
        (folder / f"2014-01-01-{name}.md").write_text(f"---\ntitle: {name}\ndate: 2014-01-01\n---\n{text}\n", "utf-8")
    warnings = build(tmp_path).warnings.splitlines()
    assert [line for line in warnings if "[briefs." not in line] == []
