"""Pictures and files on pages, and texts that are odd without harm; those that mean harm are in `tests/security`."""

from pathlib import Path

import pytest
import yaml

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


def test_a_chart_is_drawn_twice_and_told_in_words_in_a_table_and_in_a_file(shown: BuiltSite) -> None:
    text = shown.page("archive/2014/2014-01-01-good.html").find("div", class_="text")
    figure = text.find("figure", class_="chart")
    assert figure.find(class_="fig-title").get_text() == 'Ships: all & "more"'
    wide, narrow = figure.find_all("svg")
    says = figure.find(class_="fig-say")
    assert {wide["aria-label"], narrow["aria-label"]} == {'Ships: all & "more"'}
    assert {wide["aria-describedby"], narrow["aria-describedby"]} == {says["id"]}
    assert says.get_text().startswith("A bar chart of 2 values. Unit: Ships. The largest is 12 (North & <b>old</b>).")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in figure.find("table").find_all("tr")]
    assert rows == [["Of what", "Ships"], ["North & <b>old</b>", "12"], ["南", "7"]]
    assert figure.find("a", class_="dl")["href"] == "../2014/ships.csv"
    assert (shown.outdir / "archive/2014/ships.csv").exists()
    assert figure.find("figcaption").find("a")["href"] == "../2014/2014-01-01-lonely.html"
    assert figure.find("style") is None


def test_a_chart_without_its_file_is_named(shown: BuiltSite) -> None:
    text = shown.page("archive/2014/2014-01-01-good.html").find("div", class_="text")
    assert text.find(class_="unknown").get_text() == "Nothing (gone.csv)"
    assert "Not there." in text.get_text()
    assert 'L112 "gone.csv" is not a CSV file' in shown.warnings


def test_pictures_files_and_briefs_of_the_archive_are_shown_and_linked(shown: BuiltSite) -> None:
    text = shown.page("archive/2014/2014-01-01-good.html").find("div", class_="text")
    assert [image["src"] for image in text.find_all("img")] == ["../2014/own.png"] * 2
    assert [image["alt"] for image in text.find_all("img")] == ["The port", "The same port"]
    links = {link.get_text(): link["href"] for link in text.find_all("a")}
    assert links["terms"] == "../2014/terms.pdf"
    assert links["another"] == "../2014/2014-01-01-lonely.html"
    assert links["part"] == "#text-a-part"
    assert (shown.outdir / "archive/2014/own.png").read_bytes() == PNG
    assert (shown.outdir / "archive/2014/terms.pdf").exists()


def test_a_withdrawn_brief_keeps_its_pictures_and_what_is_no_longer_shown_leaves_the_site(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    (folder / "own.png").write_bytes(PNG)
    brief = folder / "2014-01-01-a.md"
    head = "---\ntitle: A\ndate: 2014-01-01\n"
    brief.write_text(f"{head}---\n![p](own.png)\n")
    site = build(tmp_path)
    assert (site.outdir / "archive/2014/own.png").exists()
    head += "status: withdrawn\nwithdrawal: {date: 2014-02-01, reason: Wrong.}\n"
    brief.write_text(f"{head}---\n![p](own.png)\n")
    build(tmp_path)
    assert (site.outdir / "archive/2014/own.png").exists()
    brief.write_text(f"{head}---\nText.\n")
    build(tmp_path)
    assert not (site.outdir / "archive/2014/own.png").exists()


ODD = yaml.safe_load((Path(__file__).parent / "cases/odd-texts.yaml").read_text("utf-8"))


def test_odd_texts_are_judged_alike_by_the_check_and_the_build(tmp_path: Path) -> None:
    folder = tmp_path / "archive/2014"
    folder.mkdir(parents=True)
    for name, text in ODD.items():
        (folder / f"2014-01-01-{name}.md").write_text(f"---\ntitle: {name}\ndate: 2014-01-01\n---\n{text}\n", "utf-8")
    warnings = build(tmp_path).warnings.splitlines()
    assert [line for line in warnings if "[briefs." not in line] == []
